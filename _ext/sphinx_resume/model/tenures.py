"""Positions over time: tenures at one organization, and positions held at the same time."""

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

#: The kind and id of an entry.
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two positions held at the same time, the earlier one first."""

    first: Position
    second: Position
    span: Span


@dataclass(frozen=True, slots=True)
class Tenure:
    """The time at one organization: positions held there without a month between them."""

    organization: str
    #: The latest first.
    positions: tuple[Position, ...]
    #: From the first day to the last.
    span: Span


def going_on(entries: Mapping[_Key, Entry], today: dt.date) -> dict[_Key, Entry]:
    """The entries, where positions without an end are ongoing unless another one is known to be.

    A position that has begun and has no end is presumably still held. But if another one is known
    to be held today, a position without an end may be long over.
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
    """Whether it has begun, and its author wrote no end, not even an invalid one."""
    return (
        position.span is not None
        and position.span.end is None
        and position.span.begun(today)
        and not position.end_unread
    )


def overlaps(positions: Iterable[Position], today: dt.date) -> Iterator[Overlap]:
    """The pairs of positions held at the same time, from the earliest to the latest.

    Positions that have not begun, or have a start but no given end, are left out.
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
    """Group positions by organization, split where a month or more lies between them.

    They keep the order of `positions`, the latest first. Positions whose start or end is not known,
    and those that have not begun, are left out.
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
    """The positions that have begun and whose length is known, with their months and spans."""
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
