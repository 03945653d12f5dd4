"""Content that is too long, too wide or too high wraps, rotates, scales or continues."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

import typesetting
from tests.support.pdf.documents import Documents, Pdf, fold, write_latex
from tests.support.pdf.wide import ADDRESS, CODE, COLUMNS, EMPLOYERS, ENTRIES, WORD
from tests.test_pdf.test_readers import pdfminer_text, pdftotext, pypdf_text

pytestmark = [
    # Libraries that read PDFs have deprecations of their own.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]


@pytest.mark.parametrize("extract", [pdftotext, pypdf_text, pdfminer_text])
def test_long_words_break_and_are_extracted_whole(
    wide: Pdf, extract: Callable[[Path], str]
) -> None:
    """No hyphens or other characters are added at line breaks."""
    text = re.sub(r"\s", "", extract(wide.path))
    for word, times in ((WORD, 10), (ADDRESS, 3), (CODE, 4)):
        assert text.count(word) >= times


def test_nothing_overflows_the_page(wide: Pdf) -> None:
    margin = 16 / 25.4 * 72 - 1
    with import_module("pdfplumber").open(wide.path) as document:
        for page in document.pages:
            shown = [char for char in page.chars if char["text"].strip()]
            assert min(char["x0"] for char in shown) > margin - 20  # line numbers are in the margin
            assert max(char["x1"] for char in shown) < page.width - margin
            assert max(char["bottom"] for char in shown) < page.height - 5
            assert max((rect["x1"] for rect in page.rects), default=0) < page.width - margin + 1


def test_words_of_a_row_do_not_overlap(wide: Pdf) -> None:
    """In each table, no character of one cell overlaps one of another."""
    with import_module("pdfplumber").open(wide.path) as document:
        for page in document.pages:
            lines: dict[int, list[tuple[float, float]]] = {}
            for char in page.chars:
                if char["text"].strip() and char["upright"]:
                    lines.setdefault(round(char["top"]), []).append((char["x0"], char["x1"]))
            for spans in lines.values():
                spans.sort()
                assert all(b[0] > a[1] - 1.5 for a, b in pairwise(spans))


def test_a_long_timeline_continues_with_the_same_axis(wide: Pdf) -> None:
    pages = [fold(page.extract_text()) for page in wide.reader.pages]
    names = [f"International Employer {n}" for n in range(EMPLOYERS)]
    charts = [text for text in pages if text.count("1990") and "About the number 3" in text]
    assert sum(wide.text.count(f"About the number {n}") >= 2 for n in range(ENTRIES - EMPLOYERS))
    assert len(charts) > 1
    assert all(name in wide.text for name in names)
    figures = [element for _depth, tag, element in wide.elements if tag == "Figure"]
    timeline = next(figure for figure in figures if str(figure["/Alt"]).startswith("Timeline"))
    pages_of_it = {part.get_object().raw_get("/Pg").idnum for part in timeline["/K"]}
    assert len(pages_of_it) > 1


def test_a_table_with_many_columns_continues_with_its_row_heads(wide: Pdf) -> None:
    assert all(f"Head{n}" in wide.text and f"cell{n}" in wide.text for n in range(COLUMNS))
    assert wide.text.count("cell0") == 4
    assert wide.text.count("cell1 ") == 1


def test_heads_of_employers_are_rotated(wide: Pdf) -> None:
    with import_module("pdfplumber").open(wide.path) as document:
        turned = "".join(
            char["text"] for page in document.pages for char in page.chars if not char["upright"]
        ).replace(" ", "")
    for number in range(EMPLOYERS):
        assert f"InternationalEmployer{number}"[::-1] in turned[::-1] or (
            f"InternationalEmployer{number}" in turned
        )


CONF = """\
extensions = ["myst_parser", "sphinx_resume"]
primary_domain = "resume"
latex_engine = "lualatex"
latex_documents = [("index", "resume.tex", "Résumé", "", "resume")]
"""


def made(tmp_path: Path, page: str, *more: str) -> tuple[typesetting.Outcome, Path]:
    """The warnings about a document with one page, and the path of its PDF."""
    source = tmp_path / "docs"
    source.mkdir()
    (source / "conf.py").write_text(CONF + "\n".join(more), encoding="utf-8")
    (source / "index.md").write_text(page, encoding="utf-8")
    write_latex(source, source, tmp_path)
    outcome = typesetting.typeset(tmp_path / "latex", ["resume"], Path("docs"))["resume"]
    return outcome, tmp_path / "latex" / "resume.pdf"


def test_missing_characters_are_reported_with_their_line(tmp_path: Path) -> None:
    page = """\
