"""Navigation around the text of a page."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import Tag
from sphinx.application import Sphinx

from sphinx_resume.html.furo import add_texts
from tests.conftest import Built, MakeSite


def position(name: str, start: str, end: str) -> str:
    return (
        f"# {name}\n\n```{{position}} {name.lower()}\n:title: Engineer\n:organization: {name}\n"
        f":start: {start}\n:end: {end}\n\n- Work.\n```\n"
    )


PAGES = {
    "index.md": """\
        # Start

        ```{toctree}
        :caption: Experience

        beta
        acme
        gamma
        more/index
        ```
        """,
    "acme.md": position("Acme", "2015", "2017"),
    "beta.md": position("Beta", "2018-02", "2019-03"),
    "gamma.md": position("Gamma", "2020-01", "2021-05"),
    "more/index.md": "# More & more\n\n```{toctree}\nlast\n```\n",
    "more/last.md": "# Last\n",
}


def related(built: Built, docname: str) -> list[str]:
    links = built.page(docname).select(".related-pages a")
    return [f"{link['href']}: {' '.join(link.get_text(' ').split())}" for link in links]


def trail(built: Built, docname: str) -> list[str]:
    def item(li: Tag) -> str:
        link = li.select_one("a")
        return f"{li.get_text()} ({link['href']})" if link else li.get_text()

    return [item(li) for li in built.page(docname).select(".resume-trail li")]


def test_pages_of_positions_link_to_previous_and_next(career_site: MakeSite) -> None:
    built = career_site(PAGES).build(html_theme="furo")
    assert related(built, "acme") == ["beta.html: Later Engineer, Beta"]
    assert related(built, "beta") == [
        "gamma.html: Later Engineer, Gamma",
        "acme.html: Earlier Engineer, Acme",
    ]
    assert related(built, "gamma") == ["beta.html: Earlier Engineer, Beta"]
    # Other pages keep the order of the menu.
    assert related(built, "more/last") == ["index.html: Previous More & more"]


def test_a_page_has_breadcrumbs(career_site: MakeSite) -> None:
    built = career_site(PAGES).build(html_theme="furo")
    assert trail(built, "index") == []
    assert trail(built, "acme") == ["Home (index.html)", "Experience"]
    assert trail(built, "more/last") == [
        "Home (../index.html)",
        "Experience",
        "More & more (index.html)",
    ]


def test_a_top_level_page_has_only_a_link_home(career_site: MakeSite) -> None:
    contents = "# Start\n\n```{toctree}\none\n```\n"
    site = career_site({"index.md": contents, "one.md": "# One\n"})
    built = site.build(html_theme="furo")
    assert trail(built, "one") == ["Home (index.html)"]
    assert trail(built, "search") == []


@pytest.mark.parametrize(
    ("name", "old", "new", "written"),
    [
        ("beta.md", "organization: Beta", "organization: Bravo", {"beta", "acme", "gamma"}),
        ("beta.md", "end: 2019-03", "end: 2022-03", {"beta", "acme", "gamma", "index"}),
        # furo shows the tree of all pages on each page
        ("more/index.md", "# More & more", "# Most", set(PAGES)),
        ("index.md", "caption: Experience", "caption: Work", set(PAGES)),
    ],
)
def test_a_change_in_the_navigation_rewrites_the_page(
    career_site: MakeSite, name: str, old: str, new: str, written: set[str]
) -> None:
    site = career_site(PAGES)
    site.build(html_theme="furo")
    site.replace(name, old, new)
    rebuilt = site.build(html_theme="furo")
    assert rebuilt.written == {docname.removesuffix(".md") for docname in written}
    site.clean()
    cold = site.build(html_theme="furo")
    for docname in rebuilt.app.env.all_docs:
        assert related(rebuilt, docname) == related(cold, docname)
        assert trail(rebuilt, docname) == trail(cold, docname)


def test_every_page_links_the_pdf(career_site: MakeSite) -> None:
    site = career_site(PAGES | {"resume.md": "# Résumé\n", "files/resume.pdf": "%PDF"})
    config: dict[str, Any] = {
        "html_theme": "furo",
        "latex_documents": [("resume", "resume.tex", "Résumé", "", "resume")],
    }
    built = site.build(html_extra_path=["files/resume.pdf"], **config)
    for docname, href in (("acme", "resume.pdf"), ("more/last", "../resume.pdf")):
        (link,) = built.page(docname).select("a.resume-pdf")
        assert (link["href"], link["aria-label"]) == (href, "Résumé as PDF")
    (link,) = site.build(html_extra_path=["files"], **config).page("acme").select("a.resume-pdf")
    assert link["href"] == "resume.pdf"
    elsewhere = "https://example.org/_/downloads/en/latest/pdf/"
    (link,) = site.build(resume_pdf=elsewhere, **config).page("acme").select("a.resume-pdf")
    assert link["href"] == elsewhere
    assert site.build(**config).page("acme").select("a.resume-pdf") == []


@pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning:sphinxcontrib")
@pytest.mark.parametrize(
    ("builder", "page", "address", "later"),
    [
        ("html", "acme", "resume.pdf", "beta.html"),
        ("html", "more/last", "../resume.pdf", None),
        ("dirhtml", "acme", "../resume.pdf", "../beta/"),
        ("json", "acme", "../resume.pdf", "../beta/"),
        ("json", "more/last", "../../resume.pdf", None),
        ("pickle", "acme", "../resume.pdf", "../beta/"),
    ],
)
def test_every_page_builder_gets_relative_addresses(
    career_site: MakeSite,
    monkeypatch: pytest.MonkeyPatch,
    builder: str,
    page: str,
    address: str,
    later: str | None,
) -> None:
    site = career_site(PAGES | {"resume.md": "# Résumé\n", "files/resume.pdf": "%PDF"})
    seen: dict[str, dict[str, Any]] = {}

    def see(app: Sphinx, name: str, template: str, context: dict[str, Any], tree: Any) -> None:
        seen[name] = dict(context)
        add_texts(app, name, template, context, tree)

    config: dict[str, Any] = {
        "html_theme": "furo",
        "html_extra_path": ["files/resume.pdf"],
        "latex_documents": [("resume", "resume.tex", "Résumé", "", "resume")],
    }
    monkeypatch.setattr("sphinx_resume.html.furo.add_texts", see)
    built = site.build(builder, **config)
    assert built.app.statuscode == 0
    assert seen[page]["resume_pdf"] == address
    assert (seen[page]["next"] or {}).get("link") == later
    assert (seen[page].get("resume_in_time") or False) is (later is not None)
