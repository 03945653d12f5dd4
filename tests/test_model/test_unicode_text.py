"""Characters that break pages, or change the direction of the text around them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_resume.model.unicode_text import harmless, isolated, plain
from tests.support.strategies import PROVEN

ANY = st.text(st.characters())  # halves of pairs, too


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  two\twords\x0b ", "two words"),
        ("a\x00b\x07c\x7f\x9f", "abc"),
        ("a\ufffeb\ufdd0\U0010ffff", "ab"),
        ("a\ud83d", "a"),
        ("\u202eevil\u2066", "evil"),
        ("אב\u200fג", "אב\u200fג"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("a\x85b\u2028c\u3000d", "a b c d"),
        (" \u200b\u00a0\u2060 ", ""),
        ("\u202e", ""),
    ],
)
def test_a_line_has_only_visible_characters(text: str, line: str) -> None:
    assert plain(text) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Zürich 2020", "Zürich 2020"),
        ("東京", "東京"),
        ("حلب 2020", "\u2068حلب 2020\u2069"),
        ("Acme (אבג)", "\u2068Acme (אבג)\u2069"),
        ("\u2069אבג\u202e", "\u2068אבג\u2069"),
    ],
)
def test_right_to_left_text_is_isolated(text: str, line: str) -> None:
    assert isolated(text) == line
    assert isolated(line) == line
    assert plain(line) == plain(text)


@PROVEN
@given(ANY)
def test_isolated_text_is_one_line_with_balanced_controls(text: str) -> None:
    line = isolated(text)
    assert line == " ".join(line.split())
    assert not {unicodedata.category(char) for char in line} & {"Cc", "Cs", "Zl", "Zp"}
    inner = line.removeprefix("\u2068").removesuffix("\u2069")
    assert not {unicodedata.bidirectional(char) for char in inner} & {
        *("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    }


@PROVEN
@given(ANY)
def test_line_breaks_are_kept(text: str) -> None:
    assert harmless(text).count("\n") == text.count("\n")
