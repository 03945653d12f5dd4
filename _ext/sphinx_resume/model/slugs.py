"""Names: how they compare, what ids they become, and which one an author may have meant."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain, count
from typing import Final

from sphinx_resume.model.unicode_text import plain

#: The Unicode name of a Latin letter that is a base letter, or two, with something added.
_MADE_OF: Final = re.compile(
    r"LATIN SMALL L(?:ETTER|IGATURE) (?:DOTLESS )?([A-Z]{1,2})(?: WITH .+)?"
)


def fold(name: str) -> str:
    """A name for comparison: case-folded, with white space folded."""
    return plain(name).casefold()


def slug(name: str) -> str:
    """The id of a name: lower-case letters and digits joined by hyphens; “CI/CD” is ``ci-cd``.

    Latin letters lose their accents; letters of other scripts keep their marks. Signs that belong
    to the word before them are spelled out: “C++” is ``cplusplus``, “C#” is ``csharp``.
    """
    name = re.sub(r"(?<=\w)[+#♯]+(?![^\W\d_])", lambda signs: _spelled(signs[0]), name)
    signs = _without_accents(_decomposed(name).casefold())
    return _hyphenated(sign if _in_words(sign) else "-" for sign in signs)


def anchor(*parts: str) -> str:
    """The HTML ``id`` for what the `parts` name: the kind and id of an entry, or words.

    Letters of all scripts are kept, so that it depends on nothing but the name. Latin letters lose
    accents and strokes, as in ``make_id`` of docutils.
    """
    signs = _without_accents(_decomposed("-".join(parts)).lower())
    kept = (_stroke_off(sign) for sign in signs if sign.isascii() or _in_words(sign))
    return _hyphenated(sign if _in_words(sign) else "-" for sign in kept).lstrip("-0123456789")


def _decomposed(name: str) -> str:
    """The name with accents decomposed, and lookalikes such as “Ｋ” and “❶” replaced."""
    if name.isascii():
        return name
    return "".join(map(_taken_apart, unicodedata.normalize("NFD", name)))


def _taken_apart(char: str) -> str:
    if unicodedata.category(char) == "Lo" and unicodedata.decomposition(char)[:8] == "<compat>":
        return char  # a single letter in its script, such as the Thai “ำ”
    alike = unicodedata.normalize("NFKD", char)
    if alike == char and unicodedata.category(char) == "No":
        number = unicodedata.numeric(char)
        return str(int(number)) if number.is_integer() else char
    return alike


def _without_accents(decomposed: str) -> Iterable[str]:
    """The characters, without marks except on letters of scripts other than Latin.

    There, marks make different letters or vowels: “が” is not “か”, “й” not “и”, “कि” not “क”.
    """
    return decomposed if decomposed.isascii() else _without_marks(decomposed)


def _without_marks(decomposed: str) -> Iterator[str]:
    marked = False
    for char in decomposed:
        if not _is_mark(char):
            marked = char.isalpha() and not unicodedata.name(char, "").startswith("LATIN")
        elif not marked:
            continue
        yield char


def _in_words(char: str) -> bool:
    """Whether a character is part of a word."""
    return char.isalnum() or (not char.isascii() and _is_mark(char))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def _stroke_off(char: str) -> str:
    """Replace Latin letters that Unicode does not decompose by their base letters: “ł” by “l”."""
    found = None if char.isascii() else _MADE_OF.fullmatch(unicodedata.name(char, ""))
    return "sz" if char == "ß" else found[1].lower() if found else char


def _hyphenated(signs: Iterable[str]) -> str:
    words = re.sub("-+", "-", "".join(signs)).strip("-")
    return unicodedata.normalize("NFC", words)


def _spelled(signs: str) -> str:
    return "".join("plus" if sign == "+" else "sharp" for sign in signs)


def unused(name: str, taken: set[str]) -> str:
    """The name, with a number appended if it is `taken`; the result is added to `taken`."""
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    found = next(each for each in names if each not in taken)
    taken.add(found)
    return found


def close(name: str, known: Iterable[str]) -> list[str]:
    """The `known` names that are close to `name`, the closest first."""
    return difflib.get_close_matches(name.casefold(), known, n=2)


def did_you_mean(names: list[str]) -> str:
    """The end of a message that suggests the `names`; empty if there are none."""
    if not names:
        return ""
    return f"; did you mean {' or '.join(f'“{name}”' for name in names)}?"
