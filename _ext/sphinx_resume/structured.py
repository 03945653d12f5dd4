"""What a page says to machines: JSON-LD in the words of https://schema.org.

Only what is known is said. Dates are ISO 8601, to their own precision.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import singledispatch
from typing import Any

from sphinx_resume.career import Career
from sphinx_resume.dates import Span
from sphinx_resume.entries import (
    Award,
    Certificate,
    Education,
    Entry,
    Incident,
    Language,
    Position,
    Publication,
    Talk,
)

#: The full address of an entry, or nothing where the site has none.
Address = Callable[[Entry], str]
Thing = dict[str, Any]


def profile(career: Career, address: Address) -> Thing:
    """The page that shows the whole person."""
    return _page([{"@type": "ProfilePage", "mainEntity": _person(career, address)}])


def about(entries: Iterable[Entry], career: Career, address: Address) -> Thing:
    """The page of some entries; empty if none of them means anything to others."""
    things = [thing for entry in entries if (thing := describe(entry, career, address))]
    return _page(things) if things else {}


def script(thing: Thing) -> str:
    """The element for a page; nothing in it can end it early."""
    text = json.dumps(thing, ensure_ascii=False, sort_keys=True)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f'<script type="application/ld+json">{text}</script>'


@singledispatch
def describe(entry: Entry, career: Career, address: Address) -> Thing:
    """An entry as a thing; empty if its kind has no words at schema.org."""
    return {}


@describe.register
def _(entry: Position, career: Career, address: Address) -> Thing:
    return _known({**_subject(career), "worksFor": _role(entry, "worksFor", address)})


@describe.register
def _(entry: Education, career: Career, address: Address) -> Thing:
    return _known({**_subject(career), "alumniOf": _role(entry, "alumniOf", address)})


@describe.register
def _(entry: Talk, career: Career, address: Address) -> Thing:
    if entry.visibility != "public" or entry.span is None:
        return {}
    latest = entry.occasions[0]
    series = {"@type": "Event", "name": latest.event, "url": latest.event_url}
    slides = [each.slides for each in entry.occasions if each.slides]
    recordings = [each.recording for each in entry.occasions if each.recording]
    return _known(
        {
            "@type": "Event",
            "name": entry.title,
            "url": address(entry),
            **_dates(entry.span, "startDate", "endDate"),
            "location": {"@type": "Place", "name": latest.venue} if latest.venue else None,
            "superEvent": _known(series) if latest.event else None,
            "inLanguage": latest.language,
            "keywords": list(entry.tags),
            "performer": _author(career, entry.co_speakers),
            "workFeatured": [
                {"@type": "PresentationDigitalDocument", "name": entry.title, "url": url}
                for url in slides
            ],
            "recordedIn": [{"@type": "CreativeWork", "url": url} for url in recordings],
        }
    )


@describe.register
def _(entry: Incident, career: Career, address: Address) -> Thing:
    if entry.visibility == "internal":
        return {}
    return _known(
        {
            "@type": "Report",
            "name": entry.title,
            "url": address(entry),
            "temporalCoverage": _interval(entry.span) if entry.span else "",
            "isBasedOn": entry.source_url,
        }
    )


@describe.register
def _(entry: Publication, career: Career, address: Address) -> Thing:
    publisher = {"@type": "Organization", "name": entry.publisher} if entry.publisher else None
    return _known(
        {
            "@type": "CreativeWork",
            "name": entry.title,
            "url": address(entry),
            "sameAs": [url for url in (entry.url, _doi(entry.doi)) if url],
            "author": _author(career, entry.co_authors),
            "publisher": publisher,
            **(_dates(entry.span, "datePublished", "") if entry.span else {}),
        }
    )


def _doi(name: str) -> str:
    return f"https://doi.org/{name}" if name else ""


def _subject(career: Career) -> Thing:
    return {"@type": "Person", "name": career.person.name}


def _author(career: Career, others: Iterable[str]) -> list[Thing]:
    """Whose résumé it is, if the name is known, and the others."""
    names = [name for name in (career.person.name, *others) if name]
    return [{"@type": "Person", "name": name} for name in names]


def _person(career: Career, address: Address) -> Thing:
    person = career.person
    positions = list(career.positions)
    current = [p for p in positions if p.span and p.span.end is None]
    talks = [describe(talk, career, address) for talk in career.of("talk")]
    return _known(
        {
            "@type": "Person",
            "name": person.name,
            "email": person.email,
            "telephone": person.phone,
            "sameAs": [url for _name, url in person.links],
            "jobTitle": [p.title for p in current],
            "hasOccupation": [_occupation(p) for p in positions],
            "worksFor": [_role(p, "worksFor", address) for p in current],
            "alumniOf": [_role(e, "alumniOf", address) for e in career.of("education")],
            "knowsAbout": [
                *(skill.title for skill in career.skills),
                *(interest.title for interest in career.of("interest")),
            ],
            "knowsLanguage": [e.title for e in career.of("language") if isinstance(e, Language)],
            "award": [e.title for e in career.of("award") if isinstance(e, Award)],
            "hasCredential": [
                {"@type": "EducationalOccupationalCredential", "name": e.title}
                for e in career.of("certificate")
                if isinstance(e, Certificate)
            ],
            "performerIn": [talk for talk in talks if talk],
        }
    )


def _occupation(position: Position) -> Thing:
    return _known(
        {
            "@type": "Role",
            "hasOccupation": {"@type": "Occupation", "name": position.title},
            **(_dates(position.span, "startDate", "endDate") if position.span else {}),
        }
    )


def _role(entry: Entry, relation: str, address: Address) -> Thing:
    kind = "EducationalOrganization" if relation == "alumniOf" else "Organization"
    organization = {"@type": kind, "name": getattr(entry, "organization", "")}
    return _known(
        {
            "@type": "OrganizationRole",
            "roleName": entry.title,
            "url": address(entry),
            **(_dates(entry.span, "startDate", "endDate") if entry.span else {}),
            relation: organization,
        }
    )


def _dates(span: Span, start: str, end: str) -> Thing:
    dates = {start: span.start.isoformat()}
    if end and span.end is not None:
        dates[end] = span.end.isoformat()
    return dates


def _interval(span: Span) -> str:
    """A span as an ISO 8601 interval, open where it goes on."""
    start = span.start.isoformat()
    if span.end == span.start:
        return start
    return f"{start}/{span.end.isoformat() if span.end else '..'}"


def _page(things: list[Thing]) -> Thing:
    if len(things) == 1:
        return {"@context": "https://schema.org", **things[0]}
    return {"@context": "https://schema.org", "@graph": things}


def _known(thing: Thing) -> Thing:
    """The thing without what is not known."""
    return {name: value for name, value in thing.items() if value not in (None, "", [], {})}
