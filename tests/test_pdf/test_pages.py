"""Page budgets and page breaks."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.support.pdf.documents import (
    OTHER_DESIGNS,
    PAPERS,
    Documents,
    GetDocuments,
    Pdf,
    fold,
    typeset,
    write_latex,
)
from tests.support.sites import ROOT

pytestmark = [
    # Libraries that read PDFs have deprecations of their own.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]


@pytest.mark.parametrize("name", [*PAPERS, *OTHER_DESIGNS])
def test_the_short_resume_has_two_pages(documents: GetDocuments, name: str) -> None:
    pages = documents(name).resume.reader.pages
    assert len(pages) == 2
    assert round(float(pages[0].mediabox.height)) == (792 if "letter" in name else 842)


def is_word(text: str, within: str) -> bool:
    """Whether a text is in another one, and not as part of a word."""
    return bool(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", within))


@pytest.mark.parametrize("name", ["own", "own (letterpaper)", "own (classic)", "own (modern)"])
def test_experience_education_and_skills_are_on_the_first_page(
    documents: GetDocuments, name: str
) -> None:
    made = documents(name)
    first, second = (fold(page.extract_text()) for page in made.resume.reader.pages)
    assert all(f" {heading} " in first for heading in ("Experience", "Education", "Skills"))
    skills = first.partition(" Skills ")[2]
    assert [s.title for s in made.career.skills if not is_word(s.title, skills)] == []
    assert " Interests " not in first
    assert "Timeline" in second


def beyond(made: Pdf) -> tuple[int, str]:
    """By how many millimeters a document exceeds its budget, and which sections do."""
    found = re.search(
        r"Warning: resume\.pdf is (\d+) mm longer than the page that it may have, with (.*);",
        made.log,
    )
    assert found
    return int(found[1]), found[2]


@pytest.mark.about("own")
def test_a_resume_that_is_too_long_reports_the_excess_and_its_sections(tmp_path: Path) -> None:
    write_latex(ROOT / "docs", ROOT, tmp_path, resume_pdf_pages=1)
    made = typeset(tmp_path / "latex", "resume")
    over, names = beyond(made)
    assert names == "“Interests”, “Timeline”"
    with import_module("pdfplumber").open(made.path) as document:
        *_first, page = document.pages
        content = [char for char in page.chars if char["bottom"] < page.height - 50]  # without foot
    height = max(c["bottom"] for c in content) - min(c["top"] for c in content)
    assert abs(over - height / 72 * 25.4) < 4
    assert "longer than" not in typeset(tmp_path / "latex", "portfolio").log

    source = tmp_path / "latex" / "resume.tex"  # of two pages that are too many, both count
    end = "\\end{document}"
    text = source.read_text("utf-8").replace(end, f"\\clearpage Last words.\n{end}")
    source.write_text(text, "utf-8")
    assert over < beyond(typeset(tmp_path / "latex", "resume"))[0] < over + 10

    write_latex(ROOT / "docs", ROOT, tmp_path / "two", resume_pdf_pages=2)
    assert "longer than" not in typeset(tmp_path / "two" / "latex", "resume").log


def parts(pdf: Pdf) -> list[tuple[str, Any, list[tuple[int, int]]]]:
    """Tag, parent and content (page and number) of each element with content, in reading order."""
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(pdf.reader.pages)}  # type: ignore[union-attr]
    found = []
    for _depth, tag, element in pdf.elements:
        contents = [
            (numbers[part.raw_get("/Pg").idnum], int(part["/MCID"]))
            for kid in element.get("/K", [])
            if (part := kid.get_object()).get("/Type") == "/MCR"
        ]
        if contents:
            found.append((tag, element, contents))
    return found


def test_no_page_ends_with_a_heading(pdf: Pdf) -> None:
    last = {page: tag for tag, _element, contents in parts(pdf) for page, _ in contents}
    assert not [tag for tag in last.values() if re.fullmatch("H[1-6]", tag)]


def block_of(element: Any) -> Any:
    """The block, such as a paragraph, that contains an element."""
    while element["/S"] in ("/Span", "/Link", "/Code", "/Reference"):
        element = element["/P"].get_object()
    return element


def test_there_are_no_widows_or_orphans(pdf: Pdf) -> None:
    lines: dict[int, dict[int, set[int]]] = {}
    with import_module("pdfplumber").open(pdf.path) as document:
        bottoms = [
            {(char["mcid"], round(char["bottom"])) for char in page.chars if char["text"].strip()}
            for page in document.pages
        ]
    for _tag, element, contents in parts(pdf):
        block = block_of(element).indirect_reference.idnum
        for page, number in contents:
            there = {bottom for mcid, bottom in bottoms[page] if mcid == number}
            if there:
                lines.setdefault(block, {}).setdefault(page, set()).update(there)
    broken = [pages for pages in lines.values() if len(pages) > 1]
    assert [pages for pages in broken if min(map(len, pages.values())) < 2] == []


def test_a_source_and_its_statement_are_on_one_page(pdf: Pdf) -> None:
    pages: dict[int, set[int]] = {}
    for _tag, element, contents in parts(pdf):
        block = block_of(element)
        pages.setdefault(block.indirect_reference.idnum, set()).update(p for p, _ in contents)
    parted = []
    for _depth, tag, element in pdf.elements:
        if tag != "LBody":
            continue
        blocks = [kid.get_object() for kid in element.get("/K", [])]
        blocks = [block for block in blocks if block.get("/S") == "/P"]
        first = [pages[block.indirect_reference.idnum] for block in blocks[:2]]
        # Quoted right below, like evidence
        if len(first) == 2 and max(first[0]) != min(first[1]):
            parted.append(blocks)
    assert parted == []


def test_long_lists_of_terms_break_across_pages(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text(
        'extensions = ["myst_parser", "sphinx_resume", "resume_docs"]\n'
        'primary_domain = "resume"\n'
        'latex_engine = "lualatex"\n'
        'latex_documents = [("index", "portfolio.tex", "All", "", "portfolio")]\n',
        encoding="utf-8",
    )
    (source / "index.md").write_text(
        "# All\n\n```{option-reference}\n```\n\n```{warning-reference}\n```\n", encoding="utf-8"
    )
    write_latex(source, source, tmp_path)
    pdf = typeset(tmp_path / "latex", "portfolio")
    assert "Overfull" not in pdf.log
    # A page that is almost empty would mean a break in the wrong place.
    lines = [len(page.extract_text().splitlines()) for page in pdf.reader.pages]
    assert len(lines) > 5
    assert min(lines[:-1]) > 30


def test_pages_about_the_site_and_indices_are_in_no_pdf(resume: Documents) -> None:
    for pdf in (resume.resume, resume.portfolio):
        assert "Stripe" in pdf.text
        for words in ("How this site is made", "Write your pages", "Skill index"):
            assert words not in pdf.text
