"""Projects, volunteering, memberships, patents, courses, references; missing options."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from docutils import nodes

from sphinx_resume.checks.consistency import check
from sphinx_resume.model.dates import Date, Span
from sphinx_resume.model.entries import ENTRY_TYPES, LastingEntry
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.options import options
from sphinx_resume.views.date_text import Period
from sphinx_resume.views.entry_header import EntryFacts
from sphinx_resume.views.lists import EntryList
from sphinx_resume.views.timeline import TimelineView
from tests.conftest import MakeSite
from tests.support.careers import at
from tests.support.samples import ENGLISH, GERMAN, career, cite, entry, position, skill

LASTING = [kind for kind, cls in ENTRY_TYPES.items() if issubclass(cls, LastingEntry)]

PROJECT = entry(
    "project",
    "orders",
    title="Order service",
    organization="Example Works",
    part="Maintainer",
    start="2020-01",
    end="2020-06",
    url="https://example.org/orders",
)
PATENT = entry(
    "patent",
    "brake",
    title="A better brake",
    date="2022-05",
    filed="2020-11",
    office="Example Patent Office",
    number="EX 1",
    co_inventors="Ada Example*, me*",
)


def listed(kind: str, style: str, *entries: Entry, today: dt.date | None = None) -> str:
    view = EntryList(place=at(), argument=kind, style=style)
    known = career(*entries, today=today) if today else career(*entries)
    found = view.nodes(view.layout(known, ENGLISH))
    return " ".join(node.astext() for node in found).replace("\n\n", " | ")


def above_body(*entries: Entry) -> str:
    view = EntryFacts(place=at(), kind=entries[0].kind, id=entries[0].id, titled=True)
    layout = view.layout(career(*entries), ENGLISH)
    assert layout is not None
    return " ".join(node.astext() for node in view.nodes(layout))


# Text


def test_a_project_is_labelled_with_its_title_alone() -> None:
    assert PROJECT.label == PROJECT.short_label == "Order service"
    assert listed("project", "links", PROJECT) == (
        "Order service, Example Works, January 2020 – June 2020"
    )
    assert above_body(PROJECT) == (
        "January 2020 – June 2020 · 6 months · Example Works · Maintainer · "
        "https://example.org/orders"
    )


def test_a_personal_project_needs_no_organization() -> None:
    assert listed("project", "lines", entry("project", "own", end="2020")) == "Own: until 2020"


def test_a_patent_shows_its_office_number_and_inventors() -> None:
    assert above_body(PATENT) == (
        "May 2022 · filed November 2020 · Example Patent Office · EX 1 · with Ada Example* · "
        "* contributed equally"
    )


def test_a_pending_patent_shows_its_filing_date() -> None:
    pending = entry("patent", "brake", filed="2020-11")
    assert pending.span == Span(Date(2020, 11), Date(2020, 11))
    assert PATENT.span == Span(Date(2022, 5), Date(2022, 5))


def test_a_course_shows_who_offered_it() -> None:
    course = entry(
        "course", "ds", title="Systems", organization="TUM", number="CS 1", grade="1.0", date="2020"
    )
    assert listed("course", "links", course) == "Systems, TUM, 2020"
    assert above_body(course) == "2020 · TUM · CS 1 · 1.0"


def test_a_membership_names_its_organization() -> None:
    member = entry(
        "membership", "acm", title="Senior Member", organization="ACM", start="2020", end="present"
    )
    assert listed("membership", "links", member) == "Senior Member, ACM, 2020 – Present"


def test_a_public_reference_shows_the_person() -> None:
    ada = entry(
        "reference",
        "ada",
        title="Ada",
        position="Head",
        organization="Works",
        relation="my manager",
        visibility="public",
    )
    assert not ada.is_private
    assert listed("reference", "lines", ada) == "Ada: Head, Works, my manager"


def test_references_are_private_by_default() -> None:
    assert entry("reference", "ada").is_private


def test_a_position_may_show_its_type_and_workplace() -> None:
    job = position(
        "acme",
        "2020-01",
        "2020-12",
        department="Platform",
        employment="part-time",
        workplace="on site",
        url="https://acme.example",
    )
    assert above_body(job) == (
        "January 2020 – December 2020 · 1 year · Platform · part-time · on site · "
        "https://acme.example"
    )


def test_studies_may_have_a_grade() -> None:
    studies = entry(
        "education",
        "bsc",
        title="BSc",
        organization="TUM",
        location="Munich",
        end="2018",
        status="incomplete",
        department="Informatics",
        grade="1.3",
    )
    assert above_body(studies) == "2018 · coursework · Munich · Informatics · 1.3"


@pytest.mark.parametrize(
    ("status", "shown"),
    [("in press", "2023 · preprint · in press"), ("published", "2023 · preprint")],
)
def test_a_publication_shows_its_type_and_status(status: str, shown: str) -> None:
    paper = entry("publication", "paper", date="2023", type="preprint", status=status)
    assert above_body(paper) == shown


def test_authors_who_contributed_equally_are_marked(career_site: MakeSite) -> None:
    page = "# A\n\n```{publication} b\n:title: B\n:date: 2020\n:co-authors: Ann A.*, me*, Cy\n```\n"
    built = career_site({"index.md": page}).build("text", resume_name="Sam Sample")
    assert "by Ann A.*, **Sam Sample***, Cy · * contributed equally" in " ".join(
        built.text().split()
    )


def test_the_owner_is_marked_among_the_authors(career_site: MakeSite) -> None:
    page = (
        "# A\n\n```{publication} b\n:title: B\n:date: 2020\n"
        ":co-authors: Ann A., Sample, S.*, Cy\n```\n\n"
        "```{entry-list} publication\n:style: lines\n```\n\n"
        "```{entry-list} publication\n:style: full\n```\n"
    )
    built = career_site({"index.md": page}).build(resume_name="Sam Sample")
    body = built.page().select_one("div.body")
    assert body is not None
    marked = [each for each in body.select("strong") if "Sample" in each.get_text()]
    assert [each.get_text() for each in marked] == ["Sample, S."] * 3
    assert [str(each.next_sibling)[:5] for each in marked] == ["*, Cy"] * 3


def test_a_list_may_show_doi_and_url() -> None:
    paper = entry(
        "publication", "p", title="P", date="2020", doi="10.1145/1", url="https://example.org/p"
    )

    def shown(style: str, *entries: Entry) -> tuple[str, list[str]]:
        view = EntryList(place=at(), argument=entries[0].kind, style=style, show=("links",))
        assert list(view.findings(career(*entries))) == []
        found = view.nodes(view.layout(career(*entries), ENGLISH))
        links = [link["refuri"] for node in found for link in node.findall(nodes.reference)]
        return " ".join(node.astext() for node in found).replace("\n\n", " | "), links

    links = ["https://doi.org/10.1145/1", "https://example.org/p"]
    assert shown("links", paper) == ("P, 2020, doi:10.1145/1, https://example.org/p", links)
    assert shown("lines", paper) == ("P: 2020, doi:10.1145/1, https://example.org/p", links)
    assert shown("full", paper) == ("P | 2020 · doi:10.1145/1 · https://example.org/p", links)
    alone = entry("award", "a", title="A", url="https://example.org/a")
    assert shown("lines", alone)[0] == "A: https://example.org/a"
    assert shown("full", alone)[0] == "A | https://example.org/a"
    secret = entry("talk", "t", title="T", url="https://example.org/t", visibility="internal")
    assert shown("links", secret) == ("T", [])


@pytest.mark.parametrize(
    ("kind", "style", "show"),
    [("skill", "lines", "links"), ("skill", "links", "years"), ("award", "lines", "years")],
)
def test_an_unsupported_show_option_is_reported(kind: str, style: str, show: str) -> None:
    view = EntryList(place=at(), argument=kind, style=style, show=(show,))
    (finding,) = view.findings(career(entry(kind, "x")))
    assert finding.type == "filter"


def test_choices_are_translated(career_site: MakeSite) -> None:
    page = "# A\n\n```{publication} b\n:title: B\n:type: thesis\n:status: in press\n```\n"
    assert (
        "Abschlussarbeit · im Druck"
        in career_site({"index.md": page}).build("text", language="de").text()
    )


@pytest.mark.parametrize("kind", ENTRY_TYPES)
def test_options_that_lists_show_have_displayable_types(kind: str) -> None:
    """Whatever a list shows must be a text, a date, or a choice."""
    for option in options(ENTRY_TYPES[kind]):
        if option.shown and option.shown != "link":
            assert isinstance(option.read(option.example), (str, Date))


# Evidence and timeline


@pytest.mark.parametrize("kind", LASTING)
def test_lasting_entries_back_skills_with_their_months(kind: str) -> None:
    source = entry(kind, "it", organization="Acme", start="2020-01", end="2020-06")
    go = skill("go")
    assert career(source, go, cited=[cite(source, "go")]).use(go).months == 6


@pytest.mark.parametrize("kind", LASTING)
def test_lasting_entries_are_bars_and_entries_with_only_an_end_are_points(kind: str) -> None:
    lasting = entry(kind, "it", organization="Acme", start="2020-01", end="2020-06")
    ended = entry(kind, "that", organization="Bolt", end="2019")
    view = TimelineView(place=at(), kinds=(kind,))
    bars = view.layout(career(lasting, ended), ENGLISH).bars
    assert [bar.point for bar in bars] == [False, True]


@pytest.mark.parametrize("kind", LASTING)
def test_entries_with_only_an_end_have_no_duration(kind: str) -> None:
    ended, go = entry(kind, "it", organization="Acme", end="2019-05"), skill("go")
    found = career(ended, go, cited=[cite(ended, "go")])
    assert found.use(go).months == 0
    period = Period.from_entry(ended, found, ENGLISH)
    assert period is not None
    assert period.whole == ("May 2019" if kind == "education" else "until May 2019")


def test_a_position_without_a_start_is_in_no_tenure_and_bounds_no_gap() -> None:
    first, ended = (
        position("first", "2010-01", "2010-12"),
        entry("position", "ended", organization="Ended", title="Clerk", end="2013-06"),
    )
    last = position("last", "2014-01", "2014-12")
    found = career(first, ended, last)
    assert [tenure.organization for tenure in found.tenures] == ["Last", "First"]
    assert found.overlaps == ()
    # It may have been held at any time since 2011.
    assert found.gaps == (Span(Date(2013, 7), Date(2013, 12)),)


@pytest.mark.parametrize("kind", [kind for kind in LASTING if kind not in {"position", "project"}])
def test_events_may_happen_during_any_lasting_entry(kind: str) -> None:
    whole = entry(kind, "whole", organization="Acme", start="2020", end="2021")
    part = entry("course", "part", during="whole")
    found = career(whole, part)
    assert found.during(part) is whole
    assert found.span(part) == whole.span
    assert found.happened_during(whole) == (part,)
    assert list(check(found)) == []


def test_positions_take_precedence_among_entries_with_the_same_id() -> None:
    job, project = position("acme", "2020"), entry("project", "acme", during="acme")
    assert career(job, project).during(project) is job
    assert career(project).during(project) is None


def test_entries_with_only_an_end_date_no_events() -> None:
    ended = entry("education", "bsc", organization="TUM", title="BSc", end="2018")
    assert career(ended, entry("course", "part", during="bsc")).span(
        entry("course", "part", during="bsc")
    ) == Span(Date(2018), Date(2018))
    left = entry("position", "left", organization="Left", end="2018")
    part = entry("talk", "part", during="left")
    assert career(left, part).span(part) is None


# Grants


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2022 to present", "2022 – Present"),
        ("2022-05 to 2026", "May 2022 – 2026"),
        ("2027 to present", "from 2027"),
    ],
)
def test_a_grant_may_be_ongoing_or_planned(date: str, words: str) -> None:
    grant = entry("award", "grant", title="Grant", date=date)
    assert listed("award", "links", grant) == f"Grant, {words}"
    (bar,) = TimelineView(place=at(), kinds=("award",)).layout(career(grant), GERMAN).bars
    assert bar.current is not date.startswith("2027")


# On a page


PAGES: dict[str, Any] = {
    "index.md": """\
        # Front

        ```{toctree}
        rest
        ```
        """,
    "rest.md": """\
        # Rest

        ```{project} orders
        :title: Orders
        :part: Maintainer
        :start: 2020-01
        :end: 2020-06
        :url: https://example.org/orders

        All of it.
        ```

        ```{volunteering} cats
        :title: Helper
        :organization: Cat House
        :url: https://cats.example/
        :start: 2020
        :end: present
        ```

        ```{membership} acm
        :title: Member
        :organization: ACM
        ```

        ```{patent} brake
        :title: Brake
        :date: 2022
        :filed: 2020
        :number: EX 1
        :office: Office
        :co-inventors: Ada*, me*
        ```

        ```{course} ds
        :title: Systems
        :organization: TUM
        :number: CS 1
        ```

        ```{publication} phd
        :title: On it
        :type: thesis
        :status: submitted
        ```
        """,
}


def test_jsonld_uses_the_types_of_schema_org(career_site: MakeSite) -> None:
    built = career_site(PAGES).build(html_baseurl="https://e.org/", resume_name="Eve")
    assert built.warnings == []
    script = built.page("rest").find("script", type="application/ld+json")
    assert script is not None
    found = {thing.get("name") or "": thing for thing in json.loads(script.get_text())["@graph"]}
    eve = {"@type": "Person", "name": "Eve"}
    assert found["Orders"] == {
        "@type": "Project",
        "name": "Orders",
        "url": "https://e.org/rest.html#project-orders",
        "sameAs": "https://example.org/orders",
        "member": {
            "@type": "OrganizationRole",
            "roleName": "Maintainer",
            "startDate": "2020-01",
            "endDate": "2020-06",
            "member": eve,
        },
    }
    assert found["Brake"] == {
        "@type": "CreativeWork",
        "genre": "patent",
        "name": "Brake",
        "url": "https://e.org/rest.html#patent-brake",
        "identifier": "EX 1",
        "author": [{"@type": "Person", "name": "Ada"}, eve],
        "publisher": {"@type": "Organization", "name": "Office"},
        "dateCreated": "2020",
        "datePublished": "2022",
    }
    assert found["Systems"] == {
        "@type": "Course",
        "name": "Systems",
        "url": "https://e.org/rest.html#course-ds",
        "courseCode": "CS 1",
        "provider": {"@type": "Organization", "name": "TUM"},
    }
    assert (found["On it"]["@type"], found["On it"]["creativeWorkStatus"]) == (
        "Thesis",
        "submitted",
    )
    script = built.page("index").find("script", type="application/ld+json")
    assert script is not None
    member = json.loads(script.get_text())["mainEntity"]["memberOf"]
    assert [each["memberOf"] for each in member] == [
        {"@type": "Organization", "name": "Cat House", "url": "https://cats.example/"},
        {"@type": "Organization", "name": "ACM"},
    ]


@pytest.mark.parametrize(
    ("kind", "options", "missing"),
    [
        ("position", ":end: 2020", ""),
        ("position", ":start: 2020", "end"),
        ("position", ":end: present", "start"),
        ("volunteering", "", ""),
        ("volunteering", ":end: 2020", ""),
        ("volunteering", ":start: 2020", "end"),
        ("membership", ":end: present", "start"),
    ],
)
def test_only_options_that_readers_expect_are_required(
    career_site: MakeSite, kind: str, options: str, missing: str
) -> None:
    page = f"# A\n\n```{{{kind}}} x\n:title: T\n:organization: O\n{options}\n\nBody.\n```\n"
    warnings = career_site({"index.md": page}).build("text").warnings
    assert [f"needs the option “{missing}”" in warning for warning in warnings] == (
        [True] if missing else []
    )
