"""The front page on paper is an overview on one sheet."""

from __future__ import annotations

import io
import subprocess

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.conftest import MakeSite
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
def test_the_front_page_prints_on_one_sheet(
    name: str, lines: list[str], paper: str, built: BuildSite, browser: Browser
) -> None:
    with served(built(name)) as address:
        page = browser.new_page()
        page.goto(address)
        sheets = page.pdf(format=paper)
        page.close()
    assert len(PdfReader(io.BytesIO(sheets)).pages) == 1
    text = text_of(sheets)
    for line in lines:
        assert line in text
    for furniture in ("Skip to content", "Search", "Made with", "Show as a list", "Back to top"):
        assert furniture not in text


def test_a_grid_prints_as_lines_of_skills_without_marks(
    career_site: MakeSite, browser: Browser
) -> None:
    position = (
        "```{position} a\n:title: A\n:organization: Acme\n:start: 2020\n:end: 2021\n\n%s\n```\n"
    )
    grid = "# A\n\n```{skill-matrix}\n:columns: positions\n```\n\n"
    skills = "".join(f"```{{skill}} {name}\n:category: Words\n```\n" for name in ("Go", "Ada"))
    page = position % "- In {skill}`Go` and {skill}`Ada`."
    site = career_site({"index.md": grid + skills + page}).build(html_theme="furo")
    with served(site.folder) as address:
        shown = browser.new_page()
        shown.goto(address)
        text = text_of(shown.pdf(format="A4"))
        shown.close()
    assert "Words: Go, Ada" in text


def text_of(pdf: bytes) -> str:
    """The words of a PDF, without line breaks."""
    need("pdftotext")
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())
