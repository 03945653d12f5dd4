r"""Charts of rows below an axis, as LaTeX ``picture``s: rules and text, no drawing package.

Lengths are thousandths of the line width, so that a chart fits any page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sphinx_resume.latex.text import escape

#: The heights of the axis, of a row, and of a bar in a row.
AXIS: Final = 26
ROW: Final = 22
BAR: Final = 12
#: Where in its row a bar begins.
BAR_AT: Final = (ROW - BAR) // 2
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
