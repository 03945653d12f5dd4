"""Placeholders to views, before anything else resolves or writes."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.ext.todo import todo_node
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_resume import html, latex
from sphinx_resume.conditions import conditions_of
from sphinx_resume.contents import distinguish
from sphinx_resume.copies import add_notes, copied, note_numbers, without_ids
from sphinx_resume.domain import ResumeDomain
from sphinx_resume.html import microformats
from sphinx_resume.html.elements import citable, region
from sphinx_resume.nodes import entry_body, message, part, placeholder
from sphinx_resume.prose import take_out, text_parts
from sphinx_resume.views.base import Link, View, bullets
from sphinx_resume.views.topics import FilterView


class ResolveViews(SphinxPostTransform):
    """Swaps each placeholder for the nodes of its view, and for a drawing where there is one."""

    #: Before MyST (9) and Sphinx (10) resolve references, some of which views bring.
    default_priority: ClassVar[int] = 5

    def run(self, **kwargs: object) -> None:
        if self._domain.builder.name != "gettext":
            for each in list(self.document.findall(message)):
                take_out(each)
        self._ids = {
            ident
            for section in self.document.findall(nodes.section)
            if not isinstance(section, placeholder)
            for ident in section["ids"]
        }
        self._regions: Counter[str] = Counter()
        self._has_filter = False
        self._notes: dict[int, tuple[nodes.Element, list[nodes.footnote]]] = {}
        # A body that is shown again may bring placeholders of its own.
        while placeholders := list(self.document.findall(placeholder)):
            for node in placeholders:
                self._resolve(node)
        for todo in list(self.document.findall(todo_node)):
            if not self.config.todo_include_todos:
                take_out(todo)  # some builders would write it all the same
        for scope, notes in self._notes.values():
            add_notes(scope, notes)
        self._finish()

    def _finish(self) -> None:
        """What the page has besides, if it has any of ours."""
        builder = self._domain.builder
        if builder.format == "text":
            _unnest(self.document)
        if getattr(builder, "add_permalinks", False) and self.config.html_permalinks:
            citable(self.document, self._words)
        if builder.format == "html" and self.env.docname == self.config.resume_document:
            microformats.mark(self.document, self.config.resume_name)

    def _words(self, block: nodes.Element) -> str:
        return self._domain.career.text(tuple(text_parts(block, self.env.docname)[0]))

    def _resolve(self, node: placeholder) -> None:
        view: View = node["view"]
        if not self._domain.holds(conditions_of(node)) or (
            isinstance(view, FilterView) and not self._is_first_filter(node)
        ):
            _replace(node, [])
            return
        layout = self._domain.layout(view)
        content = self._drawn(view, layout) if layout else []
        if node.get("copied") and any(map(_in_full, content)):
            # Or a list that stands in a body would show that body, and so itself, forever.
            content = []
        scope = _scope(node)
        for child in content:
            self._place(child, view, node.line, scope)
            for slot in list(child.findall(part)):
                slot.replace_self(node.children[slot["index"]].children)
            if node.get("copied"):
                without_ids(child)
            distinguish(child, self._ids)
            note_numbers(child, view.place.docname, self.env)
            self._name_regions(child)
        _replace(node, content)

    def _is_first_filter(self, node: placeholder) -> bool:
        """Whether a filter is the one of the page, and did not come with what is shown again."""
        if self._has_filter or node.get("copied"):
            return False
        self._has_filter = True
        return True

    def _name_regions(self, root: nodes.Node) -> None:
        """Give regions labels that no other one on the page has."""
        for each in root.findall(region):
            label = each["label"]
            self._regions[label] += 1
            if self._regions[label] > 1:
                each["label"] = f"{label} ({self._regions[label]})"

    @property
    def _domain(self) -> ResumeDomain:
        return ResumeDomain.of(self.env)

    def _drawn(self, view: View, layout: object) -> list[nodes.Node]:
        plain = view.nodes(layout)
        builder = self._domain.builder
        if builder.format == "html":

            def href(link: Link) -> str:
                uri = builder.get_relative_uri(view.place.docname, link.docname)
                # singlehtml's address of a document is itself an anchor.
                return f"#{link.anchor}" if "#" in uri else f"{uri}#{link.anchor}"

            return html.enrich(layout, plain, href, scripted=builder.name in html.SITES)
        if builder.format == "latex":
            return latex.enrich(layout, plain)
        if builder.format == "man":
            for node in plain:
                _unspan(node)
        return plain

    def _place(self, root: nodes.Node, view: View, line: int | None, scope: nodes.Element) -> None:
        """Make references in a view's nodes start from the document that shows it."""
        docname = view.place.docname
        for xref in root.findall(addnodes.pending_xref):
            xref["refdoc"] = docname
            xref.line = line
        for body in list(root.findall(entry_body)):
            entry = self._domain.career.find(body["kind"], body["id"])
            assert entry is not None
            copy = copied(entry, docname, self.env, self._domain.builder)
            body.replace_self(copy.body)
            if copy.notes:
                self._notes.setdefault(id(scope), (scope, []))[1].extend(copy.notes)


def _scope(node: nodes.Element) -> nodes.Element:
    """The page that a node stands on, be it among others in one document."""
    parent = node
    while parent.parent is not None and not isinstance(parent, addnodes.start_of_file):
        parent = parent.parent
    return parent


def _replace(node: placeholder, content: list[nodes.Node]) -> None:
    """Put content in the place of a view; a label above it stays, also above nothing."""
    labels = [ident for ident in node["ids"] if ident != node["view"].place.anchor]
    label = [nodes.target("", "", ids=labels)] if labels else []
    if content and isinstance(content[0], nodes.Element):
        content[0]["classes"] += node["classes"]
    for name in node.basic_attributes:
        node[name] = []
    node.replace_self([*label, *content])


def _in_full(root: nodes.Node) -> bool:
    """Whether these are entries with their bodies, or sections for such."""
    return any(isinstance(node, (entry_body, nodes.section)) for node in root.findall())


def _unspan(root: nodes.Node) -> None:
    """Put empty cells beside those that span columns, which manual pages cannot do."""
    for cell in list(root.findall(nodes.entry)):
        row = cell.parent
        assert row is not None
        row += [nodes.entry() for _column in range(cell.attributes.pop("morecols", 0))]


def _unnest(root: nodes.Node) -> None:
    """Make lists of tables within tables, which plain text cannot have."""
    for outer in list(root.findall(nodes.table)):
        for table in reversed(list(outer.findall(nodes.table))[1:]):
            rows = list(table.findall(nodes.row))
            table.replace_self(bullets(chain(*(cell.children for cell in row)) for row in rows))
