"""The timeline of an incident: a table of its events, and the time from mark to mark."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from babel import Locale
from babel.dates import format_skeleton
from docutils import nodes

from sphinx_resume.checks.findings import Finding
from sphinx_resume.i18n import _, ngettext
from sphinx_resume.model.career import Career
from sphinx_resume.model.dates import Date, date_text
from sphinx_resume.model.incident_log import (
    MARKS,
    Chronicle,
    Event,
    Moment,
    Phase,
    length_iso,
    length_text,
    relative_text,
)
from sphinx_resume.model.options import option, text
from sphinx_resume.nodes import part
from sphinx_resume.views.base import View, bullets, paragraph
from sphinx_resume.views.date_text import When
from sphinx_resume.views.tables import cell, group_row, table

#: Possible steps between the ticks of an axis, in minutes.
_STEPS: Final = (
    *(1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720),
    *(1440 * digit * 10**power for power in range(6) for digit in (1, 2, 5)),
)
#: The maximum number of ticks.
_TICKS: Final = 8

_EMPTY: Final = Chronicle()


@dataclass(frozen=True, slots=True)
class Row:
    """An event: when it was, and its marks."""

    when: When
    mark: str
    #: The day as a heading above its first event; empty for all others.
    day: str = ""


@dataclass(frozen=True, slots=True)
class Length:
    """The time from one mark to another; `start` and `stop` are minutes on the axis."""

    label: str
    length: When
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis of a drawing in minutes, with the minutes of events and of labelled ticks."""

    start: int
    stop: int
    events: tuple[tuple[int, str], ...]
    ticks: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class IncidentTimeline:
    """A table of events, the times between marks, and what a drawing needs."""

    caption: str
    rows: tuple[Row, ...]
    lengths: tuple[Length, ...]
    #: ``None`` if there is nothing to draw: a single moment, or doubtful times.
    axis: Axis | None
    #: The drawing in words.
    alt: str
    #: The source of the events.
    body: str

    def __bool__(self) -> bool:
        return bool(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentTimelineView(View):
    name: ClassVar[str] = "incident-timeline"
    description: ClassVar[str] = (
        "The events of an incident: a table, a drawing to scale, and the time from mark to mark. "
        "The body is a list; each item begins with its time, as `2023-05-04 14:05`, `14:20` (on "
        "the day of the item above) or `T+12 min`, which a mark in brackets may follow: `[start]`, "
        "`[detection]`, `[mitigation]`, `[resolution]`."
    )

    zone: str = option(
        text, "The time zone of times of day; relative times need none.", "Europe/Berlin"
    )
    #: The events in the body.
    chronicle: Chronicle = _EMPTY
    body: str = ""

    def layout(self, career: Career, locale: Locale) -> IncidentTimeline:
        chronicle = self.chronicle
        lengths = tuple(_length(phase, locale) for phase in chronicle.phases)
        axis = _axis(chronicle, locale)
        return IncidentTimeline(
            _("Timeline of events"),
            tuple(_rows(chronicle, locale)),
            lengths,
            axis,
            _alt(axis, lengths) if axis else "",
            self.body,
        )

    def findings(self, career: Career) -> Iterator[Finding]:
        if not self.chronicle.events:
            message = (
                "this incident-timeline has no events; write each as a list item, such as "
                "“- 2023-05-04 14:05 It began.”"
            )
            yield Finding("empty-view", self.place, message)

    def nodes(self, layout: IncidentTimeline) -> list[nodes.Node]:
        marked = any(row.mark for row in layout.rows)
        widths = (17, 44, 13) if marked else (17, 57)
        head = (_("Time"), _("Event"), _("Mark"))[: len(widths)]
        rows = []
        for index, row in enumerate(layout.rows):
            if row.day:
                rows.append(group_row(row.day, len(head)))
            when = row.when.node() if row.when.iso else nodes.inline("", row.when.text)
            cells = [nodes.entry("", paragraph(when)), nodes.entry("", part("", index=index))]
            rows.append(nodes.row("", *cells, *([cell(row.mark)] if marked else [])))
        lengths = (
            [paragraph(nodes.strong("", f"{item.label}:"), " ", item.length.node())]
            for item in layout.lengths
        )
        return [
            *([bullets(lengths, "resume-lengths")] if layout.lengths else []),
            *table(
                layout.caption,
                self.place.anchor,
                widths,
                map(cell, head),
                rows,
                style="resume-events",
                line=sum(widths),
            ),
        ]


def mark_text(mark: str) -> str:
    """A mark in the language of the build."""
    return {
        "start": _("start"),
        "detection": _("detection"),
        "mitigation": _("mitigation"),
        "resolution": _("resolution"),
    }[mark]


def _length(phase: Phase, locale: Locale) -> Length:
    if phase.start == "start":
        label = {
            "detection": _("Time to detect"),
            "mitigation": _("Time to mitigate"),
            "resolution": _("Time to resolve"),
        }[phase.stop]
    else:
        label = _("From %(start)s to %(stop)s") % {
            "start": mark_text(phase.start),
            "stop": mark_text(phase.stop),
        }
    length = When(length_text(phase.minutes, locale), length_iso(phase.minutes))
    return Length(label, length, phase.first, phase.last)


def _rows(chronicle: Chronicle, locale: Locale) -> Iterator[Row]:
    if not chronicle.sound:
        # Nothing is computed from doubtful times: show them as written.
        for event in chronicle.events:
            yield Row(When(event.written, ""), _marks(event))
        return
    moments = [event.moment for event in chronicle.events if event.moment]
    one_offset = len({m.local.utcoffset() for m in moments if m.local}) == 1
    day: dt.date | None = None
    for event, moment in zip(chronicle.events, moments, strict=True):
        when = _when(moment, with_offset=not one_offset)
        heading = ""
        if moment.local and moment.local.date() != day:
            day = moment.local.date()
            heading = f"{date_text(Date(day.year, day.month, day.day), locale)}, {chronicle.zone}"
        yield Row(when, _marks(event), heading)


def _marks(event: Event) -> str:
    return ", ".join(mark_text(mark) for mark in MARKS if mark in event.marks)


def _when(moment: Moment, *, with_offset: bool) -> When:
    if moment.local is None:
        # HTML has no negative durations.
        iso = length_iso(moment.minute) if moment.minute >= 0 else ""
        return When(relative_text(moment.minute), iso)
    iso = moment.local.isoformat("T", "minutes")
    # A true minus sign prevents line breaks.
    offset = f" UTC{iso[len('2023-05-04T14:05') :].replace('-', '−')}" if with_offset else ""
    return When(_clock(moment.local) + offset, iso)


def _clock(time: dt.datetime) -> str:
    # 24 hours in every language, as in logs and alerts; this also keeps the column narrow.
    return f"{time:%H:%M}"


def _axis(chronicle: Chronicle, locale: Locale) -> Axis | None:
    moments = [event.moment for event in chronicle.events if event.moment]
    if not chronicle.sound or moments[0].minute == moments[-1].minute:
        return None
    first, last = moments[0], moments[-1]
    step = next(s for s in _STEPS if (last.minute - first.minute) // s < _TICKS)
    if first.local is None:
        ticks = [(minute, relative_text(minute)) for minute in _rounded(first, last, step)]
    else:
        ticks = list(_clock_ticks(first, last, step, locale))
    several_days = len({moment.local.date() for moment in moments if moment.local}) > 1
    events = []
    for moment in moments:
        name = _when(moment, with_offset=False).text
        if moment.local and several_days:
            name = f"{format_skeleton('MMMd', moment.local, locale=locale)}, {name}"
        events.append((moment.minute, name))
    return Axis(first.minute, last.minute, tuple(events), tuple(ticks))


def _rounded(first: Moment, last: Moment, step: int) -> range:
    return range(-(-first.minute // step) * step, last.minute + 1, step)


def _clock_ticks(
    first: Moment, last: Moment, step: int, locale: Locale
) -> Iterator[tuple[int, str]]:
    """Ticks where the clocks of the zone show round times, even across a change of the clocks."""
    assert first.local is not None
    one = dt.timedelta(minutes=1)
    midnight = first.local.replace(hour=0, minute=0, fold=0, tzinfo=None)
    # Long enough, whatever the clocks do.
    stop = min(last.minute - first.minute + 2 * 1440, (dt.datetime.max - midnight) // one)
    for wall in (midnight + minutes * one for minutes in range(0, stop, step)):
        offset, later = (_offset(wall.replace(tzinfo=first.local.tzinfo, fold=f)) for f in (0, 1))
        passed = wall - first.local.replace(tzinfo=None) - (offset - _offset(first.local))
        minute = first.minute + passed // one
        if first.minute <= minute <= last.minute and offset >= later:  # else the time never existed
            of_day = wall.hour or wall.minute
            yield minute, _clock(wall) if of_day else format_skeleton("MMMd", wall, locale=locale)


def _offset(time: dt.datetime) -> dt.timedelta:
    return time.utcoffset() or dt.timedelta()


def _alt(axis: Axis, lengths: tuple[Length, ...]) -> str:
    first, last = axis.events[0][1], axis.events[-1][1]
    message = ngettext(
        "%(count)d event from %(first)s to %(last)s",
        "%(count)d events from %(first)s to %(last)s",
        len(axis.events),
    )
    words = message % {
        "count": len(axis.events),
        "first": first,
        "last": last,
    }
    return "; ".join([words, *(f"{item.label}: {item.length.text}" for item in lengths)])
