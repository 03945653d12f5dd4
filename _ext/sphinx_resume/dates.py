"""Dates with a precision, spans of months, and the arithmetic between them.

Everything counts in whole months, inclusively: February 2024 to August 2024 is seven months.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.units import format_unit

#: How an open end is written.
PRESENT: Final = "present"

#: How many dates and durations are kept in words, which views ask for again and again.
_WORDS: Final = 4096

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)


class DateError(ValueError):
    """A date or span that an author has to correct."""


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A calendar date known to the year, the month or the day."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> Date:
        """Read ``2021``, ``2021-07`` or ``2021-07-15``.

        Raises `DateError` for anything else, and for days that no calendar has.
        """
        match = _DATE.fullmatch(text.strip())
        if match is None:
            raise DateError(f"“{text.strip()}” is not a date; write 2021, 2021-07 or 2021-07-15")
        date = cls(*(int(part or 0) for part in match.groups()))
        if date.year == 0 or (match["month"] and not 1 <= date.month <= 12):
            raise DateError(f"“{text.strip()}” names no month of the calendar")
        if match["day"] and not 1 <= date.day <= calendar.monthrange(date.year, date.month)[1]:
            raise DateError(f"“{text.strip()}” names no day of the calendar")
        return date

    @property
    def first_month(self) -> int:
        """The first month the date can mean, counted from January of year 0."""
        return 12 * self.year + (self.month or 1) - 1

    @property
    def last_month(self) -> int:
        """The last month the date can mean, counted from January of year 0."""
        return 12 * self.year + (self.month or 12) - 1

    @property
    def earliest(self) -> dt.date:
        """The first day the date can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> dt.date:
        """The last day the date can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def isoformat(self) -> str:
        """The date in ISO 8601, to its own precision: ``2021``, ``2021-07``, ``2021-07-15``."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Span:
    """A closed range of dates; an `end` of ``None`` is the present."""

    start: Date
    end: Date | None

    def __post_init__(self) -> None:
        if self.end is not None and self.end.latest < self.start.earliest:
            raise DateError(
                f"the end {self.end.isoformat()} is before the start {self.start.isoformat()}"
            )

    def months(self, today: dt.date) -> range:
        """The months the span touches, counted from January of year 0.

        A span that is known to the year only touches all of its year: the most it can mean.
        """
        last = 12 * today.year + today.month - 1 if self.end is None else self.end.last_month
        return range(self.start.first_month, last + 1)

    def apart(self, other: Span) -> bool:
        """Whether the spans can have no day in common, be it that they share a month."""
        return (self.end is not None and self.end.latest < other.start.earliest) or (
            other.end is not None and other.end.latest < self.start.earliest
        )

    def meets(self, other: Span) -> bool:
        """Whether the spans have a day in common, whichever days their dates mean."""
        return (self.end is None or other.start.latest <= self.end.earliest) and (
            other.end is None or self.start.latest <= other.end.earliest
        )

    @property
    def by_year(self) -> bool:
        """Whether an end is known to the year only, so that a count of months is an upper bound."""
        return not self.start.month or (self.end is not None and not self.end.month)


def month_start(month: int) -> Date:
    """The `Date` of a month counted from January of year 0."""
    return Date(month // 12, month % 12 + 1)


def union(ranges: Iterable[range]) -> list[range]:
    """Merge ranges of months that overlap or touch; sorted, no month twice."""
    merged: list[range] = []
    for months in sorted((r for r in ranges if r), key=lambda r: (r.start, r.stop)):
        if merged and months.start <= merged[-1].stop:
            merged[-1] = range(merged[-1].start, max(merged[-1].stop, months.stop))
        else:
            merged.append(months)
    return merged


def common(one: range, other: range) -> range:
    """The months that two ranges share; empty if they share none."""
    return range(max(one.start, other.start), min(one.stop, other.stop))


def count(ranges: Iterable[range]) -> int:
    """How many months the ranges cover together, none of them twice."""
    return sum(len(months) for months in union(ranges))


def gaps(ranges: Iterable[range]) -> Iterator[range]:
    """The months between the first and the last that no range covers."""
    for before, after in pairwise(union(ranges)):
        yield range(before.stop, after.start)


def span_of(months: range) -> Span:
    """The span, to the month, of a range of months."""
    return Span(month_start(months.start), month_start(months.stop - 1))


@lru_cache
def find_locale(language: str) -> Locale:
    """The Babel locale for a Sphinx language code, English where Babel has none."""
    try:
        return Locale.parse(language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@lru_cache(_WORDS)
def date_text(date: Date, locale: Locale) -> str:
    """The date in words, to its own precision: ``2021``, ``July 2021``, ``July 15, 2021``."""
    if not date.month:
        return str(date.year)
    if date.day:
        return format_date(date.earliest, "long", locale=locale)
    return format_skeleton("yMMMM", date.earliest, locale=locale)


@lru_cache(_WORDS)
def months_text(months: int, locale: Locale) -> str:
    """A number of months in words: ``1 year 10 months``."""
    years, rest = divmod(months, 12)
    parts = [unit_text(years, "duration-year", locale)] if years else []
    parts += [unit_text(rest, "duration-month", locale)] if rest or not years else []
    return " ".join(parts)


def unit_text(value: int, unit: str, locale: Locale) -> str:
    """A number of units in words, in the long form where the locale has one."""
    # Babel gives the bare unit's name where a locale inherits its long form.
    text = format_unit(value, unit, length="long", locale=locale)
    return format_unit(value, unit, length="short", locale=locale) if unit in text else text
