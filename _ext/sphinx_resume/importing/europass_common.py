"""Shared by both formats of Europass: texts for readers, and language levels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from sphinx_resume.importing.neutral import Imported, Item
from sphinx_resume.importing.rich_text import Block
from sphinx_resume.model.options import N_

#: The reason for dropping the flag that something is ongoing.
SAID: Final = "the end says it"
NATIVE: Final = N_("native")
#: Language skills, by the names in both formats.
LANGUAGE: Final = {
    "Listening": N_("Listening"),
    "Reading": N_("Reading"),
    "SpokenInteraction": N_("Spoken interaction"),
    "SpokenProduction": N_("Spoken production"),
    "Interaction": N_("Spoken interaction"),
    "Speaking-Production": N_("Speaking"),
    "Writing": N_("Writing"),
    "Writing-Production": N_("Writing"),
}
DRIVING: Final = N_("Driver’s license")


def set_levels(item: Item, levels: list[tuple[str, str]]) -> None:
    """Set one level if all are equal, otherwise each with its skill."""
    said = {level for _name, level in levels}
    if len(said) == 1:
        item.options["level"] = said.pop()
    elif said:
        item.options["level"] = ", ".join(f"{name} {level}" for name, level in levels)


def words_of(known: Mapping[str, str], name: str, into: Imported) -> str:
    """The text for a name; an unknown one is split into words: ``SpokenInteraction``."""
    if name in known:
        return into.words(known[name])
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return words[:1].upper() + words[1:].lower()


def add_text(into: Imported, heading: str, found: Sequence[Block]) -> None:
    """Add a section of text, unless it is empty."""
    if found:
        into.sections.append((heading, list(found)))
