"""Structured data for search engines: JSON-LD in the vocabulary of https://schema.org.

Unknown properties are left out. Dates are in ISO 8601, as precise as the author gave them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from functools import singledispatch
from typing import Any, Final

from sphinx_resume.model.career import Career
from sphinx_resume.model.dates import Date, End, Span
from sphinx_resume.model.entries import (
    Course,
    Education,
    Incident,
    LastingEntry,
    Membership,
    Patent,
    Position,
    Project,
    Publication,
    Talk,
    Volunteering,
)
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.options import doi_link, unmarked
from sphinx_resume.model.slugs import fold

#: Returns the full address of an entry, or an empty string if the site has no known address.
Address = Callable[[Entry], str]
Thing = dict[str, Any]
#: The type of a publication there.
_PUBLICATIONS: Final = {
    "article": "Article",
    "paper": "ScholarlyArticle",
    "preprint": "ScholarlyArticle",
    "book": "Book",
    "chapter": "Chapter",
    "thesis": "Thesis",
    "report": "Report",
    "data set": "Dataset",
    "software": "SoftwareSourceCode",
}
#: Placeholders in lists of authors, which name nobody.
_OTHERS: Final = frozenset({"et al", "et al.", "others", "and others"})


def profile(career: Career, address: Address) -> Thing:
    """The data of the page about the person."""
    return _page([{"@type": "ProfilePage", "mainEntity": _person(career, address)}])


def page_data(entries: Iterable[Entry], career: Career, address: Address) -> Thing:
    """The data of a page with these entries; empty if schema.org has a type for none of them."""
    things = [thing for entry in entries for thing in describe(entry, career, address)]
    return _page(things) if things else {}


def script(thing: Thing) -> str:
    """The ``<script>`` for a page; no text in the data can close it."""
    # Marks that isolate right-to-left text matter only where it is displayed.
    text = re.sub("[\u2066-\u2069]", "", json.dumps(thing, ensure_ascii=False, sort_keys=True))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f'<script type="application/ld+json">{text}</script>'


@singledispatch
def describe(entry: Entry, career: Career, address: Address) -> list[Thing]:
    """The things that describe an entry; none if schema.org has no type for it."""
    if not entry.schema_type or entry.is_internal:
        return []
    return [
        _known(
            {
                "@type": entry.schema_type,
                "name": entry.title,
                "url": address(entry),
                **(_times(entry.schema_type, entry.span) if entry.span else {}),
            }
        )
    ]


@describe.register
def _(entry: Position, career: Career, address: Address) -> list[Thing]:
    if not _held(entry, career):
        return []
    return [_known({**_subject(career), "worksFor": _role(entry, "worksFor", address)})]


@describe.register
def _(entry: Education, career: Career, address: Address) -> list[Thing]:
    return [
        _known({**_subject(career), relation: _role(entry, relation, address)})
        for relation in _studies(entry, career)
    ]


@describe.register
def _(entry: Talk, career: Career, address: Address) -> list[Thing]:
    if entry.visibility != "public":
        return []
    return [
        _known(
            {
                "@type": "Event",
                "name": entry.title,
                "url": address(entry),
                **_dates(each.date.start, each.date.end),
                "location": _named("Place", each.venue),
                "superEvent": _named("Event", each.event, url=each.event_url),
                "inLanguage": each.language,
                "keywords": list(entry.tags),
                "performer": _performers(career, entry.co_speakers),
                "workFeatured": _work("PresentationDigitalDocument", entry.title, each.slides),
                "recordedIn": _work("CreativeWork", entry.title, each.recording),
            }
        )
        for each in entry.occasions
        if each.date
    ]


@describe.register
def _(entry: Incident, career: Career, address: Address) -> list[Thing]:
    if entry.visibility == "internal":
        return []
    return [
        _known(
            {
                "@type": "Report",
                "name": entry.title,
                "url": address(entry),
                "author": _people(career.person.name),
                "temporalCoverage": _interval(entry.span) if entry.span else "",
                "isBasedOn": entry.source_url,
            }
        )
    ]


@describe.register
def _(entry: Publication, career: Career, address: Address) -> list[Thing]:
    return [
        _known(
            {
                "@type": _PUBLICATIONS.get(entry.type, "CreativeWork"),
                "name": entry.title,
                "url": address(entry),
                "sameAs": [url for url in (entry.url, doi_link(entry.doi)) if url],
                **_authors(career, entry.authors),
                "publisher": _named("Organization", entry.publisher),
                "datePublished": entry.span.start.isoformat() if entry.span else "",
                "creativeWorkStatus": "" if entry.status == "published" else entry.status,
            }
        )
    ]


@describe.register
def _(entry: Patent, career: Career, address: Address) -> list[Thing]:
    return [
        _known(
            {
                "@type": "CreativeWork",
                "genre": "patent",
                "name": entry.title,
                "url": address(entry),
                "sameAs": entry.url,
                "identifier": entry.number,
                **_authors(career, entry.authors),
                "publisher": _named("Organization", entry.office),
                "dateCreated": entry.filed.isoformat() if entry.filed else "",
                "datePublished": entry.date.start.isoformat() if entry.date else "",
            }
        )
    ]


@describe.register
def _(entry: Course, career: Career, address: Address) -> list[Thing]:
    return [
        _known(
            {
                "@type": "Course",
                "name": entry.title,
                "url": address(entry),
                "sameAs": entry.url,
                "courseCode": entry.number,
                "provider": _named("Organization", entry.organization),
            }
        )
    ]


@describe.register
def _(entry: Project, career: Career, address: Address) -> list[Thing]:
    role = {"@type": "OrganizationRole", "roleName": entry.part, "member": _subject(career)}
    return [
        _known(
            {
                "@type": "Project",
                "name": entry.title,
                "url": address(entry),
                "sameAs": entry.url,
                "parentOrganization": _named("Organization", entry.organization),
                "member": _known({**role, **_dates(entry.start, entry.end)}),
            }
        )
    ]


@describe.register(Membership)
@describe.register(Volunteering)
def _(entry: LastingEntry, career: Career, address: Address) -> list[Thing]:
    return [_known({**_subject(career), "memberOf": _role(entry, "memberOf", address)})]


def _subject(career: Career) -> Thing:
    return {"@type": "Person", "name": career.person.name}


def _authors(career: Career, people: Sequence[str]) -> Thing:
    """The authors in order.

    If it is not known where the owner of the résumé stands among them, no place is claimed: the
    owner is named as ``creator`` instead, which means the same.
    """
    me = career.person.name
    names, own = career.person.credits(people)
    if own is not None:
        return {"author": _people(*names[:own], me, *names[own + 1 :])}
    return {"author": _people(*names), "creator": _people(me)} if names else {"author": _people(me)}


def _performers(career: Career, people: Sequence[str]) -> list[Thing]:
    names, own = career.person.credits(people)
    me = career.person.name
    return _people(me, *names) if own is None else _people(*names[:own], me, *names[own + 1 :])


def _people(*names: str) -> list[Thing]:
    return [
        {"@type": "Person", "name": name}
        for name in dict.fromkeys(map(unmarked, names))
        if name and fold(name) not in _OTHERS
    ]


def _person(career: Career, address: Address) -> Thing:
    person = career.person
    current = [p for p in career.positions if p.span and p.span.current(career.today)]
    studies = [each for each in career.entries_of_kind("education") if isinstance(each, Education)]
    return _known(
        {
            **_subject(career),
            "description": career.headline_and_summary(),
            "email": person.email,
            "telephone": list(person.phone),
            "address": person.address,
            "sameAs": [url for _name, url in person.links],
            "jobTitle": [p.title for p in current],
            "hasOccupation": [_occupation(p) for p in career.positions if _held(p, career)],
            "worksFor": [_role(p, "worksFor", address) for p in current],
            **{
                relation: [
                    _role(each, relation, address)
                    for each in studies
                    if relation in _studies(each, career)
                ]
                for relation in ("affiliation", "alumniOf")
            },
            "memberOf": [
                _role(each, "memberOf", address)
                for kind in ("volunteering", "membership")
                for each in career.entries_of_kind(kind)
                if isinstance(each, LastingEntry)
            ],
            "knowsAbout": _titles(career, "skill", "interest"),
            "knowsLanguage": _titles(career, "language"),
            "award": _titles(career, "award"),
            "hasCredential": [
                _named("EducationalOccupationalCredential", title)
                for title in _titles(career, "certificate")
            ],
            "performerIn": [
                event
                for talk in career.entries_of_kind("talk")
                for event in describe(talk, career, address)
            ],
        }
    )


def _titles(career: Career, *kinds: str) -> list[str]:
    return [entry.title for kind in kinds for entry in career.entries_of_kind(kind)]


def _occupation(position: Position) -> Thing:
    return _known(
        {
            "@type": "Role",
            "hasOccupation": _named("Occupation", position.title),
            **_dates(position.start, position.end),
        }
    )


def _held(position: Position, career: Career) -> bool:
    """Whether the position is known to be or have been held.

    One in the future, or with an unknown end, would look like a current one.
    """
    return position.span is not None and position.span.counts(career.today)


def _studies(education: Education, career: Career) -> tuple[str, ...]:
    """The person's relation to the school; none if it is unknown whether the studies are over."""
    span = education.span
    if span and span.over(career.today):
        return ("alumniOf",)
    return ("affiliation",) if span and span.current(career.today) else ()


