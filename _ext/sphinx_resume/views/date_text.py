"""Dates, spans, and durations in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field

from babel import Locale
from docutils import nodes

from sphinx_resume.i18n import _, phrase
from sphinx_resume.model.career import Career
from sphinx_resume.model.dates import Date, Span, brief_text, date_text, months_text
from sphinx_resume.model.entries import LastingEntry
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.tenures import Tenure
from sphinx_resume.views.base import joined


@dataclass(frozen=True, slots=True)
class When:
    """A date in words and for machines."""

    text: str
    iso: str
    #: Which end of a span it is, ``start`` or ``end``; empty for neither.
    side: str = ""
    #: The date to the month, for where there is little room.
    brief: str = field(default="", compare=False)

    def node(self) -> nodes.inline:
        """The words, with the ISO form as an attribute for HTML."""
        node = nodes.inline("", self.text, datetime=self.iso)
        if self.side:
            node["side"] = self.side
        return node


@dataclass(frozen=True, slots=True)
class Period:
    """A span in words: its ends, and its duration if that is known to the month."""

    ends: tuple[When, ...]
    duration: str = ""
    #: A message around the ends, if they alone would claim too much.
    frame: str = ""
    #: The organization it names, if the entry is only known to have happened while there.
    organization: str = ""

    @classmethod
    def from_span(cls, span: Span, career: Career, locale: Locale) -> Period:
        """Put a span into words."""
        is_open = span.open(career.today)
        # A single date is an end: the last day, or all that is known, for example of studies.
        side = "end" if span.end == span.start and not is_open else "start"
        ends = [_when(span.start, side, locale)]
        if is_open:
            begun = span.begun(career.today)
            return cls(tuple(ends), "", _("began %(period)s") if begun else _("from %(period)s"))
        if not isinstance(span.end, Date):
            ends.append(When(_("Present"), "", brief=_("Present")))
        elif span.end != span.start:
            ends.append(_when(span.end, "end", locale))
        months = len(span.months(career.today))
        return cls(tuple(ends), "" if span.by_year else months_text(months, locale))

    def dates_only(self) -> Period:
        """The period without its duration."""
        return dataclasses.replace(self, duration="")

    @classmethod
    def from_entry(cls, entry: Entry, career: Career, locale: Locale) -> Period | None:
        """Put the time of an entry into words; something that happened once has no duration.

        Returns ``None`` for what happened several times: `facts` says when and where each was.
        """
        span = career.span(entry)
        if span is None or len(entry.parts) > 1:
            return None
        period = cls.from_span(span, career, locale)
        if isinstance(entry, LastingEntry) and entry.only_ends:
            period = dataclasses.replace(period, frame=_("until %(period)s"))
        if entry.span is None:
            position = career.during(entry)
            assert position is not None
            frame = _("at %(organization)s, %(period)s")
            if span.open(career.today):
                frame = _("at %(organization)s, from %(period)s")
            name = position.short_label
            period = dataclasses.replace(period, frame=frame, organization=name)
        return period if entry.lasts else period.dates_only()

    @classmethod
    def all_from_entry(cls, entry: Entry, career: Career, locale: Locale) -> tuple[Period, ...]:
        """Put each time that an entry happened into words, the latest first."""
        found = (cls.from_entry(part, career, locale) for part in entry.parts)
        return tuple(period for period in found if period)

    @property
    def text(self) -> str:
        """The ends as plain text: ``July 2021 – April 2023``."""
        ends = " – ".join(when.text for when in self.ends)
        if not self.frame:
            return ends
        return self.frame % {"organization": self.organization, "period": ends}

    @property
    def brief(self) -> str:
        """The ends to the month, in few words: ``Jul 2021 – Apr 2023``."""
        ends = " – ".join(dict.fromkeys(when.brief or when.text for when in self.ends))
        return (self.frame or "%(period)s") % {"organization": self.organization, "period": ends}

    @property
    def whole(self) -> str:
        """The ends and the duration: ``July 2021 – April 2023 (1 year 10 months)``."""
        return f"{self.text} ({self.duration})" if self.duration else self.text

    def nodes(self) -> list[nodes.Node]:
        """The ends, joined by a dash."""
        ends = joined(
            [when.node() if when.iso else nodes.inline("", when.text) for when in self.ends], " – "
        )
        if not self.frame:
            return ends
        return phrase(self.frame, organization=nodes.Text(self.organization), period=ends)


def _when(date: Date, side: str, locale: Locale) -> When:
    return When(date_text(date, locale), date.isoformat(), side, brief_text(date, locale))


def tenure_period(tenure: Tenure, career: Career, locale: Locale) -> Period:
    """Put the whole time at an organization into words, with its duration."""
    months = len(tenure.span.months(career.today))
    return dataclasses.replace(
        Period.from_span(tenure.span, career, locale),
        duration=duration_text(months, tenure.span.by_year, locale),
    )


def last_use_text(last: Date | None, current: bool, locale: Locale, *, brief: bool = False) -> str:
    """When a skill was last used, to the month; empty if unknown."""
    if current:
        return _("in use")
    text = brief_text if brief else date_text
    return text(Date(last.year, last.month), locale) if last else ""


def years_text(years: Sequence[tuple[int, int]], *, current: bool) -> str:
    """The years of use: ``2016–2018, since 2022``; the last ones are open if it is `current`."""
    texts = [str(first) if first == last else f"{first}–{last}" for first, last in years]
    if texts and current:
        *_earlier, (first, _last) = years
        texts[-1] = _("since %(year)s") % {"year": first}
    return ", ".join(texts)


def duration_text(months: int, at_most: bool, locale: Locale) -> str:
    """A duration in words; empty for none."""
    if not months:
        return ""
    text = months_text(months, locale)
    return _("up to %s") % text if at_most else text
