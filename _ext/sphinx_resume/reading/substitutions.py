"""Substitutions of MyST in options, which it resolves in running text only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import jinja2

#: What would be more than text where MyST resolves it.
_MARKUP: Final = re.compile(r"[`*<>\[\]\n]|\{|\}|(?<!\w)_|_(?!\w)")
#: A substitution of reStructuredText.
_RESTRUCTURED: Final = re.compile(r"(?<![\w|\\])\|(?![\s|])[^|\n]*[^|\s]\|(?![\w|])")


class SubstitutionError(ValueError):
    """A substitution in an option that cannot be resolved there."""


def resolved(text: str, known: Mapping[str, Any], delimiters: tuple[str, str]) -> str:
    """The text with the values of the `known` substitutions in place of ``{{ name }}``.

    As in running text, what is no name is an expression of Jinja. Raises `SubstitutionError` for
    what is not known, or not plain text.
    """
    opening, closing = (re.escape(sign * 2) for sign in delimiters)
    return re.sub(
        rf"{opening}(.*?){closing}",
        lambda found: _value(found[1].strip(), found[0], known),
        text,
        flags=re.DOTALL,
    )


def restructured(text: str) -> str:
    """The first substitution of reStructuredText in it, which none is resolved; empty if none."""
    found = _RESTRUCTURED.search(text)
    return found[0] if found else ""


def _value(expression: str, written: str, known: Mapping[str, Any]) -> str:
    way_out = "write the text itself"
    if expression in known:
        value = str(known[expression])
    else:
        # Text, which is escaped where it is written.
        environment = jinja2.Environment(undefined=jinja2.StrictUndefined)  # noqa: S701
        try:
            value = environment.from_string(f"{{{{{expression}}}}}").render(known)
        except Exception as error:  # whatever an expression does
            raise SubstitutionError(
                f"“{written}” cannot be resolved ({error}) and is printed so; {way_out}"
            ) from error
    if _MARKUP.search(value):
        raise SubstitutionError(
            f"“{written}” is more than plain text, so it is printed unresolved; {way_out}"
        )
    return value
