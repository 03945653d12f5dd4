"""Dates with a precision, spans of months, and their arithmetic.

Everything counts in whole months, inclusively: February 2024 to August 2024 is seven months.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, Literal

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.units import format_unit


class Present(Enum):
    """The end of an ongoing span, as authors write it. An end of ``None`` is one not given."""

    PRESENT = "present"


PRESENT: Final = Present.PRESENT

#: How many formatted dates and durations to cache; views ask for the same ones repeatedly.
_WORDS: Final = 32_768

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)


class DateError(ValueError):
    """An invalid date or span, for the author to correct."""


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A calendar date known to the year, the month or the day."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> Date:
        """Parse ``2021``, ``2021-07`` or ``2021-07-15``.

        Raises `DateError` for anything else, including days that do not exist.
        """
        match = _DATE.fullmatch(text.strip())
        if match is None:
            raise DateError(f"“{text.strip()}” is not a date; write 2021, 2021-07 or 2021-07-15")
        date = cls(*(int(part or 0) for part in match.groups()))
        if date.year == 0 or (match["month"] and not 1 <= date.month <= 12):
            raise DateError(f"“{text.strip()}” is not a month of the calendar")
        if match["day"] and not 1 <= date.day <= _days(date.year, date.month):
            raise DateError(f"“{text.strip()}” is not a day of the calendar")
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
        return dt.date(self.year, month, self.day or _days(self.year, month))

    def isoformat(self) -> str:
        """The date in ISO 8601, in its own precision: ``2021``, ``2021-07``, ``2021-07-15``."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)


@cache
def _days(year: int, month: int) -> int:
    """The number of days of a month."""
    return calendar.monthrange(year, month)[1]


#: The end of a span: a date, the present, or not given.
End = Date | Literal[Present.PRESENT] | None


@dataclass(frozen=True, slots=True)
class Span:
    """An inclusive range of dates; it may be ongoing, or have a start but no given end."""

    start: Date
    end: End

    def __post_init__(self) -> None:
        if not isinstance(self.end, Date) or self.end.last_month > self.start.first_month:
            return  # the days need not be compared
        if self.end.latest < self.start.earliest:
            raise DateError(
                f"the end {self.end.isoformat()} is before the start {self.start.isoformat()}"
            )

    # Compared to today

    def begun(self, today: dt.date) -> bool:
        """Whether it has begun; starting in the current month or year counts."""
        return self.start.earliest <= today

    def over(self, today: dt.date) -> bool:
        """Whether it has certainly ended, whichever day its end means."""
        return isinstance(self.end, Date) and self.end.latest <= today

    def current(self, today: dt.date) -> bool:
        """Whether it has begun and certainly not ended, whichever day its end means."""
        ends_later = self.end is PRESENT or (
            isinstance(self.end, Date) and self.end.earliest > today
        )
        return self.begun(today) and ends_later

    def open(self, today: dt.date) -> bool:
        """Whether only its start is known: no end is given, or it is ongoing and yet to begin."""
        return self.end is None or (self.end is PRESENT and not self.begun(today))

    def counts(self, today: dt.date) -> bool:
        """Whether it has begun and its length is known."""
        return self.begun(today) and not self.open(today)

    def months(self, today: dt.date) -> range:
        """The months the span touches, counted from January of year 0.

        A date known only to the year stands for all of that year, the most it can mean. A span that
        is `open` touches only its start.
        """
        last = self.start.last_month if self.open(today) else self._last_month(today)
        return range(self.start.first_month, last + 1)

    def reach(self, today: dt.date) -> range:
        """The months that the span may have touched: all until today if no end is given."""
        return range(self.start.first_month, self._last_month(today) + 1)

    def _last_month(self, today: dt.date) -> int:
        if isinstance(self.end, Date):
            return self.end.last_month
        return max(12 * today.year + today.month - 1, self.start.last_month)

    # Compared to other spans

    def meets(self, other: Span) -> bool:
        """Whether the spans certainly share some time, whichever days their dates mean.

        If one starts in the month, or on the day, in which the other ends, they do not.
        """
        return _precedes(self.start, other.end) and _precedes(other.start, self.end)

    def shared(self, other: Span, today: dt.date) -> Span:
        """The time that two spans which meet share, to the month.

        It is known only to the year if a date that may be one of its ends is.
        """
        start = _later(self.start, other.start)
        if self.current(today) and other.current(today):
            return Span(start, PRESENT)
        ends = [end for end in (self.end, other.end) if isinstance(end, Date)]
        return Span(start, _earlier(*ends) if ends else PRESENT)

    @property
    def by_year(self) -> bool:
        """Whether a date is known only to the year, so that the months are an upper bound."""
        return not self.start.month or (isinstance(self.end, Date) and not self.end.month)


