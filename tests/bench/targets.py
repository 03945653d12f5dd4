"""The targets for the cost of builds, beside what was measured, and the floor below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tests.bench import browser, floors, live
from tests.bench.cost import Figures
from tests.bench.growth import name_of
from tests.bench.sessions import ALL, BOTH_PDFS, HTML, PDF, RENDER, again, edited
from tests.bench.tables import Table, times


@dataclass(frozen=True, slots=True)
class Ratio:
    """The time of some things, divided by that of something else, if there is any."""

    above: tuple[str, ...]
    below: str = ""
    combined: Callable[[Iterable[float]], float] = sum

    def of(self, figures: Figures, value: str = "wall") -> str:
        """The ratio, or the time in seconds; empty if it was not measured."""
        costs = [figures.get(name, {}) for name in (*self.above, *filter(None, [self.below]))]
        if not self.above or not all(value in cost for cost in costs):
            return ""
        seconds = self.combined(figures[name][value] for name in self.above)
        return (
            times(seconds / figures[self.below][value]) if self.below else f"{seconds:.2f}\u00a0s"
        )


@dataclass(frozen=True, slots=True)
class Target:
    """What should be at most a *limit*, and what it cannot be below, measured by one part."""

    what: str
    part: str
    measured: Ratio
    limit: str
    floor: Ratio = Ratio(())


def _sessions(what: str, measured: str, limit: str, *floor: str) -> Target:
    return Target(
        f"{what} ÷ RenderCV",
        "sessions",
        Ratio((edited(measured),), RENDER),
        limit,
        Ratio(floor, RENDER),
    )


def _seconds(what: str, measured: str, limit: str, *floor: str) -> Target:
    return Target(what, "sessions", Ratio((measured,)), limit, Ratio(floor))


def _stock(step: str, positions: int, limit: str, *floor: str) -> Target:
    """A target beside stock Sphinx, with steps of what was written by hand as its floor."""
    ours, stock = (name_of(kind, positions, step) for kind in ("resume", "stock"))
    what = f"{step} at {positions:,} positions ÷ stock Sphinx"
    written = tuple(name_of("written", positions, each) for each in floor)
    return Target(what, "growth", Ratio((ours,), stock), limit, Ratio(written, stock))


def _growth(what: str, above: tuple[int, str], below: tuple[int, str], limit: str) -> Target:
    """A target for the growth of our cost, with that of stock Sphinx as its floor."""
    ours, stock = (
        Ratio((name_of(kind, *above),), name_of(kind, *below)) for kind in ("resume", "stock")
    )
    return Target(what, "growth", ours, limit, stock)


TARGETS: Final = (
    _sessions("`nox -s html`, one-line edit", HTML, "0.70×", floors.NOX, floors.SPHINX_EDITED),
    _sessions(
        "`nox -s pdf`, one-line edit, both documents",
        BOTH_PDFS,
        "1.00×",
        *(floors.NOX, floors.IMPORT, floors.TEX),
    ),
    _sessions(
        "`nox`, one-line edit, all documents",
        ALL,
        "1.30×",
        *(floors.NOX, floors.SPHINX_EDITED, floors.TEX),
    ),
    _seconds(
        "`nox -s html`, nothing to do", again(HTML), "1.15 s", floors.NOX, floors.SPHINX_AGAIN
    ),
    Target(
        "`nox -s pdf` ÷ `nox -s html`, both with nothing to do",
        "sessions",
        Ratio((again(PDF),), again(HTML)),
        "1.30×",
    ),
    _seconds("`nox -s live`, from saving to the fresh page", live.PAGE, "0.70 s"),
    _seconds("`nox -s live -- --pdf`, from saving to the new PDF", live.PDF, "2.00 s", floors.TEX),
    _stock("no-op", 3200, "1.30×"),
    _stock("text edit", 3200, "2.00×"),
    _stock("date edit", 3200, "2.50×", "date edit unread"),
    _growth(
        "text edit at 3,200 positions ÷ at 50", (3200, "text edit"), (50, "text edit"), "3.00×"
    ),
    _stock("cold", 800, "1.30×", "cold unread"),
    _growth(
        "cold at 800 positions, `-j auto` ÷ `-j 1`",
        (800, "cold, in parallel"),
        (800, "cold"),
        "0.75×",
    ),
    Target(
        "page of 1,000 × 200 cells, opened until usable",
        *("browser", Ratio((browser.OPEN,)), "1.00 s"),
    ),
    Target(
        "its slowest filter or sort",
        *("browser", Ratio(tuple(browser.ACTIONS), combined=max), "0.20 s"),
    ),
)


def table(figures: Mapping[str, Figures]) -> Table:
    """All targets, with the figures of each part."""
    return Table(
        "Targets, and the floors below them",
        ("what", "measured", "in CPU time", "target", "floor", "part"),
        [_row(target, figures.get(target.part, {})) for target in TARGETS],
    )


def _row(target: Target, figures: Figures) -> tuple[str, ...]:
    return (
        target.what,
        target.measured.of(figures) or "not measured",
        target.measured.of(figures, "cpu"),
        f"≤\u00a0{target.limit}".replace(" ", "\u00a0"),
        target.floor.of(figures),
        f"`{target.part}`",
    )
