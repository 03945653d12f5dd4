"""Search results for entries: found by all their names, labelled with their kind, and first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from sphinx_resume.domain import ResumeDomain
from sphinx_resume.model.entry import Entry
from sphinx_resume.sphinx_fixes import search_objects

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The priority of what comes before all other results.
_FIRST: Final = 0


def setup(app: Sphinx) -> None:
    """Let the search find entries so."""
    app.connect("html-collect-pages", improve)


def improve(app: Sphinx) -> Iterable[tuple[str, dict[str, object], str]]:
    """Let entries be indexed so when the index is written (handler of ``html-collect-pages``)."""
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None:
        domain = ResumeDomain.from_env(app.env)
        search_objects.replace(indexer, domain.name, lambda: _rows(domain))
    return ()


def _rows(domain: ResumeDomain) -> Iterator[search_objects.Row]:
    for kind in domain.career.kinds:
        for entry in domain.public(kind):
            place = entry.place
            yield search_objects.Row(place.docname, kind, _FIRST, place.anchor, names(entry))


def names(entry: Entry) -> str:
    """An entry as it is found and shown: its label, and in brackets its other names."""
    others = [name for name in entry.names if name.casefold() not in entry.label.casefold()]
    return f"{entry.label} ({', '.join(others)})" if others else entry.label
