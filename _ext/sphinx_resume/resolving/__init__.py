"""Resolving: from placeholders to nodes, once all pages are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_resume.resolving import post_transforms, toc

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the transform and the handlers."""
    post_transforms.setup(app)
    toc.setup(app)
