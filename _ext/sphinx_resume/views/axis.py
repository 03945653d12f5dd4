"""What timeline and skill matrix have in common: an axis of months, and lanes for what overlaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: Steps between the years of an axis.
_STEPS: Final = tuple(digit * 10**power for power in range(4) for digit in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Axis:
    """A range of months, counted from January of year 0."""

    start: int
    stop: int

    def share(self, start: int, stop: int) -> str:
        """Where months begin and end within the range, in percent of it."""
        return f"{self.percent(start):.1f} {self.percent(stop):.1f}"

    def percent(self, month: int) -> float:
        """Where a month begins, in percent of the range."""
        return 100 * (month - self.start) / (self.stop - self.start)

    def ticks(self, most: int) -> range:
        """The years to mark within the range, at `most` so many, in steps of 1, 2, 5, 10."""
        first, last = -(-self.start // 12), (self.stop - 1) // 12
        step = next(s for s in _STEPS if (last - first) // s < most)
        return range(first + -first % step, last + 1, step)


def stacked(extents: Sequence[tuple[float, float]]) -> list[int]:
    """The lane of each extent: the first that has room for it beside those before."""
    rows: list[list[tuple[float, float]]] = []
    found = []
    for start, stop in extents:
        free = (n for n, row in enumerate(rows) if all(stop <= a or b <= start for a, b in row))
        lane = next(free, len(rows))
        rows[lane : lane + 1] = [[*(rows[lane] if lane < len(rows) else []), (start, stop)]]
        found.append(lane)
    return found
