"""An entry: what all kinds have in common, and where one stands."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from sphinx_resume.model.dates import Span
from sphinx_resume.model.options import ids, option, options, text
from sphinx_resume.model.slugs import fold


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the sources and on its page."""

    docname: str
    #: The first line, from 1.
    line: int
    anchor: str = ""
    #: The lines of its options, by option name.
    lines: tuple[tuple[str, int], ...] = ()
    #: The file of these lines, where it is not that of the document but one that it includes.
    source: str = ""

    def at_option(self, option: str) -> Place:
        """The place of one of its options."""
        return dataclasses.replace(self, line=dict(self.lines).get(option, self.line))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The fields and properties that every entry has."""

    #: The name of the directive and of the role.
    kind: ClassVar[str]
    #: The plural, for headings and file names.
    plural: ClassVar[str]
    #: What the type is for, for the reference page.
    description: ClassVar[str]
    #: What it is at https://schema.org, for search engines; empty if nothing.
    schema_type: ClassVar[str] = ""
    #: Whether an entry without a body says nothing.
    needs_body: ClassVar[bool] = True
    #: Whether it is something that happened, so that what it cites is evidence.
    is_evidence: ClassVar[bool] = False
    id: str
    place: Place
    #: A digest of the body as it was read, so that whoever shows it knows a change; empty without.
    body: str = ""
    #: What options said before they were translated, by field.
    originals: tuple[tuple[str, str], ...] = ()
    title: str = option(text, "The name it goes by.", "Senior Platform Engineer", required=True)

    formerly: tuple[str, ...] = option(
        ids,
        "Ids that it had before; links to them still lead here.",
        "old-id",
        default=(),
    )

    @property
    def key(self) -> tuple[str, str]:
        """Kind and id, which no other entry has."""
        return self.kind, self.id

    @property
    def label(self) -> str:
        """The text of a link to the entry."""
        return self.title

    @property
    def short_label(self) -> str:
        """The text of a link to the entry, without what its surroundings tell (``~``)."""
        return self.title

    @property
    def context(self) -> str:
        """What tells those who hear a short name by itself what it is; empty where nothing does."""
        return ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which a reference may call the entry, besides its id."""
        return (self.title,)

    def called(self, typed: str, *, short: bool = False) -> str:
        """The text of a reference to an id or a name; empty where it stays as typed.

        A name stays as it is typed, in the author's own sentence. An id becomes the label, unless
        it says the same in lower case.
        """
        label = self.short_label if short else self.label
        is_name = fold(typed) in map(fold, (*self.names, *self.original_names))
        if typed in self.names or (is_name and typed != self.id):
            return ""
        return label if short or fold(typed) != fold(label) else ""

    @property
    def original_names(self) -> tuple[str, ...]:
        """Its names in the language of the sources, where it is translated."""
        if not self.originals:
            return ()
        fields: dict[str, Any] = dict(self.originals)
        return dataclasses.replace(self, originals=(), **fields).names

    def original(self, field: str) -> str:
        """The value of an option in the language of the sources."""
        return dict(self.originals).get(field, str(getattr(self, field, "")))

    @property
    def span(self) -> Span | None:
        """The time the entry covers, if it is known."""
        return None

    @property
    def times(self) -> tuple[Span, ...]:
        """All times that it happened, the latest first."""
        return (self.span,) if self.span else ()

    @property
    def parts(self) -> tuple[Entry, ...]:
        """The entry by the times that it happened, each as if it had been the only one.

        The latest first; dates, places and events stay with each other.
        """
        return (self,)

    @classmethod
    def needs(cls, values: Mapping[str, Any]) -> frozenset[str]:
        """The options that it must have because of the values of others."""
        return frozenset()

    @property
    def proves_use(self) -> bool:
        """Whether what it cites was in use during all of its span."""
        return False

    @property
    def is_internal(self) -> bool:
        """Whether only its title is for everybody."""
        return False

    @property
    def is_private(self) -> bool:
        """Whether all of it is for nobody but whom the owner gives it to."""
        return False

    @property
    def withholds(self) -> bool:
        """Whether its source says what no page may show."""
        return False


def texts(record: Any) -> Iterator[tuple[str, str]]:
    """The options of an entry that are text, which can be translated: fields and values."""
    for each in options(type(record)):
        if each.read is text and (value := getattr(record, each.field)):
            yield each.field, value


def translated(record: Any, words: Mapping[str, str]) -> Any:
    """An entry, or a part of one, with those of its texts replaced that have a translation."""
    found = {field: words[value] for field, value in texts(record) if value in words}
    return dataclasses.replace(record, **found)
