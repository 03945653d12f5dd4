"""What builds cost, and how that grows: ``nox -s bench``. It measures and judges nothing.

Generated careers of several sizes are built by ``python -m sphinx`` in processes of their own, with
this extension and, for comparison, by stock Sphinx from pages with the same text and no views. Runs
of both alternate, so that what else the machine does meets both alike; the figures are medians.

Compare processor time, and ratios within one run; wall time only where nothing else is running.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import itertools
import json
import os
import platform
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # which knows this folder by its path from the root
    from tests.generate import GeneratedCareer
else:  # while running this file puts the folder itself on the path
    from generate import GeneratedCareer

EXTENSION: Final = Path(__file__).resolve().parent.parent / "_ext"
PACKAGE: Final = str(EXTENSION / "sphinx_resume")
#: How sphinx-build is called from here with samples taken, see `sample`.
SAMPLE: Final = "--sample"
#: What issue and docs promise, shown beside the figures.
GROWTH_LIMIT: Final = 1.2
SHARE_LIMIT: Final = 0.1
#: The extension hands an entry's text back to the parser: that time is the parser's.
PARSERS: Final = {"parse_content_to_nodes", "parse_inline", "parse_text_to_nodes"}

KINDS: Final = ("stock", "resume")
STEPS: Final = ("cold", "no-op", "prose edit", "date edit")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build took, and the pages that it wrote."""

    wall: float
    cpu: float
    #: The most memory in use at once, in MiB.
    peak: float
    written: int = 0
    #: Those of the pages written whose content is other than before.
    changed: int = 0

    @classmethod
    def median(cls, costs: Sequence[Cost]) -> Cost:
        """The median of each figure."""
        columns = zip(*map(dataclasses.astuple, costs), strict=True)
        return cls(*map(statistics.median, columns))


@dataclass(slots=True)
class Samples:
    """At how many ticks of the processor's clock a build was in which module."""

    total: int = 0
    #: In the module's own functions.
    own: collections.Counter[str] = field(default_factory=collections.Counter)
    #: In them, or in what they called.
    called: collections.Counter[str] = field(default_factory=collections.Counter)


@dataclass(frozen=True, slots=True)
class Key:
    """What was built, and after what."""

    kind: str
    positions: int
    step: str


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that was measured, of sizes from small to large."""

    runs: int
    theme: str
    pages: dict[int, int]
    costs: dict[Key, Cost]
    samples: Samples

    def growth(self, kind: str, figure: Callable[[Cost], float]) -> float:
        """How much more a page costs in the largest career than in the smallest."""
        small, large = (
            self._cold(kind, figure, min(self.pages)),
            self._cold(kind, figure, max(self.pages)),
        )
        return (large / self.pages[max(self.pages)]) / (small / self.pages[min(self.pages)])

    def later_growth(self, kind: str, figure: Callable[[Cost], float]) -> float | None:
        """The same of the pages that each size adds, which leaves the start of Python out."""
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


def run(arguments: Sequence[str]) -> Cost:
    """Run sphinx-build and wait for it."""
    command = [sys.executable, *arguments]
    env = {**os.environ, "PYTHONPATH": str(EXTENSION), "SOURCE_DATE_EPOCH": "1790000000"}
    began = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"sphinx-build failed ({process.returncode}): {' '.join(command)}")
    scale = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale)


def build(folder: Path, career: GeneratedCareer) -> Cost:
    """Build the HTML of a career that was written to a folder."""
    before = _pages(folder / "html")
    cost = run(["-P", "-m", "sphinx", *_options(folder)])  # -P: nothing from this folder
    after = _pages(folder / "html")
    written = [name for name, (stamp, _) in after.items() if before.get(name, (0, b""))[0] != stamp]
    changed = [name for name in written if before.get(name, (0, b""))[1] != after[name][1]]
    return dataclasses.replace(cost, written=len(written), changed=len(changed))


def _options(folder: Path) -> list[str]:
    # A warning would mean that the pages are not what they are taken for.
    return ["-q", "-W", "-b", "html", f"{folder / 'source'}", f"{folder / 'html'}"]


def _pages(output: Path) -> dict[str, tuple[int, bytes]]:
    """When each document's page was written, and what it says."""
    sources = output.parent / "source"
    pages = {}
    for path in output.rglob("*.html"):
        name = path.relative_to(output).with_suffix("")
        if (sources / f"{name}.md").is_file():  # and not an index or the search page
            pages[f"{name}"] = (path.stat().st_mtime_ns, path.read_bytes())
    return pages


def measure(kind: str, positions: int, theme: str) -> dict[Key, Cost]:
    """Build a career from nothing, then again, then after edits."""
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
            costs[Key(kind, positions, step)] = build(folder, career)
        return costs


def profile(positions: int, theme: str) -> Samples:
    """Take samples of a cold build with the extension."""
    with tempfile.TemporaryDirectory(prefix="sphinx-resume-bench-") as name:
        folder = Path(name)
        GeneratedCareer(positions, theme=theme).write(folder / "source")
        result = folder / "samples.json"
        run([__file__, SAMPLE, f"{result}", *_options(folder)])
        total, own, called = json.loads(result.read_text("utf-8"))
    return Samples(total, collections.Counter(own), collections.Counter(called))


