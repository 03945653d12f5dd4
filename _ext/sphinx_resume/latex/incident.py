"""The timeline of an incident as a chart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sphinx_resume.i18n import _
from sphinx_resume.latex.chart import BAR, BAR_AT, chart, label
from sphinx_resume.latex.text import escape
from sphinx_resume.views.incident import Axis, IncidentTimeline, Length

_LABELS: Final = 250
#: Space for half of the label of the last tick.
_RIGHT: Final = 40
#: The width of the label of a tick.
_TICK: Final = 100


def incident_picture(timeline: IncidentTimeline) -> str:
    """The chart; empty if there is nothing to draw. List and table have the same content."""
    axis = timeline.axis
    if axis is None:
        return ""
    rows = [_events(axis), *(_length(length, axis) for length in timeline.lengths)]
    return chart(_ticks(axis), rows)


def incident_alternative(timeline: IncidentTimeline) -> str:
    """The alternative text of the chart."""
    return f"{_('Timeline of events')}: {timeline.alt}"


def _x(minute: int, axis: Axis) -> int:
    share = (minute - axis.start) / (axis.stop - axis.start)
    return _LABELS + round((1000 - _LABELS - _RIGHT) * share)


def _ticks(axis: Axis) -> Iterator[str]:
    for minute, name in axis.ticks:
        x = _x(minute, axis)
        yield rf"\put({x},0){{\resumerule{{line}}{{0.4pt}}{{\resumebelow{{22}}}}}}"
        text = rf"\makebox({_TICK},0)[b]{{\resumeyear{{{escape(name)}}}}}"
        yield rf"\resumeput{{{x - _TICK // 2}}}{{17}}{{{text}}}"


def _events(axis: Axis) -> Iterator[str]:
    name = _("Events")
    yield label(name, _LABELS)
    for minute, _label in axis.events:
        yield (
            rf"\put({_x(minute, axis) - 3},{BAR_AT})"
            rf"{{\resumerule{{accent}}{{6\unitlength}}{{{BAR}\unitlength}}}}"
        )


def _length(length: Length, axis: Axis) -> Iterator[str]:
    x, end = _x(length.start, axis), _x(length.stop, axis)
    yield label(length.label, _LABELS)
    yield (
        rf"\put({x},{BAR_AT}){{\resumerule{{accent}}"
        rf"{{{max(end - x, 3)}\unitlength}}{{{BAR}\unitlength}}}}"
    )
