"""The timeline as an inline SVG: bars in lanes, below them a band of pins, years across.

Lengths are in SVG units; the drawing scales with its box. Colours are the stylesheet's. What is
said of a bar while it is pointed at or has the focus stands above it, for there it covers only what
was drawn before; nothing but the order of drawing puts it in front.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Final

from sphinx_resume.html.elements import entry_classes
from sphinx_resume.html.svg_layout import cut, lanes, text_width
from sphinx_resume.i18n import _
from sphinx_resume.views.base import Link
from sphinx_resume.views.date_text import Period
from sphinx_resume.views.timeline import Bar, Timeline

_WIDTH: Final = 760
#: Room at the right for the arrows of what goes on.
_RIGHT: Final = 14
_AXIS: Final = 26
_LANE: Final = 40
_BAR: Final = 12
#: The height of a row of pins, and the least size of what can be clicked: 24 pixels where the
#: drawing is at its narrowest.
_PIN: Final = 28
_TARGET: Final = 28
_LEGEND: Final = 28
#: Room for the text of a year, and for “today”.
_YEAR: Final = 40
#: The size of names, how many characters of one are enough, and how few are worth it.
_FONT: Final = 13
_NAME: Final = 44
_LEAST: Final = 12
#: The space between two names in a lane, between a pin and its name, and between titles.
_BETWEEN: Final = 12
_BESIDE: Final = 4
_SPACE: Final = 2
#: How many rows the pins may take with their names.
_ROWS: Final = 8
_TIP: Final = (340, 200)

#: The marks of pins, around their middle; other kinds have that of talks.
_MARKS: Final = {
    "position": "M-4.5-6L6 0-4.5 6z",
    "education": "M-6-4.5h12L0 6z",
    "talk": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "incident": "M0-6.5L6.5 0 0 6.5-6.5 0z",
    "publication": "M-4.5-4.5h9v9h-9z",
    "patent": "M-5-3L0-6.5 5-3V5H-5z",
    "award": "M0-7L2-2.2 7-1.9 3.2 1.3 4.4 6.4 0 3.6-4.4 6.4-3.2 1.3-7-1.9-2-2.2z",
    "certificate": "M-3-5.5h6L6 0 3 5.5h-6L-6 0z",
    "course": "M-6-3.5h12v7h-12z",
}

Href = Callable[[Link], str]


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something with a place of its own: an entry, or a career at one organization."""

    bars: tuple[Bar, ...]
    #: The ends of what is drawn to scale.
    x: float
    end: float
    #: The name, and as much of it as is shown.
    whole: str = ""
    name: str = ""
    #: Where the name begins, or ends.
    name_x: float = 0
    ends: bool = False

    @property
    def extent(self) -> tuple[float, float]:
        """From where to where it reaches, with its name."""
        if not self.name:
            return self.x, self.end
        width = text_width(self.name, _FONT)
        start = self.name_x - width if self.ends else self.name_x
        return min(self.x, start), max(self.end, start + width)


def timeline_svg(timeline: Timeline, href: Href) -> str:
    """An ``<svg>`` element whose bars and pins link to what they stand for."""
    bars = [row for row in timeline.rows if not row[0].pinned]
    positions = [row for row in bars if row[0].link.kind == "position"]
    others = [row for row in bars if row[0].link.kind != "position"]
    pins = [row[0] for row in timeline.rows if row[0].pinned]
    lines: list[str] = []
    top = _AXIS
    for rows in (positions, others):
        for lane in _lanes([_bar_thing(row, timeline) for row in rows], _BETWEEN):
            lines += (line for thing in lane for line in _bars(thing, top, timeline, href))
            top += _LANE
        if rows is positions:
            lines[:0] = _gaps(timeline, top)
    for lane in _pin_lanes(pins, timeline):
        lines += (line for thing in lane for line in _pin(thing, top, timeline, href))
        top += _PIN
    lines[:0] = _axis(timeline, top)
    if legend := _legend(timeline, top):
        lines.append(legend)
        top += _LEGEND
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" class="resume-timeline" role="group" '
        f'aria-label="{escape(timeline.title)}" viewBox="0 0 {_WIDTH} {top}" '
        f'width="{_WIDTH}" height="{top}">'
    )
    return "\n".join([head, *lines, "</svg>"])


