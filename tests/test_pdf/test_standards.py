"""PDFs conform to standards, and have metadata."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import page as page_validation
import pytest

from tests.support.pdf.documents import Documents, Pdf, typeset, write_latex
from tests.support.pdf.furniture import Line, furniture, line, tagged_furniture
from tests.support.sites import ROOT
from tests.test_reproducible import THERE

pytestmark = [
    # Libraries that read PDFs have deprecations of their own.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]


@pytest.mark.parametrize("profile", ["ua1", "2b"])
def test_pdf_conforms_to_standards(pdf: Pdf, profile: str) -> None:
    result = page_validation.validate_pdf(str(pdf.path), profile=profile)
    assert [str(failure) for failure in result.failures] == []
    assert result.is_compliant


def test_the_length_of_streams_is_unambiguous(resume: Documents, tmp_path: Path) -> None:
    """A carriage return at its end and LuaTeX's line feed would look like a single line ending."""
    shutil.copytree(resume.folder, tmp_path / "latex")
    source = tmp_path / "latex" / "resume.tex"
    stream = (
        'pdf.obj({type="stream", immediate=true, string="x"..string.char(13), compresslevel=0})'
    )
    begin = "\\begin{document}"
    text = source.read_text(encoding="utf-8").replace(begin, f"{begin}\\directlua{{{stream}}}")
    source.write_text(text, encoding="utf-8")
    pdf = typeset(source.parent, "resume")
    assert b"x\r\rendstream" in pdf.path.read_bytes()
    assert page_validation.validate_pdf(str(pdf.path), profile="2b").is_compliant


#: outloud takes anything that three pages begin or end with for a running head, however far apart
#: they are; `tagged_furniture` finds the real ones.
GUESSED = "PAG-001"
#: It overlooks cells that span into a last row from above.
KNOWN = {"everything": {"TBL-004"}}


def test_pdf_is_accessible(pdf: Pdf) -> None:
    if pdf.path.stem in ("hostile", "wide"):
        return  # its text is not in any language
    result = import_module("outloud").check(str(pdf.path), skip=[GUESSED])
    known = KNOWN.get(pdf.path.stem, set())
    assert [str(found) for found in result.findings if found.rule not in known] == []
    assert known or result.verdict == "pass"
    assert tagged_furniture(pdf.path) == set()


def same(text: str, *pages: int) -> list[list[Line]]:
    """Eight pages, of which some begin with the same text."""
    return [[line(text if page in pages else "abcdefgh"[page], 40, 36)] for page in range(8)]


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        (same("Experience 7", 3, 4, 5), {"Experience"}),
        (same("Experience 7", 1, 2, 4, 5, 7, 8), set()),  # repeated, but not on enough pages
        ([[line("Experience", 40, 36 + 12 * page)] for page in range(8)], set()),  # moves
        ([[line("Experience", 40, 36.2)], [line("Experience", 40.3, 36)]] * 2, {"Experience"}),
        ([[line("Experience", 40, 36)]] * 2, set()),
        ([[line(f"Page {page} of 8", 300, 800)] for page in range(8)], {"Page of"}),
    ],
)
def test_furniture_is_text_in_a_fixed_position(pages: list[list[Line]], found: set[str]) -> None:
    assert furniture(pages) == found


