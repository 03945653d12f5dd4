"""The timeline of an incident as an inline SVG: a bar for each length of time, a dot per event.

Lengths are in SVG units; the drawing scales with its box. Colors come from the style sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from sphinx_resume.html.svg_layout import text_width
from sphinx_resume.i18n import _
from sphinx_resume.views.incident import Axis, IncidentTimeline, Length

_WIDTH: Final = 760
#: Space for text after the end of the axis.
_RIGHT: Final = 24
_ROW: Final = 30
_BAR: Final = 18
_AXIS: Final = 26
_FONT: Final = 13


@dataclass(frozen=True, slots=True)
class _Scale:
    axis: Axis
    #: The x coordinate where the axis begins, after the labels.
    left: float

    def x(self, minute: int) -> float:
        share = (minute - self.axis.start) / (self.axis.stop - self.axis.start)
        return round(self.left + (_WIDTH - self.left - _RIGHT) * share, 1)


def incident_svg(timeline: IncidentTimeline) -> str:
    """An ``<svg>`` element with its content as a label; empty if there are no lengths to draw."""
    axis = timeline.axis
    if axis is None or not timeline.lengths:
        return ""
    height = _AXIS + _ROW * (len(timeline.lengths) + 1)
    labels = [_("Events"), *(length.label for length in timeline.lengths)]
    scale = _Scale(axis, 2 * _RIGHT + max(text_width(label, _FONT) for label in labels))
    head = (
        f'<svg class="resume-timeline resume-incident-drawing" role="img" '
        f'aria-label="{escape(timeline.alt)}" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}">'
    )
    lines = [
        head,
        *_ticks(scale, height),
        *_events(labels[0], scale),
        *(
            line
            for row, length in enumerate(timeline.lengths, start=1)
            for line in _length(length, row, scale)
        ),
        "</svg>",
    ]
    return "\n".join(lines)


def _ticks(scale: _Scale, height: int) -> Iterator[str]:
    for minute, label in scale.axis.ticks:
        x = scale.x(minute)
        yield f'<line x1="{x:g}" y1="{_AXIS - 6}" x2="{x:g}" y2="{height}"/>'
        yield (
            f'<text class="resume-year" x="{x:g}" y="{_AXIS - 12}" text-anchor="middle">'
            f"{escape(label)}</text>"
        )


def _events(name: str, scale: _Scale) -> Iterator[str]:
    y = _AXIS + _ROW // 2
    yield f'<text x="4" y="{y + 5}">{escape(name)}</text>'
    for minute, label in scale.axis.events:
        x = scale.x(minute)
        yield (
            f'<circle class="resume-bar" cx="{x:g}" cy="{y}" r="5">'
            f"<title>{escape(label)}</title></circle>"
        )


def _length(length: Length, row: int, scale: _Scale) -> Iterator[str]:
    top = _AXIS + row * _ROW + (_ROW - _BAR) // 2
    x, end = scale.x(length.start), scale.x(length.stop)
    yield f'<text x="4" y="{top + _BAR - 4}">{escape(length.label)}</text>'
    yield (
        f'<rect class="resume-bar" x="{x:g}" y="{top}" width="{max(end - x, 2):g}" '
        f'height="{_BAR}" rx="2"/>'
    )
    words = length.length.text
    width = text_width(words, _FONT)
    if _WIDTH - end - 8 >= width:
        yield f'<text x="{end + 6:g}" y="{top + _BAR - 4}">{escape(words)}</text>'
    elif end - x >= width + 8:
        yield (
            f'<text class="resume-inside" x="{end - 6:g}" y="{top + _BAR - 4}" '
            f'text-anchor="end">{escape(words)}</text>'
        )
    else:
        yield (f'<text x="{x - 6:g}" y="{top + _BAR - 4}" text-anchor="end">{escape(words)}</text>')
