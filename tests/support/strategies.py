"""Hypothesis strategies for dates, spans and ranges of months."""

from __future__ import annotations

import datetime as dt

from hypothesis import settings
from hypothesis import strategies as st

from sphinx_resume.model.dates import PRESENT, Date, Span

#: Settings that give the same examples on every run and every machine.
PROVEN = settings(derandomize=True, deadline=None, database=None)


def dates(first: int = 1, last: int = 9999) -> st.SearchStrategy[Date]:
    """Dates known to the year, the month or the day."""
    days = st.dates(dt.date(first, 1, 1), dt.date(last, 12, 31))
    return st.builds(
        lambda day, parts: Date(*(day.year, day.month, day.day)[:parts]),
        days,
        st.integers(1, 3),
    )


@st.composite
def spans(draw: st.DrawFn, first: int = 2010, last: int = 2024) -> Span:
    """Spans, some of them ongoing, and some without an end."""
    one, other = sorted(
        (draw(dates(first, last)), draw(dates(first, last))), key=lambda date: date.earliest
    )
    return Span(one, draw(st.sampled_from([other, other, other, other, PRESENT, None])))


def months() -> st.SearchStrategy[range]:
    """Ranges of months, some of them empty or reversed."""
    return st.builds(range, st.integers(0, 40), st.integers(0, 40))


def month_ranges() -> st.SearchStrategy[list[range]]:
    return st.lists(months(), max_size=8)
