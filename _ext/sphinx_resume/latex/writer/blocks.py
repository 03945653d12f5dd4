"""Paragraphs, line blocks, quotations, admonitions, and transitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import admonitionlabels

from sphinx_resume.latex.text import escape
from sphinx_resume.latex.writer.places import Places, classes

if TYPE_CHECKING:
    from docutils.nodes import Element


class Blocks(Places):
    visit_hlist = depart_hlist = visit_hlistcol = depart_hlistcol = Places._visit_plain
    visit_legend = depart_legend = depart_container = Places._visit_plain

    def visit_container(self, node: Element) -> None:
        """Link a card of sphinx-design by its title, instead of its hidden link."""
        titles = [part for part in node.findall() if "sd-card-title" in classes(part)]
        if "sd-card" not in node["classes"] or not titles:
            return
        title = titles[0]
        assert isinstance(title, nodes.Element)
        content = title.children
        for reference in list(node.findall(nodes.reference)):
            if "sd-hide-link-text" in reference["classes"]:
                reference.parent.remove(reference)
                reference.children = []
                reference.extend(content)
                content = [reference]
        title.replace_self(nodes.paragraph("", "", *content, classes=["resume-rubric"]))

    def visit_topic(self, node: Element) -> None:
        self.body.append("\n\\begin{resumeadmonition}{}\n")

    def depart_topic(self, node: Element) -> None:
        self.body.append("\n\\end{resumeadmonition}\n")

    visit_sidebar = visit_topic
    depart_sidebar = depart_topic

    def visit_transition(self, node: Element) -> None:
        if "footnotes" not in node["classes"]:  # MyST's rule above footnotes is not needed here
            self.body.append("\n\\resumetransition\n")

    def visit_paragraph(self, node: Element) -> None:
        style = style_of(node)
        self.body.append(f"\n\\resumepar{{{style}}}{{" if style else "\n")

    def depart_paragraph(self, node: Element) -> None:
        self.body.append("}" if style_of(node) else r"\par")
        if isinstance(node.parent, nodes.definition) and _is_near_end(node):
            self.body.append(r"\resumekeep")
        self.body.append("\n")

    def visit_line_block(self, node: Element) -> None:
        if not isinstance(node.parent, nodes.line_block):
            self.body.append("\n")

    def depart_line_block(self, node: Element) -> None:
        if not isinstance(node.parent, nodes.line_block):
            self.body.append("\\par\n")

    def visit_line(self, node: Element) -> None:
        depth = 0
        block = node.parent.parent
        while isinstance(block, nodes.line_block):
            depth += 1
            block = block.parent
        self.body.append(rf"\leavevmode\hspace*{{{depth * 2}em}}")

    def depart_line(self, node: Element) -> None:
        outer = node.parent
        while isinstance(outer.parent, nodes.line_block):
            outer = outer.parent
        if list(outer.findall(nodes.line))[-1] is not node:
            self.body.append("\\resumebreak\n")

    def visit_block_quote(self, node: Element) -> None:
        self.body.append("\n\\begin{resumequote}\n")

    def depart_block_quote(self, node: Element) -> None:
        self.body.append("\n\\end{resumequote}\n")

    def visit_attribution(self, node: Element) -> None:
        self.body.append("\n\\resumepar{when}{— ")

    def depart_attribution(self, node: Element) -> None:
        self.body.append("}\n")

    def visit_index(self, node: Element) -> None:
        raise nodes.SkipNode

    def visit_raw(self, node: Element) -> None:
        if "latex" in node.get("format", "").split():
            self.body.append(self._at(node) + node.astext())
        raise nodes.SkipNode

    def _visit_named(self, node: Element) -> None:
        label = escape(admonitionlabels[node.tagname])
        self.body.append(f"\n\\begin{{resumeadmonition}}{{{label}}}\n")

    visit_attention = visit_caution = visit_danger = visit_error = visit_hint = _visit_named
    visit_important = visit_note = visit_tip = visit_warning = visit_seealso = _visit_named
    depart_attention = depart_caution = depart_danger = depart_error = depart_topic
    depart_hint = depart_important = depart_note = depart_tip = depart_warning = depart_topic
    depart_seealso = depart_topic
    visit_admonition = visit_topic
    depart_admonition = depart_topic


def style_of(node: Element) -> str:
    """The style of a paragraph of a view, from its classes."""
    names = [name for name in node["classes"] if name.startswith("resume-")]
    return names[0].removeprefix("resume-") if names else ""


def _is_near_end(paragraph: Element) -> bool:
    """Whether a page must not end after it: the first, or the last but one, of several."""
    siblings = paragraph.parent.children
    index = siblings.index(paragraph)
    return index + 1 < len(siblings) and index in (0, len(siblings) - 2)
