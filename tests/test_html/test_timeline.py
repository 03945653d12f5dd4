"""The drawing of the timeline: rows with labels, and pins with labels if they fit."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

import pytest

from sphinx_resume.html.svg_layout import text_width
from sphinx_resume.html.timeline import timeline_svg
from sphinx_resume.model.dates import Date
from sphinx_resume.model.entry import Entry
from sphinx_resume.views.timeline import TimelineView
from tests.support.careers import at
from tests.support.samples import ENGLISH, career, entry, position

WORK = position("acme", "2004-01", "2023-12")
LONG = "For the machine that writes programs from what people say, in each language of theirs"
#: The x coordinates where names of rows end, and where the axis ends.
LEFT, RIGHT = 190, 516.8


def draw(*entries: Entry, **options: object) -> str:
    view = TimelineView(place=at(), **options)  # type: ignore[arg-type]
    return timeline_svg(view.layout(career(*entries), ENGLISH), lambda link: f"#{link.id}")


def talks(*years: int, title: str = LONG) -> list[Entry]:
    return [entry("talk", f"in-{year}", title=title, date=f"{year}") for year in years]


def words(svg: str, kind: str) -> list[str]:
    return re.findall(rf'<text class="{kind}[^>]*>([^<]+)</text>', svg)


def names(svg: str) -> dict[float, list[tuple[float, float, str]]]:
    """The names of pins by y coordinate, each with the x coordinates of its ends."""
    found = defaultdict(list)
    pattern = (
        r'<text class="resume-of-talk[^>]* x="([\d.]+)" y="([\d.]+)"'
        r'( text-anchor="end")?>([^<]+)</text>'
    )
    for x, y, ends, name in re.findall(pattern, svg):
        width = text_width(name, 13)
        start = float(x) - width if ends else float(x)
        found[float(y)].append((start, start + width, name))
    return {y: sorted(each) for y, each in found.items()}


def test_a_row_shows_organization_title_and_dates() -> None:
    svg = draw(position("acme", "2021-07", "2023-04", title="Senior Engineer"))
    assert words(svg, "resume-lane") == ["Acme"]
    assert words(svg, "resume-detail") == ["Senior Engineer"]
    assert words(svg, "resume-dates") == ["Jul 2021 – Apr 2023"]


def test_rows_are_positions_then_studies_then_pins() -> None:
    studies = entry("education", "uni", title="BSc", organization="Uni", start="1999", end="2003")
    svg = draw(*talks(2006, title="A talk"), studies, WORK)
    assert words(svg, "resume-lane") == ["Acme", "Uni", "Talks"]


def test_studies_have_a_row_with_or_without_a_start() -> None:
    known = entry("education", "a", title="BSc", organization="Uni", start="1999", end="2003")
    ended = entry("education", "b", title="MSc", organization="Uni", end="2004")
    svg = draw(known, ended, WORK)
    assert words(svg, "resume-detail") == ["Engineer", "MSc", "BSc"]
    assert svg.count("resume-mark") == 1


def test_a_break_is_between_positions() -> None:
    leave = entry("break", "leave", title="Parental leave", start="2010-01", end="2010-12")
    later = position("beta", "2011-01", "2012-12")
    first = position("acme", "2008-01", "2009-12")
    svg = draw(first, later, leave)
    assert words(svg, "resume-lane") == ["Beta", "Parental leave", "Acme"]
    assert re.findall(r'<a class="resume-(\w+)', svg) == ["position", "break", "position"]


def test_gaps_are_labelled_if_requested() -> None:
    jobs = position("acme", "2008-01", "2009-12"), position("beta", "2011-01", "2012-12")
    assert words(draw(*jobs), "resume-lane") == ["Beta", "Acme"]
    assert words(draw(*jobs, gaps=True), "resume-lane") == ["Beta", "Between positions", "Acme"]


def test_awards_are_shown_if_requested() -> None:
    award = entry("award", "medal", title="Medal", date="2010")
    assert "Medal" not in draw(WORK, award)
    assert "Medal" in draw(WORK, award, kinds=("position", "award"))


def test_long_names_of_rows_wrap_and_are_cut_between_words() -> None:
    long = position("long", "2010-01", "2011-12", title=LONG, organization="A" * 60)
    svg = draw(long)
    lines = words(svg, "resume-detail")
    assert len(lines) == 2
    assert f"{lines[0]} {lines[1].removesuffix('…')} " in f"{LONG} "
    for line in words(svg, "resume-lane"):
        assert text_width(line, 13) <= LEFT - 12


@pytest.mark.parametrize(("end", "arrows"), [("present", 1), ("2024-01", 0)])
def test_the_bar_of_an_ongoing_entry_ends_with_an_arrow(end: str, arrows: int) -> None:
    svg = draw(position("acme", "2020-01", end))
    assert svg.count('<path class="resume-bar"') == arrows


def test_a_bar_that_is_cut_before_the_present_has_no_arrow() -> None:
    assert '<path class="resume-bar"' not in draw(position("acme", "2020-01"), until=Date(2022))


def test_a_long_name_with_enough_space_is_not_cut() -> None:
    (pins,) = names(
        draw(WORK, *talks(2004, title="Programs from what people say, in words"))
    ).values()
    assert [name for *_, name in pins] == ["Programs from what people say, in words"]


def test_a_name_uses_the_space_in_its_lane() -> None:
    (first,), (second,) = names(draw(WORK, *talks(2005), *talks(2020, title="Second"))).values()
    assert first[2] == "For the machine that writes programs from what people say, in each…"
    assert second[2] == "Second"


def test_many_names_do_not_overlap_and_are_cut_between_words() -> None:
    rows = names(draw(WORK, *talks(*range(2004, 2024))))
    assert 0 < len(rows) <= 8
    for row in rows.values():
        assert row[0][0] >= LEFT
        assert row[-1][1] <= 760
        for (_start, end, _name), (start, _end, name) in pairwise(row):
            assert start - end >= 12, name
        for *_, name in row:
            assert f"{name.removesuffix('…')} " in f"{LONG} "


def test_names_are_kept_if_dropping_them_saves_no_lane() -> None:
    same_day = [entry("talk", f"nr-{n}", title=f"Talk {n}", date="2016-05-04") for n in range(20)]
    assert len(names(draw(WORK, *same_day))) == 20


def test_two_hundred_entries_have_rows_that_do_not_overlap() -> None:
    jobs = [
        position(f"p{n}", f"{1900 + n // 2}-0{1 + n % 2 * 6}", f"{1901 + n // 2}-05")
        for n in range(200)
    ]
    svg = draw(*jobs)
    assert len(words(svg, "resume-lane")) == 200
    tops = [
        (float(y), float(y) + float(h))
        for y, h in re.findall(r'resume-hit" x="0" y="([\d.]+)" width="760" height="([\d.]+)"', svg)
    ]
    assert len(tops) == 200
    assert all(before <= start for (_top, before), (start, _end) in pairwise(tops))


def test_the_last_year_is_labelled_if_it_fits() -> None:
    svg = draw(position("long", "1928-01", "1991-12"))
    years = re.findall(r'<text class="resume-year" x="[^>]*>(\d+)<', svg)
    assert years[-1] == "1990"


@pytest.mark.parametrize("first", range(1985, 2022))
def test_labels_of_years_and_today_do_not_overlap(first: int) -> None:
    svg = draw(position("acme", f"{first}-01", "present"))
    (today,) = re.findall(r'class="resume-now" x="([\d.]+)"[^>]*>today<', svg)
    years = re.findall(r'<text class="resume-year" x="([\d.]+)"[^>]*>(\d+)<', svg)
    before = [float(x) + text_width(year, 12) for x, year in years if float(x) < float(today)]
    assert before
    assert max(before) < float(today) - text_width("today", 12)
