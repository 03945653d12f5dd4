"""The output of the themes' LaTeX writer, without TeX."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_resume.latex.contact import main, private_file
from sphinx_resume.latex.text import clean, escape, external_link, hexadecimal, pdf_string
from sphinx_resume.model.person import Person
from tests.conftest import MakeSite

ROOTS = Path(__file__).parents[1] / "roots"

Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """The LaTeX body of a page of Markdown."""

    def written(
        source: str, theme: str = "portfolio", *, places: bool = False, **values: Any
    ) -> str:
        folder = tmp_path / "source"
        folder.mkdir(exist_ok=True)
        (folder / "index.md").write_text(f"# Title\n\n{source}\n", encoding="utf-8")
        config: dict[str, Any] = {
            "extensions": ["myst_parser", "sphinx_design", "sphinx_resume"],
            "primary_domain": "resume",
            "resume_today": "2024-06-15",
            "latex_engine": "lualatex",
            "latex_documents": [("index", "index.tex", "Title", "", theme)],
            **values,
        }
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                folder,
                None,
                tmp_path / "latex",
                tmp_path / "doctrees",
                "latex",
                confoverrides=config,
                status=None,
                warning=None,
                freshenv=True,
            )
            app.build()
        text = (tmp_path / "latex" / "index.tex").read_text(encoding="utf-8")
        text = re.sub(r"\\resumeat\{\d+\}\{\d+\}", "", text) if not places else text
        return text.partition("\\begin{document}")[2] if theme == "portfolio" else text

    return written


# --- Text ------------------------------------------------------------------------------------


def test_nothing_in_escaped_text_is_special() -> None:
    assert escape(r"\a{b}$c&d#e^f_g%h~i") == (
        r"\textbackslash{}a\{b\}\$c\&d\#e\textasciicircum{}f\_g\%h\textasciitilde{}i"
    )
    assert escape("a\xa0b") == "a~b"
    assert escape("-- ``quoted'' [x]") == "-- ``quoted'' [x]"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("soft\xadhyphen", "softhyphen"),
        ("a\u200bb\ufeffc", "abc"),
        ("a\u202eb", "ab"),
        ("\x00\x07\x7fa", "a"),
        ("a\tb\u2028c", "a b c"),
        ("e\u0301", "é"),
        ("\ud800a", "a"),
        ("❤\ufe0f", "❤"),
    ],
)
def test_invisible_characters_are_left_out(text: str, seen: str) -> None:
    assert clean(text) == seen


def test_pdf_strings_are_hexadecimal() -> None:
    assert bytes.fromhex(hexadecimal("é}")).decode() == "é}"
    assert pdf_string("é🎉") == "<FEFF00E9D83CDF89>"


@pytest.mark.parametrize(
    "uri", ["https://example.org/a b}", "mailto:a@b", "TEL:+1", "http://x/%7B"]
)
def test_allowed_links_are_kept(uri: str) -> None:
    link = external_link(uri, "to there", "here")
    kind, target = link.split("{")[1:3]
    assert kind == "uri}"
    address = bytes.fromhex(target.removesuffix("}")).decode()
    assert address == uri.replace(" ", "%20").replace("}", "%7D")


@pytest.mark.parametrize(
    "uri", ["javascript:x", "file:///etc/passwd", "data:text/html,x", "//x", "", "http://["]
)
def test_other_links_are_dropped(uri: str) -> None:
    assert external_link(uri, "to there", "here") == "here"


def test_private_data_is_escaped() -> None:
    name = "A } \\input{x}"
    code = private_file(Person(name=name, phone=("+1 555 0100 #5",), email="a_b@example.org"))
    assert r"\newcommand{\resumeprivatename}{A \} \textbackslash{}input\{x\}}" in code
    assert rf"\resumedescribe{{Author}}{{{hexadecimal(name)}}}" in code
    assert r"{a\_b@example.org} · \resumelink{uri}" in code


PUBLIC = {
    "email": "public@example.org",
    "address": "Public Lane 1",
    "links": {"Site": "https://example.org/public", "Code": "https://example.org/code"},
}


@pytest.mark.parametrize(
    ("private", "shown"),
    [
        (
            {"phone": "+1 555 555 0100"},
            ["public@example.org", "+1 555 555 0100", "Public Lane 1", "Site", "Code"],
        ),
        (
            {"links": {"Site": "https://example.org/private", "More": "https://example.org/more"}},
            ["public@example.org", "Public Lane 1", "Site", "Code", "More"],
        ),
        (
            {"email": "private@example.org"},
            ["private@example.org", "Public Lane 1", "Site", "Code"],
        ),
        ({}, ["public@example.org", "Public Lane 1", "Site", "Code"]),
    ],
    ids=["new", "links", "other", "nothing"],
)
def test_private_data_replaces_public_data_by_field(
    tmp_path: Path, private: dict[str, Any], shown: list[str]
) -> None:
    person = Person.merged(PUBLIC, private)
    assert [text for text, _address in person.lines] == shown
    links = {**PUBLIC["links"], **private.get("links", {})}  # type: ignore[dict-item]
    assert dict(person.links) == links


def test_public_data_is_written_beside_the_document(write: Write, tmp_path: Path) -> None:
    write("Text.", resume_contact=PUBLIC, resume_name="Public Name")
    (tmp_path / "private.toml").write_text('phone = "+1 555 555 0100"\n', encoding="utf-8")
    target = tmp_path / "latex" / "resume-private.tex"
    main(f"{tmp_path / 'private.toml'}", f"{target}")
    code = target.read_text(encoding="utf-8")
    for text in ("public@example.org", "+1 555 555 0100", "Public Lane 1", "{Site}", "{Code}"):
        assert text in code
    assert "resumeprivatename" not in code


# --- Themes --------------------------------------------------------------------------------------


def test_other_themes_use_the_latex_writer_of_sphinx(write: Write) -> None:
    source = "```python\nx = 1\n```\n\n```{contact}\n```\n\n```{position} a\n:title: T\n"
    source += ":organization: Acme\n:start: 2020\n:end: 2021\n\nBody.\n```\n\n```{timeline}\n```"
    text = write(source, theme="howto", resume_contact={"email": "a@example.org"})
    assert r"\begin{sphinxVerbatim}" in text
    assert "fncychap" in text
    assert r"\begin{enumerate}" in text  # the timeline as a list
    assert "a@example.org" in text
    assert r"\resume" not in text


def test_the_preamble_is_lean(write: Write, tmp_path: Path) -> None:
    write("Nothing special.")
    text = (tmp_path / "latex" / "index.tex").read_text(encoding="utf-8")
    assert "usepackage" not in text
    write(
        "Math $x$.",
        myst_enable_extensions=["dollarmath"],
        latex_elements={"preamble": r"\newcommand{\mine}{}", "fontpkg": r"\setmainfont{Mine}"},
    )
    text = (tmp_path / "latex" / "index.tex").read_text(encoding="utf-8")
    assert r"\resumemath" in text
    assert r"\newcommand{\mine}{}" in text
    fonts = text.partition("\\usepackage{fontspec}\n")[2].partition("\\setmainfont{Mine}")[0]
    assert "-notdef" in fonts  # PDF/UA forbids it


# --- Blocks ------------------------------------------------------------------------------------


def test_lists(write: Write) -> None:
    body = write("- a\n\n  1. b\n  2. c\n")
    assert (
        "\\resumebullet\n\na\\par\n\n\\begin{resumelist}{Decimal}{1.50em}\n\\resumeitem{1.}" in body
    )
    assert body.count("\\resumeenditem") == 3


@pytest.mark.parametrize(
    ("start", "kind", "label"),
    [("c.", "LowerAlpha", "c."), ("(IV)", "UpperRoman", "(IV)"), ("x)", "LowerAlpha", "x)")],
)
def test_lists_keep_their_numbering(write: Write, start: str, kind: str, label: str) -> None:
    body = write(f"```{{eval-rst}}\n{start} one\n```")
    assert f"\\begin{{resumelist}}{{{kind}}}" in body
    assert f"\\resumeitem{{{label}}}" in body


def test_several_definitions_share_one_body(write: Write) -> None:
    body = write("Term\n: one\n: two", myst_enable_extensions=["deflist"])
    assert body.count("\\resumebody") == 1


def test_headings_have_a_bookmark_and_its_children(write: Write) -> None:
    body = write("## A & B\n\n### C\n\n### D\n\n## E\n")
    assert rf"\resumebookmark{{2}}{{index:a-b}}{{{pdf_string('A & B')}}}A \& B}}" in body
    assert body.count(r"\resumebookmark{0}") == 3
    assert r"\resumetop{\resumetarget{index::doc}\resumetarget{index:title}" in body


def test_every_target_has_one_name(write: Write) -> None:
    body = write("(here)=\n## A\n\n(there)=\nText {ref}`to <here>`, {ref}`and <there>`.\n\n## A\n")
    names = [part.partition("}")[0] for part in body.split(r"\resumetarget{")[1:]]
    assert len(names) == len(set(names))
    for name in ("index:here", "index:there"):
        assert name in names
        assert rf"\resumelink{{page}}{{{hexadecimal(name)}}}" in body


def test_code_is_escaped(write: Write) -> None:
    body = write("```none\na  {b}\n\n$\\c\n```")
    assert r"\resumeline{a\resumespace{}\resumespace{}\PYGZob{}b\PYGZcb{}}" in body
    assert "\\resumeline{}\n" in body
    assert r"\PYGZdl{}\PYGZbs{}c" in body


def test_a_card_links_by_its_title(write: Write) -> None:
    body = write(":::{card} The title\n:link: https://example.org\n\nText.\n:::", **COLONS)
    assert rf"{{{hexadecimal('The title')}}}{{The title}}" in body
    assert "{https" not in body


COLONS = {"myst_enable_extensions": ["colon_fence"]}


# --- Tables ------------------------------------------------------------------------------------


def table(body: str) -> list[list[tuple[str, float, float]]]:
    """The rows of a table: tag, start and width of each cell."""
    rows = []
    for row in body.split(r"\resumerow{")[1:]:
        cells = [cell.split("}{") for cell in row.split(r"\resumecell{")[1:]]
        rows.append([(cell[0], float(cell[2]), float(cell[3])) for cell in cells])
    return rows


def test_columns_are_as_wide_as_their_text(write: Write) -> None:
    head, first = table(write("| Name | Text |\n|---|---|\n| a | some words |"))
    assert [cell[0] for cell in head + first] == ["TH", "TH", "TD", "TD"]
    (_th, start, narrow), (_th2, second, wide) = head
    assert start == 0
    assert second == pytest.approx(narrow, abs=1e-4)
    assert narrow < wide < 0.2


def test_columns_of_long_text_share_the_line(write: Write) -> None:
    long = "many words " * 40
    rows = table(write(f"| A | B | C |\n|---|---|---|\n| {long} | {long} | incomprehensible |"))
    widths = [width for _tag, _start, width in rows[0]]
    assert sum(widths) == pytest.approx(1, abs=1e-3)
    assert widths[0] == pytest.approx(widths[1], abs=1e-3)
    assert widths[2] > len("incomprehensible") / 100


def test_explicit_column_widths_are_respected(write: Write) -> None:
    rows = table(write("```{list-table}\n:widths: 1 3\n\n* - a\n  - b\n```"))
    assert rows == [[("TD", 0.0, 0.25), ("TD", 0.25, 0.75)]]


def test_spans(write: Write) -> None:
    grid = """\
