r"""The timeline as a LaTeX ``picture``: rules and text, no drawing package.

Lengths across are thousandths of the line width, so that the drawing fits any page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sphinx.util.texescape import escape

from sphinx_resume.views.timeline import Bar, Timeline

_LABELS: Final = 290
_ROW: Final = 24
_BAR: Final = 12
_AXIS: Final = 26
_YEAR: Final = 48
#: How many characters of a name fit the room for labels.
_NAME: Final = 34


def timeline_picture(timeline: Timeline) -> str:
    """A ``picture`` environment, in colours that the style names."""
    height = _AXIS + _ROW * len(timeline.bars)
    lines = [
        rf"\begin{{picture}}(1000,{height})",
        *_gaps(timeline, height),
        *_years(timeline, height),
        *(line for row, bar in enumerate(timeline.bars) for line in _bar(bar, row, timeline)),
        r"\end{picture}",
    ]
    # The ends of lines would be spaces.
    drawing = "%\n".join(lines)
    return f"\n\\begin{{resumetimeline}}%\n{drawing}%\n\\end{{resumetimeline}}\n"


def _x(month: int, timeline: Timeline) -> int:
    months = timeline.stop - timeline.start
    return _LABELS + round((1000 - _LABELS) * (month - timeline.start) / months)


def _years(timeline: Timeline, height: int) -> Iterator[str]:
    for year in timeline.ticks((1000 - _LABELS) // _YEAR):
        x = _x(12 * year, timeline)
        yield rf"\put({x},0){{\resumerule{{year}}{{0.4pt}}{{{height - 8}\unitlength}}}}"
        if x < 1000 - _YEAR:
            yield rf"\put({x + 5},{height - 17}){{\resumeyear{{{year}}}}}"


def _gaps(timeline: Timeline, height: int) -> Iterator[str]:
    for gap in timeline.gaps:
        x, end = _x(gap.start, timeline), _x(gap.stop, timeline)
        yield (
            rf"\put({x},0){{\resumerule{{gap}}{{{end - x}\unitlength}}"
            rf"{{{height - _AXIS}\unitlength}}}}"
        )


def _bar(bar: Bar, row: int, timeline: Timeline) -> Iterator[str]:
    y = _ROW * (len(timeline.bars) - row - 1)
    x, end = _x(bar.start, timeline), _x(bar.stop, timeline)
    name = bar.name if len(bar.name) <= _NAME else bar.name[: _NAME - 1].rstrip() + "…"
    style = "vague" if bar.vague else bar.link.kind
    yield rf"\put(0,{y + 7}){{\resumename{{{escape(name, 'lualatex')}}}}}"
    yield (
        rf"\put({x},{y + (_ROW - _BAR) // 2}){{\resumerule{{{style}}}"
        rf"{{{max(end - x, 3)}\unitlength}}{{{_BAR}\unitlength}}}}"
    )
