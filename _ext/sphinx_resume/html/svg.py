"""The timeline as an inline SVG: a row for each entry, years across, gaps as bands.

Lengths are in SVG units; the drawing scales with its box. Colours are the stylesheet's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Final

from sphinx_resume.messages import _
from sphinx_resume.views.base import Link
from sphinx_resume.views.timeline import Bar, Timeline

_WIDTH: Final = 760
_LABELS: Final = 220
_ROW: Final = 28
_BAR: Final = 16
_AXIS: Final = 24
#: Room for the text of a year.
_YEAR: Final = 40
#: How many characters of a name fit the room for labels.
_NAME: Final = 29
#: The width of a mark for a day or a month, and the space between two bars in a row.
_MARK: Final = 10
_SPACE: Final = 2


def timeline_svg(timeline: Timeline, href: Callable[[Link], str]) -> str:
    """An ``<svg>`` element whose bars link to what they stand for."""
    height = _AXIS + _ROW * len(timeline.rows) + 4
    label = _("Timeline from %(first)s to %(last)s") % {
        "first": timeline.start // 12,
        "last": (timeline.stop - 1) // 12,
    }
    head = (
        f'<svg class="resume-timeline" role="group" aria-label="{escape(label)}" '
        f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}">'
    )
    return "\n".join(
        [
            head,
            *_gaps(timeline, height),
            *_years(timeline, height),
            *(
                line
                for number, row in enumerate(timeline.rows)
                for line in _row(row, number, timeline, href)
            ),
            "</svg>",
        ]
    )


def _x(month: int, timeline: Timeline) -> float:
    months = timeline.stop - timeline.start
    return round(_LABELS + (_WIDTH - _LABELS - 4) * (month - timeline.start) / months, 1)


def _years(timeline: Timeline, height: int) -> Iterator[str]:
    for year in timeline.ticks((_WIDTH - _LABELS) // _YEAR):
        x = _x(12 * year, timeline)
        yield f'<line class="resume-year" x1="{x:g}" y1="{_AXIS - 4}" x2="{x:g}" y2="{height}"/>'
        if x < _WIDTH - _YEAR:
            yield f'<text class="resume-year" x="{x + 3:g}" y="{_AXIS - 8}">{year}</text>'


def _gaps(timeline: Timeline, height: int) -> Iterator[str]:
    for gap in timeline.gaps:
        x, end = _x(gap.start, timeline), _x(gap.stop, timeline)
        title = _("No position: %(period)s (%(duration)s)") % {
            "period": gap.period.text,
            "duration": gap.period.duration,
        }
        yield (
            f'<rect class="resume-gap" x="{x:g}" y="{_AXIS}" width="{end - x:g}" '
            f'height="{height - _AXIS}"><title>{escape(title)}</title></rect>'
        )


def _row(
    bars: Sequence[Bar], row: int, timeline: Timeline, href: Callable[[Link], str]
) -> Iterator[str]:
    """The name of a row and its bars: a link over all of it, or one for each of several bars."""
    y = _AXIS + row * _ROW
    together = bars[0].together
    if together is None:
        (bar,) = bars
        yield _link_start(bar, href)
        yield _hit(0, y, _WIDTH)
        yield _label(bar.name, y)
        yield f"{_shape(bar, y, timeline)}</a>"
        return
    yield _label(together.name, y)
    for bar in bars:
        x, end = _x(bar.start, timeline), _x(bar.stop, timeline)
        yield _link_start(bar, href)
        yield _hit(x, y, max(end - x, _MARK))
        yield f"{_shape(bar, y, timeline, space=_SPACE)}</a>"


def _link_start(bar: Bar, href: Callable[[Link], str]) -> str:
    when = bar.period.text
    if bar.vague:
        when = _("some time during %(period)s") % {"period": when}
    elif bar.period.duration:
        when += f" ({bar.period.duration})"
    title = f"{bar.link.text}: {when}"
    state = " resume-vague" if bar.vague else " resume-current" if bar.current else ""
    return (
        f'<a class="resume-{bar.link.kind}{state}" href="{escape(href(bar.link))}" '
        f'aria-label="{escape(title)}"><title>{escape(title)}</title>'
    )


def _hit(x: float, y: int, width: float) -> str:
    return f'<rect class="resume-hit" x="{x:g}" y="{y + 1}" width="{width:g}" height="{_ROW - 2}"/>'


def _label(name: str, y: int) -> str:
    name = name if len(name) <= _NAME else name[: _NAME - 1].rstrip() + "…"
    return f'<text x="4" y="{y + (_ROW + _BAR) // 2 - 4}">{escape(name)}</text>'


def _shape(bar: Bar, y: int, timeline: Timeline, space: float = 0) -> str:
    """A bar to scale, or a mark for what happened within a time too short to be seen as one.

    A bar leaves some `space` to the next one.
    """
    x, end = _x(bar.start, timeline), _x(bar.stop, timeline)
    if bar.point and end - x < _MARK:
        middle = min((x + end) / 2, _WIDTH - _MARK / 2)
        return (
            f'<circle class="resume-bar" cx="{middle:g}" cy="{y + _ROW / 2:g}" r="{_MARK / 2:g}"/>'
        )
    return (
        f'<rect class="resume-bar" x="{x:g}" y="{y + (_ROW - _BAR) // 2}" '
        f'width="{max(end - x - space, 2):g}" height="{_BAR}" rx="2"/>'
    )
