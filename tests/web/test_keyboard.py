"""Using a page with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

#: The accessible name of the focused element, and whether it is visible.
FOCUSED = """() => {
    const e = document.activeElement;
    const box = e.getBoundingClientRect();
    const seen = e.checkVisibility({visibilityProperty: true}) && box.right > 0 && box.bottom > 0
        && box.left < innerWidth && box.top < innerHeight;
    return [e.ariaLabel || e.placeholder || e.textContent.trim(), seen];
}"""


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page.goto(address)
    yield page
    page.close()


def walk(page: Page, steps: int) -> list[str]:
    """The elements focused by pressing Tab a number of times."""
    names = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        name, seen = page.evaluate(FOCUSED)
        names.append(name if seen else f"{name} (not seen)")
    return names


def test_the_first_stop_skips_to_the_content(page: Page) -> None:
    assert walk(page, 1) == ["Skip to content"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#furo-main-content') !== null")


def test_the_menu_can_be_tabbed_through(page: Page) -> None:
    assert walk(page, 5) == ["Skip to content", "Résumé", "Search", "Short résumé", "Stripe"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/experience/stripe.html")


def test_a_branch_of_the_menu_opens(page: Page) -> None:
    switch = page.get_by_role("switch", name="Toggle navigation of How this site is made")
    switch.focus()
    assert not page.get_by_role("link", name="Make it yours").first.is_visible()
    page.keyboard.press("Space")
    assert "Make it yours" in walk(page, 12)


def test_on_a_phone_the_menu_opens_and_cannot_be_focused_while_closed(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    closed = walk(page, 5)
    assert closed[:4] == [
        "Skip to content",
        "Menu",
        "Résumé",
        "Light, dark, or automatic colors",
    ]
    page.get_by_role("checkbox", name="Menu").focus()
    page.keyboard.press("Space")
    page.get_by_placeholder("Search").focus()
    assert walk(page, 2) == ["Short résumé", "Stripe"]


def test_on_a_tablet_the_contents_open_and_cannot_be_focused_while_closed(page: Page) -> None:
    page.set_viewport_size({"width": 1100, "height": 900})
    contents = page.get_by_role("complementary", name="On this page")
    switch = page.get_by_role("checkbox", name="On this page")
    assert not contents.is_visible()
    switch.focus()
    page.keyboard.press("Space")
    contents.get_by_role("link", name="Skills", exact=True).focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#skills")
    page.locator(".toc-overlay").last.click(position={"x": 10, "y": 10})
    expect(contents).not_to_be_visible()


def test_the_color_scheme_can_be_chosen(page: Page) -> None:
    page.get_by_role("button", name="Light, dark, or automatic colors").last.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.body.dataset.theme") == "dark"
    page.keyboard.press("Enter")
    assert page.evaluate("document.body.dataset.theme") == "light"


def test_a_search_can_be_started_from_the_menu(page: Page) -> None:
    page.get_by_role("textbox", name="Search").focus()
    page.keyboard.type("Vault")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=Vault*")
    page.get_by_role("link", name="Wayfair").first.wait_for()
