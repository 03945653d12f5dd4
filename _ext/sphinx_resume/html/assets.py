"""The assets of pages: the style sheet, the icon, and the script where there is a filter."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx_resume.domain import ResumeDomain
from sphinx_resume.html.enrich import SITES
from sphinx_resume.views.filter_control import FilterView

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_HERE: Final = Path(__file__).parent


def setup(app: Sphinx) -> None:
    """Add the style sheet to all pages, and the rest when the builder is known."""
    app.add_css_file("sphinx_resume.css")
    app.connect("builder-inited", _add_files)
    app.connect("html-page-context", _add_script)


def _add_files(app: Sphinx) -> None:
    # Only now: the builder has hashed its configuration, which must not depend on our folder.
    config = app.config
    # Later folders take precedence, so the author's own come last.
    config.html_static_path = [str(_HERE / "static"), *config.html_static_path]
    if config.html_favicon is None:
        config.html_favicon = str(_HERE / "sphinx_resume.svg")


def _add_script(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if doctree is not None and app.builder.name in SITES:
        views = ResumeDomain.from_env(app.env).views
        shown = chain(*views.values()) if app.builder.name == "singlehtml" else views.get(page)
        if any(isinstance(view, FilterView) for view in shown or ()):
            app.add_js_file("sphinx_resume.js", loading_method="defer")
