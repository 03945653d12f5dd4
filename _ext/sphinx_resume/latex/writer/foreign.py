"""Nodes of other extensions: written by their own visitors, or as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from sphinx_resume.latex.text import escape, hexadecimal
from sphinx_resume.latex.writer.inline import Inline
from sphinx_resume.latex.writer.places import Places

if TYPE_CHECKING:
    from docutils.nodes import Node

logger = logging.getLogger(__name__)


class Foreign(Inline):
    """Other extensions' visitors write Sphinx's public macros, which our class defines, too."""

    visit_desc_inline = Inline.visit_literal
    depart_desc_inline = Inline._depart_braces
    # Parts of signatures, which are written as one
    visit_desc_name = visit_desc_addname = visit_desc_annotation = Places._visit_plain
    depart_desc_name = depart_desc_addname = depart_desc_annotation = Places._visit_plain
    visit_desc_returns = visit_desc_optional = visit_desc_parameter = Places._visit_plain
    depart_desc_returns = depart_desc_optional = depart_desc_parameter = Places._visit_plain
    visit_desc_type_parameter = visit_desc_parameterlist = Places._visit_plain
    depart_desc_type_parameter = depart_desc_parameterlist = Places._visit_plain
    visit_desc_type_parameter_list = depart_desc_type_parameter_list = Places._visit_plain
    visit_acronym = depart_acronym = Places._visit_plain

    def dispatch_visit(self, node: Node) -> None:
        if f"visit_{type(node).__name__}" in vars(self) and isinstance(node, nodes.Element):
            self.body.append(self._at(node))
            if alternative := node.get("alt") or node.get("code"):
                self.body.append(rf"\resumealternative{{{hexadecimal(alternative)}}}")
        super().dispatch_visit(node)

    def unknown_visit(self, node: Node) -> None:
        """Write the content of an unknown node, or at least its text."""
        logger.warning(
            "the PDF can show no more of a node of type %s than its text; "
            "the extension that it is from has nothing for LaTeX",
            type(node).__name__,
            location=node,
            type="latex",
            subtype="unknown_node",
        )
        self.body.append("\n" if _is_block(node) else "")
        if isinstance(node, nodes.Element) and not node.children:
            text = node.get("text") or node.get("code") or node.astext()
            self.body.append(self._targets() + self._at(node) + escape(str(text)))

    def unknown_departure(self, node: Node) -> None:
        self.body.append("\\par\n" if _is_block(node) else "")


def _is_block(node: Node) -> bool:
    return not isinstance(node.parent, nodes.TextElement)
