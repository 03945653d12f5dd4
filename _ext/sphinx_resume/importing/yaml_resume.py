"""YAMLResume (https://yamlresume.dev), which has the content of JSON Resume in another order."""

from __future__ import annotations

from typing import Final

from sphinx_resume.importing import json_resume
from sphinx_resume.importing.mapping import import_sections, networks
from sphinx_resume.importing.neutral import Imported
from sphinx_resume.importing.source import Node

NAME: Final = "YAMLResume"
SECTIONS: Final = json_resume.SECTIONS
REASONS: Final = {
    **json_resume.REASONS,
    "layouts": "it only affects the look of the résumé",
    "locale": "the language is set in conf.py",
    "": "YAMLResume has no such field, or there is no entry or option for it",
}


def fits(root: Node) -> bool:
    """Whether a source looks like a YAMLResume."""
    return isinstance(root.get("content").value, dict) and not root.get("cv")


def read(root: Node, into: Imported) -> None:
    """Import the whole document."""
    content = root.get("content")
    json_resume.person(content.get("basics").table(), into)
    if place := content.get("location"):
        json_resume.location(place, into.person)
    networks(into.person, content.get("profiles").items, "network", "username", "url")
    import_sections(content, SECTIONS, into)
    json_resume.skills(content, into)
