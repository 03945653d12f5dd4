"""Random edits and pages, until enough of them passed: ``nox -s soak``.

See `tests.test_same.Author` and `tests.test_fuzz`. Each seed is printed before its edits, about
200, and its sites of odd pages, 50, and reproduces them. A failure is reduced to the shortest one
that fails the same way; make a test of it, then fix it.
"""

from __future__ import annotations

import argparse
import random
import time
import warnings
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, seed, settings

from tests.support.anything import BUILDERS, CONFIG, SITES
from tests.test_fuzz import build
from tests.test_same import Author, AuthorWithFuro, explore

SITES_OF_A_SEED = 50


def build_odd_sites(first: int) -> None:
    """Build sites from anything an author could write."""

    @seed(first)
    @settings(
        max_examples=SITES_OF_A_SEED,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(BUILDERS, SITES, CONFIG)
    def any_site(builder: str, pages: dict[str, str], config: dict[str, Any]) -> None:
        build(builder, pages, config)

    any_site()


def main() -> None:
    parser = argparse.ArgumentParser(prog="soak", description="Build at random.")
    parser.add_argument("--steps", type=int, default=2000, help="edits to see green (2000)")
    parser.add_argument("--sites", type=int, default=1000, help="odd sites to see green (1000)")
    parser.add_argument("--seed", type=int, help="where to begin (anywhere)")
    asked = parser.parse_args()
    first = random.randrange(10**6) if asked.seed is None else asked.seed
    warnings.simplefilter("ignore")  # most are about dependencies; the tests check our own
    begun = time.monotonic()
    sites = 0
    for number in count(first):
        print(f"--seed {number}", flush=True)
        if Author.steps < asked.steps:
            machine = AuthorWithFuro if number % 5 == 4 else Author
            explore(seed(number)(machine), 10, 20, database=None)
        if sites < asked.sites:
            build_odd_sites(number)
            sites += SITES_OF_A_SEED
        minutes = (time.monotonic() - begun) / 60
        print(
            f"{Author.steps} edits, {Author.builds} builds, {sites} odd sites: {minutes:.0f} min",
            flush=True,
        )
        if Author.steps >= asked.steps and sites >= asked.sites:
            return


if __name__ == "__main__":
    main()
