"""Topics: the entries that belong to a skill, a category, or an interest."""

from __future__ import annotations

from sphinx_resume.views.filter_control import Filter, FilterView, Topic
from tests.support.careers import CAREER, GO, UX, VAULT, WAYFAIR, at
from tests.support.samples import ENGLISH, career, cite, entry, refer, skill


def layout() -> Filter:
    return FilterView(place=at()).layout(CAREER, ENGLISH)


def topic(found: Filter, kind: str, ident: str) -> Topic:
    return next(
        t for _name, topics in found.groups for t in topics if (t.kind, t.id) == (kind, ident)
    )


def test_skills_are_grouped_by_category_with_the_category_first() -> None:
    assert [
        (name, [(topic.kind, topic.id) for topic in topics]) for name, topics in layout().groups
    ] == [
        ("Secrets", [("category", "secrets"), ("skill", "vault"), ("skill", "consul")]),
        ("languages", [("category", "languages"), ("skill", "php"), ("skill", "cobol")]),
        ("More", [("skill", "go")]),
        ("Interests", [("interest", "ux")]),
    ]


def test_a_skill_includes_the_entries_that_cite_it() -> None:
    assert topic(layout(), "skill", "vault").members == (
        "position-stripe",
        "position-wayfair",
        "skill-vault",
        "talk-reviews",
    )
    assert topic(layout(), "skill", "cobol").members == ("skill-cobol",)


def test_a_category_includes_the_entries_of_its_skills() -> None:
    assert topic(layout(), "category", "secrets").members == (
        "incident-disk",
        "position-stripe",
        "position-wayfair",
        "skill-consul",
        "skill-vault",
        "talk-reviews",
    )


def test_an_interest_includes_citing_and_cited_entries() -> None:
    found = career(
        WAYFAIR,
        UX,
        GO,
        VAULT,
        cited=[cite(WAYFAIR, refer("ux", "interest")), cite(UX, "go"), cite(WAYFAIR, "vault")],
    )
    members = topic(FilterView(place=at()).layout(found, ENGLISH), "interest", "ux").members
    assert members == ("interest-ux", "position-wayfair", "skill-go")


def test_a_skill_does_not_include_skills_that_mention_it() -> None:
    found = career(GO, VAULT, cited=[cite(GO, "vault")])
    members = topic(FilterView(place=at()).layout(found, ENGLISH), "skill", "vault").members
    assert members == ("skill-vault",)


def test_former_ids_and_aliases_select_a_skill() -> None:
    tofu = skill("opentofu", title="OpenTofu", aliases="Open Tofu, OpenTofu", formerly="tf-oss")
    found = FilterView(place=at()).layout(career(tofu), ENGLISH)
    assert topic(found, "skill", "opentofu").also == ("open-tofu", "tf-oss")


def test_a_category_without_letters_keeps_its_name_in_urls() -> None:
    found = FilterView(place=at()).layout(career(skill("x", category="★")), ENGLISH)
    assert topic(found, "category", "★").name == "★"


def test_a_career_without_topics_has_no_filter() -> None:
    assert not FilterView(place=at()).layout(career(WAYFAIR), ENGLISH)
    assert FilterView(place=at()).layout(career(entry("interest", "ux", title="UX")), ENGLISH)
