"""Where the pages of a site are, as far as that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_resume.model.entry import Entry

#: The builders whose output is a site of several pages.
_PAGED: Final = frozenset({"html", "dirhtml"})


def is_site(app: Sphinx) -> bool:
    """Whether the builder writes a site, in which each page has an address."""
    return app.builder.name in _PAGED


def base(app: Sphinx) -> str:
    """The address of a site, with a slash; empty where nobody said what it is."""
    known = app.config.html_baseurl.rstrip("/")
    return f"{known}/" if known and is_site(app) else ""


def page(app: Sphinx, docname: str) -> str:
    """The address of a page, which the page too calls canonical; empty where it is unknown."""
    known = base(app)
    return f"{known}{app.builder.get_target_uri(docname)}" if known else ""


def place(app: Sphinx, entry: Entry) -> str:
    """The address of an entry on its page; empty where that is unknown."""
    known = page(app, entry.place.docname)
    return f"{known}#{quote(entry.place.anchor)}" if known else ""
