"""A document as CommonMark (https://spec.commonmark.org), without extensions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from sphinx_resume.output.document import Block, Document, Run, encoded

#: Markup within a line, and at the beginning of one.
_SIGNS: Final = re.compile(r"[\\`*_\[\]<>#|~]|&(?=#?\w+;)|!(?=\[)")
_START: Final = re.compile(r"^(?:[-+=]|\d{1,9}(?=[.)](?:\s|$)))")


def render(document: Document) -> str:
    """The document as Markdown."""
    return "\n".join([f"# {escaped(document.title)}", "", *blocks_written(document.blocks)]) + "\n"


def blocks_written(blocks: Iterable[Block], rank: int = 1) -> Iterator[str]:
    """The lines of blocks below a heading of a rank."""
    before: Block | None = None
    margins: list[int] = []  # those of the items around, from the outermost
    for block in blocks:
        if before is not None and not _is_next_item(before, block):
            yield ""
        if block.kind == "heading":
            yield f"{'#' * min(block.level + rank, 6)} {_line(block)}"
        else:
            margin = " " * sum(margins[: block.level])
            for line in _lines(block):
                yield f"{margin}{line}".rstrip()
        if block.kind == "item":
            margins[block.level :] = [len(_mark(block))]
        before = block


def _is_next_item(before: Block, block: Block) -> bool:
    """Whether no blank line is needed before an item: it continues the list above."""
    if not before.kind == block.kind == "item":
        return False
    is_inner = block.level > before.level
    return not (is_inner and block.number) or block.number == "1."


def _mark(block: Block) -> str:
    return f"{block.number or '-'} "


def _lines(block: Block) -> Iterator[str]:
    if block.kind == "code":
        fence = "`" * max(3, *(len(ticks) + 1 for ticks in re.findall("`+", block.text)), 3)
        yield from (fence, *block.text.splitlines(), fence)
    elif block.kind == "item":
        yield f"{_mark(block)}{_line(block)}"
    else:
        yield _line(block)


def _line(block: Block) -> str:
    runs = (Run(""), *block.runs, Run(""))
    line = "".join(
        _run(run if _closes(before, run, after) else replace(run, strong=False, emphasis=False))
        for before, run, after in zip(runs, runs[1:], runs[2:], strict=False)
    )
    return _START.sub(lambda found: _escaped_start(found[0]), line)


def _escaped_start(text: str) -> str:
    return f"\\{text}" if not text.isdigit() else text[:-1] + f"&#{ord(text[-1])};"


def _closes(before: Run, run: Run, after: Run) -> bool:
    """Whether marks of emphasis around a text would open and close.

    None does between a letter outside and punctuation inside:
    https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
    """
    first, last = ("`", "`") if run.code else (run.text[:1], run.text[-1:])
    return (first.isalnum() or first.isspace() or not before.text[-1:].isalnum()) and (
        last.isalnum() or last.isspace() or not after.text[:1].isalnum()
    )


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
        address = encoded(run.href)
        said = f"[{said}](<{address}>)" if re.search("[()]", address) else f"[{said}]({address})"
    return f"{before}{said}{after}"


def escaped(text: str) -> str:
    """Escape text for Markdown."""
    return _SIGNS.sub(r"\\\g<0>", text)
