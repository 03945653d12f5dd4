"""The structure of tagged PDFs, which screen readers use."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sphinx_resume.latex.text import hexadecimal
from tests.support.pdf.documents import Documents, Pdf, fold, write_latex
from tests.support.sites import RESUMES, ROOT

pytestmark = [
    # Libraries that read PDFs have deprecations of their own.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]


def test_headings_skip_no_level(pdf: Pdf) -> None:
    levels = [int(tag[1]) for _depth, tag, _element in pdf.elements if re.fullmatch("H[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_lists(everything: Pdf) -> None:
    lists = [index for index, (_d, tag, _e) in enumerate(everything.elements) if tag == "L"]
    kinds = {everything.elements[index][2]["/A"]["/ListNumbering"] for index in lists}
    assert kinds == {"/Disc", "/Decimal", "/LowerAlpha", "/UpperRoman", "/None"}
    for index in lists:
        assert {tag for tag, _element in everything.below(index)} == {"LI"}
    for index, (_depth, tag, _element) in enumerate(everything.elements):
        if tag == "LI":
            assert {"LBody"} <= {t for t, _e in everything.below(index)} <= {"Lbl", "LBody"}


def test_cells_name_their_scope(everything: Pdf) -> None:
    heads = [element for _depth, tag, element in everything.elements if tag == "TH"]
    assert {element["/A"]["/Scope"] for element in heads} == {"/Row", "/Column"}
    spans = [
        (attributes.get("/ColSpan", 1), attributes.get("/RowSpan", 1))
        for _depth, tag, element in everything.elements
        if tag == "TD" and (attributes := element.get("/A"))
    ]
    assert (2, 1) in spans
    assert (1, 2) in spans


def test_a_table_repeats_its_head_on_the_next_page_as_decoration(everything: Pdf) -> None:
    pages = [fold(page.extract_text()) for page in everything.reader.pages]
    assert sum("Number Text" in text for text in pages) > 1
    index = [tag for _depth, tag, _element in everything.elements].count("THead")
    tables = [tag for _depth, tag, _element in everything.elements].count("Table")
    assert index == tables - 1  # one has none
    assert all(f"{number} Row {number} of a table" in everything.text for number in range(1, 81))


def test_figures_have_an_alternative(everything: Pdf, resume: Documents) -> None:
    texts = [element["/Alt"] for _depth, tag, element in everything.elements if tag == "Figure"]
    matrix = "Skills over time. Secrets: Vault, 1 year 6 months, Last used: Jun 2021 (Acme, "
    assert texts.pop(4).startswith(matrix)
    assert texts == [
        "A square of one colour",
        "A small square",
        "A linked square",
        "Timeline from 2020 to 2021. Acme: January 2020 – June 2021; Failing well: May 2021.",
        "A figure on the right",
    ]
    timeline = next(e["/Alt"] for _d, tag, e in resume.resume.elements if tag == "Figure")
    assert re.match(r"Timeline from \d{4} to \d{4}\. ", timeline)
    for position in resume.career.positions:
        assert f"{position.organization}: " in timeline
    formulas = [e["/Alt"] for _depth, tag, e in everything.elements if tag == "Formula"]
    assert formulas[0] == "a^2 + b^2 = c^2"


def test_notes_are_separate_elements(everything: Pdf) -> None:
    notes = [element for _depth, tag, element in everything.elements if tag == "Note"]
    assert len(notes) == 3
    assert len({note["/ID"] for note in notes}) == 3


def test_each_part_of_a_link_is_tagged_and_described(pdf: Pdf) -> None:
    annotations: list[Any] = [
        annotation.get_object()
        for page in pdf.reader.pages
        for annotation in page.get("/Annots", [])
    ]
    assert annotations
    tagged = {
        kid.get_object()["/Obj"].get_object()["/StructParent"]
        for _depth, tag, element in pdf.elements
        if tag == "Link"
        for kid in element["/K"]
        if kid.get_object().get("/Type") == "/OBJR"
    }
    assert {annotation["/StructParent"] for annotation in annotations} == tagged
    assert all(annotation["/Contents"] for annotation in annotations)
    uris = [str(a["/A"]["/URI"]) for a in annotations if "/A" in a]
    assert not [uri for uri in uris if not uri.startswith(("https://", "http://"))]


def test_a_link_is_one_area_in_each_line(resume: Documents) -> None:
    """Even where the font kerns letters."""
    for page in resume.portfolio.reader.pages:
        annotations: list[Any] = [each.get_object() for each in page.get("/Annots", [])]
        for one, other in pairwise(annotations):
            # The next part of the same link is on another line.
            same = one["/Contents"] == other["/Contents"] and one.get("/Dest") == other.get("/Dest")
            assert not same or float(one["/Rect"][1]) > float(other["/Rect"][1]) + 5


def test_claims_link_to_the_site(resume: Documents) -> None:
    """Citations in bullets, and lines of skills, link to the skills, and so to their evidence."""
    uris = {
        str(annotation.get_object()["/A"]["/URI"])
        for page in resume.resume.reader.pages
        for annotation in page.get("/Annots", [])
    }
    shown = resume.career.skills
    assert len(shown) > 20
    for skill in shown:
        page = f"https://example.org/me/{skill.place.docname}.html"
        assert f"{page}#{skill.place.anchor}" in uris, skill.title


@pytest.mark.about("hopper")
def test_without_a_base_url_publications_and_talks_link_to_their_own_urls(tmp_path: Path) -> None:
    project = RESUMES["hopper"]
    app = write_latex(project / "docs", project, tmp_path, html_baseurl="")
    domain: Any = app.env.domains["resume"]
    text = (tmp_path / "latex" / "resume.tex").read_text(encoding="utf-8")
    entries = [*domain.public("publication"), *domain.public("talk"), *domain.public("award")]
    linked = [entry for entry in entries if entry.url]
    assert {entry.kind for entry in linked} >= {"publication", "award"}
    for entry in linked:
        assert rf"\resumelink{{uri}}{{{hexadecimal(entry.url)}}}" in text, entry.title


@pytest.mark.about("own")
def test_without_a_base_url_claims_are_plain_text(tmp_path: Path) -> None:
    write_latex(ROOT / "docs", ROOT, tmp_path, html_baseurl="")
    assert "resumelink" not in (tmp_path / "latex" / "resume.tex").read_text(encoding="utf-8")
