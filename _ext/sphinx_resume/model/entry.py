"""The base class of all kinds of entries, and places in the sources."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from sphinx_resume.model.dates import Span
from sphinx_resume.model.options import authors, ids, names, option, options, people, text
from sphinx_resume.model.slugs import fold


@dataclass(frozen=True)  # without slots, like citations
class Place:
    """A place in the sources and on a page."""

    docname: str
    #: The number of the first line, from 1.
    line: int
    anchor: str = ""
    #: The line of each option, by name.
    lines: tuple[tuple[str, int], ...] = ()
    #: The file of these lines if it is one that the document includes; empty for its own.
    source: str = ""

    def at_option(self, option: str) -> Place:
        """The place of an option."""
        return dataclasses.replace(self, line=dict(self.lines).get(option, self.line))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The fields and properties that every entry has."""

    #: The name of the directive and of the role.
    kind: ClassVar[str]
    #: The plural, for headings and file names.
    plural: ClassVar[str]
    #: What the kind is for, for the reference page.
    description: ClassVar[str]
    #: The type at https://schema.org, for search engines; empty for none.
    schema_type: ClassVar[str] = ""
    #: Whether an entry without a body says nothing.
    needs_body: ClassVar[bool] = True
    #: Whether it is something that happened, which makes its citations evidence.
    is_evidence: ClassVar[bool] = False
    #: Whether timelines show it unasked, if it has a time.
    on_timeline: ClassVar[bool] = False
    id: str
    place: Place
    #: A digest of the body as read, so that pages that show it notice changes; empty without one.
    body: str = ""
    #: The untranslated values of translated options, by field.
    originals: tuple[tuple[str, Any], ...] = ()
    title: str = option(text, "Its name.", "Senior Platform Engineer", required=True)

    formerly: tuple[str, ...] = option(
        ids,
        "Former ids; links to them still work.",
        "old-id",
        default=(),
    )

    @property
    def key(self) -> tuple[str, str]:
        """Kind and id, which are unique together."""
        return self.kind, self.id

    @property
    def label(self) -> str:
        """The text of a link to the entry."""
        return self.title

    @property
    def short_label(self) -> str:
        """The text of a link to the entry without what is clear from the context (``~``)."""
        return self.title

    @property
    def during(self) -> str:
        """The id or name of what it happened during, if its kind has an option for that."""
        return ""

    @property
    def context(self) -> str:
        """An explanation of a short name, for screen readers; empty if there is none."""
        return ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which a reference may call the entry, besides its id."""
        return (self.title,)

    def called(self, typed: str, *, short: bool = False) -> str:
        """The text of a reference to an id or a name; empty to keep it as typed.

        A name stays as typed, since it is part of the author's sentence. An id becomes the label,
        unless they differ only in case.
        """
        label = self.short_label if short else self.label
        is_name = fold(typed) in map(fold, (*self.names, *self.original_names))
        if typed in self.names or (is_name and typed != self.id):
            return ""
        return label if short or fold(typed) != fold(label) else ""

    @property
    def original_names(self) -> tuple[str, ...]:
        """Its names in the language of the sources, if it is translated."""
        if not self.originals:
            return ()
        fields: dict[str, Any] = dict(self.originals)
        return dataclasses.replace(self, originals=(), **fields).names

    def original(self, field: str, default: Any = "") -> Any:
        """The value of an option in the language of the sources; the default without such one."""
        return dict(self.originals).get(field, getattr(self, field, default))

    @property
    def span(self) -> Span | None:
        """The time the entry covers, if known."""
        return None

    @property
    def times(self) -> tuple[Span, ...]:
        """All the times it happened, the latest first."""
        return (self.span,) if self.span else ()

    @property
    def parts(self) -> tuple[Entry, ...]:
        """The entry split into one for each time it happened, the latest first.

        Each part keeps its date, place, and event together.
        """
        return (self,)

    @property
    def dated_parts(self) -> tuple[Entry, ...]:
        """The entry by the times that are known of it; the entry itself if none is."""
        return tuple(part for part in self.parts if part.span) or (self,)

    @classmethod
    def needs(cls, values: Mapping[str, Any]) -> frozenset[str]:
        """The options that are required because of the values of others."""
        return frozenset()

    @property
    def proves_use(self) -> bool:
        """Whether what it cites was in use throughout its span."""
        return False

    @property
    def lasts(self) -> bool:
        """Whether it took all of its span, and did not just happen then."""
        return self.proves_use

    @property
    def is_internal(self) -> bool:
        """Whether only its title is public."""
        return False

    @property
    def is_private(self) -> bool:
        """Whether all of it is private, for the owner to hand out in person."""
        return False

    @property
    def withholds(self) -> bool:
        """Whether its source contains something that no page may show."""
        return False


def texts(record: Any) -> Iterator[str]:
    """The texts of an entry to translate: options with text, and items of lists."""
    for _field, value in _translatable(record):
        yield from (value,) if isinstance(value, str) else value


def translated(record: Any, words: Mapping[str, str]) -> Any:
    """An entry, or a part of one, with its texts translated as far as `words` has them."""
    changed: dict[str, Any] = {}
    for field, value in _translatable(record):
        if isinstance(value, str):
            said: object = words.get(value, value)
        else:
            said = tuple(words.get(item, item) for item in value)
        if said != value:
            changed[field] = said
    if isinstance(record, Entry) and changed:
        changed["originals"] = tuple((field, getattr(record, field)) for field in changed)
    return dataclasses.replace(record, **changed)


def _translatable(record: Any) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for each in options(type(record)):
        if each.read in {text, names, people, authors} and (value := getattr(record, each.field)):
            yield each.field, value
