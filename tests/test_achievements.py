"""Publications, awards, certificates, languages, and degrees with only a year."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from sphinx_resume.checks.consistency import check
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.options import OptionError, doi_link, doi_name, people
from sphinx_resume.views.entry_header import EntryFacts
from sphinx_resume.views.lists import EntryList
from sphinx_resume.views.timeline import TimelineView
from tests.conftest import MakeSite
from tests.support.careers import at
from tests.support.samples import ENGLISH, career, cite, entry, position, skill

PAPER = entry(
    "publication",
    "paper",
    title="Slow queries",
    date="2023-05",
    venue="Journal of Examples 9(4)",
    publisher="Example Press",
    co_authors="Zoe Example, Ada Example",
    doi="https://doi.org/10.5555/12345678",
    url="https://example.org/paper",
)
PRIZE = entry("award", "prize", title="Best Paper", by="Example Society", date="2024")
SPOKEN = entry("language", "portuguese", title="Portuguese", level="fluent")


def certificate(expires: str = "") -> Entry:
    options: Any = {"expires": expires} if expires else {}
    return entry(
        "certificate", "pg", title="Professional", issuer="Foundation", date="2022-03", **options
    )


def listed(kind: str, style: str, *entries: Entry) -> str:
    view = EntryList(place=at(), argument=kind, style=style)
    found = view.nodes(view.layout(career(*entries), ENGLISH))
    return " ".join(node.astext() for node in found).replace("\n\n", " | ")


def above_body(*entries: Entry) -> str:
    view = EntryFacts(place=at(), kind=entries[0].kind, id=entries[0].id, titled=True)
    layout = view.layout(career(*entries), ENGLISH)
    assert layout is not None
    return " ".join(node.astext() for node in view.nodes(layout))


# Options


def test_co_authors_keep_their_order() -> None:
    assert people("Zoe Example, Ada  Example,, Zoe Example") == ("Zoe Example", "Ada Example")


@pytest.mark.parametrize(
    "written",
    [
        "10.1145/800025",
        " doi:10.1145/800025 ",
        "DOI: 10.1145/800025",
        "https://doi.org/10.1145/800025",
        "http://dx.doi.org/10.1145/800025",
    ],
)
def test_a_doi_is_accepted_in_every_form(written: str) -> None:
    assert doi_name(written) == "10.1145/800025"


@pytest.mark.parametrize("written", ["800025", "10.1145", "https://example.org/10.1145/1", ""])
def test_an_invalid_doi_is_rejected(written: str) -> None:
    with pytest.raises(OptionError):
        doi_name(written)


# Lists and facts


def test_links_name_the_source() -> None:
    assert listed("publication", "links", PAPER) == (
        "Slow queries, with Zoe Example, Ada Example, Journal of Examples 9(4), May 2023, "
        "doi:10.5555/12345678, https://example.org/paper"
    )
    assert listed("award", "links", PRIZE) == "Best Paper, Example Society, 2024"
    assert listed("certificate", "links", certificate()) == "Professional, Foundation, March 2022"
    assert listed("language", "links", SPOKEN) == "Portuguese, fluent"


def test_lines_show_all_facts() -> None:
    assert listed("publication", "lines", PAPER) == (
        "Slow queries: May 2023, Journal of Examples 9(4), Example Press, "
        "with Zoe Example, Ada Example"
    )
    assert listed("language", "lines", SPOKEN) == "Portuguese: fluent"


def test_the_facts_of_a_publication_link_it() -> None:
    assert above_body(PAPER).endswith("· doi:10.5555/12345678 · https://example.org/paper")


def test_the_link_to_a_doi_is_percent_encoded() -> None:
    assert doi_link("10.5555/(X)1;2#3?<4>") == "https://doi.org/10.5555/(X)1;2%233%3F%3C4%3E"
    pasted = "https://doi.org/10.5555/%3C4%3E"
    assert doi_link(doi_name(pasted)) == pasted
    assert doi_link("") == ""


def test_a_long_url_is_shortened_to_its_host() -> None:
    url = f"https://www.example.org/{'a' * 60}"
    assert above_body(entry("award", "prize", url=url)) == "example.org"


@pytest.mark.parametrize(
    ("expires", "shown"),
    [
        ("2025-03", "March 2022 · Foundation · valid until March 2025"),
        ("2024-08", "March 2022 · Foundation · valid until August 2024"),
        ("2024-07-31", "March 2022 · Foundation · valid until July 31, 2024"),
        ("", "March 2022 · Foundation"),
    ],
)
def test_a_certificate_shows_its_validity(expires: str, shown: str) -> None:
    assert above_body(certificate(expires)) == shown


# What they mean


@pytest.mark.parametrize("kind", ["publication", "award", "certificate"])
def test_an_event_is_evidence_without_a_duration(kind: str) -> None:
    source = entry(kind, "it", date="2023-05")
    go = skill("go")
    found = career(source, go, cited=[cite(source, "go")])
    assert [item.source for item in found.evidence(go)] == [source]
    assert found.use(go).months == 0


@pytest.mark.parametrize("kind", ["publication", "award", "certificate"])
def test_an_event_is_on_the_timeline(kind: str) -> None:
    source = entry(kind, "it", date="2023-05-04")
    (bar,) = TimelineView(place=at(), kinds=(kind,)).layout(career(source), ENGLISH).bars
    assert bar.point


def test_a_language_is_not_evidence() -> None:
    go = skill("go")
    assert career(SPOKEN, go, cited=[cite(SPOKEN, "go")]).evidence(go) == ()


@pytest.mark.parametrize("kind", ["publication", "award", "certificate"])
def test_the_during_option_must_name_a_position(kind: str) -> None:
    source = entry(kind, "it", during="acmee")
    (finding,) = check(career(source, position("acme", "2020")))
    assert (finding.type, finding.place.line) == ("unknown-position", 2)
    assert "did you mean “acme”?" in finding.message


def test_a_certificate_cannot_expire_before_its_date() -> None:
    (finding,) = check(career(certificate("2021-12")))
    assert finding.type == "date"
    assert finding.place.line == dict(certificate("2021-12").place.lines)["expires"]


# Degrees


def degree(**dates: Any) -> Entry:
    return entry("education", "bsc", title="BSc", organization="University", **dates)


def test_a_degree_with_only_a_year_has_no_duration() -> None:
    studies, go = degree(end="1928"), skill("go")
    found = career(studies, go, cited=[cite(studies, "go")], today=dt.date(2024, 1, 1))
    assert above_body(studies) == "1928"
    assert found.use(go).months == 0
    (bar,) = TimelineView(place=at()).layout(found, ENGLISH).bars
    assert bar.point


def test_studies_with_a_start_and_an_end_have_a_duration() -> None:
    assert above_body(degree(start="2015-10", end="2018-09")) == (
        "October 2015 – September 2018 · 3 years"
    )


# On a page


@pytest.mark.parametrize("kind", ["publication", "award", "certificate", "language"])
def test_each_kind_has_a_role_and_an_optional_body(career_site: MakeSite, kind: str) -> None:
    title = "" if kind == "language" else ":title: The thing"
    page = f"# Page\n\n```{{{kind}}} the-thing\n{title}\n```\n\nSee {{{kind}}}`the-thing`.\n"
    built = career_site({"index.md": page}).build("text")
    assert built.warnings == []
    assert built.text().endswith("See *the-thing*." if kind == "language" else "See *The thing*.")


def test_kinds_are_shown_in_this_order() -> None:
    assert list(ENTRY_TYPES) == [
        *("position", "education", "project", "volunteering", "break", "skill", "interest"),
        *(
            "talk",
            "incident",
            "publication",
            "patent",
            "award",
            "certificate",
            "course",
            "membership",
        ),
        *("language", "reference"),
    ]


# Authors

PUBLICATIONS = """\
# Publications

