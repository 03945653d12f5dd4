"""Pages with links in Markdown are read again where pages have come or gone.

Fault: MyST decides when it reads a page whether a link is to another page or to something else,
  by which pages there are then.
Needed for: myst-parser 5.2 to 5.
Test: tests/test_building/test_incremental.py::test_a_link_to_a_page_knows_whether_there_is_one
Removable: when MyST decides that as it resolves references.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

#: The type that MyST gives to references which it did not take for links to pages.
REFTYPE = "myst"


def undecided(references: Mapping[str, Iterable[tuple[str, str]]]) -> set[str]:
    """The pages with such a reference, of all with the types and targets of theirs."""
    return {name for name, found in references.items() if any(kind == REFTYPE for kind, _ in found)}
