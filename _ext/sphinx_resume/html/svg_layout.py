"""Text in drawings: its approximate width, and how it is wrapped to fit."""

from __future__ import annotations

import unicodedata
from typing import Final

from sphinx_resume.model.shorten import ellipsis

#: The widths of characters in ems. The font is unknown, so these err on the large side.
_NARROW: Final = 0.4
_MOST: Final = 0.6
_WIDE: Final = 0.8
_WIDEST: Final = 1.0
_KNOWN: Final = dict.fromkeys(" .,:;'’|!()[]/-fijlrtI", _NARROW) | dict.fromkeys(
    "mwMW@%…—", _WIDEST
)


def text_width(text: str, size: float) -> float:
    """The approximate width of a text at a font size."""
    return size * sum(map(_ems, text))


def wrapped(text: str, room: float, size: float, most: int) -> list[str]:
    """Wrap a text into a number of lines, with an ellipsis for the words left out.

    Only words that are longer than a line are split.
    """
    lines: list[str] = []
    words = text.split()
    while words:
        word = words.pop(0)
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= room:
            lines[-1] = longer
            continue
        if len(lines) == most:
            last = lines[-1]
            while text_width(f"{last}…", size) > room and len(last) > 1:
                last = last.rpartition(" ")[0] or last[:-1]
            lines[-1] = ellipsis(last)
            break
        fits = next(
            n for n in range(len(word), 0, -1) if n == 1 or text_width(word[:n], size) <= room
        )
        lines.append(word[:fits])
        if word[fits:]:
            words.insert(0, word[fits:])
    return lines


def _ems(char: str) -> float:
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return _WIDEST
    return _KNOWN.get(char, _WIDE if char.isupper() else _MOST)
