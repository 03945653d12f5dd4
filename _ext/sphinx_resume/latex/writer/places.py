"""Text, link targets, links, and positions in sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_resume.latex.text import escape, external_link, hexadecimal, link
from sphinx_resume.latex.writer.sphinx_writer import SphinxWriter
from sphinx_resume.model.career import Career
from sphinx_resume.model.entry import Place
from sphinx_resume.node_sources import places_of, relative, source_of

if TYPE_CHECKING:
    from docutils.nodes import Element, Node
    from sphinx.builders.latex import LaTeXBuilder
    from sphinx.builders.latex.theming import Theme


class Places(SphinxWriter):
    """State and helpers shared by all parts of the writer."""

    def __init__(self, document: nodes.document, builder: LaTeXBuilder, theme: Theme) -> None:
        super().__init__(document, builder, theme)
        #: Names of targets to write before the next text.
        self._pending: list[str] = []
        self._placed: set[str] = set()
        #: The numbers of source files, by name.
        self._sources: dict[str, int] = {}
        #: The last ``\resumeat`` written; empty where TeX may process text in another order.
        self._last_at = ""

    def encode(self, text: str) -> str:
        return escape(text)

    def escape(self, s: str) -> str:
        return escape(s)

    def _name(self, ident: str, docname: str = "") -> str:
        """The name of a target, without characters that are special in TeX or PDF."""
        name = f"{docname or self.docname}:{ident}"
        return re.sub(r"[^A-Za-z0-9/:.-]", lambda found: f"+{ord(found[0]):x}", name)

    def dispatch_visit(self, node: Node) -> None:
        if isinstance(node, nodes.Element) and not isinstance(node, nodes.document):
            is_citation = isinstance(node, nodes.citation)  # moved to the end, from any page
            self._note_places(node["ids"], node["docname"] if is_citation else "")
        super().dispatch_visit(node)

    def _note_places(self, ids: Iterable[str], docname: str = "") -> None:
        for ident in ids:
            name = self._name(ident, docname)
            if name not in self._placed:
                self._placed.add(name)
                self._pending.append(name)

    def _targets(self) -> str:
        names, self._pending = self._pending, []
        return "".join(rf"\resumetarget{{{name}}}" for name in names)

    def hypertarget(self, id: str, withdoc: bool = True, anchor: bool = True) -> str:
        return ""  # called by other extensions; see dispatch_visit

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802
        lines = escape(node.astext()).split("\n")
        if self.is_parsed_literal:
            lines = [line.replace(" ", r"\resumespace{}") for line in lines]
        if any(line.strip() for line in lines):
            self.body.append(self._targets())
        end = r"\resumebreak{}" if self.is_parsed_literal else "\n"
        for number, line in enumerate(lines):
            self.body.append(end if number else "")
            if line.strip():
                self.body.append(self._at(node, lines_before(node) + number))
            self.body.append(line)

    def _at(self, node: Node, line: int = 0) -> str:
        """Tell TeX the source of the following text: that of the node, plus `line` lines."""
        file, first = self._source_of(node)
        command = rf"\resumeat{{{self._number_of(file)}}}{{{first and first + line}}}"
        last, self._last_at = self._last_at, command
        return "" if last == command else command

    def pushbody(self, newbody: list[str]) -> None:
        super().pushbody(newbody)
        self._last_at = ""

    def popbody(self) -> list[str]:
        self._last_at = ""
        return super().popbody()

    def _source_of(self, node: Node) -> tuple[str, int]:
        """The file and line of a node, or of its nearest ancestor that has them."""
        found = source_of(node, self._entries, self.env)
        return found or (str(self.env.doc2path(self.docname)), 0)

    @cached_property
    def _entries(self) -> dict[str, Place]:
        """The places of entries, by the keys in the attribute ``about`` of nodes."""
        return places_of(self._career) if self._career else {}

    @property
    def _career(self) -> Career | None:
        domain = self.env.domains.get("resume")
        return getattr(domain, "career", None)

    def _number_of(self, file: str) -> int:
        if file not in self._sources:
            self._sources[file] = len(self._sources) + 1
        return self._sources[file]

    def _source_names(self) -> list[str]:
        """Commands that name the source files, relative to the source folder."""
        return [
            rf"\resumefile{{{number}}}{{{hexadecimal(relative(file, self.builder.srcdir))}}}"
            for file, number in self._sources.items()
        ]

    def visit_target(self, node: Element) -> None:
        if "refid" in node and not node["refid"].startswith(("index-", "equation-")):
            self._note_places([node["refid"]])

    def _link(self, uri: str, contents: str, text: str) -> str:
        if uri.startswith("#"):
            return link("page", self._name(uri[1:]), contents, text)
        if uri.startswith("%"):  # Sphinx's form of a link within the same document
            docname, _hash, ident = uri[1:].partition("#")
            return link("page", self._name(ident or ":doc", docname), contents, text)
        return external_link(uri, contents, text)

    def _visit_plain(self, node: Element) -> None:
        """Write only the content of a node."""


def lines_before(text: nodes.Text) -> int:
    """The number of line breaks before a text within its block."""
    block: Node = text.parent
    while block.line is None and isinstance(block.parent, nodes.TextElement):
        block = block.parent
    count = 0
    for other in block.findall(nodes.Text):
        if other is text:
            return count
        count += other.count("\n")
    return count


def classes(node: Node | None) -> set[str]:
    """The classes of a node; empty for text and ``None``."""
    return set(node["classes"]) if isinstance(node, nodes.Element) else set()
