"""PDFs as readers, screen readers, archives and programs that parse them get them. Needs TeX."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import page as page_validation
import pypdf
import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.latex import LaTeXBuilder
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_resume.career import Career
from sphinx_resume.dates import date_text
from sphinx_resume.domain import ResumeDomain
from sphinx_resume.latex.contact import private_file
from sphinx_resume.latex.text import clean
from sphinx_resume.latex.writer.nodes import drawing
from sphinx_resume.person import Person

ROOT = Path(__file__).parents[1]
ROOTS = Path(__file__).parent / "roots"

pytestmark = [
    # Libraries that read PDFs warn of their own future.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]

#: Text that would do something if TeX, PDF or XML read it as theirs.
HOSTILE = (
    r"\input{/etc/passwd} $x_1$ & # % ^^41 ^^M ~ {{{ }} \end{document} \write18{touch pwned} "
    r"\directlua{os.exit(1)} <b> ]]> (\) 'quotes' \"more\" --- [x] 漢字 עברית 🎉 end"
)
#: Whole lines in logs; the date of what is made.
TEX = {"max_print_line": "10000", "SOURCE_DATE_EPOCH": "1718452800", "FORCE_SOURCE_DATE": "1"}


@dataclass(frozen=True)
class Pdf:
    """A PDF, the log of its only TeX run, and the tree that it was made from."""

    path: Path
    log: str

    @cached_property
    def reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(self.path)

    @cached_property
    def elements(self) -> list[tuple[int, str, Any]]:
        """Depth, tag and dictionary of each structure element, in the order they are read."""

        def walk(element: Any, depth: int) -> Iterator[tuple[int, str, Any]]:
            yield depth, str(element["/S"]).removeprefix("/"), element
            for kid in element.get("/K", []):
                known = kid.get_object()
                if "/S" in known:
                    yield from walk(known, depth + 1)

        root: Any = self.reader.root_object["/StructTreeRoot"]
        return list(walk(root["/K"][0].get_object(), 0))

    def below(self, index: int) -> list[tuple[str, Any]]:
        """The children of the element at an index."""
        depth = self.elements[index][0]
        found = []
        for level, tag, element in self.elements[index + 1 :]:
            if level <= depth:
                break
            if level == depth + 1:
                found.append((tag, element))
        return found

    @cached_property
    def text(self) -> str:
        return fold("\n".join(page.extract_text() for page in self.reader.pages))


def fold(text: str) -> str:
    return " ".join(clean(text).split())


def typeset(folder: Path, name: str) -> Pdf:
    """The PDF of a document after a single run of TeX, which is to be enough."""
    done = subprocess.run(
        ["lualatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", name],
        cwd=folder,
        env={**os.environ, **TEX},
        capture_output=True,
        check=False,
    )
    log = (folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")
    assert done.returncode == 0, log[-3000:]
    return Pdf(folder / f"{name}.pdf", log)


def write_latex(source: Path, config: Path | None, folder: Path, **values: Any) -> Sphinx:
    """Run Sphinx; its application, for what it knows."""
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            source,
            config,
            folder / "latex",
            folder / "doctrees",
            "latex",
            confoverrides=values,
            status=None,
            warning=None,
        )
        app.build()
    return app


@dataclass(frozen=True)
class Site:
    """The résumé of this repository as TeX, and what it should say."""

    app: Sphinx
    folder: Path
    resume: Pdf
    portfolio: Pdf

    @property
    def career(self) -> Career:
        domain = self.app.env.domains["resume"]
        assert isinstance(domain, ResumeDomain)
        return domain.career

    @cached_property
    def phrases(self) -> list[str]:
        """Every piece of text of the short résumé, but for drawings and tables."""
        builder = self.app.builder
        assert isinstance(builder, LaTeXBuilder)
        with patch_docutils(), docutils_namespace():
            tree = builder.assemble_doctree("resume", toctree_only=False, appendices=[])
        elements: list[nodes.Element] = [*tree.findall(drawing), *tree.findall(nodes.table)]
        for element in elements:
            element.parent.remove(element)
        blocks = (nodes.title, nodes.paragraph, nodes.term)
        return [fold(node.astext()) for node in tree.findall(lambda node: isinstance(node, blocks))]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("site")
    app = write_latex(ROOT / "docs", ROOT, folder, html_baseurl="https://example.org/me/")
    latex = folder / "latex"
    return Site(app, latex, typeset(latex, "resume"), typeset(latex, "portfolio"))


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    folder = tmp_path_factory.mktemp("everything")
    root = ROOTS / "test-pdf-everything"
    write_latex(root, root, folder)
    return typeset(folder / "latex", "everything")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    folder = tmp_path_factory.mktemp("hostile")
    options = "\n".join(f":{name}: {HOSTILE}" for name in ("title", "organization", "location"))
    escaped = re.sub(r"([^\w\s])", r"\\\1", HOSTILE)
    (folder / "index.md").write_text(
        f"# {escaped}\n\n```{{position}} acme\n{options}\n:start: 2020\n:end: 2021\n\n"
        f"- {escaped} {{skill}}`x`\n- `` {HOSTILE} ``\n```\n\n"
        f"```{{skill}} x\n:title: {HOSTILE}\n:category: {HOSTILE}\n```\n\n"
        f"[{escaped}](<https://example.org/a b%zz(%7B{{\\#$x>) [bad](<javascript:alert(1)>)\n\n"
        "```{timeline}\n```\n\n```{skill-matrix}\n```\n\n"
        "```{entry-list} skill\n:style: lines\n```\n\n"
        f"```python\n{HOSTILE}\n```\n\n"
        f"| {escaped.replace('|', ' ')} |\n|---|\n| {escaped} |\n\n{escaped}\n: {escaped}\n",
        encoding="utf-8",
    )
    write_latex(
        folder,
        None,
        folder / "_build",
        extensions=["myst_parser", "sphinx_resume"],
        exclude_patterns=["_build"],
        primary_domain="resume",
        resume_today="2024-06-15",
        resume_contact={"address": HOSTILE},
        myst_enable_extensions=["deflist"],
        latex_engine="lualatex",
        latex_documents=[("index", "hostile.tex", HOSTILE, HOSTILE, "resume")],
    )
    return typeset(folder / "_build" / "latex", "hostile")


@pytest.fixture(params=["resume", "portfolio", "everything", "hostile"])
def pdf(request: pytest.FixtureRequest) -> Pdf:
    if request.param in ("resume", "portfolio"):
        result = getattr(request.getfixturevalue("site"), request.param)
    else:
        result = request.getfixturevalue(request.param)
    assert isinstance(result, Pdf)
    return result


# --- Standards --------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", ["ua1", "2b"])
def test_conforms(pdf: Pdf, profile: str) -> None:
    result = page_validation.validate_pdf(str(pdf.path), profile=profile)
    assert [str(failure) for failure in result.failures] == []
    assert result.is_compliant


def test_no_stream_seems_shorter_than_it_is(site: Site, tmp_path: Path) -> None:
    """A carriage return at its end and LuaTeX's line feed would look like one end of line."""
    shutil.copytree(site.folder, tmp_path / "latex")
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


