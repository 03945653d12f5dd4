"""A document as CommonMark (https://spec.commonmark.org), without any extension of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from sphinx_resume.output.document import Block, Document, Run

#: What means something within a line, and what at the beginning of one.
_SIGNS: Final = re.compile(r"[\\`*_\[\]<>#|~]|&(?=#?\w+;)|!(?=\[)")
_START: Final = re.compile(r"^(?:[-+=]|\d{1,9}(?=[.)](?:\s|$)))")


def written(document: Document) -> str:
    """The document as text."""
    return "\n".join([f"# {escaped(document.title)}", "", *blocks_written(document.blocks)]) + "\n"


def blocks_written(blocks: tuple[Block, ...], rank: int = 1) -> Iterator[str]:
    """The lines of blocks below a heading of a rank."""
    before: Block | None = None
    for block in blocks:
        if before is not None and not (before.kind == block.kind == "item"):
            yield ""
        yield from _lines(block, rank)
        before = block


def _lines(block: Block, rank: int) -> Iterator[str]:
    # Items are four spaces apart, which is enough below bullets and numbers.
    if block.kind == "heading":
        yield f"{'#' * min(block.level + rank, 6)} {_line(block)}"
    elif block.kind == "item":
        mark = f"{block.number or '-'}"
        yield f"{'    ' * block.level}{mark:<3} {_line(block)}"
    elif block.kind == "code":
        margin = "    " * block.level
        fence = "`" * max(3, *(len(ticks) + 1 for ticks in re.findall("`+", block.text)), 3)
        yield f"{margin}{fence}"
        yield from (f"{margin}{line}".rstrip() for line in block.text.splitlines())
        yield f"{margin}{fence}"
    else:
        yield f"{'    ' * block.level}{_line(block)}"


def _line(block: Block) -> str:
    line = "".join(map(_run, block.runs))
    return _START.sub(lambda found: _escaped_start(found[0]), line)


def _escaped_start(text: str) -> str:
    return f"\\{text}" if not text.isdigit() else text[:-1] + f"&#{ord(text[-1])};"


def _run(run: Run) -> str:
    text = run.text.strip()
    if not text:
        return run.text
    # Spaces stand outside of what marks a text.
    before, _text, after = run.text.partition(text)
    if run.code:
        ticks = "`" * (max((len(t) for t in re.findall("`+", text)), default=0) + 1)
        pad = " " if text.startswith("`") or text.endswith("`") else ""
        said = f"{ticks}{pad}{text}{pad}{ticks}"
    else:
        said = escaped(text)
    said = f"*{said}*" if run.emphasis else said
    said = f"**{said}**" if run.strong else said
    if run.href:
        address = quote(run.href, safe=_LEGAL)
        said = f"[{said}](<{address}>)" if re.search("[()]", address) else f"[{said}]({address})"
    return f"{before}{said}{after}"


#: What addresses may have, and no angle brackets.
_LEGAL: Final = "%:/?#[]@!$&'()*+,;=~-._"


def escaped(text: str) -> str:
    """Text that means nothing in Markdown."""
    return _SIGNS.sub(r"\\\g<0>", text)
