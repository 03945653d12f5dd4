"""Reports what each document shows and leaves out of a career, and compares two documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from sphinx_resume.model.career import Career
from sphinx_resume.model.citations import Passage, PassageKey, Rewording
from sphinx_resume.model.entry import Entry, Place


@dataclass(frozen=True, slots=True)
class Part:
    """An entry, or a statement in one."""

    kind: str
    entry: str
    page: str
    line: int
    #: Its text; empty for the entry itself.
    statement: str = ""
    #: The id of the statement, if it has one.
    id: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Its identity, independent of its place."""
        return self.kind, self.entry, self.statement

    @property
    def place(self) -> str:
        """Its place in the sources."""
        return f"{self.page}:{self.line}"


@dataclass(frozen=True, slots=True)
class Reworded:
    """A statement that a document rewords."""

    id: str
    original: str
    #: The place of the original in the sources.
    place: str
    rewording: str
    #: The place of the rewording in the sources.
    here: str


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """The parts of a career that a document shows and leaves out."""

    name: str
    page: str
    shown: tuple[Part, ...]
    left_out: tuple[Part, ...]
    #: The kinds of entries without a list.
    unlisted: tuple[str, ...]
    reworded: tuple[Reworded, ...]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> DocumentReport:
        """Read it from the JSON of the report."""
        return cls(
            data["name"],
            data["page"],
            tuple(Part(**each) for each in data["shown"]),
            tuple(Part(**each) for each in data["left_out"]),
            tuple(data["unlisted"]),
            tuple(Reworded(**each) for each in data["reworded"]),
        )

    def text(self) -> str:
        """The omissions as text."""
        lines = [f"{self.name}, from {self.page}", "", "Left out"]
        lines += _listed(self.left_out)
        if self.unlisted:
            lines += ["", "Kinds without a list", f"  {', '.join(self.unlisted)}"]
        if self.reworded:
            lines += ["", "In other words", *self.in_other_words()]
        return "\n".join(lines)

    def in_other_words(self) -> Iterator[str]:
        """Each rewording, below its original."""
        for each in self.reworded:
            yield f"  {each.id}"
            yield f"    original   “{each.original}”  {each.place}"
            yield f"    rewording  “{each.rewording}”  {each.here}"

    def compared(self, other: DocumentReport) -> str:
        """The differences from another document as text."""
        lines = []
        for one, two in ((self, other), (other, self)):
            known = {part.key for part in two.shown}
            lines += [f"Only in {one.name}", *_listed(p for p in one.shown if p.key not in known)]
            lines.append("")
        found = {each.id: each for each in self.reworded}
        others = {each.id: each for each in other.reworded}
        lines.append("In other words")
        differing = []
        for ident in sorted(found.keys() | others.keys()):
            here, there = found.get(ident), others.get(ident)
            original = (here or there or others[ident]).original
            words = [each.rewording if each else original for each in (here, there)]
            if words[0] != words[1]:
                width = max(len(self.name), len(other.name))
                differing += [
                    f"  {ident}",
                    f"    {self.name.ljust(width)}  “{words[0]}”",
                    f"    {other.name.ljust(width)}  “{words[1]}”",
                ]
        return "\n".join([*lines, *(differing or ["  nothing"])])


def _listed(parts: Iterable[Part]) -> list[str]:
    """Entries, each with its statements below."""
    lines: list[str] = []
    last = ("", "")
    for part in parts:
        if part.statement and last != (part.kind, part.entry):
            lines.append(f"  {part.kind}  {part.entry}")
        last = (part.kind, part.entry)
        if part.statement:
            named = f"{part.id}  " if part.id else ""
            lines.append(f"    {named}“{part.statement}”  {part.place}")
        else:
            lines.append(f"  {part.kind}  {part.entry}  {part.place}")
    return lines or ["  nothing"]


def document_report(
    name: str,
    page: str,
    career: Career,
    entries: AbstractSet[tuple[str, str]],
    hidden: AbstractSet[tuple[str, str]],
    passages: AbstractSet[PassageKey],
    reworded: Mapping[PassageKey, Rewording],
    where: Callable[[Place], str],
) -> DocumentReport:
    """Make the report of a document from the parts of a career that it shows and leaves out."""
    shown: list[Part] = []
    left_out: list[Part] = []
    other_words: list[Reworded] = []

    def part(entry: Entry, passage: Passage | None = None) -> Part:
        place = passage.place if passage else entry.place
        said = career.text(passage.statement) if passage else ""
        ident = passage.id if passage else ""
        return Part(entry.kind, entry.label, where(place), place.line, said, ident)

    for entry in career.entries:
        if entry.key in hidden:
            left_out.append(part(entry))
        if entry.key not in entries:
            continue
        shown.append(part(entry))
        for passage in _said(career, entry):
            key = (entry.key, passage.number)
            (left_out if key in passages else shown).append(part(entry, passage))
            if key in reworded:
                told = reworded[key]
                other_words.append(
                    Reworded(
                        passage.id,
                        career.text(passage.statement),
                        f"{where(passage.place)}:{passage.place.line}",
                        career.text(told.statement),
                        f"{where(told.place)}:{told.place.line}",
                    )
                )
    listed = {kind for kind, _id in {*entries, *hidden}}
    unlisted = (kind for kind in career.kinds if career.entries_of_kind(kind))
    return DocumentReport(
        name,
        page,
        tuple(shown),
        tuple(left_out),
        tuple(kind for kind in unlisted if kind not in listed),
        tuple(other_words),
    )


def _said(career: Career, entry: Entry) -> Iterator[Passage]:
    """The statements of an entry, without tables, images, and the like."""
    return (passage for passage in career.passages(entry) if passage.statement)
