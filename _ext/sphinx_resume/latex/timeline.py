r"""The timeline as a LaTeX ``picture``: rules and text, no drawing package.

Lengths across are thousandths of the line width, so that the drawing fits any page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sphinx_resume.latex.text import escape
from sphinx_resume.views.timeline import Bar, Timeline

_LABELS: Final = 290
_ROW: Final = 22
_BAR: Final = 12
_AXIS: Final = 26
_YEAR: Final = 48
#: How many characters of a name fit the room for labels.
_NAME: Final = 34
#: The width of a mark for a day, and the space between two bars in a row.
_MARK: Final = 6
_SPACE: Final = 2


def timeline_picture(timeline: Timeline) -> str:
    """A ``picture`` environment, in colours that the style names."""
    height = _AXIS + _ROW * len(timeline.rows)
    lines = [
        rf"\begin{{picture}}(1000,{height})",
        *_gaps(timeline, height),
        *_years(timeline, height),
        *(
            line
            for number, row in enumerate(timeline.rows, start=1)
            for line in _row(row, _ROW * (len(timeline.rows) - number), timeline)
        ),
        r"\end{picture}",
    ]
    return "%\n".join(lines)  # the ends of lines would be spaces


def timeline_alternative(timeline: Timeline) -> str:
    """What the drawing says, in words."""
    found = [(bar.stop, bar.start, f"{_name(bar)}: {bar.when}") for bar in timeline.bars]
    found += [(gap.stop, gap.start, gap.text) for gap in timeline.gaps]
    latest_first = sorted(found, key=lambda item: (-item[0], -item[1]))
    return f"{timeline.title}. {'; '.join(text for *_months, text in latest_first)}."


def _name(bar: Bar) -> str:
    return f"{bar.together.name}, {bar.name}" if bar.together else bar.name


def _x(month: int, timeline: Timeline) -> int:
    months = timeline.stop - timeline.start
    return _LABELS + round((1000 - _LABELS) * (month - timeline.start) / months)


def _years(timeline: Timeline, height: int) -> Iterator[str]:
    for year in timeline.ticks((1000 - _LABELS) // _YEAR):
        x = _x(12 * year, timeline)
        yield rf"\put({x},0){{\resumerule{{line}}{{0.4pt}}{{{height - 8}\unitlength}}}}"
        if x < 1000 - _YEAR:
            yield rf"\put({x + 5},{height - 17}){{\resumeyear{{{year}}}}}"


def _gaps(timeline: Timeline, height: int) -> Iterator[str]:
    for gap in timeline.gaps:
        x, end = _x(gap.start, timeline), _x(gap.stop, timeline)
        yield (
            rf"\put({x},0){{\resumerule{{band}}{{{end - x}\unitlength}}"
            rf"{{{height - _AXIS}\unitlength}}}}"
        )


def _row(row: Sequence[Bar], y: int, timeline: Timeline) -> Iterator[str]:
    name = row[0].together.name if row[0].together else row[0].name
    short = name if len(name) <= _NAME else f"{name[: _NAME - 1].rstrip()}…"
    yield rf"\put(0,{y + 6}){{{escape(short)}}}"
    for bar in row:
        x, end = _x(bar.start, timeline), _x(bar.stop, timeline)
        if bar.point:
            x, end = (x + end - _MARK) // 2, (x + end + _MARK) // 2
        elif len(row) > 1:
            end -= _SPACE
        colour = "line" if bar.vague else "muted" if bar.link.kind == "education" else "accent"
        yield (
            rf"\put({x},{y + (_ROW - _BAR) // 2}){{\resumerule{{{colour}}}"
            rf"{{{max(end - x, 3)}\unitlength}}{{{_BAR}\unitlength}}}}"
        )
