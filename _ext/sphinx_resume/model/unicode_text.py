"""Characters of one line of text: none that harm a page, none that turn what stands around it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: Controls, and code points that are no characters: neither HTML nor XML may have them. YAML's
#: escapes can make halves of pairs, which no encoding has.
_HARMFUL: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(1 << 16, 17 << 16, 1 << 16)
    )
    + "]"
)
#: What some take for the end of a line and others, such as Markdown, do not.
_BREAKS: Final = re.compile("[\v\f\x85\u2028\u2029]")
#: Marks that set the direction of all that follows, until another one ends that.
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """Text without characters that no page may have, and with one kind of line break."""
    return _BREAKS.sub(" ", _HARMFUL.sub("", text))


def plain(text: str) -> str:
    """One line of text that turns nothing, its white space folded; empty if there is no sign."""
    folded = " ".join(_TURNING.sub("", harmless(text)).split())
    return folded if any(unicodedata.category(char) not in {"Cf", "Zs"} for char in folded) else ""


def isolated(text: str) -> str:
    """The line of text so that, written from right to left, it does not turn what stands around it.

    https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
    """
    line = plain(text)
    if line.isascii() or not any(unicodedata.bidirectional(c) in {"R", "AL", "AN"} for c in line):
        return line
    return f"\N{FIRST STRONG ISOLATE}{line}\N{POP DIRECTIONAL ISOLATE}"
