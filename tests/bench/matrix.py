"""The cost of building a page with a very large skill matrix."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path
from typing import Any, Final

from tests.bench.cost import Cost, python
from tests.bench.tables import progress, table
from tests.support.generate import GeneratedCareer

#: The promised limit for the first one in MiB, shown beside the figures.
MEMORY_LIMIT: Final = 500
LARGE: Final = GeneratedCareer(positions=200, skills=1000, cited=20)
SMALL: Final = GeneratedCareer(positions=20, skills=100, cited=20)


def report(runs: int, *, quick: bool) -> dict[str, Any]:
    """Measure, print tables, and return all figures."""
    career = SMALL if quick else LARGE
    costs = []
    for number in range(runs):
        progress(f"Run {number + 1} of {runs}: a matrix")
        with tempfile.TemporaryDirectory(prefix="sphinx-resume-bench-") as name:
            folder = Path(name)
            career.write(folder / "source")
            options = ("-q", "-W", "-b", "html", f"{folder / 'source'}", f"{folder / 'html'}")
            costs.append(python("-m", "sphinx", *options))
            size = (folder / "html" / "index.html").stat().st_size
    cost = Cost.median(costs)
    table(
        f"Cold HTML build with a matrix of {career.skills} skills × {career.positions} positions "
        f"(promised: less than {MEMORY_LIMIT} MiB)",
        ("", "pages", "wall", "cpu", "peak", "MiB of its page"),
        [
            (
                *("medians", f"{career.pages}", f"{cost.wall:.2f}", f"{cost.cpu:.2f}"),
                *(f"{cost.peak:.0f}", f"{size / 2**20:.1f}"),
            )
        ],
    )
    return {
        "skills": career.skills,
        "positions": career.positions,
        "page": size,
        **dataclasses.asdict(cost),
    }
