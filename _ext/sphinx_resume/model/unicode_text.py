"""Safe lines of text: no characters that harm a page, none that change the direction around it."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

#: Control characters and noncharacters, which neither HTML nor XML allows. YAML's escapes can also
#: produce lone surrogates, which cannot be encoded.
_HARMFUL: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(1 << 16, 17 << 16, 1 << 16)
    )
    + "]"
)
#: Characters that some programs treat as line breaks and others, such as Markdown parsers, do not.
_BREAKS: Final = re.compile("[\v\f\x85\u2028\u2029]")
#: Marks that set the direction of all following text, until another one ends that.
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """The text without characters that no page may have, and with one kind of line break."""
    return _BREAKS.sub(" ", _HARMFUL.sub("", text))


@functools.lru_cache(maxsize=10_000)  # the same names are compared again and again
def plain(text: str) -> str:
    """One line of text without directional marks, with white space folded; empty if invisible."""
    folded = " ".join(_TURNING.sub("", harmless(text)).split())
    return folded if any(unicodedata.category(char) not in {"Cf", "Zs"} for char in folded) else ""


def isolated(text: str) -> str:
    """A line of text, isolated so that right-to-left text does not affect what is around it.

    https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
    """
    line = plain(text)
    if line.isascii() or not any(unicodedata.bidirectional(c) in {"R", "AL", "AN"} for c in line):
        return line
    return f"\N{FIRST STRONG ISOLATE}{line}\N{POP DIRECTIONAL ISOLATE}"
