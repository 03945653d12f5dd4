"""Math: what the author writes there is TeX."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_resume.latex.text import hexadecimal
from sphinx_resume.latex.writer.places import Places

if TYPE_CHECKING:
    from docutils.nodes import Element


class Formulas(Places):
    def visit_math(self, node: Element) -> None:
        self.body.append(self._formula(node, rf"\({node.astext()}\)"))
        raise nodes.SkipNode

    def visit_math_block(self, node: Element) -> None:
        number = f"\\quad({node['number']})" if node.get("number") else ""
        formula = rf"\(\displaystyle\begin{{aligned}}{node.astext()}\end{{aligned}}{number}\)"
        source = rf"\resumefit{{\linewidth}}{{{formula}}}"
        if node.get("no-wrap"):  # the author brings an environment for it
            source = node.astext()
        self.body.append(f"\n{self._targets()}{self._formula(node, source)}\\par\n")
        raise nodes.SkipNode

    def _formula(self, node: Element, source: str) -> str:
        # The names of commands are words; their signs would be spelled.
        alternative = " ".join(re.sub(r"\\\W|[\\{}]", " ", node.astext()).split())
        return rf"{self._at(node)}\resumeformula{{{hexadecimal(alternative)}}}{{{source}}}"

    def visit_math_reference(self, node: Element) -> None:
        equations = self._domains.math_domain.equations
        number = equations.get(node["target"], (None, "?"))[1]
        uri = f"%{node['docname']}#equation-{node['target']}"
        self.body.append(self._link(uri, f"({number})", f"({number})"))
        raise nodes.SkipNode
