"""The timeline: bars and gaps, and the list with the same content as the drawing."""

from __future__ import annotations

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from sphinx_resume.model.dates import Date, month_start
from sphinx_resume.views.timeline import Timeline, TimelineView
from tests.support.careers import CAREER, DISK, RYTE, STRIPE, TALK, TUM, WAYFAIR, at, shown
from tests.support.samples import ENGLISH, career, entry, position
from tests.support.strategies import PROVEN


def layout(**options: object) -> Timeline:
    view = TimelineView(place=at(), **{"gaps": True, **options})  # type: ignore[arg-type]
    return view.layout(CAREER, ENGLISH)


def month(number: int) -> str:
    return month_start(number).isoformat()


def bars(timeline: Timeline) -> list[tuple[str, str, str]]:
    """Id, first and last month of each bar."""
    return [(bar.link.id, month(bar.start), month(bar.stop - 1)) for bar in timeline.bars]


def test_bars_are_exact_to_the_month_and_latest_first() -> None:
    timeline = layout()
    assert bars(timeline) == [
        ("stripe", "2024-02", "2024-08"),
        ("wayfair", "2021-07", "2023-04"),
        ("disk", "2021-07", "2023-04"),
        ("reviews", "2022-05", "2022-05"),
        ("ryte", "2016-01", "2018-12"),
        ("tum", "2012-10", "2016-03"),
    ]
    assert (month(timeline.start), month(timeline.stop - 1)) == ("2012-10", "2024-08")


def test_bars_know_whether_they_are_ongoing_or_vague() -> None:
    timeline = layout()
    assert [bar.link.id for bar in timeline.bars if bar.current] == ["stripe"]
    assert [bar.link.id for bar in timeline.bars if bar.vague] == ["disk"]


def test_events_are_pinned_and_lasting_entries_are_not() -> None:
    assert [bar.link.id for bar in layout().bars if bar.pinned] == ["disk", "reviews"]
    degree = entry("education", "degree", title="MSc", organization="TUM", end="2016")
    (bar,) = TimelineView(place=at()).layout(career(degree), ENGLISH).bars
    assert (bar.point, bar.pinned) == (True, False)  # it has a row, like other studies


def test_bars_list_the_skills_they_cite() -> None:
    skills = {bar.link.id: bar.skills for bar in layout().bars}
    assert skills["wayfair"] == ("Vault", "Go")
    assert skills["disk"] == ("Consul",)


@pytest.mark.parametrize(
    ("options", "now"),
    [
        ({}, "2024-09"),
        ({"until": Date(2024, 8)}, "2024-09"),
        ({"until": Date(2024, 7)}, ""),
        ({"until": Date(2023)}, ""),
        ({"kinds": ("education", "talk")}, ""),
    ],
)
def test_today_is_marked_if_something_is_ongoing(options: dict[str, object], now: str) -> None:
    marked = layout(**options).now
    assert (month(marked) if marked else "") == now


def test_bars_have_a_short_name_and_facts() -> None:
    names = {bar.link.id: (bar.name, bar.facts) for bar in layout().bars}
    assert names["stripe"] == ("Stripe", ("Remote",))
    assert names["tum"] == ("TU Munich", ("coursework", "Munich"))
    assert names["reviews"] == ("Reviews", ("SREcon",))


def test_a_bar_of_unfinished_studies_says_so() -> None:
    given = {"title": "BSc", "organization": "TUM", "start": "2016", "end": "2018"}
    entries = [
        entry("education", "partly", line=1, status="incomplete", **given),
        entry("education", "wholly", line=1, **given),
    ]
    drawn = TimelineView(place=at(), kinds=("education",)).layout(career(*entries), ENGLISH)
    assert {bar.link.id: bar.detail for bar in drawn.bars} == {
        "partly": "BSc (coursework)",
        "wholly": "BSc",
    }


