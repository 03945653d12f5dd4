"""Sentences: what stands around a citation."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_resume.citations import Reference, Sentence, sentences_around
from tests.strategies import PROVEN


def parts_of(text: str) -> list[str | Reference]:
    """A text with its references, written ``{go}``, apart."""
    pieces = re.split(r"\{(\w+)\}", text)
    parts = [Reference("skill", p) if n % 2 else p for n, p in enumerate(pieces)]
    return [part for part in parts if part]


def written(sentence: Sentence) -> str:
    return "".join(p if isinstance(p, str) else f"{{{p.target}}}" for p in sentence)


def around(target: str, text: str) -> str:
    """The sentence around the reference to `target`."""
    parts = parts_of(text)
    return written(sentences_around(parts)[parts.index(Reference("skill", target))])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Ran {go} at scale", "Ran {go} at scale"),
        ("{go}", "{go}"),
        ("Came early. Ran {go} at scale. Left late.", "Ran {go} at scale."),
        ("Why early? Ran {go}! Left late.", "Ran {go}!"),
        ("We waited … Ran {go} … Left.", "Ran {go} …"),
        ("Came in 2021. Ran {go}.", "Ran {go}."),
        ("Cut costs by 40%. Ran {go}.", "Ran {go}."),
        ("Came. 3 services ran {go}. 4 did not.", "3 services ran {go}."),
        ("Früh gekommen. Über {go} gelernt. Ärger gehabt.", "Über {go} gelernt."),
    ],
)
def test_a_sentence_ends_before_the_next_begins(text: str, sentence: str) -> None:
    assert around("go", text) == sentence


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("go", "Ran {go}."),
        ("sql", "{sql} came next."),
        ("aws", "Moved to {aws}!"),
        ("git", "{git}"),
    ],
)
def test_references_may_begin_and_end_sentences(target: str, sentence: str) -> None:
    assert around(target, "Ran {go}. {sql} came next. Moved to {aws}! {git}") == sentence


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("go", "Ran {go} next to {sql}, and {aws}."),
        ("sql", "Ran {go} next to {sql}, and {aws}."),
        ("aws", "Ran {go} next to {sql}, and {aws}."),
        ("git", "Kept it in {git}."),
    ],
)
def test_a_sentence_has_all_its_references(target: str, sentence: str) -> None:
    assert around(target, "Ran {go} next to {sql}, and {aws}. Kept it in {git}.") == sentence


@pytest.mark.parametrize(
    "text",
    [
        "Ran tools, e.g. {go}, i.e. The usual ones.",
        "Asked Dr. Example about {go}.",
        "Saved approx. 40 hours with {go}.",
        "Approx. 40 services ran {go}, incl. The old ones.",
        "Ran {go} vs. Java.",
        "At Example Inc. in the U.S. We ran {go}.",
        "Ran {go} 1.22 with v2.0 of the client.",
        "Ran node.js with {go}.",
        "Went from {go} … to none.",
        "Ran {go} (and so on. much more) then.",
    ],
)
def test_a_stop_within_a_sentence_does_not_end_it(text: str) -> None:
    assert around("go", text) == text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("(Came early.) Ran {go}. Left.", "Ran {go}."),
        ("(Ran {go}.) Left late.", "(Ran {go}.)"),
        ("Came (with {sql}). Ran {go}.", "Ran {go}."),
        ("They said “Ran {go}.” Left late.", "They said “Ran {go}.”"),
        ("Came early. “Ran {go}”, they said.", "“Ran {go}”, they said."),
        ("It was 'old'. (Ran {go} too.)", "(Ran {go} too.)"),
    ],
)
def test_brackets_and_quotes_belong_to_their_sentence(text: str, sentence: str) -> None:
    assert around("go", text) == sentence


def test_white_space_is_folded() -> None:
    assert around("go", "  Came early.\nRan \t{go}\n  at scale \n") == "Ran {go} at scale"
    assert around("go", "Ran {go}.\n\n  Left late.") == "Ran {go}."


def test_the_first_of_two_equal_references_is_told_from_the_second() -> None:
    parts = parts_of("Ran {go} early. Left {go} late.")
    assert written(sentences_around(parts)[1]) == "Ran {go} early."
    assert written(sentences_around(parts)[3]) == "Left {go} late."


def test_references_keep_the_words_of_their_author() -> None:
    own_words = Reference("skill", "go", "a new language")
    assert sentences_around(["Came.  Learned ", own_words, ". Left."])[1] == (
        "Learned ",
        own_words,
        ".",
    )


def test_of_a_sentence_that_goes_on_and_on_only_what_is_near_is_kept() -> None:
    parts = parts_of("Came. Ran" + "".join(f" {{s{number}}}, then" for number in range(1000)))
    sentences = sentences_around(parts)
    assert written(sentences[1]).startswith("Ran {s0}, then {s1}, then {s2}")
    assert written(sentences[1001]).startswith("… {s4")
    assert written(sentences[1001]).endswith(" …")
    assert Reference("skill", "s500") in sentences[1001]
    assert max(map(len, sentences.values())) < 250
    assert around("go", f"{'x' * 600}{{go}}{'x' * 600}") == "… {go} …"


WORDS = st.sampled_from(["ran", "{}", "at", "Scale", "early,", "2021", "e.g.", "services"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=6).map(
    lambda words: f"Then {' '.join(words)} tools."
)


@PROVEN
@given(st.lists(SENTENCES, min_size=1, max_size=5))
def test_every_reference_is_found_in_its_own_sentence(sentences: list[str]) -> None:
    """Sentences of known ends, joined and taken apart again."""
    numbers = iter(range(100))
    named = [re.sub(r"\{\}", lambda _m: f"{{s{next(numbers)}}}", s) for s in sentences]
    parts = parts_of(" ".join(named))
    for index, part in enumerate(parts):
        if isinstance(part, Reference):
            expected = next(s for s in named if f"{{{part.target}}}" in s)
            assert written(sentences_around(parts)[index]) == expected


@PROVEN
@given(st.text(alphabet="aB2. !?…\n()“”{"), st.text(alphabet="aB2. !?…\n()“”"))
def test_a_sentence_is_a_piece_of_its_text(before: str, after: str) -> None:
    reference = Reference("skill", "go")
    sentence = sentences_around([before, reference, after])[1]
    assert reference in sentence
    folded = " ".join(f"{before}\0{after}".split())
    text = "".join("\0" if isinstance(part, Reference) else part for part in sentence)
    assert text in folded
    assert text == text.strip()
