"""The timeline: what happened when, to scale."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, ClassVar, Final

from babel import Locale
from docutils import nodes

from sphinx_resume.checks.findings import Finding
from sphinx_resume.i18n import _, capital, ngettext, phrase
from sphinx_resume.model.career import Career
from sphinx_resume.model.dates import Date, End, Span
from sphinx_resume.model.entries import Break, Education, LastingEntry
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.options import flag, names, option
from sphinx_resume.model.slugs import close, did_you_mean
from sphinx_resume.views.axis import Axis, career_axis
from sphinx_resume.views.base import Link, joined, paragraph
from sphinx_resume.views.choosing import Choosing
from sphinx_resume.views.date_text import Period, tenure_period
from sphinx_resume.views.entry_header import facts
from sphinx_resume.views.groups import by_tenure

#: How many positions that were held at the same time are named.
_FEW: Final = 2


@dataclass(frozen=True, slots=True)
class Together:
    """The data that positions in a row at one organization share on the timeline."""

    #: The organization.
    name: str
    period: Period
    #: Which row of the organization; titles that were held at once stand in different ones.
    row: int


@dataclass(frozen=True, slots=True)
class Bar:
    """An entry on the timeline."""

    link: Link
    #: The short name, for where there is little room; of several positions in a row, the title.
    name: str
    #: What completes the short name: at an organization, the title.
    detail: str
    period: Period
    facts: tuple[str, ...]
    #: The names of the skills that it cites.
    skills: tuple[str, ...]
    #: The months it covers, counted from January of year 0, cut to the range that is shown.
    start: int
    stop: int
    #: Whether it goes on at present.
    current: bool
    #: Whether only the position it happened during is known.
    vague: bool
    #: The other positions that were held at the same time, if they are few.
    alongside: tuple[Link, ...] = ()
    #: How many there are, if they are many.
    others: int = 0
    #: What entries of its kind are called together.
    kinds: str = ""
    #: Whether it happened once, and did not last, or no more is known than when it begins.
    point: bool = False
    #: Whether it is a moment in the career, and not a part of it.
    pinned: bool = False
    #: For one of several positions in a row at one organization: what they share.
    together: Together | None = None

    @property
    def pale(self) -> bool:
        """Whether it stands back behind what was done."""
        return self.vague or self.link.kind == "break"

    @property
    def when(self) -> str:
        """Its dates in plain words."""
        return self.period.text


@dataclass(frozen=True, slots=True)
class Gap:
    """Months between two positions."""

    period: Period
    start: int
    stop: int

    @property
    def text(self) -> str:
        """A description in plain words."""
        return _("Between positions: %(period)s") % {"period": self.period.whole}


@dataclass(frozen=True, slots=True)
class Timeline(Axis):
    """Bars and gaps, the latest first, within a range of months."""

    bars: tuple[Bar, ...]
    gaps: tuple[Gap, ...]
    #: The month after the present one, where something that is shown goes on until then, or beyond.
    now: int | None = None

    def __bool__(self) -> bool:
        return bool(self.bars)

    @property
    def rows(self) -> tuple[tuple[Bar, ...], ...]:
        """The bars as they are drawn: a row for each, or one for a career at one organization."""
        groups = groupby(enumerate(self.bars), key=lambda item: item[1].together or item[0])
        return tuple(tuple(bar for _index, bar in group) for _key, group in groups)

    @property
    def moments(self) -> str:
        """A label for the pinned entries."""
        kinds = dict.fromkeys(bar.kinds for bar in self.bars if bar.pinned)
        return ", ".join(capital(_(kind)) for kind in kinds)

    @property
    def title(self) -> str:
        """The title of a drawing of it."""
        return _("Timeline from %(first)s to %(last)s") % {
            "first": self.start // 12,
            "last": (self.stop - 1) // 12,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView(Choosing):
    name: ClassVar[str] = "timeline"
    description: ClassVar[str] = (
        "Positions, education, and breaks to scale, with talks and incident reviews as marks; and "
        "a list of them."
    )
    filtered: ClassVar[bool] = True

    kinds: tuple[str, ...] = option(
        names,
        "Entries of these kinds instead, of all that have a time.",
        "position, award",
        default=(),
    )
    gaps: bool = option(
        flag,
        "Name the months between positions; without it they are white space.",
        "",
        default=False,
    )

    def candidates(self, career: Career) -> list[Entry]:
        return [
            entry
            for kind in self._shown_kinds(career)
            for entry in career.entries_of_kind(kind)
            if entry.key not in career.hidden
        ]

    def order(self, career: Career) -> Callable[[Entry], Any]:
        return lambda entry: _order(entry, career)

    @property
    def _is_part(self) -> bool:
        """Whether entries are left out for anything but their kind and time."""
        return bool(self.only or self.without or self.limit or self.skill or self.position)

    def _shown_kinds(self, career: Career) -> list[str]:
        shown = self.kinds or [kind for kind, cls in career.kinds.items() if cls.on_timeline]
        return [kind for kind in _timed(career) if kind in shown]

    def layout(self, career: Career, locale: Locale) -> Timeline:
        chosen = self.chosen(career)
        entries = [
            entry
            for whole in self.candidates(career)
            if whole.key in chosen
            for entry in whole.dated_parts
            if career.months(entry) and self.in_range(career.months(entry))
        ]
        if not entries:
            return Timeline(0, 0, (), ())
        # The latest first. A gap at an edge of the range that is asked for is shown as well.
        named = self.gaps and not self._is_part and "position" in self._shown_kinds(career)
        gaps = [
            (gap, gap.months(career.today))
            for gap in (reversed(career.gaps) if named else ())
            if self.in_range(gap.months(career.today))
        ]
        shown = [*map(career.months, entries), *(months for _gap, months in gaps)]
        if not (self.kinds or self._is_part or self.since or self.until):
            axis = career_axis(career)
            shown.append(range(axis.start, axis.stop))
        start = min(months.start for months in shown)
        stop = max(months.stop for months in shown)
        start = max(start, self.since.first_month) if self.since else start
        stop = min(stop, self.until.last_month + 1) if self.until else stop
        if stop <= start:
            return Timeline(0, 0, (), ())
        bars = tuple(self._bars(entries, career, locale, range(start, stop)))
        now = career.now
        return Timeline(
            start,
            stop,
            bars,
            tuple(
                Gap(
                    Period.from_span(gap, career, locale),
                    max(months.start, start),
                    min(months.stop, stop),
                )
                for gap, months in gaps
            ),
            now
            if start < now <= stop and any(bar.current or bar.stop > now for bar in bars)
            else None,
        )

    def _bars(
        self, entries: list[Entry], career: Career, locale: Locale, shown: range
    ) -> Iterator[Bar]:
        entries.sort(key=lambda entry: _order(entry, career))
        for tenure, group in by_tenure(entries, career):
            bars = [self._bar(entry, career, locale, shown) for entry in group]
            if tenure is None or len(bars) == 1:
                yield from bars
                continue
            period = tenure_period(tenure, career, locale)
            for number, row in enumerate(_rows(group)):
                for index in row:
                    together = Together(tenure.organization, period, number)
                    bars[index] = dataclasses.replace(
                        bars[index], name=group[index].title, together=together
                    )
                for later, earlier in pairwise(row):
                    # A month or a year that both touch: each takes a half.
                    middle = (bars[later].start + bars[earlier].stop) // 2
                    if bars[earlier].stop > bars[later].start:
                        bars[later] = dataclasses.replace(bars[later], start=middle)
                        bars[earlier] = dataclasses.replace(bars[earlier], stop=middle)
            yield from sorted(bars, key=lambda bar: bar.together.row if bar.together else 0)

    def _bar(self, entry: Entry, career: Career, locale: Locale, shown: range) -> Bar:
        months = career.months(entry)
        span = career.span(entry)
        period = Period.from_entry(entry, career, locale)
        assert span is not None
        assert period is not None
        point = entry.span is not None and (not entry.lasts or span.open(career.today))
        alongside = _alongside(entry, career)
        many = len(alongside) > _FEW
        return Bar(
            link=Link.to(entry),
            name=entry.short_label,
            detail=_detail(entry),
            period=period,
            facts=facts(entry, career, locale),
            skills=tuple(cited.title for cited in career.cites(entry) if cited.kind == "skill"),
            start=max(months.start, shown.start),
            stop=min(months.stop, shown.stop),
            current=entry.span is not None and span.current(career.today),
            vague=entry.span is None,
            alongside=() if many else alongside,
            kinds=entry.plural,
            others=len(career.alongside(entry)) if many else 0,
            point=point,
            pinned=(point or entry.span is None) and not isinstance(entry, (LastingEntry, Break)),
        )

    def nodes(self, layout: Timeline) -> list[nodes.Node]:
        rows: list[tuple[bool, int, int, int, nodes.list_item]] = []
        same = groupby(enumerate(layout.bars), key=lambda item: _shared(item[1]) or item[0])
        for _key, together in same:
            bars = [bar for _index, bar in together]
            item = _bar_item(bars[0]) if len(bars) == 1 else _career_item(bars)
            start, stop = min(bar.start for bar in bars), max(bar.stop for bar in bars)
            item["start"], item["stop"] = layout.percent(start), layout.percent(stop)
            rows.append((bars[0].pinned, -stop, -bars[0].start, 0, item))
        for gap in layout.gaps:
            item = _gap_item(gap)
            item["start"], item["stop"] = layout.percent(gap.start), layout.percent(gap.stop)
            rows.append((False, -gap.stop, -gap.start, 1, item))
        found: list[nodes.Node] = []
        for pinned, group in groupby(sorted(rows, key=lambda row: row[:4]), lambda row: row[0]):
            if pinned:
                found.append(paragraph(layout.moments, classes=["resume-label"]))
            items = (item for *_key, item in group)
            found.append(nodes.enumerated_list("", *items, classes=["resume-timeline-list"]))
        return found

    def findings(self, career: Career) -> Iterator[Finding]:
        timed = _timed(career)
        for kind in self.kinds:
            if kind not in timed:
                hint = did_you_mean(close(kind, timed)) or f"; use one of: {', '.join(timed)}"
                message = f"“{kind}” is not a kind of entry that has a time{hint}"
                yield Finding("filter", self.place.at_option("kinds"), message)
        yield from super(TimelineView, self).findings(career)


def _timed(career: Career) -> list[str]:
    """The kinds of what happened, which have a time."""
    kinds = career.kinds.items()
    return [kind for kind, cls in kinds if cls.is_evidence or cls.on_timeline]


def _order(entry: Entry, career: Career) -> tuple[int, int, bool, int]:
    """The order of the career, but undated events come after the position they belong to."""
    stop, start, rank = career.order(entry)
    return stop, start, entry.span is None, rank


def _rows(entries: Sequence[Entry]) -> list[list[int]]:
    """Indexes of entries, by rows in which none of them overlap; in each the latest first."""

    def span(index: int) -> Span:
        known = entries[index].span
        assert known is not None
        return known

    def order(index: int) -> tuple[dt.date, dt.date, int]:
        return span(index).start.earliest, _last(span(index).end), -index

    rows: list[list[int]] = []
    for index in sorted(range(len(entries)), key=order):
        free = (row for row in rows if not span(row[0]).meets(span(index)))
        row = next(free, None)
        if row is None:
            rows.append([index])
        else:
            row.insert(0, index)
    return sorted(rows)


def _detail(entry: Entry) -> str:
    if entry.title == entry.short_label:
        return ""
    # A title alone would say that it was conferred.
    partly = isinstance(entry, Education) and entry.status == "incomplete"
    return f"{entry.title} ({_('coursework')})" if partly else entry.title


def _alongside(entry: Entry, career: Career) -> tuple[Link, ...]:
    """The positions held at the same time; a career at another organization counts as one."""
    found = []
    others = (other for other, _span in career.alongside(entry))
    for tenure, group in by_tenure(others, career):
        if tenure and len(group) > 1 and tenure != career.tenure(entry):
            found.append(Link.to(group[-1], tenure.organization))
        else:
            same = entry.short_label
            found += [
                Link.to(each, each.title if each.short_label == same else each.short_label)
                for each in group
            ]
    return tuple(found)


def _last(end: End) -> dt.date:
    return end.latest if isinstance(end, Date) else dt.date.max


def _shared(bar: Bar) -> tuple[str, Period] | None:
    return (bar.together.name, bar.together.period) if bar.together else None


def _career_item(bars: Sequence[Bar]) -> nodes.list_item:
    """Several positions in a row at one organization."""
    together = bars[0].together
    assert together is not None
    places = {bar.facts for bar in bars}
    shared = places.pop() if len(places) == 1 else ()
    extra = "".join(f" · {fact}" for fact in (together.period.duration, *shared))
    about = " ".join(bar.link.about for bar in bars)
    item = nodes.list_item("", classes=[f"resume-{bars[0].link.kind}"], about=about)
    item += paragraph(together.name, classes=["resume-label"])
    item += paragraph(*together.period.nodes(), extra, classes=["resume-when"])
    titles = [
        _bar_item(
            dataclasses.replace(
                bar,
                link=dataclasses.replace(bar.link, text=bar.name),
                facts=() if shared else bar.facts,
            )
        )
        for bar in bars
    ]
    item += nodes.enumerated_list("", *titles, classes=["resume-timeline-list"])
    return item


def _bar_item(bar: Bar) -> nodes.list_item:
    when: list[nodes.Node | str] = [*bar.period.nodes()]
    if bar.period.duration:
        when.append(f" ({bar.period.duration})")
    extra = "".join(f" · {fact}" for fact in bar.facts)
    vague = ["resume-vague"] if bar.vague else []
    item = nodes.list_item("", classes=[f"resume-{bar.link.kind}", *vague], about=bar.link.about)
    item += paragraph(bar.link.node(), classes=["resume-label"])
    item += paragraph(*when, extra, classes=["resume-when"])
    if bar.alongside:
        others = joined((link.node() for link in bar.alongside), ", ")
        parts = phrase(_("alongside %(positions)s"), positions=others)
        item += paragraph(*parts, classes=["resume-when"])
    if bar.others:
        text = ngettext("alongside %(count)d other", "alongside %(count)d others", bar.others)
        item += paragraph(text % {"count": bar.others}, classes=["resume-when"])
    return item


def _gap_item(gap: Gap) -> nodes.list_item:
    duration = f" ({gap.period.duration})" if gap.period.duration else ""
    period = [*gap.period.nodes(), nodes.Text(duration)]
    parts = phrase(_("Between positions: %(period)s"), period=period)
    return nodes.list_item("", paragraph(*parts, classes=["resume-when"]), classes=["resume-gap"])
