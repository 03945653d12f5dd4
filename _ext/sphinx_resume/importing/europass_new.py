"""The format of Europass since 2020: ``Candidate``."""

from __future__ import annotations

from collections.abc import Iterator
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
    date,
    import_sections,
    items_of,
    linked,
    own_address,
)
from sphinx_resume.importing.neutral import Imported, Item
from sphinx_resume.importing.rich_text import Block, Span, blocks, plain_text
from sphinx_resume.importing.source import Node
from sphinx_resume.model.dates import PRESENT, find_locale
from sphinx_resume.model.options import N_


def _period(node: Node, item: Item, into: Imported) -> None:
    period = node.get("EmploymentPeriod", "AttendancePeriod")
    for name, place in (("start", "StartDate"), ("end", "EndDate")):
        said = period.get(f"{place}.FormattedDateTime", f"{place}.DateText", place)
        if said and not isinstance(said.value, dict) and (found := date(said)):
            item.options[name] = found
    going = period.get("CurrentIndicator", "Ongoing")
    going.lose(SAID)
    if str(going.value).lower() == "true":
        item.options["end"] = PRESENT.value
    assume_present(item, period.get("EndDate"), going)


_TAKES: Final = {"start": ("StartDate",), "end": ("EndDate",)}
#: The sections; positions are nested in employers.
SECTIONS: Final = (
    Section(
        "PositionHistory",
        "position",
        {"title": ("PositionTitle.text", "PositionTitle")},
        (Part(("Description",)),),
        then=_period,
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
                Joined(
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
        then=_period,
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
        then=_period,
        takes=_TAKES,
    ),
)


def read(candidate: Node, into: Imported) -> None:
    """Import the whole document."""
    _person(candidate.get("CandidatePerson"), into)
    profiles = candidate.get("CandidateProfile").items
    for other in profiles[1:]:
        other.lose("it is the same in another language")
    if not profiles:
        return
    profile = profiles[0]
    into.person.summary += blocks(profile.get("ExecutiveSummary").text)
    for employer in profile.get("EmploymentHistory.EmployerHistory").items:
        _employer(employer, into)
    import_sections(profile, SECTIONS[1:], into)
    for path in ("PersonQualifications.PersonCompetency", "Skills.PersonCompetency"):
        for node in profile.get(path).items:
            _competency(node, into)
    for node in profile.get("Licenses.License").items:
        said = node.get("LicenseTypeCode", "LicenseName")
        if said:
            add_text(into, into.words(DRIVING), [Block((Span(said.text),))])
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


def _person(who: Node, into: Imported) -> None:
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
        options = {"title": _language(code.text, into), "level": into.words(NATIVE)}
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
    for node, item in items_of(employer, SECTIONS[0], into):
        own = [node.get(name).text for name in ("City", "Country")]
        place = own_address([own[0], own[1].upper() if len(own[1]) == 2 else own[1]])
        if organization:
            item.options["organization"] = organization
        if place or where:
            item.options["location"] = place or ", ".join(where)
        if urls:
            item.options["url"] = address(urls[0].text)
        into.items.append(item)


def _places(node: Node) -> Iterator[str]:
    for name in ("CityName", "CountryCode"):
        if said := node.get(f"Address.{name}"):
            words = said.text
            yield words.upper() if len(words) == 2 else words


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
            name_of = next((name for name in names if name in LANGUAGE), names[-1])
            levels.append((words_of(LANGUAGE, name_of, into), each.get("Score.ScoreText").text))
        set_levels(item, [(kind, level) for kind, level in levels if level])
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
            _period(node, item, into)
            if when := into.when(item.text("start"), item.text("end")):
                found.append(Block((Span(when),)))
            for text in node.all("Description", "Text"):
                found += blocks(text.text)
            if url := node.get("Link"):
                found.append(Block((linked(url),)))
    add_text(into, heading, found)
