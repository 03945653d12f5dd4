"""The width of text in drawings, and how it is wrapped."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_resume.html.svg_layout import text_width, wrapped
from tests.support.strategies import PROVEN


def test_text_width_depends_on_the_characters() -> None:
    assert text_width("Go", 10) == 14
    assert text_width("ill", 10) < text_width("ooo", 10) < text_width("WWW", 10)
    assert text_width("漢字", 10) == 20
    assert text_width("e\u0301", 10) == text_width("é", 10)


def test_names_wrap_between_words() -> None:
    lines = wrapped("Technical University of Munich", 80, 10, 2)
    assert lines == ["Technical", "University of…"]
    assert wrapped("Harvard, Cambridge", 60, 10, 1) == ["Harvard…"]
    assert wrapped("", 80, 10, 2) == []


@PROVEN
@given(st.text("abcdefg  ,(", max_size=60), st.integers(20, 200), st.integers(1, 4))
def test_no_line_is_too_wide_and_lost_words_leave_an_ellipsis(
    text: str, room: int, most: int
) -> None:
    lines = wrapped(text, room, 10, most)
    assert len(lines) <= most
    assert all(text_width(line, 10) <= room for line in lines)
    assert not any(line.endswith((" …", ",…", "(…")) for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
