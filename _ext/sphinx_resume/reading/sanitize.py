"""Clean up source files before they are parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_resume.model.unicode_text import harmless

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the handlers, for pages and for files that they include."""
    app.connect("source-read", remove_harmful)
    app.connect("include-read", remove_harmful_included)


def remove_harmful(app: Sphinx, docname: str, content: list[str]) -> None:
    """Remove characters that no page may have (handler of ``source-read``)."""
    content[0] = harmless(content[0])


def remove_harmful_included(app: Sphinx, path: Path, docname: str, content: list[str]) -> None:
    """Do the same for included files (handler of ``include-read``)."""
    remove_harmful(app, docname, content)
