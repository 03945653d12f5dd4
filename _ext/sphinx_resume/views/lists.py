"""Lists of entries: links, lines of facts, or the entries in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from babel import Locale
from docutils import nodes

from sphinx_resume.career import Career
from sphinx_resume.dates import Date, DateError, Span
from sphinx_resume.entries import (
    ENTRY_TYPES,
    Education,
    Entry,
    Position,
    Skill,
    names,
    one_of,
    option,
)
from sphinx_resume.logging import Finding, did_you_mean
from sphinx_resume.nodes import entry_body
from sphinx_resume.views.base import (
    Link,
    Period,
    View,
    _,
    bullets,
    close,
    duration_text,
    ids,
    joined,
    last_use_text,
    paragraph,
    unknown_names,
)
from sphinx_resume.views.matrix import unknown_categories


@dataclass(frozen=True, slots=True)
class Item:
    """An entry in a list."""

    link: Link
    period: Period | None
    #: Short facts, in the order in which they are shown.
    facts: tuple[str, ...]
    #: For an entry in full: the heading, and the line below it that completes the name.
    heading: str
    subtitle: str
    #: The source of the body.
    body: str
    category: str
    #: Whether a fact line says more than the name.
    backed: bool


@dataclass(frozen=True, slots=True)
class Items:
    """The entries of a list."""

    items: tuple[Item, ...]

    def __bool__(self) -> bool:
        return bool(self.items)


def facts(entry: Entry, career: Career, locale: Locale) -> tuple[str, ...]:
    """The short facts about an entry besides its name and dates."""
    if isinstance(entry, Skill):
        use = career.use(entry)
        last = last_use_text(use.last, use.current, locale)
        if last and not use.current:
            last = _("last used %s") % last
        return tuple(filter(None, (duration_text(use.months, use.at_most, locale), last)))
    if isinstance(entry, Education):
        status = _("incomplete") if entry.status == "incomplete" else ""
        return tuple(filter(None, (status, entry.location)))
    known = (getattr(entry, name, "") for name in ("event", "location"))
    return tuple(filter(None, known))


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryList(View):
    name: ClassVar[str] = "entry-list"
    about: ClassVar[str] = (
        "All entries of one kind, dated ones from the latest to the earliest. The argument is the "
        "kind."
    )

    argument: str
    style: str = option(
        one_of("links", "lines", "full"),
        "`links`: a link and the dates; `lines`: the facts in a line, skills by category; `full`: "
        "a section with the body of each.",
        "full",
        default="links",
    )
    skill: tuple[str, ...] = option(
        names,
        "Only entries that cite one of these skills, or only these skills.",
        "Vault",
        default=(),
    )
    category: tuple[str, ...] = option(
        names, "Only skills of these categories.", "Databases", default=()
    )
    position: tuple[str, ...] = option(
        names,
        "Only entries that belong to or are cited by these positions.",
        "wayfair",
        default=(),
    )
    from_: Date | None = option(Date.parse, "Only what ended then or later.", "2020", default=None)
    to: Date | None = option(Date.parse, "Only what began then or earlier.", "2023", default=None)

    def layout(self, career: Career, locale: Locale) -> Items:
        chosen = [entry for entry in career.of(self.argument) if self._fits(entry, career)]
        if self.argument == "skill" and self.style == "lines":
            chosen.sort(
                key=lambda e: (
                    not getattr(e, "category", ""),
                    getattr(e, "category", "").casefold(),
                    not career.evidence(e),
                    -career.use(e).months,
                    e.title.casefold(),
                    e.id,
                )
            )
        return Items(tuple(self._item(entry, career, locale) for entry in chosen))

    def _item(self, entry: Entry, career: Career, locale: Locale) -> Item:
        membership = isinstance(entry, (Position, Education))
        return Item(
            link=Link.to(entry),
            period=Period.of(entry.span, career, locale) if entry.span else None,
            facts=facts(entry, career, locale),
            heading=entry.short_label,
            subtitle=entry.title if membership else "",
            body=entry.body if self.style == "full" else "",
            category=getattr(entry, "category", ""),
            backed=bool(career.evidence(entry)),
        )

    def _fits(self, entry: Entry, career: Career) -> bool:
        skills = ids(career, "skill", self.skill)
        if self.skill and not (
            entry.id in skills
            if isinstance(entry, Skill)
            else any(t.kind == "skill" and t.id in skills for t in career.cites(entry))
        ):
            return False
        positions = ids(career, "position", self.position)
        if self.position and not (
            ((during := career.during(entry)) is not None and during.id in positions)
            or (entry.kind == "position" and entry.id in positions)
            or any(
                e.source.kind == "position" and e.source.id in positions
                for e in career.cited_by(entry)
            )
        ):
            return False
        categories = {category.casefold() for category in self.category}
        if self.category and getattr(entry, "category", "").casefold() not in categories:
            return False
        return overlaps_range(career.months(entry), self.from_, self.to)

    def nodes(self, layout: Items) -> list[nodes.Node]:
        if self.style == "full":
            return [_section(item) for item in layout.items]
        if self.style == "links":
            return [bullets([[_link_line(item)] for item in layout.items], "resume-links")]
        return list(_lines(layout.items))

    def problems(self, career: Career) -> Iterator[Finding]:
        if self.argument not in ENTRY_TYPES:
            message = (
                f"there are no entries of kind “{self.argument}”"
                f"{did_you_mean(close(self.argument, ENTRY_TYPES))}"
            )
            yield Finding("filter", self.place, message)
        yield from unknown_names(career, "skill", self.skill, self.place.of("skill"))
        yield from unknown_names(career, "position", self.position, self.place.of("position"))
        yield from unknown_categories(career, self.category, self)
        yield from reversed_range(self.from_, self.to, self)


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


def _section(item: Item) -> nodes.section:
    section = nodes.section(
        "",
        nodes.title("", item.heading),
        ids=[nodes.make_id(f"{item.link.kind}s-{item.link.id}")],
        classes=["resume-item", f"resume-item-{item.link.kind}"],
    )
    if item.subtitle:
        section += paragraph(item.subtitle, classes=["resume-subtitle"])
    if item.period or item.facts:
        line: list[nodes.Node | str] = []
        if item.period:
            line += item.period.nodes()
        if item.facts:
            line += [" · "] if line else []
            line.append(" · ".join(item.facts))
        section += paragraph(*line, classes=["resume-when"])
    if item.body:
        section += entry_body("", kind=item.link.kind, id=item.link.id)
    return section


def _link_line(item: Item) -> nodes.paragraph:
    line = paragraph(item.link.node())
    if item.period:
        line += nodes.Text(", ")
        line += item.period.nodes()
    return line


def _lines(items: tuple[Item, ...]) -> Iterator[nodes.Node]:
    for category, group in groupby(items, key=lambda item: item.category):
        if category:
            yield paragraph(nodes.strong("", category), classes=["resume-label"])
        backed: list[list[nodes.Node]] = []
        stated: list[Item] = []
        for item in group:
            if item.facts or item.period:
                backed.append([_fact_line(item)])
            else:
                stated.append(item)
        lines = backed
        if stated:
            links = joined([item.link.node() for item in stated], ", ")
            lines = [*backed, [paragraph(*links, classes=["resume-stated"])]]
        yield bullets(lines, "resume-lines")


def _fact_line(item: Item) -> nodes.paragraph:
    line = paragraph(item.link.node(), ": ")
    if item.period:
        line += item.period.nodes()
        line += nodes.Text(", " if item.facts else "")
    line += nodes.Text(", ".join(item.facts))
    return line
