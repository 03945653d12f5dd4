"""Placeholders to views, before anything else resolves or writes."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from itertools import chain, count
from typing import ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_resume import html, latex
from sphinx_resume.domain import ResumeDomain
from sphinx_resume.html import microformats
from sphinx_resume.html.elements import citable, region
from sphinx_resume.nodes import entry_body, part, placeholder
from sphinx_resume.prose import text_parts
from sphinx_resume.views.base import Link, View, bullets
from sphinx_resume.views.topics import FilterView


class ResolveViews(SphinxPostTransform):
    """Swaps each placeholder for the nodes of its view, and for a drawing where there is one."""

    #: Before MyST (9) and Sphinx (10) resolve references, some of which views bring.
    default_priority: ClassVar[int] = 5

    def run(self, **kwargs: object) -> None:
        sections = self.document.findall(nodes.section)
        self._ids = {ident for section in sections for ident in section["ids"]}
        self._regions: Counter[str] = Counter()
        self._has_filter = False
        # A body that is shown again may bring placeholders of its own.
        while placeholders := list(self.document.findall(placeholder)):
            for node in placeholders:
                self._resolve(node)
        builder = self.env._app.builder
        if builder.format == "text":
            _unnest(self.document)
        if getattr(builder, "add_permalinks", False) and self.config.html_permalinks:
            career = self._domain.career
            citable(self.document, lambda block: career.text(tuple(text_parts(block)[0])))
        if builder.format == "html" and self.env.docname == self.config.resume_document:
            microformats.mark(self.document, self.config.resume_name)

    def _resolve(self, node: placeholder) -> None:
        view: View = node["view"]
        if isinstance(view, FilterView) and not self._is_first_filter(node):
            _replace(node, [])
            return
        layout = self._domain.layout(view)
        content = self._drawn(view, layout) if layout else []
        if node.get("copied") and any(map(_in_full, content)):
            # Or a list that stands in a body would show that body, and so itself, forever.
            content = []
        for child in content:
            self._place(child, view, node.line)
            for slot in list(child.findall(part)):
                slot.replace_self(node.children[slot["index"]].children)
            if node.get("copied"):
                _without_ids(child)
            self._distinguish(child)
        _replace(node, content)

    def _is_first_filter(self, node: placeholder) -> bool:
        """Whether a filter is the one of the page, and did not come with what is shown again."""
        if self._has_filter or node.get("copied"):
            return False
        self._has_filter = True
        return True

    def _distinguish(self, root: nodes.Node) -> None:
        """Give sections ids, and regions labels, that nothing else on the page has."""
        for section in root.findall(nodes.section):
            for ident in section["ids"]:
                names = chain([ident], (f"{ident}-{number}" for number in count(2)))
                section["ids"] = [next(name for name in names if name not in self._ids)]
            self._ids.update(section["ids"])
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
        builder = self.env._app.builder
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

    def _place(self, root: nodes.Node, view: View, line: int | None) -> None:
        """Make references in a view's nodes start from the document that shows it."""
        for body in list(root.findall(entry_body)):
            copy = self._copied_body(body["kind"], body["id"], view.place.docname)
            body.replace_self(list(copy))
        for xref in root.findall(addnodes.pending_xref):
            xref["refdoc"] = view.place.docname
            xref.line = line

    def _copied_body(self, kind: str, ident: str, docname: str) -> Iterator[nodes.Node]:
        """The body of an entry as it stands on its own page, without its anchors."""
        entry = self._domain.career.find(kind, ident)
        assert entry is not None
        doctree = self.env.get_doctree(entry.place.docname)  # read anew, and so ours to change
        for block in doctree.findall(nodes.container):
            if block.get("entry") != (kind, ident):
                continue
            for target in list(block.findall(nodes.target)):
                target.parent.remove(target)
            _without_ids(block)
            for element in block.findall(nodes.Element):
                if isinstance(element, addnodes.pending_xref):
                    # Its own page warns of what is wrong with it.
                    element["copied"] = True
                elif isinstance(element, placeholder):
                    element["copied"] = True
                    place = dataclasses.replace(element["view"].place, docname=docname)
                    element["view"] = dataclasses.replace(element["view"], place=place)
            yield from block.children
            return


def _replace(node: placeholder, content: list[nodes.Node]) -> None:
    """Put content in the place of a view; a label above it stays, also above nothing."""
    label = [nodes.target("", "", ids=node["ids"])] if node["ids"] else []
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


def _without_ids(root: nodes.Node) -> None:
    """Take the ids from what stands on a page a second time."""
    for element in root.findall(nodes.Element):
        element["ids"] = []
