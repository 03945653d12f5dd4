"""The cost of running a process."""

from __future__ import annotations

import dataclasses
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
EXTENSION: Final = ROOT / "_ext"
#: The environment, the same for all processes to compare.
ENVIRONMENT: Final = {
    "PYTHONPATH": os.pathsep.join(map(str, (EXTENSION, ROOT))),
    "SOURCE_DATE_EPOCH": "1790000000",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """The time and memory of a build, and the number of pages it wrote."""

    wall: float
    cpu: float
    #: The peak memory in MiB.
    peak: float
    written: int = 0
    #: The number of written pages whose content changed.
    changed: int = 0

    @classmethod
    def median(cls, costs: Sequence[Cost]) -> Cost:
        """The median of each figure."""
        columns = zip(*map(dataclasses.astuple, costs), strict=True)
        return cls(*map(statistics.median, columns))


class CommandError(Exception):
    """A command to be measured has failed."""


def run(
    command: Sequence[str], folder: Path | None = None, env: Mapping[str, str] | None = None
) -> Cost:
    """Run a command, and measure it together with its child processes."""
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **ENVIRONMENT, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        _pid, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise CommandError(f"{' '.join(command)} failed: {said.read().strip()[-500:]}")
    scale = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale)


def python(*arguments: str) -> Cost:
    """Run a Python module."""
    return run([sys.executable, "-P", *arguments])  # -P: import nothing from this folder
