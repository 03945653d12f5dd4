"""Mappings of formats: declared as data, and applied here.

A `Section` declares which values of an item become which options and parts of the body; the tables
in the guide are generated from the same declarations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from sphinx_resume.importing.dates import NoDateError, date_text, is_ongoing, range_texts, year_in
from sphinx_resume.importing.neutral import Imported, Item, Person
from sphinx_resume.importing.rich_text import Block, Span, blocks, bullet, paragraph, plain_text
from sphinx_resume.importing.source import Node, Path
from sphinx_resume.model.dates import PRESENT, Date, DateError
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.model.options import (
    N_,
    Option,
    OptionError,
    date_or_present,
    dates,
    link,
    options,
)


@dataclass(frozen=True, slots=True)
class Joined:
    """Several values joined to one text, without those that are missing."""

    names: tuple[str, ...]
    between: str = ", "


@dataclass(frozen=True, slots=True)
class BothDates:
    """One value with both dates, such as “March 2014 – Present”, which sets start and end."""

    names: tuple[str, ...]


#: The origin of an option: names of values, of which the first non-empty one counts.
Origin = tuple[str | Joined, ...] | BothDates


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a body."""

    names: tuple[str, ...]
    #: ``text``: paragraphs and lists; ``items``: a bullet for each value; ``line``: all values in
    #: one line; ``above``: on the page, above the entry; ``keywords``: skills, or else a line.
    form: str = "text"
    #: The label before a line, to be translated.
    label: str = ""


#: A function that imports what cannot be declared.
Reader = Callable[[Node, Item, Imported], None]