def test_gaps_lie_between_positions_only() -> None:
    found = [
        (gap.period.text, gap.period.duration, month(gap.start), month(gap.stop - 1))
        for gap in layout().gaps
    ]
    assert found == [
        ("May 2023 – January 2024", "9 months", "2023-05", "2024-01"),
        ("2019 – June 2021", "", "2019-01", "2021-06"),  # Ryte ended at some time in 2018
    ]


def test_gaps_are_blank_unless_requested() -> None:
    silent, named = layout(gaps=False), layout(gaps=True)
    assert silent.gaps == ()
    assert bars(silent) == bars(named)
    assert "Between" not in " ".join(shown(TimelineView(place=at()).nodes(silent)))


@pytest.mark.parametrize(
    ("options", "ids", "gaps"),
    [
        ({"kinds": ("position",)}, ["stripe", "wayfair", "ryte"], 2),
        ({"kinds": ("education", "talk")}, ["reviews", "tum"], 0),
        ({"skill": ("vault",)}, ["stripe", "wayfair", "reviews"], 0),
        ({"skill": ("golang",), "kinds": ("education",)}, ["tum"], 0),
        ({"since": Date(2024)}, ["stripe"], 1),
        ({"since": Date(2024, 2)}, ["stripe"], 0),
        ({"until": Date(2016)}, ["ryte", "tum"], 0),
        ({"since": Date(2019, 2), "until": Date(2020)}, [], 0),
        ({"since": Date(2022), "until": Date(2022)}, ["wayfair", "disk", "reviews"], 0),
        ({"skill": ("nonsense",)}, [], 0),
        ({"only": ("stripe", "tum")}, ["stripe", "tum"], 0),
        ({"without": ("vault", "ryte")}, ["stripe", "wayfair", "disk", "reviews", "tum"], 0),
        ({"position": ("wayfair",)}, ["wayfair", "disk"], 0),
        ({"limit": 2}, ["stripe", "wayfair"], 0),
        ({"without": ("ryte",), "limit": 1, "until": Date(2020)}, ["tum"], 0),
    ],
)
def test_filters(options: dict[str, object], ids: list[str], gaps: int) -> None:
    timeline = layout(**options)
    assert [bar.link.id for bar in timeline.bars] == ids
    assert len(timeline.gaps) == gaps
    assert bool(timeline) == bool(ids)


def test_bars_and_gaps_are_clipped_to_the_range() -> None:
    timeline = layout(since=Date(2018, 6), until=Date(2022), kinds=("position",))
    assert bars(timeline) == [
        ("wayfair", "2021-07", "2022-12"),
        ("ryte", "2018-06", "2018-12"),
    ]
    assert [bar.period.text for bar in timeline.bars][1] == "2016 – 2018"
    assert [(month(g.start), month(g.stop - 1)) for g in timeline.gaps] == [("2019-01", "2021-06")]
    assert (month(timeline.start), month(timeline.stop - 1)) == ("2018-06", "2022-12")


def test_a_reversed_range_shows_nothing_and_is_reported() -> None:
    view = TimelineView(place=at("since", "until"), since=Date(2022, 6), until=Date(2022, 5))
    assert not view.layout(CAREER, ENGLISH)
    (finding,) = view.findings(CAREER)
    assert (finding.type, finding.place.line) == ("filter", 12)
    assert finding.message == "the end 2022-05 is before the start 2022-06"


def test_unknown_skills_are_reported() -> None:
    view = TimelineView(place=at("skill"), skill=("valt",))
    (finding,) = view.findings(CAREER)
    assert (finding.type, finding.place.line) == ("filter", 11)


def test_undated_entries_have_no_bar() -> None:
    undated = entry("talk", "undated", title="Undated")
    assert not TimelineView(place=at()).layout(career(undated), ENGLISH)
    assert not TimelineView(place=at()).layout(career(), ENGLISH)


