"""Back-links: the sentences that cite an entry."""

from __future__ import annotations

from sphinx_resume.views.evidence import Backlinks, CitedBy, SkillEvidence
from tests.support.careers import CAREER, DISK, UX, WAYFAIR, at, shown, targets, texts
from tests.support.samples import ENGLISH, career, entry, skill


def backlinks(kind: str, id: str) -> Backlinks:
    found = CitedBy(place=at(), kind=kind, id=id).layout(CAREER, ENGLISH)
    assert found is not None
    return found


def test_every_source_has_its_statements_and_dates() -> None:
    found = [
        (source.link.text, " ".join(p.text for p in source.periods), texts(source.statements))
        for source in backlinks("skill", "vault").evidence
    ]
    assert found == [
        ("Staff Engineer, Stripe", "February 2024 – Present", ["Brought in Vault."]),
        (
            "Senior Engineer, Wayfair",
            "July 2021 – April 2023",
            ["Ran Vault.", "Upgraded Vault."],
        ),
        ("Reviews", "May 3, 2022", ["Spoke of Vault."]),
    ]


def test_every_statement_links_to_its_place() -> None:
    links = [link for s in backlinks("skill", "vault").evidence for link in s.statements]
    assert [(link.docname, link.anchor) for link in links] == [
        ("stripe", "position-stripe-1"),
        ("wayfair", "position-wayfair-1"),
        ("wayfair", "position-wayfair-2"),
        ("reviews", "talk-reviews-1"),
    ]


def test_only_events_back_a_skill_and_others_cite_it() -> None:
    sql = skill("sql")
    found = CitedBy(place=at(), kind="skill", id="sql").layout(
        career(sql, UX, WAYFAIR, cited=[(UX, "sql"), (WAYFAIR, "sql")]), ENGLISH
    )
    assert found is not None
    assert texts(source.link for source in found.evidence) == ["Senior Engineer, Wayfair"]
    assert texts(source.link for source in found.sources) == ["UX"]


def test_entries_other_than_skills_have_only_citations() -> None:
    found = backlinks("interest", "ux")
    assert found.evidence == ()
    assert texts(source.link for source in found.sources) == ["Senior Engineer, Wayfair"]


def test_a_position_lists_events_during_it() -> None:
    found = backlinks("position", "wayfair")
    assert found.sources == ()
    assert texts(source.link for source in found.happened) == ["A full disk"]
    assert found


def test_back_links_are_grouped_by_kind_latest_first() -> None:
    old = entry("talk", "old", title="Old", date="2019")
    new = entry("talk", "new", title="New", date="2023", during="wayfair")
    award = entry("award", "best", title="Best", date="2021", during="wayfair")
    cited = [(each, "vault") for each in (old, award, new, UX, WAYFAIR)]
    known = career(skill("vault"), WAYFAIR, UX, award, old, new, cited=cited)

    def lines(kind: str, id: str) -> list[str]:
        view = CitedBy(place=at(), kind=kind, id=id)
        layout = view.layout(known, ENGLISH)
        assert layout is not None
        return [line for line in shown(view.nodes(layout)) if not line.startswith("“")]

    assert lines("skill", "vault") == [
        "Where I used it: positions",
        "Senior Engineer, Wayfair, July 2021 – April 2023",
        "Where I used it: talks",
        "New, 2023",
        "Old, 2019",
        "Where I used it: awards",
        "Best, 2021",
        "Seen in: interests",
        "UX",
    ]
    assert lines("position", "wayfair") == [
        "During this time: talks",
        "New, 2023",
        "During this time: awards",
        "Best, 2021",
    ]


def test_an_entry_without_citations_has_no_back_links() -> None:
    assert not backlinks("skill", "cobol")
    assert not backlinks("incident", "disk")
    assert CitedBy(place=at(), kind="skill", id="nonsense").layout(CAREER, ENGLISH) is None


def test_nodes_quote_the_statements_below_their_source() -> None:
    view = CitedBy(place=at(), kind="skill", id="vault")
    found = view.nodes(backlinks("skill", "vault"))
    assert shown(found) == [
        "Where I used it: positions",
        "Staff Engineer, Stripe, February 2024 – Present",
        "“Brought in Vault.”",
        "Senior Engineer, Wayfair, July 2021 – April 2023",
        "“Ran Vault.”",
        "“Upgraded Vault.”",
        "Where I used it: talks",
        "Reviews, May 3, 2022",
        "“Spoke of Vault.”",
    ]
    assert targets(found)[:2] == [
        ("position", "stripe", "position-stripe"),
        ("position", "stripe", "position-stripe-1"),
    ]


def test_nodes_link_events() -> None:
    view = CitedBy(place=at(), kind="position", id="wayfair")
    found = view.nodes(backlinks("position", "wayfair"))
    assert targets(found) == [("incident", "disk", DISK.place.anchor)]


def test_the_evidence_directive_accepts_any_name() -> None:
    view = SkillEvidence(place=at(), argument="Golang")
    layout = view.layout(CAREER, ENGLISH)
    assert layout is not None
    assert layout.evidence == backlinks("skill", "go").evidence
    assert shown(view.nodes(layout))[:3] == [
        "Where I used it: positions",
        "Senior Engineer, Wayfair, July 2021 – April 2023",
        "“Wrote tools in Golang.”",
    ]
    assert list(view.findings(CAREER)) == []


def test_the_evidence_of_an_unknown_skill_is_reported() -> None:
    view = SkillEvidence(place=at(), argument="Valt")
    assert view.layout(CAREER, ENGLISH) is None
    (finding,) = view.findings(CAREER)
    assert (finding.type, finding.place) == ("unknown-skill", at())
    assert finding.message == "there is no skill “Valt”; did you mean “Vault”?"


def test_a_statement_is_shown_with_current_titles() -> None:
    renamed = skill("vault", title="HashiCorp Vault")
    found = CitedBy(place=at(), kind="skill", id="vault").layout(
        career(renamed, WAYFAIR, cited=[(WAYFAIR, "vault")]), ENGLISH
    )
    assert found is not None
    assert texts(found.evidence[0].statements) == ["Ran HashiCorp Vault."]