def _lanes(things: Sequence[_Thing], space: float) -> list[list[_Thing]]:
    """The things by lanes, each from left to right."""
    found = lanes([thing.extent for thing in things], space)
    result: list[list[_Thing]] = [[] for _lane in range(max(found, default=-1) + 1)]
    for lane, thing in zip(found, things, strict=True):
        result[lane].append(thing)
    return [_named(sorted(lane, key=lambda thing: thing.extent), space) for lane in result]


def _named(lane: list[_Thing], space: float) -> list[_Thing]:
    """The things of a lane with as much of their names as there is room for between them."""
    for at, thing in enumerate(lane):
        before = lane[at - 1].extent[1] + space if at else 0
        after = lane[at + 1].extent[0] - space if at + 1 < len(lane) else _WIDTH
        room = thing.name_x - before if thing.ends else after - thing.name_x
        longer = (cut(thing.whole, most) for most in range(len(thing.whole), len(thing.name), -1))
        name = next((name for name in longer if text_width(name, _FONT) <= room), thing.name)
        lane[at] = replace(thing, name=name)
    return lane


def _pin_lanes(pins: Sequence[Bar], timeline: Timeline) -> list[list[_Thing]]:
    """The pins with as much of their names as has room in few lanes, or costs none."""
    bare = _lanes([_pin_thing(bar, timeline, 0) for bar in pins], 0)
    for most in range(_NAME, _LEAST - 1, -2):
        named = _lanes([_pin_thing(bar, timeline, most) for bar in pins], _BETWEEN)
        if len(named) <= max(_ROWS, len(bare)):
            return named
    return bare


def _x(month: int, timeline: Timeline) -> float:
    months = timeline.stop - timeline.start
    return round((_WIDTH - _RIGHT) * (month - timeline.start) / months, 1)


# Axis, gaps, legend


