"""Which phrases of a document an extracted text has, in order, and what became of the others."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: How many characters beyond a phrase are searched for what became of it.
_NEAR: Final = 400
#: How many of the next phrases tell whether one that is found is the right one.
_AHEAD: Final = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """A heading, paragraph, or item of a document, and where it comes from."""

    text: str
    #: What it says of an entry or of the person: ``name``, ``dates`` …; empty for other text.
    field: str = ""
    #: The file in the sources, and the line there, as far as they are known.
    source: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Miss:
    """A phrase that is not in a text as it should be."""

    phrase: Phrase
    #: The page where it was looked for, from 1.
    page: int
    #: What became of it: ``lost``, ``glued``, ``split``, ``moved``, or ``scattered``.
    kind: str
    #: The words concerned, as the text has them if it does.
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recall:
    """What a text has of the phrases of a document."""

    phrases: tuple[Phrase, ...]
    misses: tuple[Miss, ...]

    @property
    def found(self) -> int:
        return len(self.phrases) - len(self.misses)

    @property
    def percent(self) -> float:
        """How many of a hundred phrases are found, rounded down to a tenth."""
        return 1000 * self.found // max(1, len(self.phrases)) / 10


def fold(text: str) -> str:
    """A text on one line, without the characters that nobody sees, in composed letters."""
    shown = (
        " " if char.isspace() or unicodedata.category(char) == "Cc" else char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or unicodedata.category(char) not in {"Cf", "Cs", "Co"}
    )
    return " ".join("".join(shown).split())


def recall(phrases: Sequence[Phrase], pages: Sequence[str]) -> Recall:
    """Look for phrases in the text of pages, in their order."""
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
    """Whether most of the next phrases come before a place, so that it is that of another one."""
    nearer = 0
    for words in following[:_AHEAD]:
        found = text.find(words, at, place)
        if found >= 0:
            nearer += 1
            at = found + len(words)
    return nearer > _AHEAD // 2


def _what_became(words: str, text: str, at: int) -> tuple[str, tuple[str, ...]]:
    """What a text has instead of some words after a place in it."""
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
