"""Suggestions for the wording of a review."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_resume.checks.review_wording import wording_findings


@pytest.mark.parametrize(
    ("text", "words", "advice"),
    [
        ("We found the root cause at last.", "root cause", "“contributors”"),
        ("Root-causes abound.", "Root-causes", "“contributors”"),
        ("It was human error.", "human error", "made the action look right"),
        ("They should have looked.", "should have", "say what was done"),
        ("She couldn’t\nhave known.", "couldn’t have", "say what was done"),
        ("He could not have known.", "could not have", "say what was done"),
        ("The team failed to see it.", "failed to", "say what was done"),
        ("A careless change.", "careless", "judges people"),
        ("Nobody is to be blamed.", "blamed", "judges people"),
        ("It was my fault.", "my fault", "judges people"),
    ],
)
def test_words_are_reported_with_a_suggestion(text: str, words: str, advice: str) -> None:
    (found,) = wording_findings(text)
    assert text[found.start :].startswith(words[:5])
    assert found.message.startswith(f"“{words}” ")
    assert advice in found.message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Deploys began to fail, and an alert said so.",
        "A blameless review.",
        "What we should do now; what we have.",
        "A fault in the disk; fault-tolerant systems.",
        "The roots of the cause.",
        "An error of the server.",
    ],
)
def test_plain_words_pass(text: str) -> None:
    assert list(wording_findings(text)) == []


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Then Ada decided to wait.", 5),
        ("It was Ada who said\nso; Ada Example thought otherwise.", 28),
        ("At night Dr. Example was paged.", 9),
        ("We asked @ada-e for help.", 9),
    ],
)
def test_possible_names_are_found_and_not_repeated_in_the_message(text: str, start: int) -> None:
    (found,) = wording_findings(text)
    assert found.start == start
    assert found.message == (
        "this looks like the name of a person; write the person's role instead"
    )


@pytest.mark.parametrize(
    "text",
    [
        "We decided to wait. They thought so, too. Nobody knew.",
        "The engineer on call decided to wait; Engineers felt safe.",
        "Kubernetes restarted it, and Grafana showed nothing.",
        "An alert to @here and to ops@example.org; npm i @types/node.",
    ],
)
def test_blame_is_not_seen_where_nobody_is_named(text: str) -> None:
    assert list(wording_findings(text)) == []


def test_private_names_are_found_and_not_repeated_in_the_message() -> None:
    text = "Then Ada\nExample looked; Examples of ada example. Adam did not."
    found = list(wording_findings(text, ["Ada Example", "", " "]))
    assert [f.start for f in found] == [text.index("Ada"), text.index("ada")]
    assert all("Ada" not in f.message for f in found)
    assert all("write the person's role instead" in f.message for f in found)


def test_the_check_can_be_limited_to_names() -> None:
    assert list(wording_findings("The root cause.", wordings=False)) == []
    assert len(list(wording_findings("The root cause, Ada.", ["Ada"], wordings=False))) == 1


def test_suggestions_are_in_the_order_of_the_text() -> None:
    text = "Ada should have found the root cause."
    assert [f.start for f in wording_findings(text, ["Ada"])] == [0, 4, 26]


@given(st.text(), st.lists(st.text(max_size=5), max_size=3))
def test_any_text_and_names_are_accepted(text: str, names: list[str]) -> None:
    assert all(0 <= f.start < len(text) for f in wording_findings(text, names))
