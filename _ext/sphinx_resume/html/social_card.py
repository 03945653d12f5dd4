"""The image of a page that other sites show in a preview."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_resume.model.shorten import ellipsis

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH: Final = 1200
HEIGHT: Final = 630

_FONTS: Final = Path(__file__).parent / "fonts"
_LEFT: Final = 96
_RIGHT: Final = 80
_STRIPE: Final = 28
#: The colors of the site and the PDF.
_PAPER: Final = (255, 255, 255)
_INK: Final = (31, 35, 40)
_ACCENT: Final = (29, 90, 122)
_MUTED: Final = (89, 95, 105)
#: The number of shades from the paper to each other color; 16 colors in all keep the file small.
_STEPS: Final = 5
#: More characters than can fit; longer texts are cut to save time.
_MOST: Final = 500
#: A character that no font has, to get the glyph for missing characters.
_NOTHING: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Card:
    """The texts on the card."""

    title: str
    text: str
    site: str

    @property
    def alternative(self) -> str:
        """The alternative text of the image."""
        known = (text.rstrip(".") for text in (self.title, self.text, self.site))
        return ". ".join(dict.fromkeys(filter(None, known)))


def draw(card: Card) -> bytes:
    """The card as a PNG; the same bytes for the same text."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, _STRIPE - 1, HEIGHT), fill=_ACCENT)
    size = 76 if len(_lines(card.title, _font(True, 76))) <= 2 else 58
    y = _write(pen, 84, card.title, _font(True, size), _INK, most=3, leading=1.16)
    _write(pen, y + 30, card.text, _font(False, 36), _MUTED, most=3, leading=1.36)
    if card.site != card.title:
        line = (_LEFT, HEIGHT - 112, WIDTH - _RIGHT, HEIGHT - 112)
        pen.line(line, fill=_mixed(_MUTED, 1), width=2)
        _write(pen, HEIGHT - 88, card.site, _font(True, 30), _ACCENT, most=1, leading=1)
    colours = Image.new("P", (1, 1))
    colours.putpalette([part for colour in _palette() for part in colour])
    data = io.BytesIO()
    image.quantize(palette=colours, dither=Image.Dither.NONE).save(data, "PNG", bits=4)
    return data.getvalue()


def _palette() -> Iterator[tuple[int, ...]]:
    yield _PAPER
    for colour in (_INK, _ACCENT, _MUTED):
        yield from (_mixed(colour, step) for step in range(1, _STEPS + 1))


def _mixed(colour: tuple[int, ...], step: int) -> tuple[int, ...]:
    pairs = zip(_PAPER, colour, strict=True)
    return tuple(paper + (part - paper) * step // _STEPS for paper, part in pairs)


@cache
def _font(bold: bool, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    path = _FONTS / f"texgyreheros-{'bold' if bold else 'regular'}.otf"
    # The basic layout depends on no library that only some machines have.
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _has(font: FreeTypeFont, char: str) -> bool:
    return char == " " or bytes(font.getmask(char)) != bytes(font.getmask(_NOTHING))


def _lines(text: str, font: FreeTypeFont) -> list[str]:
    """The text in lines that fit the card, without characters that the font lacks."""
    shown = "".join(char for char in text[:_MOST] if _has(font, char) or char.isspace())
    lines = [""]
    for part in (part for word in shown.split() for part in _parts(word, font)):
        longer = f"{lines[-1]} {part}".strip()
        if _fits(longer, font):
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _parts(word: str, font: FreeTypeFont) -> Iterator[str]:
    """A word, split if it is longer than a line."""
    while word:
        size = next(n for n in range(len(word), 0, -1) if n == 1 or _fits(word[:n], font))
        yield word[:size]
        word = word[size:]


def _fits(text: str, font: FreeTypeFont) -> bool:
    return font.getlength(text) <= WIDTH - _LEFT - _RIGHT


def _write(
    pen: ImageDraw,
    y: float,
    text: str,
    font: FreeTypeFont,
    colour: tuple[int, ...],
    most: int,
    leading: float,
) -> float:
    """Write at most this many lines; returns the y coordinate for the next one."""
    lines = _lines(text, font)
    if len(lines) > most:
        last = lines[most - 1]
        while not _fits(f"{last}…", font):
            last = last[:-1]
        lines = [*lines[: most - 1], ellipsis(last)]
    for line in lines:
        pen.text((_LEFT, y), line, fill=colour, font=font)
        y += font.size * leading
    return y
