"""Code blocks, and signatures of described objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_resume.latex.text import escape
from sphinx_resume.latex.writer.blocks import Blocks
from sphinx_resume.latex.writer.places import Places

if TYPE_CHECKING:
    from docutils.nodes import Element


class Code(Blocks):
    def visit_literal_block(self, node: Element) -> None:
        self.body.append("\n\\begin{resumecode}\n")
        if node.rawsource != node.astext():  # a parsed literal: it has inline markup
            self.begin_parsed_literal()
            self.body.append(r"\leavevmode ")
            return
        language = node.get("language", "default")
        code = self.highlighter.highlight_block(
            node.rawsource,
            language,
            opts=self.config.highlight_options.get(language, {}),
            force=node.get("force", False),
            location=node,
        )
        lines = code.rstrip().split("\n")[1:-1]  # without its Verbatim environment
        arguments: dict[str, Any] = node.get("highlight_args", {})
        first = arguments.get("linenostart", 1)
        for number, line in enumerate(lines, start=first):
            label = rf"\resumelinenumber{{{number}}}" if node.get("linenos") else ""
            if number - first + 1 in arguments.get("hl_lines", []):
                label += r"\resumemark{}"
            text = line.replace(" ", r"\resumespace{}")
            before = self._targets() + self._at(node)
            self.body.append(f"\\resumeline{{{before}{label}{text}}}\n")
        self.body.append("\\end{resumecode}\n")
        raise nodes.SkipNode

    def depart_literal_block(self, node: Element) -> None:
        self.end_parsed_literal()
        self.body.append("\\par\n\\end{resumecode}\n")

    visit_doctest_block = visit_literal_block
    depart_doctest_block = depart_literal_block
    visit_captioned_literal_block = Places._visit_plain

    def _visit_signature(self, node: Element) -> None:
        if node.get("is_multiline"):
            return
        self.body.append(f"\n\\resumepar{{label}}{{{self._targets()}\\resumecodetext{{")
        self.body.append(f"{escape(node.astext())}}}}}\n")
        raise nodes.SkipNode

    visit_desc_signature = visit_desc_signature_line = _visit_signature
    depart_desc_signature = Places._visit_plain

    def visit_desc(self, node: Element) -> None:
        """No environment, because signatures are paragraphs."""

    def depart_desc(self, node: Element) -> None:
        """No environment, because signatures are paragraphs."""

    visit_desc_content = Blocks.visit_block_quote
    depart_desc_content = Blocks.depart_block_quote

    def visit_productionlist(self, node: Element) -> None:
        self.body.append("\n\\begin{resumecode}\n")
        for production in node:
            text = escape(production.astext()).replace(" ", r"\resumespace{}")
            self.body.append(f"\\resumeline{{{text}}}\n")
        self.body.append("\\end{resumecode}\n")
        raise nodes.SkipNode
