"""Find the stem of each word once for the search index, not once for each page.

Fault: ``IndexBuilder.feed`` remembers stems only while it reads a page, and stemming in Python
  takes as much time as everything else that it does.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_sphinx_fixes/test_search_stems.py::test_each_word_is_stemmed_once
Removable: when ``feed`` keeps stems from page to page.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Remember stems as soon as there is an index."""
    app.connect("doctree-resolved", _remember, priority=999)


def _remember(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    lang = getattr(getattr(app.builder, "indexer", None), "lang", None)
    if lang is not None and "stem" not in vars(lang):
        lang.stem = cache(lang.stem)
