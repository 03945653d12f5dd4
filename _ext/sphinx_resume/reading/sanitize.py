"""The files that pages are read from, before they are parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

from sphinx_resume.model.unicode_text import harmless

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def check_encoding(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Name what is not UTF-8; Sphinx stops without a name (handler of ``env-before-read-docs``)."""
    for path in map(env.doc2path, docnames):
        try:
            path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            line = len((error.object[: error.start] + b"?").splitlines())
            message = f"{path}:{line}: this is not UTF-8; store the page in that encoding"
            raise SphinxError(message) from error


def remove_harmful(app: Sphinx, docname: str, content: list[str]) -> None:
    """Read pages without what no page may have (handler of ``source-read``)."""
    content[0] = harmless(content[0])


def remove_harmful_included(app: Sphinx, path: Path, docname: str, content: list[str]) -> None:
    """The same for what a page includes (handler of ``include-read``)."""
    remove_harmful(app, docname, content)
