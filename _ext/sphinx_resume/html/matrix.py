"""The skill matrix in HTML: a table with bars on a common axis, each a link with a tooltip.

The text of a tooltip is the content of its bar, clipped until the bar is hovered or focused. So
screen readers and text browsers have it, and no script is needed.

There may be thousands of bars and marks, so those of a skill are one node.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinx_resume.html.elements import unseen_text, written
from sphinx_resume.i18n import _
from sphinx_resume.views.base import Href, Link
from sphinx_resume.views.grid import Grid, GridRow, grid_nodes
from sphinx_resume.views.matrix import SHADES, Row, SkillsOverTime, Use, time_nodes

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


def skills_over_time(layout: SkillsOverTime, anchor: str, href: Href) -> list[nodes.Node]:
    """A matrix with bars to scale, their tooltips, and years above them."""
    found = time_nodes(layout, anchor, lambda row: [_bars(row, layout, href)])
    (table,) = (node for node in found if isinstance(node, nodes.table))
    table["classes"].append("resume-over-time")
    rows = [row for group in layout.groups for row in group.rows]
    lines = [p for p in table.findall(nodes.paragraph) if "resume-uses" in p["classes"]]
    for uses, row in zip(lines, rows, strict=True):
        _scale(uses.parent.parent, f"{_ticks(layout)}--lanes:{row.lanes}")
    _mark_if_large(table)
    heads = next(iter(table.findall(nodes.thead)))
    cells = list(heads.findall(nodes.entry))
    for line_of_cells in table.findall(nodes.row):
        line = [each for each in line_of_cells.children if isinstance(each, nodes.entry)]
        for name, each in zip(_COLUMNS, line[1:], strict=False):
            each["classes"].append(name)
    (words,) = cells[1].findall(nodes.paragraph)
    years = nodes.raw("", _years(layout), format="html")
    words.replace_self(nodes.paragraph("", "", unseen_text(words.astext()), nodes.Text(" "), years))
    return found


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


def grid(layout: Grid, anchor: str, href: Href) -> list[nodes.Node]:
    """A matrix by position, whose marks have texts for screen readers."""
    found = grid_nodes(layout, anchor, lambda row: [_cells(row, href)])
    (table,) = (node for node in found if isinstance(node, nodes.table))
    if "resume-turned" in table["classes"]:
        _mark_if_large(table)
    return found


def _scale(row: nodes.Element, style: str) -> None:
    row.replace_self(scaled_row("", *row.children, **row.attributes, style=style))


def _mark_if_large(table: nodes.table) -> None:
    """Let a browser skip rows that are out of view, if laying out all of them takes long."""
    found = table.findall(nodes.Element)
    if sum(node.get("html", "</").count("</") for node in found) > _LARGE:
        table["classes"].append("resume-large")


def _cells(row: GridRow, href: Href) -> written:
    """The cells after the name of a skill: marks, each a link with a tooltip, and empty ones."""
    lines = []
    for is_mark, links in groupby(row.cells, key=bool):
        if is_mark:
            lines += [_mark(link, href) for link in links if link]
        else:
            # On one line: for a browser, the spaces between cells are as many nodes as the cells.
            lines.append("<td></td>" * sum(1 for _cell in links))
    words = (f"{link.text} {link.hint}" for link in row.cells if link)
    return written("", nodes.Text("\n".join(words)), html="".join(f"{line}\n" for line in lines))


def _mark(link: Link, href: Href) -> str:
    hint = escape(link.hint)
    return (
        f'<td class="resume-marked"><p><a class="reference internal" href="{escape(href(link))}" '
        f'title="{hint}"><span>{escape(link.text)}<span class="resume-unseen"> {hint}</span></span>'
        "</a></p></td>"
    )


def _bars(row: Row, layout: SkillsOverTime, href: Href) -> written:
    words = (" ".join((use.text, *use.statements)) for use in row.uses)
    bars = (_bar(use, layout, href) for use in row.uses)
    return written("", nodes.Text("\n".join(words)), html="".join(bars))


def _bar(use: Use, layout: SkillsOverTime, href: Href) -> str:
    """A bar or a mark: a link with a tooltip."""
    classes = ["resume-use"]
    start, stop = layout.percent(use.start), layout.percent(use.stop)
    style = f"--start:{start:.1f};--stop:{stop:.1f};--lane:{use.lane}"
    if use.point:
        classes += ["resume-pin", f"resume-{use.link.kind}"]
        classes += ["resume-vague"] if use.vague else []
    else:
        classes += ["resume-current"] if use.current else []
        style += f";--shade:{SHADES[use.shade - 1]:.0%}"
    # The spaces separate words where there are no styles.
    said = "".join(f" <span>{escape(text)}</span>" for text in (use.period.text, *use.statements))
    return (
        f'<span class="{escape(" ".join(classes))}" style="{style}">'
        f'<a class="reference internal" href="{escape(href(use.link))}">'
        f'<span class="resume-said"><strong>{escape(use.link.text)}</strong>{said}</span>'
        "</a></span>"
    )


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


def setup(app: Sphinx) -> None:
    """Register the node and its visitors."""
    app.add_node(scaled_row, html=(_visit_scaled_row, _depart_scaled_row))
