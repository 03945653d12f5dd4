"""Cutting texts between words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_resume.model.shorten import ellipsis, shortened
from tests.support.strategies import PROVEN


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Go", 2, "Go"),
        ("Technical University", 20, "Technical University"),
        ("Technical University", 14, "Technical…"),
        ("Technical University", 10, "Technical…"),
        ("Technical University", 9, "Technica…"),
        ("Technicaluniversity", 14, "Technicaluniv…"),
        ("Data, Hardware, Software", 15, "Data…"),
        ("A sentence. Another", 15, "A sentence…"),
        ("Acme (formerly Example)", 10, "Acme…"),
    ],
)
def test_a_text_is_cut_between_words(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short


def test_a_long_first_word_is_dropped_if_it_may_not_be_split() -> None:
    assert shortened("Technicaluniversity of Munich", 14, split=False) == ""
    assert shortened("Technical University", 14, split=False) == "Technical…"


@PROVEN
@given(st.text("abc  ,.(", max_size=40), st.integers(1, 40), st.booleans())
def test_a_cut_text_is_short_enough_and_begins_like_the_whole(
    text: str, most: int, split: bool
) -> None:
    found = shortened(text, most, split=split)
    assert len(found) <= most
    assert text.startswith(found.removesuffix("…"))
    assert found == text or found in {"", "…"} or found == ellipsis(found.removesuffix("…"))
