"""Builds on top of earlier ones, in several processes, and beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_resume.building import doctree_lock, incremental

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register what they need."""
    doctree_lock.setup(app)
    incremental.setup(app)
