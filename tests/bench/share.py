"""The share of a build's time spent in the extension, by module."""

from __future__ import annotations

import collections
import dataclasses
import json
import signal
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, Final

from tests.bench.cost import EXTENSION, python

PACKAGE: Final = str(EXTENSION / "sphinx_resume")
#: Calls from these count as Sphinx's: they pass the text of an entry back to the parser, or wrap
#: Sphinx's writing.
HANDED_BACK: Final = {
    *("parse_content_to_nodes", "parse_inline", "parse_text_to_nodes"),
    *("write_all", "write_and_note"),
}


@dataclass(slots=True)
class Samples:
    """The number of clock ticks that a build spent in each module."""

    total: int = 0
    #: Ticks in the module's own functions.
    own: collections.Counter[str] = field(default_factory=collections.Counter)
    #: Ticks in these functions, or in functions that they called.
    called: collections.Counter[str] = field(default_factory=collections.Counter)
    #: The same, by function.
    functions: collections.Counter[str] = field(default_factory=collections.Counter)

    def figures(self) -> dict[str, Any]:
        """The figures by name; `dataclasses.asdict` does not support Counter before Python 3.12."""
        return {each.name: getattr(self, each.name) for each in dataclasses.fields(self)}


def profile(options: Sequence[str]) -> Samples:
    """Profile a build with these options of sphinx-build."""
    with tempfile.TemporaryDirectory(prefix="sphinx-resume-bench-") as name:
        result = Path(name) / "samples.json"
        python("-m", __spec__.name, f"{result}", *options)
        total, *counts = json.loads(result.read_text("utf-8")).values()
    return Samples(total, *map(collections.Counter, counts))


def sample(result: Path, arguments: list[str]) -> int:
    """Run sphinx-build in this process, and record the current function at each tick.

    Unlike a tracing profiler, sampling does not slow down small functions more than large ones.
    """
    samples = Samples()

    def look(_signal: int, frame: FrameType | None) -> None:
        samples.total += 1
        innermost = True
        while frame is not None:
            if frame.f_code.co_name in HANDED_BACK:
                return
            if frame.f_code.co_filename.startswith(PACKAGE):
                module = frame.f_code.co_filename.removeprefix(PACKAGE)[1:]
                samples.called[module] += 1
                samples.own[module] += innermost
                samples.functions[f"{module}: {frame.f_code.co_qualname}"] += 1
                return
            innermost = False
            frame = frame.f_back

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, 0.002, 0.002)
    from sphinx.cmd.build import main as sphinx_build

    status = sphinx_build(arguments)
    signal.setitimer(signal.ITIMER_PROF, 0)
    result.write_text(json.dumps(samples.figures()), "utf-8")
    return status


if __name__ == "__main__":
    sys.exit(sample(Path(sys.argv[1]), sys.argv[2:]))
