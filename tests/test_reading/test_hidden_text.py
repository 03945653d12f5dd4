"""Text hidden on its page is hidden everywhere: each way of hiding, in every output."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import MYST_IS_OLD

if TYPE_CHECKING:
    from tests.conftest import Built, MakeSite, Site

pytestmark = MYST_IS_OLD

#: A word that occurs only in hidden text.
CANARY = "Zorblax"

#: Each way to hide text in the body of a position, in both languages, and elsewhere on its page.
WAYS = {
    "only": "- Shown.\n\n```{only} nothing\n- Sold {skill}`Go` to Zorblax.\n```",
    "ifconfig": '- Shown.\n\n```{ifconfig} project == "x"\n- Sold {skill}`Go` to Zorblax.\n```',
    "todo": "- Shown.\n\n```{todo}\nSold {skill}`Go` to Zorblax.\n```",
    "comment": "- Shown.\n\n% Sold {skill}`Go` to Zorblax.",
    "comment of HTML": "- Shown.\n\n<!-- Sold {skill}`Go` to Zorblax. -->",
    "comment of HTML in a line": "- Sold {skill}`Go` <!-- to Zorblax --> a lot.",
    "comment of HTML without end": "- Sold {skill}`Go`.\n\n<!-- To Zorblax.",
    "nested": "- Shown.\n\n  ```{only} nothing\n  - Sold {skill}`Go` to Zorblax.\n  ```",
}

#: Ways to have text in an HTML page without showing it.
TAGS = {
    "hidden": "- Sold {skill}`Go` <span hidden>to Zorblax</span>.",
    "not displayed": '- Sold {skill}`Go` <i style="Display: None">to <b>*Zorblax*</b><br></i>.',
    "script": "- Sold {skill}`Go`<script>Zorblax</script>.",
    "style": "- Sold {skill}`Go`<style>Zorblax</style>.",
    "template": "- Sold {skill}`Go`<template><b>Zorblax</b> {skill}`Zorblax`</template>.",
    "never closed": "- Sold {skill}`Go`<template>. <b>Zorblax <i>x</b>",
    "blocks": "- Sold {skill}`Go`.\n\n<div hidden>\n\n- Zorblax {skill}`Go`\n\n</div>",
    "restructured": (
        "```{eval-rst}\n- Sold :skill:`Go` :html:`<s hidden>` Zorblax :html:`</s>`.\n```"
    ),
}
#: The pages that contain it.
HAVING = {
    *("work.html", "work/index.html", "work.xhtml", "resume.html", "resume/index.html"),
    *("resume.xhtml", "Work.epub"),
}

#: Ways to hide a whole entry.
ENTRIES = {
    "only": "`````{only} nothing\n%s\n`````",
    "ifconfig": '`````{ifconfig} project == "x"\n%s\n`````',
    "todo": "`````{todo}\n%s\n`````",
}

POSITION = """\
````{position} acme
:title: Engineer
:organization: Acme
:start: 2020-01
:end: 2021-12

%s
````
"""

SECRET = """\
````{position} zorblax
:title: Zorblax
:organization: Zorblax
:location: Zorblax
:start: 2022-01
:end: 2022-12

- Sold {skill}`Go` to Zorblax.
````

````{talk} zorblax-talk
:title: Zorblax
:event: Zorblax
:date: 2022-05-01

On {skill}`Go`.
````
"""

ROLE = "```{eval-rst}\n.. role:: html(raw)\n   :format: html\n```"

OVERVIEW = """\
# Start

```{timeline}
```

```{skill-matrix}
```

```{skill} Go
```

```{position} other
:title: Other
:organization: Other
:start: 2018-01
:end: 2018-12

Used {skill}`Go`.
```

```{entry-list} talk
```

```{toctree}
work
resume
```
"""

RESUME = """\
# Résumé

## Experience

```{entry-list} position
:style: full
```

## Skills

