"""The domain: anchors, what other projects can link to, and the index of skills."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.util.inventory import InventoryFile

from sphinx_resume.domain import ResumeDomain

if TYPE_CHECKING:
    from tests.conftest import Built, MakeSite


@pytest.mark.parametrize(
    ("docname", "anchor"),
    [
        ("work/acme", "position-acme"),
        ("education", "education-university"),
        ("skills", "skill-go"),
        ("interests", "interest-operability"),
        ("occasions", "talk-secrets"),
        ("occasions", "incident-outage"),
    ],
)
def test_the_anchor_of_an_entry_is_its_kind_and_id(
    career_html: Built, docname: str, anchor: str
) -> None:
    assert len(career_html.page(docname).select(f"#{anchor}")) == 1


def test_citations_in_one_paragraph_share_an_anchor(career_html: Built) -> None:
    page = career_html.page("work/acme")
    first, second = page.select(".resume-anchor")
    assert first["id"] == "position-acme-moved-secrets-to-vault-rotated"
    assert first.parent is not None
    assert first.parent.get_text().startswith("Moved secrets to Vault. Rotated")
    assert second["id"] == "position-acme-wrote-a-command-line-in"
    assert second.parent is not None
    assert second.parent.get_text() == "Wrote a command line in the Go language."


def test_equal_records_of_an_entry_are_stored_once(career_site: MakeSite) -> None:
    entry = "```{position} acme\n:title: Engineer\n:start: 2020\n:end: 2021\n"
    page = f"# Work\n\n{entry}\n- Ran {{skill}}`go`.\n```\n\n```{{skill}} go\n```\n"
    site = career_site({"index.md": page})
    domain = ResumeDomain.from_env(site.build().app.env)
    (citation,), (passage,) = domain.citations["index"], domain.passages["index"]
    assert citation.statement is passage.statement
    assert citation.place is passage.place
    assert citation.reference is passage.cites[0] is passage.statement[1]


def test_a_bullet_keeps_its_anchor_when_others_are_added(career_site: MakeSite) -> None:
    def addresses(*bullets: str) -> list[str]:
        source = "# Work\n\n```{position} acme\n:title: Dev\n:organization: Acme\n"
        source += ":start: 2020\n:end: present\n\n"
        site = career_site({"index.md": source + "".join(f"- {b}\n" for b in bullets) + "```\n"})
        links = site.build().page().select(".resume-permalink")
        return [str(link["href"]) for link in links]

    before = addresses("Wrote the tools that everybody used.", "Ran it.")
    assert before == ["#position-acme-wrote-the-tools-that-everybody", "#position-acme-ran-it"]
    after = addresses("日本語", "Ran it.", "Ran it.", "Wrote the tools that everybody used.")
    assert after == ["#position-acme-日本語", before[1], f"{before[1]}-2", before[0]]


def test_anchors_in_other_scripts_stay_when_others_are_added(career_site: MakeSite) -> None:
    def addresses(skills: str, bullets: str) -> set[str]:
        options = ":title: T\n:organization: O\n:start: 2020\n:end: 2021\n"
        job = f"```{{position}} 見本\n{options}\n{bullets}```"
        page = career_site({"index.md": f"# A\n\n{skills}\n\n{job}\n"}).build().page()
        ids = {str(each["id"]) for each in page.select(".body [id]")}
        return {name for name in ids if name.startswith(("skill-", "position-"))}

    before = addresses(
        "```{skill} データベース\n```", "- {skill}`データベース`を運用した。\n- Перенёс сервисы.\n"
    )
    assert before == {
        "skill-データベース",
        "position-見本",
        "position-見本-データベースを運用した",
        "position-見本-перенёс-сервисы",
    }
    after = addresses(
        "```{skill} 分散システム\n```\n\n```{skill} データベース\n```",
        "- 新しい。\n- {skill}`データベース`を運用した。\n- Перенёс сервисы.\n",
    )
    assert after - before == {"skill-分散システム", "position-見本-新しい"}
    assert before - after == set()


def test_the_permalink_of_a_bullet_has_a_label(career_html: Built) -> None:
    link = career_html.page("work/acme").select(".resume-permalink")[1]
    assert link["aria-label"] == "Link to “Wrote a command line in the Go language. …”"
    assert link.get_text() == ""


def test_an_id_is_the_slug_of_the_argument(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": """\
            # Skills

            ```{skill} CI/CD
            ```

            ```{skill} cpp
            :title: C++
            ```

            {skill}`ci/cd` {skill}`ci-cd` {skill}`C++` {skill}`cpp`
            """
        }
    )
    built = site.build()
    assert built.warnings == []
    links = built.page().select("p:last-of-type a.reference.internal")
    assert [(a["href"], a.get_text()) for a in links[-4:]] == [
        ("#skill-ci-cd", "ci/cd"),
        ("#skill-ci-cd", "CI/CD"),
        ("#skill-cpp", "C++"),
        ("#skill-cpp", "C++"),
    ]


def test_the_inventory_contains_every_public_entry(career_html: Built) -> None:
    inventory = InventoryFile.loads((career_html.folder / "objects.inv").read_bytes(), uri="")
    found = {
        kind.removeprefix("resume:"): {
            name: (item.uri, item.display_name) for name, item in items.items()
        }
        for kind, items in inventory.data.items()
        if kind.startswith("resume:")
    }
    assert found == {
        "position": {
            "acme": ("work/acme.html#position-acme", "Engineer, Acme"),
            "beta": ("work/beta.html#position-beta", "Senior Engineer, Beta"),
            "gamma": ("work/gamma.html#position-gamma", "Advisor, Gamma"),
        },
        "education": {
            "university": (
                "education.html#education-university",
                "B.Sc. Computer Science, University",
            )
        },
        "skill": {
            "elixir": ("skills.html#skill-elixir", "Elixir"),
            "go": ("skills.html#skill-go", "Go"),
            "kubernetes": ("skills.html#skill-kubernetes", "Kubernetes"),
            "vault": ("skills.html#skill-vault", "Vault"),
        },
        "interest": {
            "operability": ("interests.html#interest-operability", "Operability"),
        },
        "talk": {"secrets": ("occasions.html#talk-secrets", "Keeping secrets")},
        "incident": {"outage": ("occasions.html#incident-outage", "The sealed vault")},
    }


def test_another_project_can_link_here_with_intersphinx(
    career_html: Built, career_site: MakeSite
) -> None:
    site = career_site(
        {
            "index.md": """\
            # Elsewhere

            {position}`beta`, {external+cv:resume:skill}`my Go <go>`
            """
        }
    )
    built = site.build(
        extensions=["myst_parser", "sphinx.ext.intersphinx", "sphinx_resume"],
        intersphinx_mapping={
            "cv": ("https://example.org/cv/", str(career_html.folder / "objects.inv"))
        },
    )
    assert built.warnings == []
    assert [(a["href"], a.get_text()) for a in built.page().select("a.reference.external")] == [
        ("https://example.org/cv/work/beta.html#position-beta", "Senior Engineer, Beta"),
        ("https://example.org/cv/skills.html#skill-go", "my Go"),
    ]


def test_the_skill_index_lists_names_and_aliases(career_html: Built) -> None:
    page = career_html.page("resume-skills")
    rows = [
        (cell.get_text(" ", strip=True), link["href"])
        for cell in page.select("table.indextable td")
        if (link := cell.select_one("a"))
    ]
    assert rows == [
        ("Elixir (Languages)", "skills.html#skill-elixir"),
        ("Go (Languages)", "skills.html#skill-go"),
        ("Golang (see Go)", "skills.html#skill-go"),
        ("Kubernetes (Platforms)", "skills.html#skill-kubernetes"),
        ("Vault (Platforms)", "skills.html#skill-vault"),
    ]
    letters = [letter.get_text() for letter in page.select(".modindex-jumpbox strong")]
    assert letters == ["E", "G", "K", "V"]
    assert page.title is not None
    assert "Skill index" in page.title.get_text()


def test_the_search_finds_entries(career_html: Built) -> None:
    index = career_html.source("searchindex.js")
    assert '"resume:position"' in index
    assert '"Advisor, Gamma"' in index


def test_today_is_pinned_by_source_date_epoch(
    career_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577880000")  # 1 January 2020
    site = career_site(
        {
            "index.md": """\
            # Acme

            ```{position} acme
            :title: Engineer
            :organization: Acme
            :start: 2019-10
            :end: present

            Made things.
            ```
            """
        }
    )
    assert "October 2019 – Present · 4 months" in site.build("text", resume_today="").text()