#: Of the portfolio: labels such as "Evidence" stand at the top of several pages, like a heading.
LAYOUT_RULES = {"PAG-001"}


@pytest.mark.parametrize(("name", "ignored"), [("resume", set()), ("portfolio", LAYOUT_RULES)])
def test_is_accessible(site: Site, name: str, ignored: set[str]) -> None:
    result = import_module("outloud").check(str(getattr(site, name).path))
    assert [str(found) for found in result.findings if found.rule not in ignored] == []


def test_is_typeset_cleanly(pdf: Pdf) -> None:
    problems = re.findall(
        r"^(?:Overfull|Package sphinxresume Warning|LaTeX Font Warning|warning).*",
        pdf.log,
        re.MULTILINE,
    )
    assert problems == []
    if pdf.path.stem != "hostile":
        assert "Missing character" not in pdf.log


# --- What the document says of itself -----------------------------------------------------------


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


def test_keywords_are_the_skills(site: Site) -> None:
    info = site.resume.reader.metadata
    assert info is not None
    assert info.keywords == ", ".join(skill.title for skill in site.career.skills)


def test_fonts_are_embedded_and_subset(pdf: Pdf) -> None:
    done = subprocess.run(["pdffonts", pdf.path], capture_output=True, text=True, check=True)
    rows = done.stdout.splitlines()[2:]
    assert rows
    for row in rows:
        assert re.search(r"^[A-Z]{6}\+.* yes +yes +yes +\d+ +0$", row)


