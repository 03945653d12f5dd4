"""The front page on paper is an overview on one sheet."""

from __future__ import annotations

import io
import subprocess

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.support.needs import need
from tests.support.sites import BuildSite, served


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("own", ["Senior Platform Engineer", "Jul 2021 – Apr 2023", "Vault (1 year 10"]),
        ("hopper", ["Research Fellow", "1946 – 1949", "COBOL (18"]),
    ],
)
def test_the_front_page_is_one_sheet(
    name: str, lines: list[str], paper: str, built: BuildSite, browser: Browser
) -> None:
    with served(built(name)) as address:
        page = browser.new_page()
        page.goto(address)
        sheets = page.pdf(format=paper)
        page.close()
    assert len(PdfReader(io.BytesIO(sheets)).pages) == 1
    need("pdftotext")
    done = subprocess.run(["pdftotext", "-", "-"], input=sheets, capture_output=True, check=True)
    text = " ".join(done.stdout.decode().split())
    for line in lines:
        assert line in text
    for furniture in ("Skip to content", "Search", "Made with", "Show as a list", "Back to top"):
        assert furniture not in text
