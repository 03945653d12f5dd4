"""Tables in Markdown, for the terminal and the guide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A table, the first column of which names the rows; its title says what it shows."""

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[str]]

    def __str__(self) -> str:
        cells = [list(self.head), *map(list, self.rows)]
        widths = [max(3, *map(len, column)) for column in zip(*cells, strict=True)]
        head, *rows = (_line(row, widths) for row in cells)
        rule = _line(
            ["-" * width if not i else "-" * (width - 1) + ":" for i, width in enumerate(widths)],
            widths,
        )
        return "\n".join([f"{self.title}:", "", head, rule, *rows])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        cell.rjust(width) if column else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"| {' | '.join([first, *others])} |"


def times(ratio: float) -> str:
    return f"{ratio:.2f}×"
