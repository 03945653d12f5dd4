"""The short résumé as Markdown, plain text and DOCX: the same words in the same order."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from bs4 import BeautifulSoup
from docutils.utils import column_width
from docx.document import Document as Docx
from markdown_it import MarkdownIt
from sphinx.errors import SphinxError

from sphinx_resume import output
from sphinx_resume.output import markdown, plain_text
from sphinx_resume.output.document import Block, Document, Run
from sphinx_resume.output.markdown import blocks_written
from tests.conftest import Built, MakeSite, Site
from tests.support import hostile
from tests.support.exported import PERSON, pages
from tests.support.needs import need

FORMATS = ("md", "txt", "docx")
BASE = "https://cv.example.org/"


@pytest.fixture(scope="module")
def every(career_copy: Callable[..., Site]) -> Callable[[str], Built]:
    """Builds the short résumé of a career with an entry of each kind, in a format."""
    site = career_copy()
    for path in site.folder.rglob("*.md"):
        path.unlink()
    site.write(pages())
    made: dict[str, Built] = {}

    def build(name: str) -> Built:
        if name not in made:
            made[name] = site.build(f"resume-{name}", html_baseurl=BASE, **PERSON)
        return made[name]

    return build


def opened(built: Built) -> Docx:
    return docx.Document(str(built.folder / "resume.docx"))


def rendered(text: str) -> str:
    """The text of Markdown as rendered by a CommonMark parser."""
    return BeautifulSoup(MarkdownIt("commonmark").render(text), "html.parser").get_text(" ")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("name", FORMATS)
def test_it_builds_without_a_warning(every: Callable[[str], Built], name: str) -> None:
    assert every(name).warnings == []


def test_all_formats_have_the_same_words_in_the_same_order(every: Callable[[str], Built]) -> None:
    said = words(rendered(every("md").source("resume.md")))
    document = opened(every("docx"))
    text = [word for each in document.paragraphs for word in words(each.text)]
    assert text == said
    assert len(said) > 400
    # Plain text also has the URLs of links, unless the text of a link is its URL.
    plain = words(re.sub(r" \(https?://\S+\)", "", every("txt").source("resume.txt")))
    assert plain == said


def test_markdown_has_no_directives_and_no_html(every: Callable[[str], Built]) -> None:
    text = every("md").source("resume.md")
    assert text.startswith("# Ada Example\n\nEngineer of platforms\n")
    assert not re.search(r"^[`:]{3}|\{\w+\}`|<\w", text, re.MULTILINE)
    assert "[Vault](https://cv.example.org/every.html#skill-vault)" in text
    assert "\n- An item.\n" in text


def test_text_wraps_and_spells_out_urls(every: Callable[[str], Built]) -> None:
    text = every("txt").source("resume.txt")
    assert max(map(len, text.splitlines())) <= plain_text.WIDTH
    assert "ada@example.org · +49 30 1234567 · +49 30 1234568" in text
    assert "Website (https://ada.example.org)" in " ".join(text.split())
    assert BASE not in text


def test_without_a_name_the_headline_is_the_title(career_site: MakeSite) -> None:
    built = career_site(dict(pages())).build("resume-md")
    assert built.source("resume.md").startswith("# Engineer of platforms\n\nBuilds with")


def made(career_site: MakeSite, body: str, builder: str = "resume-md", **config: Any) -> str:
    """A short résumé in a format."""
    site = career_site({"index.md": "# A\n", "resume.md": f"# R\n\n{body}\n"})
    name = builder.replace("-", ".")
    return site.build(builder, suppress_warnings=["toc"], **config).source(name)


def test_words_on_both_sides_of_a_hard_break_stay_apart(career_site: MakeSite) -> None:
    assert "First line second line" in made(career_site, "First line\\\nsecond line")


def test_non_breaking_spaces_do_not_break(career_site: MakeSite) -> None:
    assert "10\xa0km away" in made(career_site, "10\xa0km  away")


def test_a_footnote_has_a_mark_at_its_reference(career_site: MakeSite) -> None:
    text = made(career_site, "As is known[^a].\n\n[^a]: By some.", "resume-txt")
    assert "As is known [1]." in text
    assert "[1] By some." in text


def test_the_headline_is_the_title_wherever_the_profile_is_declared(career_site: MakeSite) -> None:
    text = made(career_site, "Before.\n\n```{profile}\n:headline: Engineer\n\nBuilds.\n```\n")
    assert text == "# Engineer\n\nBefore.\n\nBuilds.\n"


@pytest.mark.parametrize(
    ("base", "address", "is_shown"),
    [
        ("https://example.org", "https://example.organization.com/", True),
        ("https://example.org", "https://example.org/page", False),
        ("https://example.org/me/", "https://example.org/me", False),
        ("https://example.org/me", "https://example.org/meeting", True),
    ],
)
def test_urls_of_the_own_site_are_not_spelled_out(
    career_site: MakeSite, base: str, address: str, is_shown: bool
) -> None:
    text = made(career_site, f"See [it]({address}).", "resume-txt", html_baseurl=base)
    assert (f"({address})" in text) == is_shown


def test_lines_are_measured_by_display_width(career_site: MakeSite) -> None:
    text = made(career_site, "データ基盤 " * 30, "resume-txt")
    assert max(map(column_width, text.splitlines())) <= 78


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("**“Foo.”**\\\nbar", "**“Foo.”** bar"),
        ("<b>(new)</b>word *Go.*", "(new)word *Go.*"),
        ("x **Go.** y", "x **Go.** y"),
    ],
)
def test_emphasis_closes(career_site: MakeSite, body: str, written: str) -> None:
    assert written in made(career_site, body)


def test_emphasis_that_would_not_close_is_left_out() -> None:
    runs = (Run("Foo."), Run("Bar.", strong=True), Run("baz"))
    assert [*blocks_written([Block("text", runs)])] == ["Foo.Bar.baz"]
    runs = (Run("a"), Run("b", strong=True), Run("c"))
    assert [*blocks_written([Block("text", runs)])] == ["a**b**c"]


def test_a_nested_list_may_begin_with_any_number(career_site: MakeSite) -> None:
    text = made(career_site, "- One\n\n  3. Three\n  4. Four\n")
    assert BeautifulSoup(MarkdownIt().render(text), "html.parser").select("ul ol[start='3'] li")


def test_a_document_that_can_no_longer_be_built_is_removed(career_site: MakeSite) -> None:
    site = career_site({"index.md": "# A\n", "resume.md": "# R\n\nText.\n"})
    assert "Text." in site.build("resume-md", suppress_warnings=["toc"]).source("resume.md")
    (site.folder / "resume.md").unlink()
    assert not (site.build("resume-md").folder / "resume.md").exists()


def test_without_a_site_entries_link_to_their_own_urls_and_never_to_the_employer(
    career_site: MakeSite,
) -> None:
    entries = (
        "```{position} acme\n:title: Dev\n:organization: Acme\n:start: 2020\n:end: 2021\n"
        ":url: https://acme.example/\n\nDid it.\n```\n"
        "```{publication} paper\n:title: Paper\n:url: https://example.org/paper\n```\n"
        "```{project} tool\n:title: Tool\n:start: 2020\n:end: 2021\n"
        ":url: https://example.org/tool\n\nMade it.\n```\n"
    )
    page = "# R\n\nSee {position}`acme`, {publication}`paper`, and {project}`tool`.\n"
    site = career_site({"index.md": f"# A\n\n{entries}", "resume.md": page})
    assert site.build("resume-md", suppress_warnings=["toc"]).source("resume.md") == (
        "# R\n\nSee Dev, Acme, [paper](https://example.org/paper), and "
        "[tool](https://example.org/tool).\n"
    )


def test_skills_shown_only_in_a_matrix_are_kept(career_site: MakeSite) -> None:
    entries = (
        "```{skill} Go\n:category: Languages\n:level: fluent\n```\n```{skill} Rust\n:stated:\n```\n"
        "```{position} acme\n:title: Dev\n:organization: Acme\n:start: 2020-01\n:end: 2020-12\n\n"
        "Used {skill}`Go`.\n```\n"
    )
    page = "# R\n\n## Skills\n\n```{skill-matrix}\n```\n"
    site = career_site({"index.md": f"# A\n\n{entries}", "resume.md": page})
    assert site.build("resume-txt", suppress_warnings=["toc"]).source("resume.txt") == (
        "R\n=\n\nSkills\n------\n\nLanguages\n\n"
        "Go (fluent) · Acme, January 2020 – December 2020 · 1 year · Dec 2020\n\nRust\n"
    )


def test_text_may_be_ascii(career_site: MakeSite) -> None:
    page = "# Straße\n\nÄrger – „Maß“ über Zoë’s Łódź…\n\n- 東京 ½ ©\n"
    site = career_site({"index.md": "# A\n", "resume.md": f"---\norphan:\n---\n{page}"})
    built = site.build("resume-txt", resume_ascii=True, language="de", smartquotes=False)
    assert built.source("resume.txt") == (
        'Strasse\n=======\n\nAerger - "Mass" ueber Zoe\'s Lodz...\n\n- ?? 1/2 (c)\n'
    )
    assert built.warnings == [
        "resume.md:1: WARNING: resume_ascii: ASCII has no replacement for 東京; each is written "
        "as “?” [resume.setting]"
    ]
    built = site.build("resume-txt", resume_ascii=True, smartquotes=False)
    assert built.source("resume.txt").splitlines()[3].startswith("Arger")


# DOCX


def test_a_docx_has_styles_that_word_processors_know(every: Callable[[str], Built]) -> None:
    styles = [each.style.name for each in opened(every("docx")).paragraphs if each.style]
    assert styles[0] == "Title"
    assert {"Heading 1", "Heading 2", "List Bullet", "Normal"} <= set(styles)
    assert set(styles) <= {
        *("Title", "Heading 1", "Heading 2", "Heading 3", "Normal"),
        *("List Bullet", "List Bullet 2", "List Bullet 3", "List Continue"),
    }


def test_nested_lists_in_a_docx_keep_their_depth(career_site: MakeSite) -> None:
    page = "# A\n\n1. a\n\n   more\n\n   1. b\n\n      - c\n\n        deep\n\n- d\n"
    site = career_site({"index.md": "---\norphan:\n---\n# I\n", "resume.md": page})
    paragraphs = opened(site.build("resume-docx")).paragraphs[1:]
    assert [(each.text, each.style and each.style.name) for each in paragraphs] == [
        ("1. a", "List Continue"),
        ("more", "List Continue"),
        ("1. b", "List Continue 2"),
        ("c", "List Bullet 3"),
        ("deep", "List Continue 3"),
        ("d", "List Bullet"),
    ]


def test_a_term_keeps_its_classifiers(career_site: MakeSite) -> None:
    page = ":orphan:\n\nA\n=\n\nterm : this : that\n   Text.\n"
    site = career_site({"index.md": "# I\n", "resume.rst": page})
    assert "term (this) (that): Text." in site.build("resume-txt").source("resume.txt")


def test_keywords_are_cut_between_each_two() -> None:
    from sphinx_resume.output.word import _listed

    assert _listed(["Ab cd"] * 50) == ", ".join(["Ab cd"] * 36)
    assert _listed(["a" * 254, "b"]) == "a" * 254
    assert _listed(["a" * 300, "b"]) == "a" * 255


@pytest.mark.slow
def test_libreoffice_shows_a_docx_completely(every: Callable[[str], Built], tmp_path: Path) -> None:
    need("pdftotext")
    need("soffice")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    file = every("docx").folder / "resume.docx"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(file)], check=True, capture_output=True)
    shown = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "resume.pdf"), "-"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    said = " ".join(each.text for each in opened(every("docx")).paragraphs)
    assert Counter(words(said)) == Counter(words(re.sub(r"[•o▪]\s", " ", shown)))


def test_a_docx_has_nothing_that_parsers_skip(every: Callable[[str], Built]) -> None:
    document = opened(every("docx"))
    assert document.tables == []
    assert len(document.sections) == 1
    (section,) = document.sections
    assert section.header.is_linked_to_previous
    assert section.footer.is_linked_to_previous
    with zipfile.ZipFile(every("docx").folder / "resume.docx") as file:
        xml = file.read("word/document.xml").decode()
    assert not re.search(r"<w:(tbl|txbxContent|drawing|pict|framePr)\b", xml)
    assert 'w:num="' not in xml.partition("<w:sectPr")[2]  # columns


def test_a_docx_has_clickable_links(every: Callable[[str], Built]) -> None:
    document = opened(every("docx"))
    links = {link.text: link.url for each in document.paragraphs for link in each.hyperlinks}
    assert links["Website"] == "https://ada.example.org"
    assert links["ada@example.org"] == "mailto:ada@example.org"
    assert links["Vault"] == f"{BASE}every.html#skill-vault"


def test_a_docx_has_metadata(career_site: MakeSite) -> None:
    site = career_site(dict(pages()))
    letter: dict[str, Any] = {"latex_elements": {"papersize": "letterpaper"}}
    built = site.build("resume-docx", resume_today="2024-08-15", language="de", **letter, **PERSON)
    document = opened(built)
    about = document.core_properties
    assert (about.title, about.author, about.subject) == (
        "Ada Example",
        "Ada Example",
        "Engineer of platforms",
    )
    assert (about.language, about.keywords, about.comments) == ("de", "Vault", "")
    assert about.created is not None
    assert about.created.date().isoformat() == "2024-08-15"
    width = document.sections[0].page_width
    assert width is not None
    assert round(width.inches, 1) == 8.5
    with zipfile.ZipFile(built.folder / "resume.docx") as file:
        assert '<w:lang w:val="de" w:eastAsia="de"/>' in file.read("word/styles.xml").decode()


def test_the_metadata_of_a_docx_is_limited_in_length(career_site: MakeSite) -> None:
    words = "word " * 60
    page = f"# Me\n\n```{{profile}}\n:headline: {words}\n\nSummary.\n```\n"
    site = career_site({"index.md": page, "resume.md": "# A\n\n```{profile}\n```\n"})
    document = opened(site.build("resume-docx", resume_name="name " * 60))
    about = document.core_properties
    assert about.title == about.author == ("name " * 51).strip() + "…"
    assert about.subject == ("word " * 51).strip() + "…"
    assert document.paragraphs[0].text == ("name " * 60).strip()


def test_a_docx_is_reproducible_to_the_byte(career_site: MakeSite, career_copy: Any) -> None:
    one, other = (
        career_copy().build("resume-docx", parallel=n, resume_today="2024-08-15") for n in (1, 2)
    )
    first, second = ((each.folder / "resume.docx").read_bytes() for each in (one, other))
    assert first == second
    times = {info.date_time for info in zipfile.ZipFile(io.BytesIO(first)).infolist()}
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_a_missing_python_docx_is_reported(
    career_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "sphinx_resume.output.word", raising=False)
    monkeypatch.delattr(output, "word", raising=False)
    monkeypatch.setitem(sys.modules, "docx", None)
    site = career_site({"index.md": "# A\n", "resume.md": "---\norphan:\n---\n# B\n"})
    with pytest.raises(SphinxError, match=r"pip install 'sphinx-resume\[docx\]'"):
        site.build("resume-docx")


# Content of pages


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_hostile_text_builds_in_every_format(career_site: MakeSite, name: str) -> None:
    site = career_site(hostile.pages())
    built = site.build(f"resume-{name}", resume_contact=hostile.contact())
    if name == "md":
        text = rendered(built.source("resume.md"))
        assert "<script>pwn()</script>" in text  # as text
        assert "`code` *star* [link](javascript:pwn())" in text
    if name == "docx":
        assert "<script>pwn()</script>" in " ".join(p.text for p in opened(built).paragraphs)


PAGE = """\
---
orphan:
---
# Words

