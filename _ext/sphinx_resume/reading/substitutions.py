"""Substitutions in options, which MyST resolves only in running text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import jinja2

#: Characters that MyST would read as markup.
_MARKUP: Final = re.compile(r"[`*<>\[\]\n]|\{|\}|(?<!\w)_|_(?!\w)")
#: A substitution in reStructuredText.
_RESTRUCTURED: Final = re.compile(r"(?<![\w|\\])\|(?![\s|])[^|\n]*[^|\s]\|(?![\w|])")


class SubstitutionError(ValueError):
    """A substitution in an option cannot be resolved."""


def resolved(text: str, known: Mapping[str, Any], delimiters: tuple[str, str]) -> str:
    """Replace each ``{{ name }}`` in a text by the value of the `known` substitution.

    As in running text, anything but a name is a Jinja expression. Raises `SubstitutionError` for
    a name that is unknown, and for a value that is not plain text.
    """
    opening, closing = (re.escape(sign * 2) for sign in delimiters)
    return re.sub(
        rf"{opening}(.*?){closing}",
        lambda found: _value(found[1].strip(), found[0], known),
        text,
        flags=re.DOTALL,
    )


def restructured(text: str) -> str:
    """The first reStructuredText substitution in a text, which is not resolved; empty if none."""
    found = _RESTRUCTURED.search(text)
    return found[0] if found else ""


def _value(expression: str, written: str, known: Mapping[str, Any]) -> str:
    way_out = "write the text itself"
    if expression in known:
        value = str(known[expression])
    else:
        # The value is text, which is escaped when it is written.
        environment = jinja2.Environment(undefined=jinja2.StrictUndefined)  # noqa: S701
        try:
            value = environment.from_string(f"{{{{{expression}}}}}").render(known)
        except Exception as error:  # an expression may raise anything
            raise SubstitutionError(
                f"“{written}” cannot be resolved ({error}), and is printed as it is; {way_out}"
            ) from error
    if _MARKUP.search(value):
        raise SubstitutionError(
            f"“{written}” is more than plain text, and is printed unresolved; {way_out}"
        )
    return value
