"""A body copied to another page is complete, its ids are unique, and its links work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.conftest import MYST_IS_OLD

if TYPE_CHECKING:
    from tests.conftest import Built, MakeSite

pytestmark = MYST_IS_OLD

INDEX = """\
# Start

```{toctree}
:numbered:

resume
jobs/acme
jobs/next
```
"""

RESUME = """\
# Résumé

Mine.[^own]

## Experience

```{entry-list} position
:style: full
```

## More

[^own]: Of this page.
"""

ACME = """\
# Acme

(top)=

````{position} acme
:title: Engineer
:organization: Acme
:start: 2020-04
:end: 2022-03

- Cut the cost by a third.[^cost] Left for {doc}`next`, {any}`another <next>`,
  and [one more](next.md); see {numref}`plan`, [here](#below), and {eq}`sum`.

  ```{figure} ../plan.png
  :name: plan

  The plan
  ```

  $$
  1 + 1
  $$ (sum)
````

(below)=
More of it.[^cost]

[^cost]: Against the year before.[^deep]

[^deep]: A year of two quarters.
"""

BETA = """\
# Beta job

```{position} beta-job
:title: Engineer
:organization: Beta
:start: 2018-04
:end: 2020-03

Work.[^beta]
```

[^beta]: Of Beta.
"""

#: The smallest picture there is.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63"
    "fcffff3f0300050001010a0a0a0a0000000049454e44ae426082"
)

PAGES = {"index.md": INDEX, "resume.md": RESUME, "jobs/acme.md": ACME, "jobs/next.md": BETA}


def build(career_site: MakeSite, builder: str, pages: dict[str, str] = PAGES) -> Built:
    site = career_site(pages)
    (site.folder / "plan.png").write_bytes(PNG)
    return site.build(
        builder,
        numfig=True,
        myst_enable_extensions=["dollarmath"],
        mathjax_path="x.js",
        epub_copyright="x",
        version="1",
    )


def dead_links(built: Built) -> list[str]:
    """Links within a site with a missing target, and duplicate ids."""
    pages = {}
    for path in sorted(built.folder.rglob("*html")):
        if "_static" not in path.parts and path.name != "404.html":
            soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
            name = path.relative_to(built.folder).as_posix()
            pages[name] = (
                [str(each["id"]) for each in soup.select("[id]")],
                [
                    str(each["href"])
                    for each in soup.select(".body a[href], body > section a[href]")
                ],
            )
    found = [
        f"{name}: {i} twice" for name, (ids, _h) in pages.items() for i in ids if ids.count(i) > 1
    ]
    for name, (_ids, links) in pages.items():
        for link in links:
            url = urlsplit(link)
            if not url.scheme:
                page = unquote(urljoin(f"/{quote(name)}", url.path))[1:] if url.path else name
                page += "index.html" if page.endswith("/") or not page else ""
                place = unquote(url.fragment)
                if page not in pages or (place and place not in pages[page][0]):
                    found.append(f"{name}: {link}")
    return found


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_links_in_copies_have_targets(career_site: MakeSite, builder: str) -> None:
    built = build(career_site, builder)
    assert [line for line in built.warnings if "mimetype" not in line] == []
    assert dead_links(built) == []


def test_references_resolve_as_on_their_own_page(career_site: MakeSite) -> None:
    page = build(career_site, "html").page("resume")
    item = page.select_one("#positions-acme li")
    assert item is not None
    links = {link.text: link["href"] for link in item.select("a.reference")}
    assert links == {
        "Beta job": "jobs/next.html",
        "another": "jobs/next.html",
        "one more": "jobs/next.html",
        "Fig. 2.1": "#position-acme-copy-1",
        "here": "jobs/acme.html#below",
        "(2.1)": "#position-acme-copy-2",
    }


def test_footnotes_are_copied_and_renumbered(career_site: MakeSite) -> None:
    page = build(career_site, "html").page("resume")
    marks = {mark.text: str(mark["href"])[1:] for mark in page.select(".footnote-reference")}
    notes = {str(note["id"]): " ".join(note.text.split()) for note in page.select(".footnote")}
    assert {mark: notes[place] for mark, place in marks.items()} == {
        "[1]": "[1] Of this page.",
        "[2]": "[2] Against the year before.[3]",
        "[3]": "[3] A year of two quarters.",
        "[4]": "[4] Of Beta.",
    }
    back = {str(link["href"])[1:] for link in page.select(".footnote .label a")}
    assert back == {str(mark["id"]) for mark in page.select(".footnote-reference")}


def test_footnotes_within_a_body_are_copied_once(career_site: MakeSite) -> None:
    rest = """\
Rest
====

.. position:: rest
   :title: Engineer
   :organization: Rest
   :start: 2016-04
   :end: 2017-03

   A sign [*]_, a number [#]_, and a name [#n]_.

   .. [*] By a sign.
   .. [#] By a number.

.. [#n] By a name.
"""
    twice = RESUME + "\n```{entry-list} position\n:style: full\n:by: year\n```\n"
    pages = {**PAGES, "index.md": INDEX.replace("jobs/next", "jobs/next\njobs/rest")}
    built = build(career_site, "html", {**pages, "jobs/rest.rst": rest, "resume.md": twice})
    assert [w for w in built.warnings if "jobs/rest" in w] == []
    assert dead_links(built) == []
    notes = [" ".join(note.text.split()) for note in built.page("resume").select(".footnote")]
    assert [re.sub(r"\[\d+\]|\(\d,\d\)", "", note).strip() for note in notes] == [
        "Of this page.",
        *["Against the year before.", "A year of two quarters.", "Of Beta.", *SIGNS],
    ]
    labels = [label.text for label in built.page("resume").select(".footnote .label")]
    assert labels == [f"[{number}]" for number in range(1, 8)]
    first = built.page("resume").select(".footnote")[1]
    assert [link.text for link in first.select(".backrefs a, .label a")] == ["1", "2"]


SIGNS = ("By a sign.", "By a number.", "By a name.")


def test_figures_keep_their_numbers(career_site: MakeSite) -> None:
    built = build(career_site, "html")
    for docname in ("resume", "jobs/acme"):
        caption = built.page(docname).select_one("figcaption")
        assert caption is not None
        assert "".join(caption.text.split("¶")).strip() == "Fig. 2.1 The plan"


def test_plain_text_has_everything(career_site: MakeSite) -> None:
    text = build(career_site, "text").text("resume")
    assert "Cut the cost by a third.[2] Left for Beta job, another, and one more;" in text
    assert text.endswith(
        "[1] Of this page. [2] Against the year before.[3] [3] A year of two quarters. [4] Of Beta."
    )


@pytest.mark.parametrize("builder", ["latex", "singlehtml", "man", "texinfo", "xml"])
def test_other_builders_copy_bodies_without_warnings(career_site: MakeSite, builder: str) -> None:
    built = build(career_site, builder)
    assert built.warnings == []


def test_headings_of_lists_are_numbered_and_in_the_contents(career_site: MakeSite) -> None:
    built = build(career_site, "html")
    headings = [
        h.text.removesuffix("¶") for h in built.page("resume").select(".body :is(h1,h2,h3)")
    ]
    assert headings == ["1. Résumé", "1.1. Experience", "1.1.1. Acme", "1.1.2. Beta", "1.2. More"]
    contents = [link.text for link in built.page("index").select(".toctree-wrapper a")]
    assert contents[:5] == headings
    sidebar = built.page("resume").select('.sphinxsidebar a[href="#positions-acme"]')
    assert [link.text for link in sidebar] == ["1.1.1. Acme"]


def test_the_contents_change_with_the_entries(career_site: MakeSite) -> None:
    built = build(career_site, "html")
    assert "1.1.2. Beta" in built.page("index").text
    pages = {**PAGES, "jobs/next.md": BETA.replace("organization: Beta", "organization: Gamma")}
    again = build(career_site, "html", pages)
    assert "1.1.2. Gamma" in again.page("index").text
    assert "Beta" not in [link.text for link in again.page("resume").select("a")]


def test_equal_headings_have_distinct_anchors(career_site: MakeSite) -> None:
    """In the table of contents as on the page."""
    resume = RESUME.replace("# Résumé", "# Résumé\n\n## Positions acme")
    resume += "\n```{entry-list} position\n:style: full\n```\n"
    page = build(career_site, "html", {**PAGES, "resume.md": resume}).page("resume")
    places = [str(link["href"]) for link in page.select(".sphinxsidebar ul ul a.internal")]
    ids = [f"#{section['id']}" for section in page.select(".body section section")]
    assert places[: len(ids)] == ids
    assert {"#positions-acme", "#positions-acme-2", "#positions-acme-3"} <= set(ids)


NAMES = ["a#b", "50%", "why?", "with space", "ämter", "a&b", "c%23d"]


#: Sphinx itself cannot handle folders with the other names.
WRITTEN_AS_THEY_ARE = [name for name in NAMES if not set(name) & set("#%?")]


@pytest.mark.parametrize(
    ("builder", "names"), [("html", NAMES), ("dirhtml", WRITTEN_AS_THEY_ARE), ("epub", NAMES)]
)
def test_odd_names_of_files_work_in_every_link(
    career_site: MakeSite, builder: str, names: list[str]
) -> None:
    jobs = {
        f"{name}.md": f"# Job {place}\n\n```{{position}} job-{place}\n:title: T\n"
        f":organization: O{place}\n:start: 20{10 + place}-01\n:end: 20{10 + place}-06\n\n"
        f"- Used {{skill}}`Go` {place} times.\n```\n"
        for place, name in enumerate(names)
    }
    listed = "\n".join(names)
    site = career_site(
        {
            "index.md": f"# Start\n\n```{{timeline}}\n```\n\n```{{skill-matrix}}\n```\n\n"
            f"```{{entry-list}} position\n:style: full\n```\n\n```{{toctree}}\n{listed}\n```\n\n"
            "```{skill} Go\n```\n",
            **jobs,
        }
    )
    built = site.build(
        builder, html_baseurl="https://example.org/x/", epub_copyright="x", version="1"
    )
    assert [line for line in built.warnings if "mimetype" not in line] == []
    assert dead_links(built) == []


# Views in copied bodies

TALKS = """\
# Talks

```{talk} rounds
:title: In rounds
:date: 2019-05

About {skill}`Go`.[^views]
```

```{skill} Go
```

[^views]: As all of them:

    ```{entry-list} talk
    :style: full
    ```

    ```{skill-matrix}
    ```
"""

STUDIES = """\
# Studies

````{education} tum
:title: Studies
:organization: TUM
:start: 2016
:end: 2018

Where I spoke:

```{entry-list} talk
:style: full
```
````
"""

#: A résumé with bodies that contain views, and the pages of these.
SHOWN = {
    "index.md": """\
# Start

```{toctree}
:numbered:

resume
studies
talks
```
""",
    "resume.md": """\
# Résumé

```{entry-list} education
:style: full
```
""",
    "studies.md": STUDIES,
    "talks.md": TALKS,
}


@pytest.mark.parametrize("builder", ["html", "epub", "singlehtml", "text", "latex", "man"])
def test_views_and_notes_in_bodies_are_copied(career_site: MakeSite, builder: str) -> None:
    built = career_site(SHOWN).build(builder, epub_copyright="x", version="1")
    assert [line for line in built.warnings if "mimetype" not in line] == []


def test_a_list_in_a_copied_body_has_unnumbered_headings(career_site: MakeSite) -> None:
    page = career_site(SHOWN).build("html").page("resume")
    headings = [
        f"{each.name} {each.text.removesuffix('¶')}"
        for each in page.select(".body :is(h1,h2,h3,h4)")
    ]
    assert headings == ["h1 1. Résumé", "h2 1.1. TUM", "h3 In rounds"]
    (note,) = page.select(".footnote")
    # In a list within a list, bodies of entries would recurse.
    assert [link.text for link in note.select("ul a")] == ["In rounds"]
    assert note.select_one("table") is not None


def test_an_entry_listed_in_its_own_body_is_not_repeated(career_site: MakeSite) -> None:
    studies = STUDIES.replace("{entry-list} talk", "{entry-list} education")
    built = career_site({**SHOWN, "studies.md": studies}).build("html")
    for page in ("studies", "resume"):
        assert built.page(page).text.count("Where I spoke") == 1
        assert "TUM" in built.page(page).text


def test_a_page_is_rewritten_when_a_list_in_a_copied_body_changes(career_site: MakeSite) -> None:
    site = career_site(SHOWN)
    site.build("html")
    site.replace("talks.md", "In rounds", "In circles")
    page = site.build("html").page("resume")
    assert "In circles" in page.text
    assert "In rounds" not in page.text


# Documents that leave pages out

PARTS = {
    "index.md": "# Start\n\n```{toctree}\n:numbered:\n\nresume\nacme\nother\n```\n",
    "resume.md": "# Résumé\n\n```{entry-list} position\n:style: full\n```\n",
    "acme.md": """\
# Acme

````{position} acme
:title: Engineer
:organization: Acme
:start: 2020-04
:end: 2022-03

- Drew {numref}`plan`, {numref}`chart`, and {eq}`sum`, as {ref}`below` and {doc}`other` say,
  in {numref}`below`, [there](#sec){#mine}, and [](#sec), with {skill}`Go`.

  ```{figure} plan.png
  :name: plan

  The plan
  ```

  $$
  1 + 1
  $$ (sum)

- See {eq}`difference`.

```{contents}
:local:
```
````

(below)=
## Sec

```{figure} plan.png
:name: chart

The chart
```

$$
1 - 1
$$ (difference)
""",
    "other.md": "# Other *things*\n\n```{skill} Go\n```\n",
}


def parts(career_site: MakeSite, builder: str, *documents: tuple[str, str]) -> Built:
    site = career_site(PARTS)
    (site.folder / "plan.png").write_bytes(PNG)
    return site.build(
        builder,
        numfig=True,
        myst_enable_extensions=["dollarmath", "attrs_inline"],
        myst_heading_anchors=3,
        latex_documents=[(name, f"{name}.tex", title, "X", "howto") for name, title in documents],
    )


def in_tex(built: Built, name: str) -> str:
    """The text of a document in TeX, in which numbers that TeX fills in are \\ref."""
    tex = (built.folder / f"{name}.tex").read_text("utf-8")
    body = tex[tex.index(r"\begin{document}") :]
    for pattern, text in (
        (r"\\hyperref\[\\detokenize\{[^}]*\}\]|\\DUrole\{[^}]*\}|\\@|%\n", ""),
        (r"\\ref\{\\detokenize\{([^}]*)\}\}|\\eqref\{([^}]*)\}", r"<\1\2>"),
        (r"\\[a-zA-Z]+|[{}]", ""),
    ):
        body = re.sub(pattern, text, body)
    return " ".join(body.split())


def test_a_document_describes_pages_that_it_omits_like_its_pages_do(career_site: MakeSite) -> None:
    built = parts(career_site, "latex", ("resume", "Résumé"))
    assert built.warnings == []
    text = in_tex(built, "resume")
    assert (
        "Drew Fig. <resume:position-acme-copy-1>, Fig. 2.2, and "
        "<equation:resume:position-acme-copy-2>, as Sec and Other things say, in Section 2.1, "
        "there, and Sec, with Go."
    ) in text
    assert "See (2.2)." in text


def test_a_document_with_all_pages_leaves_numbers_to_tex(career_site: MakeSite) -> None:
    built = parts(career_site, "latex", ("index", "All"))
    assert built.warnings == []
    text = in_tex(built, "index")
    assert (
        "Drew Fig. <resume:position-acme-copy-1>, Fig. <acme:chart>, and "
        "<equation:resume:position-acme-copy-2>, as Sec and Other things say, in Section "
        "<acme:below>"
    ) in text
    assert "See <equation:acme:difference>." in text


def test_quotations_are_the_same_in_every_document(career_site: MakeSite) -> None:
    """Whichever document is written first, and in whichever build."""
    quoted = set()
    for documents in (("resume", "index", "other"), ("other", "index", "resume")):
        for _again in range(2):
            built = parts(career_site, "latex", *((name, name) for name in documents))
            for name in ("index", "other"):
                quoted |= set(re.findall(r"Drew Fig. 2[^“”]*with Go", in_tex(built, name)))
    assert quoted == {
        "Drew Fig. 2.1, Fig. 2.2, and (2.1), as Sec and Other things say, in Section 2.1, there, "
        "and Sec, with Go"
    }


def test_links_of_a_single_page_have_targets(career_site: MakeSite) -> None:
    page = parts(career_site, "singlehtml").page("index")
    item = page.select_one("#positions-acme li")
    assert item is not None
    ids = {str(each["id"]) for each in page.select("[id]")}
    links = {link.text: str(link["href"])[1:] for link in item.select("a.reference")}
    assert {text for text, place in links.items() if place not in ids} == set()
    assert links["Fig. 2.2"] == "chart"
    assert links["Section 2.1"] == "below"


# Things that belong to one page

BESIDE = """\
Acme
====

.. position:: acme
   :title: Engineer
   :organization: Acme
   :start: 2020-04
   :end: 2022-03

   Kept _`these words`, as [CIT]_ says, see :download:`the plan <plan.png>`, `slides <s.html>`__,
   `there <#acme>`__, and :eq:`sum`.

   .. class:: contents

   Its contents.

   .. math::
      :label: sum

      1 + 1

   .. [CIT] A citation.

   .. image:: plan.png
      :target: s.html
      :width: 30px
"""


def beside(career_site: MakeSite, builder: str, resume: str = "", **config: Any) -> Built:
    """A résumé in a different folder from the page of the only position."""
    site = career_site(
        {
            "index.md": "# Start\n\n```{toctree}\n:numbered:\n\njobs/acme\nresume\n```\n",
            "resume.md": resume or "# Résumé\n\n```{entry-list} position\n:style: full\n```\n",
            "jobs/acme.rst": BESIDE,
        }
    )
    (site.folder / "jobs" / "plan.png").write_bytes(PNG)
    return site.build(builder, mathjax_path="x.js", epub_copyright="x", version="1", **config)


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_relative_paths_in_copies_start_from_the_original_page(
    career_site: MakeSite, builder: str
) -> None:
    built = beside(career_site, builder)
    assert built.warnings == []
    name = {"singlehtml": "index", "dirhtml": "resume/index"}.get(builder, "resume")
    page = built.page(name)
    body = page.select("#positions-acme p")
    text = " ".join(" ".join(each.text for each in body).split())
    assert "Kept these words, as [CIT] says, see the plan, slides, there, and (1)." in text
    assert "Its contents." in text
    links = {
        link.text: str(link["href"])
        for link in page.select("#positions-acme p a")
        if not link.select("img")
    }
    assert re.fullmatch(r"(\.\./)?_downloads/\w+/plan.png", links["the plan"])
    up = "../jobs/acme/" if builder == "dirhtml" else "jobs/"
    assert links["slides"] == ("s.html" if builder == "singlehtml" else f"{up}s.html")
    assert links["there"].endswith("#acme")
    ids = [str(each["id"]) for each in page.select("[id]")]
    assert {links["[CIT]"][1:], links["(1)"][1:]} <= set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("theme", ["howto", "resume"])
@pytest.mark.parametrize("documents", [["resume"], ["index"]])
def test_formulas_and_citations_are_linked_in_pdfs(
    career_site: MakeSite, theme: str, documents: list[str]
) -> None:
    named = [(name, f"{name}.tex", "T", "X", theme) for name in documents]
    built = beside(career_site, "latex", latex_documents=named, numfig=True)
    assert built.warnings == []
    tex = (built.folder / f"{documents[0]}.tex").read_text("utf-8")
    assert "(?)" not in tex
    if theme == "resume":
        links = re.findall(r"\\resumelink\{page\}\{(\w+)\}\{\w+\}\{(\(1\.1\)|\[CIT\])\}", tex)
        assert {text for _place, text in links} == {"(1.1)", "[CIT]"}
        for place, _text in links:
            assert rf"\resumetarget{{{bytes.fromhex(place).decode()}}}" in tex


def test_ids_of_copies_are_unique(career_site: MakeSite) -> None:
    resume = "# Résumé\n\n(position-acme-copy-1)=\n(note-resume-1)=\nA paragraph.\n\n"
    resume += "```{entry-list} position\n:style: full\n```\n"
    page = beside(career_site, "html", resume).page("resume")
    ids = [str(each["id"]) for each in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_a_broken_reference_is_reported_even_if_its_own_page_is_omitted(
    career_site: MakeSite,
) -> None:
    acme = BESIDE.replace(":eq:`sum`", ":ref:`typo` and :skill:`Gone`")
    site = career_site(
        {
            "index.md": "# Start\n\n```{toctree}\nacme\nresume\n```\n",
            "resume.md": "# Résumé\n\n```{entry-list} position\n:style: full\n```\n",
            "acme.rst": acme,
        }
    )
    (site.folder / "plan.png").write_bytes(PNG)
    built = site.build("latex", latex_documents=[("resume", "r.tex", "R", "X", "howto")])
    assert [line.partition("WARNING: ")[2] for line in built.warnings] == [
        "undefined label: 'typo' [ref.ref]",
        "there is no skill “Gone” [resume.unknown-skill]",
    ]


def test_numbers_of_other_pages_are_up_to_date(career_site: MakeSite) -> None:
    table = "```{table} T\n:name: t1\n\n| a |\n|---|\n| b |\n```\n"
    site = career_site(
        {
            "index.md": "# Start\n\n```{toctree}\nother\nresume\nacme\n```\n",
            "resume.md": "# Résumé\n\n```{entry-list} position\n:style: full\n```\n",
            "acme.md": "# Acme\n\n```{position} acme\n:title: T\n:organization: Acme\n"
            ":start: 2020\n:end: 2021\n\nSee {numref}`t1`.\n```\n",
            "other.md": f"# Other\n\n{table}",
        }
    )
    assert "See Table 1." in site.build("html", numfig=True).page("resume").text
    site.write({"other.md": f"# Other\n\n{table.replace(':name: t1', '')}\n{table}"})
    built = site.build("html", numfig=True)
    assert "See Table 2." in built.page("resume").text
    assert "See Table 2." in built.page("acme").text


def test_a_text_is_located_by_its_paragraph(career_site: MakeSite) -> None:
    """Even if a transform, such as the one for typographic quotes, has replaced it."""
    site = career_site(
        {
            "index.md": "# A\n\n````{language} en\n:title: English\n\nIt ran.\n\n"
            "```{include} /shared.txt\n```\n````\n\n```{entry-list} language\n:style: full\n```\n",
            "shared.txt": 'Some "shared" words.\n',
        }
    )
    documents = [("index", "all.tex", "All", "Ada", "resume")]
    places = set()
    for first in ("html", "text"):
        site.clean()
        site.build(first)
        tex = (site.build("latex", latex_documents=documents).folder / "all.tex").read_text("utf-8")
        places |= set(re.findall(r"\\resumeat(\{\d+\}\{\d+\})Some", tex))
    assert places == {"{2}{1}"}
