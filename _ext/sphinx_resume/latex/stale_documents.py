"""Removal of the LaTeX of documents that no longer exist, which Sphinx leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.latex import LaTeXBuilder

from sphinx_resume.output import stale_files
from sphinx_resume.output.state_files import keep, kept, state_file_of_output

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def setup(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("write-started", withdraw)


def withdraw(app: Sphinx, builder: Builder) -> None:
    """Remove what earlier builds wrote for other documents (handler of ``write-started``)."""
    if not isinstance(builder, LaTeXBuilder):
        return
    store = state_file_of_output(app, ".documents")
    listed = app.config.latex_documents
    now = {target for docname, target, *_rest in listed if docname in app.env.all_docs}
    for name in sorted({*(kept(store) or ())} - now):
        stale_files.remove(app, name)
    # In case this build fails, and the documents are removed before the next one.
    keep(store, sorted(now))
