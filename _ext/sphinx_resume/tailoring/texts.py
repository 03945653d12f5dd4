"""Reads the visible text of files such as postings, with line numbers."""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from sphinx_resume.importing.reading import decoded, read_bytes
from sphinx_resume.importing.source import SourceError
from sphinx_resume.model.person import phone_link

#: The maximum length of a text; postings have a few pages.
MOST: Final = 400_000

_FORMATS: Final = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP file, such as a word processor document",
    b"\xd0\xcf\x11\xe0": "a word processor document",
    b"{\\rtf": "an RTF document",
}
_ADDRESS: Final = re.compile(
    r"""(?:\bhttps?://|\bwww\.)[^\s<>"'）】」]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+""", re.IGNORECASE
)
#: What may be a phone number: with a country code, a label, or an area code in parentheses.
_PHONE: Final = re.compile(
    r"(?P<abroad>(?<![\w+])\+\d[\d\s()./-]{5,}\d(?!\w))"
    r"|\b(?:tel|phone|telephone|telefon|fon|mobile?|handy|cell|fax)\b[.: ]{1,3}(?!(?:19|20)\d\d\b)"
    r"[+(\d][\d\s()./-]{4,}\d(?!\w)"
    r"|\(0\d{1,5}\)[\s\d/-]{4,}\d(?!\w)",
    re.IGNORECASE,
)
#: Fractions, which NFKC would join with the digits before them.
_FRACTIONS: Final = {"½": ".5", "¼": ".25", "¾": ".75"}
#: Invisible characters.
_INVISIBLE: Final = re.compile("[\xad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True)
class Text:
    """The text of a file, with a name for messages."""

    name: str
    #: Its lines, normalized (NFKC).
    text: str

    @cached_property
    def without_addresses(self) -> str:
        """The text with spaces instead of URLs, e-mail addresses, and phone numbers."""
        text = _ADDRESS.sub(lambda found: " " * len(found[0]), self.text)
        return _PHONE.sub(_without_phone, text)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def line(self, at: int) -> int:
        """The line number of a position in the text, from 1."""
        return bisect_right(self._starts, at)

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")


def _without_phone(found: re.Match[str]) -> str:
    is_other = found["abroad"] and not phone_link(found[0].replace("(0)", ""))  # “+20 %”
    return found[0] if is_other else re.sub(r"\S", " ", found[0])


def read(path: Path) -> Text:
    """Read a file, or standard input for ``-``; raises `SourceError` if it has no text."""
    if f"{path}" == "-":
        return of(sys.stdin.buffer.read(), "standard input")
    return of(read_bytes(path), path.name)


def of(content: bytes, name: str) -> Text:
    """Decode bytes; raises `SourceError` if they are not text."""
    for start, kind in _FORMATS.items():
        if content.startswith(start):
            raise SourceError(f"{name} is {kind}; save it as a text file")
    text = decoded(content, name)
    if "\0" in text:
        raise SourceError(f"{name} is not a text file")
    if _is_html(text):
        text = _seen(text)
    text = re.sub("(?<=\\d)[½¼¾]", lambda found: _FRACTIONS[found[0]], text)
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("\f", "\n")
    if not text.strip():
        raise SourceError(f"{name} is empty")
    if len(text) > MOST:
        raise SourceError(f"{name} has {len(text):,} characters; shorten it to at most {MOST:,}")
    return Text(name, text)


# --- HTML -------------------------------------------------------------------------------------

_HTML: Final = re.compile(
    r"<!doctype html|<html[\s>]|</(?:p|li|ul|div|h[1-6]|body)>|<br\s*/?>", re.IGNORECASE
)
_INLINE: Final = re.compile(
    "a|abbr|b|bd[io]|cite|code|data|em|font|i|kbd|mark|q|s|small|span|strong|su[bp]|time|tt|u|var|wbr"
)
#: Elements whose text is not displayed.
_UNREAD: Final = frozenset({"script", "style", "template", "noscript", "svg", "select", "title"})


def _is_html(text: str) -> bool:
    return bool(_HTML.search(text))


def _seen(text: str) -> str:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


class _Reader(HTMLParser):
    """Extracts the text of elements, each block on its own line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self._unread.append(tag)
        elif tag == "li":
            self.parts.append("\n- ")
        elif not _INLINE.fullmatch(tag):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unread:
            del self._unread[self._unread.index(tag) :]
        elif not _INLINE.fullmatch(tag):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.parts.append(re.sub(r"\s+", " ", data))
