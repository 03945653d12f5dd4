"""The cost of builds of the site, and how it grows with a career.

Generated careers of several sizes are built by ``python -m sphinx`` in separate processes, with
this extension and, for comparison, by stock Sphinx: from pages with the same text and no views, and
from pages on which the text of the views was written as well. Runs of all alternate, so that other
load on the machine affects all alike; the figures are medians.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.bench.cost import Cost, Figures, measured, medians, python
from tests.bench.parts import Effort
from tests.bench.tables import Table, times
from tests.support.generate import GeneratedCareer, StockCareer, WrittenCareer

#: How often careers are built, by the number of their positions.
SIZES: Final = {50: 3, 800: 1, 3200: 1}
QUICK: Final = (10, 20, 80)
#: The promised limit, shown beside the figures.
LIMIT: Final = 1.2
KINDS: Final[dict[str, type[GeneratedCareer]]] = {
    "stock": StockCareer,
    "written": WrittenCareer,
    "resume": GeneratedCareer,
}
#: What is built one after another, by which kinds. Unread: pages with views, or what was written in
#: place of them, are written again, but only positions are read, either all or the edited one.
STEPS: Final = {
    "cold": ("stock", "written", "resume"),
    "no-op": ("stock", "resume"),
    "text edit": ("stock", "resume"),
    "date edit unread": ("written",),
    "date edit": ("stock", "written", "resume"),
    "cold unread": ("written",),
    "cold, in parallel": ("stock", "resume"),
}


def name_of(kind: str, positions: int, step: str) -> str:
    return f"{positions} positions, {step}, {kind}"


# --- Measuring --------------------------------------------------------------------------------


def measure(effort: Effort) -> Figures:
    """The cost of each step for each size, by kind."""
    sizes = effort.sizes or (QUICK if effort.quick else SIZES)
    rounds = {size: effort.rounds(SIZES.get(size, 1)) for size in sizes}
    for kind in KINDS:
        _steps(kind, 1)  # so that no file is read for the first time
    return medians(
        _steps(kind, size)
        for number, size, kind in itertools.product(range(max(rounds.values())), sizes, KINDS)
        if number < rounds[size]
    )


def _steps(kind: str, positions: int) -> Figures:
    """Build a career from scratch, again, after edits, and from scratch in parallel."""
    with tempfile.TemporaryDirectory(prefix="sphinx-resume-bench-") as name:
        folder = Path(name)
        career = KINDS[kind](positions)
        career.write(folder / "source")
        costs = {}
        for step in (step for step, kinds in STEPS.items() if kind in kinds):
            match step:
                case "cold unread":
                    for number in range(positions):
                        career.edit_prose(folder / "source", number)
                    for path in (folder / "html").rglob("*.html"):
                        os.utime(path, (0, 0))
                case "text edit":
                    career.edit_prose(folder / "source", positions // 2)
                case "date edit unread":
                    career.edit_prose(folder / "source", positions // 2)
                    for docname in career.dated_pages(folder / "source", positions // 2):
                        os.utime(folder / "html" / f"{docname}.html", (0, 0))
                case "date edit":
                    career.edit_date(folder / "source", positions // 2)
                case "cold, in parallel":
                    shutil.rmtree(folder / "html")
            jobs = ("-j", "auto") if step == "cold, in parallel" else ()
            key = name_of(kind, positions, step)
            costs[key] = measured(key, lambda: _build(folder, *jobs))  # noqa: B023 (called at once)
        return costs


def _build(folder: Path, *options: str) -> Cost:
    """Build the HTML of a career that was written to a folder, and count the written pages."""
    before = _pages(folder / "html")
    # A warning would mean that the generated pages are wrong.
    cost = python(
        *("-m", "sphinx", "-q", "-W", "-b", "html", *options),
        *(f"{folder / 'source'}", f"{folder / 'html'}"),
    )
    after = _pages(folder / "html")
    written = [name for name, (stamp, _) in after.items() if before.get(name, (0, b""))[0] != stamp]
    changed = [name for name in written if before.get(name, (0, b""))[1] != after[name][1]]
    return {**cost, "written": len(written), "changed": len(changed)}


def _pages(output: Path) -> dict[str, tuple[int, bytes]]:
    """The modification time and content of each document's page."""
    sources = output.parent / "source"
    pages = {}
    for path in output.rglob("*.html"):
        name = path.relative_to(output).with_suffix("")
        if (sources / f"{name}.md").is_file():  # not an index or the search page
            pages[f"{name}"] = (path.stat().st_mtime_ns, path.read_bytes())
    return pages


