"""The facts of an entry: in lists, on the timeline, at the head of its block on its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from babel import Locale
from docutils import nodes

from sphinx_resume.i18n import _, phrase
from sphinx_resume.model.career import Career
from sphinx_resume.model.dates import Date, date_text
from sphinx_resume.model.entries import (
    Education,
    Incident,
    LastingEntry,
    Patent,
    Project,
    Publication,
    Skill,
    Talk,
)
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.options import contributed_equally, doi_link, doi_name, options
from sphinx_resume.views.base import Link, View, paragraph
from sphinx_resume.views.date_text import Period, duration_text, last_use_text
from sphinx_resume.views.inline import Credits, external_link, fact_nodes

#: How many characters of an address are shown.
_ADDRESS: Final = 60

#: The kinds of entries that a filter offers.
TOPICS: Final = frozenset({"skill", "interest"})


@dataclass(frozen=True, slots=True)
class Facts:
    """The lines above the body of an entry."""

    title: str
    organization: str
    period: Period | None
    facts: tuple[str, ...]
    #: The position that something that happened belongs to.
    during: Link | None
    visibility: str
    #: Texts and addresses of links.
    links: tuple[tuple[str, str], ...]
    #: Further lines: how an incident came to be published, and whose view it is.
    remarks: tuple[str, ...] = ()
    #: The entry itself, by its title, if it is a topic that a filter offers.
    topic: Link | None = None
    #: The skills that something that lasted shows; only pages on the web name them here.
    skills: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFacts(View):
    """The lines between an entry's anchor and its body."""

    kind: str
    id: str
    #: Whether the heading above says the entry's title.
    titled: bool

    def layout(self, career: Career, locale: Locale) -> Facts | None:
        entry = career.find(self.kind, self.id)
        if entry is None:
            return None
        known = facts(entry, career, locale)
        if isinstance(entry, Skill):
            known = (*filter(None, (entry.level,)), *known, *also_called(entry))
        if isinstance(entry, Talk):
            # The occasions below have the dates and the events.
            known = (*_form(entry), *_people(entry.co_speakers, career))
            if entry.tags:
                known = (*known, _("tags: %s") % ", ".join(entry.tags))
        during = career.during(entry)
        sanitised = isinstance(entry, Incident) and entry.visibility == "sanitised"
        return Facts(
            title="" if self.titled else entry.title,
            organization=entry.organization if isinstance(entry, LastingEntry) else "",
            period=None
            if isinstance(entry, Talk) or not entry.span
            else Period.from_entry(entry, career, locale),
            facts=known,
            during=Link.to(during, during.short_label) if during else None,
            visibility=_("internal") if entry.is_internal else _("anonymized") if sanitised else "",
            links=links_of(entry),
            remarks=tuple(_remarks(entry)) if isinstance(entry, Incident) else (),
            topic=Link.to(entry, entry.title) if entry.kind in TOPICS else None,
            skills=tuple(Link.to(each) for each in career.cites(entry) if each.kind == "skill")
            if isinstance(entry, LastingEntry)
            else (),
        )

    def nodes(self, layout: Facts) -> list[nodes.Node]:
        names = []
        if layout.title:
            organization = f", {layout.organization}" if layout.organization else ""
            title = nodes.strong("", layout.title)
            names.append(paragraph(title, organization, classes=["resume-title"]))
        parts: list[list[nodes.Node | str]] = []
        if layout.period:
            parts.append([*layout.period.nodes()])
            if layout.period.duration:
                parts.append([layout.period.duration])
        parts += [[*fact_nodes([fact], "")] for fact in layout.facts]
        if layout.during:
            parts.append([*phrase(_("at %(position)s"), position=layout.during.node())])
        if layout.visibility:
            parts.append([layout.visibility])
        for shown, address in layout.links:
            parts.append([external_link(shown, address)])
        remarks = [paragraph(remark, classes=["resume-remark"]) for remark in layout.remarks]
        if not parts:
            return [*names, *remarks]
        line = [child for part in parts for child in (" · ", *part)][1:]
        return [*names, paragraph(*line, classes=["resume-when"]), *remarks]


