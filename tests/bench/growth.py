"""The cost of builds of the site, and how it grows with a career.

Generated careers of several sizes are built by ``python -m sphinx`` in separate processes, with
this extension and, for comparison, by stock Sphinx from pages with the same text and no views. Runs
of both alternate, so that other load on the machine affects both; the figures are medians.
"""

from __future__ import annotations

import collections
import dataclasses
import itertools
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.bench.cost import Cost, python
from tests.bench.share import Samples, profile
from tests.bench.tables import progress, table, times
from tests.support.generate import GeneratedCareer

#: The promised limits, shown beside the figures.
GROWTH_LIMIT: Final = 1.2
SHARE_LIMIT: Final = 0.1
KINDS: Final = ("stock", "resume")
STEPS: Final = ("cold", "no-op", "prose edit", "date edit")
PARALLEL: Final = "cold, in parallel"
#: The number of functions of the extension to show.
COSTLIEST: Final = 5


@dataclass(frozen=True, slots=True)
class Key:
    """A kind of build, and the change before it."""

    kind: str
    positions: int
    step: str


@dataclass(frozen=True, slots=True)
class Results:
    """All measurements, by size from small to large."""

    pages: dict[int, int]
    costs: dict[Key, Cost]
    samples: Samples

    def growth(self, kind: str, figure: Callable[[Cost], float]) -> float:
        """The ratio of the cost per page in the largest career to that in the smallest."""
        small, large = (
            self._cold(kind, figure, min(self.pages)),
            self._cold(kind, figure, max(self.pages)),
        )
        return (large / self.pages[max(self.pages)]) / (small / self.pages[min(self.pages)])

    def later_growth(self, kind: str, figure: Callable[[Cost], float]) -> float | None:
        """The same for the pages that each size adds, which excludes the start of Python."""
        sizes = sorted(self.pages)
        if len(sizes) < 3:
            return None
        each = [
            (self._cold(kind, figure, large) - self._cold(kind, figure, small))
            / (self.pages[large] - self.pages[small])
            for small, large in itertools.pairwise(sizes)
        ]
        return each[-1] / each[0]

    def _cold(self, kind: str, figure: Callable[[Cost], float], size: int) -> float:
        return figure(self.costs[Key(kind, size, "cold")])


FIGURES: Final[dict[str, Callable[[Cost], float]]] = {
    "cpu": lambda cost: cost.cpu,
    "peak memory": lambda cost: cost.peak,
}


# --- Measuring --------------------------------------------------------------------------------


def build(folder: Path, *options: str) -> Cost:
    """Build the HTML of a career that was written to a folder."""
    before = _pages(folder / "html")
    cost = python("-m", "sphinx", *_options(folder), *options)
    after = _pages(folder / "html")
    written = [name for name, (stamp, _) in after.items() if before.get(name, (0, b""))[0] != stamp]
    changed = [name for name in written if before.get(name, (0, b""))[1] != after[name][1]]
    return dataclasses.replace(cost, written=len(written), changed=len(changed))


def _options(folder: Path) -> list[str]:
    # A warning would mean that the generated pages are wrong.
    return ["-q", "-W", "-b", "html", f"{folder / 'source'}", f"{folder / 'html'}"]


def _pages(output: Path) -> dict[str, tuple[int, bytes]]:
    """The modification time and content of each document's page."""
    sources = output.parent / "source"
    pages = {}
    for path in output.rglob("*.html"):
        name = path.relative_to(output).with_suffix("")
        if (sources / f"{name}.md").is_file():  # not an index or the search page
            pages[f"{name}"] = (path.stat().st_mtime_ns, path.read_bytes())
    return pages


