"""HTML output: the richer forms of views, navigation and metadata of pages, and other files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_resume.html import (
    assets,
    elements,
    feed,
    furo,
    head,
    matrix,
    navigation,
    not_found,
    search,
    site_files,
    template_cache,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register all parts; the order is that of their elements in the head of a page."""
    elements.setup(app)
    matrix.setup(app)
    assets.setup(app)
    feed.setup(app)
    head.setup(app)
    navigation.setup(app)
    not_found.setup(app)
    furo.setup(app)
    search.setup(app)
    site_files.setup(app)
    template_cache.setup(app)
