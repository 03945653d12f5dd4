r"""The timeline of an incident as a LaTeX ``picture``: rules and text, no drawing package.

Lengths across are thousandths of the line width, as in the timeline of the career.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sphinx_resume.latex.text import escape
from sphinx_resume.messages import _
from sphinx_resume.views.incident import Axis, IncidentTimeline, Length

_LABELS: Final = 250
#: Room for half of the last tick's name.
_RIGHT: Final = 40
_ROW: Final = 22
_BAR: Final = 12
_AXIS: Final = 26
#: The room for the name of a tick.
_TICK: Final = 100


def incident_picture(timeline: IncidentTimeline) -> str:
    """A ``picture`` environment, in colours that the style names; empty without anything to draw.

    What it shows is said by the list and the table that stand with it.
    """
    axis = timeline.axis
    if axis is None:
        return ""
    rows = len(timeline.lengths) + 1
    height = _AXIS + _ROW * rows
    lines = [
        rf"\begin{{picture}}(1000,{height})",
        *_ticks(axis, height),
        *_events(axis, _ROW * (rows - 1)),
        *(
            line
            for row, length in enumerate(timeline.lengths, start=2)
            for line in _length(length, _ROW * (rows - row), axis)
        ),
        r"\end{picture}",
    ]
    return "%\n".join(lines)  # the ends of lines would be spaces


def incident_alternative(timeline: IncidentTimeline) -> str:
    """What the drawing shows, in words."""
    return f"{_('Timeline of events')}: {timeline.alt}"


def _x(minute: int, axis: Axis) -> int:
    share = (minute - axis.start) / (axis.stop - axis.start)
    return _LABELS + round((1000 - _LABELS - _RIGHT) * share)


def _ticks(axis: Axis, height: int) -> Iterator[str]:
    for minute, label in axis.ticks:
        x = _x(minute, axis)
        yield rf"\put({x},0){{\resumerule{{line}}{{0.4pt}}{{{height - 22}\unitlength}}}}"
        text = rf"\makebox({_TICK},0)[b]{{\resumeyear{{{escape(label)}}}}}"
        yield rf"\put({x - _TICK // 2},{height - 17}){{{text}}}"


def _events(axis: Axis, y: int) -> Iterator[str]:
    name = _("Events")
    yield rf"\put(0,{y + 6}){{{escape(name)}}}"
    for minute, _label in axis.events:
        yield (
            rf"\put({_x(minute, axis) - 3},{y + (_ROW - _BAR) // 2})"
            rf"{{\resumerule{{accent}}{{6\unitlength}}{{{_BAR}\unitlength}}}}"
        )


def _length(length: Length, y: int, axis: Axis) -> Iterator[str]:
    x, end = _x(length.start, axis), _x(length.stop, axis)
    yield rf"\put(0,{y + 6}){{{escape(length.label)}}}"
    yield (
        rf"\put({x},{y + (_ROW - _BAR) // 2}){{\resumerule{{accent}}"
        rf"{{{max(end - x, 3)}\unitlength}}{{{_BAR}\unitlength}}}}"
    )
