"""Compares what programs extract from a résumé with its content: ``sphinx-resume parse``."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from sphinx_resume.extracting.extractors import EXTRACTORS, Extractor
from sphinx_resume.extracting.recall import Miss, Phrase, Recall, recall
from sphinx_resume.importing.source import SourceError

#: The version of the JSON format.
VERSION: Final = 1
_WIDTH: Final = 96
#: The maximum number of misses in the text for an extractor.
_MANY: Final = 20
#: An explanation if all programs miss the same phrases.
_OLD: Final = (
    "All of them miss the same. If the pages have changed since, make the file again: nox -s pdf "
    "export parse."
)
_KINDS: Final = {
    "lost": "lost",
    "glued": "glued together",
    "split": "split",
    "moved": "in another place",
    "scattered": "with other words in between",
}


@dataclass(frozen=True, slots=True)
class Extracted:
    """The result of a program for a file."""

    file: str
    extractor: str
    recall: Recall
    #: The error message if the program failed; otherwise empty.
    error: str = ""

    @property
    def failed(self) -> bool:
        """Whether anything is missing or damaged."""
        return bool(self.error or self.recall.misses)


@dataclass(frozen=True, slots=True)
class Report:
    """The results of all programs for all files."""

    extracted: tuple[Extracted, ...]
    #: Programs that are not installed, with the packages that provide them.
    absent: tuple[tuple[str, str], ...]

    @property
    def failed(self) -> bool:
        """Whether anything is missing or damaged in any of them."""
        return any(each.failed for each in self.extracted)

    def json(self) -> str:
        """The report as JSON."""
        data = {
            "version": VERSION,
            "failed": self.failed,
            "extracted": [
                {
                    "file": each.file,
                    "extractor": each.extractor,
                    "phrases": len(each.recall.phrases),
                    "found": each.recall.found,
                    "percent": each.recall.percent,
                    "fields": [
                        {"field": field, "expected": expected, "found": found}
                        for field, (expected, found) in _fields(each.recall).items()
                    ],
                    "misses": [
                        {
                            **{name: value for name, value in asdict(miss.phrase).items() if value},
                            "kind": miss.kind,
                            "words": [*miss.words],
                            "page": miss.page,
                        }
                        for miss in each.recall.misses
                    ],
                    **({"error": each.error} if each.error else {}),
                }
                for each in self.extracted
            ],
            "not_installed": [name for name, _source in self.absent],
        }
        return json.dumps(data, ensure_ascii=False, indent=2)

    def text(self) -> str:
        """The report as text."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        for number, (file, group) in enumerate(groupby(self.extracted, lambda each: each.file)):
            if number:
                yield ""
            yield file
            same: dict[tuple[Miss, ...], list[str]] = {}
            results = [*group]
            width = max(len(each.extractor) for each in results)
            for each in results:
                yield f"  {each.extractor:{width}}  {each.error or _summary(each.recall)}"
                if each.recall.misses:
                    same.setdefault(each.recall.misses, []).append(each.extractor)
            for misses, extractors in same.items():
                yield f"  {', '.join(extractors)}:"
                for miss in misses[:_MANY]:
                    yield from _miss(miss)
                if (more := len(misses) - _MANY) > 0:
                    yield f"    and {more} more"
            if len(results) > 1 and any(len(each) == len(results) for each in same.values()):
                yield from _wrapped(_OLD, "  ")
        if self.absent:
            yield ""
        for name, source in self.absent:
            yield f"Not installed: {name}, which is in {source}"


def _summary(found: Recall) -> str:
    phrases = f"{found.percent:g} %: {found.found} of {len(found.phrases)} phrases"
    fields = (f"{field} {there}/{of}" for field, (of, there) in _fields(found).items())
    return "; ".join(filter(None, (phrases, ", ".join(fields))))


def _miss(miss: Miss) -> Iterator[str]:
    phrase = miss.phrase
    place = f"{phrase.source}:{phrase.line}" if phrase.line else phrase.source
    words = f" ({', '.join(f'“{word}”' for word in miss.words)})" if miss.words else ""
    where = f"{place}: " if place else ""
    what = f"{where}page {miss.page}, {_KINDS[miss.kind]}{words}: “{_short(phrase.text)}”"
    yield from _wrapped(what, "    ! ")


def _short(text: str) -> str:
    return textwrap.shorten(text, 70, placeholder="…")


def _fields(found: Recall) -> dict[str, tuple[int, int]]:
    """The number of phrases of each field, and how many of them are found."""
    missing = {id(miss.phrase) for miss in found.misses}
    counts: dict[str, tuple[int, int]] = {}
    for phrase in found.phrases:
        if phrase.field:
            expected, there = counts.get(phrase.field, (0, 0))
            counts[phrase.field] = expected + 1, there + (id(phrase) not in missing)
    return counts


def _wrapped(text: str, margin: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=margin,
        subsequent_indent=" " * len(margin),
        break_long_words=False,
        break_on_hyphens=False,
    )


def report(said: Mapping[Path, Sequence[Phrase]]) -> Report:
    """Extract the text of files, and compare it with the phrases in each.

    Raises `SourceError` if no program for any of them is installed.
    """
    suffixes = {path.suffix for path in said}
    known = [each for each in EXTRACTORS if each.suffix in suffixes]
    there = [each for each in known if each.is_there]
    absent = {each.name: each.source for each in known if not each.is_there}
    if not there:
        sources = " or ".join(dict.fromkeys(absent.values()))
        raise SourceError(f"no program that extracts text is installed; install {sources}")
    found = [
        _extracted(path, phrases, each)
        for path, phrases in said.items()
        for each in there
        if each.suffix == path.suffix
    ]
    return Report(tuple(found), tuple(absent.items()))


def _extracted(path: Path, phrases: Iterable[Phrase], extractor: Extractor) -> Extracted:
    known = tuple(phrases)
    try:
        pages = extractor.read(path)
    except Exception as error:  # third-party parsers may raise anything
        reason = f"could not read it: {type(error).__name__}: {error}"
        return Extracted(path.as_posix(), extractor.name, Recall(known, ()), reason)
    return Extracted(path.as_posix(), extractor.name, recall(known, pages))
