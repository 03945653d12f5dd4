"""Finds what a page leaves out of a career, given the choices of its lists and matrices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sphinx_resume.model.career import Career
from sphinx_resume.model.citations import PassageKey, Rewording
from sphinx_resume.views.base import View
from sphinx_resume.views.choosing import Kept
from sphinx_resume.views.lists import EntryList
from sphinx_resume.views.matrix import SkillMatrix


@dataclass(frozen=True, slots=True)
class Shown:
    """The entries and statements that the lists of a page show and leave out."""

    #: The visible entries, by kind and id.
    entries: frozenset[tuple[str, str]] = frozenset()
    #: The omitted entries of kinds that have a list, by kind and id.
    hidden: frozenset[tuple[str, str]] = frozenset()
    #: The omitted statements, by entry and number.
    passages: frozenset[PassageKey] = frozenset()
    #: The reworded statements.
    reworded: Mapping[PassageKey, Rewording] = field(default_factory=dict)


def shown_on(views: Iterable[View], career: Career) -> Shown:
    """The entries and statements that the views of a page show and leave out."""
    reworded: dict[PassageKey, Rewording] = {}
    kept: dict[str, list[tuple[tuple[str, str], Kept]]] = defaultdict(list)
    for view in views:
        if isinstance(view, EntryList):
            chosen = view.chosen(career)
            kept[view.argument] += chosen.items()
            reworded |= view.reworded(chosen, career)
        elif isinstance(view, SkillMatrix):
            kept["skill"] += view.chosen(career).items()
    hidden: set[tuple[str, str]] = set()
    passages: set[PassageKey] = set()
    for kind in kept.keys() & career.kinds.keys():
        shown: dict[tuple[str, str], list[Kept]] = defaultdict(list)
        for key, each in kept[kind]:
            shown[key].append(each)
        for entry in career.entries_of_kind(kind):
            if entry.key not in shown:
                hidden.add(entry.key)
            passages.update(
                (entry.key, passage.number)
                for passage in career.passages(entry)
                if not any(passage.number in each for each in shown[entry.key])
            )
    entries = frozenset(key for found in kept.values() for key, _kept in found)
    return Shown(entries, frozenset(hidden), frozenset(passages), reworded)
