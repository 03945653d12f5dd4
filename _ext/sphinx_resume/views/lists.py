"""Lists of entries: links, lines of facts, or the entries in full."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, ClassVar

from babel import Locale
from docutils import nodes

from sphinx_resume.career import Career
from sphinx_resume.dates import Date
from sphinx_resume.entries import (
    ENTRY_TYPES,
    Education,
    Entry,
    Position,
    Skill,
)
from sphinx_resume.logging import Finding, did_you_mean
from sphinx_resume.messages import _
from sphinx_resume.nodes import entry_body
from sphinx_resume.options import close, names, one_of, option
from sphinx_resume.tenures import Tenure
from sphinx_resume.views.base import (
    Link,
    Period,
    View,
    by_tenure,
    ids,
    joined,
    overlaps_range,
    paragraph,
    reversed_range,
    tenure_period,
    unknown_names,
)
from sphinx_resume.views.facts import facts, origin
from sphinx_resume.views.groups import GROUPINGS, are_grouped, grouped
from sphinx_resume.views.matrix import category_order, unknown_categories


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
    level: str
    #: In a list of links: who or what it is from.
    origin: str = ""
    #: For several positions in a row at one organization: these, the latest first.
    titles: tuple[Item, ...] = ()
    #: What the body links to, by the names that show there.
    cites: tuple[Link, ...] = ()

    @property
    def about(self) -> str:
        """The entry, or the positions of a career, in a word each."""
        return " ".join(item.link.key for item in self.titles or (self,))


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of a list, or of a part of it, which then has a heading."""

    items: tuple[Item, ...]
    heading: str = ""
    #: The entry that the heading names, if it is one.
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """The entries of a list."""

    groups: tuple[Group, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All entries; those that belong to several groups as often."""
        return tuple(item for group in self.groups for item in group.items)

    @property
    def single(self) -> tuple[Item, ...]:
        """All entries, each position of a career at one organization by itself."""
        return tuple(each for item in self.items for each in item.titles or (item,))

    def __bool__(self) -> bool:
        return bool(self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryList(View):
    name: ClassVar[str] = "entry-list"
    about: ClassVar[str] = (
        "All entries of one kind, dated ones from the latest to the earliest. The argument is the "
        "kind."
    )

    argument: str
    style: str = option(
        one_of("links", "lines", "terms", "full"),
        "`links`: a link, where it is from, and the dates; `lines`: the facts in a line, skills by "
        "category; `terms`: the name and, beside it, the body; `full`: a section with the body of "
        "each.",
        "full",
        default="links",
    )
    by: str = option(
        one_of(*GROUPINGS),
        "What to group them by: `year`, in which they began; `event` or `organization`, their own "
        "or that of their position; `skill` or `interest`, which they cite. What belongs to "
        "several groups is in each.",
        "year",
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
        order = career.order
        if self.argument == "skill" and self.style == "lines":
            order = partial(_order_of_lines, career=career)
        chosen = sorted(self._chosen(career), key=order)
        if not self.by:
            return Items((Group(self._items(chosen, career, locale)),))
        return Items(
            tuple(
                Group(self._items(group.entries, career, locale), group.heading, group.link)
                for group in grouped(chosen, self.by, career, order)
            )
        )

    def _chosen(self, career: Career) -> list[Entry]:
        skills = ids(career, "skill", self.skill)
        positions = ids(career, "position", self.position)
        categories = {category.casefold() for category in self.category}
        return [
            entry
            for entry in career.of(self.argument)
            if (not self.skill or _is_or_cites(entry, skills, career))
            and (not self.position or _belongs_to(entry, positions, career))
            and (not categories or getattr(entry, "category", "").casefold() in categories)
            and overlaps_range(career.months(entry), self.from_, self.to)
        ]

    def _items(self, entries: Iterable[Entry], career: Career, locale: Locale) -> tuple[Item, ...]:
        return tuple(
            self._item(together[0], career, locale)
            if len(together) == 1
            else self._career_at(tenure, together, career, locale)
            for tenure, together in by_tenure(entries, career)
        )

    def _career_at(
        self, tenure: Tenure | None, entries: list[Entry], career: Career, locale: Locale
    ) -> Item:
        """Several positions in a row at one organization."""
        assert tenure is not None
        titles = [self._item(entry, career, locale) for entry in entries]
        places = {getattr(entry, "location", "") for entry in entries}
        place = places.pop() if len(places) == 1 else ""
        return Item(
            link=Link.to(entries[0], tenure.organization),
            period=tenure_period(tenure, career, locale),
            facts=(place,) if place else (),
            heading=tenure.organization,
            subtitle="",
            body="",
            category="",
            level="",
            titles=tuple(
                dataclasses.replace(
                    item,
                    link=dataclasses.replace(item.link, text=entry.title),
                    facts=() if place else item.facts,
                )
                for item, entry in zip(titles, entries, strict=True)
            ),
        )

    def _item(self, entry: Entry, career: Career, locale: Locale) -> Item:
        membership = isinstance(entry, (Position, Education))
        body = entry.body if self.style in {"full", "terms"} else ""
        return Item(
            link=Link.to(entry),
            period=Period.of_entry(entry, career, locale) if entry.span else None,
            facts=facts(entry, career, locale),
            heading=entry.short_label,
            subtitle=entry.title if membership else "",
            body=body,
            category=getattr(entry, "category", ""),
            level=getattr(entry, "level", ""),
            origin=origin(entry),
            cites=tuple(map(Link.to, career.cites(entry))) if body else (),
        )

    def nodes(self, layout: Items) -> list[nodes.Node]:
        kind, style = self.argument, self.style
        if not self.by:
            return _styled(layout.items, kind, style)
        if style == "full":
            return [_part(group, kind, self.by) for group in layout.groups]
        terms = (
            _term(
                group.link.node() if group.link else group.heading,
                _styled(group.items, kind, style),
                group.items,
            )
            for group in layout.groups
        )
        return [nodes.definition_list("", *terms, classes=["resume-groups"])]

    def problems(self, career: Career) -> Iterator[Finding]:
        if self.argument not in ENTRY_TYPES:
            message = (
                f"there are no entries of kind “{self.argument}”"
                f"{did_you_mean(close(self.argument, ENTRY_TYPES))}"
            )
            yield Finding("filter", self.place, message)
        chosen = self._chosen(career)
        if self.by and chosen and not are_grouped(chosen, self.by, career):
            message = f"no {self.argument} in this list has any {self.by} to be grouped by"
            yield Finding("filter", self.place.of("by"), message)
        yield from unknown_names(career, "skill", self.skill, self.place.of("skill"))
        yield from unknown_names(career, "position", self.position, self.place.of("position"))
        yield from unknown_categories(career, self.category, self)
        yield from reversed_range(self.from_, self.to, self)


def _is_or_cites(entry: Entry, skills: AbstractSet[str], career: Career) -> bool:
    """Whether an entry is one of the skills or, being none, cites one."""
    if isinstance(entry, Skill):
        return entry.id in skills
    return any(cited.kind == "skill" and cited.id in skills for cited in career.cites(entry))


def _belongs_to(entry: Entry, positions: AbstractSet[str], career: Career) -> bool:
    """Whether an entry is one of the positions, happened during one, or is cited by one."""
    during = entry if entry.kind == "position" else career.during(entry)
    return (during is not None and during.id in positions) or any(
        e.source.kind == "position" and e.source.id in positions for e in career.cited_by(entry)
    )


def _order_of_lines(skill: Entry, career: Career) -> tuple[Any, ...]:
    """A sort key for skills by category, in each the longest used first."""
    return (
        *category_order(skill),
        -career.use(skill).months,
        getattr(skill, "level", ""),
        skill.title.casefold(),
        skill.id,
    )


def _styled(items: Iterable[Item], kind: str, style: str) -> list[nodes.Node]:
    """The entries of a list, or of one of its groups."""
    if style == "full":
        return [_section(item) for item in items]
    if style == "terms":
        terms = (_term(item.heading, _content(item), [item]) for item in items)
        return [nodes.definition_list("", *terms, classes=["resume-terms"])]
    if style == "lines" and kind == "skill":
        return [_skill_lines(items)]
    line = _fact_line if style == "lines" else _link_line
    return [_lines(items, line, f"resume-{style}")]


def _part(group: Group, kind: str, by: str) -> nodes.section:
    """A group of entries in full."""
    ident = nodes.make_id(f"{kind}s-by-{by}-{group.heading}")
    title = nodes.title("", group.heading)
    parts = _styled(group.items, kind, "full")
    return nodes.section("", title, *parts, ids=[ident], about=_about(group.items))


def _about(items: Iterable[Item]) -> str:
    return " ".join(item.about for item in items)


def _section(item: Item) -> nodes.section:
    return nodes.section(
        "",
        nodes.title("", item.heading),
        *_content(item),
        ids=[nodes.make_id(f"{item.link.kind}s-{item.link.id}")],
        classes=["resume-item", f"resume-item-{item.link.kind}"],
        about=item.about,
    )


def _content(item: Item) -> Iterator[nodes.Node]:
    """What stands below the heading of an entry: the rest of its name, its facts, its body."""
    if item.subtitle:
        yield paragraph(item.subtitle, classes=["resume-subtitle"])
    facts = " · ".join(item.facts)
    when = [*item.period.nodes(), nodes.Text(" · " if facts else "")] if item.period else []
    if item.titles and item.period:
        facts = f"{item.period.duration} · {facts}" if facts else item.period.duration
        when = [*item.period.nodes(), nodes.Text(" · ")]
    if when or facts:
        yield paragraph(*when, facts, classes=["resume-when"])
    for title in item.titles:
        yield from _content(title)
    if item.body:
        yield entry_body("", kind=item.link.kind, id=item.link.id)


def _lines(
    items: Iterable[Item], line: Callable[[Item], nodes.paragraph], *classes: str
) -> nodes.bullet_list:
    """A line for each, and below a career at one organization a line for each title."""
    return nodes.bullet_list(
        "",
        *(
            nodes.list_item(
                "",
                line(item),
                *([_lines(item.titles, line)] if item.titles else []),
                about=item.about,
            )
            for item in items
        ),
        bullet="-",
        classes=list(classes),
    )


def _link_line(item: Item) -> nodes.paragraph:
    line = paragraph(item.link.node())
    if item.origin:
        line += nodes.Text(f", {item.origin}")
    if item.period:
        line += nodes.Text(", ")
        line += item.period.nodes()
        line += nodes.Text(f" ({item.period.duration})" if item.titles else "")
    return line


def _skill_lines(items: Iterable[Item]) -> nodes.definition_list:
    """Skills by category: a line for each that has facts, the others together in a line."""
    result = nodes.definition_list("", classes=["resume-terms"])
    for category, group in groupby(items, key=lambda item: item.category):
        chosen = list(group)
        lines = []
        for item in chosen:
            if item.facts:
                lines.append(_fact_line(item))
                lines[-1]["about"] = item.about
        for level, others in groupby(
            (item for item in chosen if not item.facts), key=lambda item: item.level
        ):
            stated = list(others)
            line = paragraph(
                *joined([item.link.node() for item in stated], ", "), classes=["resume-stated"]
            )
            line["about"] = _about(stated)
            line += nodes.Text(f" ({level})" if level else "")
            lines.append(line)
        result += _term(category or _("Others"), lines, chosen)
    return result


def _term(
    term: str | nodes.Node, definition: Iterable[nodes.Node], items: Iterable[Item]
) -> nodes.definition_list_item:
    name = nodes.Text(term) if isinstance(term, str) else term
    about = _about(items)
    return nodes.definition_list_item(
        "",
        nodes.term("", "", name, about=about),
        nodes.definition("", *definition, about=about),
    )


def _fact_line(item: Item) -> nodes.paragraph:
    line = paragraph(item.link.node())
    if item.period or item.facts:
        line += nodes.Text(": ")
    if item.period:
        line += item.period.nodes()
        line += nodes.Text(", " if item.facts else "")
    line += nodes.Text(", ".join(item.facts))
    return line
