"""Splitting a text into sentences."""

from __future__ import annotations

import sys

import pytest

from sphinx_resume.importing.source import SourceError
from sphinx_resume.tailoring import texts
from sphinx_resume.tailoring.sentences import sentences


def told_apart(text: str, language: str = "en") -> list[tuple[int, str]]:
    read = texts.of(text.encode(), "a")
    return [(read.line(start), read.text[start:end]) for start, end in sentences(read, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "I was at Acme Inc. for two years. Prof. Smith led it, e.g. the\nlast part. Yes!",
            [
                (1, "I was at Acme Inc. for two years."),
                (1, "Prof. Smith led it, e.g. the\nlast part."),
                (2, "Yes!"),
            ],
        ),
        (
            "Ich war bei der Acme Inc. tätig. Am 3. März 2020 begann ich, z. B. mit dem Rest.",
            [
                (1, "Ich war bei der Acme Inc. tätig."),
                (1, "Am 3. März 2020 begann ich, z. B. mit dem Rest."),
            ],
        ),
        ("東京で働きました。はい！そうです。", [
            (1, "東京で働きました。"), (1, "はい!"), (1, "そうです。"),
        ]),
        # What is no sentence, but a unit
        ("# Title\n\nHello\n\n- One\n- Two,\n  and more\n1. Three\n> Four\n", [
            (1, "Title"), (3, "Hello"), (5, "One"), (6, "Two,\n  and more"), (8, "Three"),
            (9, "Four"),
        ]),
        ("01.07.2021 – 04/2023  Engineer\n12/2021  Moved it\nQ3 2022: Ran it\n2017-05 to 2019\n", [
            (1, "01.07.2021 – 04/2023  Engineer"), (2, "12/2021  Moved it"),
            (3, "Q3 2022: Ran it"), (4, "2017-05 to 2019"),
        ]),
        ("I was there in\n2021 and in\n2022.", [(1, "I was there in\n2021 and in\n2022.")]),
        ("a\n---\n***\nb", [(1, "a\n---\n***\nb")]),
    ],
)  # fmt: skip
def test_sentences(text: str, found: list[tuple[int, str]]) -> None:
    assert told_apart(text) == found


@pytest.mark.parametrize("language", ["en", "pt_BR", "zh-CN", "xx"])
def test_every_language_is_supported(language: str) -> None:
    assert told_apart("One. Two.", language) == [(1, "One."), (1, "Two.")]


def test_a_repeated_sentence_has_two_positions() -> None:
    assert told_apart("Yes. Yes.\nYes.") == [(1, "Yes."), (1, "Yes."), (2, "Yes.")]


def test_without_sentencex_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "sentencex", None)
    with pytest.raises(SourceError, match=r"pip install 'sphinx-resume\[ground\]'"):
        told_apart("One.")
