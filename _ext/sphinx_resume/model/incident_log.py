"""The log of an incident: when each event was, and the time from mark to mark.

Times may be written to the second, and are shown so, but are counted by the minute: figures to the
second would claim more precision than the clocks and logs of most incidents have.

Times are absolute, in one time zone given for all, or relative to a moment called T. Durations are
elapsed time, even across a change of the clocks.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale

from sphinx_resume.model.dates import unit_text
from sphinx_resume.model.slugs import close, did_you_mean

#: The marks an event can have, in the order in which an incident goes through them.
MARKS: Final = ("start", "detection", "mitigation", "resolution")

#: Names of time zones that differ between machines.
_LOCAL: Final = frozenset({"localtime", "Factory"})

_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MINUTE: Final = dt.timedelta(minutes=1)

#: The head of an event: its time, and its marks in brackets.
_HEAD: Final = re.compile(
    r"""
    (?: T\s?(?P<sign>[-+−–])\s?
        (?: (?=\d) (?:(?P<days>\d{1,5})\s?d)? \s? (?:(?P<hours>\d{1,5})\s?h)? \s?
            (?:(?P<minutes>\d{1,6})\s?min)? \s? (?:(?P<seconds>\d{1,8})\s?s)? | 0 )
      | (?: (?P<date>\d{4}-\d{2}-\d{2}) [T\s]\s* )? (?P<clock>\d{1,2}:\d{2})
        (?: :(?P<second>\d{2}) (?:[.,]\d{1,9})? )?
        \s?(?P<offset>Z|[-+−]\d{2}:?\d{2})?
    )
    (?=\s|\[|$) \s* (?:\[(?P<marks>[^\]]*)\]\s*)?
    """,
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """When an event was, to the minute."""

    #: Minutes since 1970 in UTC, or since T.
    minute: int
    #: The local time in its zone; ``None`` if it is relative to T.
    local: dt.datetime | None = None
    #: The second within that minute, used only for sorting.
    second: int = 0

    @property
    def order(self) -> tuple[int, int]:
        """A sort key, by time."""
        return self.minute, self.second


@dataclass(frozen=True, slots=True)
class Event:
    """An event as its author wrote it, and its moment."""

    #: The time as written; empty if none could be read.
    written: str
    marks: tuple[str, ...] = ()
    #: ``None`` if the time is invalid or ambiguous.
    moment: Moment | None = None


@dataclass(frozen=True, slots=True)
class EventFinding:
    """Something for the author to correct: a ``time``, ``zone`` or ``mark``."""

    type: str
    #: The index of the event; ``None`` for the common time zone.
    index: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Phase:
    """The time from one mark to another."""

    start: str
    stop: str
    #: The minutes at which it starts and stops, as in `Moment`.
    first: int
    last: int

    @property
    def minutes(self) -> int:
        """Its length in minutes."""
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The events of an incident, in order, and the findings about them."""

    zone: str = ""
    events: tuple[Event, ...] = ()
    findings: tuple[EventFinding, ...] = ()

    @classmethod
    def read(cls, lines: Sequence[str], zone: str) -> Chronicle:
        """Read events, each of which begins with its time and marks (see `head_length`).

        Raises nothing; errors are in `findings`, in the order of the events.
        """
        return _Reader(zone).read(lines)

    @property
    def sound(self) -> bool:
        """Whether all times and marks are valid, so that figures can be computed from them."""
        return bool(self.events) and not self.findings

    @property
    def relative(self) -> bool:
        """Whether the times are relative to T."""
        return any(event.moment and event.moment.local is None for event in self.events)

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases from the first mark to each later one; empty unless it is `sound`."""
        if not self.sound:
            return ()
        marked = [
            (mark, event.moment.minute)
            for mark in MARKS
            for event in self.events
            if mark in event.marks and event.moment
        ]
        return tuple(Phase(marked[0][0], mark, marked[0][1], at) for mark, at in marked[1:])


def head_length(line: str) -> int:
    """The length of an event's time and marks; 0 if it does not begin with a time."""
    match = _HEAD.match(line)
    return match.end() if match else 0


