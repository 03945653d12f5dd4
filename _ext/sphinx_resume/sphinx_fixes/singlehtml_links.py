"""Links to places of pages, which ``singlehtml`` puts together in one page.

Fault: the address of a page is an anchor itself there (``#document-work/acme``), and an anchor
  that is added to it leads nowhere (https://github.com/sphinx-doc/sphinx/issues/14221).
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_html/test_pages.py::test_every_link_lands
Removable: when ``SingleFileHTMLBuilder.get_relative_uri`` gives addresses that take an anchor.
"""

from __future__ import annotations


def place_uri(page: str, anchor: str) -> str:
    """The address of a place on a page, or of the page itself, as a builder gives that."""
    if not anchor:
        return page
    return f"#{anchor}" if "#" in page else f"{page}#{anchor}"
