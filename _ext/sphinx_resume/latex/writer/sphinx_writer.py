"""The parts of Sphinx's LaTeX writer that ours relies on, most of them undocumented.

The other modules use nothing else of `LaTeXTranslator`, except its visitors of nodes.
`tests/test_sphinx_fixes/test_assumptions.py` checks that each name exists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.writers.latex import LaTeXTranslator

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

#: The names of Sphinx's translator that are used.
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
    """Gives parts of Sphinx's translator stable names."""

    @property
    def env(self) -> BuildEnvironment:
        """The environment of the build."""
        return self.builder.env

    @property
    def docname(self) -> str:
        """The page being written, one of several in the document."""
        return self.curfilestack[-1]

    def begin_page(self, node: nodes.Element) -> None:
        """Begin another page, which Sphinx's own visitor ends."""
        self.curfilestack.append(node.get("docname", ""))

    @property
    def awaits_title(self) -> bool:
        """Whether the first heading, the title of the document, has not been written yet."""
        return bool(self.this_is_the_title)

    def note_title(self) -> None:
        """Note that the first heading has been written."""
        self.this_is_the_title = 0

    @property
    def is_parsed_literal(self) -> bool:
        """Whether the current text is in a parsed literal block."""
        return bool(self.in_parsed_literal)

    def begin_parsed_literal(self) -> None:
        """Begin a parsed literal block."""
        self.in_parsed_literal += 1

    def end_parsed_literal(self) -> None:
        """End a parsed literal block."""
        self.in_parsed_literal -= 1

    @property
    def author(self) -> str:
        """The author in ``latex_documents``."""
        return str(self.elements["author"] or "")
