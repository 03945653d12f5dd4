"""Dates, spans, and durations in words."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_resume.model.dates import Date, Span
from sphinx_resume.model.options import date_or_present
from sphinx_resume.views.date_text import Period, When, duration_text, last_use_text
from tests.support.careers import CAREER, DISK, TALK, UX
from tests.support.samples import ENGLISH, GERMAN


def span(start: str, end: str) -> Span:
    return Span(Date.parse(start), date_or_present(end) if end else None)


@pytest.mark.parametrize(
    ("start", "end", "text", "duration"),
    [
        ("2021-07", "2023-04", "July 2021 – April 2023", "1 year 10 months"),
        ("2024-02", "present", "February 2024 – Present", "7 months"),
        ("2024-02", "2024-02", "February 2024", "1 month"),
        ("2021-07-15", "2021-08-01", "July 15, 2021 – August 1, 2021", "2 months"),
        ("2016", "2018", "2016 – 2018", ""),
        ("2016", "2018-03", "2016 – March 2018", ""),
        ("2016", "2016", "2016", ""),
        ("2025-01", "present", "from January 2025", ""),
        ("2025-01", "", "from January 2025", ""),
        ("2025-01", "2025-12", "January 2025 – December 2025", "1 year"),
        ("2001", "", "began 2001", ""),
        ("2001-03", "", "began March 2001", ""),
    ],
)
def test_a_period_in_words(start: str, end: str, text: str, duration: str) -> None:
    period = Period.from_span(span(start, end), CAREER, ENGLISH)
    assert (period.text, period.duration) == (text, duration)


def test_a_period_in_the_language_of_the_site() -> None:
    period = Period.from_span(span("2021-03", "2023-04"), CAREER, GERMAN)
    assert (period.text, period.duration) == ("März 2021 – April 2023", "2 Jahre 2 Monate")


def test_a_period_has_its_duration_if_known() -> None:
    months = Period.from_span(span("2021-07", "2023-04"), CAREER, ENGLISH)
    assert months.whole == "July 2021 – April 2023 (1 year 10 months)"
    assert Period.from_span(span("2016", "2018"), CAREER, ENGLISH).whole == "2016 – 2018"


def test_dates_have_a_datetime_but_the_present_has_none() -> None:
    period = Period.from_span(span("2024-02", "present"), CAREER, ENGLISH)
    assert period.ends == (When("February 2024", "2024-02", "start"), When("Present", ""))
    start, dash, end = period.nodes()
    assert isinstance(start, nodes.inline)
    assert start["datetime"] == "2024-02"
    assert dash.astext() == " – "
    assert isinstance(end, nodes.inline)
    assert "datetime" not in end


def test_events_have_no_duration() -> None:
    talk = Period.from_entry(TALK, CAREER, ENGLISH)
    incident = Period.from_entry(DISK, CAREER, ENGLISH)
    assert talk == Period((When("May 3, 2022", "2022-05-03", "end"),))
    assert incident is not None
    assert (incident.text, incident.duration) == (
        "at Wayfair, July 2021 – April 2023",
        "",
    )
    assert Period.from_entry(UX, CAREER, ENGLISH) is None


@pytest.mark.parametrize(
    ("last", "current", "text"),
    [
        (Date(2023, 4), False, "April 2023"),
        (Date(2023, 4, 15), False, "April 2023"),
        (Date(2018), False, "2018"),
        (None, True, "in use"),
        (None, False, ""),
    ],
)
def test_the_last_use_in_words(last: Date | None, current: bool, text: str) -> None:
    assert last_use_text(last, current, ENGLISH) == text


@pytest.mark.parametrize(
    ("months", "at_most", "text"),
    [(22, False, "1 year 10 months"), (36, True, "up to 3 years"), (0, False, ""), (0, True, "")],
)
def test_a_duration_of_use_in_words(months: int, at_most: bool, text: str) -> None:
    assert duration_text(months, at_most, ENGLISH) == text
