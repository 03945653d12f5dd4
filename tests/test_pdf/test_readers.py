"""What programs that parse PDFs get out of them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pypdf
import pytest

from sphinx_resume.model.dates import date_text
from tests.support.needs import need
from tests.support.pdf.documents import Documents, GetDocuments, Pdf, fold
from tests.support.sites import RESUMES

pytestmark = [
    # Libraries that read PDFs warn of their own future.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]


def pdftotext(path: Path, *options: str) -> str:
    need("pdftotext")
    command = ["pdftotext", "-enc", "UTF-8", *options, f"{path}", "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def pypdf_text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def pdfminer_text(path: Path) -> str:
    return str(import_module("pdfminer.high_level").extract_text(path))


def pdfplumber_text(path: Path) -> str:
    with import_module("pdfplumber").open(path) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def pymupdf_text(path: Path) -> str:
    with import_module("pymupdf").open(path) as document:
        return "\n".join(page.get_text() for page in document)


def pdfium_text(path: Path) -> str:
    document = import_module("pypdfium2").PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@pytest.mark.parametrize(
    "extract",
    [
        pdftotext,
        lambda path: pdftotext(path, "-layout"),
        pypdf_text,
        pdfminer_text,
        pdfplumber_text,
        pymupdf_text,
        pdfium_text,
    ],
    ids=["pdftotext", "layout", "pypdf", "pdfminer", "pdfplumber", "pymupdf", "pdfium"],
)
@pytest.mark.parametrize("name", RESUMES)
def test_every_phrase_is_read_in_order(
    documents: GetDocuments, name: str, extract: Callable[[Path], str]
) -> None:
    resume = documents(name)
    text = fold(extract(resume.resume.path))
    assert len(resume.phrases) > 60
    start = 0
    for phrase in resume.phrases:
        found = text.find(phrase, start)
        assert found >= 0, f"{phrase!r} is not in {text[start : start + 200]!r}"
        start = found + len(phrase)


@pytest.mark.parametrize("name", RESUMES)
def test_phrases_are_those_of_the_career(documents: GetDocuments, name: str) -> None:
    """What the test above looks for has all that it should."""
    resume = documents(name)
    phrases = resume.phrases
    for heading in ("Experience", "Education", "Skills", "Timeline"):
        assert heading in phrases
    for position in resume.career.positions:
        assert position.organization in phrases
        assert position.title in phrases
        assert [p for p in phrases if p.startswith(date_range(resume, position))]
    for skill in resume.career.skills:
        assert [p for p in phrases if skill.title in p]


def date_range(resume: Documents, entry: Any) -> str:
    ends = (entry.start, entry.end)
    return " – ".join(date_text(end, resume.locale) if end else "Present" for end in ends)


def test_ligatures_come_out_as_letters(everything: Pdf) -> None:
    for read in (pdftotext, pdfminer_text, pdfium_text):
        assert "confident official affairs" in fold(read(everything.path))
