"""Entries: labels, names, spans, evidence and documentation of each type."""

from __future__ import annotations

import dataclasses

import pytest

from sphinx_resume.model.dates import PRESENT, Date, DateError, Span
from sphinx_resume.model.entries import ENTRY_TYPES, Occasion, Talk
from sphinx_resume.model.entry import Entry, Place
from sphinx_resume.model.options import options, read_options
from sphinx_resume.model.slugs import slug
from tests.support.samples import entry, position, skill

WAYFAIR = position("wayfair", "2021-07", "2023-04", title="Senior Platform Engineer")
TUM = entry(
    "education", "tum", title="Computer Science", organization="TU Munich", start="2016", end="2018"
)
VAULT = skill("vault", title="Vault", aliases="HashiCorp Vault, HCV")
REVIEWS = entry("talk", "reviews", title="A year of reviews", date="2022-05-03", event="SREcon")
DISK = entry("incident", "disk", title="A full disk", during="wayfair")
INTEREST = entry("interest", "observability", title="Observability")


@pytest.mark.parametrize(
    ("entry", "label", "short"),
    [
        (WAYFAIR, "Senior Platform Engineer, Wayfair", "Wayfair"),
        (TUM, "Computer Science, TU Munich", "TU Munich"),
        (VAULT, "Vault", "Vault"),
        (REVIEWS, "A year of reviews", "A year of reviews"),
        (DISK, "A full disk", "A full disk"),
        (INTEREST, "Observability", "Observability"),
    ],
)
def test_links_are_labelled(entry: Entry, label: str, short: str) -> None:
    assert (entry.label, entry.short_label) == (label, short)


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        (WAYFAIR, ("Wayfair",)),
        (TUM, ("TU Munich",)),
        (VAULT, ("Vault", "HCV", "HashiCorp Vault")),
        (REVIEWS, ("A year of reviews",)),
    ],
)
def test_references_may_use_any_of_these_names(entry: Entry, names: tuple[str, ...]) -> None:
    assert entry.names == names


@pytest.mark.parametrize(
    ("entry", "span"),
    [
        (WAYFAIR, Span(Date(2021, 7), Date(2023, 4))),
        (position("stripe", "2024-02"), Span(Date(2024, 2), PRESENT)),
        (TUM, Span(Date(2016), Date(2018))),
        (REVIEWS, Span(Date(2022, 5, 3), Date(2022, 5, 3))),
        (DISK, None),
        (VAULT, None),
        (INTEREST, None),
    ],
)
def test_entries_with_dates_have_a_span(entry: Entry, span: Span | None) -> None:
    assert entry.span == span


def test_an_entry_whose_start_could_not_be_read_has_only_its_end() -> None:
    unread = dataclasses.replace(WAYFAIR, start=None)  # type: ignore[call-arg]
    assert unread.span == Span(Date(2023, 4), Date(2023, 4))
    assert not unread.proves_use


def test_a_span_that_ends_before_it_starts_is_rejected_on_access() -> None:
    with pytest.raises(DateError, match="the end 2021-06 is before the start 2021-07"):
        _ = position("wayfair", "2021-07", "2021-06").span


def test_a_missing_end_is_not_the_present() -> None:
    given = {"title": "Engineer", "organization": "Stripe", "start": "2024-02"}
    values, _errors = read_options(ENTRY_TYPES["position"], given)
    assert ENTRY_TYPES["position"](id="stripe", place=Place("stripe", 1), **values).span == Span(
        Date(2024, 2), None
    )


def test_ongoing_studies_need_a_start() -> None:
    studies = ENTRY_TYPES["education"]
    assert studies.needs({"end": PRESENT}) == {"start"}
    assert studies.needs({"end": Date(2018)}) == studies.needs({}) == frozenset()
    assert entry("education", "tum", organization="TUM", end="present").span is None


def test_each_occasion_of_a_talk_has_its_own_date_event_and_place() -> None:
    talk = entry("talk", "reviews", date="2022-05-03", event="SREcon", venue="Amsterdam")
    assert isinstance(talk, Talk)
    assert talk.parts == (talk,)
    later = Occasion(date=Span(Date(2023, 9), Date(2023, 9)), event="Meetup")
    twice = dataclasses.replace(talk, more=(later,))
    assert [(p.date, p.event, p.venue, p.more) for p in twice.parts] == [
        (later.date, "Meetup", "", ()),
        (talk.date, "SREcon", "Amsterdam", ()),
    ]
    # Without date, event and venue, the talk itself is not an occasion.
    bare = dataclasses.replace(talk, date=None, event="", venue="", more=(later,))
    assert [(p.date, p.event) for p in bare.parts] == [(later.date, "Meetup")]


def test_citations_in_positions_and_studies_count_as_use() -> None:
    entries = [WAYFAIR, TUM, VAULT, REVIEWS, DISK, INTEREST]
    assert [each for each in entries if each.proves_use] == [WAYFAIR, TUM]


def test_skills_and_interests_are_not_evidence() -> None:
    evidence = {kind for kind, cls in ENTRY_TYPES.items() if cls.is_evidence}
    assert {"position", "education", "talk", "incident"} <= evidence
    assert not evidence & {"skill", "interest"}


def test_which_kinds_need_a_body() -> None:
    first = ["position", "education", "skill", "interest", "talk", "incident"]
    assert [kind for kind in first if ENTRY_TYPES[kind].needs_body] == [
        "position",
        "interest",
        "talk",
        "incident",
    ]


@pytest.mark.parametrize("kind", ENTRY_TYPES)
def test_a_type_documents_itself(kind: str) -> None:
    cls = ENTRY_TYPES[kind]
    assert cls.kind == kind == slug(kind)
    assert cls.plural == cls.plural.lower()
    assert cls.description.endswith(".")
    for option in options(cls):
        assert option.help.endswith("."), option.name
        assert "\n" not in option.help, option.name


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, o.name) for kind, cls in ENTRY_TYPES.items() for o in options(cls)]
)
def test_the_example_of_an_option_is_valid(kind: str, name: str) -> None:
    option = next(each for each in options(ENTRY_TYPES[kind]) if each.name == name)
    values, errors = read_options(ENTRY_TYPES[kind], {name: option.example})
    assert not errors
    assert values[option.field] not in {"", None, ()}


@pytest.mark.parametrize("kind", ENTRY_TYPES)
def test_entries_are_immutable_and_compare_by_value(kind: str) -> None:
    one, same = (
        ENTRY_TYPES[kind](id="a", place=Place("page", 1), title="A") for _number in range(2)
    )
    assert one == same
    assert hash(one) == hash(same)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.title = "B"  # type: ignore[misc]


def test_a_place_knows_the_lines_of_options() -> None:
    place = Place("page", 10, "talk-reviews", (("title", 11), ("date", 12)))
    assert place.at_option("date") == Place(
        "page", 12, "talk-reviews", (("title", 11), ("date", 12))
    )
    assert place.at_option("during") == place
