"""The skill matrix: skills by what their evidence adds up to, or by position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from babel import Locale
from docutils import nodes

from sphinx_resume.checks.findings import Finding
from sphinx_resume.i18n import _
from sphinx_resume.model.career import Career, Evidence
from sphinx_resume.model.entries import Skill
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.options import names, one_of, option
from sphinx_resume.views.base import Link, View, joined
from sphinx_resume.views.date_text import duration_text, last_use_text
from sphinx_resume.views.filter_options import ids, unknown_categories, unknown_names
from sphinx_resume.views.groups import ORDERS, by_category, by_tenure
from sphinx_resume.views.tables import group_row, table

#: How many characters a line of plain text has for all columns.
_LINE: Final = 72


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: links, or words without any."""

    links: tuple[Link, ...] = ()
    text: str = ""
    #: Whether it is long, so that it may have several lines.
    wraps: bool = False
    #: What its column is sorted by: months, a month, a number; nothing for nothing.
    value: int = 0


#: A cell without anything. A matrix by position consists of little else, so they share it.
_EMPTY: Final = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """A skill, the word its author chose for its level, and the cells of its columns."""

    skill: Link
    level: str
    cells: tuple[Cell, ...]
    #: Whether anything backs the skill.
    backed: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table: its columns after the first, and its rows by category."""

    caption: str
    columns: tuple[Cell, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    #: Relative widths of all columns, the first one included.
    widths: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillMatrix(View):
    name: ClassVar[str] = "skill-matrix"
    description: ClassVar[str] = "A table of skills, computed from what the entries cite."
    filtered: ClassVar[bool] = True

    columns: str = option(
        one_of("summary", "positions"),
        "`summary`: how long, when last and where each skill was used; `positions`: a column for "
        "each position, with the number of statements that cite the skill.",
        "positions",
        default="summary",
    )
    sort: str = option(
        one_of(*ORDERS),
        "The order of skills, in their groups: `declared`, as your pages declare them along the "
        "toctree; `used`, the longest first; `last`, the last used first; `name`.",
        "used",
        default="declared",
    )
    category: tuple[str, ...] = option(
        names, "Only skills of these categories.", "Databases, Platforms", default=()
    )
    skill: tuple[str, ...] = option(names, "Only these skills.", "Vault, Consul", default=())
    position: tuple[str, ...] = option(
        names, "Only these positions, and the skills that they cite.", "wayfair", default=()
    )

    def layout(self, career: Career, locale: Locale) -> Matrix:
        if self.columns == "positions":
            return self._by_position(career)
        return self._by_use(career, locale)

    def _by_use(self, career: Career, locale: Locale) -> Matrix:
        """All skills by category."""
        groups = by_category(self._skills(career), career, self.sort)
        columns = (_("Used for"), _("Last used"), _("Evidence"), _("Where"))
        return Matrix(
            _("Skills by use"),
            tuple(Cell(text=text) for text in columns),
            tuple(
                (category, tuple(self._summary_row(career, skill, locale) for skill in skills))
                for category, skills in groups
            ),
            widths=(6, 5, 5, 3, 5),
        )

    def _by_position(self, career: Career) -> Matrix:
        """The skills that positions cite."""
        positions = [group for _tenure, group in by_tenure(self._positions(career), career)]
        groups = by_category(self._skills(career), career, self.sort)
        rows = [
            (name, [self._position_row(career, skill, positions) for skill in skills])
            for name, skills in groups
        ]
        return Matrix(
            _("Skills by position"),
            tuple(Cell((Link.to(group[0], group[0].short_label),)) for group in positions),
            tuple(
                (name, backed)
                for name, found in rows
                if (backed := tuple(row for row in found if row.backed))
            ),
            widths=(3, *(2 for _position in positions)),
        )

    def _positions(self, career: Career) -> list[Entry]:
        wanted = ids(career, "position", self.position)
        return [p for p in career.positions if not self.position or p.id in wanted]

    def _skills(self, career: Career) -> Iterator[Skill]:
        wanted = ids(career, "skill", self.skill)
        positions = ids(career, "position", self.position)
        categories = {category.casefold() for category in self.category}
        for skill in career.skills:
            if self.skill and skill.id not in wanted:
                continue
            if self.category and skill.original("category").casefold() not in categories:
                continue
            if self.position and not any(
                item.source.kind == "position" and item.source.id in positions
                for item in career.evidence(skill)
            ):
                continue
            yield skill

    def _summary_row(self, career: Career, skill: Skill, locale: Locale) -> Row:
        evidence = career.evidence(skill)
        use = career.use(skill)
        last = last_use_text(use.last, use.current, locale)
        duration = duration_text(use.months, use.at_most, locale)
        now = 12 * career.today.year + career.today.month
        until = now if use.current else use.last.last_month if use.last else 0
        where = []
        found: dict[tuple[str, str], Evidence] = {}
        for item in evidence:
            found.setdefault(item.source.key, item)
        for _tenure, group in by_tenure([item.source for item in found.values()], career):
            first = found[group[0].key]
            where.append(_statement_link(career, first, first.source.short_label))
        latest = next(
            (_statement_link(career, e, last) for e in evidence if last and e.source is use.source),
            None,
        )
        return Row(
            Link.to(skill),
            skill.level,
            (
                Cell((Link.to(skill, duration),), wraps=True, value=use.months)
                if duration
                else _EMPTY,
                Cell((latest,), value=until) if latest else _EMPTY,
                Cell((Link.to(skill, str(len(evidence))),), value=len(evidence))
                if evidence
                else Cell(text="0"),
                Cell(tuple(where), wraps=True) if where else Cell(text=_("stated only")),
            ),
            backed=bool(evidence),
        )

    def _position_row(
        self, career: Career, skill: Skill, positions: Iterable[Iterable[Entry]]
    ) -> Row:
        by_source: dict[tuple[str, str], list[Evidence]] = {}
        for item in career.evidence(skill):
            by_source.setdefault(item.source.key, []).append(item)
        found = [[item for p in group for item in by_source.get(p.key, [])] for group in positions]
        cells = tuple(
            Cell((_statement_link(career, items[0], str(len(items))),)) if items else _EMPTY
            for items in found
        )
        return Row(Link.to(skill), skill.level, cells, backed=any(found))

    def nodes(self, layout: Matrix) -> list[nodes.Node]:
        head: list[Cell | str] = [_("Skill"), *layout.columns]
        rows = []
        for category, members in layout.groups:
            if category:
                about = " ".join(row.skill.about for row in members)
                rows.append(group_row(category, len(head), about=about))
            rows += map(_row_node, members)
        return table(
            layout.caption,
            self.place.anchor,
            layout.widths,
            _LINE,
            _cell_nodes(head),
            rows,
            style="resume-matrix",
        )

    def findings(self, career: Career) -> Iterator[Finding]:
        yield from unknown_names(career, "skill", self.skill, self.place.at_option("skill"))
        yield from unknown_names(
            career, "position", self.position, self.place.at_option("position")
        )
        yield from unknown_categories(career, self.category, self)


def _statement_link(career: Career, item: Evidence, text: str) -> Link:
    return Link.to_statement(item, text, hint=career.text(item.citation.statement))


def _row_node(row: Row) -> nodes.row:
    name = row.skill.node()
    if row.level:  # part of the link: “Go” alone says little to those who hear links
        level = nodes.inline("", f"({row.level})", classes=["resume-level"])
        (text,) = name.findall(nodes.inline)
        text += [nodes.Text(" "), level]
    return nodes.row(
        "",
        nodes.entry("", nodes.paragraph("", "", name)),
        *_cell_nodes(row.cells),
        classes=[] if row.backed else ["resume-stated"],
        about=row.skill.about,
    )


def _cell_nodes(cells: Iterable[Cell | str]) -> Iterator[nodes.entry]:
    """The cells of a row; the empty ones are one node, which is there several times."""
    empty = nodes.entry()
    for cell in cells:
        yield empty if cell == _EMPTY else _cell_node(cell)


def _cell_node(cell: Cell | str) -> nodes.entry:
    if isinstance(cell, str):
        cell = Cell(text=cell)
    if cell.links:
        links = joined([link.node() for link in cell.links], ", ")
        classes = ["resume-long"] if cell.wraps else []
        value = {"value": str(cell.value)} if cell.value else {}
        return nodes.entry("", nodes.paragraph("", "", *links), classes=classes, **value)
    return nodes.entry("", nodes.paragraph("", cell.text))
