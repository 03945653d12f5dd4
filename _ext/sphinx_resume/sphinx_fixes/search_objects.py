"""Replace a domain's rows in the search index by its own.

Fault: ``IndexBuilder.get_objects`` indexes objects by a single name, escapes it twice
  (https://github.com/sphinx-doc/sphinx/pull/13356), and links to anchors made from the display
  name instead of the id.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/web/test_search.py::test_an_entry_ranks_first_by_any_name_and_shows_its_kind
Removable: when an object can have several names in the index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple


class Row(NamedTuple):
    """An object in the index."""

    docname: str
    #: The name of the object type.
    kind: str
    #: 0 comes before all other results.
    priority: int
    anchor: str
    name: str


def replace(indexer: Any, domain: str, rows: Callable[[], Iterable[Row]]) -> None:
    """Use these rows for a domain when the index is written."""
    freeze = indexer.freeze

    def freeze_with_rows() -> dict[str, Any]:
        frozen: dict[str, Any] = freeze()
        numbers = {
            name.partition(":")[2]: number
            for number, name in frozen["objtypes"].items()
            if name.partition(":")[0] == domain
        }
        documents = {docname: number for number, docname in enumerate(frozen["docnames"])}
        found = {
            prefix: [row for row in others if row[1] not in numbers.values()]
            for prefix, others in frozen["objects"].items()
        }
        found.setdefault("", []).extend(
            (documents[row.docname], numbers[row.kind], row.priority, row.anchor, row.name)
            for row in sorted(rows(), key=lambda row: numbers.get(row.kind, 0))
            if row.docname in documents and row.kind in numbers
        )
        frozen["objects"] = {prefix: each for prefix, each in sorted(found.items()) if each}
        return frozen

    indexer.freeze = freeze_with_rows
