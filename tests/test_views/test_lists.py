"""Lists of entries: filters, order, and styles."""

from __future__ import annotations

import dataclasses

import pytest
from docutils import nodes

from sphinx_resume.model.dates import Date
from sphinx_resume.nodes import entry_body
from sphinx_resume.views.entry_header import facts
from sphinx_resume.views.groups import ORDERS
from sphinx_resume.views.lists import EntryList
from tests.support.careers import (
    CAREER,
    GO,
    PHP,
    STRIPE,
    TALK,
    TUM,
    VAULT,
    WAYFAIR,
    at,
    shown,
    targets,
)
from tests.support.samples import ENGLISH, career, entry, position, skill


def listed(kind: str, **options: object) -> list[str]:
    view = EntryList(place=at(), argument=kind, **options)  # type: ignore[arg-type]
    return [item.link.id for item in view.layout(CAREER, ENGLISH).items]


def drawn(kind: str, style: str) -> list[nodes.Node]:
    view = EntryList(place=at(), argument=kind, style=style)
    return view.nodes(view.layout(CAREER, ENGLISH))


@pytest.mark.parametrize(
    ("kind", "options", "ids"),
    [
        ("position", {}, ["stripe", "wayfair", "ryte"]),
        ("skill", {}, ["vault", "php", "consul", "go", "cobol"]),
        ("skill", {"style": "lines"}, ["vault", "consul", "php", "cobol", "go"]),
        ("skill", {"sort": "used"}, ["go", "php", "vault", "consul", "cobol"]),
        ("skill", {"sort": "last"}, ["vault", "go", "php", "consul", "cobol"]),
        ("skill", {"sort": "name"}, ["cobol", "consul", "go", "php", "vault"]),
        ("skill", {"sort": "name", "style": "lines"}, ["consul", "vault", "cobol", "php", "go"]),
        ("position", {"skill": ("vault",)}, ["stripe", "wayfair"]),
        ("position", {"skill": ("Golang", "php")}, ["wayfair", "ryte"]),
        ("skill", {"skill": ("Golang", "php")}, ["php", "go"]),
        ("skill", {"category": ("SECRETS",)}, ["vault", "consul"]),
        ("skill", {"position": ("Wayfair",)}, ["vault", "go"]),
        ("incident", {"position": ("wayfair",)}, ["disk"]),
        ("talk", {"position": ("wayfair",)}, []),
        ("interest", {"position": ("wayfair",)}, ["ux"]),
        ("position", {"position": ("ryte",)}, ["ryte"]),
        ("position", {"since": Date(2018)}, ["stripe", "wayfair", "ryte"]),
        ("position", {"since": Date(2019)}, ["stripe", "wayfair"]),
        ("position", {"until": Date(2021)}, ["wayfair", "ryte"]),
        ("position", {"until": Date(2021, 6)}, ["ryte"]),
        ("interest", {"since": Date(1990)}, ["ux"]),
        ("interest", {"until": Date(1990)}, []),
        ("skill", {"since": Date(2023)}, ["vault", "go"]),
        ("skill", {"until": Date(2020)}, ["php", "go"]),
        ("skill", {"since": Date(2019), "until": Date(2020)}, []),
        ("position", {"skill": ("nonsense",)}, []),
        ("nonsense", {}, []),
    ],
)
def test_filters_and_order(kind: str, options: dict[str, object], ids: list[str]) -> None:
    assert listed(kind, **options) == ids


def test_groups_of_skills_keep_the_order_of_declaration() -> None:
    for sort in ORDERS:
        view = EntryList(place=at(), argument="skill", style="lines", sort=sort)
        categories = [item.category for item in view.layout(CAREER, ENGLISH).items]
        assert list(dict.fromkeys(categories)) == ["Secrets", "languages", ""]


def test_only_skills_can_be_sorted() -> None:
    view = EntryList(place=at("sort"), argument="talk", sort="name")
    assert [(f.type, f.place.line, f.message) for f in view.findings(CAREER)] == [
        ("filter", 11, "only lists of skills have a sort; this one is of kind “talk”"),
    ]


def test_an_impossible_filter_is_reported_at_its_option() -> None:
    view = EntryList(
        place=at("skill", "position", "category", "until"),
        argument="skils",
        skill=("valt",),
        position=("ryt",),
        category=("databases",),
        since=Date(2020),
        until=Date(2019),
    )
    assert sorted((f.type, f.place.line, f.message) for f in view.findings(CAREER)) == [
        ("filter", 10, "there are no entries of kind “skils”; did you mean “skill”?"),
        ("filter", 11, "there is no skill “valt”; did you mean “vault”?"),
        ("filter", 12, "there is no position “ryt”; did you mean “ryte”?"),
        ("filter", 13, "no skill has the category “databases”"),
        ("filter", 14, "the end 2019 is before the start 2020"),
    ]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (VAULT, ("2 years 5 months", "in use")),
        (GO, ("5 years 4 months", "last used April 2023")),
        (PHP, ("up to 3 years", "last used 2018")),
        (STRIPE, ("Remote",)),
        (TUM, ("coursework", "Munich")),
        (TALK, ("SREcon",)),
    ],
)
def test_facts(entry: nodes.Node, expected: tuple[str, ...]) -> None:
    assert facts(entry, CAREER, ENGLISH) == expected  # type: ignore[arg-type]


