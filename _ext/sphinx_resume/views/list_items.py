"""The items of lists and their styles: links, lines of facts, or the entries in full."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from docutils import nodes

from sphinx_resume.i18n import _
from sphinx_resume.model.slugs import anchor
from sphinx_resume.nodes import entry_body
from sphinx_resume.views.base import Link, paragraph
from sphinx_resume.views.date_text import Period
from sphinx_resume.views.inline import fact_nodes, link_nodes, run_nodes, runs

#: The classes of lists of links besides their own, by style.
_BESIDE: Final[dict[str, tuple[str, ...]]] = {"links": (), "cards": ("resume-cards",)}


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
    #: A digest of the body, and the numbers of the passages that are shown; ``None`` for all.
    body: str
    category: str
    level: str
    #: In a list of links: who or what it is from, and where a publication can be read.
    origin: str = ""
    #: Texts and addresses of links to other sites, where the list shows them.
    links: tuple[tuple[str, str], ...] = ()
    #: For several positions in a row at one organization: these, the latest first.
    titles: tuple[Item, ...] = ()
    #: What the body links to, by the names that show there.
    cites: tuple[Link, ...] = ()
    kept: tuple[int, ...] | None = None
    #: Rewordings: the number of a passage, the number of the part of the list that replaces it, and
    #: a digest of that part.
    reworded: tuple[tuple[int, int, str], ...] = ()

    @property
    def about(self) -> str:
        """The entry, or the positions of a career, in a word each."""
        return " ".join(item.link.about for item in self.titles or (self,))


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
        """All entries, repeated if they belong to several groups."""
        return tuple(item for group in self.groups for item in group.items)

    @property
    def single(self) -> tuple[Item, ...]:
        """All entries, with the positions of a tenure separately."""
        return tuple(each for item in self.items for each in item.titles or (item,))

    def __bool__(self) -> bool:
        return bool(self.items)

    def nodes(self, kind: str, style: str, by: str) -> list[nodes.Node]:
        """The entries, all of a kind, in a style; `by` what they are grouped, if they are."""
        if not by:
            return _styled(self.items, kind, style)
        if style == "full":
            return [_part(group, kind, by) for group in self.groups]
        terms = (
            _term(
                group.link.node() if group.link else group.heading,
                _styled(group.items, kind, style),
                group.items,
            )
            for group in self.groups
        )
        return [nodes.definition_list("", *terms, classes=["resume-groups"])]


def _styled(items: Iterable[Item], kind: str, style: str) -> list[nodes.Node]:
    """The entries of a list, or of one of its groups."""
    if style == "full":
        return [_section(item) for item in items]
    if style == "terms":
        terms = (_term(item.heading, _content(item), [item]) for item in items)
        return [nodes.definition_list("", *terms, classes=["resume-terms"])]
    if style == "lines" and kind == "skill":
        return [_skill_lines(items)]
    if style == "lines":
        return [_lines(items, _fact_line, "resume-lines")]
    return [_lines(items, _link_line, "resume-links", *_BESIDE[style])]


def _part(group: Group, kind: str, by: str) -> nodes.section:
    """A group of entries in full."""
    ident = anchor(f"{kind}s-by", by, group.heading)
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
        ids=[anchor(f"{item.link.kind}s", item.link.id)],
        classes=["resume-item", f"resume-item-{item.link.kind}"],
        about=item.about,
    )


def _content(item: Item) -> Iterator[nodes.Node]:
    """The content below the heading of an entry: the rest of its name, its facts, its body."""
    if item.subtitle:
        yield paragraph(item.subtitle, classes=["resume-subtitle"])
    facts = item.facts
    if item.titles and item.period:
        facts = (item.period.duration, *facts)
    line = [*item.period.nodes(), nodes.Text(" · " if facts else "")] if item.period else []
    line += fact_nodes(facts, " · ")
    line += link_nodes(item.links, " · ")[0 if line else 1 :]
    if line:
        yield paragraph(*line, classes=["resume-when"])
    for title in item.titles:
        yield from _content(title)
    if item.body:
        yield entry_body(
            "", kind=item.link.kind, id=item.link.id, kept=item.kept, reworded=item.reworded
        )


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
    line += link_nodes(item.links, ", ")
    return line


def _skill_lines(items: Iterable[Item]) -> nodes.definition_list:
    """Skills by category, in a line: those together of which the same is said."""
    result = nodes.definition_list("", classes=["resume-terms"])
    for category, group in groupby(items, key=lambda item: item.category):
        chosen = list(group)
        found = runs(
            (item.link, ", ".join(filter(None, (item.level, *item.facts)))) for item in chosen
        )
        result += _term(category or _("More"), [paragraph(*run_nodes(found, " (%s)"))], chosen)
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
    line += fact_nodes(item.facts, ", ")
    line += link_nodes(item.links, ", " if item.period or item.facts else ": ")
    return line
