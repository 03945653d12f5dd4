"""The PDFs that tests read, each typeset once for all processes. Needs TeX."""

from __future__ import annotations

import functools
import os
import pickle
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import pypdf
import pytest
from babel import Locale
from docutils import nodes
from filelock import FileLock
from sphinx.application import Sphinx
from sphinx.builders.latex import LaTeXBuilder
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_resume.config import DESIGNS
from sphinx_resume.domain import ResumeDomain
from sphinx_resume.latex.text import clean
from sphinx_resume.latex.writer.nodes import drawing
from sphinx_resume.model.career import Career
from tests.support.needs import need
from tests.support.pdf.wide import ADDRESS, CODE, pages
from tests.support.sites import RESUMES

ROOTS = Path(__file__).parents[2] / "roots"

#: Text that would have an effect if it were not escaped for TeX, PDF or XML.
HOSTILE = (
    r"\input{/etc/passwd} $x_1$ & # % ^^41 ^^M ~ {{{ }} \end{document} \write18{touch pwned} "
    r"\directlua{os.exit(1)} \catcode`\{=12 \csname end\endcsname \begin{luacode} "
    r"<b> ]]> (\) 'quotes' \"more\" --- [x] 漢字 עברית 🎉 end"
)
#: Unwrapped lines in logs, and fixed dates.
TEX = {"max_print_line": "10000", "SOURCE_DATE_EPOCH": "1718452800", "FORCE_SOURCE_DATE": "1"}


@dataclass(frozen=True)
class Pdf:
    """A PDF, the log of its single TeX run, and the doctree it was made from."""

    path: Path
    log: str

    @cached_property
    def reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(self.path)

    @cached_property
    def elements(self) -> list[tuple[int, str, Any]]:
        """Depth, tag and dictionary of each structure element, in reading order."""

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
    """Typeset a document with a single run of TeX, which must be enough."""
    need("TeX")
    done = subprocess.run(
        ["lualatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", name],
        cwd=folder,
        env={**os.environ, **TEX},
        capture_output=True,
        check=False,
    )
    pdf = read(folder, name)
    assert done.returncode == 0, pdf.log[-3000:]
    return pdf


