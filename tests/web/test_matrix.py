"""The matrix in a real browser: sorting, filter, tooltips, and layout."""

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


def test_heads_sort_one_way_then_the_other_then_reset(page: Page) -> None:
    before = names(page)
    assert before[:4] == ["Programming languages", "Scala", "Infrastructure as code", "Puppet"]
    head = page.get_by_role("columnheader", name="Used for")
    live = page.locator(".resume-region + [aria-live]")
    sort(page, "Used for")
    assert names(page)[:3] == ["AWS", "Scala", "Spark"]
    assert head.get_attribute("aria-sort") == "descending"
    expect(live).to_have_text("Sorted by Used for, descending.")
    sort(page, "Used for")
    assert names(page)[:2] == ["Incident reviews", "Docker"]  # 6 months, and then 7
    last = page.locator(".resume-matrix tbody tr").last
    assert "Caches" in last.inner_text()  # undated skills come last in both orders
    assert head.get_attribute("aria-sort") == "ascending"
    expect(live).to_have_text("Sorted by Used for, ascending.")
    sort(page, "Used for")
    assert names(page) == before
    assert head.get_attribute("aria-sort") is None
    expect(live).to_have_text("Sorted as before.")


def test_names_are_collated_and_last_use_is_sorted_by_month(page: Page) -> None:
    sort(page, "Skill")
    assert skills(page) == sorted(skills(page), key=str.casefold)
    assert len(skills(page)) == 16
    sort(page, "Last used")
    last = page.locator(".resume-matrix tbody .resume-last").all_inner_texts()
    assert last[:6] == ["Aug 2024"] * 3 + ["Nov 2023"] + ["Apr 2023"] * 2
    assert page.locator("[aria-sort]").all_inner_texts() == ["Last used"]


def test_sorting_keeps_the_filter(page: Page) -> None:
    page.get_by_label("Show", exact=True).select_option("Databases: all")
    sort(page, "Skill")
    assert skills(page) == ["BigQuery"]
    undated = page.locator(".resume-undated").locator("visible=true")
    assert undated.inner_text() == "PostgreSQL, SQL databases, DynamoDB, MongoDB, Kafka, Caches"
    page.get_by_role("button", name="Show everything").click()
    assert skills(page)[:3] == ["AWS", "BigQuery", "Chromium"]
    sort(page, "Skill")
    sort(page, "Skill")
    assert names(page)[0] == "Programming languages"


def test_the_filter_hides_single_names_and_their_separators(page: Page) -> None:
    page.get_by_label("Show", exact=True).select_option("Rust")
    assert skills(page) == []
    assert page.locator(".resume-undated").locator("visible=true").inner_text() == "Rust: confident"


def test_a_bar_shows_its_tooltip_on_hover_and_focus(page: Page) -> None:
    row = page.locator(".resume-matrix tr", has=page.get_by_role("link", name="Vault", exact=True))
    bar = row.locator(".resume-use a")
    said = bar.locator(".resume-said")
    quiet = said.bounding_box()
    assert quiet
    assert quiet["width"] <= 1
    for show in (bar.hover, bar.focus):
        page.mouse.move(0, 0)
        show()
        loud = said.bounding_box()
        assert loud
        assert loud["width"] > 200
        assert "Developed a unified distribution platform" in said.inner_text()
        assert loud["x"] + loud["width"] <= 1280
    page.keyboard.press("Escape")
    after = said.bounding_box()
    assert after
    assert after["width"] <= 1


def test_years_are_above_their_lines_and_bars_are_to_scale(page: Page) -> None:
    matrix = page.locator(".resume-matrix")
    box = matrix.locator(".resume-uses").first.bounding_box()
    head = matrix.locator(".resume-years").bounding_box()
    assert box
    assert head
    assert (box["x"], box["width"]) == pytest.approx((head["x"], head["width"]), abs=1)
    row = page.locator(".resume-matrix tr", has=page.get_by_role("link", name="Vault", exact=True))
    bar = row.locator(".resume-use").bounding_box()
    assert bar
    # July 2021 to April 2023, of January 2016 to August 2024
    assert (bar["x"] - box["x"]) / box["width"] == pytest.approx(66 / 104, abs=0.005)
    assert bar["width"] / box["width"] == pytest.approx(22 / 104, abs=0.005)


def test_sorting_and_links_work_with_the_keyboard(page: Page) -> None:
    page.get_by_role("button", name="Last used", exact=True).focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("columnheader", name="Last used").get_attribute("aria-sort")
    assert skills(page)[0] == "Docker"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Docker"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("Stripe")
    page.keyboard.press("Enter")
    page.wait_for_url("**/experience/stripe.html#position-stripe-*")


def test_the_head_stays_visible(page: Page) -> None:
    last = page.locator(".resume-matrix tbody tr").last
    last.scroll_into_view_if_needed()
    head = page.get_by_role("button", name="Used for", exact=True)
    expect(head).to_be_in_viewport()


def test_heads_do_not_move_when_they_become_buttons(browser: Browser, address: str) -> None:
    boxes = []
    for scripted in (True, False):
        page = browser.new_context(java_script_enabled=scripted).new_page()
        page.goto(address)
        head = page.locator(".resume-matrix thead th").nth(2)
        if scripted:
            head.locator("button").wait_for()
        box = head.bounding_box()
        assert box is not None
        boxes.append((box["x"], box["width"], box["height"]))
        page.context.close()
    assert boxes[0] == boxes[1]
