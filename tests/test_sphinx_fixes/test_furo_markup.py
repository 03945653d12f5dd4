"""Each fix of furo's markup matches something."""

from __future__ import annotations

import re

import pytest

from sphinx_resume.html import furo
from sphinx_resume.sphinx_fixes.furo_markup import (
    ADDED_TO,
    FIXES,
    ICONS,
    without_effect,
)
from tests.conftest import MakeSite

PAGES = {
    "index.md": "# Start\n\n```{toctree}\nmore\n```\n",
    "more.md": (
        "# More\n\n```{toctree}\nlast\n```\n\n    some code\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"
    ),
    "last.md": "# Last\n\n## Section\n",
}


@pytest.fixture
def pages(career_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Pages as furo renders them, by name."""
    found: dict[str, str] = {}

    def keep(page: str, pagename: str, *_args: object, **_more: object) -> str:
        found[pagename] = page
        return page

    monkeypatch.setattr(furo, "fix_page", keep)
    assert career_site(PAGES).build(html_theme="furo").warnings == []
    return found


def test_each_fix_matches_the_markup_of_furo(pages: dict[str, str]) -> None:
    """If this fails, furo's markup has changed: check whether the fix is still needed."""
    patterns = [*(fix.pattern for fix in FIXES), *ADDED_TO]
    unused = [
        pattern
        for pattern in patterns
        if not any(re.search(pattern, page, flags=re.DOTALL) for page in pages.values())
    ]
    assert unused == []
    icons = [icon for icon in ICONS if f"<title>{icon}</title>" not in pages["more"]]
    assert icons == []


def test_the_fixes_expected_on_each_page_are_known(pages: dict[str, str]) -> None:
    assert {name: list(without_effect(pages[name])) for name in ("index", "more", "last")} == {
        "index": [],
        "more": [],
        "last": [],
    }


def test_a_fix_that_matches_nothing_is_reported() -> None:
    said = list(without_effect("<html>"))
    assert len(said) == len([each for each in FIXES if each.everywhere]) + len(ICONS) + 1


def test_backslashes_in_a_url_are_not_group_references() -> None:
    tools = '<a href="#" class="back-to-top">Up</a><div class="content-icon-container">'
    assert r"C:\1\g" in furo.fix_page(tools, "index", r"C:\1\g")


def test_there_is_a_text_for_each_icon() -> None:
    assert furo._ICONS == ICONS
