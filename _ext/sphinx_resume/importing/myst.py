r"""Writes text as MyST: escaped, wrapped, and as options of directives.

Only characters that could be markup are escaped, so that the pages stay pleasant to edit.
"""

from __future__ import annotations

import json
import re
import string
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from textwrap import TextWrapper
from typing import Final

from sphinx_resume.importing.rich_text import Block, Span, tidied
from sphinx_resume.model.option_syntax import markdown

#: The maximum width of lines.
WIDTH: Final = 98

#: Characters that begin or end markup anywhere.
_ALWAYS: Final = re.compile(r"[\\`*\[{]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)|(?<=~)~")
#: Underscores at the edge of a word; within a word they are literal.
_UNDERSCORE: Final = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")
#: Markup at the beginning of a line.
_AT_START: Final = re.compile(
    r"(?P<sign>[-+>%:=|~](?=\s|$|[-+>%:=|~])|[>%:|]|#(?=#*(?:\s|$))|-{2,}|={1,}|\()|(?P<number>\d{1,9})(?=[.)](?:\s|$))"
)

#: Splits a text into parts, each with a role that replaces it, or empty for plain text.
Cite = Callable[[str], Iterable[tuple[str, str]]]


def escaped(text: str, *, dollars: bool = False) -> str:
    """Escape text within a line; `dollars` if there are several dollar signs."""
    text = _ALWAYS.sub(lambda found: f"\\{found[0]}", text)
    text = _UNDERSCORE.sub(lambda found: r"\_" * len(found[0]), text)
    return text.replace("$", r"\$") if dollars else text


def heading(text: str) -> str:
    """Escape text for a heading, where number signs at the end are markup, too."""
    line = line_start(escaped(" ".join(text.split())))
    return re.sub(r"(#+)$", lambda found: "\\".join(["", *found[0]]), line)


def line_start(line: str) -> str:
    """Escape markup at the beginning of a line."""
    found = _AT_START.match(line)
    if not found:
        return line
    at = found.end() if found["number"] else 0
    return f"{line[:at]}\\{line[at:]}"


def inline(spans: Iterable[Span], cite: Cite | None = None) -> str:
    """Spans as Markdown; in plain ones, `cite` replaces names of skills by roles."""
    spans = tidied(tuple(spans))
    inner = _inner(spans, cite)
    edges = [" ", *inner, " "]
    text = ""
    touches = False  # adjacent marks would be ambiguous
    for span, before, part, after in zip(spans, edges, inner, edges[2:], strict=False):
        can_be = not span.link and not touches and _can_be_styled(before[-1], part, after[0])
        styled = _styled(part, span) if can_be else part
        touches = styled != part
        text += styled
    return text


def _inner(spans: Sequence[Span], cite: Cite | None) -> list[str]:
    """The escaped text of each span, without its marks."""
    dollars = sum(span.text.count("$") for span in spans) > 1
    parts = []
    for span in spans:
        if span.code:
            part = _code(span.text)
        elif cite and span.cited and not span.link:
            part = "".join(
                role or escaped(words, dollars=dollars) for words, role in cite(span.text)
            )
        elif span.link and span.text == span.link and not re.search(r"[\s<>]", span.link):
            part = f"<{span.link}>"
        else:
            part = escaped(span.text, dollars=dollars)
        if span.link and not part.startswith("<"):
            part = _styled(part, span).replace("]", r"\]")
            part = f"[{part}](<{_address(span.link)}>)"
        parts.append(part)
    return parts


def _styled(part: str, span: Span) -> str:
    marks = "*" * (span.emphasis + 2 * span.strong)
    return f"{marks}{part}{marks}"


def _can_be_styled(before: str, part: str, after: str) -> bool:
    """Whether marks of emphasis around a part open and close, given the text around it.

    https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
    """
    return all(
        unicodedata.category(inside)[0] not in "PS"
        or outside.isspace()
        or outside in string.punctuation
        or unicodedata.category(outside)[0] == "P"
        for inside, outside in ((part[0], before), (part[-1], after))
    )


def _address(link: str) -> str:
    return re.sub(r"[<>\\\s]", lambda sign: f"%{ord(sign[0]):02X}", link)


def _code(text: str) -> str:
    ticks = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    edge = " " if text[:1] == "`" or text[-1:] == "`" or (text[:1] == text[-1:] == " ") else ""
    return f"{ticks}{edge}{text}{edge}{ticks}"


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """Wrap a paragraph of Markdown, without breaking roles, links and code."""
    whole = r"\{\w+\}`[^`]*`|`+[^`]+`+|\]\(<[^>]*>\)"
    text = re.sub(whole, lambda found: found[0].replace(" ", "\0"), text)
    wrapper = TextWrapper(WIDTH, break_long_words=False, break_on_hyphens=False)
    wrapper.width = WIDTH - len(first)
    lines = wrapper.wrap(text)
    return [
        f"{rest if number else first}{line_start(line)}".replace("\0", " ")
        for number, line in enumerate(lines)
    ]


def body(blocks: Sequence[Block], cite: Cite | None = None) -> list[str]:
    """Paragraphs and lists as lines of Markdown."""
    lines: list[str] = []
    before = -1
    for block in blocks:
        text = inline(block.spans, cite)
        if not text:
            continue
        depth = block.depth
        if depth < 0:
            lines += ["", *wrapped(text)] if lines else wrapped(text)
        else:
            if lines and before < 0:
                lines.append("")
            depth = min(depth, before + 1)  # at most one level below the previous item
            mark = f"{block.number} " if block.number else "- "
            indent = "   " * depth
            lines += wrapped(text, f"{indent}{mark}", indent + " " * len(mark))
        before = depth
    return lines


def option(name: str, value: str, *, substitutions: bool = False) -> str:
    """An option of a directive as a line, quoted if necessary."""
    if substitutions:
        value = re.sub(r"\{\{", "{{ '{{' }}", value)
    plain = f":{name}: {value}"
    if markdown([plain]).texts == {name: value} and not markdown([plain]).findings:
        return plain
    return f":{name}: {json.dumps(value, ensure_ascii=False)}"


def list_option(name: str, values: Sequence[str]) -> str:
    """An option with a list as a line; items are quoted if necessary."""
    return f":{name}: {', '.join(map(_item, values))}"


def _item(value: str) -> str:
    if re.search(r"[,\"'#\[\]<]|^[-|>]", value) or value != value.strip():
        return json.dumps(value, ensure_ascii=False)
    return value
