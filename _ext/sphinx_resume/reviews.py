"""What pages with the review of an incident have: its timeline, its wording, its privacy."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_resume import leftovers
from sphinx_resume.directives import ViewDirective
from sphinx_resume.domain import ResumeDomain, included
from sphinx_resume.entries import Incident
from sphinx_resume.entry import Place
from sphinx_resume.language import suggestions
from sphinx_resume.logging import Finding, warn
from sphinx_resume.moments import Chronicle, head_length
from sphinx_resume.nodes import placeholder
from sphinx_resume.views.incident import IncidentTimelineView

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class IncidentTimelineDirective(ViewDirective):
    """Reads the events, and keeps what was written of each as a part of the view."""

    has_content = True

    def parts(self, values: dict[str, Any], place: Place) -> list[nodes.Node]:
        """The events as they were parsed, without their times and marks."""
        self.warn_todo("this incident-timeline")
        body = self.parse_content_to_nodes()
        items = [
            item
            for node in body
            if isinstance(node, (nodes.bullet_list, nodes.enumerated_list))
            for item in node.children
            if isinstance(item, nodes.list_item)
        ]
        if items:
            self._warn_strays(body, place)
        chronicle = Chronicle.read([_line(item) for item in items], values.get("zone", ""))
        for problem in chronicle.problems:
            where = place.of("zone")
            if problem.index is not None:
                where = self._place(items[problem.index], place)
            warn(Finding(problem.kind, where, problem.message))
        values["chronicle"] = chronicle
        values["body"] = "\n".join(self.content)
        return [nodes.container("", *_without_head(item)) for item in items]

    def _warn_strays(self, body: Iterable[nodes.Node], place: Place) -> None:
        for node in body:
            if not isinstance(node, (nodes.bullet_list, nodes.enumerated_list, nodes.Invisible)):
                message = "events are items of a list, as “- 14:05 It began.”; this is left out"
                warn(Finding("time", self._place(node, place), message))

    def _place(self, node: nodes.Node, place: Place) -> Place:
        line = next((each.line for each in node.findall() if each.line), place.line)
        return dataclasses.replace(place, line=line)


def _line(item: nodes.list_item) -> str:
    """The text that an event begins with."""
    text = _first_text(item)
    return text.astext() if text is not None else ""


def _first_text(item: nodes.list_item) -> nodes.Text | None:
    paragraph = item.children[0] if item.children else None
    text = paragraph.children[0] if isinstance(paragraph, nodes.paragraph) else None
    return text if isinstance(text, nodes.Text) else None


def _without_head(item: nodes.list_item) -> list[nodes.Node]:
    text = _first_text(item)
    if text is not None:
        paragraph = text.parent
        assert isinstance(paragraph, nodes.paragraph)
        paragraph.replace(text, nodes.Text(text[head_length(text) :]))
        # What translators are given.
        paragraph.rawsource = paragraph.rawsource[head_length(paragraph.rawsource) :]
    return item.children


class WithholdReviews(SphinxTransform):
    """Takes from a page what stands below an internal incident, up to the next entry."""

    #: Before anything notes titles, labels, references or footnotes.
    default_priority: ClassVar[int] = 1

    def apply(self, **kwargs: object) -> None:
        for block in list(self.document.findall(nodes.container)):
            if "withheld" in block:
                message = block.attributes.pop("withheld")
                for node in _below(block):
                    if message and not isinstance(node, nodes.Invisible):
                        warn(Finding("internal", self._place(node), message))
                        message = ""
                    self._withhold(node)

    def _place(self, node: nodes.Element) -> Place:
        docname = self.env.current_document.docname
        line = next((e.line for e in node.findall(nodes.Element) if e.line), 0)
        return Place(docname, line, source=included(self.env, docname, node.source))

    def _withhold(self, node: nodes.Element) -> None:
        views = ResumeDomain.of(self.env).views.get(self.env.current_document.docname, [])
        removed = list(node.findall(nodes.Element))
        for each in removed:
            if isinstance(each, placeholder):
                views.remove(each["view"])
        _forget(self.document, removed)
        parent = node.parent
        assert parent is not None
        # What leads to other pages is no part of the review.
        parent[parent.index(node) : parent.index(node) + 1] = [
            each for each in removed if isinstance(each, addnodes.toctree)
        ]


def _forget(document: nodes.document, removed: list[nodes.Element]) -> None:
    """Strike nodes from the lists that a document keeps, of labels and footnotes for example."""
    gone = set(map(id, removed))
    for name in (name for node in removed for name in node["names"]):
        document.nameids.pop(name, None)
        document.nametypes.pop(name, None)
    for record in (record for key, record in vars(document).items() if key != "children"):
        for kept in [record, *(record.values() if isinstance(record, dict) else ())]:
            if isinstance(kept, list):
                kept[:] = [each for each in kept if id(each) not in gone]
            elif isinstance(kept, dict):
                for key in [key for key, each in kept.items() if id(each) in gone]:
                    del kept[key]


def _below(block: nodes.Element) -> list[nodes.Element]:
    """What follows an entry on its page, in and after its section, up to the next one."""
    found: list[nodes.Element] = []
    node: nodes.Element | None = block
    while node is not None and node.parent is not None:
        for sibling in node.parent[node.parent.index(node) + 1 :]:
            entries = (each for each in sibling.findall(nodes.container) if "entry" in each)
            if next(entries, None) is not None:
                return found
            if isinstance(sibling, nodes.Element):
                found.append(sibling)
        node = node.parent
    return found


def check_language(app: Sphinx, doctree: nodes.document) -> None:
    """Suggest better words on a page with a review, as configured (handler of ``doctree-read``)."""
    wordings, private = app.config.resume_language_check, app.config.resume_private_names
    docname = app.env.current_document.docname
    domain = ResumeDomain.of(app.env)
    reviews = [e for e in domain.entries.get(docname, ()) if isinstance(e, Incident)]
    views = domain.views.get(docname, ())
    if not (wordings or private) or not (
        reviews or any(isinstance(view, IncidentTimelineView) for view in views)
    ):
        return
    texts = [
        (review.place.of(name), text)
        for review in reviews
        for name, text in (("title", review.title), ("part", review.part))
    ]
    texts += [
        (
            Place(docname, _line_of(node), source=included(app.env, docname, node.source)),
            node.astext(),
        )
        for node in doctree.findall(nodes.TextElement)
        if not isinstance(node, (nodes.Inline, nodes.FixedTextElement, nodes.Invisible))
    ]
    for place, text in texts:
        for found in suggestions(text, private, wordings=wordings):
            line = place.line + text.count("\n", 0, found.start)
            warn(Finding("language", dataclasses.replace(place, line=line), found.message))


def _line_of(node: nodes.Element) -> int:
    element: nodes.Element | None = node
    while element is not None and not element.line:
        element = element.parent
    return element.line or 0 if element is not None else 0


def keep_source(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Don't keep the source of a page that says more than readers may see.

    A handler of ``html-page-context``.
    """
    if any(entry.withholds for entry in ResumeDomain.of(app.env).entries.get(page, ())):
        leftovers.remove_source(app, page)
        context["sourcename"] = ""
        context["has_source"] = False
