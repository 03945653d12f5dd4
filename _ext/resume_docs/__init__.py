"""The reference of the extension, for its own guide; no part of what is published.

It adds the views ``option-reference`` and ``warning-reference`` to those of `sphinx_resume`, whose
declarations they read.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resume_docs.reference import OptionReference, WarningReference
from sphinx_resume.api import add_view
from sphinx_resume.building.incremental import depend_on_code

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the views."""
    app.setup_extension("sphinx_resume")
    app.setup_extension("sphinx.ext.autodoc")  # for the page about the API
    app.connect("config-inited", _let_types_lead_nowhere)
    depend_on_code(app, "resume_docs_code", Path(__file__).parent)
    for view in (OptionReference, WarningReference):
        add_view(app, view)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _let_types_lead_nowhere(app: Sphinx, config: Config) -> None:
    """Types in signatures may be of Python, or have no place on the page about the API."""
    config.nitpick_ignore_regex = [*config.nitpick_ignore_regex, ("py:.*", ".*")]