def test_links_have_names_and_dates() -> None:
    (found,) = drawn("position", "links")
    assert isinstance(found, nodes.bullet_list)
    assert shown([found]) == [
        "Staff Engineer, Stripe, February 2024 – Present",
        "Senior Engineer, Wayfair, July 2021 – April 2023",
        "Engineer, Ryte, 2016 – 2018",
    ]
    assert targets([found])[0] == ("position", "stripe", "position-stripe")
    assert shown(drawn("interest", "links")) == ["UX"]


def test_lines_also_have_facts() -> None:
    assert shown(drawn("position", "lines"))[0] == (
        "Staff Engineer, Stripe: February 2024 – Present, Remote"
    )


def test_skills_have_one_line_per_category() -> None:
    (found,) = drawn("skill", "lines")
    assert isinstance(found, nodes.definition_list)
    assert [
        (item[0].astext(), shown([item[1]])) for item in found.findall(nodes.definition_list_item)
    ] == [
        ("Secrets", ["Vault (confident); Consul"]),
        ("languages", ["PHP; COBOL (once)"]),
        ("More", ["Go"]),
    ]


@pytest.mark.parametrize(
    ("show", "lines"),
    [
        (
            ("years",),
            [
                "Vault (confident, 2021–2023, since 2024); Consul",
                "PHP (2016–2018); COBOL (once)",
                "Go (2012–2016, 2021–2023)",
            ],
        ),
        (
            ("total", "last"),
            [
                "Vault (confident, 2 years 5 months, in use); Consul",
                "PHP (up to 3 years, last used 2018); COBOL (once)",
                "Go (5 years 4 months, last used April 2023)",
            ],
        ),
    ],
)
def test_lines_of_skills_have_figures_if_requested(show: tuple[str, ...], lines: list[str]) -> None:
    view = EntryList(place=at(), argument="skill", style="lines", show=show)
    assert shown(view.nodes(view.layout(CAREER, ENGLISH))) == lines


def test_names_with_the_same_remark_share_it() -> None:
    tools = [skill(name, docname="tools", category="Tools") for name in ("vault", "consul", "awk")]
    found = career(WAYFAIR, *tools, cited=[(WAYFAIR, "vault"), (WAYFAIR, "consul")])
    view = EntryList(place=at(), argument="skill", style="lines", show=("years",))
    assert shown(view.nodes(view.layout(found, ENGLISH))) == ["Vault, Consul (2021–2023); Awk"]


def test_figures_are_only_in_lines_of_skills() -> None:
    view = EntryList(place=at("show"), argument="skill", style="links", show=("years",))
    assert [(f.type, f.place.line, f.message) for f in view.findings(CAREER)] == [
        (
            "filter",
            11,
            "skills show years, total, and last, and only in the style “lines”",
        ),
    ]


def test_a_full_list_has_a_section_with_the_body_of_each_entry() -> None:
    written = dataclasses.replace(STRIPE, body="- Did things.")
    view = EntryList(place=at(), argument="position", style="full")
    (section,) = view.nodes(view.layout(career(written), ENGLISH))
    assert isinstance(section, nodes.section)
    assert section["ids"] == ["positions-stripe"]
    assert section[0].astext() == "Stripe"
    assert shown([section]) == [
        "Staff Engineer",
        "February 2024 – Present · Remote",
    ]
    assert [(b["kind"], b["id"]) for b in section.findall(entry_body)] == [("position", "stripe")]


def test_terms_have_the_name_and_the_body() -> None:
    written = entry("interest", "ux", title="UX")
    written = dataclasses.replace(written, body="How people use tools.")
    view = EntryList(place=at(), argument="interest", style="terms")
    (found,) = view.nodes(view.layout(career(written), ENGLISH))
    assert isinstance(found, nodes.definition_list)
    assert [term.astext() for term in found.findall(nodes.term)] == ["UX"]
    assert len(list(found.findall(entry_body))) == 1


def test_short_styles_do_not_change_when_a_body_does() -> None:
    written = dataclasses.replace(STRIPE, body="- Did things.")
    for style, same in [("links", True), ("lines", True), ("full", False), ("terms", False)]:
        view = EntryList(place=at(), argument="position", style=style)
        before, after = (view.layout(career(each), ENGLISH) for each in (STRIPE, written))
        assert (before == after) is same


def test_consecutive_positions_at_one_organization_are_grouped() -> None:
    junior = position("junior", "2018-01", "2019-06", title="Engineer", organization="Acme")
    senior = position("senior", "2019-07", "2020-12", title="Senior Engineer", organization="Acme")
    view = EntryList(place=at(), argument="position")
    layout = view.layout(career(junior, senior), ENGLISH)
    (acme,) = layout.items
    assert (acme.heading, [item.link.text for item in acme.titles]) == (
        "Acme",
        ["Senior Engineer", "Engineer"],
    )
    assert acme.period is not None
    assert (acme.period.text, acme.period.duration) == ("January 2018 – December 2020", "3 years")
    assert shown(view.nodes(layout))[1:] == [
        "Senior Engineer, July 2019 – December 2020",
        "Engineer, January 2018 – June 2019",
    ]


def test_an_empty_list_is_false() -> None:
    assert not EntryList(place=at(), argument="talk").layout(career(), ENGLISH)
