"""Groups of entries: by year, tenure, the value of an option, or what they cite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sphinx_resume.i18n import _
from sphinx_resume.model.career import Career
from sphinx_resume.model.entries import Occasion, Skill, Talk
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.tenures import Tenure
from sphinx_resume.views.base import Link

#: What entries can be grouped by: the year in which they began, an option of the entry or of the
#: position that it happened during, or the entries of a kind that they cite.
GROUPINGS: Final = ("year", "event", "organization", "skill", "interest")

#: The orders of skills: as the pages declare them, longest used first, last used first, by name.
ORDERS: Final = ("declared", "used", "last", "name")


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that have something in common."""

    heading: str
    #: The entry that they cite, if that is what they have in common.
    link: Link | None
    entries: tuple[Entry, ...]


def grouped(
    entries: Iterable[Entry], by: str, career: Career, order: Callable[[Entry], Any]
) -> list[Group]:
    """Group entries by one of `GROUPINGS`, each group sorted by `order`.

    Years are sorted from the latest to the earliest, skills and interests in page order, all other
    groups by their first entry; what belongs to no group comes last. An entry is in every group it
    belongs to; a talk has only the occasions there that belong to the group.
    """
    found: dict[_Name, list[Entry]] = defaultdict(list)
    for entry in entries:
        for name, part in _parts(entry, by, career).items():
            found[name].append(part)

    def place(name: _Name) -> tuple[bool, Any]:
        heading, ident = name
        if by == "year":
            return not heading, -int(heading or 0)
        cited = career.find(by, ident)
        return not heading, career.rank(cited) if cited else min(map(order, found[name]))

    return [
        Group(
            heading or _("More"),
            Link.to(cited) if (cited := career.find(by, ident)) else None,
            tuple(sorted(found[heading, ident], key=order)),
        )
        for heading, ident in sorted(found, key=place)
    ]


def are_grouped(entries: Iterable[Entry], by: str, career: Career) -> bool:
    """Whether any of the entries belongs to a group."""
    return any(any(name) for entry in entries for name in _parts(entry, by, career))


def by_tenure(entries: Iterable[Entry], career: Career) -> list[tuple[Tenure | None, list[Entry]]]:
    """Group entries so that the positions of a tenure are together, where the first of them is."""
    groups: dict[tuple[str, str], tuple[Tenure | None, list[Entry]]] = {}
    for number, entry in enumerate(entries):
        tenure = career.tenure(entry)
        # A talk may occur once for each of its occasions.
        key = tenure.positions[0].key if tenure else ("", str(number))
        groups.setdefault(key, (tenure, []))[1].append(entry)
    return list(groups.values())


def by_category(
    skills: Iterable[Skill], career: Career, sort: str
) -> list[tuple[str, list[Skill]]]:
    """Group skills by category, in page order, each group sorted in one of the `ORDERS`."""
    chosen = {skill.id for skill in skills}
    groups = (
        (name, [skill for skill in found if skill.id in chosen])
        for name, found in career.categories.items()
    )
    order = skill_order(career, sort)
    return [(name, sorted(found, key=order)) for name, found in groups if found]


def skill_order(career: Career, sort: str) -> Callable[[Entry], tuple[Any, ...]]:
    """Return the sort key for one of the `ORDERS`; ties are sorted in page order."""

    def order(skill: Entry) -> tuple[Any, ...]:
        use = career.use(skill)
        last = use.last.last_month if use.last else 0
        keys: dict[str, tuple[Any, ...]] = {
            "declared": (),
            "used": (-use.months,),
            "last": (not use.current, -last, -use.months),
            "name": (skill.title.casefold(),),
        }
        return (*keys[sort], career.rank(skill))

    return order


#: The heading of a group, and the id of the entry that it names, since two may share a title.
_Name = tuple[str, str]


def _parts(entry: Entry, by: str, career: Career) -> Mapping[_Name, Entry]:
    """The entry as it appears in each of its groups, by name; the name of no group is empty."""
    occasions: dict[_Name, list[Occasion]] = defaultdict(list)
    for part in entry.parts:
        for name in _names(part, by, career):
            occasions[name] += part.occasions if isinstance(part, Talk) else ()
    return {
        name: entry.at(chosen) if isinstance(entry, Talk) and chosen else entry
        for name, chosen in occasions.items()
    }


def _names(entry: Entry, by: str, career: Career) -> set[_Name]:
    """The names of the groups that an entry belongs to."""
    if by == "year":
        return {(str(entry.span.start.year) if entry.span else "", "")}
    if by in career.kinds:
        cited = {(each.label, each.id) for each in career.cites(entry) if each.kind == by}
        return cited or {("", "")}
    return {(getattr(entry, by, "") or getattr(career.during(entry), by, ""), "")}
