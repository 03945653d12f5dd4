"""Replace placeholders by views, before anything else resolves or writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.ext.todo import todo_node
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_resume.conditions import conditions_of
from sphinx_resume.config import short_resume
from sphinx_resume.domain import ResumeDomain
from sphinx_resume.html import buttons, microformats
from sphinx_resume.html import enrich as html
from sphinx_resume.html.elements import add_permalinks, region
from sphinx_resume.latex import enrich as latex
from sphinx_resume.node_text import take_out, text_parts
from sphinx_resume.nodes import entry_body, message, part, placeholder, unseen
from sphinx_resume.resolving.body_copies import add_notes, copied, note_numbers, without_ids
from sphinx_resume.resolving.toc import distinguish
from sphinx_resume.sphinx_fixes.singlehtml_links import place_uri
from sphinx_resume.views.base import Link, View, bullets
from sphinx_resume.views.filter_control import FilterView
from sphinx_resume.views.profile import ProfileView

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the post-transform."""
    app.add_post_transform(ResolveViews)


class ResolveViews(SphinxPostTransform):
    """Replaces each placeholder by the nodes of its view, with a drawing where there is one."""

    #: Before MyST (9) and Sphinx (10) resolve references, which views may contain.
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
        self._copy_ids = {i for node in self.document.findall(nodes.Element) for i in node["ids"]}
        self._regions: Counter[str] = Counter()
        self._has_filter = False
        self._notes: dict[int, tuple[nodes.Element, list[nodes.footnote]]] = {}
        # A copied body may contain placeholders of its own, and so may its footnotes.
        while True:
            if placeholders := list(self.document.findall(placeholder)):
                for node in placeholders:
                    self._resolve(node)
            elif self._notes:
                _key, (scope, notes) = self._notes.popitem()
                add_notes(scope, notes, self._copy_ids)
            else:
                break
        for todo in list(self.document.findall(todo_node)):
            if not self.config.todo_include_todos:
                take_out(todo)  # some builders would write it anyway
        for note in self.document.findall(nodes.footnote):
            note.attributes.pop("origin", None)
        self._finish()

    def _finish(self) -> None:
        """Finish a page once its views are resolved."""
        builder = self._domain.builder
        for each in list(self.document.findall(unseen)):
            if builder.format != "html":
                take_out(each)
        if builder.format == "text":
            _unnest(self.document)
        if getattr(builder, "add_permalinks", False) and self.config.html_permalinks:
            add_permalinks(self.document, self._words)
        if builder.format == "html" and self.env.docname == short_resume(self.config):
            microformats.mark(self.document, self.config.resume_name)
        if builder.name in html.SITES:
            buttons.add_buttons(self.document, self.env.docname, builder)

    def _words(self, block: nodes.Element) -> str:
        return self._domain.career.text(tuple(text_parts(block, self.env.docname)[0]))

    def _resolve(self, node: placeholder) -> None:
        view: View = node["view"]
        if self._domain.builder.name == "gettext":
            _replace(node, node.children)  # text from other pages is translated there
            return
        if not self._domain.are_met(conditions_of(node)) or (
            isinstance(view, FilterView) and not self._is_first_filter(node)
        ):
            _replace(node, [])
            return
        within: frozenset[tuple[str, str]] = node.get("within", frozenset())
        if within:
            view = view.nested(len(within))
        layout = self._domain.seal.layout(view)
        content = self._drawn(view, layout) if layout else []
        around = within | _entries_around(node)
        level = _heading_level(node)
        scope = _scope(node)
        for child in content:
            if within:
                without_ids(child)
            distinguish(child, self._ids)
            self._place(child, view, node.line, scope, around)
            for slot in list(child.findall(part)):
                words = node.children[slot["index"]]  # which a list may show more than once
                slot.replace_self([each.deepcopy() for each in words.children])
            note_numbers(child, view.place.docname, self.env)
            self._name_regions(child)
        _replace(node, [*_without_sections(content, level)] if around else content)

    def _is_first_filter(self, node: placeholder) -> bool:
        """Whether a filter is the first on the page, and not part of a copied body."""
        if self._has_filter or node.get("within"):
            return False
        self._has_filter = True
        return True

    def _name_regions(self, root: nodes.Node) -> None:
        """Give regions labels that are unique on the page."""
        for each in root.findall(region):
            label = each["label"]
            self._regions[label] += 1
            if self._regions[label] > 1:
                each["label"] = f"{label} ({self._regions[label]})"

    @property
    def _domain(self) -> ResumeDomain:
        return ResumeDomain.from_env(self.env)

    def _drawn(self, view: View, layout: object) -> list[nodes.Node]:
        builder = self._domain.builder
        if builder.format == "html":

            def href(link: Link) -> str:
                page = builder.get_relative_uri(view.place.docname, link.docname)
                return place_uri(page, link.anchor)

            return html.enrich(
                view,
                layout,
                href,
                scripted=builder.name in html.SITES,
                filter_place=self._domain.seal.filter_place,
            )
        plain = view.nodes(layout)
        if builder.format == "latex":
            return latex.enrich(layout, plain)
        if builder.format == "man":
            for node in plain:
                _unspan(node)
        return plain

    def _place(
        self,
        root: nodes.Node,
        view: View,
        line: int | None,
        scope: nodes.Element,
        around: frozenset[tuple[str, str]],
    ) -> None:
        """Make references in a view's nodes relative to its document, and copy bodies into them.

        The bodies of the entries `around` it are left out, or they would contain themselves.
        """
        docname = view.place.docname
        for xref in root.findall(addnodes.pending_xref):
            xref["refdoc"] = docname
            xref.line = line
        for body in list(root.findall(entry_body)):
            kind, ident = body["kind"], body["id"]
            career = self._domain.career
            is_summary = kind == ProfileView.name
            entry = career.profile(ident) if is_summary else career.find(kind, ident)
            assert entry is not None
            if entry.key in around:
                take_out(body)
                continue
            copy = copied(
                entry,
                docname,
                self._domain.resolver,
                around,
                self._copy_ids,
                body.get("kept"),
                body.get("reworded", ()),
            )
            body.replace_self(copy.body)
            if copy.notes:
                self._notes.setdefault(id(scope), (scope, []))[1].extend(copy.notes)


