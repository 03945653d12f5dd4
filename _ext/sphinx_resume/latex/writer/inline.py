"""Inline markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinx_resume.latex.text import escape
from sphinx_resume.latex.writer.places import Places, classes

if TYPE_CHECKING:
    from docutils.nodes import Element

_MIDDLE: Final = "\0"


class Inline(Places):
    def visit_reference(self, node: Element) -> None:
        uri = node.get("refuri", "")
        if not uri and node.get("refid"):
            uri = f"#{node['refid']}"
        contents = node.get("reftitle") or node.astext() or _alternatives(node) or uri
        begin, _middle, end = self._link(uri, contents, _MIDDLE).partition(_MIDDLE)
        self.body.append(begin)
        self.context.append(end)

    def depart_reference(self, node: Element) -> None:
        self.body.append(self.context.pop())
        if not isinstance(node.parent, nodes.TextElement):
            self.body.append("\\par\n")

    def visit_number_reference(self, node: Element) -> None:
        uri = node.get("refuri") or f"#{node['refid']}"
        text = node.astext()
        self.body.append(self._link(uri, text, escape(text)))
        raise nodes.SkipNode

    def visit_inline(self, node: Element) -> None:
        strong = classes(node) & {"guilabel", "menuselection"}
        self.body.append(r"\textbf{" if strong else "")
        self.context.append("}" if strong else "")

    def visit_emphasis(self, node: Element) -> None:
        self.body.append(r"\textit{")

    def visit_strong(self, node: Element) -> None:
        self.body.append(r"\textbf{")

    def visit_literal(self, node: Element) -> None:
        self.body.append(r"\resumecodetext{")

    def visit_literal_emphasis(self, node: Element) -> None:
        self.body.append(r"\resumecodetext{\itshape ")

    def visit_literal_strong(self, node: Element) -> None:
        self.body.append(r"\resumecodetext{\bfseries ")

    def visit_superscript(self, node: Element) -> None:
        self.body.append(r"\resumesuper{")

    def visit_subscript(self, node: Element) -> None:
        self.body.append(r"\resumesub{")

    def visit_problematic(self, node: Element) -> None:
        self.body.append(r"\textbf{")

    def _depart_braces(self, node: Element) -> None:
        self.body.append("}")

    depart_emphasis = depart_strong = depart_literal = depart_literal_emphasis = _depart_braces
    depart_literal_strong = depart_superscript = depart_subscript = _depart_braces
    depart_problematic = _depart_braces
    visit_title_reference = visit_emphasis
    depart_title_reference = _depart_braces
    visit_manpage = visit_literal_emphasis
    depart_manpage = _depart_braces

    def visit_abbreviation(self, node: Element) -> None:
        explanation = node.get("explanation", "")
        new = explanation and node.astext() not in self.handled_abbrs
        self.handled_abbrs.add(node.astext())
        self.context.append(f" ({escape(explanation)})" if new else "")


def _alternatives(node: Element) -> str:
    return " ".join(image.get("alt", "") for image in node.findall(nodes.image)).strip()
