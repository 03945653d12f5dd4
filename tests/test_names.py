"""Names: the ids that are made of them, and those that are close."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_resume.names import close, did_you_mean, slug
from tests.strategies import PROVEN


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("CI/CD", "ci-cd"),
        ("AWS", "aws"),
        ("Amazon  Web Services (AWS)", "amazon-web-services-aws"),
        ("snake_case", "snake-case"),
        ("Résumé", "resume"),
        ("Straße", "strasse"),
        ("日本語", "日本語"),
        ("C++", "cplusplus"),
        ("C++20/CLI", "cplusplus20-cli"),
        ("C#", "csharp"),
        ("F♯", "fsharp"),
        ("AWS+GCP", "aws-gcp"),
        ("dogs + cats", "dogs-cats"),
        ("#1", "1"),
        ("++", ""),
        ("", ""),
    ],
)
def test_the_slug_of_a_name(name: str, id: str) -> None:
    assert slug(name) == id


@PROVEN
@given(st.text())
def test_a_slug_is_the_slug_of_itself(name: str) -> None:
    assert slug(slug(name)) == slug(name)
    assert not set(slug(name)) & set(" _/.-") - {"-"}
    assert "--" not in slug(name)


@pytest.mark.parametrize(
    ("name", "found"), [("startt", ["start"]), ("Titel", ["title"]), ("colour", [])]
)
def test_close_names_are_found_in_any_case(name: str, found: list[str]) -> None:
    assert close(name, ["start", "end", "title"]) == found


@pytest.mark.parametrize(
    ("names", "end"),
    [
        ([], ""),
        (["go"], "; did you mean “go”?"),
        (["go", "git"], "; did you mean “go” or “git”?"),
    ],
)
def test_messages_offer_names(names: list[str], end: str) -> None:
    assert did_you_mean(names) == end
