"""The career: a sealed, sorted, read-only snapshot of everything that the pages declare and cite.

Views and checks query it; nothing changes it.
"""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby
from types import MappingProxyType
from typing import Final

from sphinx_resume.model.citations import (
    Citation,
    OtherReference,
    Passage,
    PassageKey,
    Reference,
    Rewording,
    Statement,
)
from sphinx_resume.model.dates import PRESENT, Date, Span, common, count, gaps, month_start, union
from sphinx_resume.model.entries import ENTRY_TYPES, Break, LastingEntry, Position, Skill
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.person import Person
from sphinx_resume.model.profile import Profile
from sphinx_resume.model.slugs import fold, slug
from sphinx_resume.model.tenures import Overlap, Tenure, going_on, overlaps, tenures
from sphinx_resume.model.unicode_text import isolated

#: Sorts after every month a date can have.
_ALWAYS: Final = 12 * 10_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement in one entry that cites another entry."""

    source: Entry
    target: Entry
    citation: Citation


@dataclass(frozen=True, slots=True)
class Use:
    """The use of a skill, computed from its evidence."""

    #: Months of use: the union of all spans, so that no month counts twice.
    months: int
    #: Whether the months are an upper bound, because a date is known only to the year.
    at_most: bool
    #: The end of the latest use, in the precision of its source; ``None`` if use is ongoing, if no
    #: use is dated, or if the end of one is not given.
    last: Date | None
    #: Whether the skill is in use today.
    current: bool
    #: The entry of the latest use.
    source: Entry | None


class Career:
    """Answers questions about all entries and their citations."""

    def __init__(
        self,
        entries: Iterable[Entry],
        citations: Iterable[Citation],
        today: dt.date,
        person: Person | None = None,
        words: Callable[[], Mapping[OtherReference, str]] = dict,
        kinds: Mapping[str, type[Entry]] = ENTRY_TYPES,
        left_out: Iterable[Entry] = (),
        pages: Iterable[str] = (),
        profiles: Mapping[str, Profile] = MappingProxyType({}),
        passages: Iterable[Passage] = (),
    ) -> None:
        """Seal the `entries` and `citations` of a `person` as of `today`.

        Those of a document, included files among them, are given in its order. If entries share
        kind and id, the first by document counts, and the others are kept in `duplicates`. `words`
        returns the texts of references to anything but entries; `kinds` are the entry types, in
        display order; `left_out` are the entries in conditions that do not hold; `pages` are
        documents in reading order, and all others come last, by name. `profiles` are given by
        document; the profile of the first page is the person's. `passages` are those of the bodies,
        in the order of their numbers.
        """
        self.kinds: Final = kinds
        self.today: Final = today
        self.person: Final = person or Person()
        self._find_words: Final = words
        self._left_out: Final = tuple(left_out)
        self.duplicates: list[Entry] = []
        declared: dict[tuple[str, str], Entry] = {}
        for entry in sorted(entries, key=lambda each: each.place.docname):
            if declared.setdefault(entry.key, entry) is not entry:
                self.duplicates.append(entry)
        known = going_on(declared, today)
        rank = {docname: rank for rank, docname in enumerate(pages)}
        last = len(rank)
        self._profiles = profiles
        self._front = next(iter(rank), "")
        self._entries = {
            key: known[key]
            for key in sorted(known, key=lambda key: rank.get(known[key].place.docname, last))
        }
        self._ranks = {key: rank for rank, key in enumerate(self._entries)}
        self._names: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self._entries.values():
            for name in sorted({fold(name) for name in (*entry.names, *entry.original_names)}):
                self._names[entry.kind, name].append(entry)
        self._former: dict[tuple[str, str], Entry] = {}
        for entry in self._entries.values():
            for old in entry.formerly:
                self._former.setdefault((entry.kind, old), entry)
        self._suggestions: dict[tuple[str, str], list[str]] = {}
        self._citations = sorted(citations, key=lambda each: each.place.docname)
        #: The entries that a variant leaves out, and the career that it is made from.
        self.hidden: frozenset[tuple[str, str]] = frozenset()
        self.whole: Career = self
        self._passages: dict[tuple[str, str], list[Passage]] = defaultdict(list)
        for passage in passages:
            own = self._entries.get(passage.source)
            if own and own.place.docname == passage.place.docname:  # not those of a duplicate
                self._passages[passage.source].append(passage)

    @property
    def now(self) -> int:
        """The month after the present one, counted from January of year 0: where ranges stop."""
        return 12 * self.today.year + self.today.month

    def without(
        self,
        hidden: frozenset[tuple[str, str]],
        passages: frozenset[PassageKey],
        reworded: Mapping[PassageKey, Rewording] = MappingProxyType({}),
    ) -> Career:
        """The career of a variant, without citations in statements that it leaves out.

        Those that are `reworded` are quoted in these words, and cite nothing besides. All entries
        can still be found, since what is shown may refer to them.
        """
        if not (hidden or passages or reworded):
            return self
        variant = copy.copy(self)
        for name in ("_resolved", "_cited_by", "_cites", "_uses"):
            variant.__dict__.pop(name, None)
        variant.whole, variant.hidden = self, hidden
        kept = (
            each
            for each in self._citations
            if each.source not in hidden and (each.source, each.passage) not in passages
        )
        variant._citations = [
            told
            for each in kept
            if (told := self._told(each, reworded.get((each.source, each.passage))))
        ]
        return variant

    def _told(self, citation: Citation, rewording: Rewording | None) -> Citation | None:
        """A citation in the words of a rewording; ``None`` if that does not cite the same."""
        if rewording is None:
            return citation
        target = self.find(citation.reference.kind, citation.reference.target)
        if any(self.find(each.kind, each.target) is target for each in rewording.cites):
            return dataclasses.replace(citation, statement=rewording.statement)
        return None

    # The person

    def profile(self, docname: str = "") -> Profile | None:
        """The profile that a page shows: its own, or else that of the first page, if any."""
        return self._profiles.get(docname) or self._profiles.get(self._front)

    def summary(self, profile: Profile) -> tuple[str, ...]:
        """The paragraphs of a summary as plain text."""
        return tuple(map(self.text, profile.summary))

    def headline_and_summary(self, title: str = "", docname: str = "") -> str:
        """The headline and summary of a profile on one line; no headline that the `title` says."""
        profile = self.profile(docname)
        return profile.words(self.summary(profile), title) if profile else ""

    # Finding entries

    def known(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries of this career in place of the given ones, as their pages declare them."""
        found = ((entry, self._entries.get(entry.key, entry)) for entry in entries)
        return [known if known.place == entry.place else entry for entry, known in found]

    def entries_of_kind(self, kind: str) -> tuple[Entry, ...]:
        """All entries of a kind: the latest first, then undated ones in page order.

        Raises `LookupError` for an unknown kind.
        """
        if kind not in self.kinds:
            raise LookupError(f"there is no kind “{kind}”; use one of: {', '.join(self.kinds)}")
        return self._by_kind.get(kind, ())

    def declared(self, kind: str) -> list[Entry]:
        """All entries of a kind in page order."""
        return [entry for entry in self._entries.values() if entry.kind == kind]

    def rank(self, entry: Entry) -> int:
        """A sort key: the position of an entry in page order."""
        return self._ranks.get(entry.key, len(self._ranks))

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Entry, ...]]:
        ordered = sorted(self._entries.values(), key=lambda e: (e.kind, self.order(e)))
        return {kind: tuple(group) for kind, group in groupby(ordered, key=lambda e: e.kind)}

    @property
    def entries(self) -> Iterator[Entry]:
        """All entries, by kind."""
        return chain(*map(self.entries_of_kind, self.kinds))

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """All positions, the latest first."""
        return tuple(
            entry for entry in self.entries_of_kind("position") if isinstance(entry, Position)
        )

    @cached_property
    def skills(self) -> tuple[Skill, ...]:
        """All skills in page order."""
        return tuple(entry for entry in self.entries_of_kind("skill") if isinstance(entry, Skill))

    @cached_property
    def categories(self) -> Mapping[str, tuple[Skill, ...]]:
        """The skills by category, both in page order; those without a category come last."""
        found: dict[str, list[Skill]] = {}
        for skill in self.skills:
            found.setdefault(skill.category, []).append(skill)
        return {name: tuple(found[name]) for name in sorted(found, key=lambda name: not name)}

    def order(self, entry: Entry) -> tuple[int, int, int]:
        """A sort key: the latest end first, then the latest start, then page order."""
        months = self.months(entry)
        if not months:
            return (0, 0, self.rank(entry))
        span = self.span(entry)
        stop = _ALWAYS if span and span.end is PRESENT else months.stop
        return (-stop, -months.start, self.rank(entry))

    def find(self, kind: str, name: str) -> Entry | None:
        """The one entry of a kind that has or had the id `name`, or is so named in any case.

        ``None`` if there is none, or if the name fits several. Two skills never share a name: if
        two declare it, which gives a warning, the first by document and line has it.
        """
        key = (kind, name.strip())
        if entry := self._entries.get(key) or self._former.get(key):
            return entry
        found = self._names.get((kind, fold(name)), [])
        # Not `slug`, which spells out signs as in “C++”.
        key = (kind, fold(name).replace(" ", "-"))
        if not found and (entry := self._entries.get(key) or self._former.get(key)):
            return entry
        return found[0] if len(found) == 1 or (found and kind == "skill") else None

    def passages(self, entry: Entry) -> Sequence[Passage]:
        """The passages of an entry's body, in its order."""
        return self._passages.get(entry.key, ())

    def cited(self, passage: Passage) -> Iterator[Entry]:
        """The entries that a passage cites."""
        found = (self.find(each.kind, each.target) for each in passage.cites)
        return (entry for entry in found if entry and entry.key != passage.source)

    def left_out(self, kind: str, name: str) -> Entry | None:
        """The entry that a name refers to, if this build leaves it out."""
        return self._others.find(kind, name) if self._left_out else None

    @cached_property
    def _others(self) -> Career:
        return Career(self._left_out, (), self.today, kinds=self.kinds)

    def fits_several(self, kind: str, name: str) -> bool:
        """Whether `find` finds nothing because a name fits several entries."""
        return self.find(kind, name) is None and len(self._names.get((kind, fold(name)), [])) > 1

    def suggest(self, kind: str, name: str) -> list[str]:
        """Up to three ids or names close to one that `find` does not find, the closest first.

        These are ids if `name` looks like an id, or if a name would fit several entries.
        """
        if (kind, name) not in self._suggestions:  # the same mistake is often repeated
            self._suggestions[kind, name] = self._close(kind, name)
        return self._suggestions[kind, name]

    def _close(self, kind: str, name: str) -> list[str]:
        if several := self._names.get((kind, fold(name))):
            return [entry.id for entry in several]
        known = self._suggestable[kind]
        close = difflib.get_close_matches(fold(name), known, n=6, cutoff=0.6)
        # Only the closest name of each entry.
        best: dict[str, str] = {}
        for ident, found in (known[each] for each in close):
            by_id = name == slug(name) or self.find(kind, found) is None
            best.setdefault(ident, ident if by_id else found)
        return list(best.values())[:3]

    @cached_property
    def _suggestable(self) -> Mapping[str, Mapping[str, tuple[str, str]]]:
        """By kind, each folded name or id, with the id of its entry and the name as written."""
        known: dict[str, dict[str, tuple[str, str]]] = {kind: {} for kind in self.kinds}
        for entry in self.entries:
            for name in (*entry.names, entry.id):
                known[entry.kind].setdefault(fold(name), (entry.id, name))
        return known

    # Time

    def span(self, entry: Entry) -> Span | None:
        """The span of an entry: its own, or else that of the position it happened during."""
        if span := entry.span:
            return span
        position = self.during(entry)
        if isinstance(position, LastingEntry) and not position.only_ends:
            return position.span
        return None

    def during(self, entry: Entry) -> Entry | None:
        """The entry during which another one happened: a position, or else another lasting one."""
        found = (self.find(kind, entry.during) for kind in self._lasting if entry.during)
        return next((each for each in found if each and each is not entry), None)

    @cached_property
    def _lasting(self) -> Sequence[str]:
        """The kinds of entries that last, positions first."""
        return sorted(
            (kind for kind, cls in self.kinds.items() if issubclass(cls, LastingEntry)),
            key=lambda kind: kind != "position",
        )

    def months(self, entry: Entry) -> range:
        """The months of an entry's `span`; empty if it has none."""
        span = self.span(entry)
        return span.months(self.today) if span else range(0)

    def times(self, entry: Entry) -> list[range]:
        """The months of each time that an entry happened, or else was used."""
        happened = filter(None, map(self.months, entry.dated_parts))
        return [*happened] or [self._elapsed(span) for _source, span in self._used_in(entry)]

    @cached_property
    def gaps(self) -> tuple[Span, ...]:
        """The months between the first and the last position that no position can have covered.

        Nor any break. A gap next to a date that is known only to the year is known only to the
        year itself. Positions that have not begun are ignored. One with only an end may have begun
        at any time before that.
        """
        held = [(p, p.span) for p in self.positions if p.span and p.span.begun(self.today)]
        reach = [span.reach(self.today) for _position, span in held]
        first_month = min((months.start for months in reach), default=0)
        within = range(first_month, max((months.stop for months in reach), default=0))
        breaks = [
            (each, each.span)
            for each in self.entries_of_kind("break")
            if isinstance(each, Break) and each.span and common(each.span.reach(self.today), within)
        ]
        known: list[tuple[Position | Break, Span]] = [*held, *breaks]
        spans = [span for _entry, span in known]
        starts = {span.start.first_month for p, span in known if p.start and span.start.month}
        ends = {s.end.last_month for s in spans if isinstance(s.end, Date) and s.end.month}
        found = []
        reaches = ((p, span.reach(self.today)) for p, span in known)
        covered = (months if p.start else range(first_month, months.stop) for p, months in reaches)
        for months in gaps(covered):
            first, last = month_start(months.start), month_start(months.stop - 1)
            found.append(
                Span(
                    first if months.start - 1 in ends else Date(first.year),
                    last if months.stop in starts else Date(last.year),
                )
            )
        return tuple(found)

    @cached_property
    def overlaps(self) -> tuple[Overlap, ...]:
        """Pairs of positions held at the same time, from the earliest to the latest."""
        return tuple(overlaps(self.positions, self.today))

    @cached_property
    def tenures(self) -> tuple[Tenure, ...]:
        """The tenures, the latest first; undated positions are in none."""
        return tuple(tenures(self.positions, self.today))

    @cached_property
    def _tenures(self) -> Mapping[str, Tenure]:
        return {position.id: tenure for tenure in self.tenures for position in tenure.positions}

    def tenure(self, entry: Entry) -> Tenure | None:
        """The tenure that a position is part of."""
        return self._tenures.get(entry.id) if isinstance(entry, Position) else None

    @cached_property
    def _alongside(self) -> Mapping[str, tuple[tuple[Position, Span], ...]]:
        found: dict[str, list[tuple[Position, Span]]] = defaultdict(list)
        for overlap in self.overlaps:
            found[overlap.first.id].append((overlap.second, overlap.span))
            found[overlap.second.id].append((overlap.first, overlap.span))
        return {key: tuple(others) for key, others in found.items()}

    def alongside(self, entry: Entry) -> tuple[tuple[Position, Span], ...]:
        """The positions held at the same time, each with the shared span, the earliest first."""
        return self._alongside.get(entry.id, ()) if isinstance(entry, Position) else ()

    # Evidence

    @cached_property
    def _resolved(self) -> list[Evidence]:
        resolved = []
        for citation in self._citations:
            source = self._entries.get(citation.source)
            target = self.find(citation.reference.kind, citation.reference.target)
            if source and target and source is not target:
                resolved.append(Evidence(source, target, citation))
        return resolved

    @cached_property
    def _cited_by(self) -> Mapping[tuple[str, str], tuple[Evidence, ...]]:
        by_target: dict[tuple[str, str], dict[tuple[str, str, str], Evidence]] = defaultdict(dict)
        for item in self._resolved:
            # A statement that names an entry twice is one piece of evidence.
            place = item.citation.place
            key = (*item.citation.source, place.anchor or self.text(item.citation.statement))
            by_target[item.target.key].setdefault(key, item)
        kinds = list(self.kinds)
        return MappingProxyType(
            {
                key: tuple(
                    sorted(
                        found.values(),
                        key=lambda e: (kinds.index(e.source.kind), self.order(e.source)),
                    )
                )
                for key, found in by_target.items()
            }
        )

    def cited_by(self, entry: Entry) -> tuple[Evidence, ...]:
        """The statements that cite an entry, by kind of the citing entry, the latest first."""
        return self._cited_by.get(entry.key, ())

    @cached_property
    def _cites(self) -> Mapping[tuple[str, str], tuple[Entry, ...]]:
        targets: dict[tuple[str, str], dict[tuple[str, str], Entry]] = defaultdict(dict)
        for item in self._resolved:
            targets[item.source.key][item.target.key] = item.target
        return {
            key: tuple(sorted(found.values(), key=lambda each: (each.kind, self.rank(each))))
            for key, found in targets.items()
        }

    def cites(self, entry: Entry) -> tuple[Entry, ...]:
        """The entries that an entry cites, by kind, in page order."""
        return self._cites.get(entry.key, ())

    @cached_property
    def _during(self) -> Mapping[tuple[str, str], tuple[Entry, ...]]:
        found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if position := self.during(entry):
                found[position.key].append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    def happened_during(self, entry: Entry) -> tuple[Entry, ...]:
        """The entries that happened during a position: talks, incidents, awards."""
        return self._during.get(entry.key, ())

    def evidence(self, entry: Entry) -> tuple[Evidence, ...]:
        """The statements that back an entry: citations by entries about something that happened."""
        return tuple(item for item in self.cited_by(entry) if item.source.is_evidence)

    def use(self, entry: Entry) -> Use:
        """The use of an entry, as its evidence adds up to today."""
        if entry.key not in self._uses:
            self._uses[entry.key] = self._added_up(entry)
        return self._uses[entry.key]

    @cached_property
    def _uses(self) -> dict[tuple[str, str], Use]:
        """The use of entries as far as it is known already."""
        return {}

    def _added_up(self, entry: Entry) -> Use:
        found = self._used_in(entry)
        spans = [span for _source, span in found]
        if not spans:
            return Use(months=0, at_most=False, last=None, current=False, source=None)
        source, latest = max(found, key=self._last)
        current = latest.current(self.today)
        # Then it may have been in use until any time.
        untold = any(
            span.end is None and span.begun(self.today)
            for item in self.evidence(entry)
            if (span := item.source.span)
        )
        last = None if current or untold else latest.end
        return Use(
            months=count(map(self._elapsed, spans)),
            at_most=any(span.by_year for span in spans),
            last=last if isinstance(last, Date) else None,
            current=current,
            source=source,
        )

    def years(self, entry: Entry) -> tuple[tuple[int, int], ...]:
        """The first and last year of each period of use until today, the earliest first.

        Periods that share a year are merged.
        """
        found: list[tuple[int, int]] = []
        for months in union(self._elapsed(span) for _source, span in self._used_in(entry)):
            first, last = months.start // 12, (months.stop - 1) // 12
            if found and first <= found[-1][1]:
                first = found.pop()[0]
            found.append((first, last))
        return tuple(found)

    def _used_in(self, entry: Entry) -> list[tuple[Entry, Span]]:
        """The entries in which an entry was used, each with its span, if it has begun."""
        found = {
            item.source.key: (item.source, span)
            for item in self.evidence(entry)
            if item.source.proves_use and (span := item.source.span) and span.begun(self.today)
        }
        return list(found.values())

    def _elapsed(self, span: Span) -> range:
        """The months of a span until today."""
        return common(span.months(self.today), range(self.now))

    def _last(self, pair: tuple[Entry, Span]) -> tuple[bool, dt.date]:
        """A sort key for pairs of entry and span: by end, current ones last."""
        span = pair[1]
        end = span.end.latest if isinstance(span.end, Date) else dt.date.max
        return span.current(self.today), end

    # Words

    def label(self, reference: Reference) -> str:
        """The text that a reference shows."""
        return reference.shown(self.find(reference.kind, reference.target))

    @cached_property
    def _words(self) -> Mapping[OtherReference, str]:
        """The texts that pages show for references to anything but entries."""
        return self._find_words()

    def text(self, statement: Statement, words: Mapping[OtherReference, str] | None = None) -> str:
        """A statement as plain text, which can be quoted anywhere.

        `words` gives the texts of references to anything but entries, if the statement is not among
        the stored ones.
        """
        known = self._words if words is None else words

        def text_of(part: str | Reference | OtherReference) -> str:
            if isinstance(part, Reference):
                return self.label(part)
            return part if isinstance(part, str) else known.get(part, part.text)

        return isolated("".join(map(text_of, statement)))
