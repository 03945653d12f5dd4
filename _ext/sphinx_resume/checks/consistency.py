"""Consistency checks: errors that only show when all pages are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sphinx_resume.checks.findings import Finding, no_such_entry, where
from sphinx_resume.model.career import Career
from sphinx_resume.model.citations import Passage
from sphinx_resume.model.dates import DateError, Span
from sphinx_resume.model.embeds import player
from sphinx_resume.model.entries import Certificate, Incident, Skill, Talk
from sphinx_resume.model.slugs import slug


def check(career: Career) -> Iterator[Finding]:
    """All findings, in no particular order."""
    yield from _duplicate_ids(career)
    yield from _duplicate_names(career)
    yield from _duplicate_statements(career)
    yield from _unknown_positions(career)
    yield from _early_expiries(career)
    yield from _unknown_players(career)
    yield from _former_ids(career)
    yield from _unexplained(career)


def _duplicate_ids(career: Career) -> Iterator[Finding]:
    for entry in career.duplicates:
        first = career.find(entry.kind, entry.id)
        assert first is not None
        message = (
            f"the {entry.kind} “{entry.id}” is already declared in {where(first.place)}; "
            "give one of them another id"
        )
        yield Finding("duplicate", entry.place, message)


def _duplicate_names(career: Career) -> Iterator[Finding]:
    owners: dict[str, list[Skill]] = defaultdict(list)
    for skill in (each for each in career.declared("skill") if isinstance(each, Skill)):
        for name in {skill.id, *map(str.casefold, skill.names)}:
            owners[name].append(skill)
    for name, skills in owners.items():
        first, *others = skills
        for skill in others:
            aliases = map(str.casefold, skill.aliases)
            option = "title" if skill.title.casefold() == name else "aliases"
            place = (
                skill.place.at_option(option)
                if option == "title" or name in aliases
                else skill.place
            )
            message = f"“{name}” already names the skill “{first.id}” in {where(first.place)}"
            yield Finding("duplicate", place, message)


def _duplicate_statements(career: Career) -> Iterator[Finding]:
    first: dict[str, Passage] = {}
    for entry in career.entries:
        for passage in career.passages(entry):
            if passage.id and first.setdefault(slug(passage.id), passage) is not passage:
                other = first[slug(passage.id)]
                message = (
                    f"a statement in {where(other.place)} already has the id “{passage.id}”; give "
                    "one of them another"
                )
                yield Finding("statement", passage.place, message)


def _unknown_positions(career: Career) -> Iterator[Finding]:
    for entry in career.entries:
        if entry.during and career.during(entry) is None:
            place = entry.place.at_option("during")
            yield no_such_entry(career, "position", entry.during, place)


def _early_expiries(career: Career) -> Iterator[Finding]:
    for entry in career.entries_of_kind("certificate"):
        if isinstance(entry, Certificate) and entry.date and entry.expires:
            try:
                Span(entry.date.start, entry.expires)
            except DateError as error:
                yield Finding("date", entry.place.at_option("expires"), str(error))


def _former_ids(career: Career) -> Iterator[Finding]:
    for kind in career.kinds:
        entries = career.declared(kind)
        claimed = {entry.id: entry.formerly for entry in entries}
        told: set[frozenset[str]] = set()
        for entry in entries:
            circle = _circle(entry.id, claimed)
            for old in entry.formerly:
                if old in circle:
                    # Entries that claim each other's ids are reported once.
                    if circle in told:
                        continue
                    told.add(circle)
                owner = career.find(kind, old)
                if old == entry.id:
                    message = f"“{old}” is its current id; delete it here"
                elif owner is None or owner is entry:
                    continue
                else:
                    verb = "is" if owner.id == old else "was"
                    message = (
                        f"“{old}” {verb} the id of the {kind} in {where(owner.place)}; "
                        f"{kind} “{entry.id}” cannot have had it"
                    )
                yield Finding("formerly", entry.place.at_option("formerly"), message)


def _circle(ident: str, claimed: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The ids that claim each other in a cycle that includes this one."""
    return frozenset(each for each in _led_to(ident, claimed) if ident in _led_to(each, claimed))


def _led_to(ident: str, claimed: Mapping[str, tuple[str, ...]]) -> set[str]:
    found: set[str] = set()
    ahead = [ident]
    while ahead:
        new = set(claimed.get(ahead.pop(), ())) - found
        found |= new
        ahead += new
    return found


def _unknown_players(career: Career) -> Iterator[Finding]:
    for talk in career.entries_of_kind("talk"):
        if isinstance(talk, Talk) and talk.embed:
            recordings = [each.recording for each in talk.occasions if each.recording]
            if not any(map(player, recordings)):
                known = f"“{recordings[0]}”" if recordings else "a talk without a recording"
                message = f"no player can be embedded for {known}; delete “:embed:”"
                yield Finding("option", talk.place.at_option("embed"), message)


def _unexplained(career: Career) -> Iterator[Finding]:
    """Sanitised incidents that do not say what the author's part was, or who agreed."""
    for entry in career.entries_of_kind("incident"):
        if isinstance(entry, Incident) and entry.visibility == "sanitised":
            needed = {"part": entry.part, "agreed": entry.agreed}
            missing = [name for name, value in needed.items() if not value]
            if missing:
                named = f"option{'s' if missing[1:] else ''} “{'” and “'.join(missing)}”"
                message = f"a sanitised incident needs the {named}"
                yield Finding("sanitised", entry.place.at_option("visibility"), message)
