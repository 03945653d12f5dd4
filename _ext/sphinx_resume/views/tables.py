"""Tables of views: the first column holds row headings, and single-cell rows head groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx import addnodes


def table(
    caption: str,
    ident: str,
    widths: Sequence[int],
    line: int,
    head: Iterable[nodes.Node],
    rows: Iterable[nodes.Node],
    *,
    style: str,
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
