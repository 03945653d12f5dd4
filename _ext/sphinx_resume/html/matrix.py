"""The skill matrix in HTML: a table with bars on a common axis, each a link with a tooltip.

The text of a tooltip is the content of its bar, clipped until the bar is hovered or focused. So
screen readers and text browsers have it, and no script is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from sphinx_resume.html.elements import unseen_text
from sphinx_resume.i18n import _
from sphinx_resume.views.grid import Grid
from sphinx_resume.views.matrix import SHADES, SkillsOverTime, Use

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

#: The largest number of years to label.
_YEARS: Final = 7
#: The number of elements that a browser lays out in about a tenth of a second.
_LARGE: Final = 5000
#: The classes of the columns after the names of skills.
_COLUMNS: Final = ("resume-axis", "resume-total", "resume-last")


class scaled_row(nodes.row):  # noqa: N801 (named like docutils' own nodes)
    """``<tr style="…">`` with bars."""


class empty_cells(nodes.Part, nodes.Element):  # noqa: N801
    """A number of ``<td></td>``."""


class placed(nodes.inline):  # noqa: N801
    """``<span style="…">`` at a position on the axis."""


def skills_over_time(plain: list[nodes.Node], layout: SkillsOverTime) -> None:
    """Draw the bars of a matrix to scale, with tooltips, and years above them."""
    (table,) = (node for node in plain if isinstance(node, nodes.table))
    table["classes"].append("resume-over-time")
    rows = [row for group in layout.groups for row in group.rows]
    lines = [p for p in table.findall(nodes.paragraph) if "resume-uses" in p["classes"]]
    for line, row in zip(lines, rows, strict=True):
        links = [child for child in line.children if isinstance(child, nodes.inline)]
        bars = [_bar(link, use, layout) for link, use in zip(links, row.uses, strict=True)]
        line[:] = bars
        _scale(line.parent.parent, f"{_ticks(layout)}--lanes:{row.lanes}")
    _mark_if_large(table)
    heads = next(iter(table.findall(nodes.thead)))
    cells = list(heads.findall(nodes.entry))
    for line_of_cells in table.findall(nodes.row):
        found = [each for each in line_of_cells.children if isinstance(each, nodes.entry)]
        for name, each in zip(_COLUMNS, found[1:], strict=False):
            each["classes"].append(name)
    (words,) = cells[1].findall(nodes.paragraph)
    years = nodes.raw("", _years(layout), format="html")
    words.replace_self(nodes.paragraph("", "", unseen_text(words.astext()), nodes.Text(" "), years))


def legend(layout: SkillsOverTime) -> str:
    """The legend of shades and marks."""
    shades = "".join(f'<i style="--shade:{shade:.0%}"></i>' for shade in SHADES)
    darker = _("stronger color: more examples")
    parts = [f"<span>{shades} {escape(darker)}</span>"]
    parts += [
        f'<span><i class="resume-pin resume-{escape(kind)}"></i> {escape(_(kinds))}</span>'
        for kind, kinds in sorted(layout.marks.items())
    ]
    return f'<p class="resume-key" aria-hidden="true">{"".join(parts)}</p>'


def grid(plain: list[nodes.Node], layout: Grid) -> None:
    """Add to each mark a text for screen readers, and make one node of empty cells in a row."""
    for table in (node for node in plain if isinstance(node, nodes.table)):
        if "resume-turned" in table["classes"]:
            _mark_if_large(table)
        links = [
            link for _name, rows in layout.groups for row in rows for link in row.cells if link
        ]
        cells = [c for c in table.findall(nodes.entry) if "resume-marked" in c["classes"]]
        for cell, link in zip(cells, links, strict=True):
            (text,) = cell.findall(nodes.inline)
            text += unseen_text(f" {link.hint}")
        for row in table.findall(nodes.row):
            runs = groupby(row.children, key=lambda cell: not cell.children)
            row.children = [
                each
                for is_empty, cells in runs
                for each in ([_empty(list(cells), row)] if is_empty else cells)
            ]


def _scale(row: nodes.Element, style: str) -> None:
    row.replace_self(scaled_row("", *row.children, **row.attributes, style=style))


def _mark_if_large(table: nodes.table) -> None:
    """Let a browser skip rows that are out of view, if laying out all of them takes long."""
    if sum(1 for _element in table.findall(nodes.Element)) > _LARGE:
        table["classes"].append("resume-large")


def _empty(cells: Sequence[nodes.Node], row: nodes.Element) -> empty_cells:
    node = empty_cells(count=len(cells))
    node.parent = row
    return node


def _bar(link: nodes.inline, use: Use, layout: SkillsOverTime) -> placed:
    """A bar or a mark: a link with a tooltip."""
    (text,) = (node for node in link.findall(nodes.inline) if node is not link)
    text["classes"].append("resume-said")
    text.children = []
    text += nodes.strong("", use.link.text)
    for said in (use.period.text, *use.statements):
        # The space separates words where there are no styles, and in the search index.
        text += [nodes.Text(" "), nodes.inline("", said)]
    if use.point:
        vague = ["resume-vague"] if use.vague else []
        classes = ["resume-use", "resume-pin", f"resume-{use.link.kind}", *vague]
    else:
        classes = ["resume-use", *(["resume-current"] if use.current else [])]
    start, stop = layout.percent(use.start), layout.percent(use.stop)
    style = f"--start:{start:.1f};--stop:{stop:.1f};--lane:{use.lane}"
    if not use.point:
        style += f";--shade:{SHADES[use.shade - 1]:.0%}"
    return placed("", "", *link.children, classes=classes, style=style)


def _ticks(layout: SkillsOverTime) -> str:
    """The positions of the lines for years: the first, and the distance between two."""
    ticks = layout.ticks(_YEARS)
    if len(ticks) < 2:
        return ""
    first, second = (layout.percent(12 * year) for year in ticks[:2])
    return f"--first:{first:.1f};--step:{second - first:.2f};"


def _years(layout: SkillsOverTime) -> str:
    years = " ".join(
        f'<span style="--start:{layout.percent(12 * year):.1f}">{year}</span>'
        for year in layout.ticks(_YEARS)
    )
    return f'<span class="resume-years" aria-hidden="true">{years}</span>'


def _visit_scaled_row(self: HTML5Translator, node: scaled_row) -> None:
    self.visit_row(node)
    self.body[-1] = self.body[-1].replace("<tr", f'<tr style="{node["style"]}"', 1)


def _depart_scaled_row(self: HTML5Translator, node: scaled_row) -> None:
    self.depart_row(node)


def _visit_empty_cells(self: HTML5Translator, node: empty_cells) -> None:
    row: Any = node.parent
    row.column += node["count"]
    # On one line: for a browser, the spaces between cells are as many nodes as the cells.
    self.body.append("<td></td>" * node["count"] + "\n")


def _depart_empty_cells(self: HTML5Translator, node: empty_cells) -> None:
    """Write nothing more."""


def _visit_placed(self: HTML5Translator, node: placed) -> None:
    self.body.append(self.starttag(node, "span", "", style=node["style"]))


def _depart_placed(self: HTML5Translator, node: placed) -> None:
    self.body.append("</span>")


def setup(app: Sphinx) -> None:
    """Register the nodes and their visitors."""
    app.add_node(scaled_row, html=(_visit_scaled_row, _depart_scaled_row))
    app.add_node(empty_cells, html=(_visit_empty_cells, _depart_empty_cells))
    app.add_node(placed, html=(_visit_placed, _depart_placed))
