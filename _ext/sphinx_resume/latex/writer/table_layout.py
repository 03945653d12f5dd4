"""The layout of tables: positions and roles of cells, and widths of columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinx_resume.latex.text import hexadecimal

if TYPE_CHECKING:
    from docutils.nodes import Element, Node

#: The minimum width for the longest word of a column, in characters; less is hard to read.
_NARROW: Final = 12
#: With more lines, a row may be higher than a page, so its cells are stacked.
_HIGH: Final = 40
#: Roughly the number of characters in a line of the page, at the font size of tables.
_LINE: Final = 100
#: The space between columns, in characters.
_GAP: Final = 3
#: By how much the characters of short texts can be wider than average.
_WIDE: Final = 1.15


@dataclass
class Cell:
    """A cell: its position, its numbers of columns and rows, and its content."""

    node: Element
    column: int
    columns: int
    rows: int
    latex: str


@dataclass
class Row:
    """The cells that begin in a row, from left to right."""

    is_head: bool
    cells: list[Cell] = field(default_factory=list)


def _is_wide(node: Node) -> bool:
    return isinstance(node, (nodes.table, nodes.image))


class Table:
    """Collects the cells of a table node, with content from the writer."""

    def __init__(self, node: Element, *, has_widths: bool, nested: bool) -> None:
        self._node = node
        self._specs = list(node.findall(nodes.colspec))
        self._stubs = {i for i, spec in enumerate(self._specs) if spec.get("stub")}
        # In a table with two columns, checkers do not accept a column of row heads as such, so they
        # only look like heads.
        self._row_heads = self._stubs if len(self._specs) > len(self._stubs) + 1 else set()
        self._has_widths = has_widths or "colwidths-given" in node["classes"]
        self._are_hints = "colwidths-auto" in node["classes"]
        self._nested = nested
        self._rows: list[Row] = []
        #: For each column, the number of following rows covered by a cell above.
        self._reach = [0] * len(self._specs)
        self.captions: list[list[str]] = []

    def begin_row(self, node: Element) -> None:
        """Begin the next row."""
        self._reach = [max(rows - 1, 0) for rows in self._reach]
        self._rows.append(Row(isinstance(node.parent, nodes.thead)))

    def add_cell(self, node: Element, latex: str) -> None:
        """Add a cell in the first free column of the row."""
        row = self._rows[-1]
        begin = row.cells[-1].column + row.cells[-1].columns if row.cells else 0
        free = (c for c in range(begin, len(self._reach)) if not self._reach[c])
        column = next(free, len(self._reach) - 1)
        columns, rows = node.get("morecols", 0) + 1, node.get("morerows", 0) + 1
        row.cells.append(Cell(node, column, columns, rows, latex))
        for c in range(column, min(column + columns, len(self._reach))):
            self._reach[c] = rows if rows > 1 else 0
            # counted down when the next row begins

    def latex(self) -> str:
        """The table as a command, or as several if it has too many columns for one."""
        caption = "".join(self.captions[0]).strip() if self.captions else ""
        entries = ""
        if "resume-matrix" in self._node["classes"] and caption:
            # The heading above has the name of the table.
            summary = next(self._node.findall(nodes.title)).astext()
            entries, caption = rf"\resumesummary{{{hexadecimal(summary)}}}", ""
        result = ""
        for shares, rows in self._parts():
            head = [row for row in rows if row.is_head]
            body = [row for row in rows if not row.is_head]
            result += (
                f"\n\\resumetable{{{entries}}}{{{caption}}}{{%\n{self._lines(head, shares)}}}{{%\n"
                f"{self._lines(body, shares)}}}\n"
            )
            caption = ""
        return result

    def _parts(self) -> Iterator[tuple[list[float], list[Row]]]:
        """The table, or its parts if it is too wide, each with the relative widths of its columns.

        Columns have their natural width if the line has enough space. Otherwise, each gets the
        width of its longest word, and the rest of the line goes to columns with more text. If not
        even the words fit, the longest ones break, unless rotated heads avoid that. A table that is
        still too wide continues below, with the row heads repeated.
        """
        least, natural = self._widths(self._rows)
        given = [spec["colwidth"] for spec in self._specs]
        shares = [width / sum(given) for width in given]
        fits = all(n / _WIDE <= share * _LINE for n, share in zip(natural, shares, strict=True))
        if self._has_widths and (fits or not self._are_hints):
            yield shares, self._rows
            return
        if sum(natural) <= _LINE and not self._nested:
            yield [width / _LINE for width in natural], self._rows
            return
        cap = _cap(least)
        if cap >= _NARROW or self._nested:
            yield _shared(least, natural, cap), self._rows
            return
        first = len(self._row_heads) or 1
        parts = _fitting(least, first)
        if self._can_turn():
            below, below_natural = self._widths([row for row in self._rows if not row.is_head])
            turned = _fitting(below, first)
            if len(turned) < len(parts):
                parts, least, natural = turned, below, below_natural
                self._turn_heads()
        for columns in parts:
            chosen = [*range(first), *(first + column for column in columns)]
            part = [least[column] for column in chosen], [natural[column] for column in chosen]
            yield _shared(*part, _NARROW), self._rows_of(chosen)

    def _heads(self) -> list[Cell]:
        return [cell for row in self._rows if row.is_head for cell in row.cells]

    def _can_turn(self) -> bool:
        """Whether the column heads are plain text, which can be rotated."""
        heads = self._heads()
        return bool(heads) and all(
            isinstance(part, nodes.paragraph) and cell.columns == cell.rows == 1
            for cell in heads
            for part in cell.node.children
        )

    def _turn_heads(self) -> None:
        """Rotate the column heads."""
        for cell in self._heads():
            if cell.latex and cell.column not in self._stubs:
                cell.latex = rf"\resumeturned{{{cell.latex}}}"

    def _rows_of(self, columns: list[int]) -> list[Row]:
        """The rows with only some of the columns; repeated cells lose their link targets."""
        rows = []
        for row in self._rows:
            part = Row(row.is_head)
            for cell in row.cells:
                span = range(cell.column, cell.column + cell.columns)
                found = [i for i, column in enumerate(columns) if column in span]
                if found:
                    part.cells.append(replace(cell, column=found[0], columns=len(found)))
                    cell.latex = re.sub(r"\\resumetarget\{[^}]*\}", "", cell.latex)
            rows.append(part)
        return rows

    def _widths(self, rows: list[Row]) -> tuple[list[float], list[float]]:
        """The widths of the longest word and paragraph of each column, in characters."""
        least = [float(_GAP)] * len(self._specs)
        natural = list(least)
        for cell in (cell for row in rows for cell in row.cells if cell.columns == 1):
            text = cell.node.astext()
            word = max((len(word) for word in text.split()), default=0)
            block = max(len(block) for block in text.split("\n\n"))
            if next(cell.node.findall(_is_wide), None):
                block = max(block, _LINE // 2)
            column = cell.column
            least[column] = max(least[column], word * _WIDE + _GAP)
            natural[column] = max(natural[column], block * _WIDE + _GAP, least[column])
        return least, natural

    def _lines(self, rows: list[Row], shares: list[float]) -> str:
        lines = []
        reaching: dict[str, int] = {}
        for number, row in enumerate(rows):
            parts = [self._cell(row, cell, shares) for cell in row.cells]
            for name in [name for name, last in reaching.items() if last == number]:
                parts.append(rf"\resumespanend{{{name}}}")
                del reaching[name]
            for cell in row.cells:
                if cell.rows > 1:
                    reaching[f"{cell.column}"] = min(number + cell.rows, len(rows)) - 1
            # Avoid single rows at the top or bottom of a page, and a category at the bottom
            together = (
                reaching
                or row.is_head
                or number in (0, len(rows) - 2)
                or any("resume-group" in cell.node["classes"] for cell in row.cells)
            )
            keep = r"\nobreak" if together else r"\penalty0 "
            high = max((_height(cell, shares) for cell in row.cells), default=0) > _HIGH
            command = r"\resumehighrow" if high else r"\resumerow"
            lines.append(f"{command}{{{''.join(parts)}}}{keep}\n")
        return "".join(lines)

    def _cell(self, row: Row, cell: Cell, shares: list[float]) -> str:
        # PDF has no row group headers, and programs would take such a row for a second table head.
        group = "resume-group" in cell.node["classes"]
        is_head = row.is_head or (cell.column in self._row_heads and not group)
        is_bold = row.is_head or cell.column in self._stubs
        attributes = ""
        if is_head:
            attributes += f"/Scope/{'Column' if row.is_head else 'Row'}"
        if cell.columns > 1:
            attributes += f"/ColSpan {cell.columns}"
        if cell.rows > 1:
            attributes += f"/RowSpan {cell.rows}"
        entries = f"/A<</O/Table{attributes}>>" if attributes else ""
        start = sum(shares[: cell.column])
        width = sum(shares[cell.column : cell.column + cell.columns])
        if "resume-matrix" in self._node["classes"] and not cell.latex:
            cell.latex = r"\resumenothing{}"  # clearer in screen readers than an empty cell
        style = r"\resumegroup " if group else r"\bfseries " if is_bold else ""
        latex = (
            rf"\resumecell{{{'TH' if is_head else 'TD'}}}{{{entries}}}"
            rf"{{{start:.4f}}}{{{width:.4f}}}{{{style}{cell.latex}}}"
        )
        return rf"\resumespan{{{cell.column}}}{{{latex}}}" if cell.rows > 1 else latex


def _cap(widths: list[float]) -> float:
    """The maximum width of columns with which all fit the line."""
    rest, result = float(_LINE), float(_LINE)
    for index, width in enumerate(sorted(widths)):
        result = rest / (len(widths) - index)
        if width > result:
            return result
        rest -= width
    return max(result, *widths)


def _shared(least: list[float], natural: list[float], cap: float) -> list[float]:
    """Relative widths: at least what each column needs, and more for those with more text."""
    least = [min(width, cap) for width in least]
    more = [n - m for n, m in zip(natural, least, strict=True)]
    spare = max(_LINE - sum(least), 0) / (sum(more) or 1)
    widths = [m + min(spare, 1) * n for m, n in zip(least, more, strict=True)]
    whole = sum(widths) if spare <= 1 else _LINE
    return [width / whole for width in widths]


def _fitting(least: list[float], first: int) -> list[list[int]]:
    """Split columns into as few tables as possible, of about the same width.

    The `first` columns are in each table; the numbers of others start after these.
    """
    widths = [min(width, _NARROW) for width in least]
    room = _LINE - sum(widths[:first])
    widths = widths[first:]

    def fill(limit: float) -> list[list[int]]:
        parts: list[list[int]] = [[]]
        used = 0.0
        for column, width in enumerate(widths):
            if parts[-1] and used + width > limit:
                parts.append([])
                used = 0
            parts[-1].append(column)
            used += width
        return parts

    fewest = len(fill(room))
    even = sum(widths) / fewest
    limits = (even + (room - even) * step / 20 for step in range(21))
    return next((parts for limit in limits if len(parts := fill(limit)) <= fewest), fill(room))


def _height(cell: Cell, shares: list[float]) -> int:
    """The approximate number of lines in a cell."""
    width = max(sum(shares[cell.column : cell.column + cell.columns]) * _LINE - _GAP, 1)
    return sum(int(len(line) / width) + 1 for line in cell.node.astext().splitlines())
