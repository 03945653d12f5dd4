"""The cost of loading a page: little data, and no requests to other sites."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from tests.support.sites import BuildSite, served

#: The maximum size of the extension's own data in bytes, compressed.
LIMIT = 40_000

#: The extension's static files.
FILES = ["sphinx_resume.css", "sphinx_resume.js", "sphinx_resume.svg", "sphinx_resume_furo.css"]


def weight(content: str | bytes) -> int:
    return len(gzip.compress(content if isinstance(content, bytes) else content.encode()))


def of_ours(page: Path) -> str:
    """The extension's own markup in a page: the filter, and all drawings except furo's icons."""
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    return "".join(map(str, soup.select("article svg, .resume-filter, .resume-trail, .resume-pdf")))


@pytest.mark.parametrize("name", ["own", "hopper"])
def test_our_share_of_a_page_is_small(name: str, built: BuildSite) -> None:
    folder = built(name)
    files = {file: weight((folder / "_static" / file).read_bytes()) for file in FILES}
    pages = {
        page.relative_to(folder).as_posix(): weight(of_ours(page))
        for page in folder.rglob("*.html")
    }
    heaviest = max(pages, key=lambda page: pages[page])
    assert heaviest == "index.html"  # it has the most drawings, so the right things were measured
    assert sum(files.values()) + pages[heaviest] < LIMIT, (files, pages[heaviest])


@pytest.mark.parametrize("name", ["own", "hopper"])
def test_every_file_of_ours_is_counted(name: str, built: BuildSite) -> None:
    text = "".join(page.read_text("utf-8") for page in built(name).rglob("*.html"))
    assert sorted(set(re.findall(r"_static/(sphinx_resume[^?\"]*)", text))) == FILES


@pytest.mark.slow
@pytest.mark.parametrize("name", ["own", "hopper"])
def test_no_page_sends_external_requests_or_has_script_errors(
    name: str, built: BuildSite, browser: Browser
) -> None:
    folder = built(name)
    pages = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]
    asked: list[tuple[str, str]] = []
    kinds: set[str] = set()
    errors: list[tuple[str, str]] = []
    with served(folder) as address:
        page = browser.new_page()
        page.on("request", lambda request: asked.append((page.url, request.url)))
        page.on("request", lambda request: kinds.add(request.resource_type))
        page.on("pageerror", lambda error: errors.append((page.url, str(error))))
        for path in pages:
            page.goto(f"{address}/{path}", wait_until="networkidle")
        page.close()
    assert {url.partition("?")[0] for _, url in asked} >= {f"{address}/{path}" for path in pages}
    assert [pair for pair in asked if not pair[1].startswith(f"{address}/")] == []
    assert "font" not in kinds  # a web font would change the text while it is being read
    assert errors == []
