"""RenderCV (https://rendercv.com): sections have any name, and fields determine the entry type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sphinx_resume.importing.mapping import (
    Joined,
    Part,
    Section,
    add_link,
    address,
    entry_from,
    networks,
    own_address,
    set_both_dates,
)
from sphinx_resume.importing.neutral import Imported, Item
from sphinx_resume.importing.rich_text import Block, Span, blocks, bullet, plain_text
from sphinx_resume.importing.source import Node

NAME: Final = "RenderCV"

_TEXT: Final = (Part(("summary",)),)


def _highlights(node: Node, item: Item, into: Imported) -> None:
    """Import bullets; as in RenderCV, a dash within one begins a nested bullet."""
    for each in node.get("highlights").items:
        first, *below = re.split(r"\s+-\s+", each.text)
        item.body += bullet("\n".join([first, *(f"  - {words}" for words in below)]))
    if not item.text("url") and (found := _LINKED.fullmatch(str(node.get("name").value))):
        item.options["url"] = found[1]
    if node.get("date") and not {"start", "end", "date"} & item.options.keys():
        set_both_dates(item, node.get("date"))


#: A name that consists of a link.
_LINKED: Final = re.compile(r"\s*\[[^\[\]]+\]\((https?://[^\s()]+)\)\s*")

_TAKES: Final = {"start": ("date",), "end": ("date",), "body": ("highlights",)}
#: Entry types by required fields; the first match counts. The name of a section may refine it.
SECTIONS: Final = (
    Section(
        "company",
        "position",
        {
            "title": ("position",),
            "organization": ("company",),
            "location": ("location",),
            "start": ("start_date",),
            "end": ("end_date",),
        },
        _TEXT,
        then=_highlights,
        takes=_TAKES,
    ),
    Section(
        "institution",
        "education",
        {
            "title": (Joined(("degree", "area")),),
            "organization": ("institution",),
            "location": ("location",),
            "start": ("start_date",),
            "end": ("end_date",),
        },
        _TEXT,
        then=_highlights,
        takes=_TAKES,
    ),
    Section(
        "authors",
        "publication",
        {
            "title": ("title",),
            "co-authors": ("authors",),
            "venue": ("journal",),
            "date": ("date",),
            "doi": ("doi",),
            "url": ("url",),
        },
        _TEXT,
    ),
    Section(
        "name",
        "project",
        {
            "title": ("name",),
            "location": ("location",),
            "start": ("start_date",),
            "end": ("end_date",),
            "url": ("url",),
        },
        _TEXT,
        then=_highlights,
        takes=_TAKES,
    ),
)
#: Kinds of entries with a name, by words in the name of the section.
_NAMED: Final = {
    "award": Section(
        "name", "award", {"title": ("name",), "date": ("date", "end_date", "start_date")}, _TEXT
    ),
    "certificate": Section(
        "name", "certificate", {"title": ("name",), "date": ("date", "end_date")}, _TEXT
    ),
    "talk": Section(
        "name", "talk", {"title": ("name",), "venue": ("location",), "date": ("date",)}, _TEXT
    ),
}
#: Kinds of entries by words in the name of a section.
_WORDS: Final = (
    ("award", r"award|hono[u]?r|prize|scholarship|fellowship|auszeichnung|preis|stipendi"),
    ("certificate", r"certific|licen[cs]e|zertifi"),
    ("talk", r"talk|presentation|speaking|vortr"),
    ("patent", r"patent"),
    ("language", r"^(?:spoken )?languages?$|sprachen"),
    ("skill", r"skill|technolog|tools|competenc|expertise|kenntnis|fähigkeit"),
    ("volunteering", r"volunt|ehrenamt"),
    ("interest", r"interest|hobb"),
)

REASONS: Final = {
    "design": "it only affects the look of the résumé",
    "locale": "the language is set in conf.py",
    "settings": "it is about how RenderCV is run",
    "rendercv_settings": "it is about how RenderCV is run",
    "photo": "pictures are not imported; add one to a page yourself",
    "": "RenderCV has no such field, or there is no entry or option for it",
}


def fits(root: Node) -> bool:
    """Whether a source looks like RenderCV."""
    return isinstance(root.get("cv").value, dict)


def read(root: Node, into: Imported) -> None:
    """Import the whole document."""
    cv = root.get("cv")
    _person(cv, into)
    for name, node in cv.get("sections").fields:
        _section(name, node, into)


def _person(cv: Node, into: Imported) -> None:
    person = into.person
    person.headline = plain_text(cv.get("headline", "label").text)
    person.name = cv.get("name").text
    first, *others = [each.text for each in cv.get("email").items] or [""]
    person.email = first
    for each in others:
        add_link(person, "E-mail", f"mailto:{each}")
    person.phones += [each.text.removeprefix("tel:") for each in cv.get("phone").items]
    person.address = own_address([cv.get("location").text])
    for site in cv.get("website").items:
        add_link(person, "Website", address(site.text))
    networks(person, cv.get("social_networks").items, "network", "username", "url")
    for node in cv.get("custom_connections").items:
        shown, url = node.get("placeholder").text, node.get("url")
        if url:
            add_link(person, shown or "Website", address(url.text))
            node.get("fontawesome_icon").lose("it only affects the look of the résumé")


def _section(name: str, node: Node, into: Imported) -> None:
    """Import a section, by its entries and its name."""
    title = name.replace("_", " ").strip()
    heading = title[:1].upper() + title[1:]
    said = next((kind for kind, words in _WORDS if re.search(words, title, re.IGNORECASE)), "")
    summary = re.fullmatch(r"summary|about(?: me)?|profile|profil|objective", title, re.IGNORECASE)
    text: list[Block] = []
    for each in node.items:
        if not isinstance(each.value, dict):
            text += blocks(each.text) if summary else _as_item(each, said, into)
        elif item := _entry(each, said, into):
            into.items.append(item)
        else:
            text += _rest(each, said, into)
    if summary:
        into.person.summary += text
    elif text:
        into.sections.append((heading, text))


def _entry(node: Node, said: str, into: Imported) -> Item | None:
    for section in SECTIONS:
        if not node.get(section.path):
            continue
        chosen = _NAMED.get(said, section) if section.path == "name" else section
        item = entry_from(node, chosen, into)
        if item and chosen.kind == "position" and said == "volunteering":
            item.kind = "volunteering"
        if item and chosen.kind in _NAMED:
            for each in node.get("highlights").items:
                item.body += bullet(each.text)
        return item
    return None


def _rest(node: Node, said: str, into: Imported) -> list[Block]:
    """Import labelled lines and other lines; as text, unless the name of the section is known."""
    label, details = node.get("label"), node.get("details")
    if label or details:
        name, words = plain_text(label.text), plain_text(details.text)
        if said == "language" and name:
            into.items.append(Item("language", node.path, _known(title=name, level=words)))
            return []
        if said == "skill" and words:
            for skill in _listed(words):
                options = _known(title=skill, category=name)
                into.items.append(Item("skill", details.path, options))
            return []
        return [Block((Span(name, strong=True), Span(f": {words}" if words else "")), 0)]
    line = node.get("bullet", "number", "reversed_number")
    return _as_item(line, said, into) if line else []


def _as_item(node: Node, said: str, into: Imported) -> list[Block]:
    """Import a line as an entry if its section has a known kind, otherwise as a list item."""
    text = plain_text(node.text)
    options = dict(_of_line(said, text))
    if options:
        into.items.append(Item(said, node.path, options))
        return []
    if said in {"skill", "interest"} and len(text) < 40:
        into.items.append(Item(said, node.path, {"title": text}))
        return []
    return list(bullet(node.text))


#: One or two years in brackets at the end of a line.
_YEARS: Final = re.compile(r"\s*\(((?:19|20)\d{2})(?:\s*[–-]\s*((?:19|20)\d{2}))?\)$")


def _of_line(said: str, text: str) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """The options in a line: “Title — Event (2024)”, “Invention (US Patent 11,234,567)”."""
    if said not in {"award", "certificate", "patent", "talk"}:
        return
    years = _YEARS.search(text)
    text = _YEARS.sub("", text)
    if said == "patent" and (number := re.search(r"\s*\(([^()]*\d[^()]*)\)$", text)):
        text = text[: number.start()]
        yield "number", number[1]
    if said == "talk" and (parts := re.fullmatch(r"(.+)\s[—–]\s(.+)", text)):
        text = parts[1]
        yield "event", parts[2]
    if years:
        yield "date", f"{years[1]} to {years[2]}" if years[2] else years[1]
    yield "title", text


def _listed(words: str) -> list[str]:
    """The items of a line, separated by commas outside brackets."""
    found = re.split(r"[,;]\s+(?![^()]*\))", words)
    return [item.strip() for item in found if item.strip()]


def _known(**options: str) -> dict[str, str | tuple[str, ...]]:
    return {name: value for name, value in options.items() if value}
