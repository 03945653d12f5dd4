"""Files beside the pages: sitemap.xml, robots.txt and llms.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_resume.html.llms import llms_txt
from sphinx_resume.html.sitemap import sitemap
from sphinx_resume.model.entry import Entry
from tests.conftest import MakeSite
from tests.support.samples import ENGLISH, GERMAN, career, cite, entry, position, skill

PAGES = {
    "index.md": """\
        # Front

        First words.

        ```{toctree}
        a b
        other/work
        ```
        """,
    "a b.md": """\
        # Skills

        ```{skill} Go
        ```
        """,
    "other/work.md": """\
        # Work

        ```{position} acme
        :title: Engineer
        :organization: Acme
        :start: 2021-07
        :end: 2023-04

        Wrote {skill}`Go`.
        ```
        """,
}


def address(entry: Entry) -> str:
    return f"{entry.place.docname}.html#{entry.place.anchor}"


def test_the_career_is_a_list_of_links_by_kind() -> None:
    acme = position("acme", "2021-07", "2023-04", title="Platform Engineer", location="Berlin")
    known = career(
        acme,
        skill("kubernetes", title="Kubernetes", category="Platforms", aliases="k8s"),
        entry("talk", "reviews", title="Reviews", date="2022-05-03", event="SREcon"),
        cited=[cite(acme, "kubernetes")],
    )
    assert llms_txt("Ada", "An engineer.", known, ENGLISH, address) == (
        "# Ada\n"
        "\n"
        "> An engineer.\n"
        "\n"
        "How long a skill was used, and when last, is computed from the dated entries that mention "
        "it. Its page quotes them.\n"
        "\n"
        "## Positions\n"
        "\n"
        "- [Platform Engineer, Acme](acme.html#position-acme): "
        "July 2021 – April 2023 (1 year 10 months); Berlin; Skills: Kubernetes\n"
        "\n"
        "## Skills\n"
        "\n"
        "- [Kubernetes](kubernetes.html#skill-kubernetes): "
        "1 year 10 months; last used April 2023; Platforms; also called k8s\n"
        "\n"
        "## Talks\n"
        "\n"
        "- [Reviews](reviews.html#talk-reviews): May 3, 2022; SREcon\n"
    )


def test_internal_entries_are_left_out() -> None:
    known = career(entry("talk", "x", title="Secret", date="2022", visibility="internal"))
    assert llms_txt("Ada", "An engineer.", known, GERMAN, address) == "# Ada\n\n> An engineer.\n"


def test_markup_of_authors_is_escaped() -> None:
    known = career(skill("x", title="[a](b) <i>*c*</i>\n# d"))
    assert "- [\\[a\\](b) \\<i\\>\\*c\\*\\</i\\> \\# d](x.html#skill-x)\n" in llms_txt(
        "A_b", "c", known, ENGLISH, address
    )


def test_a_sitemap_is_sorted_and_escaped() -> None:
    assert sitemap(["https://e.org/b?x&y", "https://e.org/a"]) == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "  <url>\n    <loc>https://e.org/a</loc>\n  </url>\n"
        "  <url>\n    <loc>https://e.org/b?x&amp;y</loc>\n  </url>\n"
        "</urlset>\n"
    )


#: An extension that records the pages for which an event is emitted.
TOLD = """\
from pathlib import Path


def setup(app):
    def note(app, doctree, docname):
        with Path(app.outdir, "told.txt").open("a") as file:
            file.write(docname + " ")

    app.connect("doctree-resolved", note)
"""


def test_llms_txt_has_the_words_of_the_short_resume(
    career_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without headings, which the format reserves for lists of links."""
    site = career_site(
        {
            "index.md": "# Ada\n\n```{profile}\n:headline: Engineer\n\nBuilds.\n```\n\n"
            "```{position} acme\n:title: Lead\n:organization: Acme\n:start: 2020\n:end: 2021\n\n"
            "- Ran *it*, with {skill}`Go`.\n  - All of it.\n```\n\n```{skill} Go\n```\n\n"
            "```{toctree}\nresume\n```\n",
            "resume.md": "# Short\n\n```{profile}\n```\n\n## Work\n\n"
            "```{entry-list} position\n:style: full\n```\n\n```{toctree}\nother\n```\n\n"
            "```{timeline}\n```\n",
            "other.md": "# Other\n",
            "out/career.json": "{}",
            "told.py": TOLD,
        }
    )
    monkeypatch.syspath_prepend(str(site.folder))
    built = site.build(extensions=["myst_parser", "sphinx_resume", "told"])
    resolved = sorted(built.source("told.txt").split())
    text = built.source("llms.txt")
    assert (
        "> Engineer. Builds.\n\n**Work**\n\n**Acme**\n\nLead\n\n2020 – 2021\n\n"
        "- Ran *it*, with Go.\n  - All of it.\n\n"
        "How long a skill was used, and when last, is computed from the dated entries that mention "
        "it. Its page quotes them.\n\n## Positions\n\n- [Lead, Acme]("
    ) in text
    assert "career.json" not in text
    # Not once more for llms.txt, which has what the page has after all handlers of this event.
    assert resolved == ["index", "other", "resume"]
    text = site.build(html_extra_path=["out"], html_baseurl="https://e.org/").source("llms.txt")
    assert text.endswith("## Data\n\n- [career.json](https://e.org/career.json)\n")