```{publication} fish
:title: Fish and their fins
:date: 2019-05
:co-authors: Doe, J., Roe, A., Poe, J., Moe, A.
```

```{publication} boats
:title: Boats
:date: 2020
:co-authors: Martin Example, Jr., Ann Other, Jr.
```

```{publication} third
:title: Third
:date: 2021
:co-authors: Ann First, Bob Second, me, Dan Fourth
```

```{publication} second
:title: Second
:date: 2022
:co-authors:
  Doe, Jane
  Sample, S.
  et al.
```

```{publication} alone
:title: Alone
:date: 2023
```
"""


def test_authors_keep_their_full_names_and_order(career_site: MakeSite) -> None:
    built = career_site(
        {"index.md": "# Sam\n", "pubs.md": f"---\norphan: true\n---\n{PUBLICATIONS}"}
    )
    page = built.build(resume_name="Sam Sample").page("pubs")
    facts = [line.get_text() for line in page.select(".resume-entry > .resume-when")]
    assert [fact.split(" · ", 1)[1:] for fact in facts] == [
        ["with Doe, J., Roe, A., Poe, J., Moe, A."],
        ["with Martin Example, Jr., Ann Other, Jr."],
        ["by Ann First, Bob Second, Sam Sample, Dan Fourth"],
        ["by Doe, Jane, Sample, S., et al."],
        [],
    ]
    script = page.find("script", type="application/ld+json")
    assert script is not None
    credited = [
        tuple([person["name"] for person in work.get(role, [])] for role in ("author", "creator"))
        for work in json.loads(script.get_text())["@graph"]
    ]
    assert credited == [
        (["Doe, J.", "Roe, A.", "Poe, J.", "Moe, A."], ["Sam Sample"]),
        (["Martin Example, Jr.", "Ann Other, Jr."], ["Sam Sample"]),
        (["Ann First", "Bob Second", "Sam Sample", "Dan Fourth"], []),
        (["Doe, Jane", "Sam Sample"], []),
        (["Sam Sample"], []),
    ]
