"""Our content is readable with any theme, in any of its color schemes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import Built, Site
from tests.support.reviews import EVENTS, incident, timeline
from tests.support.sites import served

#: Themes without a dark mode, which are light whatever the system prefers.
LIGHT = ("alabaster", "basic", "bizstyle", "classic")
#: Themes that store the reader's choice, each in its own way.
BOTH = ("furo", "pydata_sphinx_theme")

Scheme = Literal["light", "dark"]


class Shown(NamedTuple):
    """A theme with the preference of the system and the reader's choice on the page."""

    theme: str
    system: Scheme
    chosen: Scheme | None = None

    @property
    def is_dark(self) -> bool:
        return self.theme in BOTH and (self.chosen or self.system) == "dark"


SHOWN = [
    *(Shown(theme, system) for theme in LIGHT for system in ("light", "dark")),
    *(
        Shown(theme, system, chosen)
        for theme in BOTH
        for system in ("light", "dark")
        for chosen in ("light", "dark", None)
    ),
]

#: The contrast of texts and shapes with their background; links have colors of the theme.
CONTRASTS = """() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
    const over = colours => {  // the last on top of the others
        canvas.clearRect(0, 0, 1, 1);
        for (const colour of colours) {
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
        }
        return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
    };
    const light = rgb => {
        const [r, g, b] = rgb.map(c => c / 255)
            .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (one, two) => {
        const [high, low] = [light(one), light(two)].sort((a, b) => b - a);
        return (high + 0.05) / (low + 0.05);
    };
    const behind = element => {
        const colours = [];
        for (let e = element; e; e = e.parentElement)
            colours.unshift(getComputedStyle(e).backgroundColor);
        const root = getComputedStyle(document.documentElement).colorScheme;
        return [root === "dark" ? "#121212" : "white", ...colours];
    };
    const seen = e => e.checkVisibility({opacityProperty: true, visibilityProperty: true})
        && e.getClientRects().length;
    const found = [];
    const ours = '[class*="resume-"]:not(html, body, main, article, section, .resume-permalink)';
    for (const e of document.querySelectorAll(`${ours}, :is(${ours}) *`)) {
        const words = [...e.childNodes].filter(n => n.nodeType === 3 && n.data.trim());
        const style = getComputedStyle(e);
        const drawn = e.matches(".resume-bar, .resume-mark, line.resume-whisker");
        const others = "a:not(svg a), .headerlink, .resume-unseen, title, desc";
        if (!seen(e) || e.closest(others)) continue;
        if (!words.length && !drawn) continue;
        const svg = e instanceof SVGElement && !(e instanceof SVGForeignObjectElement);
        const fill = style.fill === "none" ? style.stroke : style.fill;
        const back = behind(e);
        // Within a bar, what is behind is the bar.
        const bar = e.closest("svg")?.querySelector("rect.resume-bar");
        if (e.matches(".resume-inside")) back.push(getComputedStyle(bar).fill);
        const ink = drawn && e.matches(".resume-vague *") ? style.stroke : fill;
        found.push([
            contrast(over([...back, svg ? ink : style.color]), over(back)),
            drawn ? 3 : 4.5,
            `${e.tagName}.${e.getAttribute("class")}: ${e.textContent.trim().slice(0, 30)}`,
        ]);
    }
    return found;
}"""


@pytest.fixture(scope="module")
def themed(career_copy: Callable[..., Site]) -> Callable[[str], Built]:
    """Builds the root test-career, with a review, in each theme."""
    built: dict[str, Built] = {}

    def build(theme: str) -> Built:
        if theme not in built:
            site = career_copy()
            review = incident(":date: 2021-05\n:visibility: public", "Text.") + timeline(EVENTS)
            site.write({"review.md": f"---\norphan: true\n---\n{review}"})
            built[theme] = site.build(html_theme=theme)
        return built[theme]

    return build


def opened(browser: Browser, address: str, shown: Shown) -> Page:
    page = browser.new_page(color_scheme=shown.system, viewport={"width": 1280, "height": 1000})
    page.goto(f"{address}/overview.html")
    if shown.chosen:
        stored = f"localStorage.theme = localStorage.mode = '{shown.chosen}'"
        page.evaluate(stored)
    return page


def is_dark(page: Page) -> bool:
    """Whether the text of the page is lighter than its background."""
    script = """() => {
        const rgb = getComputedStyle(document.querySelector("h1, p")).color.match(/[\\d.]+/g);
        return rgb.slice(0, 3).reduce((a, b) => a + Number(b), 0) > 380;
    }"""
    return bool(page.evaluate(script))


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: "-".join(map(str, shown)))
def test_our_content_has_enough_contrast_in_every_theme(
    browser: Browser, themed: Callable[[str], Built], shown: Shown
) -> None:
    found: list[Any] = []
    with served(Path(themed(shown.theme).folder)) as address:
        page = opened(browser, address, shown)
        for name in ("overview", "work/acme", "skills", "review"):
            page.goto(f"{address}/{name}.html")
            assert is_dark(page) is shown.is_dark, name
            found += [[name, *each] for each in page.evaluate(CONTRASTS)]
        page.close()
    assert len(found) > 40
    assert [each for each in found if each[1] < each[2]] == []
