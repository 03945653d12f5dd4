"""The skill matrix: what is computed, and the table that stands for it."""

from __future__ import annotations

import datetime as dt

import pytest
from docutils import nodes

from sphinx_resume.views.matrix import Cell, Matrix, Row, SkillMatrix
from tests.support.careers import CAREER, VAULT, at, targets, texts
from tests.support.samples import ENGLISH, career, entry, position, skill


def layout(**options: object) -> Matrix:
    return SkillMatrix(place=at(), **options).layout(CAREER, ENGLISH)  # type: ignore[arg-type]


def cell_text(cell: Cell) -> str:
    return cell.text or ", ".join(texts(cell.links))


def rows(matrix: Matrix) -> list[list[str]]:
    return [
        [category, row.skill.text, *map(cell_text, row.cells)]
        for category, found in matrix.groups
        for row in found
    ]


def row(matrix: Matrix, skill: str) -> Row:
    return next(r for _c, found in matrix.groups for r in found if r.skill.id == skill)


def test_the_summary_has_use_last_use_and_evidence_by_category() -> None:
    matrix = layout()
    assert [cell.text for cell in matrix.columns] == [
        "Used for",
        "Last used",
        "Evidence",
        "Where",
    ]
    assert rows(matrix) == [
        ["Secrets", "Vault", "2 years 5 months", "in use", "4", "Stripe, Wayfair, Reviews"],
        ["Secrets", "Consul", "", "", "1", "A full disk"],
        ["languages", "PHP", "up to 3 years", "2018", "1", "Ryte"],
        ["languages", "COBOL", "", "", "0", "stated only"],
        ["", "Go", "5 years 4 months", "April 2023", "2", "Wayfair, TU Munich"],
    ]


def test_every_computed_cell_leads_to_what_backs_it() -> None:
    used, last, evidence, where = row(layout(), "vault").cells
    assert [(link.docname, link.anchor) for link in used.links + evidence.links] == [
        ("vault", "skill-vault"),
        ("vault", "skill-vault"),
    ]
    assert [(link.anchor, link.hint) for link in last.links] == [
        ("position-stripe-1", "Brought in Vault.")
    ]
    assert [(link.anchor, link.hint) for link in where.links] == [
        ("position-stripe-1", "Brought in Vault."),
        ("position-wayfair-1", "Ran Vault."),
        ("talk-reviews-1", "Spoke of Vault."),
    ]


def test_columns_are_sorted_by_numbers_and_not_by_words() -> None:
    values = {
        r.skill.id: [c.value for c in r.cells] for _c, found in layout().groups for r in found
    }
    # In use until August 2024, the month of the present; then the end of 2018, and April 2023.
    assert values == {
        "vault": [29, 12 * 2024 + 8, 4, 0],
        "php": [36, 12 * 2018 + 11, 1, 0],
        "cobol": [0, 0, 0, 0],
        "consul": [0, 0, 1, 0],
        "go": [64, 12 * 2023 + 3, 2, 0],
    }


def test_the_last_use_leads_to_the_entry_that_it_was_in() -> None:
    job = position("job", "2015-01", "2016-12")
    studies = entry(
        "education", "tum", title="CS", organization="TUM", start="2018-10", end="2020-03"
    )
    found = career(job, studies, VAULT, cited=[(job, "vault"), (studies, "vault")])
    matrix = SkillMatrix(place=at()).layout(found, ENGLISH)
    (last,) = row(matrix, "vault").cells[1].links
    assert (last.text, last.anchor) == ("March 2020", "education-tum-1")


def test_a_skill_that_nothing_backs_says_so() -> None:
    unbacked = row(layout(), "cobol")
    assert not unbacked.backed
    assert unbacked.cells == (Cell(), Cell(), Cell(text="0"), Cell(text="stated only"))
    assert row(layout(), "consul").backed


def test_by_position_it_counts_sentences_by_category() -> None:
    matrix = layout(columns="positions")
    assert [cell_text(cell) for cell in matrix.columns] == ["Stripe", "Wayfair", "Ryte"]
    assert rows(matrix) == [
        ["Secrets", "Vault", "1", "2", ""],
        ["languages", "PHP", "", "", "1"],
        ["", "Go", "", "1", ""],
    ]
    assert [link.anchor for link in matrix.columns[0].links] == ["position-stripe"]
    assert [link.anchor for link in row(matrix, "go").cells[1].links] == ["position-wayfair-3"]


