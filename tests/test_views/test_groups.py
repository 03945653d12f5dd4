"""Lists by year, event, organization, skill, and interest."""

from __future__ import annotations

import dataclasses

import pytest
from docutils import nodes

from sphinx_resume.model.entries import Occasion, Talk
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.options import read_options
from sphinx_resume.views.lists import EntryList
from tests.support.careers import at, shown, targets
from tests.support.samples import ENGLISH, career, cite, entry, position, refer, skill


def test_two_entries_with_the_same_title_are_two_groups() -> None:
    talks = [entry("talk", name, date="2022") for name in ("one", "two", "three")]
    both = career(
        entry("interest", "sound", title="Calm"),
        entry("interest", "light", title="Calm"),
        *talks,
        cited=[
            cite(talk, refer(name, "interest"))
            for talk, name in zip(talks, ("sound", "light", "sound"), strict=True)
        ],
    )
    layout = EntryList(place=at(), argument="talk", by="interest").layout(both, ENGLISH)
    assert [
        (group.heading, group.link and group.link.id, [item.link.id for item in group.items])
        for group in layout.groups
    ] == [("Calm", "light", ["two"]), ("Calm", "sound", ["one", "three"])]


def again(talk: Entry, **texts: str) -> Entry:
    """A talk with an additional occasion."""
    assert isinstance(talk, Talk)
    return dataclasses.replace(talk, more=(Occasion(**read_options(Occasion, texts)[0]),))


ACME = position("acme", "2019", "2023")
TWICE = again(
    entry("talk", "twice", date="2021-03", event="alpha meetup"),
    date="2022-05-03",
    event="Example Days",
)
ONCE = entry("talk", "once", date="2022-12", event="Example Days", venue="Rome")
INSIDE = entry("talk", "inside", during="acme")
CAREER = career(
    ACME,
    skill("go"),
    skill("vault"),
    entry("interest", "ux", title="UX"),
    TWICE,
    ONCE,
    INSIDE,
    cited=[
        (TWICE, "go"),
        (TWICE, "vault"),
        (ONCE, "vault"),
        cite(INSIDE, refer("ux", "interest")),
    ],
)


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        (
            "year",
            [("2022", ["once", "twice"]), ("2021", ["twice"]), ("More", ["inside"])],
        ),
        (
            "event",
            [
                ("Example Days", ["once", "twice"]),
                ("alpha meetup", ["twice"]),
                ("More", ["inside"]),
            ],
        ),
        ("organization", [("Acme", ["inside"]), ("More", ["once", "twice"])]),
        (
            "skill",
            [("Go", ["twice"]), ("Vault", ["once", "twice"]), ("More", ["inside"])],
        ),
        ("interest", [("UX", ["inside"]), ("More", ["once", "twice"])]),
    ],
)
def test_groups_and_their_order(by: str, groups: list[tuple[str, list[str]]]) -> None:
    layout = EntryList(place=at(), argument="talk", by=by).layout(CAREER, ENGLISH)
    assert [
        (group.heading, [item.link.id for item in group.items]) for group in layout.groups
    ] == groups


def test_a_talk_has_only_the_occasions_of_each_group() -> None:
    view = EntryList(place=at(), argument="talk", by="year", style="lines")
    assert shown(view.nodes(view.layout(CAREER, ENGLISH))) == [
        "Once: December 2022, Example Days, Rome",
        "Twice: May 3, 2022, Example Days",
        "Twice: March 2021, alpha meetup",
        "Inside",
    ]


@pytest.mark.parametrize("style", ["links", "lines", "terms"])
def test_groups_are_terms_with_links(style: str) -> None:
    view = EntryList(place=at(), argument="talk", by="skill", style=style)
    (found,) = view.nodes(view.layout(CAREER, ENGLISH))
    assert isinstance(found, nodes.definition_list)
    terms = [item.next_node(nodes.term) for item in found.children]
    assert [term.astext() for term in terms if term] == ["Go", "Vault", "More"]
    assert [kind_and_id[:2] for kind_and_id in targets(filter(None, terms))] == [
        ("skill", "go"),
        ("skill", "vault"),
    ]


def test_groups_of_full_entries_are_sections() -> None:
    view = EntryList(place=at(), argument="talk", by="event", style="full")
    found = view.nodes(view.layout(CAREER, ENGLISH))
    assert [
        (
            part.astext().splitlines()[0],
            part["ids"],
            [title.astext() for title in part.findall(nodes.title)][1:],
        )
        for part in found
        if isinstance(part, nodes.section)
    ] == [
        ("Example Days", ["talks-by-event-example-days"], ["Once", "Twice"]),
        ("alpha meetup", ["talks-by-event-alpha-meetup"], ["Twice"]),
        ("More", ["talks-by-event-more"], ["Inside"]),
    ]


def test_an_impossible_grouping_is_reported_at_the_option() -> None:
    def problems(kind: str, by: str) -> list[tuple[str, int, str]]:
        view = EntryList(place=at("by"), argument=kind, by=by)
        return [(f.type, f.place.line, f.message) for f in view.findings(CAREER)]

    assert problems("position", "event") == [
        ("filter", 11, "no position in this list has any event to be grouped by")
    ]
    assert problems("talk", "event") == []
    assert problems("award", "event") == []
