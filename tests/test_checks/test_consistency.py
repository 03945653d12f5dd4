"""Consistency checks: errors across pages, and where they are reported."""

from __future__ import annotations

import pytest

from sphinx_resume.checks.consistency import check
from sphinx_resume.model.entry import Entry
from sphinx_resume.registry import Registry
from tests.support.samples import career, entry, position, skill


def findings(*entries: Entry) -> list[tuple[str, str, int, str]]:
    """Type, page, line and message of each finding."""
    found = [(f.type, f.place.docname, f.place.line, f.message) for f in check(career(*entries))]
    return sorted(found)


def test_a_consistent_career_has_no_findings() -> None:
    assert (
        findings(
            position("wayfair", "2021-07", "2023-04"),
            position("stripe", "2024-02"),
            skill("go", title="Go", aliases="Golang, go"),
            skill("stripe", title="Stripe"),
            entry("talk", "reviews", title="Reviews", during="Wayfair"),
        )
        == []
    )


def test_a_duplicate_id_is_reported_at_the_second_entry() -> None:
    again = [skill("go", title=f"Go {n}", docname=f"page{n}", line=n) for n in (1, 2, 3)]
    message = "the skill “go” is already declared in “page1”, line 1; give one of them another id"
    assert findings(*again) == [
        ("duplicate", "page2", 2, message),
        ("duplicate", "page3", 3, message),
    ]


@pytest.mark.parametrize(
    ("second", "line"),
    [
        (skill("game", title="go", docname="z", line=7), 8),
        (skill("game", title="The game", aliases="Baduk, GO", docname="z", line=7), 9),
    ],
)
def test_a_name_of_another_skill_is_reported_at_the_option(second: Entry, line: int) -> None:
    first = skill("golang", title="Go", docname="a", line=3)
    message = "“go” already names the skill “golang” in “a”, line 3"
    assert findings(first, second) == [("duplicate", "z", line, message)]


def test_a_name_equal_to_the_id_of_another_skill_is_reported() -> None:
    owner = skill("go", title="The Go language", docname="a", line=3)
    other = skill("game", title="Go", docname="z", line=7)
    assert findings(owner, other) == [
        ("duplicate", "z", 8, "“go” already names the skill “go” in “a”, line 3")
    ]
    owner = skill("go", title="The Go language", docname="zz", line=3)
    assert findings(owner, other) == [
        ("duplicate", "zz", 3, "“go” already names the skill “game” in “z”, line 7")
    ]


@pytest.mark.parametrize("kind", ["talk", "incident"])
def test_an_unknown_position_is_reported_with_a_suggestion(kind: str) -> None:
    lost = entry(kind, "lost", title="Lost", during="wayfar", line=5)
    assert findings(position("wayfair", "2021", "2022"), lost) == [
        ("unknown-position", "lost", 7, "there is no position “wayfar”; did you mean “wayfair”?")
    ]


def test_an_ambiguous_name_is_reported_with_the_ids() -> None:
    lost = entry("talk", "lost", title="Lost", during="Acme")
    acme = [position(name, "2021", "2022", organization="Acme") for name in ("junior", "senior")]
    ((kind, _page, _line, message),) = findings(*acme, lost)
    assert kind == "unknown-position"
    assert "Acme" in message
    assert "“junior” or “senior”" in message


def test_a_signed_future_position_is_not_reported() -> None:
    assert findings(position("next", "2024-09"), position("now", "2024-08-31")) == []


def test_a_planned_end_is_not_reported() -> None:
    assert findings(position("contract", "2024-01", "2025-12")) == []
    assert findings(position("planned", "2025-01", "2025-12")) == []


@pytest.mark.parametrize(("name", "meaning"), Registry().warning_types.items())
def test_every_warning_type_is_documented(name: str, meaning: str) -> None:
    assert name == name.lower()
    assert " " not in name
    assert meaning.strip().endswith(".")


@pytest.mark.parametrize(("expires", "is_wrong"), [("2019-01", True), ("2023-05", False)])
def test_a_certificate_expires_after_its_date(expires: str, is_wrong: bool) -> None:
    texts = {"title": "CKA", "issuer": "CNCF", "date": "2020-05", "expires": expires}
    found = findings(entry("certificate", "x", docname="x", line=1, **texts))
    assert [each[:3] for each in found] == ([("date", "x", 5)] if is_wrong else [])


@pytest.mark.parametrize(
    ("recording", "unknown"),
    [
        ("https://www.youtube.com/watch?v=ZR3Jirqk6W8", ""),
        ("https://example.org/video", "“https://example.org/video”"),
        ("", "a talk without a recording"),
    ],
)
def test_a_player_needs_a_recording_on_a_known_site(recording: str, unknown: str) -> None:
    given = {"recording": recording} if recording else {}
    talk = entry("talk", "reviews", line=3, **{"embed": "", **given})
    message = f"no player can be embedded for {unknown}; delete “:embed:”"
    assert findings(talk) == ([("option", "reviews", 4, message)] if unknown else [])
    assert findings(entry("talk", "reviews", line=3, **given)) == []


def test_a_certificate_without_a_date_may_expire_any_time() -> None:
    assert findings(entry("certificate", "x", title="CKA", issuer="C", expires="2019-01")) == []


def test_a_name_equal_to_the_id_of_a_later_skill_is_reported_there() -> None:
    first = skill("golang", title="Go", docname="a", line=3)
    second = skill("go", title="The game", aliases="Baduk", docname="z", line=7)
    message = "“go” already names the skill “golang” in “a”, line 3"
    assert findings(first, second) == [("duplicate", "z", 7, message)]


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, "options “part” and “agreed”"),
        ({"part": "On call."}, "option “agreed”"),
        ({"agreed": "All who were there."}, "option “part”"),
        ({"part": "On call.", "agreed": "All who were there."}, ""),
    ],
)
def test_a_sanitised_incident_requires_part_and_agreed(given: dict[str, str], asked: str) -> None:
    texts = {"title": "Disk", "date": "2022-03", "visibility": "sanitised", **given}
    found = findings(entry("incident", "x", docname="x", line=1, **texts))
    message = f"a sanitised incident needs the {asked}"
    assert found == ([("sanitised", "x", 4, message)] if asked else [])


def test_a_former_id_must_be_unique() -> None:
    go = skill("go", docname="a", line=1, formerly="golang")
    assert findings(go) == []
    has = skill("golang", docname="b", line=1)
    message = "“golang” is the id of the skill in “b”, line 1; skill “go” cannot have had it"
    assert findings(go, has) == [("formerly", "a", 2, message)]
    had = skill("gopher", docname="b", line=1, formerly="golang")
    message = "“golang” was the id of the skill in “a”, line 1; skill “gopher” cannot have had it"
    assert findings(go, had) == [("formerly", "b", 2, message)]
    same = skill("go", docname="a", line=1, formerly="go")
    assert findings(same) == [("formerly", "a", 2, "“go” is its current id; delete it here")]


def test_ids_that_claim_each_other_are_reported_once() -> None:
    one = skill("a", docname="a", line=1, formerly="b")
    other = skill("b", docname="b", line=1, formerly="a")
    assert len(findings(one, other)) == 1
