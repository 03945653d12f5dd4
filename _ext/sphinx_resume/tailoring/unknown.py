"""Finds possible names in a text that the pages do not declare.

This module knows neither technologies nor the vocabulary of a language, only how names are written.
So its results are a list for people to read, and are never counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from babel import Locale

from sphinx_resume.model.names_in_text import NEAR, UNSPACED, has_capital_nouns
from sphinx_resume.model.slugs import fold
from sphinx_resume.tailoring.texts import Text

#: Abbreviations in any text that are no names: places, money, and words that some emphasize.
_WORDS: Final = (
    "ag|am|apac|asap|b2[bc]|cet|chf|cv|dach|dei?|dr|ea|eeo|emea|en|esop|est|eu|eur|ev|faq|fr|fte|gbp"
    "|gmbh|hq|hr|id|inc|it|kg|kpi|lgbtq|llc|ltd|ms|na|mrs?|nda|ok|okr|pc|pm|prof|pst|pto|q[1-4]|se"
    "|tbd|uk|usa?|usd|utc|vc|wfh"
    "|and|any|if|is|must|no|not|or|you|your"
)
_ORDINARY: Final = re.compile(_WORDS, re.IGNORECASE)
#: Offices and degrees, too, which are names only of what somebody claims to be.
_ORDINARY_IN_POSTINGS: Final = re.compile(
    f"{_WORDS}|ba|bs|bsc|ceo|cfo|cio|coo|cpo|cto|ma|msc|phd|vp", re.IGNORECASE
)
#: Headings of sections about the employer and its offer, in English and German.
_OFFERS: Final = re.compile(
    r"benefit|perks?\b|offers?\b|about (?:us|the (?:company|team))|who we are|why (?:us|join|you)"
    r"|equal|divers|privacy|how to apply|process\b|salary|compensation|\bbieten|über uns|vorteile"
    r"|wir sind|kontakt|bewerb|datenschutz|warum",
    re.IGNORECASE,
)
_HEADING: Final = re.compile(r"#+\s+.*|\*\*.*\*\*:?|[^.!?;,]{2,60}")
_ITEM: Final = re.compile(r"\s*(?:[-*+•‣▪·–—●○◦・]|\d{1,2}[.)])\s*")
_WORD: Final = re.compile(
    rf"(?<!{NEAR})\.?(?![\d_]){NEAR}(?:(?!_){NEAR}|[.&'’-](?!_)(?={NEAR})|[+#](?=[^\w]|$|[+#]))*"
)
_LATIN: Final = re.compile(r"[A-Za-z.][\x21-\x7e]*")
#: Separators between the words of a list.
_SEPARATOR: Final = re.compile(
    r"(?:[*_`]+|\]\(\s*\)?)?\s*"  # the end of emphasis or a link in Markdown
    r"(?:[,/;|、・]\s*(?:(?:and|or|und|oder|et|y)\s)?|\s(?:and|or|und|oder|et|y|&)\s)"
    r"\s*[*_`\[]*"
)
#: How far back the start of a sentence is looked for.
_NEAR: Final = 40
_CONJUNCTIONS: Final = frozenset({"and", "or", "und", "oder", "et", "y"})
_SENTENCE: Final = re.compile(r"[.!?:;…*_\"“„]\s*$|^\W*$")
_TITLE: Final = re.compile(r"\b(?:Dr|Mrs?|Ms|Prof)\.\s*$")
_EXAMPLES: Final = re.compile(r"(?:\b(?:such as|like|e\.g\.|including|wie|z\. ?B\.)|\()\s*$")
#: Endings of nouns that are not names, in German and in English.
_NOUN: Final = re.compile(
    r"(?:ung|heit|keit|schaft|tion|tät|nis|tum|erei)(?:en|se)?$|(?:tions?|ness|ity|ship|ment)$"
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """An undeclared name, as written first, and the lines that contain it."""

    text: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    #: Whether it is part of a known name.
    known: bool
    #: Whether it may be the start of a sentence or list item.
    first: bool
    in_item: bool


def unknown_names(text: Text, known: Iterable[tuple[int, int]]) -> list[Unknown]:
    """The unknown names in the requirements of a posting, given the positions of known ones."""
    found: dict[str, tuple[str, list[int]]] = {}
    for start, end in places(text, known):
        name = " ".join(text.text[start:end].split())
        lines = found.setdefault(fold(name), (name, []))[1]
        if (line := text.line(start)) not in lines:
            lines.append(line)
    return [Unknown(name, tuple(lines)) for name, lines in found.values()]


def places(
    text: Text, known: Iterable[tuple[int, int]], *, everywhere: bool = False
) -> list[tuple[int, int]]:
    """The positions of unknown names; with `everywhere`, also in prose beside lists."""
    content = text.without_addresses
    words = [*_words(content, sorted(known), everywhere)]
    nouns = has_capital_nouns(content)
    lowered = {word.text for word in words if word.text.islower()}
    ordinary = _ORDINARY if everywhere else _ORDINARY_IN_POSTINGS
    items = sum(bool(_ITEM.match(line)) for line in content.split("\n")) >= 3 and not everywhere
    chosen = [
        not word.known
        and (
            _is_technical(word.text, lowered, ordinary)
            or (
                not nouns
                and _is_titled(word.text, lowered, ordinary)
                and (word.in_item or not items)
                and not word.first
            )
        )
        for word in words
    ]
    _choose_listed(content, words, chosen, nouns, lowered, ordinary)
    return [*_runs(content, words, chosen)]


def _words(content: str, known: Sequence[tuple[int, int]], everywhere: bool) -> Iterator[_Word]:
    """The words of a text, or only of the sections of a posting with requirements."""
    at = number = 0
    offers = False
    lines = content.split("\n")
    for line, before, after in zip(lines, ["", *lines], [*lines[1:], ""], strict=False):
        start, at = at, at + len(line) + 1
        item = _ITEM.match(line)
        heading = not item and _is_heading(line.strip(), before.strip(), after)
        if heading:
            offers = bool(_OFFERS.search(line))
        if not everywhere and (offers or (len(line) > 12 and line.isupper())):
            continue
        for found in _WORD.finditer(line):
            word = re.sub("['’]s$", "", found[0])
            if word in _CONJUNCTIONS:
                continue
            first, last = start + found.start(), start + found.start() + len(word)
            while number < len(known) and known[number][1] <= first:
                number += 1
            at_start = not line[: found.start()].strip() if found.start() < _NEAR else False
            ahead = line[max(0, found.start() - _NEAR) : found.start()]
            yield _Word(
                first,
                last,
                word,
                known=number < len(known) and known[number][0] < last,
                first=heading
                or at_start
                or bool(item and found.start() <= item.end())
                or _begins(ahead),
                in_item=bool(item),
            )


def _is_heading(line: str, before: str, after: str) -> bool:
    """Whether a line is a heading, not part of a paragraph."""
    stands_out = line.startswith(("#", "**")) or line.endswith(":")
    alone = not before and bool(not after.strip() or _ITEM.match(after))
    return bool(line) and (stands_out or alone) and bool(_HEADING.fullmatch(line))


def _begins(before: str) -> bool:
    """Whether a sentence begins after this part of a line."""
    return bool(_SENTENCE.search(before)) and not _TITLE.search(before)


def _is_technical(name: str, lowered: set[str], ordinary: re.Pattern[str]) -> bool:
    """Whether a word is written unlike ordinary words: “AWS”, “GitLab”, “S3”, “C++”, “B.Sc”."""
    bare = re.sub(r"['’]?s$", "", name)
    emphasized = name.isalpha() and name.casefold() in lowered
    if ordinary.fullmatch(bare.replace(".", "")) or emphasized or not _LATIN.match(name):
        return False
    if re.search(r"[+#]$", name):
        return True
    if len(bare) > 1 and bare.isupper() and bare.isalpha():
        return not bare.startswith("II")
    letters = re.sub(r"[^\w]", "", bare)
    has_digit = any(map(str.isdigit, letters)) and letters[0].isalpha() and len(letters) > 1
    has_hump = bool(re.search(r"[a-zß-ÿ][A-Z]", bare)) and "-" not in bare
    dotted = r"\.[A-Z]{2}|\.js$|^\.[A-Z]|^[A-Z][a-z]?(?:\.[A-Z][a-z]{0,3})+$"
    return has_digit or has_hump or bool(re.search(dotted, bare))


def _is_titled(name: str, lowered: set[str], ordinary: re.Pattern[str]) -> bool:
    return (
        len(name) > 1
        and name[0].isupper()
        and name[1:].islower()
        and fold(name) not in lowered
        and not ordinary.fullmatch(name)
        and fold(name) not in _calendar()
    )


def _choose_listed(
    content: str,
    words: Sequence[_Word],
    chosen: list[bool],
    nouns: bool,
    lowered: set[str],
    ordinary: re.Pattern[str],
) -> None:
    """Also choose words in a list with names, or given as examples."""
    joined = [
        bool(_SEPARATOR.fullmatch(content, one.end, other.start)) for one, other in pairwise(words)
    ]
    for step in (1, -1):
        order = range(len(words)) if step > 0 else range(len(words) - 1, -1, -1)
        for number in order:
            other = number - step
            if chosen[number] or words[number].known or not 0 <= other < len(words):
                continue
            if words[number].first and not words[number].in_item:
                continue
            if not joined[min(number, other)]:
                continue
            if chosen[other] or words[other].known:
                name, beside = words[number].text, words[other].text
                ends = not joined[number] if number < len(joined) else True
                chosen[number] = (_is_titled(name, set(), ordinary) and not _NOUN.search(name)) or (
                    beside.islower()
                    and name.islower()
                    and len(name) > 2
                    and _is_alone(content, words[number], ends)
                )
    for number, word in enumerate(words[1:], 1):
        follows = content[words[number - 1].end : word.start] == " " and not word.known
        if chosen[number - 1] and follows and _is_titled(word.text, set(), ordinary):
            chosen[number] = True
    for number, word in enumerate(words):
        begins_list = number < len(joined) and joined[number]
        beside = words[number + 1].text if begins_list else ""
        if chosen[number] or word.known or not _is_titled(word.text, lowered, ordinary):
            continue
        if _NOUN.search(word.text):
            continue
        if nouns:
            chosen[number] = bool(_EXAMPLES.search(content, max(0, word.start - 20), word.start))
        elif word.in_item and word.first:
            alone = rf"$|\n|{UNSPACED}"
            chosen[number] = beside[:1].isupper() or bool(
                re.compile(alone).match(content, word.end)
            )


def _is_alone(content: str, word: _Word, ends: bool) -> bool:
    """Whether a word is a whole list item, not the first of several words."""
    return not ends or content[word.end : word.end + 1] in {"", "\n", ".", ")", ";"}


def _runs(
    content: str, words: Sequence[_Word], chosen: Sequence[bool]
) -> Iterator[tuple[int, int]]:
    """The positions of names, with consecutive words joined."""
    start = end = -1
    for word, is_name in zip(words, chosen, strict=True):
        if is_name and end >= 0 and content[end : word.start] == " ":
            end = word.end
            continue
        if end >= 0:
            yield start, end
        start, end = (word.start, word.end) if is_name else (-1, -1)
    if end >= 0:
        yield start, end


@cache
def _calendar() -> frozenset[str]:
    """The names of months, days, and countries, which are not skills."""
    found: set[str] = set()
    for language in ("en", "de"):
        locale = Locale(language)
        for width in ("wide", "abbreviated"):
            found |= {fold(name) for name in locale.months["format"][width].values()}
            found |= {fold(name) for name in locale.days["format"][width].values()}
        found |= {fold(name) for name in locale.territories.values()}
    return frozenset(found)