def sample(result: Path, arguments: list[str]) -> int:
    """Run sphinx-build in this process and look at each tick where it is.

    A profiler would slow down small functions more than big ones; samples cost nothing to speak of.
    """
    samples = Samples()

    def look(_signal: int, frame: FrameType | None) -> None:
        samples.total += 1
        innermost = True
        while frame is not None:
            if frame.f_code.co_filename.startswith(PACKAGE):
                module = frame.f_code.co_filename.removeprefix(PACKAGE)[1:]
                samples.called[module] += 1
                samples.own[module] += innermost
                return
            if frame.f_code.co_name in PARSERS:
                return
            innermost = False
            frame = frame.f_back

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, 0.002, 0.002)
    from sphinx.cmd.build import main as sphinx_build

    status = sphinx_build(arguments)
    signal.setitimer(signal.ITIMER_PROF, 0)
    result.write_text(json.dumps([samples.total, samples.own, samples.called]), "utf-8")
    return status


# --- Telling ----------------------------------------------------------------------------------


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table, its first column to the left and the others to the right."""
    cells = [list(head), *map(list, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    print(f"\n{title}\n")
    for index, row in enumerate(cells):
        first, *others = (
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join([first, *others]).rstrip())
        if not index:
            print("  ".join("-" * width for width in widths))


def machine() -> str:
    """The machine and the versions that the figures belong to."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        lines = (line.partition(":") for line in info.read_text("utf-8").splitlines())
        model = next((v.strip() for k, _, v in lines if k.strip() == "model name"), model)
    packages = ("sphinx", "docutils", "myst-parser", "furo")
    versions = [f"Python {platform.python_version()}"]
    versions += [f"{name} {metadata.version(name)}" for name in packages]
    return f"{model}, {os.cpu_count()} CPUs, {platform.system()}\n{', '.join(versions)}"


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
    for size, step, kind in itertools.product(results.pages, STEPS[1:], KINDS):
        cost = results.costs[Key(kind, size, step)]
        cold = results.costs[Key(kind, size, "cold")]
        rows.append(
            (
                *(f"{size} positions, {step}, {kind}", f"{cost.wall:.2f}", f"{cost.cpu:.2f}"),
                *(f"{cost.peak:.0f}", times(cost.cpu / cold.cpu)),
                *(f"{cost.written:.0f}", f"{cost.changed:.0f}"),
            )
        )
    table(
        "Building again",
        ("", "wall", "cpu", "peak", "cpu of cold", "pages written", "of them changed"),
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


def times(ratio: float) -> str:
    return f"{ratio:.2f}×"


def as_json(results: Results) -> str:
    return json.dumps(
        {
            "machine": machine(),
            "theme": results.theme,
            "runs": results.runs,
            "pages": results.pages,
            "builds": [
                {**dataclasses.asdict(key), **dataclasses.asdict(cost)}
                for key, cost in results.costs.items()
            ],
            "samples": {
                name: getattr(results.samples, name) for name in ("total", "own", "called")
            },
        },
        indent=2,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="bench",
        description="Measure builds of generated careers, with the extension and without it.",
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", metavar="N", help="numbers of positions (50 200 800)"
    )
    parser.add_argument("--runs", type=int, help="builds of each kind, for the medians (3)")
    parser.add_argument("--quick", action="store_true", help="sizes 20 and 80, a single run")
    parser.add_argument(
        "--theme",
        default="basic",
        help="the HTML theme (basic); furo writes the whole navigation into every page, "
        "which grows with the square of their number",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    given = parser.parse_args()
    sizes = sorted(set(given.sizes or ((20, 80) if given.quick else (50, 200, 800))))
    runs = given.runs or (1 if given.quick else 3)

    tell = sys.stderr
    measured: dict[Key, list[Cost]] = collections.defaultdict(list)
    print("Warming up …", file=tell, flush=True)
    for kind in KINDS:
        measure(kind, 1, given.theme)
    for number, size, kind in itertools.product(range(runs), sizes, KINDS):
        print(f"Run {number + 1} of {runs}: {size} positions, {kind} …", file=tell, flush=True)
        for key, cost in measure(kind, size, given.theme).items():
            measured[key].append(cost)
    print("Taking samples …", file=tell, flush=True)
    results = Results(
        runs,
        given.theme,
        {size: GeneratedCareer(size).pages for size in sizes},
        {key: Cost.median(costs) for key, costs in measured.items()},
        profile(sizes[-1], given.theme),
    )

    print(machine())
    print(f"Theme {given.theme}; medians of {runs} alternating runs; seconds and MiB.")
    for show in (cold_table, growth_table, rebuild_table, share_table):
        show(results)
    if given.json:
        given.json.write_text(as_json(results), "utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == [SAMPLE]:
        sys.exit(sample(Path(sys.argv[2]), sys.argv[3:]))
    main()
