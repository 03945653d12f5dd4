"""Writes a first draft of a variant for a posting: ``sphinx-resume match FILE --write NAME``.

It only chooses existing content, and adds no text except headings.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sphinx_resume.building import private_pages
from sphinx_resume.config import SHORT, file_names
from sphinx_resume.importing.source import SourceError
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.model.options import N_
from sphinx_resume.model.slugs import slug
from sphinx_resume.tailoring.facts import Entry, Key
from sphinx_resume.tailoring.match import Match

#: The folder for variants, within that of the pages.
FOLDER: Final = "variants"
#: Headings that differ from the plural of the kind.
_HEADINGS: Final = {"position": N_("Experience")}
_TITLE: Final = N_("Résumé")
#: Kinds whose entries are shown with their statements; others have one line each.
_FULL: Final = frozenset({"position", "project"})
#: The approximate number of lines on a page, and of characters in a line.
_PAGE_LINES: Final = 56
_LINE_LETTERS: Final = 100
_HEAD_LINES: Final = 8

Words = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The entries that a variant shows in full, by kind, and the maximum of statements for each."""

    full: dict[str, list[Entry]]
    statements: int


def write(found: Match, docs: Path, name: str, pages: int, words: Words) -> Path:
    """Write the page of a variant, and return its path; ``private/NAME`` makes it private.

    Raises `SourceError` if the name is not a valid page name, if the files of such a document would
    replace others, or if the page exists already.
    """
    folder = private_pages.FOLDER if name.startswith(f"{private_pages.FOLDER}/") else FOLDER
    stem = name.removeprefix(f"{private_pages.FOLDER}/")
    if not stem or stem != slug(stem):
        hint = f"; “{slug(stem)}” is one" if slug(stem) else ""
        raise SourceError(
            f"“{stem}” is not a name for a page; use lower-case letters, digits, and hyphens{hint}"
        )
    try:
        file_names([SHORT, f"{folder}/{stem}"])
    except ValueError as error:
        raise SourceError(str(error)) from None
    text = page(found, pages, words)
    target = docs / folder / f"{stem}.md"
    target.parent.mkdir(exist_ok=True)
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise SourceError(f"{target} exists already, and nothing is overwritten") from None
    return target


def page(found: Match, pages: int, words: Words) -> str:
    """The text of a variant with what a posting asks for, on approximately this many pages.

    Raises `SourceError` if no statement backs anything in the posting.
    """
    if not any(each.statements for each in found.asked):
        raise SourceError(f"No statement backs anything that {found.posting} asks for.")
    plan = _plan(found, pages)
    lines = [
        *("---", "orphan: true", f"pages: {pages}", "---", ""),
        f"# {words(_TITLE)}",
        "",
        "% Lines like this one are not printed; delete them when you are done. The lists below",
        "% choose by the names of skills: add ids of statements, or leave some out, as you like.",
        "",
        *_directive("profile"),
    ]
    for kind in found.facts.data["entries"]:
        lines += _section(found, kind, plan, words)
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(found: Match, kind: str, plan: _Plan, words: Words) -> Iterator[str]:
    entries = found.facts.of_kinds(kind)
    cited = (a.entry.id for a in found.asked if any(s.source[0] == kind for s in a.statements))
    ids = ", ".join(cited)
    asked = [each.entry.id for each in found.asked if each.entry.kind == kind]
    directives: list[str] = []
    if kind in {"skill", "interest"}:
        style = "lines" if kind == "skill" else "terms"
        if asked:
            directives = _directive(f"entry-list {kind}", style=style, only=", ".join(asked))
    elif kind == "education":
        directives = _directive("entry-list education", style="lines")
    elif kind in _FULL:
        full = plan.full.get(kind, [])
        if full:
            directives = _directive(
                f"entry-list {kind}",
                style="full",
                only=ids,
                statements=_unless_all(plan, full, found),
                limit=_unless(len(full), len(_matching(found, kind))),
            )
        if kind == "position" and any(entry not in full for entry in entries):
            without = ", ".join(entry.id for entry in full)
            # As lines, they would seem to be items of the position above.
            directives += _directive(
                "entry-list position", style="full", without=without, statements="0"
            )
    elif _matching(found, kind):
        directives = _directive(f"entry-list {kind}", style="lines", only=ids)
    if directives:
        cls = ENTRY_TYPES.get(kind)
        heading = words(_HEADINGS.get(kind, cls.plural if cls else kind))
        yield f"## {heading[:1].upper()}{heading[1:]}"
        yield ""
        yield from directives


