"""This repository's own résumé: built as on a server, and read as a visitor would."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).parents[1]


class Page(HTMLParser):
    """The links, ids, headings and text of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: list[str] = []
        self.sources: list[str] = []
        self.headings: list[int] = []
        self.text = ""
        self._hidden = 0
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.hrefs.append(values["href"])
        # Browsers do not load the canonical address or the feed.
        if tag in {"script", "img", "link"} and values.get("rel") not in {"canonical", "alternate"}:
            self.sources.append(values.get("src") or values.get("href", ""))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag in {"script", "style", "svg"}:
            self._hidden += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style", "svg"}:
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text += data

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    return {path.relative_to(site).as_posix(): Page(path) for path in site.rglob("*.html")}


def test_every_internal_link_has_a_target(pages: dict[str, Page], site: Path) -> None:
    for name, page in pages.items():
        for href in page.hrefs:
            url = urlsplit(href)
            if url.scheme or href == "#":
                continue
            target = (site / name).parent / unquote(url.path) if url.path else site / name
            assert target.is_file(), f"{name}: {href}"
            key = target.resolve().relative_to(site.resolve()).as_posix()
            if url.fragment and key in pages:
                assert unquote(url.fragment) in pages[key].ids, f"{name}: {href}"


def test_ids_are_unique_on_a_page(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name


def test_headings_start_at_one_and_skip_no_level(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        if name in {"search.html", "resume-skills.html"}:
            continue  # furo's own
        assert page.headings[:1] == [1], name
        assert page.headings.count(1) == 1, name
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps), name


def test_nothing_is_loaded_from_other_sites(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert not [s for s in page.sources if urlsplit(s).scheme or s.startswith("//")], name


@pytest.mark.parametrize(
    "lines",
    [
        "Stripe Senior Software Engineer February 2024 – August 2024 · Berlin, Germany",
        "Terramate Senior Software Engineer June 2023 – November 2023 · Berlin, Germany",
        "Wayfair Senior Platform Engineer July 2021 – April 2023 · Berlin, Germany",
        "PriceHubble Site Reliability Engineer November 2020 – June 2021 · Berlin, Germany",
        "Ryte Backend Software Engineer May 2017 – September 2019 · Munich, Germany",
        "Technical University of Munich B.Sc. Computer Science 2016 – 2018 · coursework",
        "Vault, Consul",
        "AWS, GCP",
    ],
)
def test_the_short_resume_has_the_facts(pages: dict[str, Page], lines: str) -> None:
    # furo ends headings with a link sign
    assert lines in pages["resume.html"].words.replace("¶", " ").replace("  ", " ")


@pytest.mark.parametrize(
    ("skills", "page"),
    [
        ("Go Ruby Rust Python Elixir Scala", "technologies/programming-languages.html"),
        (
            "Terraform Helm CloudFormation Puppet Ansible Nix",
            "technologies/infrastructure-as-code.html",
        ),
        ("Kubernetes GKE Istio Docker", "technologies/kubernetes.html"),
        ("AWS GCP", "technologies/platforms.html"),
        ("PostgreSQL BigQuery DynamoDB MongoDB Kafka", "technologies/databases.html"),
        ("CI/CD", "technologies/ci-cd.html"),
        ("Vault Consul", "technologies/secrets-and-configuration.html"),
        ("Spark Flink YARN EMR Chromium", "technologies/data-processing.html"),
    ],
)
def test_every_skill_is_declared_and_listed(pages: dict[str, Page], skills: str, page: str) -> None:
    for skill in skills.split():
        anchor = "skill-" + skill.lower().replace("/", "-")
        assert anchor in pages[page].ids
        assert f"{page}#{anchor}" in pages["index.html"].hrefs


def test_every_page_is_reachable_from_the_front_page(pages: dict[str, Page]) -> None:
    linked = {urlsplit(href).path for href in pages["index.html"].hrefs}
    furo = {"404.html", "search.html", "resume-skills.html", "index.html"}
    others = pages.keys() - linked - furo
    # Variants are for those to whom their address is given.
    assert {page for page in others if not page.startswith("variants/")} == set()


def test_about_comes_last_in_the_navigation(site: Path) -> None:
    sidebar = (site / "index.html").read_text(encoding="utf-8")
    tree = sidebar.partition('class="sidebar-tree"')[2].partition("</div>\n</div>")[0]
    links = re.findall(r'<a class="reference internal" href="([^"]+)"', tree)
    about = [link.startswith("about/") for link in links]
    assert any(about)
    assert about == sorted(about)
