"""The skill matrix by position: a grid with a mark where a position backs a skill."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docutils import nodes

from sphinx_resume.i18n import _
from sphinx_resume.model.career import Career, Evidence
from sphinx_resume.model.entries import Skill
from sphinx_resume.model.entry import Entry
from sphinx_resume.views.base import Link
from sphinx_resume.views.tables import cell, group_row, link_cell, name_cell, table

#: If there are more columns than this, their headings are rotated.
_UPRIGHT: Final = 4
#: Marks a position that backs a skill.
_MARK: Final = "•"


@dataclass(frozen=True, slots=True)
class GridRow:
    """A skill, with a link in each column to the first statement there that backs it."""

    skill: Link
    level: str
    cells: tuple[Link | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Skills by category, with a column for each organization."""

    caption: str
    columns: tuple[Link, ...]
    groups: tuple[tuple[str, tuple[GridRow, ...]], ...]

    def __bool__(self) -> bool:
        return bool(self.groups)


def grid(
    groups: Iterable[tuple[str, Iterable[Skill]]],
    positions: Sequence[Sequence[Entry]],
    career: Career,
) -> Grid:
    """The grid of the skills in `groups`, with a column for `positions` at one organization."""
    rows = [
        (name, tuple(filter(None, (_row(each, positions, career) for each in skills))))
        for name, skills in groups
    ]
    return Grid(
        _("Skills by position"),
        tuple(Link.to(group[0], group[0].short_label) for group in positions),
        tuple((name, found) for name, found in rows if found),
    )


def _row(skill: Skill, positions: Iterable[Iterable[Entry]], career: Career) -> GridRow | None:
    first: dict[tuple[str, str], Evidence] = {}
    for item in career.evidence(skill):
        first.setdefault(item.source.key, item)
    found = (
        next((first[entry.key] for entry in group if entry.key in first), None)
        for group in positions
    )
    cells = tuple(
        Link.to_statement(item, _MARK, hint=career.text(item.citation.statement)) if item else None
        for item in found
    )
    return GridRow(Link.to(skill), skill.level, cells) if any(cells) else None


def _cells(row: GridRow) -> Iterator[nodes.entry]:
    empty = nodes.entry()  # a grid has many empty cells, so they share one node
    return (link_cell(link) if link else empty for link in row.cells)


def grid_nodes(
    layout: Grid, anchor: str, cells: Callable[[GridRow], Iterable[nodes.Node]] = _cells
) -> list[nodes.Node]:
    """The grid as a table; `cells` makes those with the marks of a skill."""
    head = [cell(_("Skill")), *(link_cell(link) for link in layout.columns)]
    rows = []
    for name, members in layout.groups:
        if name:
            about = " ".join(row.skill.about for row in members)
            rows.append(group_row(name, len(head), about=about))
        rows += [_row_node(row, cells(row)) for row in members]
    widths = (3, *(2 for _column in layout.columns))
    style = "resume-matrix resume-grid"
    if len(layout.columns) > _UPRIGHT:
        style += " resume-turned"
    return table(layout.caption, anchor, widths, head, rows, style=style)


def _row_node(row: GridRow, cells: Iterable[nodes.Node]) -> nodes.row:
    return nodes.row("", name_cell(row.skill, row.level), *cells, about=row.skill.about)
