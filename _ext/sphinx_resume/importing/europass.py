"""Europass: the XML of the old editor (SkillsPassport) and of the new one (Candidate).

Both may be attached to a PDF. Their texts are HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from sphinx_resume.importing.mapping import (
    LEVEL,
    MISCELLANEOUS,
    Part,
    Section,
    Together,
    add_link,
    address,
    carried,
    date,
    linked,
    own_address,
)
from sphinx_resume.importing.neutral import Imported, Item
from sphinx_resume.importing.rich_text import Block, Span, blocks, plain_text
from sphinx_resume.importing.source import Node
from sphinx_resume.model.dates import PRESENT, Date, DateError, find_locale
from sphinx_resume.model.options import N_

NAME: Final = "Europass"

_SAID: Final = "the end says it"
_NATIVE: Final = N_("native")


def _in_parts(node: Node) -> str:
    """A date of which year, month, and day stand apart: ``2009``, ``--10``, ``---05``."""
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


def _old_period(node: Node, item: Item, into: Imported) -> None:
    period = node.get("Period")
    for name, place in (("start", "From"), ("end", "To")):
        if found := _in_parts(period.get(place)):
            item.options[name] = found
    if str(period.get("Current").value).lower() == "true":
        item.options["end"] = PRESENT.value
    period.get("Current").lose(_SAID)
    if "start" in item.options and "end" not in item.options:
        item.options["end"] = PRESENT.value
    for name in ("Employer", "Organisation"):
        if code := node.get(f"{name}.ContactInfo.Address.Contact.Country.Code"):
            code.lose("the name of the country says it")


_OLD_PLACE: Final = "ContactInfo.Address.Contact"
#: The editor until 2020.
OLD_SECTIONS: Final = (
    Section(
        "WorkExperienceList.WorkExperience",
        "position",
        {
            "title": ("Position.Label",),
            "organization": ("Employer.Name",),
            "location": (
                Together(
                    (f"Employer.{_OLD_PLACE}.Municipality", f"Employer.{_OLD_PLACE}.Country.Label")
                ),
            ),
            "url": ("Employer.ContactInfo.Website.Contact",),
        },
        (Part(("Activities",)), Part(("Employer.Sector.Label",), "above")),
        then=_old_period,
        takes={"start": ("Period.From",), "end": ("Period.To",)},
    ),
    Section(
        "EducationList.Education",
        "education",
        {
            "title": ("Title",),
            "organization": ("Organisation.Name",),
            "location": (
                Together(
                    (
                        f"Organisation.{_OLD_PLACE}.Municipality",
                        f"Organisation.{_OLD_PLACE}.Country.Label",
                    )
                ),
            ),
            "department": ("Field.Label",),
            "url": ("Organisation.ContactInfo.Website.Contact",),
        },
        (Part(("Activities",)), Part(("Level.Label",), "line", LEVEL)),
        then=_old_period,
        takes={"start": ("Period.From",), "end": ("Period.To",)},
    ),
)


def _new_period(node: Node, item: Item, into: Imported) -> None:
    period = node.get("EmploymentPeriod", "AttendancePeriod")
    for name, place in (("start", "StartDate"), ("end", "EndDate")):
        said = period.get(f"{place}.FormattedDateTime", f"{place}.DateText", place)
        if said and not isinstance(said.value, dict) and (found := date(said)):
            item.options[name] = found
    going = period.get("CurrentIndicator", "Ongoing")
    going.lose(_SAID)
    if str(going.value).lower() == "true" or (
        "start" in item.options and "end" not in item.options
    ):
        item.options["end"] = PRESENT.value


_TAKES: Final = {"start": ("StartDate",), "end": ("EndDate",)}
#: The editor since 2020; positions stand within employers.
NEW_SECTIONS: Final = (
    Section(
        "PositionHistory",
        "position",
        {"title": ("PositionTitle.text", "PositionTitle")},
        (Part(("Description",)),),
        then=_new_period,
        takes={
            **_TAKES,
            "organization": ("OrganizationName",),
            "location": ("City", "Country"),
            "url": ("URI",),
        },
    ),
    Section(
        "EducationHistory.EducationOrganizationAttendance",
        "education",
        {
            "title": (
                "ProgramName.text",
                "ProgramName",
                "EducationDegree.DegreeName.text",
                "EducationDegree.DegreeName",
            ),
            "organization": ("OrganizationName.text", "OrganizationName"),
            "location": (
                Together(
                    (
                        "OrganizationContact.Communication.Address.CityName",
                        "OrganizationContact.Communication.Address.CountryCode",
                    )
                ),
            ),
            "grade": ("EducationDegree.FinalGrade.ScoreText",),
            "url": ("OrganizationContact.Communication.URI",),
        },
        (
            Part(("EducationDegree.OccupationalSkillsCovered",)),
            Part(("Description",)),
            Part(("EducationLevelCode.text", "EducationLevelCode"), "line", LEVEL),
        ),
        then=_new_period,
        takes=_TAKES,
    ),
    Section(
        "PublicationHistory.Publication",
        "publication",
        {
            "title": ("Title", "FormattedPublicationDescription"),
            "date": ("Year",),
            "venue": ("Reference",),
            "doi": ("DOI",),
            "url": ("Link",),
        },
        (Part(("Description",)),),
    ),
    Section(
        "Certifications.Certification",
        "certificate",
        {
            "title": ("CertificationName", "Name"),
            "issuer": ("IssuingAuthority.Name", "IssuingAuthority"),
            "date": ("FirstIssuedDate.FormattedDateTime", "FirstIssuedDate"),
            "url": ("Link",),
        },
        (Part(("Description",)),),
    ),
    Section(
        "Projects.Project",
        "project",
        {"title": ("Title",), "url": ("Link",)},
        (Part(("Description",)),),
        then=_new_period,
        takes=_TAKES,
    ),
)
SECTIONS: Final = (*OLD_SECTIONS, *NEW_SECTIONS)

REASONS: Final = {
    **dict.fromkeys(
        ("DocumentInfo", "PrintingPreferences", "RenderingInformation", "DocumentID", "locale"),
        "it is about the file, or how it looks",
    ),
    **dict.fromkeys(("CandidateSupplier", "ProcessingInformation"), "it is about the file"),
    **dict.fromkeys(
        ("Demographics", "BirthDate", "GenderCode", "NationalityCode", "Birthdate", "Gender"),
        "a résumé needs none",
    ),
    **dict.fromkeys(("Photo", "Signature"), "no picture is taken along"),
    **dict.fromkeys(("Attachment", "Documentation"), "attached files are not taken along"),
    **dict.fromkeys(
        ("Code", "listName", "listURI", "typeCode", "languageID", "languageCode", "schemeName"),
        "the words say it",
    ),
    **dict.fromkeys(
        ("ID", "schemeID", "schemeAgencyName", "schemeVersionID"), "it is about the file"
    ),
    **dict.fromkeys(("Use", "ChannelCode", "UseCode", "IndustryCode"), "it is a code for machines"),
    "Title": "nothing shows it",
    "": "Europass has no such element, or nothing here can hold it",
}


def fits(root: Node) -> bool:
    """Whether a source looks like a Europass document."""
    return isinstance(root.value, dict) and bool(
        root.value.keys() & {"SkillsPassport", "Candidate", "LearnerInfo"}
    )


def read(root: Node, into: Imported) -> None:
    """Carry all of it."""
    if candidate := root.get("Candidate"):
        _new(candidate, into)
    else:
        learner = root.get("SkillsPassport.LearnerInfo", "LearnerInfo")
        _old_person(learner, into)
        carried(learner, OLD_SECTIONS, into)
        _old_skills(learner.get("Skills"), into)
        for node in learner.get("AchievementList.Achievement").items:
            heading = node.get("Title.Label").text or into.words(MISCELLANEOUS)
            _text(into, heading, blocks(node.get("Description").text))


# --- Until 2020 -------------------------------------------------------------------------------


def _old_person(learner: Node, into: Imported) -> None:
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


#: What one does in a language, by the names of both editors.
_LANGUAGE: Final = {
    "Listening": N_("Listening"),
    "Reading": N_("Reading"),
    "SpokenInteraction": N_("Spoken interaction"),
    "SpokenProduction": N_("Spoken production"),
    "Interaction": N_("Spoken interaction"),
    "Speaking-Production": N_("Speaking"),
    "Writing": N_("Writing"),
    "Writing-Production": N_("Writing"),
}
#: What the levels of digital skills are about.
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
DRIVING: Final = N_("Driver’s license")


def _old_skills(skills: Node, into: Imported) -> None:
    for node in skills.get("Linguistic.MotherTongueList.MotherTongue").items:
        title = node.get("Description.Label").text
        level = into.words(_NATIVE)
        into.items.append(Item("language", node.path, {"title": title, "level": level}))
    for node in skills.get("Linguistic.ForeignLanguageList.ForeignLanguage").items:
        title = node.get("Description.Label").text
        known = [(name, node.get(f"ProficiencyLevel.{name}")) for name in _LANGUAGE]
        item = Item("language", node.path, {"title": title})
        _set_levels(
            item, [(into.words(_LANGUAGE[name]), level.text) for name, level in known if level]
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
            _text(into, into.words(DRIVING), [Block((Span(", ".join(licences)),))])
            continue
        found = list(blocks(node.get("Description").text))
        levels = [
            (_words(_DIGITAL, each, into), level.text)
            for each, level in node.get("ProficiencyLevel").fields
            if not isinstance(level.value, dict)
        ]
        found += [Block((Span(f"{each}: {level}"),), 0) for each, level in levels]
        for each in node.get("VerifiedBy.Certificate").items:
            found.append(Block((Span(each.get("Title").text),), 0))
        _text(into, _words(_SKILLS, name, into), found)


def _set_levels(item: Item, levels: list[tuple[str, str]]) -> None:
    """One level where all are the same, and else each with what it is for."""
    said = {level for _name, level in levels}
    if len(said) == 1:
        item.options["level"] = said.pop()
    elif said:
        item.options["level"] = ", ".join(f"{name} {level}" for name, level in levels)


def _words(known: Mapping[str, str], name: str, into: Imported) -> str:
    """What readers see for a name: ``SpokenInteraction`` as words, if it is not known."""
    if name in known:
        return into.words(known[name])
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return words[:1].upper() + words[1:].lower()


def _text(into: Imported, heading: str, found: tuple[Block, ...] | list[Block]) -> None:
    if found:
        into.sections.append((heading, list(found)))


# --- Since 2020 -------------------------------------------------------------------------------


def _new(candidate: Node, into: Imported) -> None:
    _new_person(candidate.get("CandidatePerson"), into)
    profiles = candidate.get("CandidateProfile").items
    for other in profiles[1:]:
        other.lose("it is the same in another language")
    if not profiles:
        return
    profile = profiles[0]
    into.person.summary += blocks(profile.get("ExecutiveSummary").text)
    for employer in profile.get("EmploymentHistory.EmployerHistory").items:
        _employer(employer, into)
    carried(profile, NEW_SECTIONS[1:], into)
    for path in ("PersonQualifications.PersonCompetency", "Skills.PersonCompetency"):
        for node in profile.get(path).items:
            _competency(node, into)
    for node in profile.get("Licenses.License").items:
        said = node.get("LicenseTypeCode", "LicenseName")
        if said:
            _text(into, into.words(DRIVING), [Block((Span(said.text),))])
    for name, group in profile.fields:
        if name in _GROUPS:
            _group(name, group, into)


#: Groups of texts with a title.
_GROUPS: Final = {
    "CommunicationAndInterpersonalSkills": N_("Communication and interpersonal skills"),
    "ConferencesAndSeminars": N_("Conferences and seminars"),
    "CourseCertifications": N_("Course certificates"),
    "CreativeWorks": N_("Creative works"),
    "DigitalSkills": N_("Digital skills"),
    "HobbiesAndInterests": N_("Hobbies and interests"),
    "HonorsAndAwards": N_("Honors and awards"),
    "ManagementAndLeadershipSkills": N_("Management and leadership skills"),
    "NetworksAndMemberships": N_("Networks and memberships"),
    "OrganisationalSkills": N_("Organizational skills"),
    "Others": MISCELLANEOUS,
    "Recommendations": N_("Recommendations"),
    "SocialAndPoliticalActivities": N_("Social and political activities"),
    "VoluntaryWorks": N_("Voluntary work"),
}


def _new_person(who: Node, into: Imported) -> None:
    person = into.person
    names = [who.get(f"PersonName.{part}") for part in ("GivenName", "FamilyName")]
    person.name = " ".join(name.text for name in names if name)
    for node in who.get("Communication").items:
        channel = str(node.get("ChannelCode").value or "").lower()
        if place := node.get("Address"):
            person.country = place.get("CountryCode").text
            parts = ("AddressLine", "PostalCode", "CityName")
            lines = [each.text for part in parts for each in place.get(part).items]
            person.address = person.address or own_address([*lines, person.country.upper()])
        if (uri := node.get("URI")) and (channel == "email" or "@" in str(uri.value)):
            person.email = person.email or uri.text
        elif uri:
            add_link(person, uri.value if channel not in _WEB else "Website", address(uri.text))
        elif number := node.get("DialNumber", "FormattedNumber"):
            country = node.get("CountryDialing").text.lstrip("+")
            area = node.get("AreaDialing").text
            said = " ".join(filter(None, (area, number.text)))
            person.phones.append(f"+{country} {said}" if country else said)
    for node in who.get("PrimaryLanguageCode").items:
        code = node.get("text") if isinstance(node.value, dict) else node
        options = {"title": _language(code.text, into), "level": into.words(_NATIVE)}
        into.items.append(Item("language", node.path, dict(options)))
        if isinstance(node.value, dict):
            node.get("name").lose("it is a code for machines")


_WEB: Final = frozenset({"web", "website", "", "url", "homepage"})


def _language(code: str, into: Imported) -> str:
    """The name of a language by its code, in the language of the site."""
    from babel.core import get_global

    short = get_global("language_aliases").get(code.lower(), code.lower())
    shown = find_locale(into.language).languages.get(short)
    return str(shown or code)


def _employer(employer: Node, into: Imported) -> None:
    organization = employer.get("OrganizationName.text", "OrganizationName").text
    contact = employer.get("OrganizationContact")
    cities = [each for node in contact.get("Communication").items for each in _places(node)]
    where = list(_places(employer.get("OrganizationContact.Communication"))) or cities
    urls = [node.get("URI") for node in contact.get("Communication").items if node.get("URI")]
    before = len(into.items)
    carried(employer, NEW_SECTIONS[:1], into)
    for item in into.items[before:]:
        node = Node(employer.source, item.path, _at(employer.source.value, item.path))
        own = [node.get(name).text for name in ("City", "Country")]
        place = own_address([own[0], own[1].upper() if len(own[1]) == 2 else own[1]])
        if organization:
            item.options["organization"] = organization
        if place or where:
            item.options["location"] = place or ", ".join(where)
        if urls:
            item.options["url"] = address(urls[0].text)


def _places(node: Node) -> Iterator[str]:
    for name in ("CityName", "CountryCode"):
        if said := node.get(f"Address.{name}"):
            words = said.text
            yield words.upper() if len(words) == 2 else words


def _at(value: object, path: tuple[str | int, ...]) -> object:
    for part in path:
        value = value[part]  # type: ignore[index]
    return value


def _competency(node: Node, into: Imported) -> None:
    name = node.get("CompetencyName.text", "CompetencyName")
    taxonomy = str(node.get("TaxonomyID.text", "TaxonomyID").value or "").lower()
    node.get("TaxonomyID").lose("it is a code for machines")
    if "language" in taxonomy:
        code = node.get("CompetencyID.text", "CompetencyID")
        title = name.text or _language(code.text, into)
        item = Item("language", node.path, {"title": title})
        levels = []
        for each in node.get("CompetencyDimension").items:
            dimension = each.get("CompetencyDimensionTypeCode")
            kind = str(dimension.value)
            dimension.lose("it is a code for machines")
            names = (kind.split("-", 1)[-1], kind.rsplit("-", maxsplit=1)[-1])
            name_of = next((name for name in names if name in _LANGUAGE), names[-1])
            levels.append((_words(_LANGUAGE, name_of, into), each.get("Score.ScoreText").text))
        _set_levels(item, [(kind, level) for kind, level in levels if level])
        into.items.append(item)
    elif name:
        into.items.append(Item("skill", node.path, {"title": plain_text(name.text)}))


def _group(name: str, group: Node, into: Imported) -> None:
    found: list[Block] = []
    heading = into.words(_GROUPS[name])
    for key, part in group.fields:
        if key == "Title":
            heading = part.text or heading
            continue
        for node in part.items:
            if not isinstance(node.value, dict):
                found += blocks(node.text)
                continue
            title = plain_text(node.get("Title.text", "Title", "Name").text)
            if title and title != heading:
                found.append(Block((Span(title, strong=True),)))
            item = Item("project", node.path)
            _new_period(node, item, into)
            if when := into.when(item.text("start"), item.text("end")):
                found.append(Block((Span(when),)))
            for text in node.all("Description", "Text"):
                found += blocks(text.text)
            if url := node.get("Link"):
                found.append(Block((linked(url),)))
    _text(into, heading, found)