```{eval-rst}
+---+---+---+
| a | b     |
|   +---+---+
|   | c | d |
+---+---+---+
| e | f | g |
+---+---+---+
```"""
    body = write(grid)
    first, second, third = table(body)
    third_starts = [start for _tag, start, _width in third]
    assert [start for _tag, start, _width in first] == third_starts[:2]
    assert first[1][2] == pytest.approx(third[1][2] + third[2][2], abs=1e-3)
    assert [start for _tag, start, _width in second] == third_starts[1:]
    assert r"\resumespan{0}{\resumecell{TD}{/A<</O/Table/RowSpan 2>>}" in body
    assert r"{/A<</O/Table/ColSpan 2>>}" in body
    assert body.count(r"\resumespanend{0}") == 1


def test_footnotes_in_cells_are_below_the_table(write: Write) -> None:
    body = write("| A |\n|---|\n| b[^n] |\n\n[^n]: The note.\n")
    assert r"b\resumefootnotemark{1}" in body
    _rows, below = body.split("\\nobreak\n}\n")
    assert below.startswith(r"\resumefootnotetext{1}{")
    assert r"The note.\par}" in below


def test_views_have_their_styles_and_an_alternative(write: Write) -> None:
    source = "```{position} a\n:title: Engineer\n:organization: Acme\n:start: 2020-01\n"
    source += ":end: 2021-06\n\nOn {skill}`X`.\n```\n\n```{skill} X\n:category: C\n```\n\n"
    source += "```{skill} Y\n:category: D\n```\n\n"
    views = "```{timeline}\n```\n\n```{skill-matrix}\n```\n\n"
    body = write(f"{source}{views}```{{skill-matrix}}\n:columns: positions\n```")
    alternative = "Timeline from 2020 to 2021. Acme: January 2020 – June 2021."
    assert rf"\begin{{resumedrawing}}{{{hexadecimal(alternative)}}}%" in body
    assert r"\resumeentry{title}{}{\textbf{" in body
    assert r"\resumesummary{" in body
    assert r"\resumecell{TD}{/A<</O/Table/ColSpan 2>>}{0.0000}{1.0000}{\resumegroup C\par}" in body
    assert body.count(r"\resumechart{") == 2
    alternative = (
        "Skills over time. C: X, 1 year 6 months, Last used: Jun 2021 "
        "(Acme, January 2020 – June 2021). D: Y."
    )
    assert rf"\begin{{resumedrawing}}{{{hexadecimal(alternative)}}}%" in body
    # The bar covers the whole axis, as that of the timeline does.
    assert r"\put(290,5){\resumerule{accent}{710\unitlength}{12\unitlength}}" in body
    assert r"\put(290,5){\resumerule{shade-1}{708\unitlength}{12\unitlength}}" in body


@pytest.mark.parametrize(
    ("pages", "most", "warned"),
    [
        ("1", "1", False),
        ("3", "3", False),
        ("0", "", False),  # as many as there are
        ("two", "2", True),
        ("-1", "2", True),
    ],
)
def test_a_page_can_limit_the_pages_of_its_document(
    career_site: MakeSite, pages: str, most: str, warned: bool
) -> None:
    site = career_site({"index.md": f"---\npages: {pages}\n---\n# Title\n\nText.\n"})
    documents = [("index", "sre.tex", "", "", "resume")]
    built = site.build("latex", latex_documents=documents, resume_pdf_pages=2)
    found = re.findall(r"\\resumepages\{(\d+)\}", built.source("sre.tex"))
    assert found == ([most] if most else [])
    message = f"“pages: {pages}” is not a number of pages; use 1 or more, or 0 for any"
    assert [message in each for each in built.warnings] == [True] * warned
