"""The timeline as a chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sphinx_resume.latex.chart import AXIS, BAR, BAR_AT, LABELS, axis_x, chart, label, year_lines
from sphinx_resume.model.shorten import shortened
from sphinx_resume.views.timeline import Bar, Timeline

#: The number of characters of a name that fit beside the axis.
_NAME: Final = 34
#: The width of a mark, and the space between two bars in a row.
_MARK: Final = 6
_SPACE: Final = 2


def timeline_picture(timeline: Timeline) -> str:
    """The chart, which may continue on several pages."""
    ground = (*_gaps(timeline), *year_lines(timeline))
    return chart(ground, [_row(row, timeline) for row in timeline.rows])


def timeline_alternative(timeline: Timeline) -> str:
    """The alternative text of the chart."""
    found = [(bar.stop, bar.start, f"{_name(bar)}: {bar.when}") for bar in timeline.bars]
    found += [(gap.stop, gap.start, gap.text) for gap in timeline.gaps]
    latest_first = sorted(found, key=lambda item: (-item[0], -item[1]))
    return f"{timeline.title}. {'; '.join(text for *_months, text in latest_first)}."


def _name(bar: Bar) -> str:
    return f"{bar.together.name}, {bar.name}" if bar.together else bar.name


def _gaps(timeline: Timeline) -> Iterator[str]:
    for gap in timeline.gaps:
        x, end = axis_x(gap.start, timeline), axis_x(gap.stop, timeline)
        yield (
            rf"\put({x},0){{\resumerule{{band}}{{{end - x}\unitlength}}"
            rf"{{\resumebelow{{{AXIS}}}}}}}"
        )


def _row(row: Sequence[Bar], timeline: Timeline) -> Iterator[str]:
    name = row[0].together.name if row[0].together else row[0].name
    yield label(shortened(name, _NAME), LABELS)
    for bar in row:
        x, end = axis_x(bar.start, timeline), axis_x(bar.stop, timeline)
        if bar.point:
            x, end = (x + end - _MARK) // 2, (x + end + _MARK) // 2
        elif len(row) > 1:
            end -= _SPACE
        colour = "line" if bar.pale else "muted" if bar.link.kind == "education" else "accent"
        yield (
            rf"\put({x},{BAR_AT}){{\resumerule{{{colour}}}"
            rf"{{{max(end - x, 3)}\unitlength}}{{{BAR}\unitlength}}}}"
        )