def test_concurrent_positions_name_each_other() -> None:
    beside = position("beside", "2022-12", "2023-06", title="Advisor")
    timeline = TimelineView(place=at()).layout(career(WAYFAIR, beside), ENGLISH)
    found = {bar.link.id: [link.text for link in bar.alongside] for bar in timeline.bars}
    assert found == {"wayfair": ["Beside"], "beside": ["Wayfair"]}


@pytest.mark.parametrize(
    ("start", "end", "most", "years"),
    [
        ("2012-10", "2024-08", 12, list(range(2013, 2025))),
        ("2012-10", "2024-08", 8, [2014, 2016, 2018, 2020, 2022, 2024]),
        ("2012-10", "2024-08", 4, [2015, 2020]),
        ("2012-01", "2012-12", 5, [2012]),
        ("2012-02", "2012-12", 5, []),
        ("1924-01", "2024-12", 6, [1940, 1960, 1980, 2000, 2020]),
    ],
)
def test_the_axis_marks_round_years(start: str, end: str, most: int, years: list[int]) -> None:
    timeline = Timeline(Date.parse(start).first_month, Date.parse(end).last_month + 1, (), ())
    assert list(timeline.ticks(most)) == years


@PROVEN
@given(st.integers(1900 * 12, 2000 * 12), st.integers(1, 120 * 12), st.integers(1, 20))
def test_the_axis_never_has_too_many_marks(start: int, length: int, most: int) -> None:
    timeline = Timeline(start, start + length, (), ())
    ticks = timeline.ticks(most)
    assert len(ticks) <= most
    assert all(start <= 12 * year < start + length for year in ticks)


class TestList:
    VIEW = TimelineView(place=at(), gaps=True)

    def items(self) -> list[nodes.list_item]:
        main, label, moments = self.VIEW.nodes(self.VIEW.layout(CAREER, ENGLISH))
        assert label.astext() == "Incidents, Talks"
        return [
            item
            for found in (main, moments)
            for item in found.children
            if isinstance(item, nodes.list_item)
        ]

    def test_has_bars_and_gaps_latest_first_and_then_pins(self) -> None:
        assert [item["classes"] for item in self.items()] == [
            ["resume-position"],
            ["resume-gap"],
            ["resume-position"],
            ["resume-gap"],
            ["resume-position"],
            ["resume-education"],
            ["resume-incident", "resume-vague"],
            ["resume-talk"],
        ]

    def test_items_have_their_range_in_percent(self) -> None:
        # 143 months from October 2012 to August 2024
        found = [(round(item["start"], 1), round(item["stop"], 1)) for item in self.items()]
        assert found[:3] == [(95.1, 100.0), (88.8, 95.1), (73.4, 88.8)]
        assert found[5] == (0.0, 29.4)

    def test_has_dates_and_durations_in_words(self) -> None:
        first, gap, _wayfair, _gap, ryte, _tum, incident, talk = self.items()
        assert shown([first]) == [
            "Staff Engineer, Stripe",
            "February 2024 – Present (7 months) · Remote",
        ]
        assert shown([gap]) == ["Between positions: May 2023 – January 2024 (9 months)"]
        assert shown([incident]) == [
            "A full disk",
            "at Wayfair, July 2021 – April 2023",
        ]
        assert shown([talk]) == ["Reviews", "May 3, 2022 · SREcon"]
        assert shown([ryte]) == ["Engineer, Ryte", "2016 – 2018 · Munich"]

    def test_names_concurrent_positions(self) -> None:
        beside = position("beside", "2022-12", "2023-06", title="Advisor")
        view = TimelineView(place=at())
        found = view.nodes(view.layout(career(WAYFAIR, beside), ENGLISH))
        assert "alongside Beside" in shown(found)


def test_two_equal_careers_have_equal_timelines() -> None:
    again = career(TALK, TUM, DISK, RYTE, WAYFAIR, STRIPE)
    first = career(STRIPE, WAYFAIR, RYTE, TUM, DISK, TALK)
    view = TimelineView(place=at())
    assert repr(view.layout(first, ENGLISH)) == repr(view.layout(again, ENGLISH))
