"""The addresses of a site and its pages, as far as they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_resume.model.entry import Entry

#: The builders that write a site with several pages.
_PAGED: Final = frozenset({"html", "dirhtml"})


def is_site(app: Sphinx) -> bool:
    """Whether the builder writes a site in which each page has its own address."""
    return app.builder.name in _PAGED


def base(app: Sphinx) -> str:
    """The address of the site, ending in a slash; empty if it is not configured."""
    known = app.config.html_baseurl.rstrip("/")
    return f"{known}/" if known and is_site(app) else ""


def page(app: Sphinx, docname: str) -> str:
    """The address of a page, the same as its canonical link; empty if unknown."""
    known = base(app)
    return f"{known}{app.builder.get_target_uri(docname)}" if known else ""


def place(app: Sphinx, entry: Entry) -> str:
    """The address of an entry on its page; empty if unknown."""
    known = page(app, entry.place.docname)
    return f"{known}#{quote(entry.place.anchor)}" if known else ""
