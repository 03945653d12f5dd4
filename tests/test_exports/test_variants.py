"""Documents contain what their pages choose, and no trace of what they leave out."""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.conftest import MYST_IS_OLD

if TYPE_CHECKING:
    from tests.conftest import Built, MakeSite, Site

pytestmark = [
    *MYST_IS_OLD,
    pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning"),
]

INDEX = """\
# Home

```{profile}
:headline: Engineer
```

```{toctree}
work
resume
variants/academic
```
"""
WORK = """\
# Work

```{position} acme
:title: Engineer
:organization: Acme
:start: 2022-01
:end: present

- {.sre}
  Ran quokkas in {skill}`Go`.
- {#taught .teaching}
  Taught wombats in {skill}`Go` and {skill}`PHP`.
```

```{position} beta
:title: Engineer
:organization: Betaworks
:start: 2018-01
:end: 2021-12

- Fed numbats in {skill}`Go`.
```

```{talk} dingo
:title: Of dingos
:date: 2021-05

On {skill}`PHP`.
```

```{skill} Go
```

```{skill} PHP
```

```{skill} Rust
:stated:
```
"""
RESUME = """\
# Résumé

```{profile}
```

```{entry-list} position
:style: full
```

```{entry-list} skill
:style: lines
:show: total
```
"""
ACADEMIC = """\
# Academic

```{profile}
:headline: Lecturer

I teach.
```

## Positions

```{entry-list} position
:style: full
:only: teaching
```

## Skills

```{entry-list} skill
:style: lines
:show: total
:without: Rust
```

```{skill-matrix}
:without: Rust
```

```{timeline}
```
"""
PAGES = {
    "index.md": INDEX,
    "work.md": WORK,
    "resume.md": RESUME,
    "variants/academic.md": ACADEMIC,
}
#: Words only in the first résumé, and words in both.
LEFT_OUT = ("quokkas", "numbats", "Betaworks", "Rust")
TOLD = ("Lecturer", "wombats", "Acme")


def make(career_site: MakeSite) -> Site:
    return career_site(PAGES)


def build(site: Site, builder: str, **settings: object) -> Built:
    return site.build(
        builder,
        myst_enable_extensions=["attrs_block"],
        resume_documents=["resume", "variants/academic"],
        resume_name="Ada",
        **settings,  # type: ignore[arg-type]
    )


def text_of(built: Built, name: str) -> str:
    path = built.folder / name
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            return "".join(parts.read(each).decode("utf-8", "replace") for each in parts.namelist())
    text = path.read_text("utf-8")
    codes = re.findall(r"\\resumedescribe\{\w+\}\{([0-9a-f]*)\}", text)  # the properties of a PDF
    return "\n".join([text, *(bytes.fromhex(each).decode("utf-8") for each in codes)])


@pytest.mark.parametrize(
    ("builder", "suffix"),
    [
        ("resume-md", "md"),
        ("resume-txt", "txt"),
        ("resume-docx", "docx"),
        ("resume-json", "json"),
        ("latex", "tex"),
    ],
)
def test_each_document_has_a_file_with_the_content_of_its_page(
    career_site: MakeSite, builder: str, suffix: str
) -> None:
    built = build(make(career_site), builder)
    assert built.warnings == []
    short, academic = (text_of(built, f"{name}.{suffix}") for name in ("resume", "academic"))
    assert [word for word in TOLD if word not in academic] == []
    assert [word for word in LEFT_OUT if word in academic] == []
    assert [word for word in (*LEFT_OUT, *TOLD[1:]) if word not in short] == []


@pytest.mark.parametrize("builder", ["html", "text", "singlehtml", "dirhtml"])
def test_omitted_statements_are_neither_quoted_nor_drawn(
    career_site: MakeSite, builder: str
) -> None:
    built = build(make(career_site), builder)
    assert built.warnings == []
    if builder == "singlehtml":
        return
    names = {"text": "variants/academic.txt", "dirhtml": "variants/academic/index.html"}
    page = text_of(built, names.get(builder, "variants/academic.html"))
    assert [word for word in TOLD if word not in page] == []
    # The navigation names no more than pages do.
    assert [word for word in LEFT_OUT if word in page] == []


