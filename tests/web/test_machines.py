"""Files beside the pages, read with third-party parsers."""

from __future__ import annotations

from pathlib import Path
from urllib.robotparser import RobotFileParser

import extruct  # type: ignore[import-untyped]
import feedparser  # type: ignore[import-untyped]
import pytest
from PIL import Image
from usp.tree import sitemap_from_str

from tests.support.sites import BASE, RESUMES, BuildSite

#: Pages that are not made from a document.
GENERATED = {"resume-skills.html", "search.html", "404.html"}


def pages(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")} - GENERATED


@pytest.mark.parametrize("name", RESUMES)
def test_the_sitemap_lists_every_page(built: BuildSite, name: str) -> None:
    folder = built(name)
    found = sitemap_from_str((folder / "sitemap.xml").read_text("utf-8"))
    assert {page.url for page in found.all_pages()} == {BASE + page for page in pages(folder)}


@pytest.mark.parametrize("name", RESUMES)
def test_robots_txt_allows_everything_and_names_the_sitemap(built: BuildSite, name: str) -> None:
    rules = RobotFileParser()
    rules.parse((built(name) / "robots.txt").read_text("utf-8").splitlines())
    assert rules.can_fetch("anybody", f"{BASE}index.html")
    assert rules.site_maps() == [f"{BASE}sitemap.xml"]


@pytest.mark.parametrize("name", RESUMES)
def test_every_page_has_opengraph_metadata(built: BuildSite, name: str) -> None:
    folder = built(name)
    for page in pages(folder):
        html = (folder / page).read_text("utf-8")
        (found,) = extruct.extract(html, syntaxes=["opengraph"])["opengraph"]
        known = dict(found["properties"])
        assert known["og:url"] == BASE + page
        assert known["og:title"]
        assert known["og:description"]
        assert known["og:image:alt"].startswith(known["og:title"])
        card = folder / known["og:image"].removeprefix(BASE)
        with Image.open(card) as picture:
            size = (int(known["og:image:width"]), int(known["og:image:height"]))
            assert picture.size == size == (1200, 630)


def test_the_feed_of_the_example_has_its_talks(example: Path) -> None:
    feed = feedparser.parse((example / "feed.xml").read_bytes())
    assert not feed.bozo
    assert feed.feed.title == "Grace M. Hopper"
    assert [entry.updated[:10] for entry in feed.entries] == [
        "1985-04-25", "1982-08-19", "1978-06-03", "1947-09-09",
    ]  # fmt: skip


def test_llms_txt_of_the_example_is_plain_markdown(example: Path) -> None:
    lines = (example / "llms.txt").read_text("utf-8").splitlines()
    assert lines[0] == "# Grace M. Hopper"
    assert [line for line in lines if line.startswith("## ")] == [
        "## Positions", "## Education", "## Breaks", "## Skills", "## Interests", "## Talks",
        "## Incidents", "## Publications", "## Awards", "## Certificates", "## Languages",
    ]  # fmt: skip
