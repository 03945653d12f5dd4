"""Parses texts with simple markup into paragraphs and bullets with spans.

Only the Markdown and HTML that matters in a résumé is read: emphasis, links, code, lists. Anything
else that looks like markup is kept as text.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import Final

from sphinx_resume.model.unicode_text import harmless


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text with a uniform style."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    #: The target of its link, if it is one.
    link: str = ""
    #: Whether names of skills in it become citations.
    cited: bool = True

    @property
    def is_plain(self) -> bool:
        """Whether it has no style."""
        return not (self.strong or self.emphasis or self.code or self.link)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a list item."""

    spans: tuple[Span, ...]
    #: The depth of a list item, from 0; -1 for a paragraph.
    depth: int = -1
    #: The number of an item in a numbered list, such as ``1.``.
    number: str = ""

    @property
    def text(self) -> str:
        """The text of all spans."""
        return "".join(span.text for span in self.spans)


def paragraph(text: str) -> Block:
    """A paragraph of plain text."""
    return Block((Span(text),))


def blocks(text: str) -> tuple[Block, ...]:
    """Parse a text in Markdown, HTML or without markup into paragraphs and bullets."""
    text = harmless(text.replace("\r\n", "\n").replace("\r", "\n"))
    return tuple(_html(text) if _is_html(text) else _markdown(text))


def bullet(text: str) -> tuple[Block, ...]:
    """Parse a list item: the first paragraph is the item, and the others are nested below."""
    first, *rest = blocks(text) or (Block(()),)
    own = dataclasses.replace(first, depth=0, number="") if first.depth < 0 else first
    below = (r if r.depth < 0 else dataclasses.replace(r, depth=r.depth + 1) for r in rest)
    # Following paragraphs become nested items.
    return (own, *(dataclasses.replace(r, depth=max(r.depth, 0)) for r in below))


# --- Markdown ---------------------------------------------------------------------------------

_ITEM: Final = re.compile(
    r"(?P<indent>[ \t]*)(?:[-*+•‣▪·–]|(?P<number>\d{1,3}[.)]))[ \t]+(?P<text>\S.*)"
)
_LINK: Final = r"(?:https?://|mailto:)[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*"
_INLINE: Final = re.compile(
    rf"""
    (?<![`\\])(?P<ticks>`{{1,2}})(?!`)(?P<code>[^`\n]+?)(?<!`)(?P=ticks)(?!`)
    | \\(?P<escaped>[*_`\[\]<>&#$%|~])
    | (?P<entity>&(?:\#\d{{1,7}}|\#[xX][\dA-Fa-f]{{1,6}}|[A-Za-z]\w{{1,31}});)
    | \[(?P<label>[^\[\]\n]+)\]\((?P<link>{_LINK})(?:\ +"[^"\n]*")?\)
    | <(?P<auto>{_LINK})>
    | (?<![\w*\\])\*\*(?=[^\s*])(?P<strong>[^\n]+?)(?<=[^\s*\\])\*\*(?![\w*])
    | (?<![\w_\\])__(?=[^\s_])(?P<strong2>[^\n_]+?\s[^\n_]+?)(?<=[^\s_\\])__(?![\w_])
    | (?<![\w*\\])\*(?=[^\s*])(?P<emphasis>[^\n*]+?)(?<=[^\s*\\])\*(?![\w*])
    | (?<![\w_\\])_(?=[^\s_])(?P<emphasis2>[^\n_]+?)(?<=[^\s_\\])_(?![\w_])
    | (?<![\w/])(?P<bare>https?://[^\s<>()\[\]]+[^\s<>()\[\].,;:!?"'’”*_`])
    """,
    re.VERBOSE,
)


def _markdown(text: str) -> Iterator[Block]:
    lines: list[str] = []
    current: tuple[int, str] | None = None
    indents: list[int] = []

    def done() -> Iterator[Block]:
        joined = " ".join(" ".join(lines).split())
        lines.clear()
        if joined:
            depth, number = current or (-1, "")
            yield Block(tuple(inline(joined)), depth, number)

    for line in text.split("\n"):
        if not line.strip():
            yield from done()
            current = None
        elif found := _ITEM.fullmatch(line):
            yield from done()
            indent = len(found["indent"].expandtabs(4))
            indents = [*(each for each in indents if each < indent), indent]
            current = len(indents) - 1, found["number"] or ""
            lines.append(found["text"])
        else:
            lines.append(line.strip())
    yield from done()


def inline(text: str, style: Span = Span("")) -> Iterator[Span]:
    """The spans of a line of Markdown, with a style for all of it."""
    end = 0
    for found in _INLINE.finditer(text):
        if found.start() > end:
            yield dataclasses.replace(style, text=text[end : found.start()])
        end = found.end()
        if found["escaped"]:
            yield dataclasses.replace(style, text=found["escaped"])
        elif found["entity"]:
            yield dataclasses.replace(style, text=harmless(unescape(found["entity"])))
        elif found["code"]:
            yield dataclasses.replace(style, text=found["code"], code=True)
        elif found["label"]:
            yield from inline(found["label"], dataclasses.replace(style, link=found["link"]))
        elif words := found["strong"] or found["strong2"]:
            yield from inline(words, dataclasses.replace(style, strong=True))
        elif words := found["emphasis"] or found["emphasis2"]:
            yield from inline(words, dataclasses.replace(style, emphasis=True))
        else:
            address = found["auto"] or found["bare"]
            yield dataclasses.replace(style, text=address, link=style.link or address)
    if end < len(text):
        yield dataclasses.replace(style, text=text[end:])