```{entry-list} skill
:style: lines
```
"""

BUILDERS = (
    *("html", "dirhtml", "singlehtml", "text", "xml", "pseudoxml", "latex", "epub"),
    *("man", "texinfo", "resume-report", "resume-career", "resume-json", "resume-md"),
    *("resume-txt", "resume-docx"),
)

SETTINGS: dict[str, Any] = {
    "extensions": [
        *("myst_parser", "sphinx.ext.ifconfig", "sphinx.ext.todo"),
        "sphinx_resume",
    ],
    "html_baseurl": "https://example.org/",
    "resume_feed": True,
    "epub_copyright": "x",
    "version": "1",
    "latex_documents": [
        ("resume", "resume.tex", "Résumé", "", "resume"),
        ("index", "portfolio.tex", "All", "", "portfolio"),
        ("index", "manual.tex", "All", "", "manual"),
    ],
}


def leaks(folder: Path) -> Iterator[str]:
    """The files of a build that contain the canary, in any encoding."""
    words = (CANARY, CANARY.lower(), CANARY.encode().hex(), CANARY.encode("utf-16-be").hex())
    found = [*(word.encode() for word in words), CANARY.encode("utf-16-be").hex().upper().encode()]
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "doctrees" not in f"{path}":
            contents = [path.read_bytes()]
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    contents = [archive.read(name) for name in archive.namelist()]
            if any(word in content for word in found for content in contents):
                yield path.relative_to(folder).as_posix()


def build(site: Site, builder: str) -> Built:
    return site.build(builder, **SETTINGS)


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize("way", WAYS)
def test_hidden_text_is_in_no_output(career_site: MakeSite, way: str, builder: str) -> None:
    work = f"# Work\n\n{POSITION % WAYS[way]}"
    built = build(
        career_site({"index.md": OVERVIEW, "work.md": work, "resume.md": RESUME}), builder
    )
    assert list(leaks(built.folder)) == []


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize("way", TAGS)
def test_text_hidden_by_tags_is_only_on_its_page(
    career_site: MakeSite, way: str, builder: str
) -> None:
    work = f"# Work\n\n{ROLE}\n\n{POSITION % TAGS[way]}"
    site = career_site({"index.md": OVERVIEW, "work.md": work, "resume.md": RESUME})
    built = site.build(builder, **SETTINGS, project="Work")
    found = set(leaks(built.folder))
    if builder == "singlehtml":
        assert found == {"index.html"}
    elif built.app.builder.format == "html":
        assert {"work", "resume"} <= {name.partition(".")[0].partition("/")[0] for name in found}
        assert found <= HAVING
    else:
        assert not found
    if builder == "text":
        quote = "“Sold Go" if way == "never closed" else "“Sold Go.”"
        assert quote in built.text("index")
        assert built.text("index").count("“Sold") == 1
        assert "Where I used it: positions** * Engineer, Acme" in built.text("index")


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize("way", ENTRIES)
def test_a_hidden_entry_is_in_no_output(career_site: MakeSite, way: str, builder: str) -> None:
    work = f"# Work\n\n{POSITION % '- Shown.'}\n\n{ENTRIES[way] % SECRET}"
    built = build(
        career_site({"index.md": OVERVIEW, "work.md": work, "resume.md": RESUME}), builder
    )
    assert list(leaks(built.folder)) == []
    assert [w for w in built.warnings if "[resume.condition]" in w] == [
        f"work.md:{line}: WARNING: {kind} “{ident}” is in {{{way}}}, so it does not exist in "
        "builds that leave it out; move it out, and keep only what is for some builds in "
        f"{{{way}}} [resume.condition]"
        for line, kind, ident in ((14, "position", "zorblax"), (24, "talk", "zorblax-talk"))
    ]


#: A reference without the option visibility.
REFERENCE = """\
```{reference} zorblax
:title: Zorblax
:organization: Zorblax
:url: https://zorblax.example/

Sold {skill}`Go` with us, says Zorblax.
```
"""


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_reference_is_private_by_default(career_site: MakeSite, builder: str) -> None:
    work = f"# Work\n\n{POSITION % '- Shown.'}\n\n{REFERENCE}"
    resume = RESUME.replace("{entry-list} skill", "{entry-list} reference")
    site = career_site({"index.md": OVERVIEW, "work.md": work, "resume.md": resume})
    built = build(site, builder)
    assert list(leaks(built.folder)) == []
    assert not any("[resume.condition]" in warning for warning in built.warnings)
    site.replace("work.md", ":organization: Zorblax", ":visibility: public")
    if builder not in {"resume-report", "epub", "texinfo"}:
        assert list(leaks(build(site, builder).folder))


def test_private_entries_are_in_private_builds(career_site: MakeSite) -> None:
    site = career_site(
        {"index.md": OVERVIEW, "work.md": f"# Work\n\n{REFERENCE}", "resume.md": RESUME}
    )
    built = site.build("text", tags=["private"], **SETTINGS)
    assert {"work.txt"} <= set(leaks(built.folder))


def test_naming_a_private_entry_gives_a_warning(career_site: MakeSite) -> None:
    text = "# Zorblax\n\n" + REFERENCE
    page = "# A\n\n```{skill} Go\n```\n\nSee {reference}`zorblax`.\n"
    built = career_site({"index.md": page, "work.md": f"---\norphan:\n---\n{text}"}).build("text")
    assert built.warnings == [
        "work.md:6: WARNING: reference “zorblax” is private, but the heading above is public and "
        "says its title; give the page, or the section, another heading [resume.private]",
        "index.md:6: WARNING: the reference “zorblax”, in “work”, line 6, is private, and this is "
        "not; write “:visibility: public” there, or delete this [resume.unknown-reference]",
    ]


def test_text_shown_by_a_condition_is_in_all_outputs(career_site: MakeSite) -> None:
    """The canary is found if it is not hidden."""
    body = WAYS["only"].replace("nothing", "not nothing")
    site = career_site(
        {"index.md": OVERVIEW, "work.md": f"# Work\n\n{POSITION % body}", "resume.md": RESUME}
    )
    built = build(site, "html")
    found = set(leaks(built.folder))
    assert {"work.html", "index.html", "resume.html", "searchindex.js"} <= found
    assert "_sources/work.md.txt" in found
    latex = build(site, "latex")
    assert {"resume.tex", "portfolio.tex", "manual.tex"} <= set(leaks(latex.folder))


def test_a_statement_counts_where_it_is_shown(career_site: MakeSite) -> None:
    """For one builder after the other, with the same doctrees."""
    parts = (("html", "For the screen with"), ("latex or text", "On paper with"))
    body = "\n\n".join(f"```{{only}} {each}\n{text} {{skill}}`Go`.\n```" for each, text in parts)
    site = career_site(
        {"index.md": OVERVIEW, "work.md": f"# Work\n\n{POSITION % body}", "resume.md": RESUME}
    )
    html = build(site, "html")
    assert "“For the screen with Go.”" in html.page("index").text
    assert "On paper" not in html.page("index").text + html.page("resume").text
    text = build(site, "text")
    assert "“On paper with Go.”" in text.text("index")
    assert "For the screen" not in text.text("index") + text.text("resume")


def test_a_page_with_hidden_text_has_no_copy_of_its_source(career_site: MakeSite) -> None:
    site = career_site({"index.md": "# A\n\n% Zorblax", "b.md": "---\norphan:\n---\n# B\n"})
    built = site.build()
    assert not (built.folder / "_sources/index.md.txt").exists()
    assert (built.folder / "_sources/b.md.txt").exists()
    site.replace("index.md", "% Zorblax", "Words.")
    assert (site.build().folder / "_sources/index.md.txt").exists()


def test_a_comment_in_a_heading_or_an_option_is_in_no_output(career_site: MakeSite) -> None:
    work = POSITION.replace("Acme", "Acme <!-- Zorblax -->") % "- Used {skill}`Go`."
    site = career_site(
        {"index.md": OVERVIEW, "work.md": f"# Work <!-- Zorblax -->\n\n{work}", "resume.md": RESUME}
    )
    for builder in ("html", "text", "latex"):
        built = build(site, builder)
        assert list(leaks(built.folder)) == []
    site.clean()
    (warning,) = (w for w in build(site, "text").warnings if "[resume.option]" in w)
    assert warning.startswith("work.md:5: WARNING: position: “<!-- Zorblax -->” begins a comment")


def test_comments_in_code_are_kept(career_site: MakeSite) -> None:
    code = "```{raw} html\n<script>var x = '<!-- y -->'</script>\n```\n\n<div><!-- z -->Seen</div>"
    page = career_site({"index.md": f"# A\n\n{code}\n"}).build().html()
    assert "<!-- y -->" in page
    assert "<!-- z -->" not in page
    assert "Seen" in page


TEXTS_OF_NODES = """\
# Work

