"""The parts of Sphinx's writer that this one relies on, hardly any of which are documented.

The other modules use no more of `LaTeXTranslator` than what is here, and its visitors of nodes.
`tests/test_sphinx_fixes/test_assumptions.py` looks for each name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.writers.latex import LaTeXTranslator

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

#: The names that are used of Sphinx's translator.
OF_SPHINX = (
    "body",
    "builder",
    "config",
    "context",
    "curfilestack",
    "document",
    "elements",
    "handled_abbrs",
    "highlighter",
    "in_parsed_literal",
    "latex_image_length",
    "popbody",
    "pushbody",
    "this_is_the_title",
)


class SphinxWriter(LaTeXTranslator):
    """Sphinx's translator by the names that it has here."""

    @property
    def env(self) -> BuildEnvironment:
        """The environment of the build."""
        return self.builder.env

    @property
    def docname(self) -> str:
        """The page that is being written, of several in one document."""
        return self.curfilestack[-1]

    def begin_page(self, node: nodes.Element) -> None:
        """Begin the text of another page; Sphinx ends it."""
        self.curfilestack.append(node.get("docname", ""))

    @property
    def awaits_title(self) -> bool:
        """Whether the first heading, which is that of the document, is still to come."""
        return bool(self.this_is_the_title)

    def note_title(self) -> None:
        """The first heading has come."""
        self.this_is_the_title = 0

    @property
    def is_parsed_literal(self) -> bool:
        """Whether text is code with markup in it."""
        return bool(self.in_parsed_literal)

    def begin_parsed_literal(self) -> None:
        """Begin code with markup in it."""
        self.in_parsed_literal += 1

    def end_parsed_literal(self) -> None:
        """End code with markup in it."""
        self.in_parsed_literal -= 1

    @property
    def author(self) -> str:
        """Who wrote the document, as ``latex_documents`` says."""
        return str(self.elements["author"] or "")
