"""The front page in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page


def open_page(browser: Browser, url: str, width: int = 1280) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(url)
    return page


def test_a_timeline_bar_links_to_its_position(browser: Browser, address: str) -> None:
    page = open_page(browser, address)
    page.locator("svg.resume-timeline a.resume-position", has_text="Wayfair").click()
    page.wait_for_url("**/experience/wayfair.html#position-wayfair")
    page.locator("#position-wayfair").wait_for(state="visible")


def test_bars_are_drawn_to_scale(browser: Browser, address: str) -> None:
    page = open_page(browser, address)

    def width(name: str) -> float:
        bar = page.locator("svg.resume-timeline a.resume-position", has_text=name).locator(
            "rect.resume-bar"
        )
        box = bar.bounding_box()
        assert box is not None
        return box["width"]

    # 22 months at Wayfair, 8 at PriceHubble
    assert width("Wayfair") / width("PriceHubble") == pytest.approx(22 / 8, rel=0.02)


def test_a_matrix_bar_links_to_the_statement(browser: Browser, address: str) -> None:
    page = open_page(browser, address)
    vault = page.get_by_role("link", name="Vault", exact=True)
    row = page.locator("table.resume-matrix tr", has=vault)
    row.get_by_role("link", name="Wayfair July 2021 – April 2023").click()
    page.wait_for_url("**/experience/wayfair.html#*")
    fragment = page.url.partition("#")[2]
    sentence = page.locator(f"p:has(> #{fragment})")
    assert "Vault" in sentence.inner_text()


def test_a_wide_screen_shows_the_whole_matrix(browser: Browser, address: str) -> None:
    page = open_page(browser, address)
    region = page.get_by_role("region", name="Skills over time")
    hidden = "e => [e.scrollHeight - e.clientHeight, e.scrollWidth - e.clientWidth]"
    assert region.evaluate(hidden) == [0, 0]


def test_on_a_narrow_screen_each_skill_is_a_card_with_its_bar(
    browser: Browser, address: str
) -> None:
    page = open_page(browser, address, width=320)
    vault = page.get_by_role("link", name="Vault", exact=True)
    row = page.locator("table.resume-matrix tr", has=vault)
    name, total, scale = (
        row.locator(part).bounding_box() for part in ("th a", ".resume-total", ".resume-uses")
    )
    assert name
    assert total
    assert scale
    assert total["x"] > name["x"] + name["width"]
    assert scale["y"] >= name["y"] + name["height"]
    assert scale["width"] > 250
    # For screen readers it is still a table.
    matrix = page.get_by_role("table", name="Skills over time")
    assert matrix.get_by_role("columnheader", name="Used for").is_visible()
    assert matrix.get_by_role("row", name="Vault Wayfair July 2021").is_visible()


def test_nothing_overlaps_the_text_in_print(browser: Browser, address: str) -> None:
    page = open_page(browser, address)
    page.emulate_media(media="print")
    assert not page.locator(".skip-to-content").is_visible()


def test_a_narrow_screen_shows_the_list_and_scrolls_vertically_only(
    browser: Browser, address: str
) -> None:
    page = open_page(browser, address, width=320)
    assert not page.locator("svg.resume-timeline").is_visible()
    assert page.locator("ol.resume-timeline-list").first.is_visible()
    talks = page.locator("summary", has_text="Talks")
    assert not page.get_by_text("Resilience Engineering").first.is_visible()
    talks.click()
    assert page.locator("ol.resume-timeline-list").last.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_no_word_in_a_heading_breaks_on_a_phone(browser: Browser, address: str) -> None:
    for name in ("infrastructure-as-code", "secrets-and-configuration", "programming-languages"):
        page = open_page(browser, f"{address}/technologies/{name}.html", width=320)
        longest = """e => {
            const words = e.firstChild.textContent.split(" ").map(word => {
                const span = document.createElement("span");
                span.style.whiteSpace = "nowrap";
                span.textContent = word;
                e.append(span);
                return span.getBoundingClientRect().width;
            });
            return e.clientWidth - Math.max(...words);
        }"""
        assert page.locator("h1").first.evaluate(longest) >= 0, name
