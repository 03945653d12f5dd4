"""FRESH (https://github.com/fresh-standard/fresh-resume-schema)."""

from __future__ import annotations

from typing import Final

from sphinx_resume.importing.mapping import (
    COURSES,
    LEVEL,
    TYPE,
    Part,
    Section,
    add_link,
    address,
    import_sections,
    in_words,
    labelled,
    linked,
    networks,
    own_address,
)
from sphinx_resume.importing.neutral import Imported, Item
from sphinx_resume.importing.rich_text import Block, Span, blocks, plain_text
from sphinx_resume.importing.source import Node
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.model.options import N_

NAME: Final = "FRESH"

_TEXT: Final = (Part(("summary",)), Part(("highlights",), "items"))
_KEYWORDS: Final = Part(("keywords",), "keywords")
_FLAVOR: Final = Part(("flavor",), "line", TYPE)
#: Our types of publications by FRESH's.
_TYPES: Final = {"book": "book", "article": "article", "paper": "paper", "thesis": "thesis"}


def _type(node: Node, item: Item, into: Imported) -> None:
    flavor = node.get("flavor")
    if known := _TYPES.get(str(flavor.value).casefold()):
        item.options["type"] = known
        flavor.use()
    elif flavor:
        item.body.append(labelled(into, TYPE, flavor.text))
    publisher = node.get("publisher")
    if isinstance(publisher.value, dict):
        item.options["publisher"] = publisher.get("name").text
        if url := publisher.get("url"):
            item.body.append(Block((linked(url),)))
    elif publisher:
        item.options["publisher"] = publisher.text


SECTIONS: Final = (
    Section(
        "employment.history",
        "position",
        {
            "title": ("position",),
            "organization": ("employer",),
            "location": ("location",),
            "start": ("start",),
            "end": ("end",),
            "url": ("url",),
        },
        (*_TEXT, _KEYWORDS),
    ),
    Section(
        "education.history",
        "education",
        {
            "title": ("title", "studyType", "area"),
            "organization": ("institution",),
            "location": ("location",),
            "start": ("start",),
            "end": ("end",),
            "grade": ("grade",),
            "url": ("url",),
        },
        (*_TEXT, Part(("curriculum",), "line", COURSES), _KEYWORDS),
    ),
    Section(
        "service.history",
        "volunteering",
        {
            "title": ("position",),
            "organization": ("organization",),
            "location": ("location",),
            "start": ("start",),
            "end": ("end",),
            "url": ("url",),
        },
        (*_TEXT, _FLAVOR, _KEYWORDS),
    ),
    Section(
        "projects",
        "project",
        {
            "title": ("title", "name"),
            "part": ("role",),
            "start": ("start",),
            "end": ("end",),
            "url": ("url",),
        },
        (Part(("description",)), *_TEXT, _KEYWORDS),
    ),
    Section(
        "samples",
        "project",
        {"title": ("title",), "start": ("date",), "end": ("date",), "url": ("url",)},
        (*_TEXT, _KEYWORDS),
    ),
    Section(
        "extracurricular",
        "project",
        {
            "title": ("title",),
            "organization": ("activity",),
            "location": ("location",),
            "start": ("start",),
            "end": ("end",),
        },
        _TEXT,
    ),
    Section(
        "governance",
        "membership",
        {
            "title": ("role",),
            "organization": ("organization",),
            "start": ("start",),
            "end": ("end",),
            "url": ("url",),
        },
        (*_TEXT, _FLAVOR),
    ),
    Section(
        "writing",
        "publication",
        {"title": ("title",), "co-authors": ("author",), "date": ("date",), "url": ("url",)},
        (*_TEXT,),
        then=_type,
        takes={"type": ("flavor",), "publisher": ("publisher",)},
    ),
    Section(
        "speaking",
        "talk",
        {"title": ("title",), "event": ("event",), "venue": ("location",), "date": ("date",)},
        (*_TEXT, Part(("role",)), _KEYWORDS),
    ),
    Section(
        "recognition",
        "award",
        {"title": ("title",), "by": ("from",), "date": ("date",), "url": ("url",)},
        (Part(("event",)), *_TEXT, _FLAVOR),
    ),
    Section("languages", "language", {"title": ("language",), "level": ("level",)}),
    Section("interests", "interest", {"title": ("name",)}, (Part(("summary",)), _KEYWORDS)),
    Section(
        "testimonials",
        "reference",
        {"title": ("name",), "relation": ("flavor",)},
        (Part(("quote",)),),
    ),
    Section("references", "reference", {"title": ("name",), "relation": ("flavor",)}),
)