@pytest.mark.parametrize(
    ("options", "skills"),
    [
        ({"category": ("secrets",)}, ["Vault", "Consul"]),
        ({"skill": ("golang", "COBOL")}, ["COBOL", "Go"]),
        ({"position": ("Wayfair",)}, ["Vault", "Go"]),
        ({"position": ("ryte",), "category": ("Secrets",)}, []),
        ({"skill": ("nonsense",)}, []),
        ({"columns": "positions", "position": ("ryte",)}, ["PHP"]),
        ({"columns": "positions", "category": ("nonsense",)}, []),
    ],
)
def test_filters(options: dict[str, object], skills: list[str]) -> None:
    matrix = layout(**options)
    assert [cells[1] for cells in rows(matrix)] == skills
    assert bool(matrix) == bool(skills)


def test_filters_that_find_nothing_are_reported_at_their_option() -> None:
    view = SkillMatrix(
        place=at("skill", "position", "category"),
        skill=("Valt",),
        position=("Wayfar",),
        category=("secret", "languages"),
    )
    assert [(f.type, f.place.line, f.message) for f in view.findings(CAREER)] == [
        ("filter", 11, "there is no skill “Valt”; did you mean “Vault”?"),
        ("filter", 12, "there is no position “Wayfar”; did you mean “Wayfair”?"),
        ("filter", 13, "no skill has the category “secret”; did you mean “Secrets”?"),
    ]
    assert list(SkillMatrix(place=at()).findings(CAREER)) == []


def test_it_changes_with_time_alone() -> None:
    before = SkillMatrix(place=at()).layout(CAREER, ENGLISH)
    later = career(
        *(e for kind in ("position", "skill") for e in CAREER.entries_of_kind(kind)),
        cited=[(CAREER.positions[0], "vault")],
        today=dt.date(2024, 10, 1),
    )
    after = SkillMatrix(place=at()).layout(later, ENGLISH)
    assert cell_text(row(before, "vault").cells[0]) == "2 years 5 months"
    assert cell_text(row(after, "vault").cells[0]) == "9 months"


class TestTable:
    VIEW = SkillMatrix(place=at())

    def table(self) -> nodes.table:
        _spec, table = self.VIEW.nodes(self.VIEW.layout(CAREER, ENGLISH))
        assert isinstance(table, nodes.table)
        return table

    def test_has_a_caption_an_anchor_and_a_head(self) -> None:
        table = self.table()
        assert table.next_node(nodes.title).astext() == "Skills by use"  # type: ignore[union-attr]
        assert table["ids"] == ["view"]
        (head,) = table.findall(nodes.thead)
        assert [cell.astext() for cell in head.findall(nodes.entry)] == [
            "Skill",
            "Used for",
            "Last used",
            "Evidence",
            "Where",
        ]

    def test_has_a_cell_for_every_column_in_every_row(self) -> None:
        table = self.table()
        columns = len(list(table.findall(nodes.colspec)))
        assert columns == 5
        for each in table.findall(nodes.row):
            cells = [cell for cell in each.children if isinstance(cell, nodes.entry)]
            assert sum(1 + cell.get("morecols", 0) for cell in cells) == columns

    def test_says_categories_levels_and_what_is_only_stated(self) -> None:
        (body,) = self.table().findall(nodes.tbody)
        lines = [" | ".join(c.astext() for c in each.children) for each in body.findall(nodes.row)]
        assert lines[:4] == [
            "Secrets",
            "Vault (confident) | 2 years 5 months | in use | 4 | Stripe, Wayfair, Reviews",
            "Consul |  |  | 1 | A full disk",
            "languages",
        ]
        stated = [r for r in body.findall(nodes.row) if "resume-stated" in r["classes"]]
        assert [r[0].astext() for r in stated] == ["COBOL (once)"]

    def test_links_as_its_layout_says(self) -> None:
        found = targets([self.table()])
        assert ("position", "stripe", "position-stripe-1") in found
        assert ("skill", "cobol", "skill-cobol") in found


def test_author_text_is_text() -> None:
    hostile = skill("x", title="<b>\\input{x}</b> & co", category="<script>")
    view = SkillMatrix(place=at())
    _spec, table = view.nodes(view.layout(career(hostile), ENGLISH))
    assert not list(table.findall(nodes.raw))
    assert "<b>\\input{x}</b> & co" in table.astext()
