"""Accessibility of every page of both résumés, as far as axe-core can check it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.sites import BuildSite, served
from tests.web.tools import Tools

#: WCAG 2.0 to 2.2, levels A and AA, and best practices.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

#: Rules whose results can differ between light and dark.
COLOURS = ["color-contrast", "link-in-text-block"]

RUN = """async runOnly => {
    const resultTypes = ["violations", "incomplete"];
    const found = await axe.run(document, {runOnly, resultTypes});
    const lines = results => results.flatMap(({id, nodes}) => nodes.map(
        node => [id, node.target.join(" "), node.html.slice(0, 200)]));
    return [lines(found.violations), lines(found.incomplete)];
}"""

#: The contrast of each text with the worst color that may be behind it: the backgrounds of its
#: ancestors up to an opaque one, all colors of gradients, and in a drawing the shapes that the text
#: overlaps.
CONTRAST = """selectors => {
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    const parse = colour => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
    };
    const over = (top, below) =>
        [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
    const light = colour => {
        const [r, g, b] = colour.map(c => {
            const share = c / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ratio = (a, b) => {
        const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
        return (high + 0.05) / (low + 0.05);
    };
    const behind = element => {
        if (!element) return [[255, 255, 255, 1]];
        const style = getComputedStyle(element);
        const own = parse(style.backgroundColor);
        let colours = own[3] === 1 ? [own] : behind(element.parentElement).map(c => over(own, c));
        for (const stop of style.backgroundImage.match(/(rgba?|color)\\([^)]*\\)/g) ?? [])
            colours = colours.concat(colours.map(c => over(parse(stop), c)));
        return colours;
    };
    const touched = text => {
        const box = text.getBoundingClientRect();
        const svg = text.closest("svg");
        return [...svg.querySelectorAll("rect, circle, path")].filter(shape => {
            const {left, right, top, bottom} = shape.getBoundingClientRect();
            return left < box.right && right > box.left && top < box.bottom && bottom > box.top;
        }).map(shape => parse(getComputedStyle(shape).fill)).filter(colour => colour[3] > 0);
    };
    return selectors.map(selector => {
        const element = document.querySelector(selector);
        const style = getComputedStyle(element);
        const svg = element.closest("svg");
        let colours = behind(svg ? svg.parentElement : element);
        if (svg)
            colours = colours.concat(touched(element).flatMap(c => colours.map(b => over(c, b))));
        const ink = parse(svg ? style.fill : style.color);
        const large = parseFloat(style.fontSize) >= (style.fontWeight >= 700 ? 18.66 : 24);
        const worst = Math.min(...colours.map(c => ratio(over(ink, c), c)));
        return worst >= (large ? 3 : 4.5) ? "" : `${selector}: ${worst.toFixed(2)}`;
    }).filter(Boolean);
}"""


#: Headers without cells. axe does not know headers of row groups, so it reports tables with groups
#: as incomplete.
HEADERS = """selectors => selectors.flatMap(selector => {
    const column = cell => {
        let at = 0;
        for (const other of cell.parentElement.cells) {
            if (other === cell) return at;
            at += other.colSpan;
        }
    };
    const table = document.querySelector(selector);
    const cells = [...table.querySelectorAll("tbody :is(td, th[scope=row])")]
        .filter(cell => cell.textContent.trim());
    const is_for = {
        col: (header, cell) => column(cell) === column(header),
        row: (header, cell) => cell.parentElement === header.parentElement,
        rowgroup: (header, cell) => cell.closest("tbody") === header.closest("tbody"),
    };
    return [...table.querySelectorAll("th")]
        .filter(th => !cells.some(cell => cell !== th && is_for[th.scope](th, cell)))
        .map(header => header.textContent);
})"""


def problems(page: Page, rules: list[str]) -> list[Any]:
    """The violations that axe finds, and our results for checks that it leaves incomplete."""
    violations, incomplete = page.evaluate(RUN, rules)
    found: list[Any] = list(violations)
    for rule, script in {"color-contrast": CONTRAST, "th-has-data-cells": HEADERS}.items():
        left = [selector for name, selector, _ in incomplete if name == rule]
        found += [[rule, line] for line in page.evaluate(script, left)]
        incomplete = [line for line in incomplete if line[0] != rule]
    found += incomplete
    # axe does not check whether the page fits its width.
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, ["reflow", wide]] if wide > 0 else found


#: Widths with table of contents and menu visible, with contents hidden, and with both hidden.
WIDTHS = [1400, 1280, 320]


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["own", "hopper"])
def test_axe_finds_nothing(
    name: str, width: int, built: BuildSite, browser: Browser, web_tools: Tools
) -> None:
    folder = built(name)
    axe = (web_tools.package("axe-core") / "axe.min.js").read_text("utf-8")
    pages = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]
    found = []
    with served(folder) as address:
        page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        for path in pages:
            page.goto(f"{address}/{path}")
            page.evaluate(axe)
            page.emulate_media(color_scheme="light")
            found += [[path, "light", *line] for line in problems(page, TAGS)]
            page.emulate_media(color_scheme="dark")
            found += [[path, "dark", *line] for line in problems(page, COLOURS)]
        page.close()
    assert pages
    assert found == [], "\n".join(map(str, found))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("name", "skill"), [("own", "Kubernetes"), ("hopper", "Compilers")])
def test_axe_finds_nothing_when_the_front_page_was_used(
    name: str, skill: str, width: int, built: BuildSite, browser: Browser, web_tools: Tools
) -> None:
    axe = (web_tools.package("axe-core") / "axe.min.js").read_text("utf-8")
    found: list[Any] = []
    with served(built(name)) as address:
        page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        page.goto(address)
        page.evaluate(axe)

        def look(state: str) -> None:
            page.emulate_media(color_scheme="light")
            found.extend([state, "light", *line] for line in problems(page, TAGS))
            page.emulate_media(color_scheme="dark")
            found.extend([state, "dark", *line] for line in problems(page, COLOURS))

        page.get_by_label("Show", exact=True).select_option(skill)
        look("filtered")
        page.get_by_role("button", name="Skill", exact=True).click()
        look("filtered and sorted")
        page.get_by_role("button", name="Show everything").click()
        look("sorted")
        page.close()
    assert found == [], "\n".join(map(str, found))
