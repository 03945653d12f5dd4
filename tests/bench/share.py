"""The share of a cold build's time that is spent in the extension, by module and function."""

from __future__ import annotations

import collections
import json
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Final

from tests.bench.cost import EXTENSION, Cost, Figures, measured, python
from tests.bench.parts import Effort
from tests.bench.tables import Table
from tests.support.generate import GeneratedCareer

PACKAGE: Final = str(EXTENSION / "sphinx_resume")
#: Calls from these count as Sphinx's: they pass the text of an entry back to the parser, or wrap
#: Sphinx's writing.
HANDED_BACK: Final = {"parse_content_to_nodes", "write_all", "write_and_note", "write_whole"}
#: The promised limit, shown beside the figures.
LIMIT: Final = 0.1
#: The numbers of modules and functions that are shown.
MODULES: Final = 12
FUNCTIONS: Final = 5


def measure(effort: Effort) -> Figures:
    """The shares of the extension, its costliest modules, and its costliest functions."""
    size = max(effort.sizes or (20 if effort.quick else 800,))
    with tempfile.TemporaryDirectory(prefix="sphinx-resume-bench-") as name:
        folder, result = Path(name), Path(name) / "samples.json"
        GeneratedCareer(size).write(folder / "source")
        options = ("-q", "-W", "-b", "html", f"{folder / 'source'}", f"{folder / 'html'}")
        command = ("-m", __spec__.name, f"{result}", *options)
        measured(f"Samples of a build of {size} positions", lambda: python(*command))
        samples: Figures = json.loads(result.read_text("utf-8"))
    total = samples.pop("")["called"]
    shown = {"positions": {"positions": float(size)}}
    for kind, number in (("module", MODULES + 1), ("function", FUNCTIONS)):
        found = [name for name in samples if (": " in name) == (kind == "function")]
        for name in sorted(found, key=lambda name: -samples[name]["called"])[:number]:
            shown[name] = {each: round(n / total, 4) for each, n in samples[name].items()}
    return shown


def tables(figures: Figures) -> Iterator[Table]:
    shares = dict(figures)
    size = shares.pop("positions")["positions"]
    yield Table(
        f"The extension's share of a cold HTML build of {size:,.0f} positions "
        f"(promised: less than {LIMIT:.0%} in its own code)",
        ("module", "own code", "with what it calls"),
        [_row(name, share) for name, share in shares.items() if ": " not in name],
    )
    yield Table(
        "Its costliest functions",
        ("function", "own code", "with what they call"),
        [_row(name, share) for name, share in shares.items() if ": " in name],
    )


def _row(name: str, share: Cost) -> tuple[str, ...]:
    shown = name if name == "all" else f"`{name}`"
    return shown, f"{share['own']:.1%}", f"{share['called']:.1%}"


def sample(result: Path, arguments: list[str]) -> int:
    """Run sphinx-build in this process, and record the current function at each tick.

    Unlike a tracing profiler, sampling does not slow down small functions more than large ones.
    Ticks are counted by name: of the build (empty), of the extension, of its modules and functions;
    `own` in code of these, `called` also in what that calls elsewhere.
    """
    samples: dict[str, collections.Counter[str]] = collections.defaultdict(
        lambda: collections.Counter(own=0, called=0)
    )

    def look(_signal: int, frame: FrameType | None) -> None:
        samples[""]["called"] += 1
        innermost = True
        while frame is not None:
            if frame.f_code.co_name in HANDED_BACK:
                return
            if frame.f_code.co_filename.startswith(PACKAGE):
                module = frame.f_code.co_filename.removeprefix(PACKAGE)[1:]
                for name in ("all", module, f"{module}: {frame.f_code.co_qualname}"):
                    samples[name].update(own=innermost, called=1)
                return
            innermost = False
            frame = frame.f_back

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, 0.002, 0.002)
    from sphinx.cmd.build import main as sphinx_build

    status = sphinx_build(arguments)
    signal.setitimer(signal.ITIMER_PROF, 0)
    result.write_text(json.dumps(samples), "utf-8")
    return status


if __name__ == "__main__":
    sys.exit(sample(Path(sys.argv[1]), sys.argv[2:]))
