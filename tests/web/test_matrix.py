"""The matrix in a real browser: sorted by its heads, which stay in sight."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    yield page
    page.close()


def names(page: Page) -> list[str]:
    rows = page.locator(".resume-matrix tbody th").all()
    return [row.inner_text() for row in rows if row.is_visible()]


def skills(page: Page) -> list[str]:
    rows = page.locator(".resume-matrix tbody th[scope=row] a").all()
    return [row.inner_text() for row in rows if row.is_visible()]


def sort(page: Page, column: str) -> None:
    page.get_by_role("button", name=column, exact=True).click()


def test_heads_sort_one_way_then_the_other_then_as_before(page: Page) -> None:
    before = names(page)
    assert before[:3] == ["Programming languages", "Go (confident)", "Ruby (confident)"]
    head = page.get_by_role("columnheader", name="Used for")
    live = page.locator(".resume-region + [aria-live]")
    sort(page, "Used for")
    assert names(page)[:3] == ["AWS", "Scala", "Spark"]
    assert head.get_attribute("aria-sort") == "descending"
    expect(live).to_have_text("Sorted by Used for, descending.")
    sort(page, "Used for")
    assert names(page)[:2] == ["Incident reviews", "Docker"]  # 6 months, and then 7
    assert names(page)[-1] == "Caches"  # what was never used comes last both ways
    assert head.get_attribute("aria-sort") == "ascending"
    expect(live).to_have_text("Sorted by Used for, ascending.")
    sort(page, "Used for")
    assert names(page) == before
    assert head.get_attribute("aria-sort") is None
    expect(live).to_have_text("Sorted as before.")


def test_names_are_sorted_as_readers_do_and_last_use_by_its_month(page: Page) -> None:
    sort(page, "Skill")
    assert skills(page) == sorted(skills(page), key=str.casefold)
    assert len(skills(page)) == 34
    sort(page, "Last used")
    last = page.locator(".resume-matrix tbody td:nth-child(3)").all_inner_texts()
    assert last[:6] == ["August 2024"] * 3 + ["November 2023"] + ["April 2023"] * 2
    assert page.locator("[aria-sort]").all_inner_texts() == ["Last used"]


def test_sorting_keeps_what_is_chosen(page: Page) -> None:
    page.get_by_label("Show", exact=True).select_option("Databases: all")
    sort(page, "Skill")
    assert skills(page)[:2] == ["BigQuery", "Caches"]
    assert len(skills(page)) == 7
    page.get_by_role("button", name="Show everything").click()
    assert skills(page)[:3] == ["Ansible", "AWS", "BigQuery"]
    sort(page, "Skill")
    sort(page, "Skill")
    assert names(page)[0] == "Programming languages"


def test_the_keyboard_sorts_and_follows_a_cell(page: Page) -> None:
    page.get_by_role("button", name="Evidence", exact=True).focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("columnheader", name="Evidence").get_attribute("aria-sort")
    assert skills(page)[0] == "Vault"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "1 year 10 months"
    page.keyboard.press("Enter")
    page.wait_for_url("**/technologies/secrets-and-configuration.html#skill-vault")


def test_the_head_stays_in_sight(page: Page) -> None:
    last = page.locator(".resume-matrix tbody tr").last
    last.scroll_into_view_if_needed()
    head = page.get_by_role("button", name="Used for", exact=True)
    expect(head).to_be_in_viewport()


def test_names_stay_in_sight_where_the_matrix_scrolls_to_the_side(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    cell = page.locator(".resume-matrix tbody th[scope=row]").first
    before = cell.bounding_box()
    page.evaluate("document.querySelector('.resume-region').scrollLeft = 120")
    after = cell.bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] == pytest.approx(before["x"], abs=1)


def test_heads_do_not_move_when_they_become_buttons(browser: Browser, address: str) -> None:
    boxes = []
    for scripted in (True, False):
        page = browser.new_context(java_script_enabled=scripted).new_page()
        page.goto(address)
        head = page.locator(".resume-matrix thead th").nth(1)
        if scripted:
            head.locator("button").wait_for()
        box = head.bounding_box()
        assert box is not None
        boxes.append((box["x"], box["width"], box["height"]))
        page.context.close()
    assert boxes[0] == boxes[1]
