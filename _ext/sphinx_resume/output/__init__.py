"""Files in the output folder besides pages, and who owns them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_resume.output import builders, own_files

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the builders, and the list of our own files."""
    builders.setup(app)
    own_files.setup(app)
