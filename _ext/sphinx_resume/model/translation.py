"""What is not translated."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Untranslated:
    """A text that readers see in the language of the sources."""

    page: str
    line: int
    #: Empty for all of a page that has no catalogue.
    text: str
