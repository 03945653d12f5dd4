"""Positions over time: careers at one organization, and positions that were held at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sphinx_resume.dates import Span, common, span_of
from sphinx_resume.entries import Position
from sphinx_resume.names import fold


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


def overlaps(positions: Iterable[Position], today: dt.date) -> Iterator[Overlap]:
    """The positions that were held at once, from the earliest to the latest."""
    dated = [(_months(position, today), position) for position in positions]
    running: list[tuple[range, Position]] = []
    for months, position in sorted(dated, key=lambda pair: (pair[0].start, pair[1].id)):
        if not months:
            continue
        running = [pair for pair in running if pair[0].stop > months.start]
        for theirs, other in running:
            if _held_at_once(other, position):
                yield Overlap(other, position, _shared(other, position, common(theirs, months)))
        running.append((months, position))


def tenures(positions: Sequence[Position], today: dt.date) -> list[Tenure]:
    """The positions by organization, those with a month or more between them apart.

    They are in the order of `positions`, the latest first. Those without a date are in none.
    """
    rank = {position.id: number for number, position in enumerate(positions)}
    by_name: dict[str, list[Position]] = defaultdict(list)
    for position in sorted(positions, key=lambda each: _months(each, today).start):
        if _months(position, today):
            by_name[fold(position.organization)].append(position)
    found = []
    for held in by_name.values():
        stop = -1
        groups: list[list[Position]] = []
        for position in held:
            months = _months(position, today)
            if months.start > stop:
                groups.append([])
            groups[-1].append(position)
            stop = max(stop, months.stop)
        found += [_tenure(sorted(group, key=lambda each: rank[each.id])) for group in groups]
    return sorted(found, key=lambda tenure: rank[tenure.positions[0].id])


def _months(position: Position, today: dt.date) -> range:
    return position.span.months(today) if position.span else range(0)


def _tenure(positions: list[Position]) -> Tenure:
    spans = [position.span for position in positions if position.span]
    end = None
    if all(span.end for span in spans):
        end = max((span.end for span in spans if span.end), key=lambda date: date.latest)
    start = min((span.start for span in spans), key=lambda date: date.earliest)
    return Tenure(positions[0].organization, tuple(positions), Span(start, end))


def _shared(first: Position, second: Position, months: range) -> Span:
    """The time that two positions share, to the month, or to the year where that is known."""
    assert first.span is not None
    assert second.span is not None
    known = span_of(months)
    start = max((first.span.start, second.span.start), key=lambda date: date.first_month)
    ends = [span.end for span in (first.span, second.span) if span.end]
    end = min(ends, key=lambda date: date.last_month, default=None)
    return Span(
        start if not start.month else known.start,
        end if end and not end.month else known.end,
    )


def _held_at_once(first: Position, second: Position) -> bool:
    """Whether two positions that share a month overlap, and don't just follow each other.

    Where a year is all that is known, or one took over from the other, that month proves nothing.
    """
    if first.span is None or second.span is None or first.span.apart(second.span):
        return False
    vague = first.span.by_year or second.span.by_year
    if vague or fold(first.organization) == fold(second.organization):
        return first.span.meets(second.span)
    return True
