"""Options by which views choose entries and statements: by name, skill, position, or date.

A name may be the id or a name of an entry, the id or a tag of a statement, a tag of a talk, the
category of a skill, or anything that a statement cites, such as a skill or an interest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from sphinx_resume.checks.findings import Finding
from sphinx_resume.model.career import Career
from sphinx_resume.model.citations import Passage
from sphinx_resume.model.dates import Date
from sphinx_resume.model.entries import Skill
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.options import count_from, names, option
from sphinx_resume.model.slugs import close, did_you_mean, fold, slug
from sphinx_resume.views.base import View
from sphinx_resume.views.filter_options import ids, overlaps_range, reversed_range, unknown_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing(View):
    """A view that shows some entries, and some of their statements."""

    only: tuple[str, ...] = option(
        names,
        "Only what one of these names: an entry, by id or name, with all its statements; or "
        "statements, by id, by tag, or by a skill, an interest, or anything else that they cite. "
        "Skills and interests also if such a statement cites them.",
        "zero-downtime, sre, Go",
        default=(),
    )
    without: tuple[str, ...] = option(
        names,
        "What to leave out of that, by the same names.",
        "PHP, on-call",
        default=(),
    )
    since: Date | None = option(
        Date.parse,
        "Only what ended then or later, and skills and interests that were used then or later.",
        "2020",
        default=None,
    )
    until: Date | None = option(
        Date.parse,
        "Only what began then or before, and skills and interests that were used then or before.",
        "2023",
        default=None,
    )
    limit: int = option(
        count_from(1), "At most so many entries, the first of those shown.", "3", default=0
    )
    skill: tuple[str, ...] = option(
        names,
        "Only entries that cite one of these skills, or only these skills.",
        "Vault",
        default=(),
    )
    position: tuple[str, ...] = option(
        names,
        "Only entries that belong to or are cited by these positions, or only these positions.",
        "wayfair",
        default=(),
    )

    def candidates(self, career: Career) -> Iterable[Entry]:
        """The entries that it could show."""
        raise NotImplementedError

    def order(self, career: Career) -> Callable[[Entry], Any]:
        """The sort key of the entries that it shows."""
        return career.order

    @property
    def noun(self) -> str:
        """What it calls an entry that it could show."""
        return "entry"

    def chosen(self, career: Career) -> dict[tuple[str, str], Kept]:
        """The entries that it shows, each with its visible statements, in order."""
        only, without = Names(self.only, career), Names(self.without, career)
        entries = sorted(self._matching(career), key=self.order(career))
        found = ((entry.key, _kept(entry, only, without, career)) for entry in entries)
        chosen = ((key, kept) for key, kept in found if kept is not None)
        return dict(islice(chosen, self.limit or None))

    def in_range(self, months: range) -> bool:
        """Whether months overlap the range of dates."""
        return overlaps_range(months, self.since, self.until)

    def _matching(self, career: Career) -> list[Entry]:
        """The entries that it could show, by skill, position, and time."""
        skills = ids(career, "skill", self.skill)
        positions = ids(career, "position", self.position)
        return [
            entry
            for entry in self.candidates(career)
            if (not self.skill or _is_or_cites(entry, skills, career))
            and (not self.position or _belongs_to(entry, positions, career))
            and (
                (self.since is None and self.until is None)
                or any(map(self.in_range, career.times(entry)))
            )
        ]

    def findings(self, career: Career) -> Iterator[Finding]:
        yield from unknown_names(career, "skill", self.skill, self.place.at_option("skill"))
        yield from unknown_names(
            career, "position", self.position, self.place.at_option("position")
        )
        yield from reversed_range(self.since, self.until, self.place.at_option("until"))
        entries = self._matching(career) if self.only or self.without else []
        for name in ("only", "without"):
            for each in getattr(self, name):
                known = Names((each,), career)
                if not any(known.has(entry) for entry in entries):
                    message = (
                        f"“{each}” names no {self.noun} here, and no statement by id, tag, or "
                        f"citation{did_you_mean(_close(each, entries, career))}"
                    )
                    yield Finding("filter", self.place.at_option(name), message)


@dataclass(frozen=True, slots=True)
class Kept:
    """The visible statements of an entry."""

    #: The numbers of visible passages; ``None`` for all.
    passages: tuple[int, ...] | None = None

    def __contains__(self, number: int) -> bool:
        return self.passages is None or number in self.passages


class Names:
    """Names in a career, as given in an option."""

    def __init__(self, names: Iterable[str], career: Career) -> None:
        given = tuple(names)
        self._career = career
        self._words = frozenset(map(fold, given))
        self._ids = frozenset(map(slug, given))
        found = (career.find(kind, name) for kind in career.kinds for name in given)
        self._keys: AbstractSet[tuple[str, str]] = frozenset(e.key for e in found if e)

    def __bool__(self) -> bool:
        return bool(self._words)

    def names(self, entry: Entry) -> bool:
        """Whether one of them is a name of the entry itself."""
        return entry.key in self._keys or not self._words.isdisjoint(_tags(entry))

    def says(self, passage: Passage) -> bool:
        """Whether one of them is a name of a statement, or of something that it cites."""
        return self._calls(passage) or any(
            entry.key in self._keys for entry in self._career.cited(passage)
        )

    def _calls(self, passage: Passage) -> bool:
        """Whether one of them is the id or a tag of a statement."""
        return (bool(passage.id) and slug(passage.id) in self._ids) or (
            not self._words.isdisjoint(map(fold, passage.tags))
        )

    def cites(self, entry: Entry) -> bool:
        """Whether a statement with one of them as its id or tag cites a skill or an interest."""
        return (
            bool(self)
            and not entry.is_evidence
            and any(
                item.citation.passage == passage.number and self._calls(passage)
                for item in self._career.cited_by(entry)
                for passage in self._career.passages(item.source)
            )
        )

    def has(self, entry: Entry) -> bool:
        """Whether one of them matches an entry, a statement in it, or something it cites."""
        return (
            self.names(entry)
            or any(map(self.says, self._career.passages(entry)))
            or self.cites(entry)
        )


def _kept(entry: Entry, only: Names, without: Names, career: Career) -> Kept | None:
    """The visible part of an entry; ``None`` if it is hidden."""
    if without.names(entry):
        return None
    passages = career.passages(entry)
    whole = not only or only.names(entry) or only.cites(entry)
    kept = {p.number for p in passages if whole or only.says(p)}
    if not whole:
        kept |= _nested(kept, passages) | _around(kept, passages)
    gone = {p.number for p in passages if without.says(p)}
    kept -= gone | _nested(gone, passages)
    if not kept and not whole:
        return None
    return Kept() if len(kept) == len(passages) else Kept(tuple(sorted(kept)))


def _nested(numbers: AbstractSet[int], passages: Iterable[Passage]) -> set[int]:
    """The passages nested in those with these `numbers`; items come before their nested ones."""
    found: set[int] = set()
    for passage in passages:
        if passage.parent in numbers or passage.parent in found:
            found.add(passage.number)
    return found


def _around(numbers: AbstractSet[int], passages: Sequence[Passage]) -> set[int]:
    """The list items that contain those with these `numbers`."""
    parents = {passage.number: passage.parent for passage in passages}
    found: set[int] = set()
    for number in numbers:
        while (number := parents.get(number, -1)) >= 0:
            found.add(number)
    return found


def _is_or_cites(entry: Entry, skills: AbstractSet[str], career: Career) -> bool:
    """Whether an entry is one of the skills or, being none, cites one."""
    if isinstance(entry, Skill):
        return entry.id in skills
    return any(cited.kind == "skill" and cited.id in skills for cited in career.cites(entry))


def _belongs_to(entry: Entry, positions: AbstractSet[str], career: Career) -> bool:
    """Whether an entry is one of the positions, happened during one, or is cited by one."""
    during = entry if entry.kind == "position" else career.during(entry)
    return (during is not None and during.kind == "position" and during.id in positions) or any(
        e.source.kind == "position" and e.source.id in positions for e in career.cited_by(entry)
    )


def first_statements(kept: Kept, number: int, passages: Sequence[Passage]) -> Kept:
    """The first visible statements, with those nested in them."""
    shown = [each for each in passages if each.number in kept]
    top = set([each.number for each in shown if each.parent < 0][:number])
    left = top | _nested(top, shown)
    return Kept() if len(left) == len(passages) else Kept(tuple(sorted(left)))


def _tags(entry: Entry) -> Iterator[str]:
    """The tags of an entry, in lower case."""
    found: Iterable[str] = getattr(entry, "tags", ())
    yield from map(fold, found)
    if isinstance(entry, Skill) and entry.category:
        yield from {fold(entry.category), fold(entry.original("category"))}


def _close(name: str, entries: Sequence[Entry], career: Career) -> list[str]:
    """Similar names, for suggestions."""
    known: dict[str, str] = {}
    for entry in entries:
        passages = career.passages(entry)
        cited = (each.title for passage in passages for each in career.cited(passage))
        said = chain.from_iterable((passage.id, *passage.tags) for passage in passages)
        for word in (entry.id, entry.title, *_tags(entry), *said, *cited):
            if word:
                known.setdefault(fold(word), word)
    return [known[each] for each in close(fold(name), known)]


#: The visible parts of entries, by kind and id.
Choice = Mapping[tuple[str, str], Kept]
