"""Finds what a posting asks for, and the evidence for it: ``sphinx-resume match FILE``.

Only declared names are looked for. There is no score: the tables are for the author, who can judge
what an employer means.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from babel import Locale

from sphinx_resume.model.dates import PRESENT, months_text
from sphinx_resume.model.names_in_text import Found, Names
from sphinx_resume.tailoring.facts import ASKED_FOR, Entry, Facts, Statement
from sphinx_resume.tailoring.texts import Text
from sphinx_resume.tailoring.unknown import Unknown, unknown_names

#: The version of the JSON format.
VERSION: Final = 1
_WIDTH: Final = 96
#: The number of characters of context around a mention.
_AROUND: Final = 60

#: The marker of a list item.
_MARK: Final = re.compile(r"^\s*(?:[-*+•‣▪·–—●○◦・]|\d{1,2}[.)])\s+")

Backing = Literal["statements", "left out", "stated", "missing"]
_HEADINGS: Final[dict[Backing, str]] = {
    "statements": "Backed by statements",
    "left out": "Left out of the variant",
    "stated": "Stated only",
    "missing": "Declared without evidence",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """An occurrence of a name in a posting."""

    line: int
    #: The name as written in the posting.
    text: str
    #: The text around it.
    context: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Something declared that a posting asks for."""

    entry: Entry
    mentions: tuple[Mention, ...]
    #: The statements that back it, latest first.
    statements: tuple[Statement, ...]
    #: Whether a variant leaves all of them out, or the skill itself.
    left_out: bool = False

    @property
    def backing(self) -> Backing:
        """How the pages back it."""
        if self.left_out:
            return "left out"
        if self.statements:
            return "statements"
        stated = self.entry.fields.get("stated") or self.entry.kind != "skill"
        return "stated" if stated else "missing"


