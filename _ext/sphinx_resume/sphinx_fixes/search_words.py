"""The search index without words that no page has.

Fault: ``IndexBuilder`` keeps the words of earlier builds, with lists of pages that are empty by
  now; so words that an author has withdrawn are still published.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_output/test_stale_files.py::
  test_words_that_no_page_has_any_more_are_not_in_the_search_index
Removable: when ``IndexBuilder.prune`` removes words, or ``freeze`` leaves out empty lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: What the frozen index has by word: the number of a page, or those of several.
TERMS = ("terms", "titleterms")


def setup(app: Sphinx) -> None:
    """Leave them out when the index is written."""
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
