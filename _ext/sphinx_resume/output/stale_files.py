"""Removal of files that earlier builds left in the output folder.

Sphinx adds and overwrites files but never removes any, so withdrawn content would still be
published.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def remove(app: Sphinx, name: str) -> None:
    """Remove a file of an earlier build, given its name in the output folder."""
    path = Path(app.outdir, name)
    if path.is_file():
        path.unlink()


def files(app: Sphinx, docname: str, *, withheld: bool) -> list[str]:
    """The names of the files that Sphinx writes for a document: its page, and its source."""
    return [*filter(None, (page(app, docname), "" if withheld else _source(app, docname)))]


def page(app: Sphinx, docname: str) -> str:
    """The name of the file that a document is written to; empty if it has none."""
    path = output(app, docname)
    top = Path(app.outdir)
    return path.relative_to(top).as_posix() if path and path.is_relative_to(top) else ""


def _source(app: Sphinx, docname: str) -> str:
    """The name of the copy of a document's source in HTML; empty if there is none."""
    if not (getattr(app.builder, "copysource", False) and app.config.html_copy_source):
        return ""
    name = app.env.doc2path(docname, False).as_posix()
    ending = app.config.html_sourcelink_suffix
    same = name.removeprefix(docname) == ending
    return f"_sources/{name}" if same else f"_sources/{name}{ending}"


def output(app: Sphinx, docname: str) -> Path | None:
    """The path of the file that a document is written to; ``None`` if it has none."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder):
        return builder.get_output_path(docname)
    suffix = getattr(builder, "out_suffix", "")
    return Path(app.outdir, f"{docname}{suffix}") if suffix else None
