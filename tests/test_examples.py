"""The résumés in examples/ build, use every feature, and say no more than their sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.views import VIEWS
from sphinx_resume.views.contact import ContactView
from sphinx_resume.views.profile import ProfileView
from tests.support.sites import build

#: These tests depend on the content of its pages.
pytestmark = pytest.mark.about("hopper")

ROOT = Path(__file__).parents[1]
HOPPER = ROOT / "examples" / "hopper"
PAGES = sorted((HOPPER / "docs").rglob("*.md"))
GUIDE = ROOT / "docs" / "about" / "writing.md"

#: Kinds for which no trustworthy source has an entry of hers; the guide shows these.
UNKNOWN = {"project", "volunteering", "patent", "course", "membership", "reference"}

#: Claims about her that no trustworthy source makes, or that sources contradict.
NOT_KNOWN = (
    "invented COBOL",
    "mother of COBOL",
    "coined",
    "Barnard",
    "first woman",
    "Engstrom",
    "Ore",
    "Bureau of",
    "Burke",
    "Pentagon",
    "A-2",
    "Distinguished Fellow",
    "1945-09",
    "her log",
)


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(HOPPER, tmp_path_factory.mktemp("hopper"), "text")


@pytest.fixture(scope="module")
def html(example: Path) -> Path:
    return example


def read(folder: Path, docname: str) -> str:
    """A page as plain text, without line breaks."""
    return " ".join((folder / f"{docname}.txt").read_text("utf-8").split())


# It is complete


@pytest.mark.parametrize("name", [*ENTRY_TYPES, *VIEWS])
def test_every_directive_is_used(name: str) -> None:
    names = (name, ProfileView.name) if name == ContactView.name else (name,)  # includes it
    pages = [GUIDE] if name in UNKNOWN else PAGES
    assert any(f"```{{{each}}}" in page.read_text("utf-8") for page in pages for each in names)


def test_it_builds_as_latex(tmp_path: Path) -> None:
    made = build(HOPPER, tmp_path, "latex")
    assert {path.name for path in made.glob("*.tex")} >= {"resume.tex", "portfolio.tex"}


def test_the_short_resume_has_all_kinds(text: Path) -> None:
    page = read(text, "resume")
    for shown in (
        "Her papers, Smithsonian Archives Center",
        "Computers and Automation 2(4), 1–5",
        "National Medal of Technology: 1991",
        "June 27, 1944, US Naval Reserve",
        "English: language of all publications and talks",
        "June 1, 1978 – June 3, 1978",
    ):
        assert shown in page


def test_pages_with_facts_link_their_sources() -> None:
    folders = ("positions", "talks", "incidents", "interests")
    pages = [page for page in PAGES if page.parent.name in folders]
    pages += [HOPPER / "docs" / f"{name}.md" for name in ("education", "awards", "publications")]
    assert len(pages) == 15
    for page in pages:
        assert "https://" in page.read_text("utf-8") or "http://" in page.read_text("utf-8")


# It is true


@pytest.mark.parametrize("words", NOT_KNOWN)
def test_nothing_unknown_is_claimed(words: str) -> None:
    for page in PAGES:
        prose = re.sub(r"\(https?://[^)]*\)|https?://\S+", "", page.read_text("utf-8"))
        assert not re.search(rf"\b{re.escape(words)}\b", " ".join(prose.split())), page.name


def test_the_review_says_who_wrote_it_and_names_nobody(text: Path) -> None:
    page = read(text, "incidents/moth")
    assert "a historical example, written from public sources" in page
    assert "Grace M. Hopper did not write it" in page
    assert "the operators found a moth" in page
    times = re.findall(
        r"^ *\| (\d\d:\d\d) ", (text / "incidents/moth.txt").read_text("utf-8"), re.MULTILINE
    )
    assert times == ["11:00", "15:25", "15:45", "16:30", "17:00"]


# It is computed


def test_years_of_overlapping_positions_count_once(text: Path) -> None:
    programming, machines = read(text, "skills/programming"), read(text, "skills/machines")
    # 1949–1971; the position that overlaps it from 1967 on is no evidence for it.
    assert "**Compilers** up to 23 years · last used 1971" in programming
    # June 1944 – October 1945 and 1946–1949.
    assert "**Mark I** up to 5 years 5 months · last used 1949" in machines
    # August 1967 – August 1986, in two titles that share September 1968.
    assert "**Language standards** 19 years 1 month · last used August 1986" in programming
    # September 1968 – August 1986 and 1986 – January 1992, which share eight months.
    words = read(text, "skills/mathematics")
    assert "**Public speaking** up to 23 years 5 months · last used January 1992" in words


def test_titles_at_one_organization_are_one_tenure(text: Path) -> None:
    page = read(text, "resume")
    experience = page.split("Education =")[0]
    assert experience.count("US Navy") == 1
    assert "August 1967 – August 1986 · 19 years 1 month · Washington, DC" in experience
    assert "December 1943 – August 1946 · 2 years 9 months" in experience


def test_retirement_and_recall_are_two_tenures(html: Path) -> None:
    page = BeautifulSoup((html / "index.html").read_text("utf-8"), "html.parser")
    links = page.select("svg.resume-timeline a.resume-position")
    titles = {
        str(link["aria-label"]).partition(":")[0]: len(link.select("rect.resume-bar"))
        for link in links
    }
    assert titles["US Navy"] == 2
    assert titles["US Naval Reserve"] == 3


def test_only_certain_overlaps_are_claimed(text: Path) -> None:
    timeline = read(text, "resume").split("Timeline =")[1]
    assert "alongside US Navy" in timeline
    assert timeline.count("alongside") == 3
    assert "Between positions" not in timeline


def test_the_present_is_the_day_of_her_death(text: Path) -> None:
    assert "in use" not in read(text, "index")
    assert "Present" not in read(text, "resume")


def test_a_degree_with_only_a_year_is_a_mark(html: Path) -> None:
    page = BeautifulSoup((html / "resume.html").read_text("utf-8"), "html.parser")
    studies = page.select("svg.resume-timeline a.resume-education")
    assert len(studies) == 4
    assert all(link.select_one("path.resume-mark") for link in studies)
    assert not any(link.select_one("rect.resume-bar") for link in studies)


# The extension names nobody


@pytest.mark.about("own")
def test_the_extension_names_neither_resume() -> None:
    """No code contains names from the pages, except in help, docstrings, and option examples."""
    known = re.compile(r":organization: (.+)|```\{position\} (\S+)")
    folders = (HOPPER / "docs", ROOT / "docs")
    pages = [page for folder in folders for page in sorted(folder.rglob("*.md"))]
    names = {
        name.casefold()
        for page in pages
        if "about" not in page.parts
        for match in known.findall(page.read_text("utf-8"))
        for name in match
        if name
    } | {"hopper"}
    names -= {"digital"}  # a word, too
    code = ROOT / "_ext" / "sphinx_resume"
    for path in sorted(code.rglob("*")):
        if path.suffix not in {".py", ".css", ".js", ".sty", ".cls", ".lua", ".conf", ".jinja"}:
            continue
        lines = path.read_text("utf-8").casefold()
        # Examples of options, and of commands in a docstring.
        shown = re.sub(r'option\((?:[^()]|\([^()]*\))*\)|""".*?"""', "", lines, flags=re.DOTALL)
        found = [name for name in sorted(names) if re.search(rf"\b{re.escape(name)}\b", shown)]
        assert found == [], path.name