## Empty

### Emptier

## Lists

1. One

   More of one.

   - Two

     ```
     code * here
     ```
3. Three

Term
: What it *means*, **strongly**: `x = "``"`.

```{rubric} Aside
```

| A | B |
|---|---|
| c | [d](https://example.org/d) |

```{timeline}
```

```{figure} none.png
:alt: A picture

A caption
```

```{toctree}
index
```

```{only} html
Not here.
```

+ plus, 1. first, # hash[^1]

[^1]: A note.
"""


def test_every_kind_of_block_becomes_lines(career_site: MakeSite) -> None:
    index = "# A\n\n```{education} acme\n:title: T\n:organization: Acme\n:end: 2021\n```\n"
    site = career_site({"index.md": index, "resume.md": PAGE})
    settings: dict[str, Any] = {
        "myst_enable_extensions": ["deflist"],
        "suppress_warnings": ["image.not_readable"],
    }
    built = site.build("resume-txt", **settings)
    assert (
        built.source("resume.txt")
        == """\
Words
=====

Lists
-----

1. One

  More of one.

  - Two

    code * here

2. Three

Term: What it means, strongly: x = "``".

Aside

A · B

c · d (https://example.org/d)

A caption

- plus, 1. first, # hash [1]

[1] A note.
"""
    )
    text = site.build("resume-md", **settings).source("resume.md")
    assert "Empty" not in text
    plain = built.source("resume.txt").replace(" (https://example.org/d)", "")
    assert words(rendered(text)) == words(re.sub(r"^ *\d\. ", "", plain, flags=re.MULTILINE))


@pytest.mark.parametrize(
    "text",
    [
        "1. not a list",
        "1) nor this",
        "- nor *this* or __that__",
        "+ x",
        "# no heading",
        "= x",
        "> no quote",
        "a `code` ![x](y) [z] <b> &amp; &#65; | a",
        "~~~",
        "```",
        "\\escaped",
        "***",
        "a_b_c",
        "2026",
        "2026. It",
    ],
)
def test_text_is_escaped_in_markdown(text: str) -> None:
    blocks = (Block("text", (Run(text),)), Block("item", (Run(text),)))
    found = markdown.render(Document("T", blocks))
    html = MarkdownIt("commonmark").render(found)
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    assert [p.get_text() for p in soup.select("p, li")] == [text, text]


def test_runs_are_rendered_with_their_style() -> None:
    runs = (
        Run("a ", strong=True),
        Run("b`c", code=True),
        Run(" d", emphasis=True),
        Run("e", href="https://e.org/(x) y<z>"),
    )
    text = markdown.render(Document("T", (Block("text", runs),)))
    assert MarkdownIt("commonmark").render(text).splitlines()[1] == (
        '<p><strong>a</strong> <code>b`c</code> <em>d</em><a href="https://e.org/(x)%20y%3Cz%3E">e</a></p>'
    )


def test_no_name_of_a_list_that_is_left_out_remains(career_site: MakeSite) -> None:
    talk = "```{talk} t\n:title: On logs\n:date: 2020-05-05\n\nOf logs.\n```\n"
    site = career_site(
        {
            "index.md": f"# I\n\n```{{toctree}}\nresume\n```\n\n{talk}",
            "resume.md": "# A\n\nSome words.\n\n## Timeline\n\n```{timeline}\n```\n",
        }
    )
    assert "Talks" in site.build("text").source("resume.txt")
    assert site.build("resume-txt").source("resume.txt") == "A\n=\n\nSome words.\n"
