"""Footnotes and citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_resume.latex.text import escape
from sphinx_resume.latex.writer.lists import Lists
from sphinx_resume.latex.writer.tables import Tables

if TYPE_CHECKING:
    from docutils.nodes import Element


class Notes(Lists, Tables):
    def visit_footnote(self, node: Element) -> None:
        self.body.append(rf"\resumefootnotemark{{{escape(node[0].astext())}}}")
        self.visit_footnotetext(node)

    def visit_footnotetext(self, node: Element) -> None:
        self.pushbody([])

    def depart_footnotetext(self, node: Element) -> None:
        text = "".join(self.popbody()).strip()
        note = f"\\resumefootnotetext{{{escape(node[0].astext())}}}{{{text}}}"
        (self._footnotes if self._tables else self.body).append(note)

    depart_footnote = depart_footnotetext

    def visit_footnotemark(self, node: Element) -> None:
        self.body.append(r"\resumefootnotemark{")

    def depart_footnotemark(self, node: Element) -> None:
        self.body.append("}")

    def visit_thebibliography(self, node: Element) -> None:
        self._begin_terms("resumeterms")

    depart_thebibliography = Lists.depart_definition_list

    def visit_citation(self, node: Element) -> None:
        label = escape(node[0].astext())
        self.body.append(f"\\resumeopenitem\\resumeterm{{{self._targets()}{label}}}\\resumebody\n")

    depart_citation = Lists.depart_definition_list_item

    def visit_citation_reference(self, node: Element) -> None:
        text = node.astext()
        uri = f"%{node['docname']}#{node['refname']}"
        self.body.append(self._link(uri, text, escape(text)))
        raise nodes.SkipNode
