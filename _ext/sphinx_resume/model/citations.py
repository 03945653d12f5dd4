"""Citations: which entry refers to which, and in what statement.

A statement is the author's own unit, a bullet or a paragraph, and is quoted whole.

There are thousands of these records in the environment of a long career. Frozen ones with slots are
pickled field by field, in Python, so they have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from sphinx_resume.model.entry import Entry, Place


@dataclass(frozen=True)
class Reference:
    """A cross-reference to an entry, as its author wrote it."""

    kind: str
    target: str
    #: The text on the page: the author's own words, or the target as typed.
    text: str = ""
    #: Whether to show the text, whatever the entry is called.
    explicit: bool = False
    #: Whether to show the short label.
    short: bool = False

    def shown(self, entry: Entry | None) -> str:
        """The text that readers see if the reference leads to `entry`, or to none."""
        if self.explicit or entry is None:
            return self.text or self.target
        return entry.called(self.target, short=self.short) or self.text or self.target


@dataclass(frozen=True, slots=True)
class OtherReference:
    """A cross-reference to anything but an entry; its text is known once all pages are read."""

    docname: str
    #: The attributes of the reference, by name.
    attributes: tuple[tuple[str, str | int | bool | None], ...]
    #: The text until then, and if it leads nowhere.
    text: str


#: A statement before its references are resolved.
Statement = tuple[str | Reference | OtherReference, ...]


@dataclass(frozen=True)
class Citation:
    """A cross-reference within the body of an entry."""

    #: The kind and id of the citing entry.
    source: tuple[str, str]
    reference: Reference
    #: The place of the citing statement.
    place: Place
    statement: Statement
    #: The number of the passage that it is in; -1 for none.
    passage: int = -1


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A part of an entry's body that a list may choose: an item of a list, or another block."""

    #: The kind and id of the entry.
    source: tuple[str, str]
    #: Its place among the passages of the body, from 0, and that of the item it is nested in, or
    #: -1.
    number: int
    parent: int = -1
    place: Place
    #: The id and the tags that its author gave it.
    id: str = ""
    tags: tuple[str, ...] = ()
    #: What it cites, without the items nested in it.
    cites: tuple[Reference, ...] = ()
    #: Its first block of text.
    statement: Statement = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """A rewording of a statement, in the body of a list that shows the statement."""

    name: ClassVar[str] = "reworded"
    description: ClassVar[str] = (
        "A statement in other words, its body, for the list around it. The argument is the id of "
        "the statement."
    )

    #: The id of the statement.
    argument: str
    place: Place
    #: Its number among the parts of the list.
    part: int = 0
    #: What it cites and says, once its page is read, and a digest of that as it is shown.
    cites: tuple[Reference, ...] = ()
    statement: Statement = ()
    digest: str = ""


#: A passage, by entry and number.
PassageKey = tuple[tuple[str, str], int]


#: How many characters of a statement are quoted on either side of a reference. Few statements are
#: that long, but without a limit a list of a thousand skills would be quoted a thousand times.
_REACH: Final = 800


#: The parts of a text, in order.
Parts = Sequence[str | Reference | OtherReference]


def quotes(parts: Parts) -> dict[int, Statement]:
    """The statement around each reference to an entry, by index, with white space folded.

    This is the whole text, or if that is too long, the part near the reference.
    """
    cited = [index for index, part in enumerate(parts) if isinstance(part, Reference)]
    if sum(map(_length, parts)) <= _REACH:
        return dict.fromkeys(cited, tidy(parts))
    return {index: _around(parts, index) for index in cited}


def _length(part: str | Reference | OtherReference) -> int:
    return len(part if isinstance(part, str) else part.text)


def _around(parts: Parts, index: int) -> Statement:
    """The parts near a reference; those before it are taken in reverse, letter by letter."""
    backwards = (_reversed(parts[place]) for place in range(index - 1, -1, -1))
    before = [_reversed(part) for part in reversed(_near(backwards, " ,;:."))]
    after = _near((parts[place] for place in range(index + 1, len(parts))), " ,;:")
    return tidy([*before, parts[index], *after])


def _reversed(part: str | Reference | OtherReference) -> str | Reference | OtherReference:
    return part[::-1] if isinstance(part, str) else part


def _near(
    parts: Iterable[str | Reference | OtherReference], marks: str
) -> list[str | Reference | OtherReference]:
    """The parts within reach and whole words of the next one; no *marks* before the ellipsis."""
    found: list[str | Reference | OtherReference] = []
    room = _REACH
    for part in parts:
        if _length(part) > room:
            text = part[:room].rpartition(" ")[0] if isinstance(part, str) else ""
            if not text and found and isinstance(found[-1], str):
                found[-1] = found[-1].rstrip(marks)
            return [*found, f"{text} …"]
        found.append(part)
        room -= _length(part)
    return found


def tidy(parts: Iterable[str | Reference | OtherReference]) -> Statement:
    """The parts of a text as a statement, with white space stripped and folded."""
    joined: list[str | Reference | OtherReference] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    folded = [re.sub(r"\s+", " ", part) if isinstance(part, str) else part for part in joined]
    if folded and isinstance(folded[0], str):
        folded[0] = folded[0].lstrip()
    if folded and isinstance(folded[-1], str):
        folded[-1] = folded[-1].rstrip()
    return tuple(part for part in folded if part)
