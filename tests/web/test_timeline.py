"""The timeline in a real browser: tooltips, click targets, and responsive layout."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page

from programs import find_browser
from tests.support.sites import QUIET, RESUMES, BuildSite, served


@pytest.fixture(scope="module", params=RESUMES)
def hosted(built: BuildSite, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of each résumé."""
    with served(built(request.param)) as address:
        yield address


def open_page(browser: Browser, url: str, width: int = 1280) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(url)
    return page


def bars(page: Page) -> Locator:
    return page.locator("svg.resume-timeline a")


def wayfair(page: Page) -> Locator:
    return page.locator("svg.resume-timeline a.resume-position", has_text="Wayfair")


def test_a_focused_bar_shows_its_tooltip(browser: Browser, address: str) -> None:
    page = open_page(browser, address)
    tip = wayfair(page).locator(".resume-tip > div > div")
    assert not tip.is_visible()
    page.get_by_role("button", name="Show everything").or_(page.get_by_label("Show")).last.focus()
    for _bar in bars(page).all():
        page.keyboard.press("Tab")
        if tip.is_visible():
            break
    assert tip.inner_text().splitlines() == [
        "Senior Platform Engineer, Wayfair",
        "July 2021 – April 2023 (1 year 10 months)",
        "Berlin, Germany",
        "Puppet, Vault, Consul",
    ]
    page.keyboard.press("Enter")
    page.wait_for_url("**/experience/wayfair.html#position-wayfair")


def test_a_hovered_bar_shows_its_tooltip_until_escape_is_pressed(
    browser: Browser, address: str
) -> None:
    page = open_page(browser, address)
    bar = wayfair(page)
    tip = bar.locator(".resume-tip > div > div")
    bar.locator(".resume-bar").hover()
    assert tip.is_visible()
    assert tip.inner_text().startswith("Senior Platform Engineer, Wayfair\n")
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    page.get_by_role("heading", level=1).hover()
    bar.locator(".resume-bar").hover()
    assert tip.is_visible()


@pytest.mark.parametrize("width", [1280, 760])
def test_tooltips_are_never_cut_off(browser: Browser, hosted: str, width: int) -> None:
    page = open_page(browser, hosted, width)
    for bar in bars(page).all():
        bar.focus()
        box = bar.locator(".resume-tip > div > div").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        shown = """e => {
            const {left, top, right, bottom} = e.getBoundingClientRect();
            const corners = [[left, top], [right, top], [left, bottom], [right, bottom]];
            e.closest(".resume-tip").style.pointerEvents = "auto";
            return corners.map(([x, y]) => [(left + right) / 2 > x ? x + 5 : x - 5,
                                            (top + bottom) / 2 > y ? y + 5 : y - 5])
                          .every(([x, y]) => e.contains(document.elementFromPoint(x, y)));
        }"""
        bar.evaluate("e => e.scrollIntoView({block: 'center'})")
        assert bar.locator(".resume-tip > div > div").evaluate(shown), bar.get_attribute("href")


@pytest.mark.parametrize("width", [1280, 720])
def test_bars_and_pins_are_large_enough_to_click(browser: Browser, hosted: str, width: int) -> None:
    page = open_page(browser, hosted, width)
    assert page.locator("svg.resume-timeline").is_visible()
    hits = page.locator("svg.resume-timeline .resume-hit").all()
    assert len(hits) == bars(page).count() > 5
    boxes = [hit.bounding_box() for hit in hits]
    for box in boxes:
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
    for one in boxes:
        for other in boxes:
            assert one is other or one is None or other is None or apart(one, other)


def apart(one: FloatRect, other: FloatRect) -> bool:
    return any(
        a["x"] + a["width"] <= b["x"] + 0.1 or a["y"] + a["height"] <= b["y"] + 0.1
        for a, b in ((one, other), (other, one))
    )


def test_a_phone_has_a_list_with_a_bar_to_scale_for_each_entry(
    browser: Browser, address: str
) -> None:
    page = open_page(browser, address, width=320)
    assert not page.locator("svg.resume-timeline").is_visible()
    item = page.locator(".resume-timeline-list > li.resume-position", has_text="Wayfair")
    assert item.locator(".resume-when").inner_text().startswith("July 2021 – April 2023")
    bar = item.evaluate("e => [getComputedStyle(e, '::after').display, e.style.cssText]")
    # Of the 104 months from January 2016 to August 2024
    assert bar == ["block", "--start: 63.5%; --stop: 84.6%;"]


def test_text_of_double_size_gets_the_layout_of_a_phone(browser: Browser, address: str) -> None:
    large = browser.browser_type.launch(  # the reader's own font size
        executable_path=find_browser(), args=[*QUIET, "--blink-settings=defaultFontSize=32"]
    )
    page = open_page(large, address)
    assert page.locator(".resume-chart").evaluate("e => getComputedStyle(e).fontSize") == "32px"
    assert not page.locator("svg.resume-timeline").is_visible()
    assert page.locator(".resume-timeline-list > li").first.is_visible()
    assert page.get_by_role("checkbox", name="Menu").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 1280
    large.close()


def test_on_a_wide_screen_the_list_is_folded_below_the_drawing(
    browser: Browser, address: str
) -> None:
    page = open_page(browser, address)
    item = page.locator(".resume-timeline-list > li.resume-position", has_text="Wayfair")
    assert not item.is_visible()
    page.get_by_text("Show as a list").click()
    assert item.is_visible()


def test_pins_are_folded_on_a_phone(browser: Browser, address: str) -> None:
    page = open_page(browser, address, width=360)
    talk = page.locator(".resume-timeline-list > li.resume-talk").first
    assert page.locator(".resume-timeline-list > li.resume-education").is_visible()
    assert not talk.is_visible()
    page.locator("summary", has_text="Talks").click()
    assert talk.is_visible()


def test_timeline_and_skills_are_aligned(browser: Browser, hosted: str) -> None:
    """The lines for a year in both have the same position."""
    page = open_page(browser, hosted)
    year = page.locator("svg text.resume-year").first
    drawn = page.locator("svg line.resume-year").first.bounding_box()
    above = page.locator(".resume-years span", has_text=str(year.text_content())).bounding_box()
    assert drawn is not None
    assert above is not None
    assert abs(drawn["x"] - above["x"]) < 1.5


@pytest.mark.parametrize("width", [360, 1280])
def test_the_list_is_unfolded_in_print(browser: Browser, address: str, width: int) -> None:
    page = open_page(browser, f"{address}/resume.html", width)
    page.emulate_media(media="print")
    assert not page.locator("svg.resume-timeline").is_visible()
    assert page.locator(".resume-timeline-list > li").last.is_visible()
