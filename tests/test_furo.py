"""What furo's pages lack is mended, in furo's pages only, and a project's templates win."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from tests.conftest import MakeSite

PAGES = {
    "index.md": """\
        # Start

        ```{toctree}
        :caption: Work

        more
        ```
        """,
    "more.md": """\
        # More

            some code

        | a | b |
        | - | - |
        | 1 | 2 |
        """,
}


def one(page: BeautifulSoup, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


def test_what_furo_hides_from_some_has_names(career_site: MakeSite) -> None:
    built = career_site(PAGES).build(html_theme="furo")
    page = built.page("more")
    assert [aside["aria-label"] for aside in page.select("aside")] == ["Menu", "On this page"]
    assert one(page, "[role=heading]").get("aria-level") == "2"
    assert page.select_one(".content-icon-container .back-to-top")
    assert one(page, "pre").get("tabindex") == "0"
    assert one(page, ".table-wrapper").get("aria-label") == "Table"
    for switch in ("__navigation", "__toc"):
        assert one(page, f"#{switch}").find_parent(class_="mobile-header")
    assert one(built.page("search"), "h1").text == "Search"
    assert built.warnings == []


def test_other_themes_are_left_alone(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    for theme in ("alabaster", "basic", "classic"):
        page = site.build(html_theme=theme).source("more.html")
        assert "furo" not in page, theme
        assert "<pre>" in page, theme


def test_a_theme_made_from_furo_is_mended_too(career_site: MakeSite) -> None:
    pages = {"themes/mine/theme.toml": '[theme]\ninherit = "furo"\nsidebars = []\n'}
    site = career_site(PAGES | pages)
    page = site.build(html_theme="mine", html_theme_path=["themes"]).page("more")
    assert one(page, "aside.sidebar-drawer").get("aria-label") == "Menu"


def test_a_template_of_the_project_wins(career_site: MakeSite) -> None:
    mine = '{% extends "!page.html" %}{% block content %}Mine {{ body }}{% endblock %}'
    site = career_site(PAGES | {"templates/page.html": mine})
    page = site.build(html_theme="furo", templates_path=["templates"]).page("more")
    assert one(page, "article").text.split()[0] == "Mine"
    assert not one(page, "aside.sidebar-drawer").get("aria-label")


def test_a_template_of_the_project_may_build_on_ours(career_site: MakeSite) -> None:
    mine = '{% extends "sphinx_resume/page.html" %}{% block content %}Mine {{ body }}{% endblock %}'
    site = career_site(PAGES | {"templates/page.html": mine})
    page = site.build(html_theme="furo", templates_path=["templates"]).page("more")
    assert one(page, "article").text.split()[0] == "Mine"
    assert one(page, "aside.sidebar-drawer").get("aria-label") == "Menu"
