"""The timeline as an inline SVG: a row for each entry, years across, gaps as bands.

Lengths are in SVG units; the drawing scales with its box. Colours are the stylesheet's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Final

from sphinx_resume.views.base import Link, _
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


def timeline_svg(timeline: Timeline, href: Callable[[Link], str]) -> str:
    """An ``<svg>`` element whose bars link to what they stand for."""
    height = _AXIS + _ROW * len(timeline.bars) + 4
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
                for row, bar in enumerate(timeline.bars)
                for line in _bar(bar, row, timeline, href(bar.link))
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
        title = f"{_('No position')}: {gap.period.text} ({gap.period.duration})"
        yield (
            f'<rect class="resume-gap" x="{x:g}" y="{_AXIS}" width="{end - x:g}" '
            f'height="{height - _AXIS}"><title>{escape(title)}</title></rect>'
        )


def _bar(bar: Bar, row: int, timeline: Timeline, href: str) -> Iterator[str]:
    top = _AXIS + row * _ROW + (_ROW - _BAR) // 2
    x, end = _x(bar.start, timeline), _x(bar.stop, timeline)
    title = f"{bar.link.text}: {bar.period.text}"
    if bar.vague:
        title = f"{bar.link.text}: {_('some time during ')}{bar.period.text}"
    elif bar.period.duration:
        title += f" ({bar.period.duration})"
    name = bar.name if len(bar.name) <= _NAME else bar.name[: _NAME - 1].rstrip() + "…"
    state = " resume-vague" if bar.vague else " resume-current" if bar.current else ""
    yield (
        f'<a class="resume-{bar.link.kind}{state}" href="{escape(href)}" '
        f'aria-label="{escape(title)}"><title>{escape(title)}</title>'
    )
    yield (
        f'<rect class="resume-hit" x="0" y="{_AXIS + row * _ROW + 1}" width="{_WIDTH}" '
        f'height="{_ROW - 2}"/>'
    )
    yield f'<text x="4" y="{top + _BAR - 4}">{escape(name)}</text>'
    yield (
        f'<rect class="resume-bar" x="{x:g}" y="{top}" width="{max(end - x, 2):g}" '
        f'height="{_BAR}" rx="2"/></a>'
    )
