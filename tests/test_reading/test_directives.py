"""The content that entries and views add to a page, in plain text; see also `test_html`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Built, MakeSite, Site


# Entries


@pytest.mark.parametrize(
    ("docname", "text"),
    [
        (
            "work/acme",
            "Acme **** **Engineer**, Acme January 2020 – December 2020 · 1 year · Springfield "
            "* Moved secrets to *Vault*. Rotated them with *Vault* and *Go*.",
        ),
        ("work/gamma", "**Advisor**, Gamma January 2022 – Present · 2 years 6 months"),
        (
            "education",
            "**B.Sc. Computer Science**, University 2016 – 2018 · coursework · Shelbyville",
        ),
        ("skills", "**Go** confident · 1 year · last used December 2020 · also called Golang"),
        ("skills", "**Kubernetes** 3 years 4 months · in use"),
        ("skills", "**Elixir**"),
        ("interests", "**Operability** How easily *Kubernetes* and the like are run."),
        (
            "occasions",
            "**Keeping secrets** https://example.org/secrets * September 14, 2021 · SecretCon "
            "On *Vault*, as it ran at *Beta*.",
        ),
        ("occasions", "**Clusters for all** at Beta · internal On *Kubernetes*."),
        (
            "occasions",
            "**The sealed vault** May 2020 · at Acme *Vault* was sealed for an hour.",
        ),
    ],
)
def test_an_entry_shows_its_facts_and_its_body(career_text: Built, docname: str, text: str) -> None:
    assert text in career_text.text(docname)


@pytest.mark.parametrize("name", ["skill", "Skill", "resume:skill", "Resume:SKILL"])
def test_directive_names_are_case_insensitive(career_site: MakeSite, name: str) -> None:
    site = career_site({"index.md": f"# Go\n\n```{{{name}}} Go\n:stated:\n:level: fluent\n```\n"})
    built = site.build("text")
    assert "fluent" in built.text("index")
    assert built.warnings == []


def test_a_title_equal_to_the_heading_is_not_repeated(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": """\
            # On vaults

            ```{talk} vaults
            :title: On Vaults
            :date: 2021

            What I know.
            ```
            """
        }
    )
    assert site.build("text").text() == "On vaults ********* * 2021 What I know."


def test_an_internal_entry_shows_no_url(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": """\
            # Talks

            ```{talk} vaults
            :title: On vaults
            :visibility: internal
            :url: https://example.org/hidden

            What I know.
            ```

            ```{incident} leak
            :title: A leak
            :visibility: internal
            :source-url: https://example.org/hidden
            ```
            """
        }
    )
    built = site.build()
    assert built.warnings == []
    assert "hidden" not in built.source("index.html")


def test_a_public_incident_links_its_report(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": """\
            # Incidents

            ```{incident} leak
            :title: A leak
            :source-url: https://example.org/report

            Water.
            ```
            """
        }
    )
    link = site.build().page().select_one('a[href="https://example.org/report"]')
    assert link is not None
    assert link.get_text() == "source: https://example.org/report"


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (":start: 2021-07-15\n:end: 2021-07-20", "July 15, 2021 – July 20, 2021 · 1 month"),
        (":start: 2021-07\n:end: 2021-07", "July 2021 · 1 month"),
        (":start: 2021-07\n:end: Present", "July 2021 – Present · 3 years"),
        (":start: 2021\n:end: 2021", "**Engineer**, Acme 2021 M"),
        (":start: 2021\n:end: 2022-03", "2021 – March 2022 M"),
        (":start: 2024-02\n:end: 2024-08", "February 2024 – August 2024 · 7 months"),
    ],
)
def test_dates_keep_their_precision(career_site: MakeSite, options: str, text: str) -> None:
    source = "# Work\n\n```{position} acme\n:title: Engineer\n:organization: Acme\n"
    site = career_site({"index.md": f"{source}{options}\n\nM\n```\n"})
    built = site.build("text")
    assert built.warnings == []
    assert text in built.text()


def test_dates_are_in_the_language_of_the_site(career_site: MakeSite) -> None:
    source = "# Work\n\n```{position} acme\n:title: Engineer\n:organization: Acme\n"
    site = career_site({"index.md": f"{source}:start: 2020-03\n:end: 2021-05\n\nM\n```\n"})
    text = site.build("text", language="de").text()
    assert "März 2020 – Mai 2021 · 1 Jahr 3 Monate" in text


# Cited by


def test_a_skill_shows_the_sentences_that_cite_it(career_text: Built) -> None:
    assert (
        "**Go** confident · 1 year · last used December 2020 · also called Golang "
        "**Where I used it: positions** "
        "* Engineer, Acme, January 2020 – December 2020 "
        "“Moved secrets to Vault. Rotated them with Vault and Go.” "
        "“Wrote a command line in the Go language.” **Elixir**"
    ) in career_text.text("skills")


def test_an_interest_shows_who_cites_it(career_text: Built) -> None:
    assert career_text.text("interests").endswith(
        "**Seen in: positions** * Senior Engineer, Beta, March 2021 – February 2022 "
        "“Ran Vault on Kubernetes, out of an interest in operability.”"
    )


def test_a_position_shows_who_cites_it_and_events_during_it(career_text: Built) -> None:
    text = career_text.text("work/beta")
    assert text.endswith(
        "**Seen in: talks** * Keeping secrets, September 14, 2021 “On Vault, as it ran at Beta.” "
        "**During this time: talks** * Clusters for all"
    )


def test_prose_below_an_entry_is_not_evidence(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": """\
            # Work

            ```{position} acme
            :title: Engineer
            :organization: Acme
            :start: 2021
            :end: 2022

            Made things.
            ```

            It had something to do with {skill}`Go`.

            ```{skill} Go
            ```
            """
        }
    )
    assert site.build("text").text().endswith("**Go**")


# The evidence view


def test_evidence_shows_what_backs_a_skill(career_text: Built) -> None:
    assert career_text.text("skills").endswith(
        "All that *Vault* was used for: **Where I used it: positions** "
        "* Senior Engineer, Beta, March 2021 – February 2022 "
        "“Ran Vault on Kubernetes, out of an interest in operability.” "
        "* Engineer, Acme, January 2020 – December 2020 "
        "“Moved secrets to Vault. Rotated them with Vault and Go.” "
        "**Where I used it: talks** "
        "* Keeping secrets, September 14, 2021 “On Vault, as it ran at Beta.” "
        "**Where I used it: incidents** "
        "* The sealed vault, May 2020 “Vault was sealed for an hour.”"
    )


def test_evidence_omits_entries_that_are_not_events(career: Site) -> None:
    career.write({"skills/one.md": "# Kubernetes\n\n```{evidence} kubernetes\n```\n"})
    text = career.build("text").text("skills/one")
    assert "Advises on Kubernetes." in text
    assert "How easily" not in text  # an interest is not evidence


# The views, with any options


def view(site: Site, source: str) -> str:
    """The content of a view on its own page, as text without line breaks."""
    site.write({"view.md": f"---\norphan: true\n---\n# V\n\n```{source}\n```\n"})
    built = site.build("text")
    assert built.warnings == []
    return built.text("view").removeprefix("V * ").removeprefix("* ")


@pytest.fixture(scope="module")
def site(career_copy: Callable[..., Site]) -> Site:
    """A shared copy to which tests add a page, so that only that page is read again."""
    return career_copy()


def rows(text: str) -> list[list[str]]:
    """The cells of a table in the output of the text builder, lines of a cell joined."""
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.startswith(("+", "|=")):
            found.append([])
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            last = found[-1] or [""] * len(cells)
            found[-1] = [f"{a} {b}".strip() for a, b in zip(last, cells, strict=True)]
    return [row for row in found if row]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (
            "",
            [
                ["Skill", "When and where", "Used for", "Last used"],
                ["Languages"],
                ["Go (confident)", "Acme, January 2020 – December 2020", "1 year", "Dec 2020"],
                ["Elixir"],
                ["Platforms"],
                [
                    "Kubernetes",
                    "Beta, March 2021 – February 2022; "
                    "Clusters for all, at Beta, March 2021 – February 2022; "
                    "Gamma, January 2022 – Present",
                    "3 years 4 months",
                    "in use",
                ],
                [
                    "Vault",
                    "Acme, January 2020 – December 2020; The sealed vault, May 2020; "
                    "Beta, March 2021 – February 2022; Keeping secrets, September 14, 2021",
                    "2 years",
                    "Feb 2022",
                ],
            ],
        ),
        (
            ":category: languages",
            [
                ["Skill", "When and where", "Used for", "Last used"],
                ["Languages"],
                ["Go (confident)", "Acme, January 2020 – December 2020", "1 year", "Dec 2020"],
                ["Elixir"],
            ],
        ),
        (
            ":skill: golang, elixir",
            [
                ["Skill", "When and where", "Used for", "Last used"],
                ["Languages"],
                ["Go (confident)", "Acme, January 2020 – December 2020", "1 year", "Dec 2020"],
                ["Elixir"],
            ],
        ),
        (
            ":position: gamma",
            [
                ["Skill", "When and where", "Used for", "Last used"],
                ["Platforms"],
                [
                    "Kubernetes",
                    "Beta, March 2021 – February 2022; "
                    "Clusters for all, at Beta, March 2021 – February 2022; "
                    "Gamma, January 2022 – Present",
                    "3 years 4 months",
                    "in use",
                ],
            ],
        ),
        (
            ":columns: positions",
            [
                ["Skill", "Gamma", "Beta", "Acme"],
                ["Languages"],
                ["Go (confident)", "", "", "•"],
                ["Platforms"],
                ["Kubernetes", "•", "•", ""],
                ["Vault", "", "•", "•"],
            ],
        ),
        (
            ":columns: positions\n:position: acme, gamma",
            [
                ["Skill", "Gamma", "Acme"],
                ["Languages"],
                ["Go (confident)", "", "•"],
                ["Platforms"],
                ["Kubernetes", "•", ""],
                ["Vault", "", "•"],
            ],
        ),
        (
            ":columns: positions\n:category: Platforms\n:skill: vault, go",
            [["Skill", "Gamma", "Beta", "Acme"], ["Platforms"], ["Vault", "", "•", "•"]],
        ),
    ],
)
def test_skill_matrix(site: Site, options: str, expected: list[list[str]]) -> None:
    site.write({"view.md": f"---\norphan: true\n---\n# V\n\n```{{skill-matrix}}\n{options}\n```\n"})
    built = site.build("text")
    assert built.warnings == []
    assert rows(built.source("view.txt")) == expected


#: Parts of the timeline, by kind.
BARS = {
    "gamma": "Advisor, Gamma January 2022 – Present (2 years 6 months) alongside Beta",
    "beta": "Senior Engineer, Beta March 2021 – February 2022 (1 year) alongside Gamma",
    "clusters": "Clusters for all at Beta, March 2021 – February 2022",
    "secrets": "Keeping secrets September 14, 2021 · SecretCon",
    "gap": "Between positions: January 2021 – February 2021 (2 months)",
    "acme": "Engineer, Acme January 2020 – December 2020 (1 year) · Springfield",
    "outage": "The sealed vault May 2020",
    "university": "B.Sc. Computer Science, University 2016 – 2018 · coursework · Shelbyville",
}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", "gamma beta gap acme university clusters secrets outage"),
        (":kinds: position", "gamma beta gap acme"),
        (":kinds: education, talk", "university clusters secrets"),
        (":kinds: incident", "outage"),
        (":skill: go", "acme"),
        (":skill: Golang, kubernetes", "gamma beta acme clusters"),
        (":since: 2021-03", "gamma beta clusters secrets"),
        (":since: 2021", "gamma beta gap clusters secrets"),
        (":until: 2020-12", "acme university outage"),
        (":since: 2018\n:until: 2021-01", "gap acme university outage"),
        (":since: 2021-01\n:until: 2021-02\n:kinds: position, talk, education", None),
        (":since: 2020-05\n:until: 2020-05\n:kinds: incident, talk", "outage"),
    ],
)
def test_timeline(site: Site, options: str, expected: str | None) -> None:
    if expected is None:
        site.write({"view.md": f"---\norphan: true\n---\n# V\n\n```{{timeline}}\n{options}\n```\n"})
        (warning,) = site.build("text").warnings
        assert warning == (
            "view.md:6: WARNING: this timeline has nothing to show [resume.empty-view]"
        )
        return
    text = view(site, f"{{timeline}}\n:gaps:\n{options}")
    text = re.sub(r"(?<= )(Talks|Incidents)(, Incidents)? (?=1\.)", "", text)
    items = re.split(r"(?:^| )\d+\. ", text)[1:]
    assert items == [BARS[name] for name in expected.split()]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "position",
            "Advisor, Gamma, January 2022 – Present "
            "* Senior Engineer, Beta, March 2021 – February 2022 "
            "* Engineer, Acme, January 2020 – December 2020",
        ),
        ("position\n:skill: golang", "Engineer, Acme, January 2020 – December 2020"),
        ("position\n:position: gamma", "Advisor, Gamma, January 2022 – Present"),
        (
            "position\n:since: 2021\n:until: 2021",
            "Senior Engineer, Beta, March 2021 – February 2022",
        ),
        ("skill", "Go * Elixir * Kubernetes * Vault"),
        ("skill\n:category: platforms", "Kubernetes * Vault"),
        ("skill\n:skill: vault, golang", "Go * Vault"),
        ("skill\n:position: gamma", "Kubernetes"),
        ("talk\n:position: beta", "Clusters for all"),
        ("talk\n:skill: vault", "Keeping secrets, SecretCon, September 14, 2021"),
        ("talk", "Clusters for all * Keeping secrets, SecretCon, September 14, 2021"),
        ("interest\n:position: beta", "Operability"),
        ("incident", "The sealed vault, May 2020"),
        ("education", "B.Sc. Computer Science, University, 2016 – 2018"),
        (
            "education\n:style: lines",
            "B.Sc. Computer Science, University: 2016 – 2018, coursework, Shelbyville",
        ),
        (
            "position\n:style: lines",
            "Advisor, Gamma: January 2022 – Present "
            "* Senior Engineer, Beta: March 2021 – February 2022 "
            "* Engineer, Acme: January 2020 – December 2020, Springfield",
        ),
        (
            "talk\n:style: lines\n:position: beta",
            "Clusters for all",
        ),
        (
            "skill\n:style: lines",
            "V * Languages Go (confident); Elixir Platforms Kubernetes, Vault",
        ),
        (
            "skill\n:style: lines\n:show: last, total",
            "V * Languages Go (confident, 1 year, last used December 2020); Elixir "
            "Platforms Kubernetes (3 years 4 months, in use); "
            "Vault (2 years, last used February 2022)",
        ),
        (
            "skill\n:style: lines\n:category: Platforms",
            "V * Platforms Kubernetes, Vault",
        ),
        (
            "interest\n:style: terms",
            "V * Operability How easily *Kubernetes* and the like are run.",
        ),
        (
            "position\n:style: full\n:position: gamma",
            "V * Gamma ===== Advisor January 2022 – Present * Advises on *Kubernetes*.",
        ),
        (
            "education\n:style: full",
            "V * University ========== B.Sc. Computer Science "
            "2016 – 2018 · coursework · Shelbyville",
        ),
    ],
)
def test_entry_list(site: Site, source: str, expected: str) -> None:
    assert view(site, f"{{entry-list}} {source}") == expected.removeprefix("V * ")


def test_the_short_resume_copies_bodies_with_their_links(career_html: Built) -> None:
    section = career_html.page("resume").select_one("#positions-acme")
    assert section is not None
    links = [(a["href"], a.get_text()) for a in section.select("li a")]
    assert links == [
        ("skills.html#skill-vault", "Vault"),
        ("skills.html#skill-vault", "Vault"),
        ("skills.html#skill-go", "Go"),
        ("skills.html#skill-go", "the Go language"),
    ]


def test_a_list_in_a_body_that_it_shows_terminates(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": """\
            # Work

            ````{position} acme
            :title: Engineer
            :organization: Acme
            :start: 2021-07
            :end: 2022-04

            Made things, among them this list.

            ```{entry-list} position
            :style: full
            ```
            ````
            """,
            "resume.md": """\
            ---
            orphan: true
            ---
            # Résumé

            ```{entry-list} position
            :style: full
            ```
            """,
        }
    )
    built = site.build("text")
    assert built.warnings == []
    assert built.text().count("Made things") == 1
    assert built.text("resume").count("Made things") == 1


def test_months_of_overlapping_positions_count_once(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": """\
            # Work

            ```{position} one
            :title: Engineer
            :organization: One
            :start: 2020-01
            :end: 2020-06

            Used {skill}`Go`.
            ```

            ```{position} two
            :title: Engineer
            :organization: Two
            :start: 2020-04
            :end: 2020-09

            Used {skill}`Go`.
            ```

            ```{skill} Go
            ```
            """
        }
    )
    assert "**Go** 9 months · last used September 2020" in site.build("text").text()


def test_a_skill_cited_only_by_an_undated_talk_has_no_bar(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": """\
            # Talks

            ```{talk} go
            :title: On Go

            All about {skill}`Go`.
            ```

            ```{skill} Go
            ```

            ```{skill-matrix}
            ```
            """
        }
    )
    built = site.build("text")
    assert built.warnings == []
    assert rows(built.source("index.txt"))[1:] == [["Go"]]
