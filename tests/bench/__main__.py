"""Measures the cost of builds: ``nox -s bench``. It never fails.

A part that is measured as a whole replaces its figures, and its tables in docs/about/measured.md.
Compare CPU time, and ratios within one run; compare wall time only on an idle machine.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from tests.bench import browser, growth, matrix, page, pdf, sessions, share, targets
from tests.bench.cost import CommandError, modules
from tests.bench.parts import Effort, Part

PARTS: Final[dict[str, Part]] = {
    "sessions": sessions,
    "pdf": pdf,
    "growth": growth,
    "share": share,
    "matrix": matrix,
    "browser": browser,
}


def regions(runs: Mapping[str, page.Run]) -> dict[str, str]:
    """The texts of the regions of the guide: the targets, and each part's tables."""
    figures = {part: run.figures for part, run in runs.items()}
    texts = {"targets": f"{targets.table(figures)}"}
    for part, run in runs.items():
        made = f"`nox -s bench -- {part}` took {run.minutes} min on {run.made}."
        texts[part] = "\n\n".join([made, *map(str, PARTS[part].tables(run.figures))])
    return texts


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="bench",
        description="Measure builds, with the extension and without it.",
        epilog="Only with all sizes and runs are the figures kept, and docs/about/measured.md is "
        "written.",
    )
    parser.add_argument(
        "parts",
        nargs="*",
        metavar="PART",
        help=f"of {', '.join(PARTS)}; all, if none is named. `targets` measures nothing, and "
        "compares what is known",
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=(), metavar="N", help="numbers of positions"
    )
    parser.add_argument("--runs", type=int, default=0, help="builds of each kind, for the medians")
    parser.add_argument("--quick", action="store_true", help="small careers, and a single run")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    given = parser.parse_args(arguments)
    if unknown := set(given.parts) - {"targets", *PARTS}:
        parser.error(f"there is no part {min(unknown)!r}")
    effort = Effort(tuple(sorted(given.sizes)), given.runs, given.quick)

    made = page.circumstances()  # of the commit before this writes anything
    measured: dict[str, page.Run] = {}
    known = page.load(page.STORE.read_text("utf-8")) if effort.is_full else measured
    for part in [part for part in PARTS if part in (given.parts or PARTS)]:
        try:
            began, before = time.monotonic(), modules()
            figures = PARTS[part].measure(effort)
            if modules() != before:
                raise CommandError("the extension was changed while it was measured")
        except CommandError as error:
            print(f"{part} is left out: {error}", file=sys.stderr)
            continue
        minutes = round((time.monotonic() - began) / 60)
        known[part] = measured[part] = page.Run(made, minutes, figures)
        print(f"\n{regions(known)[part]}", flush=True)
        if effort.is_full:
            _keep(known)
    print(f"\n{regions(known)['targets']}")
    if effort.is_full:
        _keep(known)
    if given.json:
        given.json.write_text(page.dump(measured), "utf-8")


def _keep(runs: Mapping[str, page.Run]) -> None:
    page.STORE.write_text(page.dump(runs), "utf-8")
    page.GUIDE.write_text(page.fill(page.GUIDE.read_text("utf-8"), regions(runs)), "utf-8")


if __name__ == "__main__":
    main()
