"""From placeholders to nodes, when all pages are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_resume.resolving import post_transforms, toc

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register what does that."""
    post_transforms.setup(app)
    toc.setup(app)
