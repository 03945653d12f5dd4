"""Figures, images, drawings, and captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_resume.latex.text import escape, hexadecimal
from sphinx_resume.latex.writer.places import Places

if TYPE_CHECKING:
    from docutils.nodes import Element


class Figures(Places):
    def visit_drawing(self, node: Element) -> None:
        self.body.append(
            f"\n{self._at(node)}\\begin{{resumedrawing}}{{{hexadecimal(node['alt'])}}}%\n"
            f"{node['latex']}%\n\\end{{resumedrawing}}\n"
        )
        raise nodes.SkipNode

    def visit_contact_data(self, node: Element) -> None:
        self.body.append("\n\\resumecontact{")

    def depart_contact_data(self, node: Element) -> None:
        self.body.append("}\n")

    def visit_figure(self, node: Element) -> None:
        self.body.append("\n\\begin{resumefigure}\n")

    def depart_figure(self, node: Element) -> None:
        self.body.append("\\end{resumefigure}\n")

    def visit_caption(self, node: Element) -> None:
        kind = "figure" if isinstance(node.parent, nodes.figure) else "code-block"
        self.body.append(f"\n\\resumecaption{{{self._numbered(kind, node.parent)}")

    def _numbered(self, kind: str, node: Element) -> str:
        """The numbered label before a caption, if ``numfig`` is set."""
        known = self.env.toc_fignumbers.get(self.docname, {}).get(kind, {})
        number = next((known[ident] for ident in node["ids"] if ident in known), None)
        if not number or not self.config.numfig:
            return ""
        text = self.config.numfig_format[kind] % ".".join(map(str, number))
        return f"{escape(text)}: "

    def depart_caption(self, node: Element) -> None:
        self.body.append("}\n")

    def visit_image(self, node: Element) -> None:
        uri = node["uri"]
        if "://" in uri or uri not in self.builder.images:  # Sphinx has warned already
            raise nodes.SkipNode
        scale = int(node.get("scale", 100))
        sizes = {
            key: self.latex_image_length(node[key], scale) if key in node else None
            for key in ("width", "height")
        }
        options = [f"{key}={size}" for key, size in sizes.items() if size]
        if scale != 100 and not options:
            options = [f"scale={scale / 100}"]
        alt = " ".join(node.get("alt", "").split())
        block = not isinstance(node.parent, nodes.TextElement)
        self.body.append(self._targets() + self._at(node))
        self.body.append(
            rf"\resumeimage{{{hexadecimal(alt)}}}{{{','.join(options)}}}{{{self.builder.images[uri]}}}"
        )
        if block:
            self.body.append("\\par\n")
        raise nodes.SkipNode