def links_of(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The texts and addresses of what an entry links to elsewhere; none if it is internal."""
    found: list[tuple[str, str]] = []
    if entry.is_internal:
        return ()
    for opt in options(type(entry)):
        value = getattr(entry, opt.field)
        if value and opt.shown == "link":
            if opt.read is doi_name:
                found.append((f"doi:{value}", doi_link(value)))
            elif isinstance(entry, Incident):
                found.append((_("source: %(address)s") % {"address": _short(value)}, value))
            else:
                found.append((_short(value), value))
    return tuple(found)


def own_address(entry: Entry) -> str:
    """The URL of an entry, such as an article or the page of a talk; empty if there is none.

    The page of an employer or a school is not that of what was done there.
    """
    is_elsewhere = isinstance(entry, LastingEntry) and not isinstance(entry, Project)
    found = () if is_elsewhere else links_of(entry)
    return found[0][1] if found else ""


def _short(url: str) -> str:
    """An address as it is shown: a long one by the name of its site."""
    return url if len(url) <= _ADDRESS else urlsplit(url).netloc.removeprefix("www.")


def _remarks(incident: Incident) -> Iterator[str]:
    """Remarks on how an incident came to be published, and whose view it is."""
    if incident.visibility == "sanitised":
        yield _("Names and confidential details are left out of this review.")
    if incident.visibility == "internal":
        yield _("This review stays within the organization.")
    if incident.part:
        yield _("My part: %s") % incident.part
    if incident.agreed:
        yield _("Published with the agreement of: %s") % incident.agreed


def facts(entry: Entry, career: Career, locale: Locale) -> tuple[str, ...]:
    """The short facts about an entry besides its name and dates."""
    if isinstance(entry, Skill):
        use = career.use(entry)
        last = last_use_text(use.last, use.current, locale)
        if last and not use.current:
            last = _("last used %s") % last
        return tuple(filter(None, (duration_text(use.months, use.at_most, locale), last)))
    if isinstance(entry, Talk) and len(entry.parts) > 1:
        return (*_occasions(entry, career, locale), *_form(entry))
    (entry,) = entry.parts
    known = [*_shown_of(entry, locale, "fact", "origin")]
    if isinstance(entry, Education) and entry.status == "incomplete":
        known.insert(0, _("coursework"))
    if isinstance(entry, (Publication, Patent)):
        known += _people(entry.authors, career)
    return tuple(filter(None, known))


def _people(people: Sequence[str], career: Career) -> list[str]:
    """The people who created something: all in order if that is known, otherwise the others."""
    names, own = career.person.credits(people)
    if not names:
        return []
    if own is None:
        found = [_("with %s") % ", ".join(names)]
    else:
        found = [Credits.of(_("by %s"), names, own)]
    return [*found, _("* contributed equally")] if any(map(contributed_equally, names)) else found


def origin(entry: Entry, career: Career, locale: Locale) -> str:
    """Who or what something is from: the giver of an award, the journal of an article.

    Of a publication also who wrote it, of a talk its event and place. Of what happened several
    times, when and where each was.
    """
    if isinstance(entry, Talk):
        if len(entry.parts) > 1:
            return ", ".join(_occasions(entry, career, locale))
        (talk,) = entry.parts
        return ", ".join(filter(None, (talk.event, talk.venue)))
    people = _people(entry.authors, career) if isinstance(entry, Publication) else []
    return ", ".join([*people[:1], *islice(_shown_of(entry, locale, "origin"), 1)])


def _shown_of(entry: Entry, locale: Locale, *shown: str) -> Iterator[str]:
    """The values of the options that are shown in one of these ways, but for what goes unsaid."""
    for opt in options(type(entry)):
        value = getattr(entry, opt.field)
        if opt.shown in shown and value and value != opt.default:
            text = date_text(value, locale) if isinstance(value, Date) else value
            text = _(text) if opt.choices else text
            yield _(opt.words) % text if opt.words else text


def also_called(skill: Skill) -> Iterator[str]:
    """The other names of a skill, if it has any."""
    if skill.aliases:
        yield _("also called %s") % ", ".join(skill.aliases)


def _form(talk: Talk) -> Iterator[str]:
    """The format and duration of a talk."""
    yield from filter(None, (talk.format, talk.duration))


def _occasions(talk: Talk, career: Career, locale: Locale) -> Iterator[str]:
    """Each time that it happened, with its own event and place."""
    for part in talk.parts:
        period = Period.from_entry(part, career, locale) if part.span else None
        where = ", ".join(filter(None, (part.event, part.venue)))
        if period and where:
            yield f"{period.text} ({where})"
        elif period or where:
            yield period.text if period else where
