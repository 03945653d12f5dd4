"""Measures the cost of builds: ``nox -s bench``. It never fails.

Compare CPU time, and ratios within one run; compare wall time only on an idle machine.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tests.bench import growth, matrix, pdf
from tests.bench.tables import machine

#: The numbers of positions in the careers to compare.
SIZES: Final = (50, 200, 800, 3200)

#: Benchmarks by name; each prints tables, and returns its figures.
PARTS: Final[dict[str, Callable[[argparse.Namespace], dict[str, Any]]]] = {
    "growth": lambda given: growth.report(given.sizes, given.runs, given.theme),
    "matrix": lambda given: matrix.report(given.runs, quick=given.quick),
    "pdf": lambda given: pdf.report(given.runs),
}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="bench",
        description="Measure builds, with the extension and without it.",
    )
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all, if none is named"
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", metavar="N", help="numbers of positions (50 200 800 3200)"
    )
    parser.add_argument("--runs", type=int, help="builds of each kind, for the medians (3)")
    parser.add_argument(
        "--quick", action="store_true", help="sizes 20 and 80, a small matrix, a single run"
    )
    parser.add_argument(
        "--theme",
        default="basic",
        help="the HTML theme (basic); furo writes the whole navigation into every page, "
        "which grows with the square of their number",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"there is no part {min(unknown)!r}")
    given.sizes = sorted(set(given.sizes or ((20, 80) if given.quick else SIZES)))
    given.runs = given.runs or (1 if given.quick else 3)

    print(machine())
    results = {part: PARTS[part](given) for part in given.parts or PARTS}
    if given.json:
        text = json.dumps({"machine": machine(), **results}, indent=2, ensure_ascii=False)
        given.json.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
