"""The timeline as an inline SVG: rows of bars, lanes of pins, and years along the top.

Its columns are as wide as those of the skill matrix (name, bars to scale, dates), so that the two
align when one is above the other. Lengths are in SVG units; the drawing scales with its box. Colors
come from the style sheet. The tooltip of a bar appears above it, because SVG has only the order of
drawing to decide what is in front: there it covers only what was drawn before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import Final

from sphinx_resume.html.elements import entry_classes
from sphinx_resume.html.svg_layout import text_width, wrapped
from sphinx_resume.i18n import _, capital
from sphinx_resume.model.shorten import shortened
from sphinx_resume.views.axis import lanes
from sphinx_resume.views.base import Href
from sphinx_resume.views.date_text import Period
from sphinx_resume.views.timeline import Bar, Gap, Timeline

_WIDTH: Final = 760
#: Where the axis begins and ends; must match the widths of the columns in the style sheet.
_LEFT: Final = round(0.25 * _WIDTH, 1)
_RIGHT: Final = round(0.68 * _WIDTH, 1)
#: Space after the axis for the arrows of ongoing entries.
_ARROW: Final = 14
_AXIS: Final = 26
_BAR: Final = 12
#: The height of a line of a label, and the space above and below it.
_LINE: Final = 16
_AROUND: Final = 6
#: The height of a lane of pins, and the minimum size of a click target: 24 pixels when the drawing
#: is at its narrowest.
_PIN: Final = 28
_TARGET: Final = 28
#: The space between groups of rows.
_GROUP: Final = 8
#: Space for the label of a year, or for “today”.
_YEAR: Final = 40
#: The font sizes of names and details, the maximum number of lines of a name, and the maximum and
#: minimum number of characters to show of the name of a pin.
_FONT: Final = 13
_SMALL: Final = 12
_LINES: Final = 2
_NAME: Final = 44
_LEAST: Final = 12
#: The space between two names in a lane, between a pin and its name, and between bars in a row.
_BETWEEN: Final = 12
_BESIDE: Final = 4
_SPACE: Final = 2
#: The maximum number of lanes for the pins of a kind, if their names need that many.
_ROWS: Final = 8
_TIP: Final = (340, 200)

#: The marks of pins as paths centered at the origin; other kinds use that of talks.
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


def timeline_svg(timeline: Timeline, href: Href) -> str:
    """The ``<svg>`` element, whose bars and pins are links to their entries."""
    rows = [row for row in timeline.rows if not row[0].pinned]
    pins = [row[0] for row in timeline.rows if row[0].pinned]
    lines: list[str] = []
    top = _AXIS
    for number, (_kinds, group) in enumerate(groupby(_ordered(rows, timeline.gaps), _group_of)):
        top += _GROUP if number else 0
        for row in group:
            drawn, height = _row(row, top, timeline, href)
            lines += drawn
            top += height
    pins.sort(key=_rank)
    for _number, of_kind in groupby(pins, _rank):
        same = list(of_kind)
        top += _GROUP if lines else 0
        lines.append(_text(capital(_(same[0].kinds)), 0, top + _PIN // 2 + 4, "resume-lane"))
        for lane in _pin_lanes(same, timeline):
            lines += (line for thing in lane for line in _pin(thing, top, timeline, href))
            top += _PIN
    lines[:0] = _axis(timeline, top)
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" class="resume-timeline" role="group" '
        f'aria-label="{escape(timeline.title)}" viewBox="0 0 {_WIDTH} {top + 2}" '
        f'width="{_WIDTH}" height="{top + 2}">'
    )
    return "\n".join([head, *lines, "</svg>"])


#: A row of the drawing: an entry, several positions at one organization, or a gap.
_Row = tuple[Bar, ...] | Gap


def _ordered(rows: Sequence[tuple[Bar, ...]], gaps: Iterable[Gap]) -> list[_Row]:
    """Rows by group (positions with breaks and gaps, then other kinds), latest first in each."""
    return sorted([*rows, *gaps], key=lambda row: (_group_of(row), -_stop(row), -_start(row)))


def _group_of(row: _Row) -> str:
    """The group of a row: its kind, but breaks and gaps belong to positions."""
    kind = "break" if isinstance(row, Gap) else row[0].link.kind
    return "" if kind in {"position", "break"} else kind


def _rank(bar: Bar) -> tuple[int, str]:
    """The sort key of pins: by kind, in the order of `_MARKS`."""
    order = list(_MARKS)
    kind = bar.link.kind
    return order.index(kind) if kind in order else len(order), kind


def _start(row: _Row) -> int:
    return row.start if isinstance(row, Gap) else min(bar.start for bar in row)


def _stop(row: _Row) -> int:
    return row.stop if isinstance(row, Gap) else max(bar.stop for bar in row)


def _x(month: int, timeline: Timeline) -> float:
    return round(_LEFT + (_RIGHT - _LEFT) * timeline.percent(month) / 100, 1)


# Axis


def _axis(timeline: Timeline, height: int) -> Iterator[str]:
    now = None if timeline.now is None else _x(timeline.now, timeline)
    today = _("today")
    for year in timeline.ticks(int(_RIGHT - _LEFT) // _YEAR):
        x = _x(12 * year, timeline)
        yield f'<line class="resume-year" x1="{x:g}" y1="{_AXIS - 6}" x2="{x:g}" y2="{height}"/>'
        if now is None or not now - 2 * _YEAR < x <= now:  # as wide as both labels
            yield f'<text class="resume-year" x="{x:g}" y="{_AXIS - 9}">{year}</text>'
    if now is not None:
        yield f'<line class="resume-now" x1="{now:g}" y1="{_AXIS - 6}" x2="{now:g}" y2="{height}"/>'
        yield (
            f'<text class="resume-now" x="{now:g}" y="{_AXIS - 9}" text-anchor="end">'
            f"{escape(today)}</text>"
        )


# Rows


def _row(row: _Row, top: int, timeline: Timeline, href: Href) -> tuple[list[str], int]:
    """The elements of a row (name, bars to scale, dates), and its height."""
    if isinstance(row, Gap):
        name, detail, period = _("Between positions"), "", row.period
    else:
        together = row[0].together
        name = together.name if together else row[0].name
        detail = row[0].detail
        period = together.period if together else row[0].period
    names = "" if isinstance(row, Gap) else " ".join(_classes(row))
    room = _LEFT - _BETWEEN
    labels = [(line, "resume-lane") for line in wrapped(name, room, _FONT, _LINES)]
    labels += [(line, "resume-detail") for line in wrapped(detail, room, _SMALL, _LINES)]
    height = max(len(labels) * _LINE + _AROUND, _TARGET)
    first = top + (height - len(labels) * _LINE) / 2 + _LINE - 4
    middle = top + height / 2
    lines = [
        _text(text, 0, first + number * _LINE, f"{kind} {names}".strip())
        for number, (text, kind) in enumerate(labels)
    ]
    lines.append(
        _text(period.brief, _RIGHT + _ARROW + 4, middle + 4, f"resume-dates {names}".strip())
    )
    if isinstance(row, Gap):
        x, end = _x(row.start, timeline), _x(row.stop, timeline)
        shape = _rectangle("resume-gap", x, middle, end - x)
        return [*lines, shape.replace("/>", f"><title>{escape(row.text)}</title></rect>")], height
    return [*lines, *_bars(row, top, height, timeline, href)], height


def _bars(
    bars: tuple[Bar, ...], top: int, height: int, timeline: Timeline, href: Href
) -> Iterator[str]:
    """The bars of a row: one link for the whole row, or one for each of several bars."""
    widths = [_x(bar.stop, timeline) - _x(bar.start, timeline) for bar in bars]
    middle = top + height / 2
    if len(bars) > 1 and min(widths) >= _TARGET:
        for bar, width in zip(reversed(bars), reversed(widths), strict=True):
            x = _x(bar.start, timeline)
            yield _link_start([bar], _described(bar), href)
            yield _click_target(x, top, width, height)
            yield _shape(bar, middle, timeline, space=_SPACE)
            yield f"{_tooltip(bar.link.text, _lines(bar), x, x + width, top)}</a>"
        return
    # A single bar, or bars too narrow to be clicked separately.
    first = bars[0]
    title, lines = first.link.text, _lines(first)
    if len(bars) > 1:
        assert first.together is not None
        title, lines = first.together.name, _lines_together(bars, first.together.period)
    yield _link_start(bars, _joined(title, lines), href)
    yield _click_target(0, top, _WIDTH, height)
    for bar in reversed(bars):
        yield _shape(bar, middle, timeline, space=_SPACE if len(bars) > 1 else 0)
    yield f"{_tooltip(title, lines, _x(first.start, timeline), _x(first.stop, timeline), top)}</a>"


def _shape(bar: Bar, middle: float, timeline: Timeline, space: float) -> str:
    """A bar to scale, with some `space` before the next one, and an arrow if it is ongoing."""
    x, end = _x(bar.start, timeline), _x(bar.stop, timeline)
    if bar.point:
        at = min(max((x + end) / 2, _LEFT + 6), _RIGHT - 6)
        return f"{_whisker(x, end, middle)}{_mark(bar.link.kind, at, middle)}"
    shape = _rectangle("resume-bar", x, middle, max(end - x - space, 3))
    if bar.current and bar.stop == timeline.now:
        top = middle - _BAR / 2
        shape += (
            f'<path class="resume-bar" d="M{end + 2:g} {top:g}l9 {_BAR / 2:g}-9 {_BAR / 2:g}z"/>'
        )
    return shape


def _rectangle(kind: str, x: float, middle: float, width: float) -> str:
    return (
        f'<rect class="{kind}" x="{x:g}" y="{middle - _BAR / 2:g}" '
        f'width="{width:g}" height="{_BAR}" rx="2"/>'
    )


# Pins


@dataclass(frozen=True, slots=True)
class _Pin:
    """A pin with its position and its visible name."""

    bar: Bar
    #: The ends of its click target, without the name.
    x: float
    end: float
    #: The full name, and the visible part of it.
    whole: str = ""
    name: str = ""
    #: The x coordinate of the name, and whether the name ends there.
    name_x: float = 0
    ends: bool = False

    @property
    def extent(self) -> tuple[float, float]:
        """The ends of the pin including its name."""
        if not self.name:
            return self.x, self.end
        width = text_width(self.name, _FONT)
        start = self.name_x - width if self.ends else self.name_x
        return min(self.x, start), max(self.end, start + width)


def _pin_lanes(pins: Sequence[Bar], timeline: Timeline) -> list[list[_Pin]]:
    """The pins by lane, with as much of their names as fits without needing too many lanes."""
    bare = _lanes([_pin_at(bar, timeline, 0) for bar in pins], 0)
    for most in range(_NAME, _LEAST - 1, -2):
        named = _lanes([_pin_at(bar, timeline, most) for bar in pins], _BETWEEN)
        if len(named) <= max(_ROWS, len(bare)):
            return named
    return bare


def _lanes(things: Sequence[_Pin], space: float) -> list[list[_Pin]]:
    """Distribute pins over lanes, sorted from left to right."""
    ordered = sorted(things, key=lambda thing: thing.extent)
    found = lanes([thing.extent for thing in ordered], space)
    result: list[list[_Pin]] = [[] for _lane in range(max(found, default=-1) + 1)]
    for lane, thing in zip(found, ordered, strict=True):
        result[lane].append(thing)
    return [_named(lane, space) for lane in result]


def _named(lane: list[_Pin], space: float) -> list[_Pin]:
    """Extend the names of the pins in a lane into the space between them."""
    for at, thing in enumerate(lane):
        before = lane[at - 1].extent[1] + space if at else _LEFT
        after = lane[at + 1].extent[0] - space if at + 1 < len(lane) else _WIDTH
        room = thing.name_x - before if thing.ends else after - thing.name_x
        longer = (
            shortened(thing.whole, most, split=False)
            for most in range(len(thing.whole), len(thing.name), -1)
        )
        name = next((name for name in longer if text_width(name, _FONT) <= room), thing.name)
        lane[at] = replace(thing, name=name)
    return lane


def _pin_at(bar: Bar, timeline: Timeline, most: int) -> _Pin:
    """A pin with at most this many characters of its name; none if not even one word fits."""
    half = _TARGET / 2
    middle = _middle(bar, timeline)
    x = min(_x(bar.start, timeline), middle - half)
    end = max(_x(bar.stop, timeline), middle + half)
    whole = bar.link.text
    for number in range(most, 0, -1):
        if name := shortened(whole, number, split=False):
            width = text_width(name, _FONT)
            if end + _BESIDE + width <= _WIDTH:
                return _Pin(bar, x, end, whole, name, end + _BESIDE)
            if x - _BESIDE - width >= _LEFT:
                return _Pin(bar, x, end, whole, name, x - _BESIDE, ends=True)
    return _Pin(bar, x, end)


def _middle(bar: Bar, timeline: Timeline) -> float:
    half = _TARGET / 2
    middle = (_x(bar.start, timeline) + _x(bar.stop, timeline)) / 2
    return round(min(max(middle, _LEFT + half), _WIDTH - half), 1)


def _pin(thing: _Pin, y: int, timeline: Timeline, href: Href) -> Iterator[str]:
    """The elements of a pin: a mark in the middle of its possible dates, and its name."""
    bar = thing.bar
    left, right = thing.extent
    middle = _middle(bar, timeline)
    yield _link_start([bar], _described(bar), href)
    yield _click_target(left, y, right - left, _TARGET)
    height = y + _PIN / 2
    yield _whisker(_x(bar.start, timeline), _x(bar.stop, timeline), height)
    yield _mark(bar.link.kind, middle, height)
    yield f"{_tooltip(bar.link.text, _lines(bar), left, right, y)}</a>"
    if thing.name:
        anchor = ' text-anchor="end"' if thing.ends else ""
        yield _text(thing.name, thing.name_x, height + 4, " ".join(_classes([bar])), anchor)


def _whisker(x: float, end: float, y: float) -> str:
    """A line over the possible dates of a pin."""
    if end - x <= _TARGET / 2:
        return ""
    return f'<line class="resume-whisker" x1="{x:g}" y1="{y:g}" x2="{end:g}" y2="{y:g}"/>'


def _mark(kind: str, x: float, y: float) -> str:
    mark = _MARKS.get(kind, _MARKS["talk"])
    return f'<path class="resume-mark" d="{mark}" transform="translate({x:g} {y:g})"/>'


# Text


def _text(text: str, x: float, y: float, names: str = "", more: str = "") -> str:
    """A visible text, hidden from screen readers: it may be cut, and the link has the full one."""
    return (
        f'<text class="{names}" aria-hidden="true" x="{x:g}" y="{y:g}"{more}>{escape(text)}</text>'
    )


def _classes(bars: Sequence[Bar]) -> list[str]:
    return entry_classes(" ".join(bar.link.about for bar in bars))


def _click_target(x: float, y: int, width: float, height: int) -> str:
    return (
        f'<rect class="resume-hit" x="{x:g}" y="{y}" width="{width:g}" height="{height}" rx="3"/>'
    )


def _link_start(bars: Sequence[Bar], text: str, href: Href) -> str:
    bar = bars[0]
    state = ["resume-vague"] if bar.vague else ["resume-current"] if bar.current else []
    names = " ".join([f"resume-{bar.link.kind}", *state, *_classes(bars)])
    return f'<a class="{names}" href="{escape(href(bar.link))}" aria-label="{escape(text)}">'


def _lines(bar: Bar) -> list[str]:
    """The lines of a tooltip: dates and duration, facts, and skills."""
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


def _tooltip(title: str, lines: Sequence[str], x: float, end: float, y: int) -> str:
    """The tooltip above a bar, within the drawing; the browser wraps its lines."""
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
