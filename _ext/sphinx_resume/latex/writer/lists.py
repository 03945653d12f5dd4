"""Lists of all kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from roman_numerals import RomanNumeral

from sphinx_resume.latex.text import escape
from sphinx_resume.latex.writer.blocks import Blocks
from sphinx_resume.latex.writer.places import Places

if TYPE_CHECKING:
    from docutils.nodes import Element

#: The width of bullets.
_INDENT: Final = "1.3em"
_LETTERS: Final = 26
_NUMBERING: Final = {
    "arabic": "Decimal",
    "loweralpha": "LowerAlpha",
    "upperalpha": "UpperAlpha",
    "lowerroman": "LowerRoman",
    "upperroman": "UpperRoman",
}


class Lists(Blocks):
    def visit_bullet_list(self, node: Element) -> None:
        if _is_labelled(node):
            self.body.append("\\begin{resumesources}\n")
        else:
            self.body.append(f"\n\\begin{{resumelist}}{{Disc}}{{{_INDENT}}}\n")

    def depart_bullet_list(self, node: Element) -> None:
        if _is_labelled(node):
            self.body.append("\\end{resumesources}\\resumeenditem\n\\end{resumeterms}\n")
        else:
            self.body.append("\\end{resumelist}\n")

    def visit_paragraph(self, node: Element) -> None:
        """Write the label of a list in front of it."""
        if _labels(node):
            self.body.append("\n\\begin{resumeterms}\n\\resumeopenitem\\resumelistlabel{")
        else:
            super().visit_paragraph(node)

    def depart_paragraph(self, node: Element) -> None:
        if _labels(node):
            self.body.append("}\\resumebody\n")
            return
        super().depart_paragraph(node)
        item = node.parent
        if isinstance(item, nodes.list_item) and _is_labelled(item.parent) and item[-1] is not node:
            self.body.append("\\resumekeep\n")

    def visit_enumerated_list(self, node: Element) -> None:
        numbering = _NUMBERING.get(node.get("enumtype", "arabic"), "Decimal")
        last = _number(node, len(node.children) - 1)
        # An estimate of the width of the widest label.
        width = max(1.3, 0.55 * len(last) + 0.4)
        self.body.append(f"\n\\begin{{resumelist}}{{{numbering}}}{{{width:.2f}em}}\n")

    def depart_enumerated_list(self, node: Element) -> None:
        self.body.append("\\end{resumelist}\n")

    def visit_list_item(self, node: Element) -> None:
        if isinstance(node.parent, nodes.enumerated_list):
            label = escape(_number(node.parent, node.parent.index(node)))
            self.body.append(f"\\resumeitem{{{label}}}\n")
        elif _is_labelled(node.parent):
            self.body.append("\\resumesource\n")
        else:
            self.body.append("\\resumebullet\n")

    def depart_list_item(self, node: Element) -> None:
        self.body.append("\\resumeenditem\n")

    def visit_acks(self, node: Element) -> None:
        """Nothing to add: it contains an ordinary list."""

    def depart_acks(self, node: Element) -> None:
        """Nothing to add: it contains an ordinary list."""

    def visit_definition_list(self, node: Element) -> None:
        if "resume-terms" in node["classes"]:
            self._begin_terms("resumerunin")
        else:
            self._begin_terms("resumelist", f"{{None}}{{{_INDENT}}}")

    def _begin_terms(self, environment: str, options: str = "") -> None:
        self.body.append(f"\n\\begin{{{environment}}}{options}\n")
        self.context.append(f"\\end{{{environment}}}\n")

    def depart_definition_list(self, node: Element) -> None:
        self.body.append(self.context.pop())

    visit_definition_list_item = Places._visit_plain

    def depart_definition_list_item(self, node: Element) -> None:
        self.body.append("\\resumeenditem\n")

    def visit_term(self, node: Element) -> None:
        if not isinstance(node.parent[node.parent.index(node) - 1], nodes.term):
            self.body.append("\\resumeopenitem")
        self.body.append("\\resumeterm{")

    def depart_term(self, node: Element) -> None:
        self.body.append("}\n")

    def visit_classifier(self, node: Element) -> None:
        # It comes after the term, whose brace is already closed.
        self.body[-1] = self.body[-1].rstrip().removesuffix("}")
        self.body.append(r"\normalfont{} : ")

    depart_classifier = depart_term

    def visit_definition(self, node: Element) -> None:
        before = node.parent[node.parent.index(node) - 1]
        if not isinstance(before, nodes.definition):  # in MyST, a term may have several
            self.body.append("\\resumebody\n")

    def depart_definition(self, node: Element) -> None:
        """Nothing to do; the end of the item follows."""

    def visit_field_list(self, node: Element) -> None:
        self._begin_terms("resumeterms")

    depart_field_list = depart_definition_list
    visit_field = Places._visit_plain
    depart_field = depart_definition_list_item

    def visit_field_name(self, node: Element) -> None:
        self.body.append("\\resumeopenitem\\resumeterm{")

    depart_field_name = depart_term
    visit_field_body = visit_definition
    depart_field_body = depart_definition

    visit_option_list = visit_field_list
    depart_option_list = depart_field_list
    visit_option_list_item = Places._visit_plain
    depart_option_list_item = depart_definition_list_item

    def visit_option_group(self, node: Element) -> None:
        text = ", ".join(option.astext() for option in node)
        self.body.append(rf"\resumeopenitem\resumeterm{{\resumecodetext{{{escape(text)}}}}}")
        raise nodes.SkipNode

    visit_description = visit_definition
    depart_description = depart_definition


def _is_labelled(node: Element) -> bool:
    return "resume-backlinks" in node["classes"]


def _labels(paragraph: Element) -> bool:
    after = paragraph.next_node(descend=False, siblings=True)
    return isinstance(after, nodes.bullet_list) and _is_labelled(after)


def _number(node: Element, index: int) -> str:
    """The label of an item of a numbered list."""
    number = node.get("start", 1) + index
    kind = node.get("enumtype", "arabic")
    text = str(number)
    if "roman" in kind:
        text = RomanNumeral(number).to_lowercase()
    elif "alpha" in kind and number <= _LETTERS:
        text = chr(ord("a") + number - 1)
    if kind.startswith("upper"):
        text = text.upper()
    return f"{node.get('prefix', '')}{text}{node.get('suffix', '.')}"
