"""Options of lists and matrices that choose entries and statements by name.

A name may be the id or a name of an entry, the id or a tag of a statement, a tag of a talk, the
category of a skill, or anything that a statement cites, such as a skill or an interest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain

from sphinx_resume.checks.findings import Finding
from sphinx_resume.model.career import Career
from sphinx_resume.model.citations import Passage
from sphinx_resume.model.entries import Skill
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.options import count_from, names, option
from sphinx_resume.model.slugs import close, did_you_mean, fold, slug
from sphinx_resume.views.base import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing(View):
    """A view that shows some entries of a kind, and some of their statements."""

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
    limit: int = option(
        count_from(1), "At most so many entries, the first of those shown.", "3", default=0
    )

    def chosen(self, career: Career) -> Choice:
        """The entries that it shows, and what of each."""
        raise NotImplementedError

    def among(self, entries: Sequence[Entry], career: Career) -> dict[tuple[str, str], Kept]:
        """The `entries` that `only` and `without` choose, each with its statements."""
        only, without = Names(self.only, career), Names(self.without, career)
        found = {}
        for entry in entries:
            kept = _kept(entry, only, without, career)
            if kept is not None:
                found[entry.key] = kept
        return found

    def limited(self, entries: list[Entry]) -> list[Entry]:
        """The first `entries`, up to the limit."""
        return entries[: self.limit or None]

    def unchosen(self, entries: Sequence[Entry], kind: str, career: Career) -> Iterator[Finding]:
        """A finding for each name that matches none of these `entries` of a kind."""
        for name in ("only", "without"):
            for each in getattr(self, name):
                known = Names((each,), career)
                if not any(known.has(entry) for entry in entries):
                    message = (
                        f"“{each}” names no {kind} here, and no statement by id, tag, or citation"
                        f"{did_you_mean(_close(each, entries, career))}"
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
