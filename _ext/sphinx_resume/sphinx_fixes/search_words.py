"""Remove words from the search index that are on no page.

Fault: ``IndexBuilder`` keeps the words of earlier builds, with lists of pages that have become
  empty; so words that an author has withdrawn are still published.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_output/test_stale_files.py::
  test_removed_words_are_not_in_the_search_index
Removable: when ``IndexBuilder.prune`` removes words, or ``freeze`` leaves out empty lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The parts of the frozen index that map words to the number of a page, or to several.
TERMS = ("terms", "titleterms")


def setup(app: Sphinx) -> None:
    """Leave such words out when the index is written."""
    app.connect("html-collect-pages", _leave_out)


def _leave_out(app: Sphinx) -> Iterable[tuple[str, dict[str, object], str]]:
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None:
        freeze = indexer.freeze

        def freeze_without_empty() -> dict[str, Any]:
            frozen: dict[str, Any] = freeze()
            for name in TERMS:
                frozen[name] = {word: pages for word, pages in frozen[name].items() if pages != []}
            return frozen

        indexer.freeze = freeze_without_empty
    return ()