def _axis(timeline: Timeline, height: int) -> Iterator[str]:
    now = None if timeline.now is None else _x(timeline.now, timeline)
    today = _("today")
    for year in timeline.ticks(_WIDTH // _YEAR):
        x = _x(12 * year, timeline)
        yield f'<line class="resume-year" x1="{x:g}" y1="{_AXIS - 6}" x2="{x:g}" y2="{height}"/>'
        free = _WIDTH if now is None or x > now else now - _YEAR
        if x + 3 + text_width(f"{year}", 12) <= free:
            yield f'<text class="resume-year" x="{x + 3:g}" y="{_AXIS - 9}">{year}</text>'
    if now is not None:
        yield f'<line class="resume-now" x1="{now:g}" y1="{_AXIS - 6}" x2="{now:g}" y2="{height}"/>'
        yield (
            f'<text class="resume-now" x="{now:g}" y="{_AXIS - 9}" text-anchor="end">'
            f"{escape(today)}</text>"
        )


def _gaps(timeline: Timeline, height: int) -> Iterator[str]:
    for gap in timeline.gaps:
        x, end = _x(gap.start, timeline), _x(gap.stop, timeline)
        yield (
            f'<rect class="resume-gap" x="{x:g}" y="{_AXIS}" width="{end - x:g}" '
            f'height="{height - _AXIS}"><title>{escape(gap.text)}</title></rect>'
        )


def _legend(timeline: Timeline, y: int) -> str:
    """The legend of the marks of the pins and the bands of the gaps."""
    pinned = {bar.link.kind: bar.kinds for bar in timeline.bars if bar.pinned}
    order = {kind: number for number, kind in enumerate(_MARKS)}
    swatches = [
        (_(pinned[kind]), f'<path class="resume-mark" d="{_mark(kind)}"/>')
        for kind in sorted(pinned, key=lambda kind: (order.get(kind, len(order)), kind))
    ]
    if timeline.gaps:
        swatches.append((_("between positions"), '<path class="resume-gap" d="M-7-7H7V7H-7z"/>'))
    x = 8.0
    lines = []
    for name, swatch in swatches:
        lines.append(
            f'<g transform="translate({x:g} {y + 16})">{swatch}'
            f'<text x="12" y="4">{escape(name)}</text></g>'
        )
        x += 12 + text_width(name, _FONT) + 2 * _BETWEEN
    return f'<g class="resume-legend" aria-hidden="true">{"".join(lines)}</g>' if lines else ""


# Bars


def _bar_thing(bars: tuple[Bar, ...], timeline: Timeline) -> _Thing:
    x = min(_x(bar.start, timeline) for bar in bars)
    end = max(x + 2, *(_x(bar.stop, timeline) for bar in bars))
    together = bars[0].together
    whole = together.name if together else bars[0].name
    name = cut(whole, _NAME)
    width = text_width(name, _FONT)
    # The name begins with the bar, or ends with it where there is no room for that.
    if x + width <= _WIDTH:
        return _Thing(bars, x, end, whole, name, x)
    return _Thing(bars, x, end, whole, name, max(end, width), ends=True)


def _bars(thing: _Thing, y: int, timeline: Timeline, href: Href) -> Iterator[str]:
    """The name and the bars: a link over all of it, or one for each of several bars."""
    bars = thing.bars
    widths = [_x(bar.stop, timeline) - _x(bar.start, timeline) for bar in bars]
    label = _name(thing, y + _FONT)
    if len(bars) > 1 and min(widths) >= _TARGET:
        yield label
        for bar, width in zip(reversed(bars), reversed(widths), strict=True):
            x = _x(bar.start, timeline)
            yield _link_start([bar], _described(bar), href)
            yield _hit(x, y + _LANE - _TARGET, width, _TARGET)
            yield _shape(bar, y, timeline, space=_SPACE)
            yield f"{_tip(bar.link.text, _lines(bar), x, x + width, y)}</a>"
        return
    # Bars that are too narrow to be hit are one link.
    left, right = thing.extent
    first = bars[0]
    title, lines = first.link.text, _lines(first)
    if len(bars) > 1:
        assert first.together is not None
        title, lines = first.together.name, _lines_together(bars, first.together.period)
    yield _link_start(bars, _joined(title, lines), href)
    yield _hit(left, y, max(right - left, _TARGET), _LANE - 2)
    for bar in reversed(bars):
        yield _shape(bar, y, timeline, space=_SPACE if len(bars) > 1 else 0)
    yield f"{_tip(title, lines, thing.x, thing.end, y)}</a>"
    yield label


def _shape(bar: Bar, y: int, timeline: Timeline, space: float) -> str:
    """A bar to scale, which leaves some `space` to the next one; an arrow where it goes on."""
    x, end = _x(bar.start, timeline), _x(bar.stop, timeline)
    top = y + _LANE - _BAR - 8
    shape = (
        f'<rect class="resume-bar" x="{x:g}" y="{top}" '
        f'width="{max(end - x - space, 2):g}" height="{_BAR}" rx="2"/>'
    )
    if bar.current and bar.stop == timeline.now:
        shape += f'<path class="resume-bar" d="M{end + 2:g} {top}l9 {_BAR / 2:g}-9 {_BAR / 2:g}z"/>'
    return shape


# Pins


def _pin_thing(bar: Bar, timeline: Timeline, most: int) -> _Thing:
    """A pin, with at most so many characters of its name."""
    half = _TARGET / 2
    middle = _middle(bar, timeline)
    x = min(_x(bar.start, timeline), middle - half)
    end = max(_x(bar.stop, timeline), middle + half)
    if not most:
        return _Thing((bar,), x, end)
    whole = bar.link.text
    name = cut(whole, most)
    if end + _BESIDE + text_width(name, _FONT) <= _WIDTH:
        return _Thing((bar,), x, end, whole, name, end + _BESIDE)
    return _Thing((bar,), x, end, whole, name, x - _BESIDE, ends=True)


def _middle(bar: Bar, timeline: Timeline) -> float:
    half = _TARGET / 2
    middle = (_x(bar.start, timeline) + _x(bar.stop, timeline)) / 2
    return round(min(max(middle, half), _WIDTH - half), 1)


def _pin(thing: _Thing, y: int, timeline: Timeline, href: Href) -> Iterator[str]:
    """A mark at the date, in the middle of the time that it may have been in, and its name."""
    (bar,) = thing.bars
    left, right = thing.extent
    middle = _middle(bar, timeline)
    yield _link_start([bar], _described(bar), href)
    yield _hit(left, y, right - left, _TARGET)
    x, end = _x(bar.start, timeline), _x(bar.stop, timeline)
    height = y + _PIN // 2
    if end - x > _TARGET / 2:
        yield f'<line class="resume-whisker" x1="{x:g}" y1="{height}" x2="{end:g}" y2="{height}"/>'
    mark = _mark(bar.link.kind)
    yield f'<path class="resume-mark" d="{mark}" transform="translate({middle:g} {height})"/>'
    yield f"{_tip(bar.link.text, _lines(bar), left, right, y)}</a>"
    if thing.name:
        yield _name(thing, height + 4)


def _mark(kind: str) -> str:
    return _MARKS.get(kind, _MARKS["talk"])


# What they say


def _name(thing: _Thing, y: int) -> str:
    """The name, which may be cut, and so is not part of the link, whose own name is whole."""
    anchor = ' text-anchor="end"' if thing.ends else ""
    names = " ".join(_about(thing.bars))
    return (
        f'<text class="{names}" aria-hidden="true" x="{thing.name_x:g}" y="{y}"{anchor}>'
        f"{escape(thing.name)}</text>"
    )


def _about(bars: Sequence[Bar]) -> list[str]:
    return entry_classes(" ".join(bar.link.about for bar in bars))


def _hit(x: float, y: int, width: float, height: int) -> str:
    return (
        f'<rect class="resume-hit" x="{x:g}" y="{y}" width="{width:g}" height="{height}" rx="3"/>'
    )


def _link_start(bars: Sequence[Bar], text: str, href: Href) -> str:
    bar = bars[0]
    state = ["resume-vague"] if bar.vague else ["resume-current"] if bar.current else []
    names = " ".join([f"resume-{bar.link.kind}", *state, *_about(bars)])
    return f'<a class="{names}" href="{escape(href(bar.link))}" aria-label="{escape(text)}">'


def _lines(bar: Bar) -> list[str]:
    """When it was and for how long, its facts, and its skills."""
    when = bar.period.whole
    return [line for line in (when, " · ".join(bar.facts), ", ".join(bar.skills)) if line]


def _lines_together(bars: Sequence[Bar], period: Period) -> list[str]:
    skills = sorted({skill for bar in bars for skill in bar.skills}, key=str.casefold)
    titles = [f"{bar.name}: {bar.period.whole}" for bar in bars]
    return [period.whole, *titles, *filter(None, [", ".join(skills)])]


def _described(bar: Bar) -> str:
    return _joined(bar.link.text, _lines(bar))


def _joined(title: str, lines: Sequence[str]) -> str:
    return f"{title}: {'; '.join(lines)}"


def _tip(title: str, lines: Sequence[str], x: float, end: float, y: int) -> str:
    """The tooltip above a bar, within the edges of the drawing; the browser breaks its lines."""
    width, height = _TIP
    at_start = x + width <= _WIDTH
    left = x if at_start else max(min(end, _WIDTH) - width, 0)
    side = "" if at_start else " resume-tip-end"
    content = "".join(f"<span>{escape(line)}</span>" for line in lines)
    return (
        f'<foreignObject class="resume-tip{side}" display="none" aria-hidden="true" '
        f'x="{left:g}" y="{y - height}" width="{width}" height="{height}">'
        f'<div xmlns="http://www.w3.org/1999/xhtml"><div><strong>{escape(title)}</strong>'
        f"{content}</div></div></foreignObject>"
    )
