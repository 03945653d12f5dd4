"""The format of Europass until 2020: ``SkillsPassport``."""

from __future__ import annotations

import re
from typing import Final

from sphinx_resume.importing.europass_common import (
    DRIVING,
    LANGUAGE,
    NATIVE,
    SAID,
    add_text,
    set_levels,
    words_of,
)
from sphinx_resume.importing.mapping import (
    LEVEL,
    MISCELLANEOUS,
    Joined,
    Part,
    Section,
    add_link,
    address,
    assume_present,
    import_sections,
    own_address,
)
from sphinx_resume.importing.neutral import Imported, Item
from sphinx_resume.importing.rich_text import Block, Span, blocks, plain_text
from sphinx_resume.importing.source import Node
from sphinx_resume.model.dates import PRESENT, Date, DateError
from sphinx_resume.model.options import N_


def _in_parts(node: Node) -> str:
    """A date with separate year, month, and day: ``2009``, ``--10``, ``---05``."""
    parts = [node.get(name) for name in ("year", "month", "day")]
    digits = [re.sub(r"\D", "", str(part.value or "")) for part in parts]
    kept: list[str] = []
    for part, number in zip(parts, digits, strict=True):
        if not number:
            break
        part.use()
        kept.append(number.zfill(2))
    written = "-".join(kept)
    if written:
        try:
            Date.parse(written)
        except DateError as error:
            node.refuse(str(error))
            return ""
    return written


def _period(node: Node, item: Item, into: Imported) -> None:
    period = node.get("Period")
    for name, place in (("start", "From"), ("end", "To")):
        if found := _in_parts(period.get(place)):
            item.options[name] = found
    if str(period.get("Current").value).lower() == "true":
        item.options["end"] = PRESENT.value
    period.get("Current").lose(SAID)
    assume_present(item, period.get("To"), period.get("Current"))
    for name in ("Employer", "Organisation"):
        if code := node.get(f"{name}.ContactInfo.Address.Contact.Country.Code"):
            code.lose("the name of the country says it")


_PLACE: Final = "ContactInfo.Address.Contact"
SECTIONS: Final = (
    Section(
        "WorkExperienceList.WorkExperience",
        "position",
        {
            "title": ("Position.Label",),
            "organization": ("Employer.Name",),
            "location": (
                Joined((f"Employer.{_PLACE}.Municipality", f"Employer.{_PLACE}.Country.Label")),
            ),
            "url": ("Employer.ContactInfo.Website.Contact",),
        },
        (Part(("Activities",)), Part(("Employer.Sector.Label",), "above")),
        then=_period,
        takes={"start": ("Period.From",), "end": ("Period.To",)},
    ),
    Section(
        "EducationList.Education",
        "education",
        {
            "title": ("Title",),
            "organization": ("Organisation.Name",),
            "location": (
                Joined(
                    (
                        f"Organisation.{_PLACE}.Municipality",
                        f"Organisation.{_PLACE}.Country.Label",
                    )
                ),
            ),
            "department": ("Field.Label",),
            "url": ("Organisation.ContactInfo.Website.Contact",),
        },
        (Part(("Activities",)), Part(("Level.Label",), "line", LEVEL)),
        then=_period,
        takes={"start": ("Period.From",), "end": ("Period.To",)},
    ),
)


def read(learner: Node, into: Imported) -> None:
    """Import the whole document."""
    _person(learner, into)
    import_sections(learner, SECTIONS, into)
    _skills(learner.get("Skills"), into)
    for node in learner.get("AchievementList.Achievement").items:
        heading = node.get("Title.Label").text or into.words(MISCELLANEOUS)
        add_text(into, heading, blocks(node.get("Description").text))


def _person(learner: Node, into: Imported) -> None:
    person, who = into.person, learner.get("Identification")
    names = (who.get("PersonName.FirstName").text, who.get("PersonName.Surname").text)
    person.name = " ".join(filter(None, names))
    contact = who.get("ContactInfo")
    place = contact.get("Address.Contact")
    person.country = place.get("Country.Code").text
    parts = ("AddressLine", "AddressLine2")
    city = " ".join(filter(None, (place.get("PostalCode").text, place.get("Municipality").text)))
    person.address = own_address(
        [*(place.get(part).text for part in parts), city, place.get("Country.Label").text]
    )
    person.email = contact.get("Email.Contact").text
    for node in contact.get("TelephoneList.Telephone", "Telephone").items:
        person.phones.append(node.get("Contact").text)
    for node in contact.get("WebsiteList.Website", "Website").items:
        add_link(person, "Website", address(node.get("Contact").text))
    for node in contact.get("InstantMessagingList.InstantMessaging").items:
        node.lose("there is no address for it")
    head = learner.get("Headline")
    person.headline = plain_text(head.get("Description.Label").text)
    head.get("Type.Label").lose("the headings are those of the site")


#: Areas of digital skills.
_DIGITAL: Final = {
    "Information": N_("Information processing"),
    "Communication": N_("Communication"),
    "ContentCreation": N_("Content creation"),
    "Safety": N_("Safety"),
    "ProblemSolving": N_("Problem-solving"),
}
#: The headings of skills.
_SKILLS: Final = {
    "Communication": N_("Communication skills"),
    "Organisational": N_("Organizational skills"),
    "JobRelated": N_("Job-related skills"),
    "Computer": N_("Digital skills"),
    "Other": N_("Other skills"),
}


def _skills(skills: Node, into: Imported) -> None:
    for node in skills.get("Linguistic.MotherTongueList.MotherTongue").items:
        title = node.get("Description.Label").text
        level = into.words(NATIVE)
        into.items.append(Item("language", node.path, {"title": title, "level": level}))
    for node in skills.get("Linguistic.ForeignLanguageList.ForeignLanguage").items:
        title = node.get("Description.Label").text
        known = [(name, node.get(f"ProficiencyLevel.{name}")) for name in LANGUAGE]
        item = Item("language", node.path, {"title": title})
        set_levels(
            item, [(into.words(LANGUAGE[name]), level.text) for name, level in known if level]
        )
        for each in node.get("VerifiedBy.Certificate").items:
            said = [part.text for part in each.all("Title", "Level.Label", "Level")]
            item.body.append(Block((Span(", ".join(said)),)))
        into.items.append(item)
    for name, node in skills.fields:
        if name == "Linguistic":
            continue
        if name == "Driving":
            licences = [each.text for each in node.get("Description.Licence", "Description").items]
            add_text(into, into.words(DRIVING), [Block((Span(", ".join(licences)),))])
            continue
        found = list(blocks(node.get("Description").text))
        levels = [
            (words_of(_DIGITAL, each, into), level.text)
            for each, level in node.get("ProficiencyLevel").fields
            if not isinstance(level.value, dict)
        ]
        found += [Block((Span(f"{each}: {level}"),), 0) for each, level in levels]
        for each in node.get("VerifiedBy.Certificate").items:
            found.append(Block((Span(each.get("Title").text),), 0))
        add_text(into, words_of(_SKILLS, name, into), found)
