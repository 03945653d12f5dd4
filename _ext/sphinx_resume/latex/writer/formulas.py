"""Math, whose source is TeX."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.nodes import make_id

from sphinx_resume.latex.text import hexadecimal
from sphinx_resume.latex.writer.places import Places

if TYPE_CHECKING:
    from docutils.nodes import Element


class Formulas(Places):
    def visit_math(self, node: Element) -> None:
        self.body.append(self._formula(node, rf"\({node.astext()}\)"))
        raise nodes.SkipNode

    def visit_math_block(self, node: Element) -> None:
        number = f"\\quad({self._number_of_formula(node)})" if node.get("number") else ""
        formula = rf"\(\displaystyle\begin{{aligned}}{node.astext()}\end{{aligned}}{number}\)"
        source = rf"\resumefit{{\linewidth}}{{{formula}}}"
        if node.get("no-wrap", node.get("nowrap")):  # the source has its own environment
            source = node.astext()
        self.body.append(f"\n{self._targets()}{self._formula(node, source)}\\par\n")
        raise nodes.SkipNode

    def _formula(self, node: Element, source: str) -> str:
        # For screen readers, keep names of commands and drop other syntax.
        alternative = " ".join(re.sub(r"\\\W|[\\{}]", " ", node.astext()).split())
        return rf"{self._at(node)}\resumeformula{{{hexadecimal(alternative)}}}{{{source}}}"

    def visit_math_reference(self, node: Element) -> None:
        docname, target = node["docname"], node["target"]
        number = node.get("number")
        if number is None:
            number = self.env.domains.math_domain.equations[target][1]
            target = make_id(f"equation-{target}")
            number = self._number_in_section(docname, target) or number
        self.body.append(self._link(f"%{docname}#{target}", f"({number})", f"({number})"))
        raise nodes.SkipNode

    def _number_of_formula(self, node: Element) -> str:
        names = (self._number_in_section(self.docname, ident) for ident in node["ids"])
        return next(filter(None, names), "") or str(node["number"])

    def _number_in_section(self, docname: str, ident: str) -> str:
        """The number of a formula within its section; empty if it has none."""
        if not (self.config.numfig and self.config.math_numfig):
            return ""
        known = self.env.toc_fignumbers.get(docname, {}).get("displaymath", {})
        number = ".".join(map(str, known.get(ident, ())))
        return str(self.config.math_numsep).join(number.rsplit(".", 1))
