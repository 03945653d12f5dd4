"""The filter in a real browser: with the control, by URL, and with the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import MakeSite
from tests.support.sites import served

VAULT = "Vault: 1 of 8 entries on the timeline, 1 of 34 skills."
HINT = "Choose a skill to see where it was used."


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


def shown(page: Page) -> dict[str, list[str]]:
    """The names visible in the drawing, its list, the matrix, and the first list."""

    def texts(selector: str) -> list[str]:
        return [each.inner_text() for each in page.locator(selector).all() if each.is_visible()]

    bars = page.locator("svg.resume-timeline a").all()
    return {
        "drawing": [
            str(bar.get_attribute("aria-label")).partition(":")[0]
            for bar in bars
            if bar.evaluate("e => getComputedStyle(e).visibility") == "visible"
        ],
        "timeline": [
            str(each.text_content())
            for each in page.locator(
                ".resume-timeline-list > li:not(.resume-off) .resume-label"
            ).all()
        ],
        "skills": texts(".resume-matrix tbody :is(th[scope=row], .resume-name) a"),
        "groups": texts(".resume-matrix .resume-group"),
        "talks": texts("#talks-and-incident-reviews .resume-links li > p > a"),
    }


ONLY_VAULT = {
    "drawing": ["Senior Platform Engineer, Wayfair"],
    "timeline": ["Senior Platform Engineer, Wayfair"],
    "skills": ["Vault"],
    "groups": ["Secrets and configuration"],
    "talks": [],
}


def test_a_skill_can_be_selected_shared_and_undone(page: Page, address: str) -> None:
    page.goto(address)
    everything = shown(page)
    status = page.get_by_role("status")
    assert status.inner_text() == HINT
    page.get_by_label("Show", exact=True).select_option("Vault")
    assert shown(page) == ONLY_VAULT
    expect(status).to_have_text(VAULT)
    assert page.url == f"{address}/?skill=vault"
    page.get_by_label("Show", exact=True).select_option("AWS")
    assert shown(page)["skills"] == ["AWS"]
    page.go_back()
    expect(status).to_have_text(VAULT)
    assert shown(page) == ONLY_VAULT
    page.get_by_role("button", name="Show everything").click()
    expect(status).to_have_text("Everything is shown.")
    assert shown(page) == everything
    assert page.url == f"{address}/"
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    page.reload()
    assert status.inner_text() == HINT


@pytest.mark.parametrize(
    ("query", "chosen", "status"),
    [
        ("skill=vault", "Vault", VAULT),
        ("skill=VAULT&utm_source=x", "Vault", VAULT),
        ("skill=k8s", "Kubernetes", "Kubernetes: 1 of 8 entries on the timeline, 1 of 34 skills"),
        ("category=databases", "Databases: all", "Databases: 1 of 8"),
        ("interest=learning-from-incidents", "Learning From Incidents", "Learning From Incidents"),
        ("skill=cobol", "everything", "Everything is shown; “cobol” is not a topic here."),
        ("category=%3Cb%3E", "everything", "Everything is shown; “<b>” is not a topic here."),
        ("other=1", "everything", HINT),
    ],
)
def test_the_url_selects_a_topic(
    page: Page, address: str, query: str, chosen: str, status: str
) -> None:
    page.goto(f"{address}/?{query}")
    assert page.get_by_role("status").inner_text().startswith(status)
    assert page.locator(".resume-filter option:checked").inner_text() == chosen
    nothing = page.locator("html:not(.resume-filtered)").count() == 1
    assert nothing == (chosen == "everything")
    assert page.get_by_role("button", name="Show everything").is_visible() != nothing


def test_other_parts_of_the_url_are_kept(page: Page, address: str) -> None:
    page.goto(f"{address}/?skill=vault&utm_source=x#timeline")
    page.get_by_label("Show", exact=True).select_option("AWS")
    assert page.url == f"{address}/?utm_source=x&skill=aws#timeline"


def test_the_head_of_a_category_selects_it(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".resume-matrix").get_by_role("link", name="Databases", exact=True).click()
    assert page.url == f"{address}/?category=databases"
    assert shown(page)["groups"] == ["Databases"]
    assert "BigQuery" in shown(page)["skills"]
    assert page.evaluate("document.activeElement.tagName") == "SELECT"


def test_the_page_of_a_skill_links_to_the_filter(page: Page, address: str) -> None:
    page.goto(f"{address}/technologies/secrets-and-configuration.html")
    page.get_by_role("link", name=re.compile("on the timeline ?: Vault")).click()
    page.wait_for_url(f"{address}/index.html?skill=vault#filter-index")
    assert shown(page) == ONLY_VAULT
    page.goto(f"{address}/interests/learning-from-incidents.html")
    page.get_by_role("link", name="show on the timeline").click()
    page.wait_for_url("**/index.html?interest=learning-from-incidents#filter-index")
    assert "Senior Software Engineer, Terramate" in shown(page)["timeline"]


def test_the_filter_works_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Show", exact=True).focus()
    page.keyboard.type("Consul")
    expect(page.get_by_role("status")).to_have_text(
        "Consul: 1 of 8 entries on the timeline, 1 of 34 skills."
    )
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Show everything"
    page.keyboard.press("Tab")
    name = "document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(name).startswith("Senior Platform Engineer, Wayfair: ")
    tip = page.locator("svg.resume-timeline a:focus .resume-tip > div > div")
    assert tip.is_visible()
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    page.keyboard.press("Tab")  # past hidden bars, to the list
    assert page.evaluate("document.activeElement.textContent") == "Show as a list"


def test_without_scripts_everything_is_shown_without_the_filter(
    browser: Browser, address: str
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/?skill=vault")
    assert not page.locator(".resume-filter").is_visible()
    assert page.locator("svg.resume-timeline a").first.is_visible()
    page.get_by_text("Show as a list").click()
    assert page.locator(".resume-timeline-list > li").first.is_visible()
    assert page.locator(".resume-matrix tbody :is(th[scope=row], .resume-name)").count() == 34
    assert page.locator(".resume-matrix button").count() == 0
    page.context.close()


def test_without_styles_every_fact_is_shown_in_order(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.route("**/*.css*", lambda route: route.abort())
    page.goto(address)
    for fold in page.locator("summary").all():
        fold.click()
    text = page.locator("article").inner_text()
    found = [
        text.index(each)
        for each in (
            "Senior Software Engineer, Stripe\n\nFebruary 2024 – August 2024 (7 months)",
            "Senior Software Engineer, Terramate\n\nJune 2023 – November 2023 (6 months)",
            "B.Sc. Computer Science, Technical University of Munich\n\n2016 – 2018",
            "Skills over time",
        )
    ]
    assert found == sorted(found)
    page.context.close()


@pytest.mark.parametrize("query", ["", "?skill=vault", "?skill=vault#filter-index"])
def test_nothing_moves_while_the_page_loads(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}/{query}")
    moved = """() => new Promise(resolve => {
        new PerformanceObserver(list => resolve(list.getEntries().flatMap(
            entry => entry.sources.map(source => source.node?.closest?.("article") !== null)
        ))).observe({type: "layout-shift", buffered: true});
        requestAnimationFrame(() => requestAnimationFrame(() => resolve([])));
    })"""
    assert True not in page.evaluate(moved)


def test_the_page_appears_even_if_the_script_does_not_load(page: Page, address: str) -> None:
    page.route("**/sphinx_resume.js*", lambda route: route.abort())
    page.goto(f"{address}/?skill=vault")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator("html.resume-waiting").count() == 1
    page.unroute("**/sphinx_resume.js*")
    page.reload()
    assert page.locator("html.resume-waiting").count() == 0


def test_hostile_names_are_only_options(browser: Browser, career_site: MakeSite) -> None:
    name = "X \"><img src=x onerror=alert(1)> & 'co' %(topic)s $& ümläut 漢字"
    site = career_site(
        {
            "index.md": f"""\
            # Work

            ```{{timeline}}
            ```

            ```{{position}} acme
            :title: Engineer
            :organization: Acme
            :start: 2021-07
            :end: present

            Used {{skill}}`x`.
            ```

            ```{{skill}} x
            :title: {name}
            :category: {name}
            ```
            """
        }
    )
    folder = Path(site.build().folder)
    with served(folder) as address:
        page = browser.new_page()
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: dialogs.append(dialog.message))
        page.goto(address)
        page.get_by_label("Show", exact=True).select_option(name)
        expect(page.get_by_role("status")).to_have_text(f"{name}: 1 of 1 entries on the timeline.")
        page.goto(f"{address}/?category={'%3Cimg%3E'}")
        assert page.locator("img").count() == 0
        assert dialogs == []
        page.close()
