"""The warnings this extension gives: their types, what they mean, and how one is logged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sphinx.util import logging

from sphinx_resume.entries import ENTRY_TYPES, Place

_logger = logging.getLogger(__name__)

#: What each warning type means, and the way out. ``suppress_warnings`` takes ``resume.<type>``.
WARNING_TYPES: Final[dict[str, str]] = {
    "id": "An entry has no id, or one that is not made of lower-case letters, digits and hyphens.",
    "duplicate": "Two entries of a kind share an id, or two skills share a name. The first by "
    "page and line stands.",
    "option": "An option is unknown, or its value is none of those it can have.",
    "missing-option": "A required option is missing or empty.",
    "date": "A date cannot be read, an end lies before its start, or a current entry starts in "
    "the future.",
    "empty": "An entry of a kind that needs a body has none.",
    "nested": "An entry stands inside another entry. It is left out.",
    "filter": "A view is told to filter by something that no entry is or has.",
    "empty-view": "A view has nothing to show.",
    **{
        f"unknown-{kind}": f"A reference or an option names {article} {kind} that is not declared, "
        "or a name that fits several."
        for kind in ENTRY_TYPES
        for article in ("an" if kind[0] in "aeiou" else "a",)
    },
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an author has to correct."""

    type: str
    place: Place
    message: str


def warn(finding: Finding) -> None:
    """Log a finding where it stands."""
    assert finding.type in WARNING_TYPES, finding.type
    _logger.warning(
        "%s",
        finding.message,
        location=(finding.place.docname, finding.place.line),
        type="resume",
        subtype=finding.type,
    )


def did_you_mean(names: list[str]) -> str:
    """The end of a message that offers the `names`; empty without any."""
    if not names:
        return ""
    return f"; did you mean {' or '.join(f'“{name}”' for name in names)}?"


def no_such_entry(kind: str, name: str, suggestions: list[str], place: Place) -> Finding:
    """The finding that `name` is not, or not clearly, an entry of `kind`."""
    message = f"there is no {kind} “{name}”{did_you_mean(suggestions)}"
    return Finding(f"unknown-{kind}", place, message)