def test_running_feet_are_distinguished_from_repeated_text(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text(
        'extensions = ["myst_parser", "sphinx_resume"]\n'
        'latex_engine = "lualatex"\n'
        'latex_documents = [("index", "portfolio.tex", "All", "", "portfolio")]\n',
        encoding="utf-8",
    )
    parts = "\n```{raw} latex\n\\newpage\n```\n\n"
    (source / "index.md").write_text(
        "# All\n\n"
        + parts.join(
            f"Acme, where it was used\n\nIn year {number}."
            if number % 2
            else f"Of something else, such as {'abcdefgh'[number]}."
            for number in range(8)
        ),
        encoding="utf-8",
    )
    write_latex(source, source, tmp_path)
    pdf = typeset(tmp_path / "latex", "portfolio")
    assert GUESSED in {
        found.rule for found in import_module("outloud").check(str(pdf.path)).findings
    }
    assert tagged_furniture(pdf.path) == set()

    text = (tmp_path / "latex" / "portfolio.tex").read_text(encoding="utf-8")
    begin = "\\begin{document}"
    foot = r"\makeatletter\def\@oddfoot{\vbox{\resumetag{P}{}A foot \thepage\par\resumeendtag}}"
    (tmp_path / "latex" / "tagged.tex").write_text(
        text.replace(begin, f"{foot}\\makeatother\n{begin}"), encoding="utf-8"
    )
    assert tagged_furniture(typeset(tmp_path / "latex", "tagged").path) == {"A foot"}


def test_pdf_is_typeset_without_warnings(pdf: Pdf) -> None:
    problems = re.findall(
        r"^(?:Overfull|Package sphinxresume Warning|LaTeX Font Warning|warning).*",
        pdf.log,
        re.MULTILINE,
    )
    if pdf.path.stem == "hostile":
        problems = [problem for problem in problems if "no font has" not in problem]
    assert problems == []
    assert "Missing character" not in pdf.log  # see sphinxresume-places.lua


def test_metadata(everything: Pdf) -> None:
    reader = everything.reader
    catalog: Any = reader.root_object
    assert catalog["/Lang"] == "en"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    info = reader.metadata
    assert info is not None
    assert info.title == "Everything at once"
    assert info.author == "A. N. Author"
    assert info.subject == "One of each thing that Sphinx can put on a page."
    assert info.keywords == "lists, tables, figures"
    xmp = reader.xmp_metadata
    assert xmp is not None
    assert xmp.dc_title == {"x-default": "Everything at once"}
    assert xmp.dc_creator == ["A. N. Author"]
    assert xmp.dc_description == {"x-default": info.subject}
    assert xmp.dc_language == ["en"]
    assert xmp.pdf_keywords == info.keywords


def test_keywords_are_the_skills(resume: Documents) -> None:
    info = resume.resume.reader.metadata
    assert info is not None
    assert info.keywords == ", ".join(skill.title for skill in resume.career.skills)


def test_fonts_are_embedded_and_subset(pdf: Pdf) -> None:
    done = subprocess.run(["pdffonts", pdf.path], capture_output=True, text=True, check=True)
    rows = done.stdout.splitlines()[2:]
    assert rows
    for row in rows:
        assert re.search(r"^[A-Z]{6}\+.* yes +yes +yes +\d+ +0$", row)


def test_bookmarks_are_the_headings(resume: Documents) -> None:
    def flat(items: Any) -> Iterator[str]:
        for item in items:
            if isinstance(item, list):
                yield from flat(item)
            else:
                yield item.title

    reader = resume.resume.reader
    titles = list(flat(reader.outline))
    assert titles[:3] == ["Experience", resume.career.positions[0].organization, "Terramate"]
    headings = [tag for _depth, tag, _element in resume.resume.elements if re.match("H[2-6]", tag)]
    assert len(titles) == len(headings)
    tops = [item.title for item in reader.outline if not isinstance(item, list)]
    assert "Skills" in tops
    assert "Terramate" not in tops


def test_two_machines_typeset_identical_pdfs(
    resume: Documents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in THERE.items():
        monkeypatch.setenv(name, value)
    elsewhere = tmp_path / "some where" / "else"
    shutil.copytree(ROOT / "docs", elsewhere / "docs")
    shutil.copy2(ROOT / "conf.py", elsewhere)
    address = "https://example.org/me/"
    write_latex(elsewhere / "docs", elsewhere, tmp_path / "build", html_baseurl=address)
    for first in (resume.resume, resume.portfolio):
        second = typeset(tmp_path / "build" / "latex", first.path.stem)
        assert second.path.read_bytes() == first.path.read_bytes()


def test_the_language_is_that_of_the_configuration(resume: Documents, tmp_path: Path) -> None:
    catalog: Any = resume.resume.reader.root_object
    assert catalog["/Lang"] == "en"
    write_latex(ROOT / "docs", ROOT, tmp_path, language="de")
    german = typeset(tmp_path / "latex", "resume")
    catalog = german.reader.root_object
    assert catalog["/Lang"] == "de"
    assert german.reader.xmp_metadata is not None
    assert german.reader.xmp_metadata.dc_language == ["de"]
    assert "Februar 2024 – August 2024" in german.text
