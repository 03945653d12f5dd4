"""Links between the languages of a site."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import MakeSite

PAGES = {"index.md": "# One\n\n```{toctree}\nwork/acme\n```\n", "work/acme.md": "# Two\n"}
LANGUAGES = {
    "en": "https://example.org/en/",
    "de": "https://example.org/de",
    "pt_BR": "https://example.org/pt/",
}


@pytest.mark.parametrize(
    ("builder", "path"), [("html", "work/acme.html"), ("dirhtml", "work/acme/")]
)
def test_a_page_links_to_itself_in_other_languages(
    career_site: MakeSite, builder: str, path: str
) -> None:
    built = career_site(PAGES).build(
        builder, html_theme="furo", language="de", resume_languages=LANGUAGES
    )
    assert built.warnings == []
    page = built.page("work/acme" if builder == "html" else "work/acme/index")
    alternate = [(link["hreflang"], link["href"]) for link in page.select("link[hreflang]")]
    assert alternate == [
        ("en", f"https://example.org/en/{path}"),
        ("de", f"https://example.org/de/{path}"),
        ("pt-BR", f"https://example.org/pt/{path}"),
    ]
    links = page.select(".content-icon-container a.resume-translation")
    assert [(link.text, link["lang"], link["href"]) for link in links] == [
        ("English", "en", f"https://example.org/en/{path}"),
        ("Português (Brasil)", "pt-BR", f"https://example.org/pt/{path}"),
    ]


@pytest.mark.parametrize("languages", [{}, {"en": "https://example.org/en/"}])
def test_a_site_in_one_language_has_no_language_links(
    career_site: MakeSite, languages: dict[str, Any]
) -> None:
    built = career_site(PAGES).build(html_theme="furo", resume_languages=languages)
    assert built.page().select("[hreflang], .resume-translation") == []


def test_the_page_404_has_no_language_links(career_site: MakeSite) -> None:
    built = career_site(PAGES).build(html_theme="furo", resume_languages=LANGUAGES)
    assert built.page("404").select("[hreflang]") == []
    assert len(built.page("search").select("a[hreflang]")) == 2


@pytest.mark.parametrize("theme", ["basic", "furo"])
@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("de", None)])
def test_pages_are_mirrored_where_text_is_from_right_to_left(
    career_site: MakeSite, theme: str, language: str, direction: str | None
) -> None:
    page = career_site(PAGES).build(html_theme=theme, language=language).page()
    assert page.html is not None
    assert (page.html["lang"], page.html.get("dir")) == (language, direction)