@dataclass(frozen=True)
class Match:
    """The comparison of a posting with a résumé."""

    posting: str
    facts: Facts
    asked: tuple[Asked, ...]
    unknown: tuple[Unknown, ...]

    def with_backing(self, backing: Backing) -> list[Asked]:
        """Everything with this kind of backing."""
        return [each for each in self.asked if each.backing == backing]

    def json(self) -> str:
        """The match as JSON."""
        data = {
            "version": VERSION,
            "posting": self.posting,
            "today": self.facts.today,
            "asked": [_data(each, self.facts) for each in self.asked],
            "not_recognized": [
                {"text": each.text, "lines": [*each.lines]} for each in self.unknown
            ],
        }
        return json.dumps(data, ensure_ascii=False, indent=2)

    def text(self) -> str:
        """The match as text."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"{self.posting}, as of {self.facts.today}"
        for backing, heading in _HEADINGS.items():
            found = self.with_backing(backing)
            if not found:
                continue
            yield ""
            yield heading
            width = min(28, max(len(each.entry.title) for each in found))
            for each in found:
                yield from _row(each, self.facts, width)
        if not self.asked:
            yield ""
            yield "It names none of your skills, interests, or languages."
        if self.unknown:
            yield ""
            yield "Not recognized: possible names that your pages do not declare"
            names = ", ".join(f"{each.text} ({_numbers(each.lines)})" for each in self.unknown)
            yield from _wrapped(names, "  ")
            yield ""
            yield from _wrapped(
                "If one of them is another name for a skill, add it to the skill’s “aliases”.", ""
            )


def match(posting: Text, facts: Facts, variant: Facts | None = None) -> Match:
    """Find what a posting asks for; with a variant, what that shows of it."""
    entries = facts.of_kinds(*ASKED_FOR)
    names = Names(
        [(name, "\n".join(each.key)) for each in entries for name in each.names], freely=True
    )
    content = posting.without_addresses
    found = names.find(content)
    mentions: dict[str, list[Mention]] = {}
    for each in found:
        mentions.setdefault(each.owner, []).append(_mention(posting, each))
    by_owner = {"\n".join(each.key): each for each in entries}
    asked = [  # in the order of the posting
        _asked(by_owner[owner], tuple(places), variant) for owner, places in mentions.items()
    ]
    asked.sort(key=lambda each: ASKED_FOR.index(each.entry.kind))
    own = Names([(name, "") for name in _own_names(facts)], freely=True)
    known = [(each.start, each.end) for each in (*found, *own.find(content))]
    return Match(posting.name, facts, tuple(asked), tuple(unknown_names(posting, known)))


def _asked(entry: Entry, mentions: tuple[Mention, ...], variant: Facts | None) -> Asked:
    if variant is None:
        return Asked(entry, mentions, entry.evidence)
    shown = variant.entries.get(entry.key)
    if shown is None or (entry.evidence and not shown.evidence):
        return Asked(entry, mentions, entry.evidence, left_out=True)
    return Asked(shown, mentions, shown.evidence)


def _own_names(facts: Facts) -> Iterator[str]:
    """Titles, organizations, and places on the pages, which a posting may also contain."""
    for entry in facts.entries.values():
        if entry.kind not in ASKED_FOR:
            fields = entry.fields
            yield entry.title
            yield str(fields.get("organization", ""))
            yield from str(fields.get("location", "")).split(", ")


def _mention(posting: Text, found: Found) -> Mention:
    start, end = found.start, found.end
    text = posting.text
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    line = text[first : last if last >= 0 else None]
    at = start - first
    left, right = max(0, at - _AROUND // 2), min(len(line), at + _AROUND // 2 + end - start)
    if left:
        left = line.find(" ", left, at) + 1 or left
    if right < len(line):
        right = max(line.rfind(" ", at + end - start, right), at + end - start)
    words = line[left:right] if left else _MARK.sub("", line[:right])
    context = f"{'…' if left else ''}{words.strip()}{'…' if right < len(line) else ''}"
    return Mention(posting.line(start), " ".join(found.text.split()), " ".join(context.split()))


# --- As text --------------------------------------------------------------------------------


def _row(asked: Asked, facts: Facts, width: int) -> Iterator[str]:
    entry = asked.entry
    parts = [entry.title.ljust(width), f"{_use(entry) or ''}", f"{entry.fields.get('level', '')}"]
    yield "  " + "  ".join(filter(None, parts)).rstrip()
    for mention in asked.mentions[:2]:
        yield f"      line {mention.line}: {mention.context}"
    if len(asked.mentions) > 2:
        more = sorted({each.line for each in asked.mentions[2:]})
        yield f"      also {_numbers(more)}"
    if asked.statements:
        first, *others = asked.statements
        yield from _wrapped(f"“{first.text}”", "      ")
        yield f"      {facts.entries[first.source].label}: {first.address}"
        if others:
            yield f"      and {len(others)} more statement{'s' if len(others) > 1 else ''}"


def _use(entry: Entry) -> str:
    """The duration and last use, for the author."""
    months = entry.use.get("months", 0)
    if not months:
        return ""
    most = "up to " if entry.use.get("at_most") else ""
    last = (
        "in use"
        if entry.use.get("current")
        else f"last used {entry.use['last']}"
        if entry.use.get("last")
        else ""
    )
    return ", ".join(filter(None, (most + months_text(months, Locale("en")), last)))


def _numbers(lines: Sequence[int]) -> str:
    return f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))}"


def _wrapped(text: str, margin: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )


# --- As data --------------------------------------------------------------------------------


def _data(asked: Asked, facts: Facts) -> dict[str, Any]:
    entry, use = asked.entry, asked.entry.use
    found = {
        "kind": entry.kind,
        "id": entry.id,
        "name": entry.title,
        "level": entry.fields.get("level", ""),
        "mentions": [
            {"line": each.line, "text": each.text, "context": each.context}
            for each in asked.mentions
        ],
        "backing": asked.backing,
        "months": use.get("months", 0),
        "at_most": use.get("at_most", False),
        "last": PRESENT.value if use.get("current") else use.get("last", ""),
        "statements": [statement_data(each, facts) for each in asked.statements],
    }
    return {name: value for name, value in found.items() if value not in ("", 0, False, [])}


def statement_data(statement: Statement, facts: Facts) -> dict[str, Any]:
    """A statement with its entry."""
    kind, ident = statement.source
    found = {
        "text": statement.text,
        "source": {"kind": kind, "id": ident, "label": facts.entries[statement.source].label},
        "page": statement.page,
        "anchor": statement.anchor,
        "url": statement.url,
    }
    return {name: value for name, value in found.items() if value}