@dataclass(frozen=True, slots=True)
class Section:
    """Items of one kind: their path, and the mapping of their values."""

    #: The path of the list.
    path: str
    kind: str
    options: Mapping[str, Origin] = field(default_factory=dict)
    body: tuple[Part, ...] = ()
    #: Called for each item, for what cannot be declared.
    then: Reader | None = None
    #: The values that `then` uses, by option or ``body``, for the guide.
    takes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_BARE_ADDRESS: Final = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?:[/?#]\S*)?")
#: Labels of lines.
COURSES: Final = N_("Courses")
KEYWORDS: Final = N_("Keywords")
LEVEL: Final = N_("Level")
TYPE: Final = N_("Type")
STUDIES: Final = N_("Studies")
#: The heading of text without one.
MISCELLANEOUS: Final = N_("Miscellaneous")


def import_sections(root: Node, sections: Sequence[Section], into: Imported) -> None:
    """Import the sections of a source."""
    for section in sections:
        for _node, item in items_of(root, section, into):
            into.items.append(item)


def items_of(root: Node, section: Section, into: Imported) -> Iterator[tuple[Node, Item]]:
    """The entries of a section, each with its source."""
    for node in root.get(section.path).items:
        if not isinstance(node.value, (dict, list)) and _needs_only_a_title(section.kind):
            yield node, Item(section.kind, node.path, {"title": plain_text(node.text)})
        elif not isinstance(node.value, dict):
            node.refuse(f"this must be a group of fields, such as one for each {section.kind}")
        elif is_hidden(node):
            node.lose("it is hidden in the source")
        elif item := entry_from(node, section, into):
            yield node, item


def _needs_only_a_title(kind: str) -> bool:
    return {opt.name for opt in options(ENTRY_TYPES[kind]) if opt.required} <= {"title"}


def is_hidden(node: Node) -> bool:
    """Whether an item is hidden in the source."""
    values = node.value if isinstance(node.value, dict) else {}
    return str(values.get("hidden")).lower() == "true" or (
        str(values.get("visible", True)).lower() == "false"
    )


def entry_from(node: Node, section: Section, into: Imported) -> Item | None:
    """The entry for an item of a section; ``None`` if it is empty or cannot be an entry."""
    cls = ENTRY_TYPES.get(section.kind)
    if cls is None:
        node.lose(f"this kind of entry does not exist (“{section.kind}”)")
        return None
    item = Item(section.kind, node.path)
    ends = [*_nodes(node, section.options.get("end", ()))]
    known = {opt.name: opt for opt in options(cls)}
    for name, origin in section.options.items():
        if name not in known:
            for each in _nodes(node, origin):
                each.lose(f"the entry “{section.kind}” has no option for it")
            continue
        if name == "start" and not ends and isinstance(origin, tuple):
            start = next(_nodes(node, origin), None)
            if start and range_texts(_peek(start))[1]:  # it says both
                set_both_dates(item, start)
                continue
        _fill(item, known[name], node, origin)
    assume_present(item, *ends)
    for part in section.body:
        add_part(item, node, part, into)
    if section.then:
        section.then(node, item, into)
    if item.kind == "education" and item.options and not item.text("title"):
        item.options["title"] = into.words(STUDIES)
    _check_order(node, item)
    if not item.options and not item.body and not item.above:
        return None
    return item


def assume_present(item: Item, *said: Node) -> None:
    """Set the end of an item that has begun to the present, unless the source says anything else.

    If what it says cannot be read, it is not the present.
    """
    if "start" in item.options and "end" not in item.options and not any(said):
        item.options["end"] = PRESENT.value


def _nodes(node: Node, origin: Origin) -> Iterator[Node]:
    names: list[str] = []
    for each in origin.names if isinstance(origin, BothDates) else origin:
        names += each.names if isinstance(each, Joined) else [each]
    yield from node.all(*names)


def _fill(item: Item, opt: Option, node: Node, origin: Origin) -> None:
    if isinstance(origin, BothDates):
        set_both_dates(item, node.get(*origin.names))
        return
    for each in origin:
        if isinstance(each, Joined):
            found = node.all(*each.names)
            value = each.between.join(plain_text(part.text) for part in found)
            if found and value:
                _set(item, opt, value, found[0])
                return
        elif found_node := node.get(each):
            fill(item, opt, found_node)
            return


#: Kinds for which a single date is the end, such as that of a degree.
_END_IS_THE_DATE: Final = frozenset({"education"})


def set_both_dates(item: Item, node: Node) -> None:
    """Set the start and end of an item from one text."""
    if isinstance(node.value, dict):
        start, end = date(node.get("start")), date(node.get("end"))
    elif last := range_texts(_peek(node))[1]:
        start = date(node, range_texts(_peek(node))[0])
        end = PRESENT.value if is_ongoing(last) else date(node, last)
    else:
        start = date(node)
        end = start
        start = "" if item.kind in _END_IS_THE_DATE else start
    for name, value in (("start", start), ("end", end)):
        if value:
            item.options[name] = value
            item.places[name] = node.path


def fill(item: Item, opt: Option, node: Node) -> None:
    """Set an option of an item from a value."""
    if opt.many:
        values = tuple(filter(None, (plain_text(each.text) for each in node.items)))
        if values:
            item.options[opt.name] = values
            item.places[opt.name] = node.path
    elif opt.read in (Date.parse, date_or_present, dates):
        value = _when(opt, node)
        if value:
            _set(item, opt, value, node)
    elif opt.read is link:
        _set(item, opt, address(node.text), node)
    elif isinstance(node.value, list):
        _set(item, opt, ", ".join(plain_text(each.text) for each in node.items), node)
    else:
        _set(item, opt, plain_text(node.text), node)


def _when(opt: Option, node: Node) -> str:
    said = _peek(node)
    if opt.read is date_or_present and is_ongoing(said) and _take(node):
        return PRESENT.value
    if opt.read is dates:
        first, last = range_texts(said)
        if last:
            node.use()
            ends = [date(node, each) for each in (first, "" if is_ongoing(last) else last) if each]
            return " to ".join(
                [*filter(None, ends), *([PRESENT.value] if is_ongoing(last) else [])]
            )
    return date(node)


def date(node: Node, written: str = "") -> str:
    """The date in a value; a date that does not exist is an error, and other text is dropped."""
    said = written or _peek(node)
    if not said:
        return ""
    try:
        found = date_text(said)
    except DateError as error:
        if not isinstance(error, NoDateError) and re.fullmatch(r"[\d\s./:TZ+-]+", said):
            node.refuse(str(error))
            return ""
        if year := year_in(said):
            node.lose(f"only {year} is a date; add the rest to the text if it matters")
            return year
        node.lose(str(error))
        return ""
    node.use()
    return found


def in_words(node: Node, into: Imported) -> str:
    """A date or period formatted for readers; other text is unchanged."""
    said = plain_text(node.text)
    try:
        ends = [
            PRESENT.value if is_ongoing(end) else date_text(end) for end in range_texts(said) if end
        ]
    except DateError:
        return said
    return into.when(*ends)


def _peek(node: Node) -> str:
    return "" if isinstance(node.value, (dict, list)) or not node else str(node.value).strip()


def _take(node: Node) -> bool:
    node.use()
    return True


def address(written: str) -> str:
    """A URL with its scheme, which some formats leave out."""
    if _BARE_ADDRESS.fullmatch(written):
        return f"https://{written}"
    return written


def linked(node: Node, words: str = "") -> Span:
    """A URL as a link, with the `words` as its text if given; plain text if it is not a URL."""
    said = node.text
    where = address(said)
    try:
        link(where)
    except OptionError:
        where = ""
        if words and said:  # or the value would be lost
            words = f"{words} ({said})"
    return Span(words or said, link=where)


def _set(item: Item, opt: Option, value: str, node: Node) -> None:
    """Set an option of an item if the value is valid."""
    if not value:
        return
    try:
        opt.read(value)
    except (OptionError, DateError) as error:
        node.lose_used(str(error))
        return
    item.options[opt.name] = value
    item.places[opt.name] = node.path


def _check_order(node: Node, item: Item) -> None:
    """Report an end before the start as an error."""
    start, end = item.text("start"), item.text("end")
    if start and end and end != PRESENT.value:
        first, last = Date.parse(start), Date.parse(end)
        if last.latest < first.earliest:
            place = Node(node.source, item.places.get("end", node.path), end)
            place.refuse(f"the end {end} is before the start {start}")


def add_part(item: Item, node: Node, part: Part, into: Imported) -> None:
    """Add a declared part to a body."""
    for found in node.all(*part.names):
        if part.form == "keywords":
            item.keywords += tuple(name for _path, name in names_in(found))
        elif part.form == "line":
            words = ", ".join(plain_text(each.text) for each in found.items)
            item.body.append(labelled(into, part.label, words))
        elif part.form == "items":
            for each in found.items:
                item.body += bullet(each.text)
        elif part.form == "above":
            item.above += blocks(found.text)
        else:
            item.body += text_in(found)


def text_in(node: Node) -> list[Block]:
    """The blocks of a text, or of a list of texts."""
    return [block for each in node.items for block in blocks(each.text)]


def names_in(node: Node) -> Iterator[tuple[Path, str]]:
    """The names in a list, or in a text with commas, each with its path."""
    if isinstance(node.value, list):
        found = [(each.path, each.text) for each in node.items]
    else:
        found = [(node.path, name) for name in re.split(r"[,;]", node.text)]
    yield from ((path, name) for path, each in found if (name := plain_text(each)))


def labelled(into: Imported, label: str, words: str) -> Block:
    """A line that begins with a translated label."""
    return paragraph(f"{into.words(label)}: {words}" if label else words)


def networks(person: Person, nodes: Sequence[Node], name: str, user: str, url: str) -> None:
    """Add the profiles of a person, each with the name of its network."""
    for node in nodes:
        network, account, place = node.get(name), node.get(user), node.get(url)
        shown, who = network.text or "Profile", account.text
        where = address(place.text) if place else profile_address(shown, who)
        if not where:
            node.lose_used(f"the address of profiles on {shown} is unknown; add it as “url”")
            continue
        if who and (who.casefold() not in where.casefold() or shown in person.links):
            shown = f"{shown} ({who})"
        add_link(person, shown, where)


def add_link(person: Person, name: str, where: str) -> None:
    """Add a link; its name is extended if it exists already."""
    if where in person.links.values():
        return
    if name in person.links:
        name = f"{name} ({urlsplit(where).netloc.removeprefix('www.') or where})"
    number = 2
    shown = name
    while shown in person.links:
        shown, number = f"{name} {number}", number + 1
    person.links[shown] = where


#: URLs of profiles, for formats with only the account name.
_PROFILES: Final = {
    "bitbucket": "https://bitbucket.org/{}",
    "github": "https://github.com/{}",
    "gitlab": "https://gitlab.com/{}",
    "googlescholar": "https://scholar.google.com/citations?user={}",
    "imdb": "https://www.imdb.com/name/{}",
    "instagram": "https://www.instagram.com/{}",
    "leetcode": "https://leetcode.com/u/{}",
    "linkedin": "https://www.linkedin.com/in/{}",
    "orcid": "https://orcid.org/{}",
    "reddit": "https://www.reddit.com/user/{}",
    "researchgate": "https://www.researchgate.net/profile/{}",
    "stackoverflow": "https://stackoverflow.com/users/{}",
    "telegram": "https://t.me/{}",
    "twitter": "https://x.com/{}",
    "x": "https://x.com/{}",
    "youtube": "https://www.youtube.com/@{}",
}


def profile_address(network: str, account: str) -> str:
    """The URL of a profile; empty for unknown networks."""
    if found := re.fullmatch(r"@?([\w.-]+)@((?:[\w-]+\.)+\w+)", account):  # such as on Mastodon
        return f"https://{found[2]}/@{found[1]}"
    pattern = _PROFILES.get(re.sub(r"\W", "", network.casefold()), "")
    return pattern.format(account.lstrip("@")) if pattern and account else ""


def own_address(parts: Sequence[str]) -> str:
    """A postal address in one line, without missing or repeated parts."""
    lines = [" ".join(part.replace("\n", ", ").split()) for part in parts]
    return ", ".join(dict.fromkeys(line for line in lines if line))
