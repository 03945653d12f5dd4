r"""Charts with rows below an axis, as LaTeX ``picture``s of rules and text, without packages.

Lengths are thousandths of the line width, so that a chart fits any page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sphinx_resume.latex.text import escape
from sphinx_resume.views.axis import Axis

#: The heights of the axis, of a row, and of a bar.
AXIS: Final = 26
ROW: Final = 22
BAR: Final = 12
#: The y coordinate of a bar in its row.
BAR_AT: Final = (ROW - BAR) // 2
#: The width of the labels beside an axis of years, and of the label of a year.
LABELS: Final = 290
_YEAR: Final = 48
#: The space between a label and its row.
_GAP: Final = 6


def chart(ground: Iterable[str], rows: Sequence[Iterable[str]]) -> str:
    """Rows on a background, such as lines for years, which extends over all of them.

    TeX determines how many rows fit on a page, and repeats the background on each.
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
    return "%\n".join(lines)  # TeX would read line breaks as spaces


def label(text: str, room: int) -> str:
    """The label of a row, condensed if it is too wide."""
    return rf"\put(0,6){{\resumefit{{{room - _GAP}\unitlength}}{{{escape(text)}}}}}"


def axis_x(month: int, axis: Axis) -> int:
    """The x coordinate of the start of a month on an axis of years."""
    return LABELS + round((1000 - LABELS) * axis.percent(month) / 100)


def year_lines(axis: Axis) -> Iterator[str]:
    """Lines for years on an axis, and their labels."""
    for year in axis.ticks((1000 - LABELS) // _YEAR):
        x = axis_x(12 * year, axis)
        yield rf"\put({x},0){{\resumerule{{line}}{{0.4pt}}{{\resumebelow{{8}}}}}}"
        if x < 1000 - _YEAR:
            yield rf"\resumeput{{{x + 5}}}{{17}}{{\resumeyear{{{year}}}}}"
