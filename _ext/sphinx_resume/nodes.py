"""Placeholder nodes, which are replaced before any builder writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the nodes."""
    for node in (placeholder, placeholder_section, entry_block, entry_body, message):
        app.add_node(node)


class placeholder(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """A placeholder for the view in its ``view`` attribute."""


class placeholder_section(placeholder, nodes.section):  # noqa: N801
    """A placeholder for a view of sections, which gives them a place in the table of contents."""


class part(nodes.General, nodes.Element):  # noqa: N801
    """A placeholder for what the author wrote: the child of the view's placeholder at ``index``."""


class entry_body(nodes.General, nodes.Element):  # noqa: N801
    """A placeholder for the body of the entry with its ``kind`` and ``id`` attributes."""


class entry_block(nodes.container):  # noqa: N801
    """The part of a page that shows an entry, held in ``declared`` until the page is read."""


class message(nodes.Invisible, nodes.Element, addnodes.translatable):  # noqa: N801
    """The ``text`` of an option, for translators' catalogues, and its ``translation``."""

    def preserve_original_messages(self) -> None:
        """Do nothing: the text never changes."""

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        self["translation"] = translated_message

    def extract_original_messages(self) -> list[str]:
        return [self["text"]]


class unseen(nodes.comment):  # noqa: N801
    """Text that raw HTML hides: part of the HTML page, and a comment in every other format."""

    def astext(self) -> str:
        """Return nothing, so that titles leave it out."""
        return ""


class Contents(NamedTuple):
    """The table of contents of a page as it was read, with placeholder sections."""

    tree: nodes.bullet_list
    #: How many entries it has.
    entries: int
    #: The ids of all sections.
    ids: frozenset[str]
    #: The ids of placeholder sections.
    awaited: frozenset[str]
