"""The images for previews of pages."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from sphinx_resume.html.social_card import Card, draw

CARD = Card("Wayfair", "Senior Platform Engineer, July 2021 – April 2023.", "Ada Example")


def opened(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(draw(card)))


def ink(card: Card, box: tuple[int, int, int, int]) -> int:
    """The number of pixels in a part of a card that do not have the color of the paper."""
    part = opened(card).convert("L").crop(box)
    return sum(part.histogram()[:255])


def test_a_card_is_a_small_image_of_the_expected_size() -> None:
    picture = opened(CARD)
    assert (picture.format, picture.size, picture.mode) == ("PNG", (1200, 630), "P")
    assert len(draw(CARD)) < 20_000


def test_the_same_text_gives_the_same_bytes() -> None:
    assert draw(CARD) == draw(Card("Wayfair", CARD.text, "Ada Example"))
    assert draw(CARD) != draw(Card("Wayfare", CARD.text, "Ada Example"))


def test_title_text_and_site_are_on_it() -> None:
    for empty in (
        Card("", CARD.text, CARD.site),
        Card(CARD.title, "", CARD.site),
        Card(CARD.title, CARD.text, ""),
    ):
        assert ink(empty, (60, 0, 1200, 630)) < ink(CARD, (60, 0, 1200, 630))


@pytest.mark.parametrize(
    "title",
    [
        "x" * 1000,
        "word " * 300,
        "日本語",
        "🦋",
        "\u202etfel ot thgir",
        "<b>&amp;",
        "\n\t \x00",
        "Ä́" * 99,
    ],
)
def test_titles_stay_within_the_margins_and_above_the_line(title: str) -> None:
    card = Card(title, title, "Ada Example")
    assert ink(card, (28, 0, 90, 630)) == 0
    assert ink(card, (1122, 0, 1200, 630)) == 0
    assert ink(card, (28, 490, 1200, 515)) == 0


def test_characters_missing_in_the_font_are_left_out() -> None:
    assert draw(Card("Tokyo 東京 🗼", "", "")) == draw(Card("Tokyo", "", ""))


def test_a_card_has_an_alternative_text() -> None:
    assert CARD.alternative == (
        "Wayfair. Senior Platform Engineer, July 2021 – April 2023. Ada Example"
    )
    assert Card("Ada", "", "Ada").alternative == "Ada"
