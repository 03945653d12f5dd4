"""Suggest better words on pages with an incident review, if the project enables that."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_resume.checks.findings import Finding, warn
from sphinx_resume.checks.review_wording import wording_findings
from sphinx_resume.domain import ResumeDomain, place_in
from sphinx_resume.model.entries import Incident
from sphinx_resume.views.incident import IncidentTimelineView

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("doctree-read", check)


def check(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of words on a page that could be better (handler of ``doctree-read``)."""
    wordings, private = app.config.resume_language_check, app.config.resume_private_names
    if not wordings and not private:
        return
    docname = app.env.current_document.docname
    domain = ResumeDomain.from_env(app.env)
    reviews = [each for each in domain.on_page("entries", docname) if isinstance(each, Incident)]
    views = domain.on_page("views", docname)
    if not reviews and not any(isinstance(view, IncidentTimelineView) for view in views):
        return
    texts = [
        (review.place.at_option(name), text)
        for review in reviews
        for name, text in (("title", review.title), ("part", review.part))
    ]
    texts += [
        (place_in(app.env, docname, _line_of(node), node.source), node.astext())
        for node in doctree.findall(nodes.TextElement)
        if not isinstance(node, (nodes.Inline, nodes.FixedTextElement, nodes.Invisible))
        and not isinstance(node.parent, nodes.system_message)
    ]
    for place, text in texts:
        for found in wording_findings(text, private, wordings=wordings):
            line = place.line + text.count("\n", 0, found.start)
            warn(Finding("language", dataclasses.replace(place, line=line), found.message))


def _line_of(node: nodes.Element) -> int:
    element: nodes.Element | None = node
    while element is not None and not element.line:
        element = element.parent
    return element.line or 0 if element is not None else 0
