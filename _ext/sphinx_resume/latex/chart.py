r"""Charts of rows below an axis, as LaTeX ``picture``s: rules and text, no drawing package.

Lengths are thousandths of the line width, so that a chart fits any page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sphinx_resume.latex.text import escape
from sphinx_resume.views.axis import Axis

#: The heights of the axis, of a row, and of a bar in a row.
AXIS: Final = 26
ROW: Final = 22
BAR: Final = 12
#: Where in its row a bar begins.
BAR_AT: Final = (ROW - BAR) // 2
#: The room for labels beside an axis of years, and that for the name of a year.
LABELS: Final = 290
_YEAR: Final = 48
#: Between a label and what it names.
_GAP: Final = 6


def chart(ground: Iterable[str], rows: Sequence[Iterable[str]]) -> str:
    """Rows on a ground, such as lines for years, which is as high as they are together.

    TeX knows for how many of them a page has room; the ground is drawn on each page.
    """
    lines = [
        rf"\resumechart{{{AXIS}}}{{{ROW}}}{{{len(rows)}}}{{",
        *ground,
        "}{",
        *(
            line
            for number, row in enumerate(rows)
            for line in (rf"\resumechartrow{{{number}}}{{", *row, "}")
        ),
        "}",
    ]
    return "%\n".join(lines)  # the ends of lines would be spaces


def label(text: str, room: int) -> str:
    """The name of a row, narrower where it is wider than the room for it."""
    return rf"\put(0,6){{\resumefit{{{room - _GAP}\unitlength}}{{{escape(text)}}}}}"


def x_on(month: int, axis: Axis) -> int:
    """Where a month begins on an axis of years."""
    return LABELS + round((1000 - LABELS) * (month - axis.start) / (axis.stop - axis.start))


def year_lines(axis: Axis) -> Iterator[str]:
    """Lines for years on an axis, and their names."""
    for year in axis.ticks((1000 - LABELS) // _YEAR):
        x = x_on(12 * year, axis)
        yield rf"\put({x},0){{\resumerule{{line}}{{0.4pt}}{{\resumebelow{{8}}}}}}"
        if x < 1000 - _YEAR:
            yield rf"\resumeput{{{x + 5}}}{{17}}{{\resumeyear{{{year}}}}}"
