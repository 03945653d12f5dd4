"""Text that programs extract from the PDFs."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pypdf
import pytest

from sphinx_resume.config import DESIGNS
from sphinx_resume.model.dates import date_text
from tests.support.needs import need
from tests.support.pdf.documents import (
    OTHER_DESIGNS,
    Documents,
    GetDocuments,
    Once,
    Pdf,
    fold,
    typeset_alone,
)
from tests.support.sites import RESUMES

pytestmark = [
    # Libraries that read PDFs have deprecations of their own.
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


READERS: dict[str, Callable[[Path], str]] = {
    "pdftotext": pdftotext,
    "layout": lambda path: pdftotext(path, "-layout"),
    "pypdf": pypdf_text,
    "pdfminer": pdfminer_text,
    "pdfplumber": pdfplumber_text,
    "pymupdf": pymupdf_text,
    "pdfium": pdfium_text,
}


@pytest.mark.parametrize("extract", READERS.values(), ids=READERS)
@pytest.mark.parametrize("name", [*RESUMES, *OTHER_DESIGNS])
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
def test_phrases_cover_the_whole_career(documents: GetDocuments, name: str) -> None:
    """The phrases that the test above looks for are complete."""
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


def test_ligatures_are_extracted_as_letters(everything: Pdf) -> None:
    for read in (pdftotext, pdfminer_text, pdfium_text):
        assert "confident official affairs" in fold(read(everything.path))


@pytest.fixture(scope="module", params=DESIGNS)
def bare(request: pytest.FixtureRequest, once: Once) -> Path:
    """A résumé with entries without bodies, so that headings follow each other."""

    def make(folder: Path) -> None:
        (folder / "index.md").write_text(
            "# Bare\n\n"
            + "".join(
                f"```{{position}} p{number}\n:title: Engineer of Rank {number}\n"
                f":organization: {organization}\n:location: Town {number}, Country\n"
                f":start: {2024 - number}-03\n:end: {2025 - number}-02\n```\n\n"
                for number, organization in enumerate(
                    ("Acme", "Acme", "Acme", "Beta", "Gamma Corp.")
                )
            )
            + "".join(
                f"```{{education}} e{number}\n:title: Degree of Kind {number}\n"
                f":organization: School {'of the Town ' * number * 2}{number}\n"
                f":location: Village {number}\n"
                f":start: {2010 - number}\n:end: {2011 - number}\n```\n\n"
                for number in range(4)
            )
            + "## Experience\n\n```{entry-list} position\n:style: full\n```\n\n"
            "## Education\n\n```{entry-list} education\n:style: full\n```\n\n"
            "## Last\n\nThe end.\n",
            encoding="utf-8",
        )
        typeset_alone(
            folder,
            "bare",
            resume_pdf_design=request.param,
            latex_documents=[("index", "bare.tex", "Bare", "", "resume")],
        )

    return once(f"bare-{request.param}", make) / "_build" / "latex" / "bare.pdf"


@pytest.mark.parametrize("extract", READERS.values(), ids=READERS)
def test_consecutive_headings_are_not_read_as_columns(
    bare: Path, extract: Callable[[Path], str]
) -> None:
    _entries, _heading, text = fold(extract(bare)).partition(" Experience ")
    start = 0
    for phrase in (
        "Acme March 2022 – February 2025",
        *("Engineer of Rank 0", "March 2024 – February 2025"),
        *("Engineer of Rank 1", "March 2023 – February 2024"),
        *("Engineer of Rank 2", "March 2022 – February 2023"),
        *("Beta", "Engineer of Rank 3", "March 2021 – February 2022"),
        *("Gamma Corp.", "Engineer of Rank 4", "March 2020 – February 2021"),
        "Education",
        *("School 0", "Degree of Kind 0", "2010 – 2011"),
        *("School of the Town", "Degree of Kind 1", "2009 – 2010"),
        *("School of the Town", "Degree of Kind 2", "2008 – 2009"),
        *("School of the Town", "Degree of Kind 3", "2007 – 2008"),
        "Last",
        "The end.",
    ):
        found = text.find(phrase, start)
        assert found >= 0, f"{phrase!r} is not in {text[start : start + 200]!r}"
        start = found + len(phrase)
