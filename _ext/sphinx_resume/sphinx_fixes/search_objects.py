"""The search index with a domain's own rows in place of those that Sphinx makes of its objects.

Fault: ``IndexBuilder.get_objects`` indexes objects by one name alone, escapes that twice
  (https://github.com/sphinx-doc/sphinx/pull/13356), and leads to anchors that are made from the
  name that is shown instead of from the id.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/web/test_search.py::test_an_entry_comes_first_by_any_of_its_names_and_as_what_it_is
Removable: when an object can have several names there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple


class Row(NamedTuple):
    """An object in the index."""

    docname: str
    #: Of the object type.
    kind: str
    #: 0 is before all other results.
    priority: int
    anchor: str
    name: str


def replace(indexer: Any, domain: str, rows: Callable[[], Iterable[Row]]) -> None:
    """Let the index have these rows of a domain, when it is written."""
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
