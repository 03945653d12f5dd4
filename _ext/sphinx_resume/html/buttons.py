"""Buttons that lead to other forms of the résumé: the short one, and files to download."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.osutil import relative_uri

from sphinx_resume.config import documents, short_resume
from sphinx_resume.html.navigation import formats, pdf
from sphinx_resume.i18n import _

if TYPE_CHECKING:
    from sphinx.builders import Builder


def add_buttons(document: nodes.document, docname: str, builder: Builder) -> None:
    """Add the buttons below each profile on a page."""
    config = builder.config
    found = []
    short = short_resume(config)
    if docname not in documents(config) and short in builder.env.all_docs:
        uri = builder.get_relative_uri(docname, short)
        found.append((_("Short résumé"), uri))
    here = builder.get_target_uri(docname)
    known = pdf(builder, docname)
    for name, address in ([("PDF", known)] if known else []) + formats(builder, docname):
        external = "://" in address
        found.append((name, address if external else relative_uri(here, address)))
    if not found:
        return
    links = " ".join(
        f'<a class="resume-button" href="{escape(uri)}">{escape(name)}</a>' for name, uri in found
    )
    buttons = f'<p class="resume-formats">{links}</p>'
    for block in document.findall(nodes.container):
        if "resume-profile" in block["classes"]:
            block.append(nodes.raw("", buttons, format="html"))
