"""Read pages with Markdown links again when pages are added or removed.

Fault: MyST decides while it reads a page whether a link leads to another page or to something else,
  by the pages that exist at that time.
Needed for: myst-parser 5.2 to 5.
Test: tests/test_building/test_incremental.py::test_a_link_to_a_page_notices_new_and_removed_pages
Removable: when MyST decides this while it resolves references.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

#: The type that MyST gives to references that it did not take for links to pages.
REFTYPE = "myst"


def undecided(references: Mapping[str, Iterable[tuple[str, str]]]) -> set[str]:
    """The pages with such a reference, given the types and targets of references by page."""
    return {name for name, found in references.items() if any(kind == REFTYPE for kind, _ in found)}
