"""The time that a browser needs for a page with a very large skill matrix, until it is painted.

The CPU time is that of the page's main thread. Compare wall time only on an idle machine.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from programs import find_browser
from tests.bench.cost import CommandError, Cost, Figures, measured, medians, python
from tests.bench.matrix import LARGE, SMALL
from tests.bench.parts import Effort
from tests.bench.tables import Table
from tests.support.sites import chromium, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

OPEN: Final = "open the page, until the filter can be used"
#: What a reader does on the page, in this order.
ACTIONS: Final = {
    "choose a skill": "choose('skill=kafka')",
    "show everything again": "choose('')",
    "sort by use": "sort('over-time', 2)",
    "sort by use, the other way": "sort('over-time', 2)",
    "sort by use no more": "sort('over-time', 2)",
    "sort the matrix by position": "sort('grid', 0)",
    "sort it the other way": "sort('grid', 0)",
    "sort it no more": "sort('grid', 0)",
}
#: What the actions are made of.
ACT: Final = """
    const choose = value => {
        const select = document.querySelector(".resume-filter select");
        select.value = value;
        if (select.value !== value) throw new Error(`no topic ${value}`);
        select.dispatchEvent(new Event("change"));
    };
    const sort = (name, column) => {
        const head = document.querySelector(`table.resume-${name} thead tr`).cells[column];
        head.querySelector("button").click();
    };
"""
#: Waits until everything is painted.
PAINTED: Final = """new Promise(
    done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))
)"""
#: What Chromium says of the page's main thread, by our name.
METRICS: Final = {"cpu": "TaskDuration", "script": "ScriptDuration"}


def measure(effort: Effort) -> Figures:
    """The times of opening a page, and of each action on it.

    Raises:
        CommandError: there is no browser, or the page could not be built.

    """
    if not find_browser():
        raise CommandError("there is no Chromium")
    with tempfile.TemporaryDirectory(prefix="sphinx-resume-bench-") as name:
        source, site = Path(name) / "source", Path(name) / "html"
        (SMALL if effort.quick else LARGE).write(source)
        options = ("-q", "-W", "-b", "html", f"{source}", f"{site}")
        measured("Build of the page", lambda: python("-m", "sphinx", *options))
        with served(site) as address, chromium() as browser:
            return medians([visit(browser, address) for _ in range(effort.rounds(5))])


def tables(figures: Figures) -> Iterator[Table]:
    yield Table(
        "In Chromium, until the result is painted",
        ("action", "s", "CPU s", "of these in the script"),
        [
            (what, *(f"{cost[each]:.2f}" for each in ("wall", "cpu", "script")))
            for what, cost in figures.items()
        ],
    )


def visit(browser: Browser, address: str) -> Figures:
    """Open the front page of a site with both matrices, and do everything once."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(0)
    page.goto(f"{address}/resume.html")  # now the browser has started a process for this site
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    figures = {OPEN: _cost(page, devtools, partial(page.goto, f"{address}/index.html"))}
    for what, action in ACTIONS.items():
        act = partial(page.evaluate, f"() => {{{ACT}{action}}}")
        figures[what] = _cost(page, devtools, act)
    page.close()
    return figures


def _cost(page: Page, devtools: CDPSession, act: Callable[[], object]) -> Cost:
    before, began = _metrics(devtools), time.perf_counter()
    act()
    page.evaluate(PAINTED)
    wall = time.perf_counter() - began
    return {"wall": wall} | {
        name: value - before[name] for name, value in _metrics(devtools).items()
    }


def _metrics(devtools: CDPSession) -> Cost:
    said = devtools.send("Performance.getMetrics")["metrics"]
    values = {each["name"]: each["value"] for each in said}
    return {name: values[metric] for name, metric in METRICS.items()}
