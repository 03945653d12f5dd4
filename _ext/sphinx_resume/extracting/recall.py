"""Finds the phrases of a document in an extracted text, in order, and explains missing ones."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: The number of characters around a missing phrase that are searched for its remains.
_NEAR: Final = 400
#: The number of following phrases that confirm the position of a phrase.
_AHEAD: Final = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """A heading, paragraph, or list item of a document, with its source."""

    text: str
    #: The data that it contains: ``name``, ``dates`` …; empty for other text.
    field: str = ""
    #: The source file and line, if known.
    source: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Miss:
    """A phrase that is missing or damaged in a text."""

    phrase: Phrase
    #: The page where it was expected, from 1.
    page: int
    #: The kind of damage: ``lost``, ``glued``, ``split``, ``moved``, or ``scattered``.
    kind: str
    #: The affected words, as in the text if it has them.
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recall:
    """The result of looking for the phrases of a document in a text."""

    phrases: tuple[Phrase, ...]
    misses: tuple[Miss, ...]

    @property
    def found(self) -> int:
        return len(self.phrases) - len(self.misses)

    @property
    def percent(self) -> float:
        """The percentage of phrases found, rounded down to a tenth."""
        return 1000 * self.found // max(1, len(self.phrases)) / 10


def fold(text: str) -> str:
    """A text on one line, without invisible characters, in composed form (NFC)."""
    shown = (
        " " if char.isspace() or unicodedata.category(char) == "Cc" else char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or unicodedata.category(char) not in {"Cf", "Cs", "Co"}
    )
    return " ".join("".join(shown).split())


def recall(phrases: Sequence[Phrase], pages: Sequence[str]) -> Recall:
    """Look for phrases in the text of pages, in order."""
    folded = [fold(page) for page in pages]
    text = " ".join(folded)
    starts = [0]
    for each in folded:
        starts.append(starts[-1] + len(each) + 1)
    known = [phrase for phrase in phrases if fold(phrase.text)]
    wanted = [fold(phrase.text) for phrase in known]
    misses = []
    at = 0
    for number, phrase in enumerate(known):
        words = wanted[number]
        place = text.find(words, at)
        if place > at + 1 and _others_are_nearer(text, at, place, wanted[number + 1 :]):
            place = -1
        if place >= 0:
            at = place + len(words)
        else:
            page = min(bisect_right(starts, at), len(pages)) if text else 1
            kind, which = _what_became(words, text, at)
            misses.append(Miss(phrase, page, kind, which))
    return Recall(tuple(known), tuple(misses))


def _others_are_nearer(text: str, at: int, place: int, following: Sequence[str]) -> bool:
    """Whether most of the following phrases come before a position, so that it is a wrong match."""
    nearer = 0
    for words in following[:_AHEAD]:
        found = text.find(words, at, place)
        if found >= 0:
            nearer += 1
            at = found + len(words)
    return nearer > _AHEAD // 2


def _what_became(words: str, text: str, at: int) -> tuple[str, tuple[str, ...]]:
    """The kind of damage to some words after a position in a text, and the affected words."""
    if words in text:
        return "moved", ()
    window = text[at : at + 3 * len(words) + _NEAR]
    squeezed = re.compile(r"[\s\u2010-]*".join(map(re.escape, re.sub(r"\s", "", words))))
    if found := squeezed.search(window):
        before, after = words.split(), found[0].split()
        differ = [word for word in after if word not in before]
        if len(after) < len(before):
            return "glued", tuple(differ)
        return "split", tuple(differ)
    there = Counter(window.split())
    lost = tuple(word for word, count in Counter(words.split()).items() if there[word] < count)
    return ("lost", lost) if lost else ("scattered", ())
