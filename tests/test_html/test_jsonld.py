"""The JSON-LD of pages."""

from __future__ import annotations

import json
from typing import Any

from tests.conftest import Built, MakeSite

PAGES = {
    "index.md": """\
        # Front

        ```{skill} Go
        ```

        ```{toctree}
        work
        talks
        ```
        """,
    "work.md": """\
        # Work

        ```{position} acme
        :title: Engineer </script><b>
        :organization: Acme & Sons
        :start: 2021-07
        :end: 2023-04

        Wrote {skill}`Go`.
        ```

        ```{position} bolt
        :title: Advisor
        :organization: Bolt
        :start: 2023-05-01
        :end: present

        Advises.
        ```
        """,
    "talks.md": """\
        # Talks

        ```{talk} reviews
        :title: Reviews
        :date: 2022-05-03 to 2022-05-04
        :event: SREcon
        :venue: Amsterdam
        :slides: https://example.org/slides.pdf

        A talk.
        ```

        ```{talk} secret
        :title: Secret
        :date: 2022
        :visibility: internal

        Nobody knows.
        ```
        """,
}
SITE: dict[str, Any] = {"html_baseurl": "https://example.org/en", "resume_name": "Ada Example"}


def data(built: Built, docname: str) -> dict[str, Any]:
    script = built.page(docname).find("script", type="application/ld+json")
    assert script is not None
    loaded = json.loads(script.get_text())
    assert isinstance(loaded, dict)
    return loaded


def test_the_front_page_is_the_profile_of_a_person(career_site: MakeSite) -> None:
    built = career_site(PAGES).build(**SITE, resume_contact={"links": {"Web": "https://e.org/"}})
    profile = data(built, "index")
    person = profile["mainEntity"]
    assert (profile["@type"], person["@type"], person["name"]) == (
        "ProfilePage", "Person", "Ada Example",
    )  # fmt: skip
    assert person["sameAs"] == ["https://e.org/"]
    assert person["knowsAbout"] == ["Go"]
    assert person["jobTitle"] == ["Advisor"]
    assert [
        (role["hasOccupation"]["name"], role["startDate"], role.get("endDate"))
        for role in person["hasOccupation"]
    ] == [("Advisor", "2023-05-01", None), ("Engineer </script><b>", "2021-07", "2023-04")]
    assert [talk["name"] for talk in person["performerIn"]] == ["Reviews"]


def test_each_position_is_an_organization_role(career_site: MakeSite) -> None:
    graph = data(career_site(PAGES).build(**SITE), "work")["@graph"]
    assert graph[0] == {
        "@type": "Person",
        "name": "Ada Example",
        "worksFor": {
            "@type": "OrganizationRole",
            "roleName": "Engineer </script><b>",
            "startDate": "2021-07",
            "endDate": "2023-04",
            "url": "https://example.org/en/work.html#position-acme",
            "worksFor": {"@type": "Organization", "name": "Acme & Sons"},
        },
    }


def test_a_public_talk_is_an_event(career_site: MakeSite) -> None:
    assert data(career_site(PAGES).build(**SITE), "talks") == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Reviews",
        "url": "https://example.org/en/talks.html#talk-reviews",
        "startDate": "2022-05-03",
        "endDate": "2022-05-04",
        "location": {"@type": "Place", "name": "Amsterdam"},
        "superEvent": {"@type": "Event", "name": "SREcon"},
        "performer": [{"@type": "Person", "name": "Ada Example"}],
        "workFeatured": {
            "@type": "PresentationDigitalDocument",
            "name": "Reviews",
            "url": "https://example.org/slides.pdf",
        },
    }


def test_each_occasion_of_a_talk_is_a_separate_event(career_site: MakeSite) -> None:
    page = """\
        # Talk

        ```{talk} tour
        :title: Tour
        :date: 2022-05-03
        :venue: Amsterdam

        Words.

        :::{occasion}
        :date: 2021
        :venue: Dublin
        :recording: https://example.org/video
        :::
        ```
        """
    graph = data(
        career_site({"index.md": "# Front\n\n```{toctree}\ntalk\n```\n", "talk.md": page}).build(
            **SITE, myst_enable_extensions=["colon_fence"]
        ),
        "talk",
    )["@graph"]
    assert [
        (event["startDate"], event["location"]["name"], event.get("recordedIn")) for event in graph
    ] == [
        ("2022-05-03", "Amsterdam", None),
        (
            "2021",
            "Dublin",
            {"@type": "CreativeWork", "name": "Tour", "url": "https://example.org/video"},
        ),
    ]


def test_an_education_claims_only_what_is_certain(career_site: MakeSite) -> None:
    page = """\
        # Education

        ```{education} phd
        :title: PhD
        :organization: University
        :end: 1934
        ```

        ```{education} ba
        :title: BA
        :organization: College
        :start: 1924
        :end: 1926
        :status: incomplete
        ```
        """
    person = data(career_site({"index.md": page}).build(), "index")["mainEntity"]
    kind = {"@type": "EducationalOrganization"}
    assert person["alumniOf"] == [
        {
            "@type": "OrganizationRole",
            "roleName": "PhD",
            "endDate": "1934",
            "alumniOf": {**kind, "name": "University"},
        },
        {
            "@type": "OrganizationRole",
            "startDate": "1924",
            "endDate": "1926",
            "alumniOf": {**kind, "name": "College"},
        },
    ]


def test_unknown_properties_are_left_out(career_site: MakeSite) -> None:
    built = career_site(PAGES).build()
    assert "name" not in data(built, "index")["mainEntity"]
    assert "url" not in data(built, "talks")
    assert "Secret" not in json.dumps(data(built, "index"))


def test_author_text_cannot_close_the_script_element(career_site: MakeSite) -> None:
    source = career_site(PAGES).build().source("work.html")
    start = source.index('<script type="application/ld+json">')
    assert "</script>" not in source[start : source.index("Advisor", start)]


def test_a_change_elsewhere_updates_the_profile(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    site.build()
    site.replace("work.md", ":title: Advisor", ":title: Consultant")
    built = site.build()
    assert built.written == {"index", "work"}
    assert data(built, "index")["mainEntity"]["jobTitle"] == ["Consultant"]
