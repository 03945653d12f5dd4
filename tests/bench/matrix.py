"""The cost of building a page with a very large skill matrix."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.bench.cost import Cost, Figures, compete, python
from tests.bench.parts import Effort
from tests.bench.tables import Table
from tests.support.generate import GeneratedCareer

#: The promised limit in MiB, shown beside the figures.
LIMIT: Final = 500
LARGE: Final = GeneratedCareer(positions=200, skills=1000, cited=20)
SMALL: Final = GeneratedCareer(positions=20, skills=100, cited=20)


def measure(effort: Effort) -> Figures:
    """The cost of a cold build, and the size of the page with the matrix."""
    career = SMALL if effort.quick else LARGE

    def build() -> Cost:
        with tempfile.TemporaryDirectory(prefix="sphinx-resume-bench-") as name:
            folder = Path(name)
            career.write(folder / "source")
            options = ("-q", "-W", "-b", "html", f"{folder / 'source'}", f"{folder / 'html'}")
            cost = python("-m", "sphinx", *options)
            size = (folder / "html" / "index.html").stat().st_size
            return {**cost, "pages": career.pages, "size": size / 2**20}

    name = f"{career.skills:,} skills × {career.positions:,} positions"
    return compete({name: build}, effort.rounds(3))


def tables(figures: Figures) -> Iterator[Table]:
    yield Table(
        f"Cold HTML builds with a matrix in which each position has a column "
        f"(promised: less than {LIMIT} MiB)",
        ("career", "pages", "s", "CPU s", "MiB", "MiB of its page"),
        [
            (
                *(name, f"{cost['pages']:,.0f}", f"{cost['wall']:.1f}", f"{cost['cpu']:.1f}"),
                *(f"{cost['peak']:.0f}", f"{cost['size']:.1f}"),
            )
            for name, cost in figures.items()
        ],
    )
