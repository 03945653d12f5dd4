"""Headings of entries, and the lines that run at the foot of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import groupby
from typing import Any

import pytest

from sphinx_resume.model.dates import date_text
from tests.support.pdf.documents import PAPERS, Documents, GetDocuments, Pdf, fold

pytestmark = [
    # Libraries that read PDFs warn of their own future.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]

#: Of the page, in points.
MARGIN = 16 / 25.4 * 72


@dataclass(frozen=True)
class Line:
    """A line of a page, its right end, and whether all of it is decoration."""

    text: str
    right: float
    page_width: float
    is_artifact: bool


def lines(pdf: Pdf, number: int) -> Iterator[Line]:
    """The lines of a page from its head to its foot."""
    with import_module("pdfplumber").open(pdf.path) as document:
        page = document.pages[number]
        chars: list[Any] = [char for char in page.chars if char["upright"]]
        chars.sort(key=lambda char: (round(char["matrix"][5]), -char["x0"]), reverse=True)
        for _base, group in groupby(chars, key=lambda char: round(char["matrix"][5])):
            line = list(group)
            shown = [char for char in line if char["text"].strip()]
            if shown:
                yield Line(
                    fold("".join(char["text"] for char in line)),
                    max(char["x1"] for char in shown),
                    page.width,
                    all(char["tag"] == "Artifact" for char in shown),
                )


@pytest.mark.parametrize("name", PAPERS)
def test_the_heading_of_an_entry_uses_the_width_of_the_line(
    documents: GetDocuments, name: str
) -> None:
    """Name and organization are at the left edge, dates and place in the same line at the right."""
    made = documents(name)
    found = [line for number in range(2) for line in lines(made.resume, number)]
    at_edge = [line.text for line in found if abs(line.page_width - MARGIN - line.right) < 1]
    for position in made.career.positions:
        start = date_text(position.start, made.locale)
        # A line has no room for the longest title.
        assert [text for text in at_edge if position.title in text and start in text] or (
            len(position.title) > 70
        )
        # Of several titles at one organization, the place is beside its name.
        assert [text for text in at_edge if text.endswith(position.location)]


@pytest.mark.parametrize("name", PAPERS)
def test_the_second_page_says_whose_it_is(documents: GetDocuments, name: str) -> None:
    resume = documents(name).resume
    title = resume.reader.metadata.title  # type: ignore[union-attr]
    *_text, foot = lines(resume, 1)
    assert (foot.text, foot.is_artifact) == (f"{title} 2", True)
    assert not any(line.is_artifact for line in lines(resume, 0))


def test_each_page_of_a_portfolio_says_whose_it_is(resume: Documents) -> None:
    for number in range(len(resume.portfolio.reader.pages)):
        *_text, foot = lines(resume.portfolio, number)
        assert (foot.text, foot.is_artifact) == (f"Résumé {number + 1}", True)
