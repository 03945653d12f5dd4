"""Lanes for what must not cover each other, and how much room names take."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

#: How wide characters are in ems: rather too much than too little, for the font is not known.
_NARROW: Final = 0.4
_MOST: Final = 0.6
_WIDE: Final = 0.8
_WIDEST: Final = 1.0
_KNOWN: Final = dict.fromkeys(" .,:;'’|!()[]/-fijlrtI", _NARROW) | dict.fromkeys(
    "mwMW@%…—", _WIDEST
)


def lanes(extents: Sequence[tuple[float, float]], space: float) -> list[int]:
    """The lane of each extent: the first that has `space` left between it and the one before."""
    ends: list[float] = []
    found = [0] * len(extents)
    for index in sorted(range(len(extents)), key=lambda index: (extents[index], index)):
        start, end = extents[index]
        lane = next((n for n, last in enumerate(ends) if last + space <= start), len(ends))
        ends[lane : lane + 1] = [end]
        found[index] = lane
    return found


def text_width(text: str, size: float) -> float:
    """About how wide a text is in a font of some `size`."""
    return size * sum(map(_ems, text))


def cut(text: str, most: int) -> str:
    """A text of at most so many characters, with an ellipsis where words are left out.

    Words stay whole, for those that are seen must be in the full name of a link.
    """
    if len(text) <= most:
        return text
    words, _, _ = text[:most].rpartition(" ")
    return f"{(words or text[: most - 1]).rstrip(' ,;:(–')}…"


def _ems(char: str) -> float:
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return _WIDEST
    return _KNOWN.get(char, _WIDE if char.isupper() else _MOST)
