"""Escaping of text and links for TeX and PDF."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import quote, urlsplit

_ESCAPES: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "\N{NO-BREAK SPACE}": "~",
    "\N{TRIANGULAR BULLET}": "›",  # used by menuselection; few fonts have it
}
#: URL schemes that links in a PDF may have.
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel", "ftp"})
_WHITE: Final = "\n\t\r\f\v\x85\u2028\u2029"


#: A joiner between letters of scripts that it matters to, such as Persian or Hindi.
_JOINER: Final = re.compile("(?<=[\u0600-\u0dff])[\u200c\u200d](?=[\u0600-\u0dff])")


def clean(text: str) -> str:
    """Remove invisible characters: controls, directional marks, joiners in other scripts."""
    text = unicodedata.normalize("NFC", text)
    kept = {found.start() for found in _JOINER.finditer(text)}
    return "".join(
        " " if char in _WHITE else char
        for place, char in enumerate(text)
        if char in _WHITE or place in kept or not _is_invisible(char)
    )


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co") or "\ufe00" <= char <= "\ufe0f"


def escape(text: str) -> str:
    """Escape text for TeX."""
    lines = text.split("\n")
    return "\n".join("".join(_ESCAPES.get(char, char) for char in clean(line)) for line in lines)


def hexadecimal(text: str) -> str:
    """Text as hexadecimal digits, which TeX passes on without interpreting them."""
    return clean(text).encode().hex()


def pdf_string(text: str) -> str:
    """Text as a PDF string."""
    return f"<FEFF{clean(text).encode('utf-16-be').hex().upper()}>"


def link(kind: str, target: str, contents: str, text: str) -> str:
    """LaTeX for a link; `text` describes it for screen readers."""
    return rf"\resumelink{{{kind}}}{{{hexadecimal(target)}}}{{{hexadecimal(contents)}}}{{{text}}}"


def external_link(uri: str, contents: str, text: str) -> str:
    """LaTeX for an external link, or just its contents if the scheme is not allowed."""
    try:
        allowed = urlsplit(uri).scheme.lower() in _SCHEMES
    except ValueError:
        allowed = False
    address = quote(uri, safe="%/:=&?~#+!$,;'@()*[]")
    return link("uri", address, contents, text) if allowed else text
