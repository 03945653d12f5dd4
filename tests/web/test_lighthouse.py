"""Lighthouse reports no issues, on mobile or desktop.

Pages are served compressed, as by real hosts. The performance score depends on timing, and so on
the load of the machine, so it is not asserted; ``python -m tests.web.lighthouse FOLDER`` prints it.
The assertions about loading depend only on the pages.
"""

from __future__ import annotations

import pytest

from tests.support.sites import BuildSite, Hosted, served
from tests.web.lighthouse import examine
from tests.web.tools import Tools


@pytest.mark.slow
@pytest.mark.parametrize("device", ["mobile", "desktop"])
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("own", ""),  # with timeline and matrix
        ("own", "experience/wayfair.html"),
        ("own", "technologies/secrets-and-configuration.html"),
        ("hopper", ""),
    ],
)
def test_lighthouse_finds_nothing(
    name: str, path: str, device: str, built: BuildSite, web_tools: Tools
) -> None:
    with served(built(name), Hosted) as address:
        report = examine(web_tools, f"{address}/{path}", device)
    assert report.score("accessibility") == 100, report.lost("accessibility")
    assert report.score("best-practices") == 100, report.lost("best-practices")
    assert report.score("seo") == 100, report.lost("seo")
    assert report.number("cumulative-layout-shift") == 0
    requests = report.urls("network-requests")
    assert f"{address}/{path}" in requests
    assert [url for url in requests if not url.startswith((address, "data:"))] == []
    blocking = [url.partition("?")[0] for url in report.urls("render-blocking-insight")]
    assert f"{address}/_static/sphinx_resume.css" in blocking  # or unstyled content would flash
    assert f"{address}/_static/sphinx_resume.js" not in blocking