# --- HTML -------------------------------------------------------------------------------------

_BLOCKS: Final = frozenset(
    [
        *("p", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr"),
        *("hr", "pre", "header", "footer", "main", "aside", "figure", "figcaption", "address"),
        *("center", "dl", "dt", "dd", "caption"),
    ]
)
_LISTS: Final = frozenset({"ul", "ol"})
_STYLES: Final = {
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "code": "code",
}
_OTHERS: Final = frozenset(
    [
        "a",
        "br",
        "li",
        "span",
        "u",
        "s",
        "sub",
        "sup",
        "table",
        "tbody",
        "thead",
        "td",
        "th",
        "font",
        "mark",
        "small",
        *("abbr", "big", "cite", "col", "colgroup", "del", "iframe", "img", "ins", "kbd", "q"),
        *("strike", "svg", "tfoot", "time", "tt", "var", "wbr"),
    ]
)
#: Elements that are not displayed.
_UNSEEN: Final = re.compile(
    r"<(?P<tag>script|style|template)\b[^<>]*>.*?</(?P=tag)\s*>", re.IGNORECASE | re.DOTALL
)
_KNOWN: Final = _BLOCKS | _LISTS | _OTHERS | _STYLES.keys()
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>")


def _is_html(text: str) -> bool:
    """Whether a text has a closed element, or a line break; a single tag may be text."""
    opened = {found[2].lower() for found in _TAG.finditer(text) if not found[1]} & _KNOWN
    closed = {found[2].lower() for found in _TAG.finditer(text) if found[1]}
    return bool(opened & closed) or "br" in opened


def _html(text: str) -> list[Block]:
    parser = _Html()
    parser.feed(_UNSEEN.sub("", text))
    parser.close()
    parser.end_block()
    return parser.found


class _Html(HTMLParser):
    """Parses known elements; anything else is text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self._spans: list[Span] = []
        self._styles: list[str] = []
        self._links: list[str] = []
        self._lists: list[tuple[str, int]] = []
        self._item: tuple[int, str] | None = None

    def set_cdata_mode(self, elem: str, *, escapable: bool = False) -> None:
        """Do nothing, or the text after an unclosed element would be lost."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _KNOWN:
            self.handle_data(self.get_starttag_text() or "")
        elif tag in _STYLES:
            self._styles.append(_STYLES[tag])
        elif tag == "a":
            address = (dict(attrs).get("href") or "").strip()
            self._links.append(
                address if re.fullmatch(r"(?:https?://|mailto:)\S+", address) else ""
            )
        elif tag in _LISTS:
            self.end_block()
            self._lists.append((tag, 0))
        elif tag == "li":
            self.end_block()
            name, number = self._lists.pop() if self._lists else ("ul", 0)
            self._lists.append((name, number + 1))
            self._item = len(self._lists) - 1, f"{number + 1}." if name == "ol" else ""
        elif tag == "br" or (tag in _BLOCKS and self._item is None):
            self.end_block()
        elif tag in {"td", "th"} or tag in _BLOCKS:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _KNOWN:
            self.handle_data(f"</{tag}>")
        elif tag in _STYLES and _STYLES[tag] in self._styles:
            self._styles.remove(_STYLES[tag])
        elif tag == "a" and self._links:
            self._links.pop()
        elif tag in _LISTS:
            self.end_block()
            if self._lists:
                self._lists.pop()
            self._item = None
        elif tag == "li":
            self.end_block()
            self._item = None
        elif tag in _BLOCKS:
            if self._item is None:
                self.end_block()
            else:
                self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        folded = re.sub(r"\s+", " ", harmless(data))
        styles = dict.fromkeys(self._styles, True)
        link = self._links[-1] if self._links else ""
        self._spans.append(Span(folded, link=link, **styles))

    def handle_comment(self, data: str) -> None:
        """Drop comments."""

    def end_block(self) -> None:
        """End the current block, and keep it unless it is empty."""
        spans = tidied(self._spans)
        self._spans = []
        if spans:
            depth, number = self._item or (-1, "")
            self.found.append(Block(spans, depth, number))
            if self._item:  # text after a line break is still in the item
                self._item = (depth, "") if not number else self._item


def tidied(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Join spans of the same style, and strip whitespace; empty if there is no text."""
    joined: list[Span] = []
    for span in _spaced(spans):
        last = joined[-1] if joined else None
        if last and dataclasses.replace(last, text="") == dataclasses.replace(span, text=""):
            joined[-1] = dataclasses.replace(last, text=last.text + span.text)
        else:
            joined.append(span)
    if joined:
        joined[0] = dataclasses.replace(joined[0], text=joined[0].text.lstrip())
        joined[-1] = dataclasses.replace(joined[-1], text=joined[-1].text.rstrip())
    kept = tuple(span for span in joined if span.text)
    return kept if any(span.text.strip() for span in kept) else ()


def _spaced(spans: Iterable[Span]) -> Iterator[Span]:
    """Move whitespace at the ends of styled spans out of them, and collapse it."""
    before = " "
    for span in spans:
        text = re.sub(r"\s+", " ", span.text)
        if before.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            continue
        before = text
        if span.is_plain or span.code:
            yield dataclasses.replace(span, text=text)
            continue
        stripped = text.strip(" ")
        if text.startswith(" "):
            yield Span(" ")
        if stripped:
            yield dataclasses.replace(span, text=stripped)
            if text.endswith(" "):
                yield Span(" ")


def plain_text(text: str) -> str:
    """A text in one line without markup, for options."""
    return " ".join(block.text for block in blocks(text))
