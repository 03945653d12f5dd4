"""Nodes in place of what is computed, which are replaced before any builder writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register them."""
    for node in (placeholder, placeholder_section, entry_block, entry_body, message):
        app.add_node(node)


class placeholder(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """Stands for the view in its ``view`` attribute."""


class placeholder_section(placeholder, nodes.section):  # noqa: N801
    """Stands for a view of sections, so that a table of contents has a place for these."""


class part(nodes.General, nodes.Element):  # noqa: N801
    """Stands for one of the children of the placeholder, by ``index``: what its author wrote."""


class entry_body(nodes.General, nodes.Element):  # noqa: N801
    """Stands for the body of the entry in its ``kind`` and ``id`` attributes."""


class entry_block(nodes.container):  # noqa: N801
    """The part of a page that shows an entry, which is in ``declared`` until the page is read."""


class message(nodes.Invisible, nodes.Element, addnodes.translatable):  # noqa: N801
    """The ``text`` of an option, for the catalogues of translators, and its ``translation``."""

    def preserve_original_messages(self) -> None:
        """The text stays as it is."""

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        self["translation"] = translated_message

    def extract_original_messages(self) -> list[str]:
        return [self["text"]]


class unseen(nodes.comment):  # noqa: N801
    """Text hidden by elements of raw HTML: part of the HTML page, and a comment everywhere else."""

    def astext(self) -> str:
        """Nothing, as in titles."""
        return ""


class Contents(NamedTuple):
    """The contents of a page as they were read, with sections that stand for others."""

    tree: nodes.bullet_list
    #: How many entries they have.
    entries: int
    #: The ids of all sections.
    ids: frozenset[str]
    #: Those of sections that stand for others.
    awaited: frozenset[str]
