"""LaTeX: the themes ``resume`` and ``portfolio``, their writer, and drawings of views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_resume.latex import builder, phrases, stale_documents, theme_files

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the builder and the themes."""
    builder.setup(app)
    phrases.setup(app)
    stale_documents.setup(app)
    theme_files.setup(app)
