"""Entries in the search index: found by all their names, shown with their kind, ranked first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from sphinx_resume.domain import ResumeDomain
from sphinx_resume.model.entry import Entry
from sphinx_resume.sphinx_fixes import search_objects

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The priority of results that come before all others.
_FIRST: Final = 0


def setup(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("html-collect-pages", improve)


def improve(app: Sphinx) -> Iterable[tuple[str, dict[str, object], str]]:
    """Replace the rows of the domain in the search index (handler of ``html-collect-pages``)."""
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
    """The text to search and to show for an entry: its label, and its other names in brackets."""
    others = [name for name in entry.names if name.casefold() not in entry.label.casefold()]
    return f"{entry.label} ({', '.join(others)})" if others else entry.label