def _entries_around(node: nodes.Node) -> frozenset[tuple[str, str]]:
    """The kinds and ids of the entries whose bodies contain a node."""
    found = set()
    around = node.parent
    while around is not None:
        if isinstance(around, nodes.container) and "entry" in around:
            found.add(around["entry"])
        around = around.parent
    return frozenset(found)


def _without_sections(content: Iterable[nodes.Node], level: int) -> Iterator[nodes.Node]:
    """Turn sections into blocks with headings, since only a page or a section can contain sections.

    Sphinx would give any others the number of their page.
    """
    for node in content:
        if isinstance(node, nodes.section):
            title, *rest = node.children
            heading = nodes.rubric("", "", *title.children, **{"heading-level": min(level, 5)})
            below = _without_sections(rest, level + 1)
            yield nodes.container("", heading, *below, **node.attributes)
        else:
            yield node


def _heading_level(node: nodes.Node) -> int:
    """The level of a heading in a node's place; that of a page is 1."""
    level = 1
    around = node.parent
    while around is not None:
        level += isinstance(around, nodes.section)
        around = around.parent
    return level


def _scope(node: nodes.Element) -> nodes.Element:
    """The page that contains a node, which may be one of several in a document."""
    parent = node
    while parent.parent is not None and not isinstance(parent, addnodes.start_of_file):
        parent = parent.parent
    return parent


def _replace(node: placeholder, content: list[nodes.Node]) -> None:
    """Replace the placeholder of a view; a label above it stays, even if there is no content."""
    labels = [ident for ident in node["ids"] if ident != node["view"].place.anchor]
    label = [nodes.target("", "", ids=labels)] if labels else []
    if content and isinstance(content[0], nodes.Element):
        content[0]["classes"] += node["classes"]
    for name in node.basic_attributes:
        node[name] = []
    node.replace_self([*label, *content])


def _unspan(root: nodes.Node) -> None:
    """Add empty cells after those that span columns, which manual pages do not support."""
    for cell in list(root.findall(nodes.entry)):
        row = cell.parent
        assert row is not None
        row += [nodes.entry() for _column in range(cell.attributes.pop("morecols", 0))]


def _unnest(root: nodes.Node) -> None:
    """Turn tables within tables into lists, since plain text does not support them."""
    for outer in list(root.findall(nodes.table)):
        for table in reversed(list(outer.findall(nodes.table))[1:]):
            rows = list(table.findall(nodes.row))
            table.replace_self(bullets(chain(*(cell.children for cell in row)) for row in rows))
