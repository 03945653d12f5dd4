"""Text on its way to TeX and into a PDF."""

from __future__ import annotations

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
    "\N{TRIANGULAR BULLET}": "›",  # of menus; hardly any font has it
}
#: What a link in a PDF may lead to.
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel", "ftp"})
_WHITE: Final = "\n\t\r\f\v\x85\u2028\u2029"


def clean(text: str) -> str:
    """Text without characters that are not to be seen: controls, marks of direction, joiners."""
    return "".join(
        " " if char in _WHITE else char
        for char in unicodedata.normalize("NFC", text)
        if char in _WHITE or not _is_invisible(char)
    )


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co") or "\ufe00" <= char <= "\ufe0f"


def escape(text: str) -> str:
    """Text in which nothing means anything to TeX."""
    lines = text.split("\n")
    return "\n".join("".join(_ESCAPES.get(char, char) for char in clean(line)) for line in lines)


def hexadecimal(text: str) -> str:
    """Text as digits, for where TeX hands it on and must not look at it."""
    return clean(text).encode().hex()


def pdf_string(text: str) -> str:
    """Text as a string of PDF."""
    return f"<FEFF{clean(text).encode('utf-16-be').hex().upper()}>"


def link(kind: str, target: str, contents: str, text: str) -> str:
    """LaTeX for a link: what it leads to, in words, is for screen readers."""
    return rf"\resumelink{{{kind}}}{{{hexadecimal(target)}}}{{{hexadecimal(contents)}}}{{{text}}}"


def external_link(uri: str, contents: str, text: str) -> str:
    """LaTeX for a link to elsewhere, or just the text where links may not go."""
    try:
        allowed = urlsplit(uri).scheme.lower() in _SCHEMES
    except ValueError:
        allowed = False
    address = quote(uri, safe="%/:=&?~#+!$,;'@()*[]")
    return link("uri", address, contents, text) if allowed else text