def test_figures_count_what_the_page_shows(career_site: MakeSite) -> None:
    site = make(career_site)
    text = " ".join(text_of(build(site, "resume-txt"), "academic.txt").split())
    assert "Go, PHP (2 years 6 months)" in text
    short = " ".join(text_of(build(site, "resume-txt"), "resume.txt").split())
    assert "Go (6 years 6 months); PHP (2 years 6 months); Rust" in short


def test_data_of_a_variant_has_only_what_it_lists(career_site: MakeSite) -> None:
    built = build(make(career_site), "resume-json")
    data = json.loads(text_of(built, "academic.json"))
    assert data["basics"]["label"] == "Lecturer"
    assert [job["highlights"] for job in data["work"]] == [["Taught wombats in Go and PHP."]]
    assert [skill["name"] for skill in data["skills"]] == ["Go", "PHP"]
    (go, _php) = data["x-evidence"]
    assert (go["months"], len(go["evidence"])) == (30, 1)


def test_a_page_links_its_own_files(career_site: MakeSite) -> None:
    site = make(career_site)
    site.write({f"out/{name}": "x" for name in ("resume.pdf", "academic.pdf", "academic.docx")})
    built = build(site, "html", html_extra_path=["out"])

    def offered(page: str) -> list[str]:
        return [f"{link['href']}" for link in built.page(page).select(".resume-formats a")]

    assert offered("variants/academic") == ["../academic.pdf", "../academic.docx"]
    assert offered("index") == ["resume.html", "resume.pdf"]


def test_pages_that_are_not_documents_leave_nothing_out(career_site: MakeSite) -> None:
    site = make(career_site)
    built = site.build("text", myst_enable_extensions=["attrs_block"])
    page = text_of(built, "variants/academic.txt")
    assert "numbats" not in page
    assert "Betaworks" in page  # in the matrix and the timeline


def test_changed_omissions_change_the_figures(career_site: MakeSite) -> None:
    site = make(career_site)
    build(site, "html")
    site.replace("work.md", "- Fed numbats", "- {.teaching}\n  Fed numbats")
    built = build(site, "html")
    assert "variants/academic" in built.written
    assert "numbats" in text_of(built, "variants/academic.html")


@pytest.mark.parametrize(
    ("pages", "reason"),
    [
        (["cv", "a/x", "b/X"], "“a/x” and “b/X” would both be X.pdf; rename one page"),
        (["cv", "a/resume"], "“cv” and “a/resume” would both be resume.pdf; rename one page"),
        (["cv", "cv"], "“cv” is named twice"),
        (["cv", "a/career"], "“a/career” would be career.pdf, which is something else; rename it"),
        (["cv", "a/"], "“a/” is not the name of a page"),
    ],
)
def test_documents_must_have_unique_names(
    career_site: MakeSite, pages: list[str], reason: str
) -> None:
    built = career_site({"index.md": "# Home\n"}).build("dummy", resume_documents=pages)
    assert built.warnings == [f"WARNING: ignoring resume_documents: {reason} [resume.setting]"]


def test_a_missing_document_is_reported(career_site: MakeSite) -> None:
    pages = {"index.md": "# Home\n", "academic.md": "---\norphan: true\n---\n# A\n"}
    built = career_site(pages).build("dummy", resume_documents=["index", "academik"])
    assert built.warnings == [
        "WARNING: resume_documents names “academik”, but there is no such page; did you mean "
        "“academic”? [resume.setting]"
    ]


