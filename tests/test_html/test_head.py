"""The head of a page: its description, and metadata for previews."""

from __future__ import annotations

from typing import Any

import pytest
from babel import Locale

from sphinx_resume.html.meta_description import one_line, page_description
from tests.conftest import Built, MakeSite
from tests.support.samples import ENGLISH, career, cite, entry, position, skill

SITE: dict[str, Any] = {"html_baseurl": "https://example.org/en", "html_title": "Ada & Co"}


# Descriptions


def test_a_position_is_described_with_its_skills() -> None:
    acme = position("acme", "2021-07", "2023-04", title="Platform Engineer", location="Berlin")
    known = career(acme, skill("go", title="Go"), cited=[cite(acme, "go")])
    assert page_description([acme], known, ENGLISH) == (
        "Platform Engineer at Acme, July 2021 – April 2023, Berlin. Go"
    )


@pytest.mark.parametrize(
    ("described", "text"),
    [
        (
            entry("talk", "x", title="Reviews", date="2022-05-03", event="SREcon"),
            "Reviews, May 3, 2022, SREcon",
        ),
        (entry("talk", "x", title="Reviews"), "Talk: Reviews"),
        (skill("go", title="Go"), "Skill: Go"),
        (
            entry("education", "x", title="BSc", organization="University", end="2018"),
            "BSc, University, 2018",
        ),
    ],
)
def test_other_entries_are_described_by_their_facts(described: Any, text: str) -> None:
    assert page_description([described], career(described), ENGLISH) == text


def test_several_entries_are_named_by_kind() -> None:
    entries = [skill("go", title="Go"), skill("rust", title="Rust"), entry("talk", "t", title="T")]
    assert page_description(entries, career(*entries), ENGLISH) == "Skills: Go, Rust. Talks: T"


def test_no_entries_give_no_description() -> None:
    assert page_description([], career(), Locale("en")) == ""


def test_a_long_text_is_cut_after_a_word() -> None:
    text = one_line("word " * 50)
    assert len(text) <= 160
    assert text.endswith("word…")
    assert one_line("x" * 200) == "x" * 159 + "…"


# On pages

PAGES = {
    "index.md": """\
        # Ada's \\<front>

        Some “prose” & more.

        ```{toctree}
        work
        written
        ```
        """,
    "work.md": """\
        # Acme

        ```{position} acme
        :title: Engineer "of" <things>
        :organization: Acme
        :start: 2021-07
        :end: 2023-04

        Wrote {skill}`Go`.
        ```
        """,
    "written.md": """\
        ---
        myst:
          html_meta:
            description: Written by hand.
        ---

        # Written

        ```{skill} Go
        ```
        """,
}


def meta(built: Built, docname: str) -> dict[str, str]:
    tags = built.page(docname).find_all("meta")
    return {str(tag.get("property") or tag.get("name")): str(tag.get("content")) for tag in tags}


def test_each_page_has_one_description(career_site: MakeSite) -> None:
    built = career_site(PAGES).build(html_title="Ada & Co")
    found = {
        name: [
            str(tag["content"])
            for tag in built.page(name).find_all("meta", {"name": "description"})
        ]
        for name in ("index", "work", "written", "search", "genindex", "resume-skills")
    }
    assert found == {
        "index": ["Some “prose” & more."],
        "work": ['Engineer "of" <things> at Acme, July 2021 – April 2023. Go'],
        "written": ["Written by hand."],
        "search": ["Search – Ada & Co"],
        "genindex": ["Index – Ada & Co"],
        "resume-skills": ["Skill index – Ada & Co"],
    }


def test_a_page_without_entries_is_described_by_its_first_words(career_site: MakeSite) -> None:
    pages = {"index.md": "# Front\n\nSome *prose*\nhere.\n\nMore.\n"}
    assert meta(career_site(pages).build(), "index")["description"] == "Some prose here."


def test_pages_have_opengraph_metadata(career_site: MakeSite) -> None:
    found = meta(career_site(PAGES).build(**SITE), "work")
    text = 'Engineer "of" <things> at Acme, July 2021 – April 2023. Go'
    assert {name: content for name, content in found.items() if ":" in name} == {
        "og:type": "website",
        "og:url": "https://example.org/en/work.html",
        "og:site_name": "Ada & Co",
        "og:title": "Acme",
        "og:description": text,
        "og:locale": "en_US",
        "og:image": "https://example.org/en/_cards/work.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"Acme. {text}. Ada & Co",
        "twitter:card": "summary_large_image",
    }


def test_the_front_page_is_a_profile_with_a_plain_text_title(career_site: MakeSite) -> None:
    found = meta(career_site(PAGES).build(**SITE, language="de"), "index")
    assert found["og:type"] == "profile"
    assert found["og:title"] == "Ada’s <front>"
    assert found["og:locale"] == "de_DE"


def test_descriptions_are_in_the_language_of_the_site(career_site: MakeSite) -> None:
    found = meta(career_site(PAGES).build(language="de"), "work")
    assert found["description"].startswith('Engineer "of" <things> bei Acme, Juli 2021')


def test_opengraph_urls_are_the_canonical_urls(career_site: MakeSite) -> None:
    for builder in ("html", "dirhtml"):
        site = career_site({**PAGES, "conf.py": "html_theme = 'furo'\n"})
        site.clean()
        built = site.build(builder, extensions=["myst_parser", "sphinx_resume"], **SITE)
        name = "work.html" if builder == "html" else "work/index.html"
        assert (
            built.source(name).count('href="https://example.org/en/work.html"')
            + built.source(name).count('href="https://example.org/en/work/"')
        ) == 1


def test_without_a_base_url_there_is_no_opengraph_metadata(career_site: MakeSite) -> None:
    built = career_site(PAGES).build()
    assert not any(name.startswith("og:") for name in meta(built, "work"))
    assert not (built.folder / "_cards").exists()


def test_a_changed_entry_updates_the_metadata(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    before = site.build(**SITE)
    card = (before.folder / "_cards/work.png").read_bytes()
    site.replace("written.md", "{skill} Go", "{skill} go\n:title: Golang\n:aliases: Go")
    after = site.build(**SITE)
    assert meta(after, "work")["og:description"].endswith(". Golang")
    assert (after.folder / "_cards/work.png").read_bytes() != card


def test_an_unchanged_card_is_not_rewritten(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    site.build(**SITE)
    site.replace("work.md", "Wrote {skill}", "I wrote {skill}")
    built = site.build(**SITE)
    assert "work.html" in built.touched
    assert {name for name in built.touched if name.startswith("_cards")} == set()
