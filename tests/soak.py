"""Edits and builds at random until as many were green as asked: ``nox -s soak``.

See `tests.test_same.Author`. Each seed is printed before its edits, of which there are about 200,
and makes the same edits again. Of what fails the shortest edits that fail alike are shown; make a
test of them, then repair.
"""

from __future__ import annotations

import argparse
import random
import time
import warnings
from itertools import count

from hypothesis import seed

from tests.test_same import Author, AuthorWithFuro, explore


def main() -> None:
    parser = argparse.ArgumentParser(prog="soak", description="Compare builds at random.")
    parser.add_argument("--steps", type=int, default=2000, help="edits to see green (2000)")
    parser.add_argument("--seed", type=int, help="where to begin (anywhere)")
    given = parser.parse_args()
    first = random.randrange(10**6) if given.seed is None else given.seed
    warnings.simplefilter("ignore")  # of what others do; the tests mind their own
    begun = time.monotonic()
    for number in count(first):
        print(f"--seed {number}", flush=True)
        machine = AuthorWithFuro if number % 5 == 4 else Author
        explore(seed(number)(machine), 10, 20, database=None)
        minutes = (time.monotonic() - begun) / 60
        print(f"{Author.steps} edits, {Author.builds} builds: {minutes:.0f} min", flush=True)
        if Author.steps >= given.steps:
            return


if __name__ == "__main__":
    main()
