"""The timeline: what happened when, to scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from babel import Locale
from docutils import nodes

from sphinx_resume.career import Career
from sphinx_resume.dates import Date
from sphinx_resume.entries import ENTRY_TYPES, Entry
from sphinx_resume.logging import Finding
from sphinx_resume.options import names, option, words
from sphinx_resume.views.base import Link, Period, View, _, ids, paragraph, unknown_names
from sphinx_resume.views.lists import facts, overlaps_range, reversed_range

#: The kinds that have a time.
TIMED: Final = ("position", "education", "talk", "incident")

#: Steps between the years of an axis.
_STEPS: Final = tuple(digit * 10**power for power in range(4) for digit in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Bar:
    """An entry on the timeline."""

    link: Link
    #: The short name, for where there is little room.
    name: str
    period: Period
    facts: tuple[str, ...]
    #: The months it covers, counted from January of year 0, cut to the range that is shown.
    start: int
    stop: int
    #: Whether it goes on.
    current: bool
    #: Whether only the position it happened during is known.
    vague: bool
    #: The other positions that were held at the same time, and for how long.
    alongside: tuple[tuple[Link, Period], ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Months between two positions."""

    period: Period
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars and gaps, the latest first, within a range of months."""

    start: int
    stop: int
    bars: tuple[Bar, ...]
    gaps: tuple[Gap, ...]

    def __bool__(self) -> bool:
        return bool(self.bars)

    def ticks(self, most: int) -> range:
        """The years to mark within the range, at `most` so many, in steps of 1, 2, 5, 10."""
        first, last = -(-self.start // 12), (self.stop - 1) // 12
        step = next(s for s in _STEPS if (last - first) // s < most)
        return range(first + -first % step, last + 1, step)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView(View):
    name: ClassVar[str] = "timeline"
    about: ClassVar[str] = "A drawing to scale, and a list, of all that has a time."

    kinds: tuple[str, ...] = option(
        words(*TIMED), "Only entries of these kinds.", "position, education", default=TIMED
    )
    skill: tuple[str, ...] = option(
        names, "Only entries that cite one of these skills.", "Vault", default=()
    )
    from_: Date | None = option(Date.parse, "The first month shown.", "2020-01", default=None)
    to: Date | None = option(Date.parse, "The last month shown.", "2023-12", default=None)

    def layout(self, career: Career, locale: Locale) -> Timeline:
        skills = ids(career, "skill", self.skill)
        entries = [
            entry
            for kind in ENTRY_TYPES
            if kind in self.kinds
            for entry in career.of(kind)
            if career.months(entry)
            and overlaps_range(career.months(entry), self.from_, self.to)
            and (
                not self.skill
                or any(t.kind == "skill" and t.id in skills for t in career.cites(entry))
            )
        ]
        if not entries:
            return Timeline(0, 0, (), ())
        start = min(career.months(entry).start for entry in entries)
        stop = max(career.months(entry).stop for entry in entries)
        start = max(start, self.from_.first_month) if self.from_ else start
        stop = min(stop, self.to.last_month + 1) if self.to else stop
        if stop <= start:
            return Timeline(0, 0, (), ())
        gaps = [
            (gap, range(max(months.start, start), min(months.stop, stop)))
            for gap in (() if self.skill or "position" not in self.kinds else reversed(career.gaps))
            if (months := gap.months(career.today)).stop > start and months.start < stop
        ]
        return Timeline(
            start,
            stop,
            tuple(
                self._bar(entry, career, locale, range(start, stop))
                for entry in sorted(entries, key=lambda entry: _order(entry, career))
            ),
            tuple(
                Gap(Period.of(gap, career, locale), months.start, months.stop)
                for gap, months in gaps
            ),
        )

    def _bar(self, entry: Entry, career: Career, locale: Locale, shown: range) -> Bar:
        months = career.months(entry)
        span = career.span(entry)
        period = Period.of_entry(entry, career, locale)
        assert span is not None
        assert period is not None
        alongside = tuple(
            (Link.to(other), Period.of(shared, career, locale))
            for other, shared in career.alongside(entry)
        )
        return Bar(
            link=Link.to(entry),
            name=entry.short_label,
            period=period,
            facts=facts(entry, career, locale),
            start=max(months.start, shown.start),
            stop=min(months.stop, shown.stop),
            current=span.end is None,
            vague=entry.span is None,
            alongside=alongside,
        )

    def nodes(self, layout: Timeline) -> list[nodes.Node]:
        rows = [(-bar.stop, -bar.start, 0, _bar_item(bar)) for bar in layout.bars]
        rows += [(-gap.stop, -gap.start, 1, _gap_item(gap)) for gap in layout.gaps]
        items = [item for *_key, item in sorted(rows, key=lambda row: row[:3])]
        return [nodes.enumerated_list("", *items, classes=["resume-timeline-list"])]

    def problems(self, career: Career) -> Iterator[Finding]:
        yield from unknown_names(career, "skill", self.skill, self.place.of("skill"))
        yield from reversed_range(self.from_, self.to, self)


def _order(entry: Entry, career: Career) -> tuple[int, int, bool, str, str]:
    """As in the career, but what happened some time during a position after that position."""
    stop, start, title, ident = career.order(entry)
    return stop, start, entry.span is None, title, ident


def _bar_item(bar: Bar) -> nodes.list_item:
    when: list[nodes.Node | str] = [_("some time during "), *bar.period.nodes()]
    if not bar.vague:
        when = list(bar.period.nodes())
        if bar.period.duration:
            when.append(f" ({bar.period.duration})")
    extra = "".join(f" · {fact}" for fact in bar.facts)
    item = nodes.list_item("", classes=[f"resume-{bar.link.kind}"])
    item += paragraph(bar.link.node(), classes=["resume-label"])
    item += paragraph(*when, extra, classes=["resume-when"])
    for link, period in bar.alongside:
        item += paragraph(
            _("alongside "), link.node(), ": ", *period.nodes(), classes=["resume-when"]
        )
    return item


def _gap_item(gap: Gap) -> nodes.list_item:
    text = _("No position")
    return nodes.list_item(
        "",
        paragraph(
            text, ": ", *gap.period.nodes(), f" ({gap.period.duration})", classes=["resume-when"]
        ),
        classes=["resume-gap"],
    )
