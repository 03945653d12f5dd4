"""Incremental, parallel, and concurrent builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_resume.building import (
    consistency,
    doctree_lock,
    garbage,
    incremental,
    private_pages,
    selections,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the event handlers."""
    garbage.setup(app)
    doctree_lock.setup(app)
    incremental.setup(app)
    consistency.setup(app)
    private_pages.setup(app)
    selections.setup(app)
