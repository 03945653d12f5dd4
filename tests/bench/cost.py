"""The cost of running a process, and of several that run in turn."""

from __future__ import annotations

import collections
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
EXTENSION: Final = ROOT / "_ext"
#: The environment, the same for all processes to compare.
ENVIRONMENT: Final = {
    "PYTHONPATH": os.pathsep.join(map(str, (EXTENSION, ROOT))),
    "SOURCE_DATE_EPOCH": "1790000000",
    "PYTHONDONTWRITEBYTECODE": "",  # or each process would compile what pip compiles for others
}

#: Measures a command from a small process, for the peak memory of a process is at least that of
#: the one that started it.
MEASURE: Final = """\
import resource, subprocess, sys, time
began = time.perf_counter()
status = subprocess.call(sys.argv[2:])
wall, used = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "w") as file:
    file.write(f"{wall} {used.ru_utime + used.ru_stime} {used.ru_maxrss}")
sys.exit(status)
"""

#: Measured values by name: `wall` and `cpu` in seconds, `peak` memory in MiB, and others.
Cost = dict[str, float]
#: What a part has measured: costs by name, as they are stored in JSON.
Figures = dict[str, Cost]
#: What to measure, by name.
Contenders = dict[str, Callable[[], Cost]]


def modules() -> dict[Path, float]:
    """The modules of the extension, with the times of their last changes."""
    return {path: path.stat().st_mtime for path in EXTENSION.rglob("*.py")}


class CommandError(Exception):
    """A command to be measured has failed."""


def run(
    command: Sequence[str], folder: Path | None = None, env: Mapping[str, str] | None = None
) -> Cost:
    """Run a command, and measure it together with its child processes.

    Raises:
        CommandError: it failed.

    """
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said,
        tempfile.NamedTemporaryFile("r", encoding="utf-8") as used,
    ):
        status = subprocess.call(
            [sys.executable, "-IS", "-c", MEASURE, used.name, *command],
            cwd=folder,
            env={**os.environ, **ENVIRONMENT, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        if status:
            said.seek(0)
            raise CommandError(f"{' '.join(command)} failed: {said.read().strip()[-500:]}")
        wall, cpu, peak = map(float, used.read().split())
    return {"wall": wall, "cpu": cpu, "peak": peak / (2**20 if sys.platform == "darwin" else 2**10)}


def python(*arguments: str) -> Cost:
    """Run a Python module."""
    return run([sys.executable, "-P", *arguments])  # -P: import nothing from this folder


def compete(contenders: Contenders, rounds: int) -> Figures:
    """The median costs of contenders that take turns, so that other load affects all alike."""
    return medians(
        {name: measured(f"{name}, {number + 1} of {rounds}", go)}
        for number, (name, go) in itertools.product(range(rounds), contenders.items())
    )


def measured(what: str, go: Callable[[], Cost]) -> Cost:
    """The cost of something, announced apart from the results, since it may take minutes."""
    print(f"{what} …", file=sys.stderr, flush=True)
    return go()


def medians(rounds: Iterable[Figures]) -> Figures:
    """The median of each value that was measured in several rounds, or in only one."""
    costs: dict[str, list[Cost]] = collections.defaultdict(list)
    for figures in rounds:
        for name, cost in figures.items():
            costs[name].append(cost)
    return {
        name: {each: round(statistics.median(cost[each] for cost in found), 3) for each in found[0]}
        for name, found in costs.items()
    }
