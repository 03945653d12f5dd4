"""The reference of the extension, for its own guide; not part of the published package.

It adds the views ``option-reference``, ``warning-reference``, and ``format-reference`` to those of
`sphinx_resume`, and reads the declarations there. It also warns if a patch of furo's markup matches
nothing; users of the extension could do nothing about such a warning.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from resume_docs.formats import FormatReference
from resume_docs.reference import OptionReference, WarningReference
from sphinx_resume.api import add_view
from sphinx_resume.building.incremental import depend_on_code
from sphinx_resume.sphinx_fixes.furo_markup import without_effect

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

_logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the views."""
    app.setup_extension("sphinx_resume")
    app.setup_extension("sphinx.ext.autodoc")  # for the page about the API
    app.connect("config-inited", _ignore_python_types)
    depend_on_code(app, "resume_docs_code", Path(__file__).parent)
    app.connect("html-page-context", _watch_furo, priority=900)  # when ours have been there
    for view in (FormatReference, OptionReference, WarningReference):
        add_view(app, view)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _ignore_python_types(app: Sphinx, config: Config) -> None:
    """Ignore types in signatures that are Python's, or that the page about the API leaves out."""
    config.nitpick_ignore_regex = [*config.nitpick_ignore_regex, ("py:.*", ".*")]


def _watch_furo(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Warn of patches that match nothing on a page of text (handler of ``html-page-context``)."""
    fix_page = context.get("resume_fix_page")
    if fix_page is None or doctree is None:
        return

    def warn_and_fix(body: str, *arguments: Any, **more: Any) -> str:
        for pattern in without_effect(body):
            message = "furo's pages have no %s any more; see sphinx_fixes/furo_markup.py"
            _logger.warning(message, pattern, type="resume_docs", subtype="furo", once=True)
        fixed: str = fix_page(body, *arguments, **more)
        return fixed

    context["resume_fix_page"] = warn_and_fix