def test_omitting_all_evidence_of_a_skill_gives_a_warning_per_document(
    career_site: MakeSite,
) -> None:
    site = make(career_site)
    site.replace("variants/academic.md", ":only: teaching", ":only: teaching\n:without: taught")
    site.replace("variants/academic.md", "## Skills\n", "## Skills\n\nLast used.\n")
    built = build(site, "dummy")
    assert built.warnings == [
        "variants/academic.md:11: WARNING: this entry-list has nothing to show [resume.empty-view]",
        "variants/academic.md:21: WARNING: this shows “Go”, but the page leaves out all that backs "
        "it: “Ran quokkas in Go.” (Engineer, Acme), and 2 more; show a statement that cites it, or "
        "write “:without: go” here [resume.dropped-evidence]",
    ]  # a talk still backs PHP
    site.replace("variants/academic.md", ":show: total\n:without: Rust", ":without: Go, Rust")
    site.replace("variants/academic.md", "```{skill-matrix}\n:without: Rust\n```", "")
    (warning,) = build(site, "dummy").warnings
    assert "[resume.empty-view]" in warning


def test_the_level_of_the_warning_is_configurable(career_site: MakeSite) -> None:
    site = make(career_site)
    site.replace("variants/academic.md", ":only: teaching", ":only: sre")
    site.replace("work.md", "On {skill}`PHP`.", "On words.")
    (warning,) = build(site, "dummy").warnings
    assert "this shows “PHP”" in warning
    assert build(site, "dummy", resume_checks={"dropped-evidence": "off"}).warnings == []


REWORDED = """\
```{entry-list} position
:style: full
:only: teaching

`````{reworded} taught
Lectured *koalas* in {skill}`Go`.
`````
```
"""


def reworded(career_site: MakeSite) -> Site:
    site = make(career_site)
    old = "```{entry-list} position\n:style: full\n:only: teaching\n```\n"
    site.replace("variants/academic.md", old, REWORDED.replace("```{e", "``````{e")[:-4] + "``````")
    return site


@pytest.mark.parametrize(
    ("builder", "name"),
    [
        ("html", "variants/academic.html"),
        ("text", "variants/academic.txt"),
        ("resume-md", "academic.md"),
        ("resume-txt", "academic.txt"),
        ("resume-docx", "academic.docx"),
        ("resume-json", "academic.json"),
        ("latex", "academic.tex"),
    ],
)
def test_a_rewording_is_only_in_outputs_of_its_document(
    career_site: MakeSite, builder: str, name: str
) -> None:
    built = build(reworded(career_site), builder)
    assert built.warnings == []
    page = text_of(built, name)
    assert "koalas" in page
    assert "wombats" not in page
    if builder == "html":
        work = text_of(built, "work.html")
        assert "wombats" in work
        assert "koalas" not in work


def test_a_rewording_cites_at_most_what_the_original_cites(career_site: MakeSite) -> None:
    site = reworded(career_site)
    text = " ".join(text_of(build(site, "resume-txt"), "academic.txt").split())
    assert "Go (2 years 6 months); PHP" in text
    assert "PHP (" not in text  # the rewording does not cite it
    site.replace("variants/academic.md", "in {skill}`Go`", "in {skill}`Rust`")
    built = build(site, "dummy")
    assert built.warnings[0] == (
        "variants/academic.md:15: WARNING: the rewording of “taught” cites “Rust”, which the "
        "original does not; cite it there, or leave it out here [resume.reworded]"
    )


def test_a_page_is_rewritten_when_rewordings_or_originals_change(career_site: MakeSite) -> None:
    site = reworded(career_site)
    build(site, "html")
    site.replace("variants/academic.md", "koalas", "possums")
    assert "possums" in text_of(build(site, "html"), "variants/academic.html")
    site.replace("work.md", "{#taught .teaching}", "{#told .teaching}")
    built = build(site, "html")
    assert "wombats" in text_of(built, "variants/academic.html")
    assert [each for each in built.warnings if "reworded" in each] == [
        "variants/academic.md:15: WARNING: no statement of a position has the id “taught” "
        "[resume.reworded]"
    ]
