"""Declare the text direction of the language of a site.

Fault: Sphinx's themes, and furo, write the language of a page but not its direction, so pages in
  Arabic or Hebrew are laid out like English ones.
Needed for: Sphinx 9.0 to 9.2, furo 2025.12.19.
Test: tests/test_html/test_languages.py::test_pages_are_mirrored_where_text_is_from_right_to_left
Removable: when Sphinx writes the attribute ``dir``.
"""

from __future__ import annotations

from typing import Any


def add(context: dict[str, Any]) -> None:
    """Add the direction to the element with the language of a page, which is not escaped."""
    if language := context.get("language"):
        context["language"] = f'{language}" dir="rtl'