class _Reader:
    """Reads events one by one."""

    def __init__(self, zone: str) -> None:
        self._name = zone.strip()
        self._zone: ZoneInfo | None = None
        self._day: dt.date | None = None
        self._asked_for_day = False
        self._before: Event | None = None
        self._relative: bool | None = None
        self._mixed = False
        self._marked: dict[str, int] = {}
        self._findings: list[EventFinding] = []

    def read(self, lines: Sequence[str]) -> Chronicle:
        heads = [_HEAD.match(line) for line in lines]
        self._find_zone(head for head in heads if head)
        events = tuple(
            self._event(index, line, head)
            for index, (line, head) in enumerate(zip(lines, heads, strict=True))
        )
        if not self._findings:
            self._findings += self._early_marks(events)
        return Chronicle(self._name if self._zone else "", events, tuple(self._findings))

    def _find_zone(self, heads: Iterable[re.Match[str]]) -> None:
        clocks = any(head["clock"] for head in heads)
        if not self._name:
            if clocks:
                message = "times of day need a time zone; add one, such as “:zone: Europe/Berlin”"
                self._findings.append(EventFinding("zone", None, message))
            return
        if self._name not in _zones():
            message = f"there is no time zone “{self._name}”{_similar_zones(self._name)}"
            self._findings.append(EventFinding("zone", None, message))
            return
        self._zone = ZoneInfo(self._name)

    def _event(self, index: int, line: str, head: re.Match[str] | None) -> Event:
        if head is None:
            start = " ".join(line.split()[:4])
            self._time_finding(
                index,
                f"“{start} …” does not begin with a time; write it as 2023-05-04 14:05, as 14:05 "
                "(on the day of the event above), or as T+0, T+12 min, T+1 h 5 min",
            )
            return Event("")
        written = line[: head.start("marks") - 1 if head["marks"] is not None else head.end()]
        event = Event(
            " ".join(written.split()), tuple(self._marks(index, head)), self._moment(index, head)
        )
        self._check_order(index, event)
        return event

    def _time_finding(self, index: int, message: str) -> None:
        self._findings.append(EventFinding("time", index, message))

    # Marks

    def _marks(self, index: int, head: re.Match[str]) -> Iterator[str]:
        for mark in (head["marks"] or "").split(",") if head["marks"] is not None else ():
            name = mark.strip().casefold()
            if name not in MARKS:
                hint = did_you_mean(close(name, MARKS)) or f"; use one of: {', '.join(MARKS)}"
                self._findings.append(
                    EventFinding("mark", index, f"there is no mark “{mark.strip()}”{hint}")
                )
            elif name in self._marked:
                message = (
                    f"“{name}” marks event {self._marked[name] + 1} already; an incident has each "
                    "mark at most once"
                )
                self._findings.append(EventFinding("mark", index, message))
            else:
                self._marked[name] = index
                yield name

    def _early_marks(self, events: Sequence[Event]) -> Iterator[EventFinding]:
        """Find marks that come before the start of the incident."""
        start = next((event.moment for event in events if "start" in event.marks), None)
        for index, event in enumerate(events):
            for mark in event.marks:
                if start and event.moment and event.moment.order < start.order:
                    yield EventFinding(
                        "mark", index, f"“{mark}” comes before the event marked “start”"
                    )

    # Times

    def _moment(self, index: int, head: re.Match[str]) -> Moment | None:
        relative = head["clock"] is None
        if self._relative is None:
            self._relative = relative
        if relative is not self._relative:
            if not self._mixed:
                self._mixed = True
                first = "relative (T+…)" if self._relative else "times of day"
                message = (
                    f"the times above are {first}, but this one is not; use one kind throughout"
                )
                self._time_finding(index, message)
            return None
        return self._since(head) if relative else self._on_clock(index, head)

    def _since(self, head: re.Match[str]) -> Moment:
        days, hours, minutes = (int(head[part] or 0) for part in ("days", "hours", "minutes"))
        seconds = ((days * 24 + hours) * 60 + minutes) * 60 + int(head["seconds"] or 0)
        minute, second = divmod(seconds if head["sign"] == "+" else -seconds, 60)
        return Moment(minute, second=second)

    def _on_clock(self, index: int, head: re.Match[str]) -> Moment | None:
        hour, minute = map(int, head["clock"].split(":"))
        second = int(head["second"] or 0)
        try:
            time = dt.time(hour, minute, second).replace(second=0)
            if head["date"]:
                self._day = None
                self._day = dt.date.fromisoformat(head["date"])
        except ValueError:
            self._asked_for_day = True
            written = " ".join(filter(None, (head["date"], head["clock"])))
            written += f":{head['second']}" if head["second"] else ""
            self._time_finding(index, f"“{written}” is not a valid time")
            return None
        if self._day is None:
            if not self._asked_for_day:
                self._asked_for_day = True
                message = (
                    f"the first event needs a date: write 2023-05-04 {head['clock']} for the day"
                )
                self._time_finding(index, message)
            return None
        if self._zone is None:
            return None
        try:
            return self._in_zone(index, dt.datetime.combine(self._day, time), head, self._zone)
        except OverflowError:
            self._time_finding(index, f"the year {self._day.year} is out of range")
            return None

    def _in_zone(
        self, index: int, naive: dt.datetime, head: re.Match[str], zone: ZoneInfo
    ) -> Moment | None:
        # The clocks of the zone may show it once, twice, or never; `fold` tells these apart.
        candidates = [naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
        offsets = [candidate.utcoffset() or dt.timedelta() for candidate in candidates]
        if head["offset"]:
            given = _offset(head["offset"])
            if given not in offsets:
                expected = " or ".join(dict.fromkeys(map(_offset_text, offsets)))
                message = f"{self._name} was not at {_offset_text(given)} then, but at {expected}"
                self._time_finding(index, message)
                return None
            utc = (naive - given).replace(tzinfo=dt.UTC)
        elif offsets[0] == offsets[1]:
            utc = (naive - offsets[0]).replace(tzinfo=dt.UTC)
        else:
            what = "occurred twice" if offsets[0] > offsets[1] else "did not exist"
            time = f"{naive:%H:%M}"
            message = (
                f"{time} {what} on {naive:%Y-%m-%d} in {self._name}, as the clocks changed; "
                f"write {time}{_offset_text(offsets[0])} or {time}{_offset_text(offsets[1])}"
            )
            self._time_finding(index, message)
            return None
        second = int(head["second"] or 0)
        return Moment((utc - _EPOCH) // _MINUTE, utc.astimezone(zone), second)

    def _check_order(self, index: int, event: Event) -> None:
        before, self._before = self._before, event if event.moment else self._before
        if not (before and before.moment and event.moment):
            return
        if event.moment.order < before.moment.order:
            hint = ""
            local = event.moment.local
            on_clock = len(event.written) <= len("00:00:00")
            if local and on_clock and local.date() < dt.date.max:
                day = local.date() + dt.timedelta(days=1)
                hint = f"; if it was on the next day, write {day} {event.written}"
            message = f"{event.written} is before {before.written}, the event above{hint}"
            self._time_finding(index, message)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones()) - _LOCAL


def _similar_zones(name: str) -> str:
    if not _zones():
        return ", because this machine has none at all; install the Python package “tzdata”"
    known = {zone.casefold(): zone for zone in sorted(_zones())}
    # Also by city alone.
    known |= {zone.rpartition("/")[2]: full for zone, full in known.items() if "/" in zone}
    folded = name.casefold().replace(" ", "_")
    found = [known[name] for name in close(folded, known)[:1]]
    return did_you_mean(found) or "; write one such as Europe/Berlin"


def _offset(written: str) -> dt.timedelta:
    if written == "Z":
        return dt.timedelta()
    digits = written[1:].replace(":", "")
    size = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return size if written[0] == "+" else -size


def _offset_text(offset: dt.timedelta) -> str:
    minutes = abs(offset) // _MINUTE
    return f"{'-' if offset < dt.timedelta() else '+'}{minutes // 60:02}:{minutes % 60:02}"


# Words


def _units(minutes: int) -> tuple[tuple[int, str], ...]:
    hours, rest = divmod(abs(minutes), 60)
    days, hours = divmod(hours, 24)
    return (days, "day"), (hours, "hour"), (rest, "minute")


def length_text(minutes: int, locale: Locale) -> str:
    """A length of time in words: ``1 hour 15 minutes``."""
    parts = [unit_text(n, f"duration-{unit}", locale) for n, unit in _units(minutes) if n]
    return " ".join(parts) or unit_text(0, "duration-minute", locale)


def length_iso(minutes: int) -> str:
    """A length of time in ISO 8601: ``PT1H15M``."""
    days, hours, rest = (n for n, _unit in _units(minutes))
    time = (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not (days or hours) else "")
    return f"P{f'{days}D' if days else ''}{f'T{time}' if time else ''}"


def relative_text(minutes: int) -> str:
    """A time relative to T, as authors write it: ``T+1 h 5 min``, with a true minus sign."""
    short = {"day": "d", "hour": "h", "minute": "min"}
    parts = [f"{n} {short[unit]}" for n, unit in _units(minutes) if n]
    return f"T{'−' if minutes < 0 else '+'}{' '.join(parts) or '0'}"
