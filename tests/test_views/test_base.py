"""What views share: links, and the words for dates and durations."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_resume.dates import Date, Span
from sphinx_resume.views.base import (
    Link,
    Period,
    When,
    duration_text,
    joined,
    last_use_text,
    paragraph,
    unknown_names,
)
from tests.samples import ENGLISH, GERMAN, career, position
from tests.test_views.resumes import CAREER, DISK, STRIPE, TALK, UX, VAULT, WAYFAIR, at


def span(start: str, end: str) -> Span:
    return Span(Date.parse(start), None if end == "present" else Date.parse(end))


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
        ("2025-01", "present", "January 2025 – Present", ""),
    ],
)
def test_a_period_in_words(start: str, end: str, text: str, duration: str) -> None:
    period = Period.of(span(start, end), CAREER, ENGLISH)
    assert (period.text, period.duration) == (text, duration)


def test_a_period_in_the_language_of_the_site() -> None:
    period = Period.of(span("2021-03", "2023-04"), CAREER, GERMAN)
    assert (period.text, period.duration) == ("März 2021 – April 2023", "2 Jahre 2 Monate")


def test_dates_carry_their_form_for_machines_but_the_present_has_none() -> None:
    period = Period.of(span("2024-02", "present"), CAREER, ENGLISH)
    assert period.ends == (When("February 2024", "2024-02"), When("Present", ""))
    start, dash, end = period.nodes()
    assert isinstance(start, nodes.inline)
    assert start["datetime"] == "2024-02"
    assert dash.astext() == " – "
    assert isinstance(end, nodes.inline)
    assert "datetime" not in end


def test_what_happened_once_has_no_duration() -> None:
    talk = Period.of_entry(TALK, CAREER, ENGLISH)
    incident = Period.of_entry(DISK, CAREER, ENGLISH)
    assert talk == Period((When("May 3, 2022", "2022-05-03"),))
    assert incident is not None
    assert (incident.text, incident.duration) == ("July 2021 – April 2023", "")
    assert Period.of_entry(UX, CAREER, ENGLISH) is None


def test_a_link_leads_to_an_entry_or_to_a_sentence_in_it() -> None:
    assert Link.to(WAYFAIR) == Link(
        "position", "wayfair", "Senior Engineer, Wayfair", "wayfair", "position-wayfair"
    )
    assert Link.to(WAYFAIR, "there").text == "there"
    evidence = CAREER.evidence(VAULT)[0]
    assert Link.to_sentence(evidence, "7 months", "Brought in Vault.") == Link(
        "position", "stripe", "7 months", "stripe", "position-stripe-1", "Brought in Vault."
    )


def test_a_link_is_a_reference_that_the_domain_resolves() -> None:
    xref = Link("skill", "vault", "Vault", "vault", "skill-vault", "a remark").node()
    assert xref.astext() == "Vault"
    assert xref["refdomain"] == "resume"
    assert (xref["reftype"], xref["reftarget"]) == ("skill", "vault")
    assert (xref["anchor"], xref["hint"]) == ("skill-vault", "a remark")
    assert "hint" not in Link.to(STRIPE).node()


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
def test_a_length_of_use_in_words(months: int, at_most: bool, text: str) -> None:
    assert duration_text(months, at_most, ENGLISH) == text


@pytest.mark.parametrize(("count", "text"), [(0, ""), (1, "a"), (3, "a, a, a")])
def test_parts_are_joined_between_each_two(count: int, text: str) -> None:
    parts = joined([nodes.inline("", "a") for _number in range(count)], ", ")
    assert paragraph(*parts).astext() == text


def test_names_that_a_filter_does_not_find_are_reported_as_such() -> None:
    place = at("position").of("position")
    (finding,) = unknown_names(CAREER, "position", ["Wayfair", "Strip"], place)
    assert (finding.type, finding.place.line) == ("filter", 11)
    assert finding.message == "there is no position “Strip”; did you mean “Stripe”?"


def test_a_name_of_several_is_reported_too() -> None:
    twice = [position(name, "2020", "2021", organization="Acme") for name in ("a", "b")]
    (finding,) = unknown_names(career(*twice), "position", ["Acme"], at())
    assert finding.type == "filter"
