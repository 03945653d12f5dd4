"""Audits: what a résumé claims but does not show, or no longer shows.

These findings are matters of judgement, so the author sets a level for each audit.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

from sphinx_resume.checks.findings import Finding
from sphinx_resume.model.career import Career, Evidence
from sphinx_resume.model.citations import Passage, Rewording
from sphinx_resume.model.entries import Publication
from sphinx_resume.model.entry import Entry, Place
from sphinx_resume.model.figures import SPELLED_OUT, figures
from sphinx_resume.model.slugs import close, did_you_mean, fold

#: How serious the findings of an audit are: from ignored to failing ``nox -s check``.
LEVELS: Final = ("off", "note", "warning", "error")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list or a matrix in a document."""

    place: Place
    entries: tuple[Entry, ...]
    #: The career without what the document leaves out.
    told: Career


@dataclass(frozen=True, slots=True)
class Retold:
    """A statement that a list shows in other words."""

    original: Passage
    rewording: Rewording


@dataclass(frozen=True, slots=True)
class Policy:
    """The levels of the audits, and their limits."""

    levels: Mapping[str, str] = field(default_factory=dict)
    #: The audits to run; ``None`` for `AUDITS`.
    audits: Mapping[str, Audit] | None = None
    #: After how many years without use a skill is stale.
    stale_years: int = 10
    #: Kind and id of the entries that the short résumé shows; ``None`` if there is no such page.
    shown: frozenset[tuple[str, str]] | None = None
    #: The lists of all documents, by page and line.
    listings: tuple[Listing, ...] = ()
    #: What lists show in other words, by page and line.
    retold: tuple[Retold, ...] = ()
    #: The language of the pages.
    language: str = "en"

    def level(self, audit: str) -> str:
        """The level of an audit: the configured one, or its default."""
        return self.levels.get(audit, self.known[audit].level)

    @property
    def known(self) -> Mapping[str, Audit]:
        """The audits by name."""
        return AUDITS if self.audits is None else self.audits

    @classmethod
    def read(
        cls,
        levels: Mapping[str, Any],
        stale_years: int,
        audits: Mapping[str, Audit] | None = None,
    ) -> Policy:
        """Make a policy of configuration values.

        Raises `ValueError` for an unknown check or level.
        """
        known = AUDITS if audits is None else audits
        for name, level in levels.items():
            if name not in known:
                hint = did_you_mean(close(str(name), known)) or f"; use one of: {', '.join(known)}"
                raise ValueError(f"there is no check “{name}”{hint}")
            if level not in LEVELS:
                raise ValueError(f"“{level}” is not one of: {', '.join(LEVELS)}")
        return cls(dict(levels), audits, stale_years)


def audit(career: Career, policy: Policy) -> Iterator[tuple[str, Finding]]:
    """All findings of the enabled audits, each with its level, in no particular order."""
    for name, each in policy.known.items():
        level = policy.level(name)
        if level != "off":
            for place, message in each.run(career, policy):
                yield level, Finding(name, place, message)


#: Places, and a message for each.
_Found = Iterator[tuple[Place, str]]


def _unevidenced(career: Career, policy: Policy) -> _Found:
    for skill in career.skills:
        backed = career.evidence(skill)
        if not backed and not skill.stated:
            message = f"the skill “{skill.title}” is claimed, but no dated entry cites it"
            yield skill.place, f"{message}; cite it where you used it, or add “:stated:”"
        elif backed and skill.stated:
            message = f"{backed[0].source.label} backs “{skill.title}”; delete “:stated:”"
            yield skill.place.at_option("stated"), message


def _unshown(career: Career, policy: Policy) -> _Found:
    for interest in career.entries_of_kind("interest"):
        if not career.evidence(interest):
            yield interest.place, f"no dated entry cites the interest “{interest.title}”"


def _outside(career: Career, policy: Policy) -> _Found:
    for position in career.positions:
        months = position.span.reach(career.today) if position.span else range(0)
        for entry in career.happened_during(position):
            own = [span.months(career.today) for span in entry.times] if months else []
            if own and not any(m.start < months.stop and m.stop > months.start for m in own):
                yield (
                    entry.place.at_option("during"),
                    f"the {entry.kind} “{entry.title}” is outside the time of {position.label}",
                )


def _cited_internal(career: Career, policy: Policy) -> _Found:
    for kind in ("talk", "incident"):
        for entry in career.entries_of_kind(kind):
            if entry.is_internal:
                for item in career.cited_by(entry):
                    message = f"{item.source.label} cites “{entry.title}”, which is internal"
                    yield item.citation.place, message


def _unreached(career: Career, policy: Policy) -> _Found:
    if policy.shown is None:
        return
    for skill in career.skills:
        for source in {item.source.id: item.source for item in career.evidence(skill)}.values():
            if source.key not in policy.shown:
                yield (
                    source.place,
                    f"{source.label} backs “{skill.title}”, but the short résumé does not show it",
                )


