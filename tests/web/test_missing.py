"""The page 404.html, for any missing path."""

from __future__ import annotations

from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response

from tests.conftest import MakeSite
from tests.support.sites import served

PAGES = {"index.md": "# Start\n\n```{toctree}\nmore/work\n```\n", "more/work.md": "# Work\n"}


class _Host(SimpleHTTPRequestHandler):
    """Serves a site below /some/path/, and its 404.html for missing pages."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/some/path"))

    def do_GET(self) -> None:
        if self.path.startswith("/some/path/") and Path(self.translate_path(self.path)).exists():
            super().do_GET()
            return
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page)


@pytest.mark.parametrize("missing", ["gone.html", "some/deep/address/gone.html"])
def test_it_has_the_styles_and_links_of_other_pages(
    career_site: MakeSite, browser: Browser, missing: str
) -> None:
    site = career_site(PAGES)
    built = site.build(html_theme="furo", html_baseurl="https://example.org/some/path/")
    with served(built.folder, _Host) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        responses: list[Response] = []
        page.on("response", lambda response: responses.append(response))  # noqa: PLW0108
        page.goto(f"{address}/some/path/{missing}")
        failed = [response.url for response in responses if not response.ok]
        assert failed == [f"{address}/some/path/{missing}"]
        assert page.get_by_role("heading", level=1).inner_text() == "Page not found"
        assert page.locator(".sidebar-drawer").bounding_box()["x"] == 0  # type: ignore[index]
        page.locator(".skip-to-content").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/some/path/404.html#furo-main-content")
        page.get_by_role("link", name="Work").click()
        page.wait_for_url(f"{address}/some/path/more/work.html")
        page.close()


def test_a_page_of_the_project_is_kept(career_site: MakeSite) -> None:
    site = career_site(PAGES | {"404.md": "---\norphan: true\n---\n# Mine\n"})
    assert "Mine" in site.build(html_theme="furo").source("404.html")


def test_only_a_project_without_a_favicon_gets_ours(career_site: MakeSite) -> None:
    site = career_site(PAGES | {"mine.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"})
    ours = site.build(html_theme="furo")
    assert 'href="_static/sphinx_resume.svg"' in ours.source("index.html")
    assert (ours.folder / "_static" / "sphinx_resume.svg").is_file()
    mine = site.build(html_theme="furo", html_favicon="mine.svg").source("index.html")
    assert 'href="_static/mine.svg"' in mine
