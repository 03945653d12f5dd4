"""What earlier builds left in the output folder, and no longer belongs there.

Sphinx overwrites and adds, but takes nothing away: what an author has withdrawn would still be
published with the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The folder of the pictures of pages.
CARDS: Final = "_cards"


def remove(app: Sphinx, docnames: Iterable[str]) -> None:
    """Remove the files of documents that are gone."""
    for docname in docnames:
        if page := output(app, docname):
            page.unlink(missing_ok=True)
        Path(app.outdir, CARDS, f"{docname}.png").unlink(missing_ok=True)
        remove_source(app, docname)


def remove_source(app: Sphinx, docname: str) -> None:
    """Remove the copy of a document's source that HTML keeps."""
    ending = app.config.html_sourcelink_suffix
    for suffix in app.config.source_suffix:
        name = f"{docname}{suffix}"
        name += ending if suffix != ending else ""
        Path(app.outdir, "_sources", name).unlink(missing_ok=True)


def output(app: Sphinx, docname: str) -> Path | None:
    """The file that a document is written to, if there is one."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder):
        return builder.get_output_path(docname)
    suffix = getattr(builder, "out_suffix", "")
    return Path(app.outdir, f"{docname}{suffix}") if suffix else None


def forget_words(app: Sphinx) -> Iterable[tuple[str, dict[str, object], str]]:
    """Take words that no page has out of the search index (handler of ``html-collect-pages``)."""
    # It keeps the words of earlier builds, with lists of pages that are empty by now.
    if indexer := getattr(app.builder, "indexer", None):
        for words in (indexer._mapping, indexer._title_mapping):
            for word in [word for word, docnames in words.items() if not docnames]:
                del words[word]
    return ()
