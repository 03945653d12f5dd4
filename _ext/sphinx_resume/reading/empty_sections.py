"""Warn of sections that `nox -s new` created and no one has filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_resume.checks.findings import Finding, warn
from sphinx_resume.domain import place_in

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("doctree-read", check)


def check(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of sections with nothing but comments (handler of ``doctree-read``)."""
    for section in doctree.findall(nodes.section):
        title, *rest = section.children or [nodes.title()]
        if rest and all(isinstance(node, nodes.comment) for node in rest):
            line = title.line or section.line or rest[0].line or 0
            place = place_in(app.env, app.env.current_document.docname, line, rest[0].source)
            message = (
                f"the section “{title.astext()}” has nothing but a comment; write it, or delete it "
                "and its heading"
            )
            warn(Finding("todo", place, message))
