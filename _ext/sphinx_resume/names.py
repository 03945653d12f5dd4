"""Names: how they are compared, what ids they become, and which one an author may have meant."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

from sphinx_resume.characters import plain


def fold(name: str) -> str:
    """A name as it is compared: in one case, its white space folded."""
    return plain(name).casefold()


def slug(name: str) -> str:
    """The id of a name: lower-case letters and digits joined by hyphens; “CI/CD” is ``ci-cd``.

    Letters lose their accents; scripts without a Latin form stay as they are. Signs that belong to
    the word before them are spelled out: “C++” is ``cplusplus``, “C#” is ``csharp``.
    """
    name = re.sub(r"(?<=\w)[+#♯]+(?![^\W\d_])", lambda signs: _spelled(signs[0]), name)
    folded = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", "-", bare).strip("-")


def _spelled(signs: str) -> str:
    return "".join("plus" if sign == "+" else "sharp" for sign in signs)


def close(name: str, known: Iterable[str]) -> list[str]:
    """Those of the `known` names that are close to `name`, the closest first."""
    return difflib.get_close_matches(name.casefold(), known, n=2)


def did_you_mean(names: list[str]) -> str:
    """The end of a message that offers the `names`; empty without any."""
    if not names:
        return ""
    return f"; did you mean {' or '.join(f'“{name}”' for name in names)}?"
