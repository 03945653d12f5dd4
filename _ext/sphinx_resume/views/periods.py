"""The words for dates, spans, and lengths of time."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from babel import Locale
from docutils import nodes

from sphinx_resume.career import Career
from sphinx_resume.dates import Date, Span, date_text, months_text
from sphinx_resume.entry import Entry
from sphinx_resume.messages import _
from sphinx_resume.tenures import Tenure
from sphinx_resume.views.base import joined


@dataclass(frozen=True, slots=True)
class When:
    """A date in words and for machines."""

    text: str
    iso: str

    def node(self) -> nodes.inline:
        """The words, with the machine's form as an attribute that richer outputs use."""
        return nodes.inline("", self.text, classes=["resume-date"], datetime=self.iso)


@dataclass(frozen=True, slots=True)
class Period:
    """A span in words: its ends, and how long it is where that is known to the month."""

    ends: tuple[When, ...]
    duration: str = ""

    @classmethod
    def of(cls, span: Span, career: Career, locale: Locale) -> Period:
        """The words for a span."""
        start = When(date_text(span.start, locale), span.start.isoformat())
        ends: tuple[When, ...]
        if span.end is None:
            ends = (start, When(_("Present"), ""))
        elif span.end == span.start:
            ends = (start,)
        else:
            ends = (start, When(date_text(span.end, locale), span.end.isoformat()))
        months = len(span.months(career.today))
        return cls(ends, months_text(months, locale) if months and not span.by_year else "")

    def dates_only(self) -> Period:
        """The period without its duration."""
        return dataclasses.replace(self, duration="")

    @classmethod
    def of_entry(cls, entry: Entry, career: Career, locale: Locale) -> Period | None:
        """The words for the time of an entry; what happened once has a date and no duration."""
        span = career.span(entry)
        if span is None:
            return None
        period = cls.of(span, career, locale)
        return period if entry.proves_use else period.dates_only()

    @property
    def text(self) -> str:
        """The ends in plain words: ``July 2021 – April 2023``."""
        return " – ".join(when.text for when in self.ends)

    @property
    def whole(self) -> str:
        """The ends, and how long it is: ``July 2021 – April 2023 (1 year 10 months)``."""
        return f"{self.text} ({self.duration})" if self.duration else self.text

    def nodes(self) -> list[nodes.Node]:
        """The ends, joined by a dash."""
        return joined(
            [when.node() if when.iso else nodes.inline("", when.text) for when in self.ends], " – "
        )


def tenure_period(tenure: Tenure, career: Career, locale: Locale) -> Period:
    """The words for all of the time at an organization, and how long that is."""
    months = len(tenure.span.months(career.today))
    return dataclasses.replace(
        Period.of(tenure.span, career, locale),
        duration=duration_text(months, tenure.span.by_year, locale),
    )


def last_use_text(last: Date | None, current: bool, locale: Locale) -> str:
    """When a skill was last used, to the month; empty if that is not known."""
    if current:
        return _("in use")
    return date_text(Date(last.year, last.month), locale) if last else ""


def duration_text(months: int, at_most: bool, locale: Locale) -> str:
    """A length of use; empty for none."""
    if not months:
        return ""
    text = months_text(months, locale)
    return _("up to %s") % text if at_most else text
