"""A document as plain text, for forms that accept nothing else.

ASCII is written with our own tables, because libraries replace “ä” by “a” in every language, and
romanize names in other scripts in ways that their owners may not use.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from docutils.utils import column_width
from sphinx.writers.text import TextWrapper

from sphinx_resume.output.document import Block, Document, Run, encoded

#: The maximum width of a line.
WIDTH: Final = 78
#: The characters that underline the title, and headings by rank.
_RULES: Final = ("=", "-", "")

#: Replacements in ASCII.
_SPELLED: Final = {
    **dict.fromkeys("–—‒−‐‑", "-"),
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‘’‚‹›′", "'"),
    "…": "...",
    "·": "-",
    "•": "-",
    "×": "x",
    "→": "->",
    "←": "<-",
    "€": "EUR",
    "£": "GBP",
    "ß": "ss",
    "ẞ": "SS",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ð": "d",
    "Ð": "D",
    "þ": "th",
    "Þ": "Th",
    "ı": "i",
    "©": "(c)",
    "®": "(R)",
    "™": "(TM)",
    "°": " degrees",
    "⁄": "/",
    "½": "1/2",
    "¼": "1/4",
    "¾": "3/4",
}
#: Replacements of umlauts and the like, by language.
_BY_LANGUAGE: Final = {
    "de": {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"},
    "da": {"å": "aa", "Å": "Aa", "ø": "oe", "Ø": "Oe"},
    "nb": {"å": "aa", "Å": "Aa", "ø": "oe", "Ø": "Oe"},
}


def render(document: Document) -> str:
    """The document as wrapped text."""
    return "\n".join([*_underlined(document.title, 0), *_lines(document)]) + "\n"


def _lines(document: Document) -> Iterator[str]:
    before: Block | None = None
    for block in document.blocks:
        together = before is not None and before.kind == block.kind == "item"
        if not (together or block.is_close):
            yield ""
        yield from _block(block, document)
        before = block


def _block(block: Block, document: Document) -> Iterator[str]:
    text = _text(block, document)
    if block.kind == "heading":
        yield from _underlined(text, block.level)
    elif block.kind == "item":
        margin = "  " * block.level
        mark = f"{block.number or '-'} "
        yield from _wrapped(text, f"{margin}{mark}", margin + " " * len(mark))
    elif block.kind == "code":
        yield from (f"{'  ' * block.level}{line}".rstrip() for line in block.text.splitlines())
    else:
        yield from _wrapped(text, "  " * block.level, "  " * block.level)


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    wrapper = TextWrapper(
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapper.wrap(text)


def _underlined(text: str, rank: int) -> list[str]:
    rule = _RULES[min(rank, len(_RULES) - 1)]
    return [text, *([rule * column_width(text)] if rule else [])]


def _text(block: Block, document: Document) -> str:
    """The text of a block, with the URLs of external links."""
    return "".join(
        f"{run.text} ({run.href})" if _says_more(run, document) else run.text for run in block.runs
    )


def _says_more(run: Run, document: Document) -> bool:
    """Whether a URL must be spelled out: it is not the text of the link, nor on the own site."""
    is_web = run.href.startswith(("http:", "https:"))
    return is_web and not document.is_own(run.href) and run.text.strip() != run.href


def to_ascii(document: Document, language: str) -> tuple[Document, str]:
    """A document in ASCII, and the characters without a replacement, written as question marks."""
    spelled = {**_SPELLED, **_BY_LANGUAGE.get(re.split("[-_]", language)[0], {})}
    strange: dict[str, None] = {}

    def of(char: str) -> str:
        if char.isascii():
            return char
        if char in spelled:
            return spelled[char]
        parts = (spelled.get(c, c) for c in unicodedata.normalize("NFKD", char))
        bare = "".join(part for part in parts if part.isascii())
        if bare or unicodedata.category(char) in {"Mn", "Cf"}:
            return bare
        strange[char] = None
        return "?"

    def text(written: str) -> str:
        return "".join(map(of, unicodedata.normalize("NFC", written)))

    def run(each: Run) -> Run:
        return replace(each, text=text(each.text), href=encoded(each.href))

    blocks = tuple(replace(b, runs=tuple(map(run, b.runs))) for b in document.blocks)
    return replace(document, title=text(document.title), blocks=blocks), "".join(strange)
