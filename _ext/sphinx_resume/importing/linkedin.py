"""LinkedIn's data export (Settings, Data privacy, Get a copy of your data)."""

from __future__ import annotations

import re
from copy import copy
from typing import Final

from sphinx_resume.importing.mapping import (
    Joined,
    Part,
    Section,
    add_link,
    address,
    import_sections,
    own_address,
    profile_address,
)
from sphinx_resume.importing.neutral import Imported
from sphinx_resume.importing.rich_text import blocks, plain_text
from sphinx_resume.importing.source import Node, path_text

NAME: Final = "LinkedIn"

_TEXT: Final = (Part(("Description",)),)
_START: Final = ("Started On", "Start Date")
_END: Final = ("Finished On", "End Date")

SECTIONS: Final = (
    Section(
        "Positions",
        "position",
        {
            "title": ("Title",),
            "organization": ("Company Name",),
            "location": ("Location",),
            "start": _START,
            "end": _END,
        },
        _TEXT,
    ),
    Section(
        "Education",
        "education",
        {
            "title": (Joined(("Degree Name", "Field Of Study")),),
            "organization": ("School Name",),
            "start": _START,
            "end": _END,
            "grade": ("Grade",),
        },
        (Part(("Notes",)), Part(("Activities",)), Part(("Description",))),
    ),
    Section(
        "Projects",
        "project",
        {"title": ("Title",), "start": _START, "end": _END, "url": ("Url",)},
        _TEXT,
    ),
    Section(
        "Volunteering",
        "volunteering",
        {
            "title": ("Role",),
            "organization": ("Company Name",),
            "cause": ("Cause",),
            "start": _START,
            "end": _END,
        },
        _TEXT,
    ),
    Section(
        "Organizations",
        "membership",
        {"title": ("Position", "Name"), "organization": ("Name",), "start": _START, "end": _END},
        _TEXT,
    ),
    Section(
        "Publications",
        "publication",
        {
            "title": ("Name",),
            "publisher": ("Publisher",),
            "date": ("Published On",),
            "url": ("Url",),
        },
        _TEXT,
    ),
    Section(
        "Patents",
        "patent",
        {
            "title": ("Title",),
            "office": ("Issuer", "Patent Office"),
            "number": ("Patent Number", "Number", "Application Number"),
            "date": ("Issued On",),
            "filed": ("Filed On",),
            "url": ("Url",),
        },
        _TEXT,
    ),
    Section(
        "Honors",
        "award",
        {"title": ("Title",), "by": ("Issuer",), "date": ("Issued On",)},
        _TEXT,
    ),
    Section(
        "Certifications",
        "certificate",
        {
            "title": ("Name",),
            "issuer": ("Authority",),
            "date": ("Started On",),
            "expires": ("Finished On",),
            "url": ("Url",),
        },
        (Part(("License Number",), "line"),),
    ),
    Section("Courses", "course", {"title": ("Name",), "number": ("Number",)}),
    Section("Skills", "skill", {"title": ("Name",)}),
    Section("Languages", "language", {"title": ("Name",), "level": ("Proficiency",)}),
)

#: Tables by file name; LinkedIn changes these slightly over the years.
_TABLES: Final = {
    **{section.path.lower(): section.path for section in SECTIONS},
    "profile": "Profile",
    "volunteeringexperiences": "Volunteering",
    "volunteering": "Volunteering",
    "honorsawards": "Honors",
    "emailaddresses": "Email Addresses",
    "phonenumbers": "PhoneNumbers",
    "recommendationsreceived": "Recommendations Received",
    "testscores": "Test Scores",
}
#: Columns that identify the head of a table.
COLUMNS: Final = (
    *("Company Name", "School Name", "Title", "Name", "First Name", "Email Address", "Number"),
)

REASONS: Final = {
    "Recommendations Received": "texts by others are not imported; ask them before you publish any",
    "Test Scores": "there is no kind of entry for tests; add what matters to your studies",
    "Birth Date": "a résumé needs none",
    "Maiden Name": "there is one name",
    "Industry": "there is no option for it; add it to the summary if it matters",
    "Instant Messengers": "nothing here can hold it",
    "PhoneNumbers": "the kind of number is not shown",
    "Email Addresses": "it is about the account",
    "": "LinkedIn has no such column, or there is no entry or option for it",
}


def table_of(stem: str) -> str | None:
    """The table in a file, by its name without suffix; ``None`` if it is not imported."""
    return _TABLES.get(re.sub(r"[\W_]", "", stem).lower())


def fits(root: Node) -> bool:
    """Whether a source has tables of LinkedIn."""
    tables = set(root.value) if isinstance(root.value, dict) else set()
    return bool(tables) and tables <= set(_TABLES.values())


def read(root: Node, into: Imported) -> None:
    """Import the whole export."""
    for _name, table in root.fields:
        _drop_duplicates(table, into)
    _person(root, into)
    import_sections(root, SECTIONS, into)


def _drop_duplicates(table: Node, into: Imported) -> None:
    """Drop repeated rows, which some exports contain."""
    seen: list[object] = []
    for node in table.items:
        if node.value in seen and isinstance(node.value, dict):
            node.use()
            into.remarks.append((path_text(node.path), "the same row was there before"))
            node.value.clear()
        else:
            seen.append(copy(node.value))


def _person(root: Node, into: Imported) -> None:
    person = into.person
    for node in root.get("Profile").items[:1]:
        names = (node.get("First Name").text, node.get("Last Name").text)
        person.name = " ".join(filter(None, names))
        person.headline = plain_text(node.get("Headline").text)
        person.summary += blocks(node.get("Summary").text)
        places = ("Address", "Zip Code", "Geo Location")
        person.address = own_address([node.get(place).text for place in places])
        for handle in _handles(node.get("Twitter Handles").text):
            add_link(person, "Twitter", profile_address("twitter", handle))
        for label, url in _websites(node.get("Websites").text):
            add_link(person, label, address(url))
    mails = root.get("Email Addresses").items
    first = [node for node in mails if node.get("Primary").value == "Yes"]
    for node in (*first, *(node for node in mails if node not in first)):
        mail = node.get("Email Address").text
        if not person.email:
            person.email = mail
        elif mail != person.email:
            add_link(person, "E-mail", f"mailto:{mail}")
    for node in root.get("PhoneNumbers").items:
        if number := node.get("Number").text:
            extension = node.get("Extension").text
            person.phones.append(f"{number} ext. {extension}" if extension else number)


def _handles(text: str) -> list[str]:
    return re.findall(r"[\w.]+", text)


def _websites(text: str) -> list[tuple[str, str]]:
    """Labels and URLs: ``[COMPANY:https://example.org,PORTFOLIO:https://example.com]``."""
    found = re.findall(r"(?:([A-Z][A-Z_ ]*):)?((?:https?://)?[^\s,\[\]]+\.[^\s,\[\]]+)", text)
    return [(label.capitalize() or "Website", url) for label, url in found]
