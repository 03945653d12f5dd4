"""Pages look like the PDF, unless a project sets other styles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.conftest import MakeSite, Site
from tests.support.reviews import EVENTS, incident, timeline
from tests.support.sites import ROOT, served

PAGES = {
    "index.md": "# Start\n\nA {doc}`link <more>`.\n",
    "more.md": "---\norphan: true\n---\n# More\n",
}


def looks(browser: Browser, site: Site, scheme: Any = "light", **config: Any) -> tuple[str, ...]:
    """The colors of heading and link, and the first font."""
    built = site.build(html_theme="furo", **config)
    with served(Path(built.folder)) as address:
        page = browser.new_page(color_scheme=scheme)
        page.goto(address)
        style = "e => [getComputedStyle(e).color, getComputedStyle(e).fontFamily.split(',')[0]]"
        heading, font = page.locator("h1").evaluate(style)
        link, _font = page.get_by_role("link", name="link").evaluate(style)
        page.close()
    return heading, link, font


def test_the_accent_color_matches_the_pdf(browser: Browser, career_site: MakeSite) -> None:
    site = career_site(PAGES)
    blue = "rgb(29, 90, 122)"
    assert looks(browser, site) == (blue, blue, '"Helvetica Neue"')
    light_blue = "rgb(124, 192, 228)"
    assert looks(browser, site, "dark") == (light_blue, light_blue, '"Helvetica Neue"')
    latex = ROOT / "_ext" / "sphinx_resume" / "latex" / "texinputs" / "sphinxresume.cls"
    assert r"\definecolor{resume-accent}{RGB}{29,90,122}" in latex.read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_settings_of_a_project_take_precedence(
    browser: Browser, career_site: MakeSite, scheme: str
) -> None:
    variables = {
        "color-brand-primary": "#111111",
        "color-brand-content": "#222222",
        "font-stack": "Georgia, serif",
    }
    options = {f"{scheme}_css_variables": variables}
    heading, link, font = looks(browser, career_site(PAGES), scheme, html_theme_options=options)
    assert (heading, link, font) == ("rgb(17, 17, 17)", "rgb(34, 34, 34)", "Georgia")


#: The contrast between the underline of a link and the page.
UNDERLINE = """link => {
    const light = colour => {
        const canvas = new OffscreenCanvas(1, 1).getContext("2d");
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(c =>
            c <= 10 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    const line = light(getComputedStyle(link).textDecorationColor);
    const page = light(getComputedStyle(document.body).backgroundColor);
    return Math.max(line, page) / Math.min(line, page);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_links_in_text_are_visible_without_color(
    browser: Browser, address: str, scheme: Any
) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto(address)
    link = page.locator("article p").get_by_role("link", name="Wayfair").first
    assert link.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"
    contrast = link.evaluate(UNDERLINE)
    page.close()
    assert contrast >= 3


def test_titles_look_alike_with_one_or_several_per_employer(
    browser: Browser, example_address: str
) -> None:
    page = browser.new_page()
    page.goto(f"{example_address}/resume.html")
    style = "all => all.map(e => [getComputedStyle(e).fontWeight, getComputedStyle(e).marginBlock])"
    titles = page.locator(".resume-item-position .resume-subtitle").evaluate_all(style)
    page.close()
    assert len(titles) == 9
    assert set(map(tuple, titles)) == {("700", "0px 4px")}


def test_terms_are_text_and_aligned_with_their_definitions(
    browser: Browser, example_address: str
) -> None:
    page = browser.new_page()
    page.goto(f"{example_address}/resume.html")
    text = page.locator("article").evaluate("e => getComputedStyle(e).color")
    terms = page.locator(".resume-terms > dt").all()
    assert len(terms) > 3
    for term in terms:
        assert term.evaluate("e => getComputedStyle(e).color") == text
        first = "e => e.nextElementSibling.firstElementChild.getBoundingClientRect().y"
        assert term.evaluate("e => e.getBoundingClientRect().y") == term.evaluate(first)
    page.close()


def test_table_cells_keep_the_alignment_of_the_author(
    browser: Browser, career_site: MakeSite
) -> None:
    table = "| a | b | c |\n| - | :-: | -: |\n| 1 | 2 | 3 |\n"
    built = career_site({"index.md": f"# Start\n\n{table}"}).build(html_theme="furo")
    page = browser.new_page()
    page.goto((built.folder / "index.html").as_uri())
    cells = page.locator("article :is(th, td)").evaluate_all(
        "all => all.map(e => getComputedStyle(e).textAlign)"
    )
    page.close()
    assert cells == ["start", "center", "right"] * 2


@pytest.mark.parametrize("width", [1280, 320])
def test_the_marks_of_events_do_not_break(
    browser: Browser, career_site: MakeSite, width: int
) -> None:
    site = career_site({"index.md": incident("", timeline(EVENTS))})
    built = site.build(html_theme="furo")
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((built.folder / "index.html").as_uri())
    marks = page.locator(".resume-events td:nth-child(3) p")
    lines = "all => all.map(e => e.clientHeight / parseFloat(getComputedStyle(e).lineHeight))"
    assert marks.all_inner_texts() == ["start", "detection", "mitigation", "resolution"]
    assert [round(each) for each in marks.evaluate_all(lines)] == [1, 1, 1, 1]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()
