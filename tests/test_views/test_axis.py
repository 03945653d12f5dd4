"""The axis, and lanes, in which elements never overlap."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_resume.views.axis import Axis, career_axis, lanes
from tests.support.samples import career, entry, position, skill
from tests.support.strategies import PROVEN

EXTENTS = st.lists(
    st.tuples(st.integers(0, 99), st.integers(1, 40)).map(lambda e: (e[0], e[0] + e[1])), max_size=9
)


def test_only_extents_that_do_not_overlap_share_a_lane() -> None:
    assert lanes([(0, 10), (12, 20), (8, 14), (30, 40)], space=2) == [0, 0, 1, 0]


def test_extents_that_are_too_close_have_separate_lanes() -> None:
    assert lanes([(0, 10), (11, 20)], space=2) == [0, 1]


def test_the_first_extent_has_the_first_lane() -> None:
    assert lanes([(5, 9), (0, 9), (0, 5)]) == [0, 1, 0]
    assert lanes([]) == []


@PROVEN
@given(EXTENTS, st.integers(0, 5))
def test_lanes_do_not_overlap_and_are_as_few_as_possible(
    extents: list[tuple[float, float]], space: int
) -> None:
    found = lanes(extents, space)
    placed = list(zip(found, extents, strict=True))
    for (lane, one), (other_lane, other) in combinations(placed, 2):
        apart = one[1] + space <= other[0] or other[1] + space <= one[0]
        assert apart or lane != other_lane
    for number, (lane, (start, stop)) in enumerate(placed):
        for below in range(lane):
            taken = [extent for other, extent in placed[:number] if other == below]
            assert any(a < stop + space and start < b + space for a, b in taken)


def test_timeline_and_skill_matrix_share_an_axis() -> None:
    """It includes a project that backs a skill, and a position that backs none."""
    early = entry("project", "tool", start="2001-03", end="2002-01", line=1)
    late = position("late", "2020-01", "2021-06")
    found = career(early, late, skill("go"), cited=[(early, "go")])
    assert career_axis(found) == Axis(12 * 2001 + 2, 12 * 2021 + 6)
    assert career_axis(career(skill("go"))) == Axis(0, 1)
