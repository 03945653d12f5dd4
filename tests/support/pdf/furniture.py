"""Running heads and feet that are tagged as text, so that screen readers repeat them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

#: With this many consecutive pages that begin or end alike, page breaks are no explanation.
IN_A_ROW = 3


class Line(NamedTuple):
    """The text of a line without its numbers, such as page numbers, and its position in points."""

    text: str
    left: int
    top: int


def tagged_furniture(path: Path) -> set[str]:
    """The running heads and feet among the tagged lines of a PDF."""
    with import_module("pdfplumber").open(path) as document:
        return furniture(
            [
                line(found["text"], found["x0"], found["top"])
                for found in page.filter(_is_text).extract_text_lines()
            ]
            for page in document.pages
        )


def furniture(pages: Iterable[Collection[Line]]) -> set[str]:
    """The texts in the same position on `IN_A_ROW` consecutive pages.

    The same text may be on any number of pages, for instance in quotations; that alone does not
    make it furniture.
    """
    found = set()
    run: Counter[Line] = Counter()
    for lines in pages:
        run = Counter({line: run[line] + 1 for line in lines})
        found |= {line.text for line, times in run.items() if times >= IN_A_ROW}
    return found


def line(text: str, left: float, top: float) -> Line:
    """A line, with its numbers removed and its position rounded to points."""
    return Line(" ".join(re.sub(r"\d+", "", text).split()), round(left), round(top))


def _is_text(item: dict[str, object]) -> bool:
    """Whether an item on a page is tagged; artifacts have no number in the structure tree."""
    return item["object_type"] != "char" or item["mcid"] is not None