```{image} x.png
:alt: A <!-- Zorblax --> b
```

```{figure} x.png
:alt: A <!-- Zorblax --> b

A figure
```

![A <!-- Zorblax --> b](x.png "c <!-- Zorblax -->")
[x](https://example.org "t <!-- Zorblax -->")
[x](#start "t <!-- Zorblax -->")
[x](resume.md "t <!-- Zorblax -->")
{abbr}`AB (A <!-- Zorblax --> b)`

```{index} A <!-- Zorblax --> b
```

```{toctree}
:caption: A <!-- Zorblax --> b

A <!-- Zorblax --> title <resume>
```
"""


@pytest.mark.parametrize("builder", BUILDERS)
def test_comments_in_attributes_are_in_no_output(career_site: MakeSite, builder: str) -> None:
    index = f"(start)=\n{OVERVIEW}"
    site = career_site({"index.md": index, "work.md": TEXTS_OF_NODES, "resume.md": RESUME})
    built = build(site, builder)
    assert list(leaks(built.folder)) == []
    if builder == "html":
        shown = [str(image["alt"]).split() for image in built.page("work").select("img")]
        assert shown == [["A", "b"]] * 3
        assert "A title" in str(built.page("work"))


@pytest.mark.parametrize("builder", ["html", "text"])
def test_visible_text_like_a_comment_gives_a_warning(career_site: MakeSite, builder: str) -> None:
    page = "# A\n\nFirst,\nthen <!-- not\n\nthis -->, but `<!--` is code.\n\n\\<!-- too\n"
    rest = ":orphan:\n\nA\n=\n\nA <!-- b, not ``<!-- x`` or::\n\n   <!-- y\n"
    built = career_site({"index.md": page, "rest.rst": rest}).build(builder)
    assert built.warnings == [
        f"{place}: WARNING: “<!--” is printed as text, because an HTML comment inside other text "
        "cannot have a blank line; begin each line with “%” instead, or in reStructuredText with "
        "“..” [resume.comment]"
        for place in ("index.md:4", "index.md:8", "rest.rst:6")
    ]


@pytest.mark.parametrize(
    ("written", "quoted"),
    [
        ("Ran :skill:`Go` [#a]_.", "Ran Go."),
        ("Ran :skill:`Go` [#a]_ [#b]_, too", "Ran Go, too"),
        ("Ran :skill:`Go` [#a]_", "Ran Go"),
        ("Ran :skill:`Go` [#a]_ – alone", "Ran Go – alone"),
        ("Ran (with :skill:`Go` [#a]_) it", "Ran (with Go) it"),
        ("Ran with care [#a]_; :skill:`Go`", "Ran with care; Go"),
        ("Ran it [#a]_ :skill:`Go` .", "Ran it Go ."),
    ],
)
def test_no_space_is_left_where_a_mark_is_removed(
    career_site: MakeSite, written: str, quoted: str
) -> None:
    notes = ".. [#a] A.\n.. [#b] B.\n"
    entry = ".. talk:: x\n   :title: X\n   :date: 2020\n\n   "
    index = f"A\n=\n\n.. skill:: Go\n\n{entry}{written}\n\n{notes}"
    built = career_site({"index.rst": index}).build("text")
    assert f"“{quoted}”" in built.text()


@pytest.mark.parametrize("directive", ["only", "ifconfig"])
def test_a_heading_in_a_condition_gives_a_warning(career_site: MakeSite, directive: str) -> None:
    expression = "html" if directive == "only" else "True"
    rest = f".. {directive}:: {expression}\n\n   C\n   -\n\n   Text.\n"
    built = career_site(
        {
            "index.md": f"# A\n\n```{{{directive}}} {expression}\n## B\n\nText.\n```\n\n## D\n",
            "rest.rst": f":orphan:\n\nA\n=\n\n{rest}",
        }
    ).build("text", extensions=SETTINGS["extensions"])
    assert built.warnings == [
        f"{place}: WARNING: this heading is in {{{directive}}}, but builds that leave it out still "
        "list or show it; use bold text instead, or put this on a page of its own "
        "[resume.condition]"
        for place in ("index.md:4", "rest.rst:9")
    ]


def test_views_in_conditions_are_shown_if_these_are_true(career_site: MakeSite) -> None:
    shown = (("nothing", "{timeline}"), ("text", "{evidence} Go"))
    views = "\n\n".join(f"````{{only}} {each}\n```{view}\n```\n````" for each, view in shown)
    skill = "```{skill} Go\n```"
    work = POSITION % "Used {skill}`Go`."
    built = career_site({"index.md": f"# A\n\n{views}\n\n{skill}\n\n{work}"}).build("text")
    assert built.warnings == []
    assert built.text().count("“Used Go.”") == 2
    assert "January 2020 – December 2021 (2 years)" not in built.text()


def test_a_quotation_equals_the_text_on_the_page(career_site: MakeSite) -> None:
    """Exactly: with typographic quotes and substituted names, and without markup."""
    rest = """\
Work
====

.. role:: raw-html(raw)
   :format: html

.. |what| replace:: the whole of it

.. position:: acme
   :title: Engineer
   :organization: Acme
   :start: 2020-01
   :end: 2021-12

   - Wrote "the" :skill:`Go` service -- and it's still there... |what|, see :doc:`index`.
   - Raised it to 10\\ :sup:`6` :raw-html:`<kbd>x</kbd>` with :skill:`Go` [#note]_.

.. [#note] A note.
"""
    site = career_site({"index.md": "# Start\n\n```{skill} Go\n```\n", "work.rst": rest})
    links = site.build().page("index").select(".resume-backlinks p a")
    assert [link.text for link in links] == [
        "Engineer, Acme",
        "Wrote “the” Go service – and it’s still there… the whole of it, see Start.",
        "Raised it to 106 with Go.",
    ]


def test_a_quotation_may_refer_to_anything(career_site: MakeSite) -> None:
    """Even with roles that ask all domains, including ours, before the career exists."""
    body = "- Ran {skill}`Go` at {any}`other`, as {any}`work` and [the start](#start) say."
    index = OVERVIEW.replace("# Start", "(start)=\n# Start")
    site = career_site({"index.md": index, "work.md": f"# Work\n\n{POSITION % body}"})
    site.write({"resume.md": RESUME})
    text = build(site, "text").text("index")
    assert "“Ran Go at Other, Other, as Work and the start say.”" in text


@pytest.mark.filterwarnings("ignore:.*HTMLBuilder.app")
@pytest.mark.parametrize("builder", ["json", "pickle"])
def test_doctrees_with_hidden_text_are_not_published(career_site: MakeSite, builder: str) -> None:
    work = f"# Work\n\n{POSITION % WAYS['only']}"
    site = career_site({"index.md": OVERVIEW, "work.md": work, "resume.md": RESUME})
    assert list(leaks(build(site, builder).folder)) == []
    site.replace("work.md", "Zorblax", "them")
    assert not (build(site, builder).folder / "environment.pickle").exists()
    site.write({"work.md": f"# Work\n\n{POSITION % 'Worked.'}"})
    assert (build(site, builder).folder / "environment.pickle").exists()


def test_a_catalogue_has_the_texts_of_its_page(career_site: MakeSite) -> None:
    body = "- Ran {skill}`Go`.[^n]\n\n[^n]: A note.\n\n```{only} nothing\n- Of Zorblax.\n```"
    events = "```{incident-timeline}\n- T+0 [start] It began.\n- T+5 min [end] It ended.\n```"
    overview = f"{OVERVIEW}\n{events}\n"
    work = f"# Work\n\n{POSITION % body}"
    built = build(
        career_site({"index.md": overview, "work.md": work, "resume.md": RESUME}), "gettext"
    )
    texts = {
        name: re.findall(
            '^msgid "(.+)"$', (built.folder / f"{name}.pot").read_text("utf-8"), re.MULTILINE
        )
        for name in ("resume", "work", "index")
    }
    assert texts["resume"] == ["Résumé", "Experience", "Skills"]
    assert {"Engineer", "Ran {skill}`Go`.[^n]", "A note.", "Of Zorblax."} <= set(texts["work"])
    assert {"Start", "Other", "It began.", "It ended."} <= set(texts["index"])
    assert not {"Engineer", "Between positions: %(period)s", "Filter"} & set(texts["index"])


def test_quotations_from_included_files_keep_the_order_of_the_page(career_site: MakeSite) -> None:
    body = "{skill}`Go` one.\n\n```{include} part.inc\n```\n\n{skill}`Go` four.\n"
    part = "{skill}`Go` two.\n\n{skill}`Go` three.\n"
    site = career_site({"index.md": OVERVIEW, "work.md": f"# Work\n\n{POSITION % body}"})
    site.write({"resume.md": RESUME, "part.inc": part})
    quotes = re.findall("“Go (.*?).”", build(site, "text").text("index"))
    assert quotes == ["one", "two", "three", "four"]


def test_the_first_of_duplicate_entries_is_the_first_on_the_page(career_site: MakeSite) -> None:
    skills = "".join(
        f"```{{skill}} Go\n:category: {name}\n```\n\n```{{skill}} x{name}\n:title: Elm\n```\n\n"
        for name in ("One", "Two")
    )
    first, second = skills[: len(skills) // 2], skills[len(skills) // 2 :]
    page = f"# A\n\nWords.\n\n{first}\n```{{include}} part.inc\n```\n\n```{{skill-matrix}}\n```\n"
    built = career_site({"index.md": page, "part.inc": second}).build("text")
    found = [line.partition(": ")[0::2] for line in built.warnings if "duplicate" in line]
    assert [(place.rpartition("/")[2], text[:60]) for place, text in found] == [
        ("part.inc:1", "WARNING: the skill “go” is already declared in “index”, line 5"[:60]),
        ("part.inc:6", "WARNING: “elm” already names the skill “xone” in “index”, line 9"[:60]),
    ]
    assert "One" in built.text()
    assert "Two" not in built.text()


def test_a_reference_to_an_omitted_entry_says_where_it_is(career_site: MakeSite) -> None:
    work = f"# Work\n\n{POSITION % '- Shown.'}\n\n{ENTRIES['only'] % SECRET}"
    talk = "```{talk} t\n:title: T\n:during: zorblax\n\nAs {position}`zorblax`.\n```\n"
    site = career_site({"index.md": f"{OVERVIEW}\n{talk}", "work.md": work, "resume.md": RESUME})
    found = [line for line in build(site, "text").warnings if "unknown-position" in line]
    assert found == [
        f"index.md:{line}: WARNING: the position “zorblax”, in “work”, line 14, is in a "
        "condition that does not hold in this build; move it out, or put this into the same "
        "condition [resume.unknown-position]"
        for line in (31, 33)
    ]


@pytest.mark.parametrize("builder", ["text", "html", "xml"])
def test_a_changed_tag_rewrites_the_pages_it_affects(career_site: MakeSite, builder: str) -> None:
    body = "- Shown.\n\n```{only} extra\nSold it to Zorblax.\n```"
    site = career_site({"index.md": "# A\n\nWords.\n\n```{toctree}\nwork\nresume\n```\n"})
    site.write({"work.md": f"# Work\n\n{POSITION % body}", "resume.md": RESUME})
    other = "---\norphan: true\n---\n# Other\n\n```{only} extra or other\nX.\n```\n"
    site.write({"other.md": other})
    having = {"work", "resume"}
    assert not set(leaks(site.build(builder, tags=["other"]).folder))
    found = leaks(site.build(builder, tags=["extra"]).folder)
    assert {Path(name).stem for name in found} >= having
    built = site.build(builder, tags=["other"])
    assert list(leaks(built.folder)) == []
    if builder != "html":
        assert "other" not in built.written


def test_broken_links_are_reported_once(career_site: MakeSite) -> None:
    """And not again on each page that shows a copy of the body."""
    body = "- Ran {skill}`Go`, [x](#gone), [y](gone.md), {any}`gone`, {skill}`Gone`."
    resume = f"{RESUME}\n## Again\n\n```{{entry-list}} position\n:style: full\n```\n"
    site = career_site({"index.md": OVERVIEW, "work.md": f"# Work\n\n{POSITION % body}"})
    site.write({"resume.md": resume})
    found = [line for line in build(site, "text").warnings if "one" in line]
    assert len(found) == 4
    assert all(line.startswith("work.md:9: ") for line in found)
