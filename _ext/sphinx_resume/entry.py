"""An entry: what all kinds have in common, and where one stands."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from sphinx_resume.dates import Span
from sphinx_resume.options import ids, option, text


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

    def of(self, option: str) -> Place:
        """The place of one of its options."""
        return dataclasses.replace(self, line=dict(self.lines).get(option, self.line))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry has."""

    #: The name of the directive and of the role.
    kind: ClassVar[str]
    #: The plural, for headings and file names.
    plural: ClassVar[str]
    #: What the type is for, for the reference page.
    about: ClassVar[str]
    #: Whether an entry without a body says nothing.
    needs_body: ClassVar[bool] = True
    #: Whether it is something that happened, so that what it cites is evidence.
    is_evidence: ClassVar[bool] = False
    id: str
    place: Place
    #: The source of the directive's body.
    body: str = ""
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
    def names(self) -> tuple[str, ...]:
        """What a reference may call the entry besides its id."""
        return (self.title,)

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
    def withholds(self) -> bool:
        """Whether its source says what no page may show."""
        return False
