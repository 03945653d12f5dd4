"""The cost of this résumé's PDFs, compared with stock Sphinx."""

from __future__ import annotations

import itertools
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from tests.bench.cost import Contenders, Cost, Figures, compete, run
from tests.bench.parts import Effort
from tests.bench.tables import Table
from tests.support.checkout import copy_repository

#: The promised limit, shown beside the figures.
LIMIT: Final = 0.6
KINDS: Final = ("this extension", "stock")
DOCUMENTS: Final = ("resume", "portfolio")
LUALATEX: Final = ("lualatex", "-interaction=nonstopmode", "-no-shell-escape")
#: The configuration of this résumé, except for the themes.
STOCK: Final = """\
from pathlib import Path

__file__ = {conf!r}
exec(compile(Path(__file__).read_text("utf-8"), __file__, "exec"))
latex_documents = [(*document[:4], "howto") for document in latex_documents]
"""


def measure(effort: Effort) -> Figures:
    """The cost of a run of TeX for each document, and of the short résumé from its sources."""
    with tempfile.TemporaryDirectory(prefix="sphinx-resume-bench-") as name:
        folder = Path(name)
        checkout = copy_repository(folder / "checkout")
        stock = folder / "stock.conf"
        stock.mkdir()
        (stock / "conf.py").write_text(STOCK.format(conf=f"{checkout / 'conf.py'}"), "utf-8")
        configs = dict(zip(KINDS, (checkout, stock), strict=True))
        contest: Contenders = {}
        for kind, config in configs.items():
            contest |= _passes(kind, config, checkout / "docs", folder / f"passes of {kind}")
            contest |= _whole(kind, config, checkout / "docs", folder / f"whole of {kind}")
        return compete(contest, effort.rounds(3))


def _passes(kind: str, config: Path, sources: Path, output: Path) -> Contenders:
    def one(name: str) -> Callable[[], Cost]:
        return lambda: run([*LUALATEX, f"{name}.tex"], output)

    _latex(config, sources, output)
    for name in DOCUMENTS:
        one(name)()  # stock Sphinx's first pass has no contents to typeset yet
    return {f"one pass of LuaLaTeX, `{name}.pdf`, {kind}": one(name) for name in DOCUMENTS}


def _whole(kind: str, config: Path, sources: Path, output: Path) -> Contenders:
    def go() -> Cost:
        shutil.rmtree(output, ignore_errors=True)
        written = _latex(config, sources, output)
        options = ("-lualatex", "-interaction=nonstopmode")
        typeset = run(["latexmk", *options, "resume.tex"], output, {"LATEXOPTS": ""})
        return {
            "wall": written["wall"] + typeset["wall"],
            "cpu": written["cpu"] + typeset["cpu"],
            "peak": max(written["peak"], typeset["peak"]),
        }

    return {f"from its sources, `resume.pdf`, {kind}": go}


def _latex(config: Path, sources: Path, output: Path) -> Cost:
    options = ("-q", "-E", "-b", "latex", "-c", f"{config}")
    return run([sys.executable, "-P", "-m", "sphinx", *options, f"{sources}", f"{output}"])


def tables(figures: Figures) -> Iterator[Table]:
    rows = []
    for what in dict.fromkeys(name.rpartition(", ")[0] for name in figures):
        ours, stock = (figures[f"{what}, {kind}"] for kind in KINDS)
        seconds = (
            f"{cost[each]:.2f}" for cost, each in itertools.product((stock, ours), ("wall", "cpu"))
        )
        rows.append(
            (what, *seconds, *(f"{ours[each] / stock[each]:.0%}" for each in ("wall", "cpu")))
        )
    yield Table(
        "PDFs of this résumé, with stock Sphinx (its class `howto`) and with this extension "
        f"(promised: at most {LIMIT:.0%} for a pass)",
        ("what", "stock s", "CPU s", "s", "CPU s", "s ÷ stock", "CPU ÷ stock"),
        rows,
    )
