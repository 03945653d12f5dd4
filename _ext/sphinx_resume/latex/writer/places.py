"""Text, places that links lead to, and links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.writers.latex import LaTeXTranslator

from sphinx_resume.latex.text import escape, external_link, link

if TYPE_CHECKING:
    from docutils.nodes import Element, Node
    from sphinx.builders.latex import LaTeXBuilder
    from sphinx.builders.latex.theming import Theme


class Places(LaTeXTranslator):
    """What all parts of the writer share."""

    def __init__(self, document: nodes.document, builder: LaTeXBuilder, theme: Theme) -> None:
        super().__init__(document, builder, theme)
        #: Names of places, to be put before the next text.
        self._pending: list[str] = []
        self._placed: set[str] = set()

    def encode(self, text: str) -> str:
        return escape(text)

    def escape(self, s: str) -> str:
        return escape(s)

    def _name(self, ident: str, docname: str = "") -> str:
        """The name of a place, of characters that mean nothing to TeX or PDF."""
        name = f"{docname or self.curfilestack[-1]}:{ident}"
        return re.sub(r"[^A-Za-z0-9/:.-]", lambda found: f"+{ord(found[0]):x}", name)

    def dispatch_visit(self, node: Node) -> None:
        if isinstance(node, nodes.Element) and not isinstance(node, nodes.document):
            self._note_places(node["ids"])
        super().dispatch_visit(node)

    def _note_places(self, ids: Iterable[str]) -> None:
        for ident in ids:
            name = self._name(ident)
            if name not in self._placed:
                self._placed.add(name)
                self._pending.append(name)

    def _targets(self) -> str:
        names, self._pending = self._pending, []
        return "".join(rf"\resumetarget{{{name}}}" for name in names)

    def hypertarget(self, id: str, withdoc: bool = True, anchor: bool = True) -> str:
        return ""  # extensions ask; see dispatch_visit

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802
        text = escape(node.astext())
        if self.in_parsed_literal:
            text = text.replace(" ", r"\resumespace{}").replace("\n", r"\resumebreak{}")
        if text.strip():
            self.body.append(self._targets())
        self.body.append(text)

    def visit_target(self, node: Element) -> None:
        if "refid" in node and not node["refid"].startswith(("index-", "equation-")):
            self._note_places([node["refid"]])

    def _link(self, uri: str, contents: str, text: str) -> str:
        if uri.startswith("#"):
            return link("page", self._name(uri[1:]), contents, text)
        if uri.startswith("%"):  # how Sphinx writes another page of the same document
            docname, _hash, ident = uri[1:].partition("#")
            return link("page", self._name(ident or ":doc", docname), contents, text)
        return external_link(uri, contents, text)

    def _visit_plain(self, node: Element) -> None:
        """What is in it is enough."""


def classes(node: Node) -> set[str]:
    """The classes of a node; none for text."""
    return set(node["classes"]) if isinstance(node, nodes.Element) else set()