def _precedes(start: Date, end: End) -> bool:
    """Whether a start is certainly before an end, whichever days they mean."""
    return end is PRESENT or (isinstance(end, Date) and start.latest < end.earliest)


def _later(one: Date, other: Date) -> Date:
    """The later of two dates, to the month, or to the year if no more is known."""
    first, last = sorted((one, other), key=lambda date: (date.first_month, date.last_month))
    if last.first_month >= first.last_month:
        return Date(last.year, last.month)
    return Date(last.year)


def _earlier(*dates: Date) -> Date:
    """The earlier of one or two dates, to the month, or to the year if no more is known."""
    first, last = min(dates, key=_by_last), max(dates, key=_by_last)
    if first.last_month <= last.first_month or first is last:
        return Date(first.year, first.month)
    return Date(first.year)


def _by_last(date: Date) -> tuple[int, int]:
    return date.last_month, date.first_month


def month_start(month: int) -> Date:
    """The `Date` of a month counted from January of year 0."""
    return Date(month // 12, month % 12 + 1)


def union(ranges: Iterable[range]) -> list[range]:
    """Merge ranges of months that overlap or touch, and sort them."""
    merged: list[range] = []
    for months in sorted((r for r in ranges if r), key=lambda r: (r.start, r.stop)):
        if merged and months.start <= merged[-1].stop:
            merged[-1] = range(merged[-1].start, max(merged[-1].stop, months.stop))
        else:
            merged.append(months)
    return merged


def common(one: range, other: range) -> range:
    """The months that two ranges share."""
    return range(max(one.start, other.start), min(one.stop, other.stop))


def count(ranges: Iterable[range]) -> int:
    """The number of months that the ranges cover, each counted once."""
    return sum(len(months) for months in union(ranges))


def gaps(ranges: Iterable[range]) -> Iterator[range]:
    """The months between the first and the last that no range covers, as ranges."""
    for before, after in pairwise(union(ranges)):
        yield range(before.stop, after.start)


@lru_cache
def find_locale(language: str) -> Locale:
    """The Babel locale for a Sphinx language code; English if Babel has none."""
    try:
        return Locale.parse(language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return find_locale(language).text_direction == "rtl"


@lru_cache(_WORDS)
def date_text(date: Date, locale: Locale) -> str:
    """The date in words, in its own precision: ``2021``, ``July 2021``, ``July 15, 2021``."""
    if not date.month:
        return str(date.year)
    if date.day:
        return format_date(date.earliest, "long", locale=locale)
    return format_skeleton("yMMMM", date.earliest, locale=locale)


@lru_cache(_WORDS)
def brief_text(date: Date, locale: Locale) -> str:
    """The month of a date in few words, or the year: ``Jul 2021``."""
    return format_skeleton("yMMM", date.earliest, locale=locale) if date.month else str(date.year)


@lru_cache(_WORDS)
def months_text(months: int, locale: Locale) -> str:
    """A number of months in words: ``1 year 10 months``."""
    years, rest = divmod(months, 12)
    parts = [unit_text(years, "duration-year", locale)] if years else []
    parts += [unit_text(rest, "duration-month", locale)] if rest or not years else []
    return " ".join(parts)


def unit_text(value: int, unit: str, locale: Locale) -> str:
    """A number of units in words, in the long form if the locale has one."""
    # Babel returns the bare name of the unit if a locale inherits its long form.
    text = format_unit(value, unit, length="long", locale=locale)
    return format_unit(value, unit, length="short", locale=locale) if unit in text else text
