"""Printing of figures, and information about the machine."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table with the first column aligned left and the others right."""
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


def times(ratio: float) -> str:
    return f"{ratio:.2f}×"


def progress(text: str) -> None:
    """Report progress without mixing it with the results."""
    print(f"{text} …", file=sys.stderr, flush=True)


def machine() -> str:
    """The machine and versions with which the figures were measured."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        lines = (line.partition(":") for line in info.read_text("utf-8").splitlines())
        model = next((v.strip() for k, _, v in lines if k.strip() == "model name"), model)
    packages = ("sphinx", "docutils", "myst-parser", "furo")
    versions = [f"Python {platform.python_version()}"]
    versions += [f"{name} {metadata.version(name)}" for name in packages]
    return f"{model}, {os.cpu_count()} CPUs, {platform.system()}\n{', '.join(versions)}"
