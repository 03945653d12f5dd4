"""A Sphinx extension for résumés whose claims link to their evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_resume import (
    building,
    config,
    config_texts,
    domain,
    html,
    i18n,
    latex,
    nodes,
    output,
    reading,
    resolving,
    sphinx_fixes,
)
from sphinx_resume.building.incremental import depend_on_code

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register every part of the extension."""
    config.setup(app)
    config_texts.setup(app)
    depend_on_code(app, "resume_code", Path(__file__).parent)
    i18n.setup(app)
    nodes.setup(app)
    domain.setup(app)
    reading.setup(app)
    resolving.setup(app)
    building.setup(app)
    html.setup(app)
    latex.setup(app)
    output.setup(app)
    sphinx_fixes.setup(app)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