# --- Reporting --------------------------------------------------------------------------------


def tables(figures: Figures) -> Iterator[Table]:
    sizes = sorted({int(name.split()[0]) for name in figures})
    builds = [
        (size, step, kind)
        for size, (step, kinds) in itertools.product(sizes, STEPS.items())
        for kind in kinds
        if name_of(kind, size, step) in figures
    ]
    yield Table(
        "Cold HTML builds with one process, by stock Sphinx without views (stock) and with their "
        "text written by hand (written), and with this extension (resume)",
        ("build", "pages", "s", "CPU s", "CPU ms/page", "MiB", "s ÷ stock"),
        [_cold_row(figures, size, kind) for size, step, kind in builds if step == "cold"],
    )
    if len(sizes) > 1:
        yield Table(
            f"What a page of a cold build costs with {sizes[-1]:,} positions ÷ with {sizes[0]:,} "
            f"(promised: at most {times(LIMIT)}); without the start of Python, pages that the "
            "largest size adds ÷ those that the second one adds",
            ("cost of a page", "all pages", "added pages"),
            [
                (f"{figure}, {kind}", *_growth(figures, sizes, kind, name))
                for figure, name in {"CPU time": "cpu", "memory": "peak"}.items()
                for size, step, kind in builds
                if (size, step) == (sizes[0], "cold")
            ],
        )
    yield Table(
        "Building again, and in parallel; memory is that of the largest process",
        ("build", "s", "CPU s", "MiB", "s ÷ cold", "pages written", "of them changed"),
        [_again_row(figures, *build) for build in builds if build[1] != "cold"],
    )


def _cold_row(figures: Figures, size: int, kind: str) -> tuple[str, ...]:
    cost, stock = (figures[name_of(each, size, "cold")] for each in (kind, "stock"))
    return (
        *(f"{size:,}, {kind}", f"{cost['written']:,.0f}", f"{cost['wall']:.1f}"),
        *(f"{cost['cpu']:.1f}", f"{1000 * cost['cpu'] / cost['written']:.1f}"),
        *(f"{cost['peak']:.0f}", times(cost["wall"] / stock["wall"])),
    )


def _growth(figures: Figures, sizes: list[int], kind: str, figure: str) -> tuple[str, str]:
    cold = [figures[name_of(kind, size, "cold")] for size in sizes]
    whole = [cost[figure] / cost["written"] for cost in cold]
    added = [
        (large[figure] - small[figure]) / (large["written"] - small["written"])
        for small, large in itertools.pairwise(cold)
    ]
    # Small careers may fit into memory that Python has anyway.
    last = times(added[-1] / added[0]) if len(added) > 1 and added[0] > 0 else ""
    return times(whole[-1] / whole[0]), last


def _again_row(figures: Figures, size: int, step: str, kind: str) -> tuple[str, ...]:
    cost, cold = (figures[name_of(kind, size, each)] for each in (step, "cold"))
    return (
        *(f"{size:,}, {step}, {kind}", f"{cost['wall']:.1f}", f"{cost['cpu']:.1f}"),
        *(f"{cost['peak']:.0f}", times(cost["wall"] / cold["wall"])),
        *(f"{cost['written']:,.0f}", f"{cost['changed']:,.0f}"),
    )
