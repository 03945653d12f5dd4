"""Furo's markup is fixed, and only furo's; a project's own templates take precedence."""

from __future__ import annotations

import pytest
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


def test_controls_of_furo_have_accessible_names(career_site: MakeSite) -> None:
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


def test_a_theme_based_on_furo_is_fixed_too(career_site: MakeSite) -> None:
    pages = {"themes/mine/theme.toml": '[theme]\ninherit = "furo"\nsidebars = []\n'}
    site = career_site(PAGES | pages)
    page = site.build(html_theme="mine", html_theme_path=["themes"]).page("more")
    assert one(page, "aside.sidebar-drawer").get("aria-label") == "Menu"


def test_a_template_of_the_project_takes_precedence(career_site: MakeSite) -> None:
    mine = '{% extends "!page.html" %}{% block content %}Mine {{ body }}{% endblock %}'
    site = career_site(PAGES | {"templates/page.html": mine})
    page = site.build(html_theme="furo", templates_path=["templates"]).page("more")
    assert one(page, "article").text.split()[0] == "Mine"
    assert not one(page, "aside.sidebar-drawer").get("aria-label")


def test_a_template_of_the_project_may_extend_ours(career_site: MakeSite) -> None:
    mine = '{% extends "sphinx_resume/page.html" %}{% block content %}Mine {{ body }}{% endblock %}'
    site = career_site(PAGES | {"templates/page.html": mine})
    page = site.build(html_theme="furo", templates_path=["templates"]).page("more")
    assert one(page, "article").text.split()[0] == "Mine"
    assert one(page, "aside.sidebar-drawer").get("aria-label") == "Menu"


#: An extension that adds a filter and a global to the template engine, as many do.
LOUD = """
def give(app):
    app.builder.templates.environment.filters["loud"] = str.upper
    app.builder.templates.environment.globals["loudly"] = "VERY"


def setup(app):
    app.connect("builder-inited", give, priority={priority})
    return {{"parallel_read_safe": True}}
"""


@pytest.mark.parametrize("priority", [100, 900], ids=["before ours", "after ours"])
@pytest.mark.parametrize("theme", ["furo", "alabaster"])
def test_filters_and_globals_of_other_extensions_are_kept(
    career_site: MakeSite, monkeypatch: pytest.MonkeyPatch, theme: str, priority: int
) -> None:
    mine = (
        '{% extends "!page.html" %}{% block content %}{{ "mine"|loud }} {{ loudly }}{% endblock %}'
    )
    pages = {"templates/page.html": mine, f"loud_{priority}.py": LOUD.format(priority=priority)}
    site = career_site(PAGES | pages)
    monkeypatch.syspath_prepend(str(site.folder))
    extensions = ["myst_parser", "sphinx_resume", f"loud_{priority}"]
    built = site.build(html_theme=theme, templates_path=["templates"], extensions=extensions)
    assert built.warnings == []
    assert "MINE VERY" in built.source("more.html")


def test_a_foreign_template_engine_is_left_alone(
    career_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How another engine finds templates is unknown."""
    bridge = """\
        from sphinx.application import TemplateBridge

        class Plain(TemplateBridge):
            def init(self, builder, theme=None, dirs=None):
                assert not hasattr(self, "made"), "made twice"
                self.made = True

            def newest_template_mtime(self):
                return 0

            def render(self, template, context):
                return f"Plain {context.get('title')}"
        """
    site = career_site(PAGES | {"plain_bridge.py": bridge})
    monkeypatch.syspath_prepend(str(site.folder))
    built = site.build(html_theme="furo", template_bridge="plain_bridge.Plain")
    assert built.source("more.html") == "Plain More"
