"""The feed of talks and incident reviews."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import feedparser  # type: ignore[import-untyped]

from tests.conftest import MakeSite

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEED: dict[str, Any] = {
    "resume_feed": True,
    "html_baseurl": "https://example.org/en",
    "html_title": "A & B",
}

PAGES = {
    "index.md": """\
        # Talks

        ```{skill} Go
        ```

        ```{talk} first
        :title: First & foremost
        :date: 2021-05

        What {skill}`Go` \\<is>.
        ```

        ```{talk} second
        :title: Second
        :date: 2022-03-04

        More.
        ```

        ```{talk} secret
        :title: Secret
        :date: 2022-05-05
        :visibility: internal

        Nobody knows.
        ```

        ```{toctree}
        draft
        ```
        """,
    "draft.md": """\
        ---
        draft: true
        ---

        # Draft

        ```{talk} third
        :title: Third
        :date: 2023

        Not yet.
        ```
        """,
}


def test_the_feed_has_public_dated_talks_latest_first(career_site: MakeSite) -> None:
    built = career_site(PAGES).build(**FEED)
    assert built.warnings == []
    root = ET.fromstring(built.source("feed.xml"))
    assert root.findtext("a:title", namespaces=ATOM) == "A & B"
    assert root.findtext("a:updated", namespaces=ATOM) == "2022-03-04T00:00:00Z"
    entries = [
        tuple(entry.findtext(f"a:{name}", namespaces=ATOM) for name in ("title", "updated", "id"))
        for entry in root.findall("a:entry", ATOM)
    ]
    base = "https://example.org/en/index.html"
    assert entries == [
        ("Second", "2022-03-04T00:00:00Z", f"{base}#talk-second"),
        ("First & foremost", "2021-05-01T00:00:00Z", f"{base}#talk-first"),
    ]
    summaries = [e.findtext("a:summary", namespaces=ATOM) for e in root.findall("a:entry", ATOM)]
    assert summaries == ["More.", "What Go <is>."]


def test_a_feed_reader_finds_nothing_wrong(career_site: MakeSite) -> None:
    built = career_site(PAGES).build(**FEED)
    read = feedparser.parse(built.source("feed.xml").encode())
    assert read.bozo is False
    assert read.version == "atom10"
    assert read.feed.author == "Project name not set"
    assert [(entry.title, entry.updated_parsed.tm_year) for entry in read.entries] == [
        ("Second", 2022),
        ("First & foremost", 2021),
    ]


def test_the_feed_declares_its_language(career_site: MakeSite) -> None:
    built = career_site(PAGES).build(**FEED, language="pt_BR")
    assert '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="pt-BR">' in built.source("feed.xml")


def test_pages_link_the_feed(career_site: MakeSite) -> None:
    built = career_site(PAGES).build(**FEED)
    link = built.page().find("link", rel="alternate", type="application/atom+xml")
    assert link is not None
    assert link["href"] == "https://example.org/en/feed.xml"


def test_the_feed_requires_the_setting_and_a_base_url(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    for config in ({**FEED, "resume_feed": False}, {**FEED, "html_baseurl": ""}):
        site.clean()
        built = site.build(**config)
        assert not (built.folder / "feed.xml").exists()
        assert built.page().find("link", rel="alternate") is None


def test_a_disabled_feed_is_removed(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    assert "feed.xml" in site.build(**FEED).files
    assert "feed.xml" not in site.build(**{**FEED, "resume_feed": False}).files
    site.write({"own/feed.xml": "<feed/>"})
    built = site.build(**{**FEED, "resume_feed": False}, html_extra_path=["own"])
    assert built.files["feed.xml"] == b"<feed/>"
