"""Consistency of the whole: what no single page can know to be wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sphinx_resume.career import Career
from sphinx_resume.entries import Entry, Skill, Talk
from sphinx_resume.logging import Finding, no_such_entry
from sphinx_resume.players import player


def check(career: Career) -> Iterator[Finding]:
    """All findings, in no particular order."""
    yield from _duplicate_ids(career)
    yield from _duplicate_names(career)
    yield from _unknown_positions(career)
    yield from _future_starts(career)
    yield from _unknown_players(career)


def _duplicate_ids(career: Career) -> Iterator[Finding]:
    for entry in career.duplicates:
        first = career.find(entry.kind, entry.id)
        assert first is not None
        message = (
            f"the {entry.kind} “{entry.id}” is declared in {_where(first)} already; "
            "give one of them another id"
        )
        yield Finding("duplicate", entry.place, message)


def _duplicate_names(career: Career) -> Iterator[Finding]:
    owners: dict[str, list[Skill]] = defaultdict(list)
    for skill in career.skills:
        for name in {name.casefold(): name for name in skill.names}:
            owners[name].append(skill)
    for name, skills in owners.items():
        first, *others = sorted(skills, key=lambda s: (s.place.docname, s.place.line))
        for skill in others:
            option = "title" if skill.title.casefold() == name else "aliases"
            message = f"“{name}” names the skill “{first.id}” in {_where(first)} already"
            yield Finding("duplicate", skill.place.of(option), message)


def _unknown_positions(career: Career) -> Iterator[Finding]:
    for kind in ("talk", "incident"):
        for entry in career.of(kind):
            name = getattr(entry, "during", "")
            if name and career.during(entry) is None:
                suggestions = career.suggest("position", name)
                yield no_such_entry("position", name, suggestions, entry.place.of("during"))


def _future_starts(career: Career) -> Iterator[Finding]:
    for kind in ("position", "education"):
        for entry in career.of(kind):
            if entry.span and not entry.span.months(career.today):
                message = (
                    f"it goes on at present but starts in {entry.span.start.isoformat()}, "
                    f"after today ({career.today.isoformat()})"
                )
                yield Finding("date", entry.place.of("start"), message)


def _unknown_players(career: Career) -> Iterator[Finding]:
    for talk in career.of("talk"):
        if isinstance(talk, Talk) and talk.embed:
            recordings = [each.recording for each in talk.occasions if each.recording]
            if not any(map(player, recordings)):
                known = f"“{recordings[0]}”" if recordings else "a talk without a recording"
                message = f"there is no player to embed for {known}; leave “embed” out"
                yield Finding("option", talk.place.of("embed"), message)


def _where(entry: Entry) -> str:
    return f"“{entry.place.docname}”, line {entry.place.line}"