REASONS: Final = {
    "meta": "it describes the file",
    "image": "pictures are not imported; add one to a page yourself",
    "contact": "contact data of others is not imported",
    "current": "an end that is missing says so",
    "private": "references are private unless you say otherwise",
    "years": "for how long is computed from what cites the skill",
    "id": "it is about the file",
    "": "FRESH has no such field, or there is no entry or option for it",
}

#: The heading of the reading list.
READING: Final = N_("Reading list")


def fits(root: Node) -> bool:
    """Whether a source looks like a FRESH résumé."""
    said = str(root.get("meta.format").value)
    return said.startswith("FRESH") or isinstance(root.get("employment.history").value, list)


def read(root: Node, into: Imported) -> None:
    """Import the whole document."""
    _person(root, into)
    import_sections(root, SECTIONS, into)
    for name, kind in (("education", "education"), ("service", "volunteering")):
        above = blocks(root.get(f"{name}.summary").text)
        if name == "education":
            said = [each.text for each in root.all("education.level", "education.degree")]
            above += (labelled(into, LEVEL, ", ".join(said)),) if said else ()
        for item in into.items:
            if item.kind == kind:
                item.above += above
                break
        else:
            if above:
                heading = into.words(ENTRY_TYPES[kind].plural)
                into.sections.append((heading[:1].upper() + heading[1:], list(above)))
    _skills(root, into)
    _reading(root, into)


def _person(root: Node, into: Imported) -> None:
    person, contact, place = into.person, root.get("contact"), root.get("location")
    person.headline = plain_text(root.get("info.label").text)
    for name in ("info.brief", "employment.summary", "info.quote"):
        person.summary += blocks(root.get(name).text)
    person.name = root.get("name").text
    person.email = contact.get("email").text
    person.phones += [each.text for each in contact.get("phone").items]
    person.country = place.get("country").text
    parts = ("city", "code", "region")
    whole = place.get("address").text
    rest = [part for part in (place.get(name).text for name in parts) if part not in whole]
    person.address = own_address([whole, *rest, person.country])
    if url := contact.get("website").text:
        add_link(person, "Website", address(url))
    for node in contact.get("other").items:
        label, flavor, value = (node.get(name) for name in ("label", "flavor", "value"))
        if flavor.text == "phone":
            person.phones.append(value.text)
            label.lose("numbers have no names")
        elif flavor.text == "email":
            add_link(person, label.text or "E-mail", f"mailto:{value.text}")
        elif value.text:
            add_link(person, label.text or flavor.text, address(value.text))
    networks(person, root.get("social").items, "network", "user", "url")
    for node in root.get("social").items:
        node.get("label").use()


def _skills(root: Node, into: Imported) -> None:
    """Import skills: sets are categories, and the list has details of the same skills."""
    known: dict[str, Item] = {}
    for group in root.get("skills.sets").items:
        name, level = (plain_text(group.get(each).text) for each in ("name", "level"))
        for number, node in enumerate(group.get("skills").items):
            item = Item("skill", node.path, {"title": plain_text(node.text), "category": name})
            if level and not number:
                item.above.append(labelled(into, LEVEL, level))
            known.setdefault(item.name.casefold(), item)
            into.items.append(item)
    for node in root.get("skills.list").items:
        name = plain_text(node.get("name").text)
        new = Item("skill", node.path, {"title": name})
        item = known.setdefault(name.casefold(), new)
        if item is new:
            into.items.append(item)
        if level := plain_text(node.get("level").text):
            item.options["level"] = level
        item.body += blocks(node.get("summary").text)
        if proof := node.get("proof"):
            item.body.append(Block((linked(proof),)))


def _reading(root: Node, into: Imported) -> None:
    found = []
    for node in root.get("reading").items:
        own = linked(node.get("url"), node.get("title").text)
        authors = [each.text for each in node.get("author").items]
        flavor, date, summary = (node.get(name) for name in ("flavor", "date", "summary"))
        said = [plain_text(flavor.text), in_words(date, into), plain_text(summary.text)]
        rest = [*authors, *filter(None, said)]
        found.append(Block((own, Span("".join(f", {words}" for words in rest))), 0))
    if found:
        into.sections.append((into.words(READING), found))
