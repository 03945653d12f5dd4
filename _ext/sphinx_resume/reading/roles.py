"""Cross-references to entries: the role, the references of pages, and unresolved ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.roles import XRefRole

from sphinx_resume.domain import ResumeDomain

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment


def setup(app: Sphinx) -> None:
    """Register the handlers."""
    app.connect("doctree-read", note_references)
    app.connect("warn-missing-reference", warn_unknown)


class EntryRole(XRefRole):
    """A reference by id, title or alias; ``~`` shortens its text, ``!`` omits the link."""

    def __init__(self) -> None:
        super().__init__(innernodeclass=nodes.inline, warn_dangling=True)

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        if not has_explicit_title and target.startswith("~"):
            refnode["short"] = True
            title, target = title[1:], target[1:]
        return title, " ".join(target.split())


def note_references(app: Sphinx, doctree: nodes.document) -> None:
    """Store what a page refers to (handler of ``doctree-read``)."""
    references = {
        (node["reftype"], node["reftarget"])
        for node in doctree.findall(addnodes.pending_xref)
        if (node.get("refdomain") == "resume" or node["reftype"] in {"any", "myst"})
        and not node.get("intersphinx")
    }
    if references:
        ResumeDomain.from_env(app.env).note_references(app.env.docname, references)


def warn_unknown(app: Sphinx, domain: Domain | None, node: addnodes.pending_xref) -> bool | None:
    """Warn of an unresolved reference in our own words (handler of ``warn-missing-reference``)."""
    if not isinstance(domain, ResumeDomain):
        return None
    domain.warn_unknown(node)
    return True
