"""Cuts texts between words, with an ellipsis for what is left out."""

from __future__ import annotations

from typing import Final

#: Punctuation that would be left dangling before an ellipsis.
_DANGLING: Final = " ,;:.–("


def ellipsis(beginning: str) -> str:
    """The beginning of a text with an ellipsis for the rest."""
    return f"{beginning.rstrip(_DANGLING)}…"


def shortened(text: str, most: int, *, split: bool = True) -> str:
    """A text of at most `most` characters, cut between words, including the ellipsis.

    A first word that is longer is split; without `split`, the result is empty instead.
    """
    if len(text) <= most:
        return text
    words = text[:most].rpartition(" ")[0].rstrip(_DANGLING)
    if not words:
        words = text[: most - 1] if split else ""
    return ellipsis(words) if words else ""