def test_bookmarks_are_the_headings(site: Site) -> None:
    def flat(items: Any) -> Iterator[str]:
        for item in items:
            if isinstance(item, list):
                yield from flat(item)
            else:
                yield item.title

    reader = site.resume.reader
    titles = list(flat(reader.outline))
    assert titles[:3] == ["Experience", site.career.positions[0].organization, "Terramate"]
    headings = [tag for _depth, tag, _element in site.resume.elements if re.match("H[2-6]", tag)]
    assert len(titles) == len(headings)
    tops = [item.title for item in reader.outline if not isinstance(item, list)]
    assert "Skills" in tops
    assert "Terramate" not in tops


def test_two_builds_are_equal(site: Site, tmp_path: Path) -> None:
    again = tmp_path / "elsewhere"
    shutil.copytree(site.folder, again, ignore=shutil.ignore_patterns("*.pdf", "*.log"))
    assert typeset(again, "resume").path.read_bytes() == site.resume.path.read_bytes()


# --- Structure -------------------------------------------------------------------------------


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


def test_cells_name_their_scope(site: Site, everything: Pdf) -> None:
    for pdf in (site.resume, site.portfolio, everything):
        heads = [element for _depth, tag, element in pdf.elements if tag == "TH"]
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
    assert index == tables
    assert all(f"{number} Row {number} of a table" in everything.text for number in range(1, 81))


def test_figures_have_an_alternative(everything: Pdf, site: Site) -> None:
    texts = [element["/Alt"] for _depth, tag, element in everything.elements if tag == "Figure"]
    assert texts == [
        "A square of one colour",
        "A small square",
        "A linked square",
        "Timeline from 2020 to 2021. Acme: January 2020 – June 2021; Failing well: May 2021.",
    ]
    timeline = next(e["/Alt"] for _d, tag, e in site.resume.elements if tag == "Figure")
    assert re.match(r"Timeline from \d{4} to \d{4}\. ", timeline)
    for position in site.career.positions:
        assert f"{position.organization}: {date_range(site, position)}" in timeline
    formulas = [e["/Alt"] for _depth, tag, e in everything.elements if tag == "Formula"]
    assert formulas[0] == "a^2 + b^2 = c^2"


def test_notes_are_apart(everything: Pdf) -> None:
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
    assert not [uri for uri in uris if not uri.startswith("https://example.org")]


def test_claims_link_to_the_site(site: Site) -> None:
    uris = {
        str(annotation.get_object()["/A"]["/URI"])
        for page in site.resume.reader.pages
        for annotation in page.get("/Annots", [])
    }
    skill = site.career.find("skill", "vault")
    assert skill is not None
    assert f"https://example.org/me/{skill.place.docname}.html#{skill.place.anchor}" in uris


# --- Layout ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("paper", "height"), [("a4paper", 842), ("letterpaper", 792)])
def test_the_short_resume_has_two_pages(
    site: Site, tmp_path: Path, paper: str, height: int
) -> None:
    shutil.copytree(site.folder, tmp_path / "latex")
    source = tmp_path / "latex" / "resume.tex"
    text = source.read_text(encoding="utf-8")
    assert "a4paper" in text  # as the configuration says
    source.write_text(text.replace("a4paper", paper), encoding="utf-8")
    pages = typeset(source.parent, "resume").reader.pages
    assert len(pages) == 2
    assert round(float(pages[0].mediabox.height)) == height