def _directive(name: str, **options: str) -> list[str]:
    given = [f":{option}: {value}" for option, value in options.items() if value]
    return [f"```{{{name.partition(' ')[0]}}} {name.partition(' ')[2]}".rstrip(), *given, "```", ""]


def _unless(number: int, whole: int) -> str:
    return "" if number >= whole else str(number)


def _unless_all(plan: _Plan, full: Sequence[Entry], found: Match) -> str:
    most = max(len(_statements(found, entry)) for entry in full)
    return _unless(plan.statements, most)


# --- Length ---------------------------------------------------------------------------------


def _plan(found: Match, pages: int) -> _Plan:
    """The plan with the most content that fits: latest entries first, and first statements.

    At least one statement that backs each skill is kept, even if that is too long.
    """
    full = {kind: _matching(found, kind) for kind in found.facts.data["entries"] if kind in _FULL}
    most = max((len(_statements(found, e)) for every in full.values() for e in every), default=1)
    backed = _backed(found, _Plan(full, most))
    plans = (_Plan(full, number) for number in range(most, 0, -1))
    plan = _Plan(full, most)
    for each in (*plans, *_shorter(plan, found, backed)):
        if _backed(found, each) == backed:
            plan = each
            if _length(found, plan) <= pages * _PAGE_LINES:
                break
    return plan


def _shorter(plan: _Plan, found: Match, backed: frozenset[Key]) -> Iterator[_Plan]:
    """Plans with fewer and fewer entries, without the oldest, and as few statements as possible."""
    most = plan.statements
    few = (n for n in range(1, most + 1) if _backed(found, _Plan(plan.full, n)) == backed)
    statements, full = next(few, most), plan.full
    while any(len(entries) > 1 for entries in full.values()):
        longest = max(full, key=lambda kind: len(full[kind]))
        full = {**full, longest: full[longest][:-1]}
        yield _Plan(full, statements)


def _backed(found: Match, plan: _Plan) -> frozenset[Key]:
    """The skills and interests that the entries in full still back."""
    kept = {
        (entry.key, text)
        for entries in plan.full.values()
        for entry in entries
        for text in _statements(found, entry)[: plan.statements]
    }
    return frozenset(
        asked.entry.key
        for asked in found.asked
        if any((each.source, each.text) in kept for each in asked.statements)
    )


def _matching(found: Match, kind: str) -> list[Entry]:
    """The entries of a kind with statements that back the posting."""
    sources = {each.source for asked in found.asked for each in asked.statements}
    return [entry for entry in found.facts.of_kinds(kind) if entry.key in sources]


def _statements(found: Match, entry: Entry) -> list[str]:
    """The statements of an entry that back the posting, in order."""
    backing = {
        each.text for asked in found.asked for each in asked.statements if each.source == entry.key
    }
    said = [each.text for each in found.facts.statements(entry)]
    return [text for text in said if text in backing]


def _length(found: Match, plan: _Plan) -> int:
    """The approximate number of lines of a plan."""
    lines = _HEAD_LINES
    for kind in found.facts.data["entries"]:
        entries = found.facts.of_kinds(kind)
        full = plan.full.get(kind, [])
        for entry in full:
            texts = _statements(found, entry)[: plan.statements]
            lines += 3 + sum(math.ceil(len(text) / _LINE_LETTERS) for text in texts)
        if kind == "position":
            lines += 2 + 2 * (len(entries) - len(full))
        elif kind == "education":
            lines += 2 + len(entries)
        elif kind in {"skill", "interest"}:
            lines += 2 + sum(asked.entry.kind == kind for asked in found.asked)
        elif full or _matching(found, kind):
            lines += 2 + len(_matching(found, kind)) - len(full)
    return lines
