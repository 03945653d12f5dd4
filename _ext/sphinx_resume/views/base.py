"""What all views share: the base class, links, and the words for dates."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from babel import Locale
from docutils import nodes
from sphinx import addnodes

from sphinx_resume.career import Career, Evidence
from sphinx_resume.dates import Date, DateError, Span, date_text, months_text
from sphinx_resume.entry import Entry, Place
from sphinx_resume.logging import Finding, no_such_entry
from sphinx_resume.messages import _
from sphinx_resume.tenures import Tenure


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Something computed that stands on a page."""

    #: The name of the directive; empty for a view that only entries place.
    name: ClassVar[str] = ""
    #: What it shows, for the reference page.
    about: ClassVar[str] = ""
    #: Whether it is so long that its page needs a filter.
    filtered: ClassVar[bool] = False

    place: Place

    def layout(self, career: Career, locale: Locale) -> Any:
        """Everything that will be seen, as a frozen record; falsy if there is nothing."""
        raise NotImplementedError

    def nodes(self, layout: Any) -> list[nodes.Node]:
        """The record as ordinary docutils nodes."""
        raise NotImplementedError

    def problems(self, career: Career) -> Iterator[Finding]:
        """What the author asked for and cannot have."""
        return iter(())


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an entry, or to a sentence in it."""

    kind: str
    id: str
    text: str
    docname: str
    anchor: str
    #: A remark for those who hover.
    hint: str = ""

    @property
    def about(self) -> str:
        """The entry in a word, by which nodes say what they are about."""
        return f"{self.kind}-{self.id}"

    @classmethod
    def to(cls, entry: Entry, text: str = "") -> Link:
        """A link to an entry, named by its label."""
        place = entry.place
        return cls(entry.kind, entry.id, text or entry.label, place.docname, place.anchor)

    @classmethod
    def to_sentence(cls, evidence: Evidence, text: str, hint: str) -> Link:
        """A link to the sentence that cites."""
        source, place = evidence.source, evidence.citation.place
        return cls(source.kind, source.id, text, place.docname, place.anchor, hint)

    def node(self) -> nodes.Element:
        """A reference that the domain resolves to this link's own anchor."""
        xref = addnodes.pending_xref(
            "",
            nodes.inline("", self.text),
            refdomain="resume",
            reftype=self.kind,
            reftarget=self.id,
            refexplicit=True,
            refwarn=False,
            anchor=self.anchor,
        )
        if self.hint:
            xref["hint"] = self.hint
        return xref


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

    def nodes(self) -> list[nodes.Node]:
        """The ends, joined by a dash."""
        return joined(
            [when.node() if when.iso else nodes.inline("", when.text) for when in self.ends], " – "
        )


def by_tenure(entries: Iterable[Entry], career: Career) -> list[tuple[Tenure | None, list[Entry]]]:
    """The entries, with positions of one career at one organization beside the first of them."""
    groups: dict[tuple[str, str], tuple[Tenure | None, list[Entry]]] = {}
    for entry in entries:
        tenure = career.tenure(entry)
        first = tenure.positions[0] if tenure else entry
        groups.setdefault(first.key, (tenure, []))[1].append(entry)
    return list(groups.values())


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


def joined(parts: Iterable[nodes.Node], separator: str) -> list[nodes.Node]:
    """The parts with a separator between each two."""
    result: list[nodes.Node] = []
    for part in parts:
        if result:
            result.append(nodes.Text(separator))
        result.append(part)
    return result


def paragraph(*parts: nodes.Node | str, classes: Iterable[str] = ()) -> nodes.paragraph:
    """A paragraph of nodes and texts."""
    children = [nodes.Text(part) if isinstance(part, str) else part for part in parts]
    return nodes.paragraph("", "", *children, classes=list(classes))


def bullets(items: Iterable[Iterable[nodes.Node]], *classes: str) -> nodes.bullet_list:
    """A bullet list of the items' block-level nodes."""
    return nodes.bullet_list(
        "", *(nodes.list_item("", *item) for item in items), bullet="-", classes=list(classes)
    )


def unknown_names(
    career: Career, kind: str, names: Iterable[str], place: Place
) -> Iterator[Finding]:
    """A finding for each of the `names` in a filter that is no entry of `kind`."""
    for name in names:
        if career.find(kind, name) is None:
            finding = no_such_entry(career, kind, name, place)
            yield Finding("filter", place, finding.message)


def ids(career: Career, kind: str, names: Iterable[str]) -> frozenset[str]:
    """The ids of those `names` that are entries of `kind`."""
    found = (career.find(kind, name) for name in names)
    return frozenset(entry.id for entry in found if entry)


def overlaps_range(months: range, start: Date | None, end: Date | None) -> bool:
    """Whether months lie, in part, between two dates; undated ones only where there are none."""
    if start is None and end is None:
        return True
    return bool(months) and (
        (start is None or months.stop > start.first_month)
        and (end is None or months.start <= end.last_month)
    )


def reversed_range(start: Date | None, end: Date | None, view: View) -> Iterator[Finding]:
    """A finding where a view's range ends before it starts."""
    if start is not None and end is not None:
        try:
            Span(start, end)
        except DateError as error:
            yield Finding("filter", view.place.of("to"), str(error))
