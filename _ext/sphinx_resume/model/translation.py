"""Missing translations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Untranslated:
    """A text without a translation."""

    page: str
    line: int
    #: Empty for a whole page without a catalogue.
    text: str
