"""The profile: headline and summary as data, on its own page, on others, and in all outputs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages import Catalog, mofile, pofile

from sphinx_resume.domain import ResumeDomain
from tests.conftest import MYST_IS_OLD

if TYPE_CHECKING:
    from tests.conftest import Built, MakeSite, Site

pytestmark = MYST_IS_OLD

WORK = """\
# Work

```{position} acme
:title: Engineer
:organization: Acme
:start: 2020
:end: 2021

Made things.
```
"""

TREE = """
```{toctree}
resume
work
```
"""

PROFILE = """\
```{profile}
:headline: Reliability engineer

I keep systems running, lately at *{position}`~acme`*.

I also {doc}`work`.[^n]
```

[^n]: Hard.
"""

PAGES = {
    "index.md": f"# Ada Example\n\n{PROFILE}{TREE}",
    "resume.md": "# Résumé\n\n```{profile}\n```\n",
    "work.md": WORK,
}

CONTACT: dict[str, Any] = {
    "resume_name": "Ada Example",
    "resume_contact": {"email": "ada@example.org"},
}


def words(built: Built, docname: str) -> list[str]:
    blocks = built.page(docname).select(".resume-profile p:not(.resume-formats)")
    return [" ".join(each.get_text().split()) for each in blocks]


def test_a_page_opens_with_headline_summary_and_contact(career_site: MakeSite) -> None:
    built = career_site(PAGES).build(**CONTACT)
    assert built.warnings == []
    assert words(built, "index") == [
        "Reliability engineer",
        "I keep systems running, lately at Acme.",
        "I also Work.[1]",
        "ada@example.org",
    ]


def test_another_page_repeats_the_first_profile_with_links_and_notes(career_site: MakeSite) -> None:
    built = career_site(PAGES).build(**CONTACT)
    assert words(built, "resume") == words(built, "index")
    links = [str(a["href"]) for a in built.page("resume").select(".resume-summary a")]
    assert links[:2] == ["work.html#position-acme", "work.html"]
    assert built.page("resume").select_one(".resume-summary em") is not None
    assert "Hard." in built.page("resume").get_text()


def test_a_page_may_have_its_own_profile(career_site: MakeSite) -> None:
    own = "# Résumé\n\n```{profile}\n:headline: Manager\n\nI lead.\n```\n"
    built = career_site({**PAGES, "resume.md": own}).build()
    assert words(built, "resume") == ["Manager", "I lead."]
    assert words(built, "index")[0] == "Reliability engineer"


def test_a_headline_equal_to_the_title_is_not_repeated(career_site: MakeSite) -> None:
    index = f"# Reliability engineer\n\n```{{profile}}\nI keep it up.\n```\n{TREE}"
    built = career_site({**PAGES, "index.md": index}).build()
    assert built.warnings == []
    assert words(built, "index") == ["I keep it up."]
    assert words(built, "resume") == ["Reliability engineer", "I keep it up."]


def test_a_name_is_not_a_headline(career_site: MakeSite) -> None:
    index = f"# Ada Example\n\n```{{profile}}\nI keep it up.\n```\n{TREE}"
    built = career_site({**PAGES, "index.md": index}).build(**CONTACT)
    assert built.warnings == [
        "index.md:3: WARNING: profile needs the option “headline”, for example Site reliability "
        "engineer, where the title of the page is not what you are [resume.missing-option]"
    ]
    assert words(built, "resume") == ["I keep it up.", "ada@example.org"]


def test_without_a_first_profile_others_have_nothing_to_show(career_site: MakeSite) -> None:
    built = career_site({**PAGES, "index.md": f"# A\n{TREE}"}).build()
    assert built.warnings == [
        "resume.md:3: WARNING: this profile has nothing to show, for there is none on the first "
        "page; write headline and summary there or here [resume.empty-view]"
    ]


def test_only_one_profile_may_be_shown_per_page(career_site: MakeSite) -> None:
    def index(first: str, second: str) -> str:
        parts = (
            f"````{{only}} {tag}\n```{{profile}}\n:headline: H {tag}\n\nS {tag}.\n```\n````\n"
            for tag in (first, second)
        )
        return "# Ada\n\n" + "\n".join(parts) + TREE

    site = career_site({**PAGES, "index.md": index("html", "text")})
    assert site.build().warnings == []
    assert site.build("text").warnings == []
    assert words(site.build(), "resume") == ["H html", "S html."]
    assert site.build("text").text("resume").endswith("H text S text.")
    site.write({"index.md": index("html", "html")})
    assert site.build().warnings == [
        "index.md:12: WARNING: this page already has a profile; delete one of the two "
        "[resume.duplicate]"
    ]


@pytest.mark.parametrize(
    ("page", "warning"),
    [
        (
            WORK.replace("Made things.", "```{profile}\n```")
            .replace("```{position}", "````{position}")
            .removesuffix("```\n")
            + "````\n",
            "index.md:9: WARNING: profile is nested in position “acme”; close that one first "
            "[resume.nested]",
        ),
        (
            "# A\n\n````{profile}\n```{skill} go\n```\n````\n",
            "index.md:4: WARNING: skill is nested in profile; close that one first [resume.nested]",
        ),
    ],
)
def test_profiles_and_entries_cannot_be_nested(
    career_site: MakeSite, page: str, warning: str
) -> None:
    built = career_site({"index.md": page}).build()
    assert warning in built.warnings
    assert not built.page().select(".resume-entry .resume-profile, .resume-profile .resume-entry")


def test_metadata_has_the_profile(career_site: MakeSite) -> None:
    built = career_site(PAGES).build(
        **CONTACT, html_title="Ada", html_baseurl="https://example.org/"
    )
    said = "Reliability engineer. I keep systems running, lately at Acme. I also Work."
    script = built.page("index").select_one("script[type='application/ld+json']")
    assert script is not None
    assert json.loads(script.get_text())["mainEntity"]["description"] == said
    assert f"# Ada Example\n\n> {said}\n" in built.source("llms.txt")
    for page in ("index", "resume"):
        for name in ("name='description'", "property='og:description'"):
            tag = built.page(page).select_one(f"meta[{name}]")
            assert tag is not None
            assert tag["content"] == said


def test_an_explicit_description_takes_precedence(career_site: MakeSite) -> None:
    head = "---\nmyst:\n  html_meta:\n    description: Written.\n---\n\n"
    built = career_site({**PAGES, "index.md": head + PAGES["index.md"]}).build()
    tags = built.page("index").find_all("meta", {"name": "description"})
    assert [tag["content"] for tag in tags] == ["Written."]


@pytest.mark.parametrize(
    ("page", "old", "new", "written"),
    [
        ("index.md", "I keep", "I held", {"index", "resume"}),
        ("index.md", "*{position}`~acme`*", "**{position}`~acme`**", {"index", "resume"}),
        ("index.md", ": Reliability", ": Site reliability", {"index", "resume"}),
        ("work.md", ":organization: Acme", ":organization: Beta", {"index", "resume", "work"}),
    ],
)
def test_a_change_rewrites_the_pages_that_show_it(
    career_site: MakeSite, page: str, old: str, new: str, written: set[str]
) -> None:
    site = career_site({**PAGES, "other.md": "---\norphan: true\n---\n# Other\n"})
    site.build()
    site.replace(page, old, new)
    again = site.build()
    assert again.written == written
    files = again.files
    site.clean()
    assert {n: t for n, t in site.build().files.items() if n.endswith(".html")} == {
        n: t for n, t in files.items() if n.endswith(".html")
    }


def test_the_profile_is_translated(career_site: MakeSite) -> None:
    site: Site = career_site(PAGES)
    catalogue = Catalog(locale="de", domain="index")
    catalogue.add("Reliability engineer", "Ingenieurin für Zuverlässigkeit")
    catalogue.add(
        "I keep systems running, lately at *{position}`~acme`*.",
        "Ich halte Systeme am Laufen, zuletzt bei *{position}`~acme`*.",
    )
    folder = site.folder / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "index.po").open("wb") as file:
        pofile.write_po(file, catalogue)
    with (folder / "index.mo").open("wb") as file:
        mofile.write_mo(file, catalogue)
    built = site.build(language="de", locale_dirs=["locale"])
    for page in ("index", "resume"):
        assert words(built, page)[:2] == [
            "Ingenieurin für Zuverlässigkeit",
            "Ich halte Systeme am Laufen, zuletzt bei Acme.",
        ]


def test_a_pdf_of_one_page_has_the_whole_profile(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    built = site.build("latex", latex_documents=[("resume", "r.tex", "R", "A", "howto")])
    source = built.source("r.tex")
    assert "Reliability engineer" in source
    assert "I keep systems running" in source


def test_the_api_has_the_profile(career_site: MakeSite) -> None:
    built = career_site(PAGES).build()
    known = ResumeDomain.from_env(built.app.env).career
    profile = known.profile()
    assert profile is not None
    assert profile.headline == "Reliability engineer"
    assert known.summary(profile)[0] == "I keep systems running, lately at Acme."


def test_buttons_lead_only_to_existing_formats(career_site: MakeSite) -> None:
    def buttons(built: Built, docname: str) -> list[tuple[str, str]]:
        links = built.page(docname).select("a.resume-button")
        return [(a.get_text(), str(a["href"])) for a in links]

    site = career_site({**PAGES, "files/resume.pdf": "x", "files/resume.docx": "x", "o.pdf": "x"})
    document = [("resume", "resume.tex", "R", "A", "howto")]
    built = site.build(latex_documents=document)
    assert buttons(built, "index") == [("Short résumé", "resume.html")]
    assert buttons(built, "resume") == []
    built = site.build(latex_documents=document, html_extra_path=["files", "o.pdf"])
    files = [("PDF", "resume.pdf"), ("Word", "resume.docx")]
    assert buttons(built, "index") == [("Short résumé", "resume.html"), *files]
    assert buttons(built, "resume") == files
    elsewhere = site.build(latex_documents=document, resume_pdf="https://example.org/r.pdf")
    assert buttons(elsewhere, "resume") == [("PDF", "https://example.org/r.pdf")]
