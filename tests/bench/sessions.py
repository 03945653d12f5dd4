"""What one waits for while writing, beside RenderCV, and beside what nobody can do without.

All contenders take turns, so that other load on the machine affects all alike.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from tests.bench import floors, live, rendercv
from tests.bench.checkout import Checkout
from tests.bench.cost import CommandError, Contenders, Cost, Figures, compete
from tests.bench.parts import Effort
from tests.bench.tables import Table, times

RENDER: Final = f"RenderCV {rendercv.VERSION}: PDF, PNGs, Markdown, HTML"
HTML: Final = "`nox -s html`"
PDF: Final = "`nox -s pdf`"
BOTH_PDFS: Final = "`nox -s pdf -- --only resume --only portfolio`"
ALL: Final = "`nox`"
#: The sessions to measure, each with files that must be new after an edit.
SESSIONS: Final[dict[str, Sequence[str]]] = {
    HTML: ("html/{page}.html",),
    BOTH_PDFS: ("pdf/resume.pdf", "pdf/portfolio.pdf"),
    PDF: ("pdf/resume.pdf", "pdf/portfolio.pdf"),
    ALL: ("pdf/resume.pdf", "pdf/portfolio.pdf", "html/{page}.html"),
}


def edited(session: str) -> str:
    return f"{session}, one-line edit"


def again(session: str) -> str:
    return f"{session}, nothing to do"


def measure(effort: Effort) -> Figures:
    """The cost of sessions, RenderCV, and floors; then the time from saving to seeing."""
    rounds = effort.rounds(5)
    # What served the site may still write when it is ended.
    with tempfile.TemporaryDirectory(
        prefix="sphinx-resume-bench-", ignore_cleanup_errors=True
    ) as name:
        folder = Path(name)
        checkout = Checkout.make(folder / "checkout")
        for _ in range(2):  # the configuration changes once there are PDFs
            checkout.nox()
        contest: Contenders = {}
        for session, results in SESSIONS.items():
            contest[edited(session)] = _edited(checkout, session, results)
            contest[again(session)] = _again(checkout, session)
        try:
            contest[RENDER] = rendercv.renderer(checkout.folder, folder)
        except CommandError as error:
            print(f"{error}, so it is left out.", file=sys.stderr)
        return compete(contest | floors.contenders(checkout, folder), rounds) | live.measure(
            checkout, rounds
        )


def _again(checkout: Checkout, session: str) -> Callable[[], Cost]:
    arguments = session.strip("`").split()[1:]
    return lambda: checkout.nox(*arguments)


def _edited(checkout: Checkout, session: str, results: Sequence[str]) -> Callable[[], Cost]:
    page = checkout.page.with_suffix("").as_posix()
    files = [checkout.folder / "build" / result.format(page=page) for result in results]

    def go() -> Cost:
        before = [file.read_bytes() for file in files]
        checkout.edit()
        cost = _again(checkout, session)()
        for file, content in zip(files, before, strict=True):
            if file.read_bytes() == content:
                raise CommandError(f"{session} did not write {file.name} anew")
        return cost

    return go


def tables(figures: Figures) -> Iterator[Table]:
    yield Table(
        "Sessions of this résumé, RenderCV, and the programs that sessions run; a stub without "
        "icons is in place of the package of Typst that RenderCV takes from the network",
        ("command", "s", "CPU s", "s ÷ RenderCV"),
        [
            (
                *(name, f"{cost['wall']:.2f}", f"{cost['cpu']:.2f}" if "cpu" in cost else ""),
                times(cost["wall"] / figures[RENDER]["wall"]) if RENDER in figures else "",
            )
            for name, cost in figures.items()
        ],
    )
