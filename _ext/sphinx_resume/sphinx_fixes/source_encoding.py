"""Name the page that is not UTF-8.

Fault: Sphinx stops with a ``UnicodeDecodeError`` that names neither the page nor the line.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_files.py::test_a_page_in_another_encoding_is_reported
Removable: when Sphinx's message names the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def setup(app: Sphinx) -> None:
    """Check each page before it is read."""
    app.connect("env-before-read-docs", _check)


def _check(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    for path in map(env.doc2path, docnames):
        try:
            path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            line = len((error.object[: error.start] + b"?").splitlines())
            message = f"{path}:{line}: this is not UTF-8; save the page in that encoding"
            raise SphinxError(message) from error
