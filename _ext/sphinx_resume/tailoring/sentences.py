"""Splits a text into sentences, with sentencex."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sphinx_resume.importing.source import SourceError
from sphinx_resume.model.names_in_text import has_capital_nouns
from sphinx_resume.tailoring.texts import Text

#: Lines that always begin a paragraph: list items, headings, quotations, rows of a table.
_BEGINS: Final = re.compile(r"\s*(?:(?:[-*+–—]|#+|\d{1,2}[.)])\s+|[•‣▪·●○◦・>|]\s*)+")
#: Lines of a table without rules, which begin with a date: “12/2021 – 03/2022  Engineer”.
_DATED: Final = re.compile(
    r"\s*(?:(?:\d{1,2}[./]){1,2}\d{4}|(?:Q[1-4]\s)?\d{4}(?:-\d\d)?)(?:\s*[–—:|-]|\s+to\s|\t|\s{2})"
)


def sentences(text: Text, language: str) -> Iterator[tuple[int, int]]:
    """The positions of sentences in a text, in order; `language` is that of the site.

    Raises `SourceError` if sentencex is not installed.
    """
    try:
        from sentencex import segment  # type: ignore[import-untyped]  # few have it
    except ModuleNotFoundError as error:
        raise SourceError(
            "splitting text into sentences needs sentencex: install it with "
            "pip install 'sphinx-resume[ground]'"
        ) from error
    content = text.text
    spoken = _language(content, language)
    for start, end in _paragraphs(content):
        at = start
        # Line breaks within a paragraph have no meaning; replacing them keeps positions.
        for part in segment(spoken, content[start:end].replace("\n", " ")):
            first, at = at, at + len(part)
            stripped = part.strip()
            if re.search(r"\w", stripped):
                begin = first + part.index(stripped)
                yield begin, begin + len(stripped)


def _language(text: str, language: str) -> str:
    if re.search("[\u3040-\u30ff]", text):
        return "ja"
    if re.search("[\u4e00-\u9fff]", text):
        return "zh"
    return "de" if has_capital_nouns(text) else re.split("[-_]", language)[0]


def _paragraphs(content: str) -> Iterator[tuple[int, int]]:
    start = at = 0
    for line in content.splitlines(keepends=True):
        begins = _BEGINS.match(line)
        if begins or not line.strip() or _DATED.match(line):
            if start < at:
                yield start, at
            start = at + (begins.end() if begins else 0 if line.strip() else len(line))
        at += len(line)
    if start < at:
        yield start, at
