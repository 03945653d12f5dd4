"""Writes the pages of an imported résumé, for all formats."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sphinx_resume.importing import myst
from sphinx_resume.importing.citing import Skills
from sphinx_resume.importing.mapping import KEYWORDS, labelled
from sphinx_resume.importing.neutral import Imported, Item, Person
from sphinx_resume.importing.rich_text import Block, paragraph
from sphinx_resume.importing.source import path_text
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.model.options import N_, options
from sphinx_resume.model.slugs import fold, slug, unused

#: Kinds whose entries become plain text if they have no body.
_BARE: Final = frozenset({"interest", "project", "talk"})
#: The heading of the page with the profile.
PROFILE: Final = N_("Profile")
#: The maximum length of an id made from a title.
_LONGEST: Final = 50


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """A written entry, and its source."""

    kind: str
    id: str
    file: str
    path: str


@dataclass(slots=True)
class Pages:
    """The pages of an import by file name, relative to the folder of pages, and their content."""

    files: dict[str, str] = field(default_factory=dict)
    made: list[WrittenEntry] = field(default_factory=list)
    #: The text of private entries, to be added to a page with public content, so none is empty.
    private: list[str] = field(default_factory=list)
    #: Names of skills without evidence in these pages.
    stated: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Known:
    """The declarations of a project: ids by kind, and names of skills with their ids."""

    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    skills: tuple[tuple[str, str], ...] = ()
    #: Whether MyST's substitutions are enabled, which also apply to options.
    substitutions: bool = False


def pages(
    imported: Imported, known: Known, *, citations: bool = True, profile: bool = True
) -> Pages:
    """The pages of an imported résumé.

    They include the `profile` and sections of text, unless these are written elsewhere.
    """
    writer = _Writer(imported, known, citations=citations)
    found = writer.written(sections=profile)
    lines = profile_lines(imported.person)
    if profile and lines:
        text = "\n".join([f"# {myst.heading(headline(imported))}", "", *lines])
        found.files = {"profile.md": f"{text}\n", **found.files}
    if profile and found.private:
        first = next(iter(found.files), "")
        add_private_entries(found, first)
    return found


def add_private_entries(found: Pages, name: str) -> None:
    """Add the private entries to a page with public content."""
    found.files[name] = "\n".join([found.files.get(name, "").rstrip(), "", *found.private, ""])
    found.made = [
        each if each.file else dataclasses.replace(each, file=name) for each in found.made
    ]


def headline(imported: Imported) -> str:
    """The headline of the person, or else the title of the current position."""
    titles = (item.text("title") for item in imported.items if item.kind == "position")
    return imported.person.headline or next(titles, "") or imported.words(PROFILE)


def profile_lines(person: Person) -> list[str]:
    """The directive ``profile``; empty if there is nothing for it."""
    if not (person.headline or person.summary):
        return []
    lines = ["```{profile}"]
    if person.headline:
        lines.append(myst.option("headline", person.headline))
    if person.summary:
        lines += ["", *myst.body(person.summary)]
    return [*lines, "```"]


class _Writer:
    def __init__(self, imported: Imported, known: Known, *, citations: bool) -> None:
        self.imported, self.known = imported, known
        self._settle_skills()
        self._turn_bare_entries_into_text()
        self._settle_ids()
        names = [*known.skills]
        for item in imported.items:
            if item.kind == "skill":
                aliases = item.options.get("aliases", ())
                names += [(name, item.id) for name in (item.name, *aliases)]
        self.skills = Skills.named(names)
        self.cites = citations
        self._lines: set[Block] = set()
        self._headings = {self._heading(kind) for kind in ENTRY_TYPES}
        self.result = Pages()

    # Names and ids

    def _settle_skills(self) -> None:
        """Drop duplicate skills, and those that the project has already."""
        declared = {fold(name) for name, _ident in self.known.skills}
        kept: dict[str, Item] = {}
        items = []
        for item in self.imported.items:
            name = fold(item.name)
            if item.kind != "skill":
                items.append(item)
            elif name in declared:
                remark = f"the skill “{item.name}” is declared in the project already"
                self.imported.remarks.append((path_text(item.path), remark))
            elif name in kept:
                group, first = item.text("category"), kept[name].text("category")
                if group and group != first:
                    where = f"is listed under “{first}”" if first else "is listed without a group"
                    remark = (
                        f"the skill “{item.name}” {where}, so it is not repeated under “{group}”"
                    )
                    self.imported.remarks.append((path_text(item.path), remark))
            else:
                kept[name] = item
                items.append(item)
        self.imported.items = items

    def _turn_bare_entries_into_text(self) -> None:
        """Turn entries without a body into text if their kind requires a body."""
        bare = [item for item in self.imported.items if _is_bare(item)]
        self.imported.items = [item for item in self.imported.items if item not in bare]
        for kind in dict.fromkeys(item.kind for item in bare):
            items = [item for item in bare if item.kind == kind]
            for item in items:
                remark = (
                    f"“{item.name}” became text instead of a {kind}, because it has no description"
                )
                self.imported.remarks.append((path_text(item.path), remark))
            found = [_item(self._in_a_line(item)) for item in items]
            self.imported.sections.append((self._heading(kind), found))

    def _in_a_line(self, item: Item) -> str:
        """The options of an entry as one line of text."""
        names = ("title", "event", "venue", "organization", "location", "part")
        said = [item.text(name) for name in names]
        period = self.imported.when(*(item.text(name) for name in ("date", "start", "end")))
        return ", ".join(filter(None, [*said, period, item.text("url")]))

    def _settle_ids(self) -> None:
        taken = {kind: set(self.known.ids.get(kind, ())) for kind in ENTRY_TYPES}
        at: dict[tuple[str, str], int] = defaultdict(int)
        for item in self.imported.items:
            at[item.kind, fold(item.text("organization"))] += 1
        for item in self.imported.items:
            organization = item.text("organization")
            if item.kind in {"position", "volunteering"} and organization:
                several = at[item.kind, fold(organization)] > 1
                name = f"{organization} {item.text('title')}" if several else organization
            else:
                name = item.name
            item.id = unused(_short(slug(name)) or item.kind, taken[item.kind])

    # Pages

    def written(self, *, sections: bool) -> Pages:
        by_kind: dict[str, list[Item]] = defaultdict(list)
        for item in self.imported.items:
            by_kind[item.kind].append(item)
        taken: set[str] = set()
        # Skills come last, when it is known which of them are cited.
        last = ("interest", "language", "skill")
        for kind in sorted(by_kind, key=lambda kind: last.index(kind) if kind in last else -1):
            items = by_kind[kind]
            if kind == "position":
                for name, positions in self._by_organization(items):
                    page = f"{_plural(kind)}/{unused(_short(slug(name)) or kind, taken)}"
                    self._page(page, name, self._above(positions), positions)
            elif kind == "skill":
                self._skills(items)
            elif kind == "reference":
                for item in items:
                    self.result.private += (
                        ["", *self._entry(item)] if self.result.private else self._entry(item)
                    )
                    self.result.made.append(WrittenEntry(kind, item.id, "", path_text(item.path)))
            else:
                heading = self._heading(kind)
                self._page(_plural(kind), heading, self._above(items), items)
        names = {name.removesuffix(".md") for name in self.result.files}
        for heading, found in self.imported.sections if sections else ():
            name = _short(slug(heading)) or "more"
            if heading in self._headings and name in names:  # below the entries of this kind
                lines = [self.result.files[f"{name}.md"], *myst.body(found)]
            else:
                name = unused(name, names)
                lines = [f"# {myst.heading(heading)}", "", *myst.body(found)]
            self.result.files[f"{name}.md"] = "\n".join(lines) + "\n"
        return self.result

    def _by_organization(self, items: Iterable[Item]) -> Iterator[tuple[str, list[Item]]]:
        found: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            name = item.text("organization")
            found[fold(name) or item.id].append(item)
        for together in found.values():
            yield together[0].text("organization") or together[0].name, together

    def _above(self, items: Iterable[Item]) -> list[Block]:
        return list(dict.fromkeys(block for item in items for block in item.above))

    def _heading(self, kind: str) -> str:
        plural = self.imported.words(_plural(kind))
        return plural[:1].upper() + plural[1:]

    def _page(self, page: str, heading: str, above: list[Block], items: list[Item]) -> None:
        lines = [f"# {myst.heading(heading)}", ""]
        if above:
            lines += [*myst.body(above), ""]
        for item in items:
            lines += [*self._entry(item), ""]
            self.result.made.append(self._made(item, page))
        self.result.files[f"{page}.md"] = "\n".join(lines[:-1]) + "\n"

    def _made(self, item: Item, page: str) -> WrittenEntry:
        return WrittenEntry(item.kind, item.id, f"{page}.md", path_text(item.path))

    def _skills(self, items: Sequence[Item]) -> None:
        groups: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            groups[item.text("category")].append(item)
        lines = [f"# {self._heading('skill')}", ""]
        for category, skills in sorted(groups.items(), key=lambda group: bool(group[0])):
            if category and len(groups) > 1:
                lines += [f"## {myst.heading(category)}", ""]
            above = self._above(skills)
            if above:
                lines += [*myst.body(above), ""]
            for item in skills:
                if item.id not in self.skills.cited:
                    self.result.stated.append(item.name)
                lines += [*self._skill(item), ""]
                self.result.made.append(self._made(item, "skills"))
        self.result.files["skills.md"] = "\n".join(lines[:-1]) + "\n"

    def _skill(self, item: Item) -> list[str]:
        """A skill with its name as the argument, if that gives its id."""
        by_name = slug(item.name) == item.id and not re.search(r"[{}`\\]|^:|\s:\w", item.name)
        flag = [] if item.id in self.skills.cited else [":stated:"]
        if by_name:
            rest = {name: value for name, value in item.options.items() if name != "title"}
            head = item.name
        else:
            rest, head = item.options, item.id
        return self._directive("skill", head, rest, item.body, flag)

    # Entries

    def _entry(self, item: Item) -> list[str]:
        opts = item.options
        head = item.id
        by_name = item.kind in {"interest", "language"} and slug(item.name) == item.id
        if by_name and re.fullmatch(r"[^\W_][\w .+#/-]*", item.name):
            head = item.name
            opts = {name: value for name, value in opts.items() if name != "title"}
        return self._directive(item.kind, head, opts, [*item.body, *self._keywords(item)], [])

    def _keywords(self, item: Item) -> list[Block]:
        """The keywords that the text of an entry does not name, as a line."""
        said = fold(" ".join(block.text for block in item.body))
        rest = [word for word in dict.fromkeys(item.keywords) if not _says(said, word)]
        if not rest:
            return []
        label = "" if item.kind == "interest" else KEYWORDS
        line = labelled(self.imported, label, ", ".join(rest))
        if line in self._lines:  # a repeated statement would not be evidence
            return [Block(tuple(dataclasses.replace(span, cited=False) for span in line.spans))]
        self._lines.add(line)
        return [line]

    def _directive(
        self,
        kind: str,
        head: str,
        given: Mapping[str, str | tuple[str, ...]],
        body: Sequence[Block],
        flags: Sequence[str],
    ) -> list[str]:
        lines = [f"```{{{kind}}} {head}"]
        # In order of declaration.
        for opt in options(ENTRY_TYPES[kind]):
            if value := given.get(opt.name):
                if isinstance(value, tuple):
                    lines.append(myst.list_option(opt.name, value))
                else:
                    substitutions = self.known.substitutions
                    lines.append(myst.option(opt.name, value, substitutions=substitutions))
        lines += flags
        cite = self._cite if ENTRY_TYPES[kind].is_evidence else None
        if text := myst.body(body, cite):
            lines += ["", *text]
        return [*lines, "```"]

    def _cite(self, words: str) -> Iterable[tuple[str, str]]:
        return self.skills.roles(words) if self.cites else [(words, "")]


def _is_bare(item: Item) -> bool:
    return item.kind in _BARE and not (item.body or item.keywords)


def _says(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", text) is not None


def _item(text: str) -> Block:
    return Block(paragraph(text).spans, 0)


def _plural(kind: str) -> str:
    return ENTRY_TYPES[kind].plural


def _short(name: str) -> str:
    """An id of limited length, cut between words."""
    if len(name) <= _LONGEST:
        return name
    return name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]


def private_toml(person: Person) -> str:
    """The content of ``private.toml``; empty if there is no private data."""
    if not person.private:
        return ""
    lines = [
        "# Contact data for your private PDF only, which nox -s pdf builds in build/private.",
        "# Git ignores this file.",
    ]
    for name, value in person.private.items():
        if isinstance(value, str):
            lines.append(f"{name} = {_toml(value)}")
    if person.links:
        lines += ["", "[links]"]
        lines += [f"{_toml(name)} = {_toml(where)}" for name, where in person.links.items()]
    return "\n".join(lines) + "\n"


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