def _role(entry: LastingEntry, relation: str, address: Address) -> Thing:
    kind, held = "Organization", True
    if isinstance(entry, Education):
        kind = "EducationalOrganization"
        # Only who completed a degree holds its title.
        held = relation == "alumniOf" and entry.status == "completed"
    return _known(
        {
            "@type": "OrganizationRole",
            "roleName": entry.title if held else "",
            "url": address(entry),
            **_dates(entry.start, entry.end),
            relation: _named(kind, entry.organization, url=entry.url),
        }
    )


def _named(kind: str, name: str, **more: str) -> Thing | None:
    """A thing of this type, if its name is known."""
    return _known({"@type": kind, "name": name, **more}) if name else None


def _work(kind: str, name: str, url: str) -> Thing | None:
    """A work, if its URL is known."""
    return {"@type": kind, "name": name, "url": url} if url else None


def _dates(start: Date | None, end: End) -> Thing:
    """The start and the end date, as far as they are known."""
    return {
        name: date.isoformat()
        for name, date in (("startDate", start), ("endDate", end))
        if isinstance(date, Date)
    }


def _times(schema_type: str, span: Span) -> Thing:
    """When something was: events have a start and an end date, anything else a coverage."""
    if schema_type.endswith("Event"):
        return _dates(span.start, span.end)
    return {"temporalCoverage": _interval(span)}


def _interval(span: Span) -> str:
    """A span as an ISO 8601 interval, open-ended if it is ongoing."""
    start = span.start.isoformat()
    if span.end == span.start:
        return start
    return f"{start}/{span.end.isoformat() if isinstance(span.end, Date) else '..'}"


def _page(things: list[Thing]) -> Thing:
    if len(things) == 1:
        return {"@context": "https://schema.org", **things[0]}
    return {"@context": "https://schema.org", "@graph": things}


def _known(thing: Thing) -> Thing:
    """The thing without its empty properties."""
    return {name: value for name, value in thing.items() if value not in (None, "", [], {})}
