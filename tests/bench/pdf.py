"""The cost of this résumé's PDFs, compared with stock Sphinx and RenderCV.

All contenders run in turn, so that other load on the machine affects all; the figures are medians.
"""

from __future__ import annotations

import collections
import dataclasses
import itertools
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.bench import rendercv
from tests.bench.cost import ROOT, CommandError, Cost, run
from tests.bench.tables import progress, table, times

#: The promised limit, shown beside the figures.
PASS_LIMIT: Final = 0.6
NO_OP_LIMIT: Final = 1.3
DOCUMENTS: Final = ("resume", "portfolio")
LUALATEX: Final = ("lualatex", "-interaction=nonstopmode", "-no-shell-escape")
#: The configuration of this résumé, except for the themes.
STOCK: Final = """\
from pathlib import Path

__file__ = {conf!r}
exec(compile(Path(__file__).read_text("utf-8"), __file__, "exec"))
latex_documents = [(*document[:4], "howto") for document in latex_documents]
"""
UNWANTED: Final = ("build", ".git", ".nox", ".*_cache", "__pycache__", "tests", "private.toml")

Contest = Mapping[str, Callable[[], Cost]]


def compete(what: str, contest: Contest, runs: int) -> dict[str, Cost]:
    """The median costs of each contender."""
    costs: dict[str, list[Cost]] = collections.defaultdict(list)
    for number, (name, go) in itertools.product(range(runs), contest.items()):
        progress(f"{what}, run {number + 1} of {runs}: {name}")
        costs[name].append(go())
    return {name: Cost.median(found) for name, found in costs.items()}


def report(runs: int) -> dict[str, Any]:
    """Measure, print tables, and return all figures."""
    with tempfile.TemporaryDirectory(prefix="sphinx-resume-bench-") as name:
        folder = Path(name)
        checkout = folder / "checkout"
        shutil.copytree(ROOT, checkout, ignore=shutil.ignore_patterns(*UNWANTED))
        stock = folder / "stock.conf"
        stock.mkdir()
        (stock / "conf.py").write_text(STOCK.format(conf=f"{checkout / 'conf.py'}"), "utf-8")
        results = {
            "passes": _passes(folder, {"resume": checkout, "stock": stock}, runs),
            "from sources": _from_sources(folder, checkout, stock, runs),
            "again": _again(checkout, runs),
        }
    return {
        kind: {name: dataclasses.asdict(cost) for name, cost in costs.items()}
        for kind, costs in results.items()
    }


def _latex(config: Path, sources: Path, output: Path) -> Cost:
    options = ("-q", "-E", "-b", "latex", "-c", f"{config}")
    return run([sys.executable, "-P", "-m", "sphinx", *options, f"{sources}", f"{output}"])


def _passes(folder: Path, configs: Mapping[str, Path], runs: int) -> dict[str, Cost]:
    contest: dict[str, Callable[[], Cost]] = {}
    for kind, config in configs.items():
        output = folder / f"pass-{kind}"
        _latex(config, folder / "checkout" / "docs", output)
        for document in DOCUMENTS:
            command = [*LUALATEX, f"{document}.tex"]
            run(command, output)  # stock Sphinx's first pass has no contents to typeset yet
            contest[f"{document}, {kind}"] = lambda o=output, c=command: run(c, o)  # type: ignore[misc]
    costs = compete("TeX", contest, runs)
    rows = []
    for document in DOCUMENTS:
        ours, stock = costs[f"{document}, resume"], costs[f"{document}, stock"]
        rows.append(
            [
                *(f"{document}.pdf", f"{ours.wall:.2f}", f"{ours.cpu:.2f}"),
                *(f"{stock.wall:.2f}", f"{stock.cpu:.2f}"),
                *(f"{ours.wall / stock.wall:.0%}", f"{ours.cpu / stock.cpu:.0%}"),
            ]
        )
    table(
        "One pass of LuaLaTeX: this extension, stock Sphinx (howto), and their ratio "
        f"(promised: at most {PASS_LIMIT:.0%})",
        ("", "wall", "cpu", "stock wall", "stock cpu", "wall", "cpu"),
        rows,
    )
    return costs


