"""What the search of a site finds of entries: each by all its names, as what it is, and first.

Sphinx indexes the names of its inventory alone, leads to anchors that are made from what is shown
instead of from the id, and escapes names twice (https://github.com/sphinx-doc/sphinx/pull/13356).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from sphinx_resume.domain import ResumeDomain
from sphinx_resume.model.entry import Entry

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: By first parts of names; in each the indexes of document and kind, priority, anchor, and name.
_Objects = dict[str, list[tuple[int, int, int, str, str]]]

#: That of what comes before all other results.
_FIRST: Final = 0


def improve(app: Sphinx) -> Iterable[tuple[str, dict[str, object], str]]:
    """Let entries be indexed so when the index is written (handler of ``html-collect-pages``)."""
    indexer = getattr(app.builder, "indexer", None)
    if indexer is None:
        return ()
    domain = ResumeDomain.of(app.env)
    others = indexer.get_objects

    def get_objects(documents: dict[str, int]) -> _Objects:
        found: _Objects = others(documents)
        kinds = {
            index: kind for (name, kind), index in indexer._objtypes.items() if name == domain.name
        }
        for rows in found.values():
            rows[:] = [row for row in rows if row[1] not in kinds]
        found.setdefault("", []).extend(
            (documents[entry.place.docname], index, _FIRST, entry.place.anchor, names(entry))
            for index, kind in sorted(kinds.items())
            for entry in domain.public(kind)
            if entry.place.docname in documents
        )
        return {prefix: rows for prefix, rows in sorted(found.items()) if rows}

    indexer.get_objects = get_objects
    return ()


def names(entry: Entry) -> str:
    """An entry as it is found and shown: its label, and in brackets its other names."""
    others = [name for name in entry.names if name.casefold() not in entry.label.casefold()]
    return f"{entry.label} ({', '.join(others)})" if others else entry.label
