"""JSON Resume 1.x (https://jsonresume.org/schema), including field names of earlier versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sphinx_resume.importing.mapping import (
    COURSES,
    LEVEL,
    TYPE,
    Joined,
    Part,
    Section,
    add_link,
    address,
    import_sections,
    labelled,
    names_in,
    networks,
    own_address,
    text_in,
)
from sphinx_resume.importing.neutral import Imported, Item, Person
from sphinx_resume.importing.rich_text import plain_text
from sphinx_resume.importing.source import Node, Path

NAME: Final = "JSON Resume"

_TEXT: Final = (Part(("summary",)), Part(("highlights",), "items"))

SECTIONS: Final = (
    Section(
        "work",
        "position",
        {
            "title": ("position",),
            "organization": ("name", "company"),
            "location": ("location",),
            "start": ("startDate",),
            "end": ("endDate",),
            "url": ("url", "website"),
            "department": ("department",),
            "employment": ("employmentType",),
        },
        (Part(("description",), "above"), *_TEXT, Part(("keywords",), "keywords")),
    ),
    Section(
        "volunteer",
        "volunteering",
        {
            "title": ("position",),
            "organization": ("organization",),
            "location": ("location",),
            "start": ("startDate",),
            "end": ("endDate",),
            "url": ("url", "website"),
        },
        (*_TEXT, Part(("keywords",), "keywords")),
    ),
    Section(
        "education",
        "education",
        {
            "title": (Joined(("studyType", "degree", "area")),),
            "organization": ("institution",),
            "location": ("location",),
            "start": ("startDate",),
            "end": ("endDate",),
            "grade": ("score", "gpa"),
            "url": ("url", "website"),
        },
        (*_TEXT, Part(("courses",), "line", COURSES), Part(("keywords",), "keywords")),
    ),
    Section(
        "projects",
        "project",
        {
            "title": ("name",),
            "part": ("roles",),
            "organization": ("entity",),
            "start": ("startDate",),
            "end": ("endDate",),
            "url": ("url", "website"),
        },
        (
            Part(("description",)),
            *_TEXT,
            Part(("type",), "line", TYPE),
            Part(("keywords",), "keywords"),
        ),
    ),
    Section(
        "awards",
        "award",
        {"title": ("title",), "by": ("awarder",), "date": ("date",), "url": ("url", "website")},
        (*_TEXT, Part(("keywords",), "keywords")),
    ),
    Section(
        "certificates",
        "certificate",
        {"title": ("name",), "issuer": ("issuer",), "date": ("date",), "url": ("url", "website")},
        (*_TEXT, Part(("keywords",), "keywords")),
    ),
    Section(
        "publications",
        "publication",
        {
            "title": ("name",),
            "publisher": ("publisher",),
            "date": ("releaseDate",),
            "url": ("url", "website"),
            "doi": ("doi",),
        },
        (*_TEXT, Part(("keywords",), "keywords")),
    ),
    Section(
        "languages",
        "language",
        {"title": ("language",), "level": ("fluency",)},
        (Part(("keywords",), "keywords"),),
    ),
    Section(
        "interests",
        "interest",
        {"title": ("name",)},
        (Part(("summary",)), Part(("keywords",), "keywords")),
    ),
    Section(
        "references",
        "reference",
        {"title": ("name",), "position": ("position",), "relation": ("relationship",)},
        (Part(("reference",)), Part(("summary",))),
    ),
)

#: Reasons for dropping unused values.
REASONS: Final = {
    "$schema": "it describes the file",
    "meta": "it describes the file",
    "image": "pictures are not imported; add one to a page yourself",
    "picture": "pictures are not imported; add one to a page yourself",
    "x-evidence": "it is computed from the text again",
    "phone": "contact data of others is not imported",
    "email": "contact data of others is not imported",
    "": "JSON Resume has no such field, or there is no entry or option for it",
}


def fits(root: Node) -> bool:
    """Whether a source looks like a JSON Resume."""
    names = ("skills", *(section.path for section in SECTIONS))
    return isinstance(root.get("basics").value, dict) or any(
        isinstance(root.get(name).value, list) for name in names
    )


def read(root: Node, into: Imported) -> None:
    """Import the whole document."""
    person(root.get("basics").table(), into)
    import_sections(root, SECTIONS, into)
    skills(root, into)


def person(basics: Node, into: Imported) -> None:
    """Import the person, with contact data as private data."""
    person = into.person
    person.headline = plain_text(basics.get("label", "headline").text)
    person.summary += text_in(basics.get("summary"))
    person.name = basics.get("name").text
    person.email = basics.get("email").text
    person.phones += [number.text for number in basics.get("phone").items]
    location(basics.get("location"), person)
    if url := basics.get("url", "website").text:
        add_link(person, "Website", address(url))
    networks(person, basics.get("profiles").items, "network", "username", "url")


def location(place: Node, person: Person) -> None:
    """Import the address of the person."""
    if isinstance(place.value, dict):
        person.country = place.get("countryCode").text
        city = " ".join(filter(None, (place.get("postalCode").text, place.get("city").text)))
        rest = (place.get("region").text, place.get("country").text, person.country)
        person.address = own_address([place.get("address").text, city, *rest])
    else:
        person.address = own_address([place.text])


def skills(root: Node, into: Imported) -> None:
    """Import groups of skills: each keyword is a skill, and the group its category."""
    for node in root.get("skills").items:
        group = node if not isinstance(node.value, dict) else node.get("name")
        name, level = group.text, "" if group is node else node.get("level").text
        keywords = [] if group is node else [*names_in(node.get("keywords"))]
        add_skills(into, node, name, level, keywords)


def add_skills(
    into: Imported, node: Node, name: str, level: str, keywords: Sequence[tuple[Path, str]]
) -> None:
    """Add the skills of a group, or the group itself as a skill if it has no keywords."""
    name = plain_text(name)
    if not keywords:
        options: dict[str, str | tuple[str, ...]] = {"title": name, "level": level}
        if name:
            known = {key: value for key, value in options.items() if value}
            into.items.append(Item("skill", node.path, known))
        return
    for number, (path, keyword) in enumerate(keywords):
        item = Item("skill", path, {"title": keyword})
        if name:
            item.options["category"] = name
        if level and number == 0:
            item.above.append(labelled(into, LEVEL, level))
        into.items.append(item)