def read(folder: Path, name: str) -> Pdf:
    """The PDF of a document that was typeset before."""
    log = (folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")
    return Pdf(folder / f"{name}.pdf", log)


def write_latex(source: Path, config: Path | None, folder: Path, **values: Any) -> Sphinx:
    """Run Sphinx, and return its application."""
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
class Documents:
    """The PDFs of a résumé, the folder of their sources, and their expected text."""

    folder: Path
    career: Career
    locale: Locale
    #: Every text of the short résumé, except in drawings and tables.
    phrases: list[str]

    @cached_property
    def resume(self) -> Pdf:
        return read(self.folder, "resume")

    @cached_property
    def portfolio(self) -> Pdf:
        return read(self.folder, "portfolio")


def _phrases(app: Sphinx) -> list[str]:
    builder = app.builder
    assert isinstance(builder, LaTeXBuilder)
    with patch_docutils(), docutils_namespace():
        tree = builder.assemble_doctree("resume", toctree_only=False, appendices=[])
    elements: list[nodes.Element] = [*tree.findall(drawing), *tree.findall(nodes.table)]
    for element in elements:
        element.parent.remove(element)
    blocks = (nodes.title, nodes.paragraph, nodes.term)
    found = [fold(node.astext()) for node in tree.findall(lambda node: isinstance(node, blocks))]
    given = next(document[2] for document in app.config.latex_documents if document[0] == "resume")
    title, *others = found
    return [*([given] if given != title else []), *others]  # the headline may replace the title


Once = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """Creates the content of a folder by name, unless a test in any process already has."""
    base = tmp_path_factory.getbasetemp()
    if worker_id != "master":  # processes of xdist have the parent of their folders in common
        base = base.parent

    def get(name: str, make: Callable[[Path], None]) -> Path:
        folder = base / f"pdf-{name}"
        folder.mkdir(exist_ok=True)
        with FileLock(folder / "lock"):
            if not (folder / "whole").exists():
                make(folder)
                (folder / "whole").touch()
        return folder

    return get


GetDocuments = Callable[[str], Documents]


@pytest.fixture(scope="session")
def documents(once: Once) -> GetDocuments:
    """Returns the PDFs of a résumé by name, with another paper or design in parentheses."""

    def make(name: str, paper: str, design: str, folder: Path) -> None:
        project = RESUMES[name]
        address = "https://example.org/me/"
        values = {"html_baseurl": address, "resume_pdf_design": design}
        app = write_latex(project / "docs", project, folder, **values)
        domain = app.env.domains["resume"]
        assert isinstance(domain, ResumeDomain)
        career = domain.career
        entries = sorted(chain(*domain.entries.values()), key=career.rank)
        pages = list(dict.fromkeys(entry.place.docname for entry in entries))
        sealed = {"entries": entries, "citations": [], "today": career.today, "pages": pages}
        facts = ({**sealed, "person": career.person}, domain.seal.locale, _phrases(app))
        (folder / "facts").write_bytes(pickle.dumps(facts))
        for document in ("resume", "portfolio"):
            source = folder / "latex" / f"{document}.tex"
            text = source.read_text(encoding="utf-8")
            assert "a4paper" in text  # as the configuration says
            source.write_text(text.replace("a4paper", paper), encoding="utf-8")
            typeset(folder / "latex", document)

    @functools.cache
    def get(name: str) -> Documents:
        resume, _space, other = name.partition(" ")
        other = other.strip("()")
        design = other if other in DESIGNS else "sans"
        paper = "a4paper" if other in DESIGNS or not other else other
        folder = once(f"{resume}-{paper}-{design}", functools.partial(make, resume, paper, design))
        sealed, locale, phrases = pickle.loads((folder / "facts").read_bytes())
        return Documents(folder / "latex", Career(**sealed), locale, phrases)

    return get


@pytest.fixture(scope="session", params=["own"])
def resume(documents: GetDocuments, request: pytest.FixtureRequest) -> Documents:
    """The PDFs of this repository's own résumé."""
    return documents(request.param)


@pytest.fixture(scope="session")
def everything(once: Once) -> Pdf:
    """A page with every element that Sphinx has."""
    root = ROOTS / "test-pdf-everything"

    def make(folder: Path) -> None:
        write_latex(root, root, folder)
        typeset(folder / "latex", "everything")

    return read(once("everything", make) / "latex", "everything")


def typeset_alone(folder: Path, name: str, **values: Any) -> None:
    """Typeset pages in a folder, outside any résumé."""
    write_latex(
        folder,
        None,
        folder / "_build",
        extensions=["myst_parser", "sphinx_resume"],
        exclude_patterns=["_build"],
        primary_domain="resume",
        resume_today="2024-06-15",
        myst_enable_extensions=["deflist", "fieldlist"],
        latex_engine="lualatex",
        **values,
    )
    typeset(folder / "_build" / "latex", name)


@pytest.fixture(scope="session")
def hostile(once: Once) -> Pdf:
    """A page with TeX commands in the text everywhere."""

    def make(folder: Path) -> None:
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
        typeset_alone(
            folder,
            "hostile",
            resume_contact={"address": HOSTILE},
            latex_documents=[("index", "hostile.tex", HOSTILE, HOSTILE, "resume")],
        )

    return read(once("hostile", make) / "_build" / "latex", "hostile")


@pytest.fixture(scope="session")
def wide(once: Once) -> Pdf:
    """Pages on which everything is too long, too wide or too high."""

    def make(folder: Path) -> None:
        for name, text in pages().items():
            (folder / name).write_text(text, encoding="utf-8")
        typeset_alone(
            folder,
            "wide",
            resume_contact={"links": {CODE: ADDRESS}},
            latex_documents=[("index", "wide.tex", "Wide", "", "portfolio")],
        )

    return read(once("wide", make) / "_build" / "latex", "wide")


#: Each résumé on its own paper, A4, and on letter.
PAPERS = tuple(f"{name}{paper}" for name in RESUMES for paper in ("", " (letterpaper)"))
#: Each résumé in the designs other than its own.
OTHER_DESIGNS = tuple(f"{name} ({design})" for name in RESUMES for design in ("classic", "modern"))
#: All PDFs for the tests of standards and structure.
PDFS = (
    *(f"{name} {document}" for name in PAPERS for document in ("resume", "portfolio")),
    *(f"{name} {document}" for name in OTHER_DESIGNS[:2] for document in ("resume", "portfolio")),
    *(f"{name} resume" for name in OTHER_DESIGNS[2:]),
    "everything",
    "hostile",
    "wide",
)


@pytest.fixture(params=PDFS)
def pdf(request: pytest.FixtureRequest) -> Pdf:
    """Each of these PDFs."""
    name, _space, document = request.param.rpartition(" ")
    if name:
        found = getattr(request.getfixturevalue("documents")(name), document)
    else:
        found = request.getfixturevalue(document)
    assert isinstance(found, Pdf)
    return found