def test_no_page_ends_with_a_heading(site: Site, everything: Pdf) -> None:
    for pdf in (site.resume, site.portfolio, everything):
        on_page: dict[int, str] = {}
        for _depth, tag, element in pdf.elements:
            for kid in element.get("/K", []):
                part = kid.get_object()
                if part.get("/Type") == "/MCR":
                    on_page[part.raw_get("/Pg").idnum] = tag
        assert not [tag for tag in on_page.values() if re.fullmatch("H[1-6]", tag)]


# --- Programs that read it --------------------------------------------------------------------


def pdftotext(path: Path, *options: str) -> str:
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
def test_every_phrase_is_read_in_order(site: Site, extract: Callable[[Path], str]) -> None:
    text = fold(extract(site.resume.path))
    assert len(site.phrases) > 60
    start = 0
    for phrase in site.phrases:
        found = text.find(phrase, start)
        assert found >= 0, f"{phrase!r} is not in {text[start : start + 200]!r}"
        start = found + len(phrase)


def test_phrases_are_those_of_the_career(site: Site) -> None:
    """What the test above looks for has all that it should."""
    phrases = site.phrases
    for heading in ("Experience", "Education", "Skills", "Interests", "Timeline", "Skill matrix"):
        assert heading in phrases
    for position in site.career.positions:
        assert position.organization in phrases
        assert position.title in phrases
        assert [p for p in phrases if p.startswith(date_range(site, position))]
    for skill in site.career.skills:
        assert [p for p in phrases if skill.title in p]


def date_range(site: Site, entry: Any) -> str:
    domain = site.app.env.domains["resume"]
    assert isinstance(domain, ResumeDomain)
    ends = (entry.start, entry.end)
    return " – ".join(date_text(end, domain.locale) if end else "Present" for end in ends)


def test_ligatures_come_out_as_letters(everything: Pdf) -> None:
    for read in (pdftotext, pdfminer_text, pdfium_text):
        assert "confident official affairs" in fold(read(everything.path))


# --- What authors write is text ------------------------------------------------------------------


def test_nothing_of_an_author_is_a_command(hostile: Pdf) -> None:
    assert not (hostile.path.parent / "pwned").exists()
    assert "root:" not in hostile.text
    expected = fold(r"\input{/etc/passwd} $x_1$ & # % ^^41 ^^M ~ {{{ }} \end{document}")
    squeezed = re.sub(r"\s", "", hostile.text)
    assert squeezed.count(re.sub(r"\s", "", expected)) > 8
    info = hostile.reader.metadata
    assert info is not None
    assert info.title == info.author == fold(HOSTILE)


def test_links_go_only_where_links_may_go(hostile: Pdf) -> None:
    assert b"javascript" not in hostile.path.read_bytes()
    assert "bad" in hostile.text


def test_a_private_pdf_has_data_of_its_own(site: Site, tmp_path: Path) -> None:
    shutil.copytree(site.folder, tmp_path / "latex")
    person = Person(name="Canary O'Private", phone="+1 555 0199", email="canary@example.org")
    private = tmp_path / "latex" / "resume-private.tex"
    private.write_text(private_file(person), encoding="utf-8")
    pdf = typeset(private.parent, "resume")
    assert page_validation.validate_pdf(str(pdf.path), profile="ua1").is_compliant
    assert pdf.text.startswith("Canary O'Private canary@example.org · +1 555 0199 Experience")
    info = pdf.reader.metadata
    assert info is not None
    assert info.title == info.author == "Canary O'Private"
    assert "Canary" not in site.resume.text
    # The same folder makes a portfolio, which stays public.
    assert "Canary" not in typeset(private.parent, "portfolio").text


def test_long_lists_of_terms_break_across_pages(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text(
        'extensions = ["myst_parser", "sphinx_resume"]\n'
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
    # A page that is all but empty would be a break in the wrong place.
    lines = [len(page.extract_text().splitlines()) for page in pdf.reader.pages]
    assert len(lines) > 5
    assert min(lines[:-1]) > 30


def test_pages_about_the_site_and_indices_are_in_no_pdf(site: Site) -> None:
    for pdf in (site.resume, site.portfolio):
        assert "Stripe" in pdf.text
        for words in ("How this site is made", "Write your pages", "Skill index"):
            assert words not in pdf.text
