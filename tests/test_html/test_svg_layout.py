"""Lanes: elements in the same lane never overlap."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_resume.html.svg_layout import cut, lanes, text_width, wrapped
from tests.support.strategies import PROVEN

EXTENTS = st.lists(
    st.tuples(st.integers(0, 99), st.integers(1, 40)).map(lambda e: (e[0], e[0] + e[1])), max_size=9
)


def test_what_follows_shares_a_lane_and_what_overlaps_does_not() -> None:
    assert lanes([(0, 10), (12, 20), (8, 14), (30, 40)], space=2) == [0, 0, 1, 0]


def test_what_comes_too_close_has_a_lane_of_its_own() -> None:
    assert lanes([(0, 10), (11, 20)], space=2) == [0, 1]


def test_the_order_of_what_is_given_decides_where_places_are_equal() -> None:
    assert lanes([(5, 9), (0, 9), (5, 9)], space=0) == [1, 0, 2]
    assert lanes([], space=0) == []


@PROVEN
@given(EXTENTS, st.integers(0, 5))
def test_nothing_in_a_lane_covers_anything_else(
    extents: list[tuple[float, float]], space: int
) -> None:
    found = lanes(extents, space)
    for (lane, one), (other_lane, other) in combinations(zip(found, extents, strict=True), 2):
        apart = one[1] + space <= other[0] or other[1] + space <= one[0]
        assert apart or lane != other_lane
    assert set(found) == set(range(max(found, default=-1) + 1))


def test_names_take_room_by_their_characters() -> None:
    assert text_width("Go", 10) == 14
    assert text_width("ill", 10) < text_width("ooo", 10) < text_width("WWW", 10)
    assert text_width("漢字", 10) == 20
    assert text_width("e\u0301", 10) == text_width("é", 10)


def test_long_names_are_cut() -> None:
    assert cut("Technical University", 11) == "Technical…"
    assert cut("Technical University", 14) == "Technical…"
    assert cut("Technicaluniversity", 14) == ""  # a half of a word says nothing
    assert cut("Go", 2) == "Go"


def test_names_are_broken_at_words() -> None:
    lines = wrapped("Technical University of Munich", 80, 10, 2)
    assert lines == ["Technical", "University of…"]
    assert wrapped("", 80, 10, 2) == []


@PROVEN
@given(st.text("abcdefg  ", max_size=60), st.integers(20, 200), st.integers(1, 4))
def test_no_line_is_wider_than_its_room_and_no_word_is_lost_unsaid(
    text: str, room: int, most: int
) -> None:
    lines = wrapped(text, room, 10, most)
    assert len(lines) <= most
    assert all(text_width(line.removesuffix("…"), 10) <= room for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
