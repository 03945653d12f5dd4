"""The files that pages are read from, before they are parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_resume.model.unicode_text import harmless

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Do that to pages, and to what they include."""
    app.connect("source-read", remove_harmful)
    app.connect("include-read", remove_harmful_included)


def remove_harmful(app: Sphinx, docname: str, content: list[str]) -> None:
    """Read pages without what no page may have (handler of ``source-read``)."""
    content[0] = harmless(content[0])


def remove_harmful_included(app: Sphinx, path: Path, docname: str, content: list[str]) -> None:
    """The same for what a page includes (handler of ``include-read``)."""
    remove_harmful(app, docname, content)
