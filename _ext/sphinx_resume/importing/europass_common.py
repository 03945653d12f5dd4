"""What both formats of Europass have in common: words for readers, and levels of languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from sphinx_resume.importing.neutral import Imported, Item
from sphinx_resume.importing.rich_text import Block
from sphinx_resume.model.options import N_

#: Why what says that something goes on is nowhere itself.
SAID: Final = "the end says it"
NATIVE: Final = N_("native")
#: What one does in a language, by the names of both editors.
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
    """One level where all are the same, and else each with what it is for."""
    said = {level for _name, level in levels}
    if len(said) == 1:
        item.options["level"] = said.pop()
    elif said:
        item.options["level"] = ", ".join(f"{name} {level}" for name, level in levels)


def words_of(known: Mapping[str, str], name: str, into: Imported) -> str:
    """What readers see for a name: ``SpokenInteraction`` as words, if it is not known."""
    if name in known:
        return into.words(known[name])
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return words[:1].upper() + words[1:].lower()


def add_text(into: Imported, heading: str, found: Sequence[Block]) -> None:
    """Add a section of text, if there is any."""
    if found:
        into.sections.append((heading, list(found)))
