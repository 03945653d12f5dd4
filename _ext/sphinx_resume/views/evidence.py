"""Back-links: the sentences that cite an entry, and what happened during it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from babel import Locale
from docutils import nodes

from sphinx_resume.career import Career
from sphinx_resume.logging import Finding, no_such_entry
from sphinx_resume.views.base import Link, Period, View, _, bullets, paragraph


@dataclass(frozen=True, slots=True)
class Source:
    """An entry that cites, when it was, and its sentences with the links to them."""

    link: Link
    period: Period | None
    sentences: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Backlinks:
    """What cites an entry, and the talks and incidents that name it as their time."""

    heading: str
    sources: tuple[Source, ...]
    happened: tuple[Link, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sources or self.happened)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedBy(View):
    """The back-links under an entry."""

    kind: str
    id: str

    def layout(self, career: Career, locale: Locale) -> Backlinks | None:
        entry = career.find(self.kind, self.id)
        if entry is None:
            return None
        sources = []
        for _key, group in groupby(
            career.cited_by(entry), key=lambda e: (e.source.kind, e.source.id)
        ):
            items = list(group)
            source = items[0].source
            sources.append(
                Source(
                    Link.to(source),
                    Period.of_entry(source, career, locale),
                    tuple(Link.to_sentence(i, career.text(i.citation.sentence), "") for i in items),
                )
            )
        return Backlinks(
            _("Evidence") if career.evidence(entry) and entry.kind == "skill" else _("Cited by"),
            tuple(sources),
            tuple(map(Link.to, career.happened_during(entry))),
        )

    def nodes(self, layout: Backlinks) -> list[nodes.Node]:
        box = nodes.container("", classes=["resume-cited-by"])
        if layout.sources:
            box += paragraph(nodes.strong("", layout.heading), classes=["resume-label"])
            box += bullets([_source_nodes(source) for source in layout.sources], "resume-backlinks")
        if layout.happened:
            heading = nodes.strong("", _("Talks and incidents"))
            box += paragraph(heading, classes=["resume-label"])
            box += bullets([[paragraph(link.node())] for link in layout.happened])
        return [box]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillEvidence(View):
    name: ClassVar[str] = "evidence"
    about: ClassVar[str] = "The sentences that back a skill. The argument names the skill."

    argument: str

    def layout(self, career: Career, locale: Locale) -> Backlinks | None:
        skill = career.find("skill", self.argument)
        if skill is None:
            return None
        return CitedBy(place=self.place, kind="skill", id=skill.id).layout(career, locale)

    def nodes(self, layout: Backlinks) -> list[nodes.Node]:
        return [bullets([_source_nodes(source) for source in layout.sources], "resume-backlinks")]

    def problems(self, career: Career) -> Iterator[Finding]:
        if career.find("skill", self.argument) is None:
            suggestions = career.suggest("skill", self.argument)
            yield no_such_entry("skill", self.argument, suggestions, self.place)


def _source_nodes(source: Source) -> list[nodes.Node]:
    line = paragraph(source.link.node())
    if source.period:
        line += nodes.Text(", ")
        line += source.period.nodes()
    sentences = [paragraph("“", link.node(), "”") for link in source.sentences]
    return [line, *sentences]
