"""Shared by timeline and skill matrix: an axis of months, and lanes for overlapping bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sphinx_resume.model.career import Career

#: Possible steps between the years marked on an axis.
_STEPS: Final = tuple(digit * 10**power for power in range(4) for digit in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Axis:
    """A range of months, counted from January of year 0."""

    start: int
    stop: int

    def percent(self, month: int) -> float:
        """Where a month starts on the axis, in percent."""
        return 100 * (month - self.start) / (self.stop - self.start)

    def ticks(self, most: int) -> range:
        """The years to mark on the axis, no more than `most`, in steps of 1, 2, 5, 10 and so on."""
        first, last = -(-self.start // 12), (self.stop - 1) // 12
        step = next(s for s in _STEPS if (last - first) // s < most)
        return range(first + -first % step, last + 1, step)


def career_axis(career: Career) -> Axis:
    """The months of all that timelines show by default, and of what skills were used in.

    Timeline and skill matrix share it, so that they align when one is above the other.
    """
    entries = {entry.key: entry for entry in career.entries if entry.on_timeline}
    for skill in career.skills:
        entries |= {item.source.key: item.source for item in career.evidence(skill)}
    known = [months for entry in entries.values() if (months := career.months(entry))]
    if not known:
        return Axis(0, 1)
    return Axis(min(each.start for each in known), max(each.stop for each in known))


def lanes(extents: Sequence[tuple[float, float]], space: float = 0) -> list[int]:
    """The lane of each extent: the first with `space` left on both sides of it.

    Those that come first in the sequence have the first lanes.
    """
    rows: list[list[tuple[float, float]]] = []
    found = []
    for start, stop in extents:
        free = (
            lane
            for lane, row in enumerate(rows)
            if all(stop + space <= a or b + space <= start for a, b in row)
        )
        lane = next(free, len(rows))
        if lane == len(rows):
            rows.append([])
        rows[lane].append((start, stop))
        found.append(lane)
    return found