def measure(kind: str, positions: int, theme: str) -> dict[Key, Cost]:
    """Build a career from scratch, again, after edits, and from scratch in parallel."""
    with tempfile.TemporaryDirectory(prefix="sphinx-resume-bench-") as name:
        folder = Path(name)
        career = GeneratedCareer(positions, stock=kind == "stock", theme=theme)
        career.write(folder / "source")
        edits: dict[str, Callable[[Path, int], None] | None] = {
            "cold": None,
            "no-op": None,
            "prose edit": career.edit_prose,
            "date edit": career.edit_date,
        }
        costs = {}
        for step, edit in edits.items():
            if edit:
                edit(folder / "source", positions // 2)
            costs[Key(kind, positions, step)] = build(folder)
        shutil.rmtree(folder / "html")
        costs[Key(kind, positions, PARALLEL)] = build(folder, "-j", "auto")
        return costs


def samples(positions: int, theme: str) -> Samples:
    """Profile a cold build with the extension."""
    with tempfile.TemporaryDirectory(prefix="sphinx-resume-bench-") as name:
        folder = Path(name)
        GeneratedCareer(positions, theme=theme).write(folder / "source")
        return profile(_options(folder))


# --- Reporting --------------------------------------------------------------------------------


def cold_table(results: Results) -> None:
    rows = []
    for size, pages in results.pages.items():
        stock, resume = (results.costs[Key(kind, size, "cold")] for kind in KINDS)
        row = [f"{size}", f"{pages}"]
        for cost in (stock, resume):
            row += [f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{cost.peak:.0f}"]
            row.append(f"{1000 * cost.cpu / pages:.1f}")
        rows.append([*row, times(resume.cpu / stock.cpu), times(resume.peak / stock.peak)])
    figures = ("wall", "cpu", "peak", "ms/page")
    table(
        "Cold HTML build: stock Sphinx without views, then this extension, then their ratio",
        ("positions", "pages", *figures, *figures, "cpu", "peak"),
        rows,
    )


def growth_table(results: Results) -> None:
    small, large = min(results.pages), max(results.pages)
    if small == large:
        return
    rows = []
    for name, figure in FIGURES.items():
        for kind in KINDS:
            later = results.later_growth(kind, figure)
            rows.append(
                (
                    f"{name}, {kind}",
                    times(results.growth(kind, figure)),
                    times(later) if later is not None else "",
                )
            )
    table(
        f"What a page costs with {large} positions, as a multiple of that with {small} "
        f"(promised: at most {times(GROWTH_LIMIT)})",
        ("", "whole build", "added pages only"),
        rows,
    )


def rebuild_table(results: Results) -> None:
    rows = []
    for size, step, kind in itertools.product(results.pages, (*STEPS[1:], PARALLEL), KINDS):
        cost = results.costs[Key(kind, size, step)]
        cold = results.costs[Key(kind, size, "cold")]
        rows.append(
            (
                *(f"{size} positions, {step}, {kind}", f"{cost.wall:.2f}", f"{cost.cpu:.2f}"),
                *(f"{cost.peak:.0f}", times(cost.wall / cold.wall), times(cost.cpu / cold.cpu)),
                *(f"{cost.written:.0f}", f"{cost.changed:.0f}"),
            )
        )
    table(
        "Building again, and in parallel (memory is that of the largest process)",
        (
            "",
            "wall",
            "cpu",
            "peak",
            "wall of cold",
            "cpu of cold",
            "pages written",
            "of them changed",
        ),
        rows,
    )


def share_table(results: Results) -> None:
    samples = results.samples
    shares = [("all", samples.own.total(), samples.called.total())]
    shares += [(name, samples.own[name], count) for name, count in samples.called.most_common(12)]
    table(
        f"The extension's share of a cold HTML build with {max(results.pages)} positions "
        f"(promised: less than {SHARE_LIMIT:.0%}), of {samples.total} samples",
        ("", "own code", "with what it calls"),
        (
            (name, f"{own / samples.total:.1%}", f"{called / samples.total:.1%}")
            for name, own, called in shares
        ),
    )


def costliest_table(results: Results) -> None:
    samples = results.samples
    table(
        f"The {COSTLIEST} costliest functions of the extension, each with what it calls elsewhere",
        ("", "of all"),
        (
            (name, f"{count / samples.total:.1%}")
            for name, count in samples.functions.most_common(COSTLIEST)
        ),
    )


def report(sizes: Sequence[int], runs: int, theme: str) -> dict[str, Any]:
    """Measure, print tables, and return all figures."""
    measured: dict[Key, list[Cost]] = collections.defaultdict(list)
    progress("Warming up")
    for kind in KINDS:
        measure(kind, 1, theme)
    for number, size, kind in itertools.product(range(runs), sizes, KINDS):
        progress(f"Run {number + 1} of {runs}: {size} positions, {kind}")
        for key, cost in measure(kind, size, theme).items():
            measured[key].append(cost)
    progress("Taking samples")
    results = Results(
        {size: GeneratedCareer(size).pages for size in sizes},
        {key: Cost.median(costs) for key, costs in measured.items()},
        samples(sizes[-1], theme),
    )
    print(f"\nTheme {theme}; medians of {runs} alternating runs; seconds and MiB.")
    for show in (cold_table, growth_table, rebuild_table, share_table, costliest_table):
        show(results)
    return {
        "theme": theme,
        "runs": runs,
        "pages": results.pages,
        "builds": [
            {**dataclasses.asdict(key), **dataclasses.asdict(cost)}
            for key, cost in results.costs.items()
        ],
        "samples": results.samples.figures(),
    }
