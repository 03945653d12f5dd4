"""Reactive Resume (https://rxresu.me), versions 3 to 5, with texts in HTML."""

from __future__ import annotations

from typing import Final

from sphinx_resume.importing.json_resume import add_skills, location
from sphinx_resume.importing.mapping import (
    COURSES,
    MISCELLANEOUS,
    BothDates,
    Joined,
    Part,
    Section,
    add_link,
    address,
    entry_from,
    import_sections,
    in_words,
    is_hidden,
    linked,
    names_in,
    networks,
)
from sphinx_resume.importing.neutral import Imported, Item
from sphinx_resume.importing.rich_text import Block, Span, blocks, plain_text
from sphinx_resume.importing.source import Node

NAME: Final = "Reactive Resume"

_URL: Final = ("website.url", "url.href")
_TEXT: Final = (Part(("summary",)), Part(("description",)))
_KEYWORDS: Final = Part(("keywords",), "keywords")
_WHEN: Final = BothDates(("period", "date"))


def _roles(node: Node, item: Item, into: Imported) -> None:
    """Split an employer with several roles into a position for each."""
    section = Section("", item.kind, {"title": ("position",), "start": _WHEN}, _TEXT)
    found = [each for role in node.get("roles").items if (each := entry_from(role, section, into))]
    if not found:
        return
    for each in found:
        each.options, each.above = {**item.options, **each.options}, list(item.above)
    found[0].body = [*item.body, *found[0].body]  # the text about all roles
    *before, last = found
    into.items += before
    item.path, item.options, item.body = last.path, last.options, last.body
    item.places = last.places


SECTIONS: Final = (
    Section(
        "sections.experience.items",
        "position",
        {
            "title": ("position",),
            "organization": ("company",),
            "location": ("location",),
            "start": _WHEN,
            "url": _URL,
        },
        _TEXT,
        then=_roles,
    ),
    Section(  # of version 3
        "sections.work.items",
        "position",
        {"title": ("position",), "organization": ("name",), "start": _WHEN, "url": ("url",)},
        _TEXT,
    ),
    Section(
        "sections.education.items",
        "education",
        {
            "title": (Joined(("studyType", "degree", "area")),),
            "organization": ("institution", "school"),
            "location": ("location",),
            "start": _WHEN,
            "grade": ("score", "grade"),
            "url": _URL,
        },
        (*_TEXT, Part(("courses",), "line", COURSES)),
    ),
    Section(
        "sections.projects.items",
        "project",
        {"title": ("name",), "start": _WHEN, "url": _URL},
        (Part(("description",)), Part(("summary",)), _KEYWORDS),
    ),
    Section(
        "sections.volunteer.items",
        "volunteering",
        {
            "title": ("position", "organization"),
            "organization": ("organization",),
            "location": ("location",),
            "start": _WHEN,
            "url": _URL,
        },
        _TEXT,
    ),
    Section(
        "sections.awards.items",
        "award",
        {"title": ("title",), "by": ("awarder",), "date": ("date",), "url": _URL},
        _TEXT,
    ),
    Section(
        "sections.certifications.items",
        "certificate",
        {"title": ("name", "title"), "issuer": ("issuer",), "date": ("date",), "url": _URL},
        _TEXT,
    ),
    Section(
        "sections.publications.items",
        "publication",
        {"title": ("name", "title"), "publisher": ("publisher",), "date": ("date",), "url": _URL},
        _TEXT,
    ),
    Section(
        "sections.languages.items",
        "language",
        {"title": ("name", "language"), "level": ("description", "fluency")},
    ),
    Section("sections.interests.items", "interest", {"title": ("name",)}, (_KEYWORDS,)),
    Section(
        "sections.references.items",
        "reference",
        {"title": ("name",), "position": ("description", "position"), "url": _URL},
        (Part(("summary",)),),
    ),
)

_LOOK: Final = "it only affects the look of the résumé"
REASONS: Final = {
    **dict.fromkeys(
        ("metadata", "icon", "iconColor", "columns", "separateLinks", "options", "label"), _LOOK
    ),
    **dict.fromkeys(("visible", "hidden", "showLinkInTitle", "inlineLink"), _LOOK),
    **dict.fromkeys(("id", "$schema", "version"), "it is about the file"),
    "picture": "pictures are not imported; add one to a page yourself",
    "level": "levels without a unit are not imported; add a word of your own",
    "phone": "contact data of others is not imported",
    "title": "the headings are those of the site",
    "name": "the headings are those of the site",
    "": "Reactive Resume has no such field, or there is no entry or option for it",
}


def fits(root: Node) -> bool:
    """Whether a source looks like a Reactive Resume."""
    sections = root.get("sections").value
    return isinstance(sections, dict) and isinstance(root.get("basics").value, dict)


def read(root: Node, into: Imported) -> None:
    """Import the whole document."""
    _person(root, into)
    import_sections(root, SECTIONS, into)
    for node in root.get("sections.skills.items").items:
        if is_hidden(node):
            node.lose("it is hidden in the source")
            continue
        level = plain_text(node.get("description", "proficiency").text)
        add_skills(into, node, node.get("name").text, level, [*names_in(node.get("keywords"))])
    _custom(root, into)


def _person(root: Node, into: Imported) -> None:
    person, basics = into.person, root.get("basics")
    person.headline = plain_text(basics.get("headline").text)
    summary = root.get("summary.content", "sections.summary.content", "basics.summary")
    person.summary += blocks(summary.text)
    person.name = basics.get("name").text
    person.email = basics.get("email").text
    person.phones += [each.text for each in basics.get("phone").items]
    location(basics.get("location"), person)
    if url := basics.get("website.url", "url.href").text:
        shown = basics.get("website.label", "url.label").text
        add_link(person, shown or "Website", address(url))
    for node in basics.get("customFields").items:
        value, name = node.get("value", "text", "link"), node.get("name", "text")
        where = address(node.get("link").text or value.text)
        if where.startswith(("http://", "https://")):
            add_link(person, name.text or "Website", where)
        else:
            value.lose_used("custom fields are not imported; add the text to a page")
    networks(person, basics.get("profiles").items, "network", "username", "url")
    for node in root.get("sections.profiles.items").items:
        url = "website.url" if node.get("website.url") else "url.href"
        networks(person, [node], "network", "username", url)


def _custom(root: Node, into: Imported) -> None:
    """Import custom sections as a heading, and a paragraph for each item."""
    groups = [node for _name, node in root.get("sections.custom").fields]
    for group in (*groups, *root.get("customSections").items):
        heading, found = group.get("name", "title").text, list[Block]()
        for item in group.get("items").items:
            said = item.all("name", "title", "position", "company", "location")
            when = item.all("date", "period")
            words = ", ".join(
                [
                    *(plain_text(each.text) for each in said),
                    *(in_words(each, into) for each in when),
                ]
            )
            if words:
                found.append(Block((Span(words, strong=True),)))
            for part in item.all("description", "summary", "content"):
                found += blocks(part.text)
            if keywords := [each.text for each in item.get("keywords").items]:
                found += blocks(", ".join(keywords))
            if url := item.get(*_URL):
                found.append(Block((linked(url),)))
        if found:
            into.sections.append((heading or into.words(MISCELLANEOUS), found))
