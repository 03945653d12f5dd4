"""A recording that plays on the page of its talk."""

from __future__ import annotations

import re

from playwright.sync_api import Browser

from tests.conftest import MakeSite

PAGES = {
    "index.md": """\
        # Reviews

        ```{talk} reviews
        :title: What we learned
        :date: 2022-05-03
        :recording: https://www.youtube.com/watch?v=abc
        :embed:

        A year of reviews.
        ```
        """
}


def test_other_sites_get_no_request_before_a_click(career_site: MakeSite, browser: Browser) -> None:
    built = career_site(PAGES).build()
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route(re.compile("https:"), lambda route: route.abort())
    page.goto((built.folder / "index.html").as_uri(), wait_until="networkidle")
    page.pdf()
    assert [url for url in asked if not url.startswith("file:")] == []
    with page.expect_request(re.compile("https:")):
        page.get_by_text("Play the recording here").click()
    assert asked[-1] == "https://www.youtube-nocookie.com/embed/abc"
    page.close()
