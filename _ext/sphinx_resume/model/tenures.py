"""Positions over time: careers at one organization, and positions that were held at once."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinx_resume.model.dates import PRESENT, Date, End, Span
from sphinx_resume.model.entries import Position
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.slugs import fold

#: Kind and id of an entry.
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two positions that were held at once, the earlier one first."""

    first: Position
    second: Position
    span: Span


@dataclass(frozen=True, slots=True)
class Tenure:
    """A career at one organization: the positions held there without a month between them."""

    organization: str
    #: The latest first.
    positions: tuple[Position, ...]
    #: From the first day to the last.
    span: Span


def going_on(entries: Mapping[_Key, Entry], today: dt.date) -> dict[_Key, Entry]:
    """The entries, where no position is known to be held today with ends for those without.

    Somebody works today, as far as can be told, where they have begun to and nothing says that they
    have stopped. Where a position is known to be held, one without an end may long be over.
    """
    if any(isinstance(e, Position) and e.span and e.span.current(today) for e in entries.values()):
        return dict(entries)
    return {
        key: dataclasses.replace(entry, end=PRESENT)
        if isinstance(entry, Position) and _lacks_end(entry, today)
        else entry
        for key, entry in entries.items()
    }


def _lacks_end(position: Position, today: dt.date) -> bool:
    """Whether it has begun, and its author wrote no end, not even one that cannot be read."""
    return (
        position.span is not None
        and position.span.end is None
        and position.span.begun(today)
        and not position.end_unread
    )


def overlaps(positions: Iterable[Position], today: dt.date) -> Iterator[Overlap]:
    """The positions that were held at once, from the earliest to the latest.

    No more is known than that a position will be held, or when it began, where that is all it says.
    """
    running: list[tuple[range, Span, Position]] = []
    held = sorted(_held(positions, today), key=lambda each: (each[0].start, each[2].id))
    for months, span, position in held:
        running = [each for each in running if each[0].stop > months.start]
        for _theirs, other, earlier in running:
            if other.meets(span):
                yield Overlap(earlier, position, other.shared(span, today))
        running.append((months, span, position))


def tenures(positions: Sequence[Position], today: dt.date) -> list[Tenure]:
    """The positions by organization, those with a month or more between them apart.

    They are in the order of `positions`, the latest first. Those of which it isn't known from when
    to when they were held are in none, and neither are those that are still to begin.
    """
    rank = {position.id: number for number, position in enumerate(positions)}
    by_name: dict[str, list[tuple[range, Span, Position]]] = defaultdict(list)
    for each in sorted(_held(positions, today), key=lambda each: each[0].start):
        by_name[fold(each[2].organization)].append(each)
    found = []
    for held in by_name.values():
        stop = -1
        groups: list[list[Position]] = []
        for months, _span, position in held:
            if months.start > stop:
                groups.append([])
            groups[-1].append(position)
            stop = max(stop, months.stop)
        found += [_tenure(sorted(group, key=lambda each: rank[each.id])) for group in groups]
    return sorted(found, key=lambda tenure: rank[tenure.positions[0].id])


def _held(positions: Iterable[Position], today: dt.date) -> Iterator[tuple[range, Span, Position]]:
    """The positions that were, or are, held for a time that is known; their months and spans."""
    for position in positions:
        span = position.span
        if span and position.start and span.counts(today):
            yield span.months(today), span, position


def _tenure(positions: list[Position]) -> Tenure:
    spans = [position.span for position in positions if position.span]
    ends = [span.end for span in spans if isinstance(span.end, Date)]
    last = max(ends, key=lambda date: date.latest, default=None)
    end: End = last if len(ends) == len(spans) else PRESENT
    start = min((span.start for span in spans), key=lambda date: date.earliest)
    return Tenure(positions[0].organization, tuple(positions), Span(start, end))
