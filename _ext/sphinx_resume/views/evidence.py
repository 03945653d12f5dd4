"""Back-links: the statements that cite an entry, and what happened during it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from babel import Locale
from docutils import nodes

from sphinx_resume.checks.findings import Finding, no_such_entry
from sphinx_resume.i18n import _, phrase
from sphinx_resume.model.career import Career, Evidence
from sphinx_resume.views.base import Link, View, bullets, paragraph
from sphinx_resume.views.date_text import Period


@dataclass(frozen=True, slots=True)
class Source:
    """A citing entry, when it was, and links to its statements."""

    #: The plural of its kind.
    kinds: str
    link: Link
    periods: tuple[Period, ...]
    statements: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Backlinks:
    """The entries that cite an entry, and those that happened during it."""

    #: For a skill, what backs it. Like the others, these are by kind, the latest first.
    evidence: tuple[Source, ...] = ()
    sources: tuple[Source, ...] = ()
    #: For a position, what happened during it.
    happened: tuple[Source, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.evidence or self.sources or self.happened)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedBy(View):
    """The back-links below an entry."""

    kind: str
    id: str

    def layout(self, career: Career, locale: Locale) -> Backlinks | None:
        entry = career.find(self.kind, self.id)
        if entry is None:
            return None
        is_skill = entry.kind == "skill"
        others = (e for e in career.cited_by(entry) if not (is_skill and e.source.is_evidence))
        return Backlinks(
            _sources(career.evidence(entry) if is_skill else (), career, locale),
            _sources(others, career, locale),
            tuple(
                Source(
                    each.plural,
                    Link.to(each),
                    Period.all_from_entry(each, career, locale) if each.span else (),
                    (),
                )
                for each in career.happened_during(entry)
            ),
        )

    def nodes(self, layout: Backlinks) -> list[nodes.Node]:
        content = [
            *_by_kind(_("Where I used it: %s"), layout.evidence),
            *_by_kind(_("Seen in: %s"), layout.sources),
            *_by_kind(_("During this time: %s"), layout.happened),
        ]
        return [nodes.container("", *content, classes=["resume-cited-by"])]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillEvidence(View):
    name: ClassVar[str] = "evidence"
    description: ClassVar[str] = "The statements that back a skill. The argument names the skill."

    argument: str

    def layout(self, career: Career, locale: Locale) -> Backlinks | None:
        skill = career.find("skill", self.argument)
        if skill is None:
            return None
        return Backlinks(_sources(career.evidence(skill), career, locale))

    def nodes(self, layout: Backlinks) -> list[nodes.Node]:
        return _by_kind(_("Where I used it: %s"), layout.evidence)

    def findings(self, career: Career) -> Iterator[Finding]:
        if career.find("skill", self.argument) is None:
            yield no_such_entry(career, "skill", self.argument, self.place)


def _sources(items: Iterable[Evidence], career: Career, locale: Locale) -> tuple[Source, ...]:
    """The citing entries in the order of their statements."""
    found = []
    for _key, group in groupby(items, key=lambda e: e.source.key):
        cited = list(group)
        source = cited[0].source
        found.append(
            Source(
                source.plural,
                Link.to(source),
                Period.all_from_entry(source, career, locale),
                tuple(Link.to_statement(e, career.text(e.citation.statement), "") for e in cited),
            )
        )
    return tuple(found)


def _by_kind(heading: str, sources: Iterable[Source]) -> list[nodes.Node]:
    """A heading and a list for each kind of entry, the latest first within a kind."""
    found: list[nodes.Node] = []
    for kinds, group in groupby(sources, key=lambda source: source.kinds):
        text = heading % _(kinds)
        found.append(paragraph(nodes.strong("", text), classes=["resume-label"]))
        found.append(bullets(map(_source_nodes, group), "resume-backlinks"))
    return found


def _source_nodes(source: Source) -> list[nodes.Node]:
    line = paragraph(source.link.node())
    for period in source.periods:
        line += nodes.Text(", ")
        line += period.nodes()
    quotes = [
        paragraph(*phrase(_("“%(sentence)s”"), sentence=link.node())) for link in source.statements
    ]
    return [line, *quotes]
