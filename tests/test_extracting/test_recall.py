"""Phrases found in an extracted text, and the kinds of damage to others."""

from __future__ import annotations

import pytest

from sphinx_resume.extracting.recall import Phrase, Recall, fold, recall

PHRASES = (
    "Ada Example",
    "Experience",
    "Acme",
    "Senior Engineer",
    "March 2021 – December 2022 · Berlin, Germany",
    "Ran the platform for all teams, and cut costs.",
    "Education",
    "University",
)


def found_in(*pages: str, phrases: tuple[str, ...] = PHRASES) -> Recall:
    return recall([Phrase(text) for text in phrases], pages)


def misses(*pages: str) -> list[tuple[str, int, str, tuple[str, ...]]]:
    found = found_in(*pages).misses
    return [(each.phrase.text, each.page, each.kind, each.words) for each in found]


def test_all_phrases_in_order() -> None:
    found = found_in("\n".join(PHRASES))
    assert (found.found, found.percent, found.misses) == (8, 100.0, ())


def test_whitespace_page_breaks_and_invisible_characters_are_ignored() -> None:
    text = "\n".join(PHRASES).replace(" ", "  \n ").replace("Acme", "Ac\u200bme\n\n1\n")
    half = text.index("Ran")
    assert misses(text[:half], "Ada Example · 2\n" + text[half:]) == []


@pytest.mark.parametrize(
    ("old", "new", "missed"),
    [
        ("cut costs.", "costs.", (PHRASES[5], 1, "lost", ("cut",))),
        ("Berlin, Germany", "Berlin,Germany", (PHRASES[4], 1, "glued", ("Berlin,Germany",))),
        ("Senior Engineer", "SeniorEngineer", (PHRASES[3], 1, "glued", ("SeniorEngineer",))),
        ("platform", "plat-\nform", (PHRASES[5], 1, "split", ("plat-", "form"))),
        ("platform", "p l a t form", (PHRASES[5], 1, "split", ("p", "l", "a", "t", "form"))),
        ("for all teams", "for all 2019 teams", (PHRASES[5], 1, "scattered", ())),
        ("Acme\n", "", ("Acme", 1, "lost", ("Acme",))),
    ],
)
def test_the_kind_of_damage_is_recognized(
    old: str, new: str, missed: tuple[str, int, str, tuple[str, ...]]
) -> None:
    text = "\n".join(PHRASES)
    assert old in text
    assert misses(text.replace(old, new)) == [missed]


def test_a_phrase_in_the_wrong_place_is_reported() -> None:
    first, *others = PHRASES
    assert misses("\n".join([*others, first])) == [("Ada Example", 1, "moved", ())]


def test_a_later_repetition_does_not_hide_other_phrases() -> None:
    text = "\n".join(PHRASES[2:]) + "\n" + "filler " * 200 + "Experience"
    assert [each[0] for each in misses(text)] == ["Ada Example", "Experience"]


def test_the_reported_page_is_the_expected_one() -> None:
    text = "\n".join(PHRASES[:6])
    assert misses(text, "Education") == [("University", 2, "lost", ("University",))]


def test_an_empty_text_has_no_phrases() -> None:
    assert found_in("").found == 0
    assert found_in().percent == 0
    assert found_in("x", phrases=()).misses == ()


def test_a_percentage_is_never_rounded_up_to_100() -> None:
    phrases = tuple(f"phrase-{number}" for number in range(2000))
    assert found_in("\n".join(phrases[:-1]), phrases=phrases).percent == 99.9


def test_folding_keeps_visible_characters() -> None:
    assert fold("a\u0308\xa0b\n\tc\u202ad") == "ä b cd"
