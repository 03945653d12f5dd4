"""Matrices so large that the browser only lays out the rows in view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from programs import find_browser
from tests.conftest import MYST_IS_OLD, Site
from tests.support.generate import GeneratedCareer
from tests.support.sites import QUIET, served
from tests.web.test_axe import TAGS, problems
from tests.web.tools import Tools

pytestmark = [pytest.mark.builds, *MYST_IS_OLD]

#: 144 rows, with 27 columns by position, and some with several lanes of bars over time.
CAREER = GeneratedCareer(positions=26, skills=120, cited=40)

#: Whether a row is laid out.
LAID_OUT = "row => row.cells[0].firstElementChild.checkVisibility({contentVisibilityAuto: true})"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = Site(tmp_path_factory.mktemp("large"))
    CAREER.write(site.folder)
    with served(site.build(html_theme="furo").folder) as address:
        yield address


@pytest.fixture(params=[1280, 320])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    page = browser.new_page(
        viewport={"width": request.param, "height": 800}, reduced_motion="reduce"
    )
    page.goto(address)
    yield page
    page.close()


@pytest.fixture(params=["Skills over time", "Skills by position"])
def table(page: Page, request: pytest.FixtureRequest) -> Locator:
    return page.get_by_role("region", name=request.param).locator("table")


def test_only_rows_in_view_are_laid_out(table: Locator) -> None:
    first, last = table.locator("tbody tr").first, table.locator("tbody tr").last
    for seen, unseen in ((first, last), (last, first)):
        seen.scroll_into_view_if_needed()
        seen.page.wait_for_function(LAID_OUT, arg=seen.element_handle())
        assert not unseen.evaluate(LAID_OUT)


def test_rows_are_as_high_before_they_are_laid_out(table: Locator) -> None:
    rows = table.locator("tbody tr:not(:has([colspan]))")
    heights = "rows => rows.map(row => row.getBoundingClientRect().height)"
    before = rows.evaluate_all(heights)
    table.page.add_style_tag(content="tr { content-visibility: visible !important }")
    assert rows.evaluate_all(heights) == pytest.approx(before, abs=0.5)


@pytest.mark.parametrize("page", [1280], indirect=True)  # on a phone, bars are below their skills
def test_cells_are_below_their_heads(table: Locator) -> None:
    head, row = table.locator("thead tr"), table.locator("tbody tr").nth(1)
    row.scroll_into_view_if_needed()
    cells = "row => [...row.cells].map(cell => Math.round(cell.getBoundingClientRect().right))"
    assert row.evaluate(cells) == head.evaluate(cells)


def test_a_link_out_of_view_can_be_focused(table: Locator) -> None:
    link = table.get_by_role("link", name="Zipkin 3", exact=True)
    link.focus()
    assert link.evaluate("link => link === document.activeElement")
    assert 0 < link.evaluate("link => link.getBoundingClientRect().top") < 800


def test_the_row_of_a_tooltip_is_not_clipped(page: Page) -> None:
    row = page.locator(".resume-over-time tbody tr").nth(3)
    clip = "row => getComputedStyle(row).contentVisibility"
    assert row.evaluate(clip) == "auto"
    row.locator(".resume-use a").first.hover()
    assert row.evaluate(clip) == "visible"
    page.mouse.move(0, 0)
    row.locator(".resume-use a").first.focus()
    assert row.evaluate(clip) == "visible"


def test_all_of_it_is_filtered_and_sorted(table: Locator) -> None:
    def names() -> list[str]:
        return table.locator("tbody tr:not(.resume-off) th").all_text_contents()

    page = table.page
    before = names()
    assert (before[0], before[-1], len(before)) == ("Languages", "Zipkin 3", 144)
    page.get_by_label("Show", exact=True).select_option("Kafka 3")
    assert names() == ["Data 3", "Kafka 3"]
    page.get_by_role("button", name="Show everything").click()
    table.get_by_role("button", name="Skill", exact=True).click()
    assert names()[:3] == ["Ada", "Ada 2", "Ada 3"]
    assert len(names()) == 120
    for _ in range(2):
        table.get_by_role("button", name="Skill", exact=True).click()
    assert names() == before


def test_on_paper_it_is_like_any_other(table: Locator) -> None:
    display = "element => getComputedStyle(element).display"
    row = table.locator("tbody tr").last
    assert row.evaluate(display) in {"flex", "grid"}
    table.page.emulate_media(media="print")
    assert row.evaluate(display) == "inline"  # on the front page; see sphinx_resume_furo.css
    assert row.evaluate(LAID_OUT)


def test_screen_readers_have_all_rows_and_cells(browser: Browser, address: str) -> None:
    # As if one was running: otherwise Chromium leaves out what is not laid out.
    listening = browser.browser_type.launch(
        executable_path=find_browser(), args=[*QUIET, "--force-renderer-accessibility"]
    )
    page = listening.new_page()
    page.goto(address)
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    listening.close()
    by_id = {node["nodeId"]: node for node in nodes}

    def roles(node: dict[str, Any]) -> Iterator[str]:
        if not node["ignored"]:
            yield node["role"]["value"]
        for child in node["childIds"]:
            yield from roles(by_id[child]) if child in by_id else ()

    found = {}
    for node in nodes:
        if not node["ignored"] and node["role"]["value"] == "table":
            inside = list(roles(node))
            found[node["name"]["value"]] = {
                role: inside.count(role) for role in ("columnheader", "row", "rowheader", "cell")
            }
    assert found == {
        "Skills over time": {"columnheader": 4, "row": 145, "rowheader": 144, "cell": 360},
        "Skills by position": {"columnheader": 27, "row": 145, "rowheader": 144, "cell": 3120},
    }


@pytest.mark.parametrize("page", [320], indirect=True)
def test_names_cover_the_marks_that_scroll_below_them(page: Page) -> None:
    region = page.get_by_role("region", name="Skills by position")
    name = region.get_by_role("rowheader", name="Ada", exact=True)
    mark = region.locator("tr", has=page.get_by_role("rowheader", name="Ada", exact=True))
    mark = mark.locator(".resume-marked a").first
    mark.scroll_into_view_if_needed()
    mark.evaluate(
        """(mark, name) => mark.closest(".resume-region").scrollBy(
            mark.getBoundingClientRect().right - name.getBoundingClientRect().right, 0)""",
        name.element_handle(),
    )
    on_top = """mark => {
        const {x, y, width, height} = mark.getBoundingClientRect();
        return document.elementFromPoint(x + width / 2, y + height / 2).closest("th, td").tagName;
    }"""
    assert mark.evaluate(on_top) == "TH"


@pytest.mark.slow
def test_axe_finds_nothing(page: Page, web_tools: Tools) -> None:
    page.evaluate((web_tools.package("axe-core") / "axe.min.js").read_text("utf-8"))
    found = [each for each in problems(page, TAGS) if each[0] != "reflow"]  # wider than a page
    assert found == [], "\n".join(map(str, found))
