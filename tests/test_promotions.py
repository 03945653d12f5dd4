"""Several titles at one organization are one tenure, in lists, on the timeline, in the matrix."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from docutils import nodes

from sphinx_resume.checks.findings import no_such_entry
from sphinx_resume.html.timeline import timeline_svg
from sphinx_resume.latex.timeline import timeline_picture
from sphinx_resume.model.career import Career
from sphinx_resume.model.dates import PRESENT, Date
from sphinx_resume.model.entry import Entry
from sphinx_resume.views.grid import Grid
from sphinx_resume.views.list_items import Item
from sphinx_resume.views.lists import EntryList
from sphinx_resume.views.matrix import SkillMatrix, SkillsOverTime
from sphinx_resume.views.timeline import Timeline, TimelineView
from tests.conftest import MakeSite
from tests.support.careers import at
from tests.support.samples import ENGLISH, career, cite, entry, position, skill


def title(
    id: str,
    start: str,
    end: str = "present",
    *,
    organization: str = "Acme",
    location: str = "Lisbon",
) -> Entry:
    """A position at Acme."""
    name = id.capitalize()
    return position(id, start, end, title=name, organization=organization, location=location)


JUNIOR = title("junior", "2018-03", "2019-12")
SENIOR = title("senior", "2020-01", "2021-06")
LEAD = title("lead", "2021-06")
OTHER = position("other", "2015-01", "2017-12", title="Clerk")


def tenures(*entries: Entry) -> list[list[str]]:
    return [[p.id for p in tenure.positions] for tenure in career(*entries).tenures]


# Which positions form a tenure


def test_consecutive_titles_are_one_tenure() -> None:
    found = career(JUNIOR, SENIOR, LEAD, OTHER)
    assert [[p.id for p in tenure.positions] for tenure in found.tenures] == [
        ["lead", "senior", "junior"],
        ["other"],
    ]
    whole = found.tenure(SENIOR)
    assert whole is found.tenure(JUNIOR)
    assert whole is not None
    assert whole.organization == "Acme"
    assert (whole.span.start.isoformat(), whole.span.end) == ("2018-03", PRESENT)


def test_coming_back_begins_another_tenure() -> None:
    again = title("again", "2020-02", "2021-01")
    assert tenures(JUNIOR, again) == [["again"], ["junior"]]
    assert tenures(JUNIOR, again, SENIOR) == [["senior", "again", "junior"]]


def test_a_title_within_a_longer_one_does_not_end_the_tenure() -> None:
    long = title("long", "2018-01", "2022-12")
    short = title("short", "2018-05", "2018-09")
    last = title("last", "2023-01", "2023-02")
    assert tenures(long, short, last) == [["last", "long", "short"]]


def test_organizations_are_compared_case_insensitively() -> None:
    assert tenures(JUNIOR, title("senior", "2020-01", organization="ACME ")) == [
        ["senior", "junior"]
    ]


def test_different_organizations_are_different_tenures() -> None:
    assert tenures(JUNIOR, position("other", "2019-01", "2020-01")) == [["other"], ["junior"]]


def test_adjacent_years_are_not_a_break() -> None:
    first, second = title("first", "1949", "1958"), title("second", "1959", "1964")
    assert tenures(first, second) == [["second", "first"]]


def test_positions_without_a_date_are_in_no_tenure() -> None:
    undated = entry("position", "undated", organization="Acme")
    found = career(JUNIOR, undated)
    assert found.tenure(undated) is None
    assert tenures(JUNIOR, undated) == [["junior"]]


def test_only_positions_form_tenures() -> None:
    studies = entry("education", "studies", organization="Acme", start="2018-03")
    found = career(JUNIOR, studies)
    assert found.tenure(studies) is None


# Overlaps


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        (("2018-03", "2019-12"), ("2019-12", "2020-05"), None),  # one followed the other
        (("2018-03", "2019-12"), ("2019-10", "2020-05"), ("2019-10", "2019-12")),
        (("1949", "1959"), ("1959", "1964"), None),
        (("1949", "1971"), ("1967-08", "1986-08"), ("1967-08", "1971")),
        (("1931", "1943"), ("1943-12", "1946-08"), None),
        (("1946", "1949"), ("1946-01", "present"), ("1946", "1949")),
        (("1946", "1949"), ("1947", "1947"), ("1947", "1947")),
    ],
)
def test_titles_overlap_only_if_certain(
    first: tuple[str, str], second: tuple[str, str], shared: tuple[str, str] | None
) -> None:
    overlaps = career(title("one", *first), title("two", *second)).overlaps
    found = [
        (o.span.start.isoformat(), o.span.end.isoformat())
        for o in overlaps
        if isinstance(o.span.end, Date)
    ]
    assert found == ([shared] if shared else [])


def test_a_year_does_not_prove_that_two_organizations_overlap() -> None:
    assert career(position("a", "1946", "1949"), position("b", "1949", "1971")).overlaps == ()


# References


def test_an_organization_with_several_titles_is_ambiguous() -> None:
    found = career(JUNIOR, SENIOR, OTHER)
    assert found.find("position", "Acme") is None
    assert found.fits_several("position", "acme")
    assert not found.fits_several("position", "Other")
    assert not found.fits_several("position", "Nowhere")
    finding = no_such_entry(found, "position", "Acme", JUNIOR.place)
    assert finding.type == "unknown-position"
    assert finding.message == (
        "“Acme” matches several entries of kind position; use the id of one: “junior” or “senior”"
    )


def test_an_ambiguous_reference_is_a_warning_with_the_ids(career_site: MakeSite) -> None:
    built = career_site(
        {
            "index.md": """\
            # Acme

            ```{position} junior
            :title: Junior
            :organization: Acme
            :start: 2018
            :end: 2019

            Built.
            ```

            ```{position} senior
            :title: Senior
            :organization: Acme
            :start: 2020
            :end: 2021

            Led.
            ```

            I was at {position}`Acme`.
            """
        }
    ).build("text")
    (warning,) = built.warnings
    assert warning == (
        "index.md:21: WARNING: “Acme” matches several entries of kind position; use the id of one: "
        "“junior” or “senior” [resume.unknown-position]"
    )


# Lists


def items(style: str, *entries: Entry, **options: Any) -> tuple[Item, ...]:
    view = EntryList(place=at(), argument="position", style=style, **options)
    return view.layout(career(*entries), ENGLISH).items


def listed(style: str, *entries: Entry, **options: Any) -> str:
    view = EntryList(place=at(), argument="position", style=style, **options)
    return " ".join(
        node.astext() for node in view.nodes(view.layout(career(*entries), ENGLISH))
    ).replace("\n\n", " | ")


def test_a_full_list_names_the_organization_once() -> None:
    text = listed("full", JUNIOR, SENIOR, OTHER)
    assert text == (
        "Acme | March 2018 – June 2021 · 3 years 4 months · Lisbon | "
        "Senior | January 2020 – June 2021 | Junior | March 2018 – December 2019 "
        "Other | Clerk | January 2015 – December 2017"
    )


def test_titles_in_several_places_keep_their_places() -> None:
    (item,) = items("full", JUNIOR, title("senior", "2020-01", location="Porto"))
    assert item.facts == ()
    assert [each.facts for each in item.titles] == [("Porto",), ("Lisbon",)]


def test_a_list_of_links_has_the_titles_below_the_organization() -> None:
    view = EntryList(place=at(), argument="position")
    (top,) = view.nodes(view.layout(career(JUNIOR, SENIOR, OTHER), ENGLISH))
    assert isinstance(top, nodes.bullet_list)
    acme, other = top.children
    line, inner = acme.children
    assert line.astext() == "Acme, March 2018 – June 2021 (3 years 4 months)"
    assert [item.astext() for item in inner.children] == [
        "Senior, January 2020 – June 2021",
        "Junior, March 2018 – December 2019",
    ]
    assert other.astext() == "Clerk, Other, January 2015 – December 2017"


def test_a_duration_between_years_is_an_upper_bound() -> None:
    (item,) = items("full", title("a", "1949", "1958"), title("b", "1959", "1964"))
    assert item.period is not None
    assert item.period.duration == "up to 16 years"


def test_a_single_title_left_by_a_filter_is_a_plain_item() -> None:
    (item,) = items("full", JUNIOR, SENIOR, position=("junior",))
    assert (item.heading, item.subtitle, item.titles) == ("Acme", "Junior", ())


# Timeline


def timeline(*entries: Entry, **options: Any) -> Timeline:
    return TimelineView(place=at(), **options).layout(career(*entries), ENGLISH)


def rows(drawn: Timeline) -> list[list[str]]:
    return [[bar.link.id for bar in row] for row in drawn.rows]


def test_consecutive_titles_share_a_row() -> None:
    drawn = timeline(JUNIOR, SENIOR, LEAD, OTHER)
    assert rows(drawn) == [["lead", "senior", "junior"], ["other"]]


def test_concurrent_titles_have_separate_rows() -> None:
    both = title("both", "2018-05", "2018-09")
    drawn = timeline(JUNIOR, SENIOR, both)
    assert rows(drawn) == [["senior", "junior"], ["both"]]
    assert {bar.together.row for bar in drawn.bars if bar.together} == {0, 1}


def test_bars_in_a_row_never_overlap() -> None:
    drawn = timeline(title("a", "1949", "1959"), title("b", "1959", "1964"), SENIOR, LEAD)
    for row in drawn.rows:
        for later, earlier in pairwise(row):
            assert earlier.stop <= later.start
            assert earlier.start < earlier.stop


def test_a_single_title_left_by_a_filter_is_a_plain_row() -> None:
    used = skill("go")
    view = TimelineView(place=at(), skill=("go",))
    drawn = view.layout(career(JUNIOR, SENIOR, used, cited=[cite(SENIOR, "go")]), ENGLISH)
    assert [bar.together for bar in drawn.bars] == [None]


def test_the_list_of_a_timeline_nests_the_titles() -> None:
    view = TimelineView(place=at())
    (top,) = view.nodes(timeline(JUNIOR, SENIOR, OTHER))
    acme = next(iter(top.findall(nodes.list_item)))
    text = acme.astext().replace("\n\n", " | ")
    assert text == (
        "Acme | March 2018 – June 2021 · 3 years 4 months · Lisbon | Senior | "
        "January 2020 – June 2021 (1 year 6 months) | Junior | "
        "March 2018 – December 2019 (1 year 10 months)"
    )


def test_a_position_concurrent_with_a_tenure_is_named_once() -> None:
    side = position("side", "2019-06", "2020-06", title="Advisor")
    (bar,) = (bar for bar in timeline(JUNIOR, SENIOR, side).bars if bar.link.id == "side")
    assert [link.text for link in bar.alongside] == ["Acme"]


def drawn_bars(svg: str) -> list[tuple[float, float, float]]:
    """Start, end and y coordinate of each bar of a drawing, in order."""
    found = re.findall(r'class="resume-bar" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"', svg)
    return [(float(x), float(x) + float(width), float(y)) for x, y, width in found]


def test_the_drawing_links_every_title_in_one_lane() -> None:
    svg = timeline_svg(timeline(JUNIOR, SENIOR), lambda link: f"#{link.id}")
    assert svg.count(">Acme</text>") == 1
    assert re.findall(r'href="#(\w+)"', svg) == ["junior", "senior"]
    junior, senior = drawn_bars(svg)
    assert junior[1] < senior[0]
    assert junior[2] == senior[2]


def test_titles_too_short_to_click_are_one_link_that_names_them_all() -> None:
    long = position("long", "1950-01", "2010-12")
    svg = timeline_svg(timeline(JUNIOR, SENIOR, long), lambda link: f"#{link.id}")
    assert re.findall(r'href="#(\w+)"', svg) == ["senior", "long"]
    assert len(drawn_bars(svg)) == 3
    assert (
        'aria-label="Acme: March 2018 – June 2021 (3 years 4 months); '
        "Senior: January 2020 – June 2021 (1 year 6 months); "
        'Junior: March 2018 – December 2019 (1 year 10 months)"'
    ) in svg


def test_the_picture_has_one_row_per_tenure() -> None:
    picture = timeline_picture(timeline(JUNIOR, SENIOR, OTHER))
    assert picture.count("Acme") == 1
    assert picture.count(r"\resumerule{accent}") == 3


# Matrix


def used_twice() -> Career:
    return career(
        JUNIOR,
        SENIOR,
        OTHER,
        skill("go"),
        cited=[cite(JUNIOR, "go"), cite(SENIOR, "go"), cite(OTHER, "go")],
    )


def test_the_matrix_has_a_bar_for_each_title_side_by_side() -> None:
    layout = SkillMatrix(place=at()).layout(used_twice(), ENGLISH)
    assert isinstance(layout, SkillsOverTime)
    (row,) = layout.groups[0].rows
    assert [use.link.text for use in row.uses] == ["Other", "Acme", "Acme"]
    assert [use.lane for use in row.uses] == [0, 0, 0]
    assert row.total == "6 years 4 months"


def test_the_matrix_by_position_has_one_column_per_tenure() -> None:
    layout = SkillMatrix(place=at(), columns="positions").layout(used_twice(), ENGLISH)
    assert isinstance(layout, Grid)
    assert [link.text for link in layout.columns] == ["Acme", "Other"]
    ((_category, (row,)),) = layout.groups
    assert [link and link.id for link in row.cells] == ["senior", "other"]