def test_files_have_full_urls_if_the_base_is_known(career_site: MakeSite) -> None:
    built = career_site(PAGES).build(html_baseurl="https://example.org/en")
    assert built.warnings == []
    assert [line.strip() for line in built.source("sitemap.xml").splitlines() if "loc" in line] == [
        "<loc>https://example.org/en/a%20b.html</loc>",
        "<loc>https://example.org/en/index.html</loc>",
        "<loc>https://example.org/en/other/work.html</loc>",
    ]
    assert built.source("robots.txt").endswith("\nSitemap: https://example.org/en/sitemap.xml\n")
    assert "(https://example.org/en/a%20b.html#skill-go)" in built.source("llms.txt")
    assert built.source("llms.txt").splitlines()[2] == "> First words."


def test_without_a_base_url_there_is_only_llms_txt(career_site: MakeSite) -> None:
    built = career_site(PAGES).build()
    assert "(other/work.html#position-acme)" in built.source("llms.txt")
    assert not {"sitemap.xml", "robots.txt"} & built.touched


def test_dirhtml_pages_have_urls_of_folders(career_site: MakeSite) -> None:
    built = career_site(PAGES).build("dirhtml", html_baseurl="https://example.org/en/")
    assert "<loc>https://example.org/en/other/work/</loc>" in built.source("sitemap.xml")
    assert "<loc>https://example.org/en/</loc>" in built.source("sitemap.xml")
    assert "(https://example.org/en/other/work/#position-acme)" in built.source("llms.txt")


def test_other_builders_write_none(career_site: MakeSite) -> None:
    for builder in ("singlehtml", "text"):
        built = career_site(PAGES).build(builder, html_baseurl="https://example.org/en/")
        assert not {"llms.txt", "sitemap.xml", "robots.txt"} & built.touched


def test_a_file_of_the_project_takes_precedence(career_site: MakeSite) -> None:
    site = career_site({**PAGES, "extra/robots.txt": "User-agent: *\nDisallow: /\n"})
    for _build in range(2):
        built = site.build(html_baseurl="https://example.org/en/", html_extra_path=["extra"])
        assert built.source("robots.txt") == "User-agent: *\nDisallow: /\n"
    assert "work.html" in built.source("sitemap.xml")


def test_files_follow_a_change_of_one_page(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    site.build(html_baseurl="https://example.org/en/")
    site.replace("other/work.md", ":title: Engineer", ":title: Lead")
    site.replace("index.md", "a b\n", "")
    site.remove("a b.md")
    built = site.build(html_baseurl="https://example.org/en/")
    assert "[Lead, Acme]" in built.source("llms.txt")
    assert "a%20b" not in built.source("sitemap.xml")
    assert "index.html" in built.source("sitemap.xml")


def test_outdated_files_are_removed(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    built = site.build(html_baseurl="https://example.org/en/")
    assert (built.folder / "_cards" / "a b.png").is_file()
    site.replace("index.md", "a b\n", "")
    site.remove("a b.md")
    site.build(html_baseurl="https://example.org/en/")
    assert not (built.folder / "_cards" / "a b.png").exists()
    site.build()
    names = {path.name for path in built.folder.iterdir()}
    assert not names & {"_cards", "sitemap.xml", "robots.txt"}
    assert "llms.txt" in names


def test_llms_txt_keeps_the_text_of_an_unchanged_resume(career_site: MakeSite) -> None:
    pages = {
        "index.md": "# Ada\n\n```{toctree}\nresume\nother\n```\n",
        "resume.md": "# Short\n\nBuilds ![machines](ada.png).\n",
        "other.md": "# Other\n",
        "ada.png": "",
    }
    site = career_site(pages)
    first = site.build().source("llms.txt")
    assert "Builds machines." in first
    site.write({"other.md": "# Other\n\nMore.\n"})
    built = site.build()
    assert built.source("llms.txt") == first
    (kept,) = (Path(built.app.doctreedir) / "sphinx_resume").glob("*.resume")
    kept.write_bytes(b"of another version")
    site.write({"other.md": "# Other\n\nLess.\n"})
    assert site.build().source("llms.txt") == first
