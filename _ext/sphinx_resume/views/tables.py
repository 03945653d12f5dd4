"""Tables of views: the first column holds row headings, and single-cell rows head groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx import addnodes

from sphinx_resume.views.base import Link


def table(
    caption: str,
    ident: str,
    widths: Sequence[int],
    head: Iterable[nodes.Node],
    rows: Iterable[nodes.Node],
    *,
    style: str,
    line: int = 72,
) -> list[nodes.Node]:
    """Make a table, preceded by its column specification for LaTeX.

    The `widths` are relative; in plain text they add up to `line` characters.
    """
    total = sum(widths)
    group = nodes.tgroup("", cols=len(widths))
    for index, width in enumerate(widths):
        stub = {} if index else {"stub": 1}
        group += nodes.colspec("", colwidth=width * line // total, **stub)
    group += nodes.thead("", nodes.row("", *head))
    group += nodes.tbody("", *rows)
    spec = "".join(rf"\X{{{width}}}{{{total}}}" for width in widths)
    classes = [*style.split(), "colwidths-auto", "booktabs", "nocolorrows"]
    title = nodes.title("", caption)
    return [
        addnodes.tabular_col_spec(spec=spec),
        nodes.table("", title, group, ids=[ident], classes=classes),
    ]


def cell(words: str) -> nodes.entry:
    """Make a cell of plain text, or an empty one."""
    return nodes.entry("", nodes.paragraph("", words)) if words else nodes.entry()


def group_row(words: str, columns: int, **attributes: str) -> nodes.row:
    """Make a row that heads the rows below it."""
    across = cell(words)
    across["morecols"] = columns - 1
    across["classes"].append("resume-group")
    return nodes.row("", across, **attributes)


def link_cell(link: Link) -> nodes.entry:
    """Make a cell with a link."""
    return nodes.entry("", nodes.paragraph("", "", link.node()))


def name_cell(skill: Link, level: str) -> nodes.entry:
    """Make a cell with the name of a skill and its level."""
    name = skill.node()
    if level:  # part of the link: a screen reader's list of links would say just “Go”
        (text,) = name.findall(nodes.inline)
        text += [nodes.Text(" "), nodes.inline("", f"({level})", classes=["resume-level"])]
    return nodes.entry("", nodes.paragraph("", "", name))
