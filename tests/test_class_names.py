"""The class names that views, TeX, the script and the style sheets share."""

from __future__ import annotations

import re
from pathlib import Path

import sphinx_resume
from sphinx_resume.model.entries import ENTRY_TYPES
from tests.support.guides import ABOUT, examples

PACKAGE = Path(sphinx_resume.__file__).parent
TESTS = Path(__file__).parent

(LISTED,) = (
    {line.split()[0] for line in each.text.splitlines()}
    for each in examples(ABOUT / "contributing.md", "text")
    if each.text.startswith("resume-anchor ")
)
#: Prefixes of class names that end with a kind or the key of an entry.
PREFIXES = {"resume-item-", "resume-of-"}
#: Strings in code that only look like class names: builders, the page of an index.
OTHERS = {
    *("resume-career", "resume-docx", "resume-json", "resume-md", "resume-report"),
    *("resume-skills", "resume-txt", "resume-blocks", "resume-phrases", "resume-variants"),
}
#: In Python and HTML, not within a URL, file name, option, or CSS variable.
NAME = r"(?<![\w/.@\\-])resume-[a-z]+(?:-[a-z]+)*-?(?![\w:.])"


def found(pattern: str, *suffixes: str, folder: Path = PACKAGE) -> set[str]:
    """The class names in files with these suffixes, with kinds replaced as in the list."""
    texts = (path.read_text("utf-8") for path in folder.rglob("*") if path.suffix in suffixes)
    return {listed(name) for text in texts for name in re.findall(pattern, text)}


def listed(name: str) -> str:
    kind = name.rpartition("-")[2]
    if name.startswith("resume-of-"):
        return "resume-of-KEY"
    if name.startswith("resume-item-"):
        return "resume-item-KIND"
    return "resume-KIND" if kind in ENTRY_TYPES and name == f"resume-{kind}" else name


READERS = "".join(
    (PACKAGE / "html" / f"{name}.py").read_text("utf-8")
    for name in ("elements", "enrich", "microformats")
)

SET = found(NAME, ".py", ".html", ".js") - OTHERS
READ = (
    found(r"\.(resume-[a-z-]*[a-z])", ".css")
    | found(NAME, ".js")
    | {f"resume-{name}" for name in found(r"\\resume@(?:par|keep|above)@([a-z]+)", ".sty")}
    | found(NAME, ".py", folder=TESTS)
    | found(r"\.(resume-[a-z-]*[a-z])", ".py", folder=TESTS)
    # The class names that the LaTeX and HTML writers look for in nodes.
    | found(NAME, ".py", folder=PACKAGE / "latex" / "writer")
    | {listed(name) for name in re.findall(NAME, READERS)}
)
#: Class names without a literal in code: composed of options and kinds, or set by authors.
MADE = {"resume-KIND", "resume-links", "resume-lines", "resume-screen"}


def test_class_names_in_use_match_the_list() -> None:
    assert sorted(SET - LISTED) == []
    assert sorted(LISTED - SET - MADE) == []


def test_every_listed_class_name_is_read_somewhere() -> None:
    assert sorted(LISTED - READ) == []


def test_style_sheets_use_only_listed_class_names() -> None:
    assert not found(r"\.(resume-[a-z-]*[a-z])", ".css") - LISTED
