"""Headings of entries, and the running lines at the foot of pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from sphinx_resume.model.dates import date_text
from sphinx_resume.views.matrix import SHADES
from tests.support.pdf.documents import (
    OTHER_DESIGNS,
    PAPERS,
    Documents,
    GetDocuments,
    Pdf,
    fold,
    read,
    typeset,
    typeset_alone,
    write_latex,
)
from tests.support.sites import RESUMES, ROOT

pytestmark = [
    # Libraries that read PDFs have deprecations of their own.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]

#: The margin of pages, in points.
MARGIN = 16 / 25.4 * 72


@dataclass(frozen=True)
class Line:
    """A line of a page, its right end, and whether it is only decoration."""

    text: str
    right: float
    page_width: float
    is_artifact: bool


def lines(pdf: Pdf, number: int) -> Iterator[Line]:
    """The lines of a page from top to bottom."""
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
    """Name and organization are on the left, dates and place on the same line on the right."""
    made = documents(name)
    found = [line for number in range(2) for line in lines(made.resume, number)]
    at_edge = [line.text for line in found if abs(line.page_width - MARGIN - line.right) < 1]
    for position in made.career.positions:
        start = date_text(position.start, made.locale)
        # The longest names do not fit on one line.
        long = len(f"{position.organization}, {position.title}, {position.location}") > 75
        assert long or [text for text in at_edge if position.title in text and start in text]


@pytest.mark.parametrize("name", PAPERS)
def test_the_second_page_has_the_name(documents: GetDocuments, name: str) -> None:
    resume = documents(name).resume
    title = resume.reader.metadata.title  # type: ignore[union-attr]
    *_text, foot = lines(resume, 1)
    assert (foot.text, foot.is_artifact) == (f"{title} 2", True)
    assert not any(line.is_artifact for line in lines(resume, 0))


def links(pdf: Pdf, number: int) -> Iterator[tuple[str, str]]:
    """The internal links on a page: their text, and the label of their target page."""
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(pdf.reader.pages)}  # type: ignore[union-attr]
    for annotation in pdf.reader.pages[number].get("/Annots", []):
        link: Any = annotation.get_object()
        if "/Dest" in link:
            target = pdf.reader.named_destinations[link["/Dest"]].page
            yield link["/Contents"], pdf.reader.page_labels[numbers[target.idnum]]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", [*RESUMES, *OTHER_DESIGNS[:2]])
def test_a_portfolio_is_a_booklet(documents: GetDocuments, name: str) -> None:
    """It has a title page, contents, chapters with running heads, and page numbers."""
    portfolio = documents(name).portfolio
    chapters = [item for item in portfolio.reader.outline if not isinstance(item, list)]
    labels = portfolio.reader.page_labels
    assert labels == ["i", "ii", *(f"{n}" for n in range(1, len(labels) - 1))]

    title = str(portfolio.reader.metadata.title)  # type: ignore[union-attr]
    front, contents, *pages = (list(lines(portfolio, n)) for n in range(len(labels)))
    assert title in " ".join(line.text for line in front)
    assert not any(line.is_artifact for line in front)
    assert contents[-1].text == "ii"

    shown = [line.text for line in contents[1:-1]]
    listed = list(links(portfolio, 1))
    assert shown == [f"{fold(text)} {label}" for text, label in listed]
    assert [item.title for item in chapters if item.title not in dict(listed)] == []

    titles = [str(item.title) for item in chapters]
    starts = {text: int(label) for text, label in reversed(listed)}  # the first of each name
    for number, (head, *_text, foot) in enumerate(pages, 1):
        assert head.is_artifact
        assert head.text == [title for title in titles if starts[title] <= number][-1]
        assert (foot.text, foot.is_artifact) == (f"{title} {number}", True)
        assert len(_text) > 5


@pytest.mark.parametrize("count", [51, 52, 54, 58, 59])
def test_no_last_page_is_nearly_empty(tmp_path: Path, count: int) -> None:
    """Without balancing, a few paragraphs would be left for the last page."""
    paragraphs = "\n\n".join(f"Paragraph {number} of some." for number in range(count))
    text = f"# Pages\n\n## Chapter\n\n{paragraphs}\n"
    (tmp_path / "index.md").write_text(text, encoding="utf-8")
    documents = [("index", "pages.tex", "Pages", "", "portfolio")]
    paper = {"papersize": "a4paper"}
    typeset_alone(tmp_path, "pages", latex_documents=documents, latex_elements=paper)
    made = read(tmp_path / "_build" / "latex", "pages")
    assert all(f"Paragraph {number} of some." in made.text for number in range(count))
    _front, _contents, *pages = (list(lines(made, n)) for n in range(len(made.reader.pages)))
    assert len(pages) == 1 + (count > 51)
    assert all(len(page) > 8 for page in pages)


def test_levels_of_headings_are_visible(resume: Documents) -> None:
    with import_module("pdfplumber").open(resume.portfolio.path) as document:
        sizes = {
            tag: {
                round(c["size"]) for page in document.pages for c in page.chars if c["tag"] == tag
            }
            for tag in ("H1", "H2", "H3", "H4")
        }
    assert all(len(found) == 1 for found in sizes.values())
    first, second, third, fourth = (max(found) for found in sizes.values())
    assert first > second + 5
    assert second > third + 3
    assert third > fourth + 1


def test_the_title_of_a_resume_is_its_name_or_headline(documents: GetDocuments) -> None:
    """Never a word that any résumé may contain."""
    for name, start in (
        ("own", "Senior software engineer for platforms, tooling, and reliability I build "),
        (
            "hopper",
            "Grace M. Hopper Teacher, programmer, naval officer Grace M. Hopper (1906–1992) ",
        ),
    ):
        for made in (documents(name).resume, documents(name).portfolio):
            assert made.text.startswith(start)
            assert made.reader.metadata.title == start.partition(" I build")[0].partition(" Tea")[0]  # type: ignore[union-attr]


def test_the_accent_color_matches_the_site(tmp_path: Path) -> None:
    for color, accent in (
        ("#7a1d3c", "{122,29,60}"),
        ("#a13", "{170,17,51}"),
        ("rebeccapurple", ""),
    ):
        options = {"light_css_variables": {"color-brand-primary": color}}
        write_latex(ROOT / "docs", ROOT, tmp_path, html_theme_options=options)
        text = (tmp_path / "latex" / "resume.tex").read_text(encoding="utf-8")
        assert (rf"\resumeaccent{accent}" in text) == bool(accent)
        if color == "#7a1d3c":
            made = typeset(tmp_path / "latex", "resume")
            with import_module("pdfplumber").open(made.path) as document:
                used = {char["non_stroking_color"] for char in document.pages[0].chars}
            accent_of_site = (122 / 255, 29 / 255, 60 / 255)
            assert any(near(each, accent_of_site) for each in used)


def near(color: Sequence[float] | None, other: Sequence[float]) -> bool:
    """Whether two colors are equal apart from rounding."""
    return color is not None and color == pytest.approx(other, abs=0.01)


def test_shades_follow_the_accent(tmp_path: Path) -> None:
    """A color defined in the preamble takes precedence over that of the site; it may be gray."""
    options = {"light_css_variables": {"color-brand-primary": "#7a1d3c"}}
    write_latex(ROOT / "docs", ROOT, tmp_path, html_theme_options=options)
    source = tmp_path / "latex" / "resume.tex"
    begin = "\\begin{document}"
    text = source.read_text(encoding="utf-8")
    for accent, shades in (
        ("{RGB}{255,0,0}", [(1, 1 - share, 1 - share) for share in SHADES]),
        ("{gray}{0}", [(1 - share,) * 3 for share in SHADES]),
    ):
        preamble = f"\\definecolor{{resume-accent}}{accent}\n{begin}"
        source.write_text(text.replace(begin, preamble), encoding="utf-8")
        made = typeset(source.parent, "resume")
        with import_module("pdfplumber").open(made.path) as document:
            colors = {rect["non_stroking_color"] for rect in document.pages[1].rects}
        for shade in shades:
            assert any(near(each, shade) for each in colors), (accent, shade)
        assert not any(near(each, (122 / 255, 29 / 255, 60 / 255)) for each in colors)


@pytest.mark.parametrize("design", ["sans", "classic", "modern"])
def test_entries_without_a_section_have_their_names_together(tmp_path: Path, design: str) -> None:
    source = tmp_path / "docs"
    source.mkdir()
    (source / "conf.py").write_text(
        'extensions = ["myst_parser", "sphinx_resume"]\nprimary_domain = "resume"\n'
        'latex_documents = [("index", "resume.tex", "Résumé", "", "resume")]\n',
        encoding="utf-8",
    )
    entry = "{position} acme\n:title: Engineer\n:organization: Acme\n:start: 2020\n:end: 2021\n"
    (source / "work.md").write_text(f"---\norphan:\n---\n# Work\n\n```{entry}```\n", "utf-8")
    text = "# Résumé\n\n```{entry-list} position\n:style: full\n```\n"
    (source / "index.md").write_text(text, encoding="utf-8")
    write_latex(source, source, tmp_path, resume_pdf_design=design)
    made = typeset(tmp_path / "latex", "resume")
    with import_module("pdfplumber").open(made.path) as document:
        (page,) = document.pages
        words = [word["text"] for word in page.extract_words() if word["x0"] < page.width / 3]
        assert words[words.index("Acme,") + 1] == "Engineer"
        drawn = [each for each in page.rects if each["width"] < page.width - 1]
        assert [each for each in drawn if each["x0"] < MARGIN - 1] == []
