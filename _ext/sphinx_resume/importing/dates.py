"""Converts dates as other formats and people write them, with their precision, to ours."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from babel import Locale
from babel.dates import get_month_names

from sphinx_resume.model.dates import PRESENT, Date, DateError

#: Words for the present, as an end.
ONGOING: Final = frozenset(
    [
        "present",
        "date",  # as in “2019 to date”
        "now",
        "current",
        "currently",
        "ongoing",
        "today",
        "heute",
        "aktuell",
        "gegenwärtig",
        "laufend",
        "actualidad",
        "presente",
        "actuellement",
        "aujourd'hui",
        "oggi",
        "attuale",
    ]
)
#: Languages for names of months; the first one that has a name counts.
_LANGUAGES: Final = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "pl", "cs", "fi", "hu", "ro"),
    *("tr", "ru", "uk", "el"),
)

_ISO: Final = re.compile(
    r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ]\d{1,2}:\d{2}\S*)?)?)?", re.ASCII
)
_SLASHED: Final = re.compile(
    r"(\d{4})(?:[/.](\d{1,2})(?:[/.](\d{1,2}))?|年(\d{1,2})月(?:(\d{1,2})日)?)", re.ASCII
)
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})[/.-](\d{4})", re.ASCII)
_DOTTED: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_SLASHED_DAY: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_NAMED: Final = (
    re.compile(r"(?P<month>[^\W\d]+)\.?,?[ -](?P<year>\d{4})"),
    re.compile(r"(?P<month>[^\W\d]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)? (?P<month>[^\W\d]+)\.?,? (?P<year>\d{4})"),
)

#: Stands for a month or day written as 0, which does not exist.
_NONE: Final = 99


def is_ongoing(text: str) -> bool:
    """Whether a text means that something is ongoing."""
    return text.strip().casefold() in ONGOING


def date_text(text: str) -> str:
    """A date in our form, with its own precision: ``2012``, ``2012-09``, ``2012-09-01``.

    A time of day is dropped with its zone, so that the day is the one that was written. Raises
    `DateError` for days and months that do not exist, and for anything that is not a date.
    """
    word = " ".join(text.split())
    year, month, day = _parts(word)
    try:
        # Date.parse checks the day, if month and day exist at all.
        return Date.parse(
            "-".join([f"{year:04}", *(f"{n:02}" for n in (month, day) if n)])
        ).isoformat()
    except DateError:
        raise DateError(f"“{word}” is not a date of the calendar; write it as 2012-09") from None


def _parts(word: str) -> tuple[int, int, int]:
    if found := _ISO.fullmatch(word) or _SLASHED.fullmatch(word):
        month, day, *others = (int(part or 0) or _NONE * bool(part) for part in found.groups()[1:])
        return int(found[1]), *((month, day) if month or not others else others)
    if found := _MONTH_YEAR.fullmatch(word):
        return int(found[2]), int(found[1]) or _NONE, 0
    if found := _DOTTED.fullmatch(word):
        return int(found[3]), int(found[2]) or _NONE, int(found[1]) or _NONE
    if found := _SLASHED_DAY.fullmatch(word):
        one, other = int(found[1]), int(found[2])
        if one <= 12 < other or one == other:
            return int(found[3]), one, other
        if other <= 12 < one:
            return int(found[3]), other, one
        raise DateError(f"“{word}” is ambiguous; write it as 2012-09-01")
    for pattern in _NAMED:
        if (found := pattern.fullmatch(word)) and (named := _months().get(_word(found["month"]))):
            return int(found["year"]), named, int(found.groupdict().get("day") or 0)
    raise NoDateError(f"“{word}” is not a date; write it as 2012, 2012-09, or 2012-09-01")


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for language in _LANGUAGES:
        locale = Locale.parse(language)
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    names.setdefault(_word(name), number)
    names.setdefault("sept", 9)
    return names


def _word(name: str) -> str:
    return name.casefold().rstrip(".")


class NoDateError(DateError):
    """A text that does not look like a date at all."""


def year_in(text: str) -> str:
    """The year in a text such as “Fall 2019”; empty if it does not have exactly one."""
    years = set(re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", text))
    return years.pop() if len(years) == 1 else ""


#: What separates two dates; a hyphen or slash without spaces may also be part of one.
_BETWEEN: Final = re.compile(r"\s+(?:to|till|until|–|—|-|bis|à|al?|hasta)\s+|\s*[–—]\s*")
_SINCE: Final = re.compile(r"(?:since|from|seit|ab|depuis|desde|dal)\s+(.+)", re.IGNORECASE)
_FROM: Final = re.compile(r"(?:from|von|de|du|dal|desde)\s+(?=.*\d)", re.IGNORECASE)
_AND_ON: Final = re.compile(r"(.*\w)\s*[-–—]")


def range_texts(text: str) -> tuple[str, str]:
    """The two dates in a period such as “Sep 2012 – Present”; the end may be empty."""
    text = text.strip()
    if (found := _SINCE.fullmatch(text) or _AND_ON.fullmatch(text)) and _is_end(found[1]):
        return found[1], PRESENT.value
    first, *last = _BETWEEN.split(text, maxsplit=1)
    if last:
        return _FROM.sub("", first), last[0]
    if found := re.fullmatch(r"(\d\d)(\d\d)/(1[3-9]|[2-9]\d)", text):  # academic years
        return found[1] + found[2], found[1] + found[3]
    if _is_end(text):
        return text, ""
    for mark in re.finditer(r"\s*[-/]\s*", text):
        first, end = text[: mark.start()], text[mark.end() :]
        if _is_end(first) and _is_end(end):
            return first, end
    return text, ""


def _is_end(text: str) -> bool:
    try:
        return is_ongoing(text) or bool(date_text(text))
    except DateError:
        return False
