"""Tables of the mappings of other formats, generated from the declarations of their importers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from babel import Locale
from docutils import nodes

from sphinx_resume.model.career import Career
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.model.options import options
from sphinx_resume.views.base import View, paragraph
from sphinx_resume.views.tables import cell, table

if TYPE_CHECKING:
    from sphinx_resume.importing.formats import Format
    from sphinx_resume.importing.mapping import Origin, Section

#: The row of what is no option.
BODY: Final = "body"


@dataclass(frozen=True, slots=True)
class FormatTable:
    """The fields of one kind of entry, and what they are called in each format."""

    kind: str
    formats: tuple[str, ...]
    #: By field, the names in each format; empty where it has none.
    rows: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatReference(View):
    name: ClassVar[str] = "format-reference"
    description: ClassVar[str] = "Which values of other formats become which options of entries."

    def layout(self, career: Career, locale: Locale) -> tuple[str, ...]:
        """The kinds only: the tables depend on code alone, which takes a while to import."""
        return tuple(ENTRY_TYPES)

    def nodes(self, layout: tuple[str, ...]) -> list[nodes.Node]:
        found: list[nodes.Node] = []
        for number, each in enumerate(filter(None, map(table_of, layout))):
            head = [cell("Field"), *map(cell, each.formats)]
            rows = [
                nodes.row("", _code((name,)), *map(_code, sources)) for name, sources in each.rows
            ]
            anchor = f"{self.place.anchor}-{number}"
            widths = [1] * (len(each.formats) + 1)
            found += table(each.kind, anchor, widths, head, rows, style="language-en", line=100)
        return found


def table_of(kind: str) -> FormatTable | None:
    """The table of a kind; ``None`` if no format has it."""
    from sphinx_resume.importing.formats import FORMATS

    having = [each for each in FORMATS if any(s.kind == kind for s in each.sections)]
    if not having:
        return None
    by_format = [_fields(each, kind) for each in having]
    known = [*(opt.name for opt in options(ENTRY_TYPES[kind])), BODY]
    rows = tuple(
        (name, tuple(tuple(fields.get(name, ())) for fields in by_format))
        for name in known
        if any(name in fields for fields in by_format)
    )
    return FormatTable(kind, tuple(each.name for each in having), rows)


def _fields(each: Format, kind: str) -> dict[str, list[str]]:
    """By field, what it is called in a format."""
    found: dict[str, list[str]] = {}
    for section in each.sections:
        if section.kind == kind:
            for name, source in _sources(section):
                names = found.setdefault(name, [])
                shown = _short(source)
                names += [shown] if shown not in names else []
    return found


def _short(source: str) -> str:
    """A name, without what leads to it but for the last of that."""
    parts = source.removesuffix(".text").split(" + ")
    return " + ".join(".".join(part.split(".")[-2:]) for part in parts)


def _sources(section: Section) -> Iterator[tuple[str, str]]:
    from sphinx_resume.importing.mapping import BothDates

    for name, origin in section.options.items():
        for source in _names(origin):
            yield name, source
        if isinstance(origin, BothDates):
            for source in origin.names:
                yield "end", source
    for name, sources in section.takes.items():
        for source in sources:
            yield name, source
    for part in section.body:
        for source in part.names:
            yield BODY, source


def _names(origin: Origin) -> Iterator[str]:
    from sphinx_resume.importing.mapping import BothDates, Joined

    if isinstance(origin, BothDates):
        yield from origin.names
    else:
        for each in origin:
            yield " + ".join(each.names) if isinstance(each, Joined) else each


def _code(sources: tuple[str, ...]) -> nodes.entry:
    """A cell with a name on each line."""
    return nodes.entry("", *(paragraph(nodes.literal("", source)) for source in sources))
