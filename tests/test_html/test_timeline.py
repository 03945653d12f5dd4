"""Names and years in the drawing of the timeline: all that there is room for, and no more."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from sphinx_resume.html.svg_layout import text_width
from sphinx_resume.html.timeline import timeline_svg
from sphinx_resume.model.entry import Entry
from sphinx_resume.views.timeline import TimelineView
from tests.support.careers import at
from tests.support.samples import ENGLISH, career, entry, position

WORK = position("acme", "2004-01", "2023-12")
LONG = "For the machine that writes programs from what people say, in each language of theirs"


def draw(*entries: Entry) -> str:
    layout = TimelineView(place=at()).layout(career(*entries), ENGLISH)
    return timeline_svg(layout, lambda link: f"#{link.id}")


def awards(*years: int, title: str = LONG) -> list[Entry]:
    return [entry("award", f"in-{year}", title=title, date=f"{year}") for year in years]


def names(svg: str) -> dict[int, list[tuple[float, float, str]]]:
    """The names by the height that they stand at, each from where to where it goes."""
    found = defaultdict(list)
    pattern = r'aria-hidden="true" x="([\d.]+)" y="(\d+)"( text-anchor="end")?>([^<]+)</text>'
    for x, y, ends, name in re.findall(pattern, svg):
        width = text_width(name, 13)
        start = float(x) - width if ends else float(x)
        found[int(y)].append((start, start + width, name))
    return {y: sorted(each) for y, each in found.items()}


def test_a_long_name_with_room_is_whole() -> None:
    acme, pins = names(draw(WORK, *awards(2006))).values()
    assert [name for *_, name in acme + pins] == ["Acme", LONG]


def test_two_names_share_the_room_between_them() -> None:
    _acme, row = names(draw(WORK, *awards(2006), *awards(2016, title="Second"))).values()
    assert [name for *_, name in row] == ["For the machine that writes programs from…", "Second"]


def test_of_many_names_all_show_something_and_none_covers_another() -> None:
    rows = names(draw(WORK, *awards(*range(2004, 2024))))
    assert len(rows) <= 1 + 8
    assert sum(len(row) for row in rows.values()) == 1 + 20
    for row in rows.values():
        assert row[0][0] >= 0
        assert row[-1][1] <= 760
        for (_start, end, _name), (start, _end, name) in pairwise(row):
            assert start - end >= 12, name


def test_names_stay_where_leaving_them_out_would_save_nothing() -> None:
    same_day = [entry("award", f"nr-{n}", title=f"Award {n}", date="2016-05-04") for n in range(20)]
    assert len(names(draw(WORK, *same_day))) == 1 + 20


def test_the_last_year_is_named_where_it_fits() -> None:
    svg = draw(position("long", "1928-01", "1991-12"))
    assert re.findall(r'class="resume-year" x="[\d.]+" y="17">(\d+)', svg)[-2:] == ["1985", "1990"]
