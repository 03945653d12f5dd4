"""The facts at the head of an entry."""

from __future__ import annotations

from docutils import nodes

from sphinx_resume.views.entry_header import EntryFacts, Facts
from tests.support.careers import CAREER, WAYFAIR, at, shown
from tests.support.samples import ENGLISH, career, entry, skill


def view(kind: str, id: str, *, titled: bool = False) -> EntryFacts:
    return EntryFacts(place=at(), kind=kind, id=id, titled=titled)


def lines(kind: str, id: str, *, titled: bool = False) -> list[str]:
    each = view(kind, id, titled=titled)
    layout = each.layout(CAREER, ENGLISH)
    assert isinstance(layout, Facts)
    return shown(each.nodes(layout))


def test_a_position_has_its_name_dates_and_place() -> None:
    assert lines("position", "stripe") == [
        "Staff Engineer, Stripe",
        "February 2024 – Present · 7 months · Remote",
    ]


def test_a_title_equal_to_the_heading_is_left_out() -> None:
    assert lines("skill", "vault") == ["Vault", "confident · 2 years 5 months · in use"]
    assert lines("skill", "vault", titled=True) == ["confident · 2 years 5 months · in use"]


def test_education_shows_whether_it_was_completed() -> None:
    assert lines("education", "tum") == [
        "Computer Science, TU Munich",
        "October 2012 – March 2016 · 3 years 6 months · coursework · Munich",
    ]


def test_a_skill_shows_its_other_names_and_missing_evidence() -> None:
    assert lines("skill", "go", titled=True) == [
        "5 years 4 months · last used April 2023 · also called Golang"
    ]
    assert lines("skill", "cobol", titled=True) == ["once"]


def test_an_incident_shows_its_position() -> None:
    assert lines("incident", "disk") == ["A full disk", "at Wayfair"]


def test_an_entry_without_facts_has_its_title_or_nothing() -> None:
    assert lines("interest", "ux") == ["UX"]
    assert lines("interest", "ux", titled=True) == []


def test_visibility_is_shown_and_internal_talks_have_no_links() -> None:
    url = "https://example.org/talk"
    for visibility, expected in [("internal", ["Inside", "internal"]), ("public", ["Inside", url])]:
        talk = entry("talk", "inside", title="Inside", visibility=visibility, url=url)
        each = view("talk", "inside")
        layout = each.layout(career(talk), ENGLISH)
        assert isinstance(layout, Facts)
        found = each.nodes(layout)
        assert shown(found) == expected
        links = [ref["refuri"] for node in found for ref in node.findall(nodes.reference)]
        assert links == ([url] if visibility == "public" else [])


def test_a_removed_entry_has_no_facts() -> None:
    assert view("skill", "nonsense").layout(CAREER, ENGLISH) is None


def test_a_skill_with_undated_evidence_shows_no_dates() -> None:
    talk = entry("talk", "reviews", title="Reviews", during="wayfair")
    found = career(WAYFAIR, talk, skill("sql"), cited=[(talk, "sql")])
    layout = view("skill", "sql", titled=True).layout(found, ENGLISH)
    assert layout is not None
    assert layout.facts == ()
