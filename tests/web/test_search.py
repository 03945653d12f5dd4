"""The search of the site, in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import CONF, Site
from tests.support.sites import served


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


def results(page: Page, address: str, words: str) -> list[str]:
    """The texts of the results for a query, in order."""
    page.goto(f"{address}/search.html?q={quote(words)}")
    page.locator("#search-results .search-summary", has_text="Search finished").wait_for()
    return [" ".join(text.split()) for text in page.locator("ul.search > li").all_inner_texts()]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("k8s", "Kubernetes (K8s) (skill, in Containers and Kubernetes)"),
        (
            "google kubernetes engine",
            "GKE (Google Kubernetes Engine) (skill, in Containers and Kubernetes)",
        ),
        ("Wayfair", "Senior Platform Engineer, Wayfair (position, in Wayfair)"),
        ("tooling", "Developer Tooling & UX (interest, in Developer Tooling & UX)"),
    ],
)
def test_an_entry_ranks_first_by_any_name_and_shows_its_kind(
    page: Page, address: str, words: str, found: str
) -> None:
    assert results(page, address, words)[0] == found


def test_a_result_leads_to_the_entry(page: Page, address: str) -> None:
    results(page, address, "k8s")
    page.locator("ul.search a").first.click()
    page.wait_for_url("**/technologies/kubernetes.html*#skill-kubernetes")
    assert page.locator("#skill-kubernetes").count() == 1


def test_an_entry_is_found_once(page: Page, address: str) -> None:
    found = results(page, address, "Kubernetes")
    assert sum("(skill" in text and text.startswith("Kubernetes") for text in found) == 1


def test_the_result_count_is_in_german(page: Page, tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write({"conf.py": CONF, "index.md": "# Start\n\n```{toctree}\neins\nzwei\n```\n"})
    site.write({"eins.md": "# Eins\n\nEin Haus.\n", "zwei.md": "# Zwei\n\nHaus und Baum.\n"})
    folder = site.build(language="de", html_theme="furo").folder
    said = page.locator("#search-results .search-summary")
    with served(folder) as address:
        for word, found in (("haus", "2 Seiten"), ("baum", "eine Seite")):
            page.goto(f"{address}/search.html?q={word}")
            expect(said).to_have_text(f"Die Suche ist fertig: {found} gefunden.")
