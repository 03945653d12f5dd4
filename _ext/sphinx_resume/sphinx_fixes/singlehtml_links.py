"""Link to places on pages that ``singlehtml`` puts into one.

Fault: there, the address of a page is itself an anchor (``#document-work/acme``), and appending
  another one leads nowhere (https://github.com/sphinx-doc/sphinx/issues/14221).
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_html/test_pages.py::test_every_link_has_a_target
Removable: when ``SingleFileHTMLBuilder.get_relative_uri`` returns addresses that take an anchor.
"""

from __future__ import annotations


def place_uri(page: str, anchor: str) -> str:
    """The address of an anchor on a page, or of the page itself, given its address."""
    if not anchor:
        return page
    return f"#{anchor}" if "#" in page else f"{page}#{anchor}"
