"""The skill matrix: its layout, and its plain table."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from sphinx_resume.model.dates import count
from sphinx_resume.model.entry import Entry
from sphinx_resume.views.axis import Axis
from sphinx_resume.views.grid import Grid
from sphinx_resume.views.matrix import Row, SkillMatrix, SkillsOverTime
from tests.support.careers import CAREER, STRIPE, VAULT, WAYFAIR, at, targets
from tests.support.samples import ENGLISH, TODAY, career, cite, entry, position, skill
from tests.support.strategies import PROVEN


def layout(**options: object) -> SkillsOverTime:
    found = SkillMatrix(place=at(), **options).layout(CAREER, ENGLISH)  # type: ignore[arg-type]
    assert isinstance(found, SkillsOverTime)
    return found


def grid(**options: object) -> Grid:
    view = SkillMatrix(place=at(), columns="positions", **options)  # type: ignore[arg-type]
    found = view.layout(CAREER, ENGLISH)
    assert isinstance(found, Grid)
    return found


def over_time(*entries: object, cited: object, today: dt.date = TODAY) -> SkillsOverTime:
    found = career(*entries, cited=cited, today=today)  # type: ignore[arg-type]
    layout = SkillMatrix(place=at()).layout(found, ENGLISH)
    assert isinstance(layout, SkillsOverTime)
    return layout


def skills(matrix: SkillsOverTime) -> list[str]:
    return [
        link.text
        for group in matrix.groups
        for link in (
            *(row.skill for row in group.rows),
            *(link for run in group.undated for link in run.links),
        )
    ]


def row(matrix: SkillsOverTime, ident: str) -> Row:
    return next(row for group in matrix.groups for row in group.rows if row.skill.id == ident)


def month(year: int, number: int) -> int:
    return 12 * year + number - 1


class TestOverTime:
    def test_has_a_row_for_each_skill_with_dated_evidence_by_category(self) -> None:
        assert [
            (group.name, [(row.skill.text, row.total, row.last) for row in group.rows])
            for group in layout().groups
        ] == [
            ("Secrets", [("Vault", "2 years 5 months", "in use"), ("Consul", "", "")]),
            ("languages", [("PHP", "up to 3 years", "2018")]),
            ("", [("Go", "5 years 4 months", "Apr 2023")]),
        ]

    def test_other_skills_are_in_a_line_at_the_end_of_their_group(self) -> None:
        assert [(g.name, [run.text for run in g.undated]) for g in layout().groups] == [
            ("Secrets", []),
            ("languages", ["COBOL: once"]),
            ("", []),
        ]

    def test_names_with_the_same_remark_are_grouped_in_order_of_declaration(self) -> None:
        levels = [("go", "confident"), ("ruby", "confident"), ("awk", ""), ("ada", "confident")]
        found = over_time(
            *(
                skill(name, docname="languages", level=level)
                if level
                else skill(name, docname="languages")
                for name, level in levels
            ),
            cited=(),
        )
        (group,) = found.groups
        assert [run.text for run in group.undated] == [
            "Go, Ruby: confident",
            "Awk",
            "Ada: confident",
        ]

    def test_a_bar_covers_the_months_of_its_evidence_and_links_to_the_first_statement(self) -> None:
        assert [
            (use.text, use.start, use.stop, use.link.anchor, use.statements)
            for use in row(layout(), "vault").uses
        ] == [
            (
                "Wayfair, July 2021 – April 2023",
                month(2021, 7),
                month(2023, 5),
                "position-wayfair-1",
                ("Ran Vault.", "Upgraded Vault."),
            ),
            (
                "Reviews, May 3, 2022",
                month(2022, 5),
                month(2022, 6),
                "talk-reviews-1",
                ("Spoke of Vault.",),
            ),
            (
                "Stripe, February 2024 – Present",
                month(2024, 2),
                month(2024, 9),
                "position-stripe-1",
                ("Brought in Vault.",),
            ),
        ]

    def test_an_event_is_a_mark_below_the_bars(self) -> None:
        uses = row(layout(), "vault").uses
        assert [(use.link.id, use.point, use.lane) for use in uses] == [
            ("wayfair", False, 0),
            ("reviews", True, 1),
            ("stripe", False, 0),
        ]
        assert [use.current for use in uses] == [False, False, True]
        assert layout().marks == {"talk": "talks", "incident": "incidents"}

    def test_an_event_dated_only_by_its_position_is_a_mark(self) -> None:
        (disk,) = row(layout(), "consul").uses
        assert (disk.point, disk.vague) == (True, True)

    @pytest.mark.parametrize(("statements", "shade"), [(1, 1), (2, 2), (3, 3), (4, 3)])
    def test_more_statements_make_a_darker_shade(self, statements: int, shade: int) -> None:
        cited = [cite(WAYFAIR, "vault", number=number) for number in range(statements)]
        (use,) = row(over_time(WAYFAIR, VAULT, cited=cited), "vault").uses
        assert use.shade == shade

    def test_has_the_axis_of_the_whole_career(self) -> None:
        found = layout(skill=("Consul",))
        assert (found.start, found.stop) == (month(2012, 10), month(2024, 9))

    def test_the_future_is_not_use(self) -> None:
        signed = position("signed", "2026-01")
        longer = position("longer", "2024-01", "2025-12")
        cited = [cite(signed, "vault"), cite(longer, "vault")]
        (use,) = row(over_time(signed, longer, VAULT, cited=cited), "vault").uses
        assert (use.link.id, use.stop) == ("longer", month(2024, 9))

    def test_positions_that_share_a_month_share_a_lane(self) -> None:
        first, second = position("a", "2012-01", "2017-06"), position("b", "2017-06", "2024-01")
        beside = position("c", "2015-01", "2016-01")
        cited = [cite(each, "vault") for each in (first, second, beside)]
        uses = row(over_time(first, second, beside, VAULT, cited=cited), "vault").uses
        assert [(use.link.id, use.lane) for use in uses] == [("a", 0), ("c", 1), ("b", 0)]

    def test_sorts_durations_by_months(self) -> None:
        rows = [row for group in layout().groups for row in group.rows]
        assert {row.skill.id: (row.months, row.until) for row in rows} == {
            "vault": (29, 12 * 2024 + 8),
            "consul": (0, 0),
            "php": (36, 12 * 2018 + 11),
            "go": (64, 12 * 2023 + 3),
        }

    @pytest.mark.parametrize(
        ("sort", "found"),
        [
            ("declared", ["Vault", "Consul", "PHP", "COBOL", "Go"]),
            ("name", ["Consul", "Vault", "PHP", "COBOL", "Go"]),
        ],
    )
    def test_groups_keep_the_order_of_declaration(self, sort: str, found: list[str]) -> None:
        assert skills(layout(sort=sort)) == found

    @pytest.mark.parametrize(
        ("options", "found"),
        [
            ({"category": ("secrets",)}, ["Vault", "Consul"]),
            ({"skill": ("golang", "COBOL")}, ["COBOL", "Go"]),
            ({"position": ("Wayfair",)}, ["Vault", "Go"]),
            ({"position": ("ryte",), "category": ("Secrets",)}, []),
            ({"skill": ("nonsense",)}, []),
        ],
    )
    def test_filters(self, options: dict[str, object], found: list[str]) -> None:
        assert skills(layout(**options)) == found
        assert bool(layout(**options)) == bool(found)

    def test_changes_with_time(self) -> None:
        for today, total in (
            (dt.date(2024, 8, 15), "7 months"),
            (dt.date(2024, 10, 1), "9 months"),
        ):
            found = over_time(STRIPE, VAULT, cited=[(STRIPE, "vault")], today=today)
            assert row(found, "vault").total == total


class TestByPosition:
    def test_has_marks_where_positions_back_skills_by_category(self) -> None:
        matrix = grid()
        assert [link.text for link in matrix.columns] == ["Stripe", "Wayfair", "Ryte"]
        assert [
            (name, [(row.skill.text, [link and link.text for link in row.cells]) for row in rows])
            for name, rows in matrix.groups
        ] == [
            ("Secrets", [("Vault", ["•", "•", None])]),
            ("languages", [("PHP", [None, None, "•"])]),
            ("", [("Go", [None, "•", None])]),
        ]

    def test_a_mark_links_to_the_first_statement_and_quotes_it(self) -> None:
        cells = grid().groups[0][1][0].cells
        assert [(link.anchor, link.hint) for link in cells if link] == [
            ("position-stripe-1", "Brought in Vault."),
            ("position-wayfair-1", "Ran Vault."),
        ]

    def test_filters(self) -> None:
        assert [
            row.skill.text for _name, rows in grid(position=("ryte",)).groups for row in rows
        ] == ["PHP"]
        assert not grid(category=("nonsense",))

    def test_many_heads_are_rotated(self) -> None:
        jobs = [position(f"job-{n}", f"{2000 + n}-01", f"{2000 + n}-12") for n in range(12)]
        found = career(*jobs, VAULT, cited=[(job, "vault") for job in jobs])
        view = SkillMatrix(place=at(), columns="positions")
        assert "resume-turned" in view.nodes(view.layout(found, ENGLISH))[-1]["classes"]  # type: ignore[index]
        assert "resume-turned" not in view.nodes(grid())[-1]["classes"]  # type: ignore[index]


def test_filters_without_results_are_reported_at_their_option() -> None:
    view = SkillMatrix(
        place=at("skill", "position", "category"),
        skill=("Valt",),
        position=("Wayfar",),
        category=("secret", "languages"),
    )
    assert sorted((f.type, f.place.line, f.message) for f in view.findings(CAREER)) == [
        ("filter", 11, "there is no skill “Valt”; did you mean “Vault”?"),
        ("filter", 12, "there is no position “Wayfar”; did you mean “Wayfair”?"),
        ("filter", 13, "no skill has the category “secret”; did you mean “Secrets”?"),
    ]
    assert list(SkillMatrix(place=at()).findings(CAREER)) == []


class TestTable:
    VIEW = SkillMatrix(place=at())

    def table(self) -> nodes.table:
        _spec, table = self.VIEW.nodes(self.VIEW.layout(CAREER, ENGLISH))
        assert isinstance(table, nodes.table)
        return table

    def test_has_a_caption_an_anchor_and_a_head(self) -> None:
        table = self.table()
        assert table.next_node(nodes.title).astext() == "Skills over time"  # type: ignore[union-attr]
        assert table["ids"] == ["view"]
        (head,) = table.findall(nodes.thead)
        assert [cell.astext() for cell in head.findall(nodes.entry)] == [
            "Skill",
            "When and where",
            "Used for",
            "Last used",
        ]

    def test_every_row_has_a_cell_for_every_column(self) -> None:
        table = self.table()
        columns = len(list(table.findall(nodes.colspec)))
        assert columns == 4
        for each in table.findall(nodes.row):
            cells = [cell for cell in each.children if isinstance(cell, nodes.entry)]
            assert sum(1 + cell.get("morecols", 0) for cell in cells) == columns

    def test_has_text_for_what_the_bars_show(self) -> None:
        (body,) = self.table().findall(nodes.tbody)
        lines = [" | ".join(c.astext() for c in each.children) for each in body.findall(nodes.row)]
        assert lines == [
            "Secrets",
            "Vault (confident) | Wayfair, July 2021 – April 2023; Reviews, May 3, 2022; "
            "Stripe, February 2024 – Present | 2 years 5 months | in use",
            "Consul | A full disk, at Wayfair, July 2021 – April 2023 |  | ",
            "languages",
            "PHP | Ryte, 2016 – 2018 | up to 3 years | 2018",
            "COBOL: once",
            "Go | TU Munich, October 2012 – March 2016; Wayfair, July 2021 – April 2023 | "
            "5 years 4 months | Apr 2023",
        ]

    def test_marks_each_name_with_its_entry_for_the_filter(self) -> None:
        (undated,) = (
            r for r in self.table().findall(nodes.row) if "resume-undated" in r["classes"]
        )
        assert undated["about"] == "skill-cobol"

    def test_has_the_links_of_its_layout(self) -> None:
        found = targets([self.table()])
        assert ("position", "stripe", "position-stripe-1") in found
        assert ("skill", "cobol", "skill-cobol") in found


def test_author_text_is_text() -> None:
    hostile = skill("x", title="<b>\\input{x}</b> & co", category="<script>")
    view = SkillMatrix(place=at())
    _spec, table = view.nodes(view.layout(career(hostile), ENGLISH))
    assert not list(table.findall(nodes.raw))
    assert "<b>\\input{x}</b> & co" in table.astext()


def lanes_of(*entries: Entry) -> dict[str, int]:
    """The lanes of the uses of a skill, by the ids of the entries."""
    found = career(*entries, skill("go"), cited=[(each, "go") for each in entries])
    layout = SkillMatrix(place=at()).layout(found, ENGLISH)
    assert isinstance(layout, SkillsOverTime)
    return {
        use.link.id: use.lane for group in layout.groups for row in group.rows for use in row.uses
    }


#: Its ten years are the axis; the minimum width of a click target is 9 % of that, or 11 months.
DECADE = position("decade", "2010-01", "2019-12")


@pytest.mark.parametrize(("second", "lane"), [("2013-06", 2), ("2014-03", 1)])
def test_bars_too_close_to_click_separately_have_separate_lanes(second: str, lane: int) -> None:
    found = lanes_of(DECADE, position("a", "2013-01", "2013-01"), position("b", second, second))
    assert found == {"decade": 0, "a": 1, "b": lane}


def test_click_targets_at_the_edge_extend_inwards() -> None:
    last, before = position("last", "2019-12", "2019-12"), position("before", "2019-03", "2019-03")
    assert lanes_of(DECADE, last, before) == {"decade": 0, "before": 1, "last": 2}


def test_marks_are_below_bars() -> None:
    talk = entry("talk", "talk", title="A talk", date="2012-01-05")
    job = position("job", "2012-01", "2014-12")
    assert lanes_of(talk, job) == {"job": 0, "talk": 1}


SPANS = st.lists(
    st.tuples(st.integers(2000, 2023), st.integers(1, 12), st.integers(0, 60)),
    min_size=1,
    max_size=6,
)


@PROVEN
@given(SPANS)
def test_the_bars_of_a_skill_cover_the_months_counted(spans: list[tuple[int, int, int]]) -> None:
    jobs = []
    for number, (year, first, length) in enumerate(spans):
        last = month(year, first) + length
        end = f"{last // 12}-{last % 12 + 1:02}"
        jobs.append(position(f"job-{number}", f"{year}-{first:02}", end))
    matrix = over_time(*jobs, VAULT, cited=[(job, "vault") for job in jobs])
    found = row(matrix, "vault")
    assert count(range(use.start, use.stop) for use in found.uses) == found.months
    for use in found.uses:
        assert 0 <= matrix.percent(use.start) < matrix.percent(use.stop) <= 100
    for one, other in combinations(found.uses, 2):
        shared = min(one.stop, other.stop) - max(one.start, other.start)
        assert one.lane != other.lane or shared <= 1


def test_positions_on_an_axis_are_percentages() -> None:
    axis = Axis(12 * 2000, 12 * 2010)
    assert [axis.percent(12 * year) for year in (2000, 2005, 2010)] == [0, 50, 100]
    assert list(axis.ticks(5)) == [2000, 2002, 2004, 2006, 2008]