# Résumé

In lines
of text: 𒀀𒀁𒀂 𓀀.

```{position} acme
:organization: Acme
:title: Engineer 𐎠
:start: 2020
:end: 2021

- Done 𒁀.
```

| A |
|---|
| 𓀀 |
"""
    outcome, pdf = made(tmp_path, page)
    assert outcome.errors == []
    docs = Path("docs/index.md")
    *said, advice = outcome.warnings
    assert said == [
        f"{docs}:4: no font has “𒀀” (U+12000 CUNEIFORM SIGN A), nor 3 others of CUNEIFORM; the PDF "
        "has “?” instead",
        f"{docs}:4: no font has “𓀀” (U+13000 EGYPTIAN HIEROGLYPH A001); the PDF has “?” instead",
        f"{docs}:6: no font has “𐎠” (U+103A0 OLD PERSIAN SIGN A); the PDF has “?” instead",
    ]
    assert "fontpkg" in advice
    assert pdf.is_file()


def test_fonts_of_fontpkg_are_used_even_with_formulas(tmp_path: Path) -> None:
    fonts = r"""
latex_elements = {"fontpkg": r"\setmainfont{lmroman10-regular.otf}[BoldFont=lmroman10-bold.otf]"}
myst_enable_extensions = ["dollarmath"]
"""
    outcome, pdf = made(tmp_path, "# Résumé\n\nOfficial $x^2$ and 🚀.\n", fonts)
    assert [line.partition(": ")[0] for line in outcome.warnings[:-1]] == ["docs/index.md:3"]
    used = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout
    assert "LMRoman10-Regular" in used
    assert "LMRoman10-Bold" in used
    assert "TeXGyreHeros" not in used
    result = import_module("page").validate_pdf(str(pdf), profile="ua1")
    assert [str(failure) for failure in result.failures] == []


def test_overfull_lines_are_reported_with_their_line_and_the_pdf_is_kept(tmp_path: Path) -> None:
    page = """\
# Résumé

Text.

```{raw} latex
\\hbox to 20mm{Wider than this}
```
"""
    outcome, pdf = made(tmp_path, page)
    (said,) = outcome.warnings
    assert re.fullmatch(r"docs/index\.md:5: [\d.]+ mm wider than its line: Wider than this", said)
    assert outcome.errors == []
    assert pdf.is_file()


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("# A\n\nText.\n\n```{raw} latex\n\\nosuch\n```\n", 5),
        (
            "# A\n\n```{list-table}\n* - a\n  - ```{raw} latex\n    \\nosuch\n    ```\n"
            "* - b\n  - c\n```\n",
            5,
        ),
        ("# A\n\nText.\n\n```{math}\n\\nosuch\n```\n\nMore.\n", 5),
    ],
    ids=["raw", "cell", "math"],
)
def test_an_error_is_reported_with_its_line(tmp_path: Path, page: str, line: int) -> None:
    outcome, _pdf = made(tmp_path, page)
    assert outcome.errors[-1].strip() == f"in docs/index.md:{line}"
    assert any("Undefined control sequence" in error for error in outcome.errors)


def test_a_formula_that_is_too_wide_is_scaled(tmp_path: Path) -> None:
    outcome, pdf = made(tmp_path, f"# A\n\n```{{math}}\n{'+'.join('abcdefghij' * 12)}\n```\n")
    assert outcome == ([], [])
    with import_module("pdfplumber").open(pdf) as document:
        (page,) = document.pages
        assert max(char["x1"] for char in page.chars) < page.width - 45


def test_lines_for_years_stop_at_text(resume: Documents) -> None:
    """The words in a chart stand on white, which covers the lines that were drawn before."""
    words = 0
    with import_module("pdfplumber").open(resume.resume.path) as document:
        for page in document.pages:
            white = [rect for rect in page.rects if rect["non_stroking_color"] in (1, (1,))]
            for word in page.search(r"\buntil \w{3} \d{4}\b"):
                assert any(
                    rect["x0"] - 1 < word["x0"]
                    and word["x1"] < rect["x1"] + 1
                    and rect["top"] < word["bottom"] - 1
                    and rect["bottom"] > word["top"] + 1
                    for rect in white
                ), word["text"]
                words += 1
    assert words > 3