def _dropped_evidence(career: Career, policy: Policy) -> _Found:
    told: set[tuple[str, tuple[str, str]]] = set()
    for listing in policy.listings:
        page = listing.place.docname
        for entry in listing.entries:
            backed = () if entry.is_evidence else career.evidence(entry)
            if not backed or listing.told.evidence(entry) or (page, entry.key) in told:
                continue
            told.add((page, entry.key))
            statement = career.text(backed[0].citation.statement)
            others = f", and {len(backed) - 1} more" if backed[1:] else ""
            message = (
                f"this shows “{entry.title}”, but the page leaves out all that backs it: "
                f"“{statement}” ({backed[0].source.label}){others}; show a statement that cites "
                f"it, or write “:without: {entry.id}” here"
            )
            yield listing.place, message


def _reworded_figure(career: Career, policy: Policy) -> _Found:
    languages = (policy.language,)
    spelled_out = policy.language.partition("_")[0] in SPELLED_OUT
    for each in policy.retold:
        names = chain.from_iterable(entry.names for entry in career.cited(each.original))
        said = "\n".join([career.text(each.original.statement), *names])
        known = figures(unicodedata.normalize("NFKC", said), languages)
        told = unicodedata.normalize("NFKC", career.text(each.rewording.statement))
        for figure in figures(told, languages):
            # The original may have a small number as a word that is not known as one.
            is_small = figure.kind == "number" and figure.value[0] <= (1 if spelled_out else 12)
            if not is_small and not any(map(figure.is_in, known)):
                yield (
                    each.rewording.place,
                    (
                        f"the rewording of “{each.original.id}” says “{figure.text}”, which the "
                        "original does not; write it there, or leave it out here"
                    ),
                )


def _stale(career: Career, policy: Policy) -> _Found:
    limit = dt.date(max(career.today.year - policy.stale_years, 1), career.today.month, 1)
    for skill in career.skills:
        last = career.use(skill).last
        if last and last.latest < limit:
            yield (
                skill.place,
                (
                    f"the skill “{skill.title}” was last used in {last.isoformat()}, more than "
                    f"{policy.stale_years} years ago"
                ),
            )


def _repeated(career: Career, policy: Policy) -> _Found:
    for skill in career.skills:
        backed: dict[str, list[Evidence]] = defaultdict(list)
        for item in career.evidence(skill):
            backed[fold(career.text(item.citation.statement))].append(item)
        for first, *others in backed.values():
            for item in others:
                yield (
                    item.citation.place,
                    (
                        f"{item.source.label} backs “{skill.title}” with the same words as "
                        f"{first.source.label}: “{career.text(item.citation.statement)}”"
                    ),
                )


def _author_order(career: Career, policy: Policy) -> _Found:
    for entry in career.entries_of_kind("publication"):
        people = entry.authors if isinstance(entry, Publication) else ()
        if people and career.person.among(people) is None:
            message = (
                f"“{entry.title}” does not say where you stand among its authors; write “me” in "
                "your place in “co-authors”, for example Ann First, me, Bob Third"
            )
            yield entry.place.at_option("co-authors"), message


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit: its default level, its meaning, and the function that runs it."""

    level: str
    #: What its warnings mean, for the reference page.
    description: str
    run: Callable[[Career, Policy], _Found]


#: Every built-in audit by the type of its warnings.
AUDITS: Final[dict[str, Audit]] = {
    "unevidenced": Audit(
        "note",
        "No dated entry cites a skill without the option `stated`, or one cites a skill that "
        "has it.",
        _unevidenced,
    ),
    "unshown": Audit(
        "note",
        "No dated entry cites an interest.",
        _unshown,
    ),
    "outside": Audit(
        "warning",
        "A talk or an incident is outside the time of the position that it names.",
        _outside,
    ),
    "repeated": Audit(
        "warning",
        "Two entries back a skill with the same words.",
        _repeated,
    ),
    "cited-internal": Audit(
        "off",
        "An entry cites an internal talk or incident.",
        _cited_internal,
    ),
    "unreached": Audit(
        "off",
        "The short résumé does not show an entry that backs a skill.",
        _unreached,
    ),
    "dropped-evidence": Audit(
        "warning",
        "A document lists a skill or an interest, and leaves out every statement that backs it.",
        _dropped_evidence,
    ),
    "reworded-figure": Audit(
        "warning",
        "The rewording of a statement has a number, a date, or a duration that the original does "
        "not have.",
        _reworded_figure,
    ),
    "stale": Audit(
        "off",
        "A skill was last used more than `resume_stale_years` years ago.",
        _stale,
    ),
    "author-order": Audit(
        "note",
        "A publication has co-authors, but does not say where you are among them.",
        _author_order,
    ),
}
