"""The topics that a page's filter offers: skills, their categories, and interests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from babel import Locale
from docutils import nodes

from sphinx_resume.i18n import _
from sphinx_resume.model.career import Career
from sphinx_resume.model.entries import Skill
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.slugs import slug
from sphinx_resume.views.base import Link, View


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to filter by, and what belongs to it."""

    #: ``skill``, ``category`` or ``interest``; addresses contain it together with the id.
    kind: str
    id: str
    name: str
    #: Other ids for it: former ones, and aliases.
    also: tuple[str, ...]
    #: The keys of the entries that belong to it.
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """The topics by group, and the anchor of the filter control."""

    anchor: str
    groups: tuple[tuple[str, tuple[Topic, ...]], ...]

    def __bool__(self) -> bool:
        return bool(self.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterView(View):
    """The filter of a page, above the first view that is long enough to need one.

    Only sites have it, so it has no plain nodes.
    """

    def layout(self, career: Career, locale: Locale) -> Filter:
        return Filter(self.place.anchor, tuple(_groups(career)))

    def nodes(self, layout: Filter) -> list[nodes.Node]:
        return []


def _groups(career: Career) -> Iterator[tuple[str, tuple[Topic, ...]]]:
    """The skills by category, each led by the category itself, then the interests."""
    groups: dict[str, list[Skill]] = {}
    for skill in chain(*career.categories.values()):
        if skill.key in career.hidden:
            continue
        groups.setdefault(_category_id(skill.original("category")), []).append(skill)
    for ident, chosen in groups.items():
        topics = [_topic(skill, career) for skill in chosen]
        name = chosen[0].category
        if name:
            members = {member for topic in topics for member in topic.members}
            topics.insert(0, Topic("category", ident, name, (), tuple(sorted(members))))
        yield name or _("More"), tuple(topics)
    interests = [e for e in career.entries_of_kind("interest") if e.key not in career.hidden]
    if interests:
        yield _("Interests"), tuple(_topic(interest, career) for interest in interests)


def _category_id(category: str) -> str:
    return slug(category) or category.casefold()


def _topic(entry: Entry, career: Career) -> Topic:
    also = (*entry.formerly, *map(slug, entry.original("aliases", ())))
    keys = {Link.to(each).about for each in _belonging(entry, career)}
    other_ids = sorted({each for each in also if each} - {entry.id})
    return Topic(entry.kind, entry.id, entry.title, tuple(other_ids), tuple(sorted(keys)))


def _belonging(entry: Entry, career: Career) -> Iterable[Entry]:
    """The entries that belong to a skill or an interest: those that cite it, or that it cites."""
    yield entry
    for item in career.cited_by(entry):
        # A skill that mentions another one does not belong to it.
        if item.source.kind != "skill" or entry.kind != "skill":
            yield item.source
    if entry.kind == "interest":
        yield from career.cites(entry)
