"""Withhold the text of internal incidents, and the source of their pages.

The directive leaves out the body; this module removes what is below it on the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_resume.checks.findings import Finding, warn
from sphinx_resume.domain import ResumeDomain, place_in
from sphinx_resume.model.entry import Place
from sphinx_resume.output import stale_files
from sphinx_resume.sphinx_fixes import removed_nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the transform and the handler."""
    app.add_transform(WithholdReviews)
    app.connect("html-page-context", keep_source)


class WithholdReviews(SphinxTransform):
    """Removes what is below an internal incident on a page, up to the next entry."""

    #: Before anything records titles, labels, references or footnotes.
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
        return place_in(self.env, docname, line, node.source)

    def _withhold(self, node: nodes.Element) -> None:
        removed = list(node.findall(nodes.Element))
        removed_nodes.forget(self.document, removed)
        parent = node.parent
        assert parent is not None
        # Toctrees stay, because they are not part of the review.
        parent[parent.index(node) : parent.index(node) + 1] = [
            each for each in removed if isinstance(each, addnodes.toctree)
        ]


def _below(block: nodes.Element) -> list[nodes.Element]:
    """The nodes after an entry on its page, in and after its section, up to the next entry."""
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


def keep_source(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Do not publish the source of a page that says more than readers may see.

    A handler of ``html-page-context``.
    """
    if ResumeDomain.from_env(app.env).hides(page):
        if name := context.get("sourcename"):
            stale_files.remove(app, f"_sources/{name}")
        context["sourcename"] = ""
        context["has_source"] = False