def _from_sources(folder: Path, checkout: Path, stock: Path, runs: int) -> dict[str, Cost]:
    """The short résumé from scratch, each with a single command."""

    def whole(config: Path) -> Callable[[], Cost]:
        def go() -> Cost:
            output = folder / "whole"
            shutil.rmtree(output, ignore_errors=True)
            sources = _latex(config, checkout / "docs", output)
            options = ("-lualatex", "-interaction=nonstopmode")
            typeset = run(["latexmk", *options, "resume.tex"], output, {"LATEXOPTS": ""})
            return Cost(
                sources.wall + typeset.wall,
                sources.cpu + typeset.cpu,
                max(sources.peak, typeset.peak),
            )

        return go

    contest = {"this extension": whole(checkout), "stock Sphinx": whole(stock)}
    try:
        program = rendercv.installed()
        source = folder / "rendercv.yaml"
        with patch_docutils(), docutils_namespace():
            where = (checkout / "docs", checkout, folder / "app", folder / "app", "latex")
            app = Sphinx(*where, status=None, warning=None)
            app.build()
            source.write_text(rendercv.resume(app.env), "utf-8")
        command = [f"{program}", "render", source.name, *rendercv.OPTIONS, "-q"]
        run(command, folder)
        contest[f"RenderCV {rendercv.VERSION}"] = lambda: run(command, folder)
    except CommandError as error:
        print(f"\nRenderCV {rendercv.VERSION} is left out: {error}")
    costs = compete("From sources", contest, runs)
    table(
        "The short résumé from its sources, in new processes",
        ("", "wall", "cpu", "peak", "wall of ours", "cpu of ours"),
        (
            [
                *(name, f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{cost.peak:.0f}"),
                times(cost.wall / costs["this extension"].wall),
                times(cost.cpu / costs["this extension"].cpu),
            ]
            for name, cost in costs.items()
        ),
    )
    return costs


def _again(checkout: Path, runs: int) -> dict[str, Cost]:
    """The sessions of nox when there is little or nothing to do."""
    path = os.pathsep.join([f"{Path(sys.executable).parent}", os.environ["PATH"]])

    def nox(session: str) -> Cost:
        command = [sys.executable, "-m", "nox", "--no-venv", "-s", session]
        return run(command, checkout, {"PATH": path})

    def edited() -> Cost:
        page = min((checkout / "docs" / "experience").glob("*.md"))
        page.write_text(page.read_text("utf-8").replace("\n- ", "\n- Again: ", 1), "utf-8")
        return nox("pdf")

    for session in ("pdf", "html", "pdf"):  # the configuration changes once there is a PDF
        nox(session)
    contest = {"html": lambda: nox("html"), "pdf": lambda: nox("pdf")}
    costs = compete("Nothing to do", contest, runs)
    passes = {"pdf": _tex_runs(checkout)}
    costs |= compete("Text edited", {"pdf after an edit": edited}, runs)
    passes["pdf after an edit"] = _tex_runs(checkout)
    table(
        "nox again, with nothing to do and after an edit of a text "
        f"(promised: at most {times(NO_OP_LIMIT)} of html)",
        ("", "wall", "cpu", "wall of html", "TeX passes for each PDF"),
        (
            [
                *(f"nox -s {name}", f"{cost.wall:.2f}", f"{cost.cpu:.2f}"),
                *(times(cost.wall / costs["html"].wall), passes.get(name, "")),
            ]
            for name, cost in costs.items()
        ),
    )
    return costs


def _tex_runs(checkout: Path) -> str:
    logs = [checkout / "build" / "latex" / f"{name}.latexmk.log" for name in DOCUMENTS]
    found = (re.findall("^Run number", log.read_text("utf-8"), re.MULTILINE) for log in logs)
    return ", ".join(str(len(each)) for each in found)
