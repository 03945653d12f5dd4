"""Parses numbers, dates, and durations in texts, for comparison."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final, Literal

from babel import Locale

from sphinx_resume.model.names_in_text import NEAR
from sphinx_resume.model.slugs import fold

Kind = Literal["number", "date", "duration"]

#: The languages whose number words are known.
SPELLED_OUT: Final = ("en", "de")
_ONES: Final = (
    "one two three four five six seven eight nine",
    "ein zwei drei vier fünf sechs sieben acht neun",
)
_TEENS: Final = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
)
_TENS: Final = (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
)
#: What may follow a number, or stand alone.
_LARGE: Final = {
    name: number
    for number, names in {
        12: "dozen dozens dutzend dutzende",
        100: "hundred hundreds hundert hunderte",
        1_000: "thousand thousands tausend tausende",
        1_000_000: "million millions millionen",
        1_000_000_000: "billion billions milliarde milliarden",
    }.items()
    for name in names.split()
}


def _number_words() -> dict[str, int]:
    """Number words, without “one”, which is rarely a number."""
    found = {**_LARGE}
    for names, first, step in ((_ONES, 1, 1), (_TEENS, 10, 1), (_TENS, 20, 10)):
        for words in names:
            found |= {word: first + step * at for at, word in enumerate(words.split())}
    for one in _ONES[0].split():
        found |= {f"{ten}-{one}": found[ten] + found[one] for ten in _TENS[0].split()}
    for one in _ONES[1].split():
        found |= {f"{one}und{ten}": found[one] + found[ten] for ten in _TENS[1].split()}
        found |= {f"{one}{large}": found[one] * found[large] for large in ("hundert", "tausend")}
    del found["one"], found["ein"]
    return found | {fold(name): number for name, number in found.items()}


_WORDS: Final = _number_words()
_SCALES: Final = _LARGE | {
    name: scale
    for scale, names in {1_000: "k tsd", 1_000_000: "m mio", 1_000_000_000: "bn mrd"}.items()
    for name in names.split()
}


def _any(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_DIGITS: Final = r"\d{1,3}(?:[,.’'\u00a0\u202f ]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
#: Long patterns are compiled by `re` when they are first used, which few builds do.
_NUMBER: Final = (
    rf"(?<!{NEAR})(?<!{NEAR}[.#+])(?<!\+\+)(?:(?P<digits>{_DIGITS})"
    rf"(?:\s?(?P<scale>{_any(_SCALES)})\b\.?|[^\W\d_]{{1,5}})?"
    rf"|\b(?P<word>{_any(_WORDS)})\b(?:[\s-](?P<times>{_any(_LARGE)})\b)?)(?P<percent>\s?(?:%|percent\b|per\scent\b|Prozent\b))?"
    rf"(?!{NEAR})"
)
#: What makes a name of a number behind it: “COVID-19”; not “top-10”.
_NAMED: Final = re.compile(r"(?-i:[A-Z])\w*[-–]$")
_COUNT: Final = rf"(?:\d+(?:[.,]5)?|{_any(_WORDS)}|an?|one|einem|einen|eines|einer|eine?)"
_MORE: Final = (
    r"(?P<more>(?:more than|over|at least|mehr als|über|mindestens|gut)\s|(?=\d+\+))"
    r"|(?P<less>(?:almost|nearly|close to|fast|knapp|beinahe)\s)"
)
_DURATION: Final = (
    rf"(?:{_MORE})?(?<![\w.])(?:(?P<years>{_COUNT})\+?[\s-](?:years?|yrs?|jahr(?:en?)?)\b(?:[’'])?"
    rf"(?:(?:,?\sand|\sund)?\s(?P<and>{_COUNT})\s(?:months?|monate?n?)\b)?"
    rf"|(?P<months>{_COUNT})\+?[\s-](?:months?|monate?n?)\b)"
)
#: Text that only looks like a number: list markers, and “24/7”.
_NO_NUMBER: Final = re.compile(r"^[^\S\n]*\d{1,2}[.)](?=\s)|\b24\s?[/x×]\s?7\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, date, or duration, with its position in a text."""

    kind: Kind
    start: int
    end: int
    #: The original text.
    text: str
    #: Year, month, and day of a date, as precise as it is; the months of a duration; or the number.
    value: tuple[Decimal, ...]
    #: The unit of a number, the comparison of a duration, or the part of a year: ``%``, ``more``,
    #: ``less``, ``Q3``, ``H1``.
    unit: str = ""

    def is_in(self, known: Figure) -> bool:
        """Whether it says no more than a known figure, as “2021” does of “July 2021”."""
        if "date" in (self.kind, known.kind):
            is_in_year = self.kind == known.kind and self.value == known.value[: len(self.value)]
            return is_in_year and (not self.unit or known._is_within(self.unit))
        same = (self.kind, self.value) == (known.kind, known.value)
        if self.kind == "duration" and self.unit in {"", "exact"}:
            return same and known.unit != "less"
        return same and self.unit == known.unit

    def _is_within(self, part: str) -> bool:
        """Whether a date is within a part of its year."""
        if self.unit:
            return self.unit == part
        length = 3 if part[0] == "Q" else 6
        return len(self.value) > 1 and (int(self.value[1]) - 1) // length + 1 == int(part[1])


def figures(text: str, languages: Iterable[str] = ()) -> list[Figure]:
    """The figures in a text, in order; names of months may be in these languages."""
    skipped = [found.span() for found in _NO_NUMBER.finditer(text)]
    taken: list[tuple[int, int]] = [*skipped]
    found: list[Figure] = []
    for reader in (_dates(text, tuple(languages)), _durations(text), _numbers(text)):
        fresh = [each for each in reader if not any(_meet(each, span) for span in taken)]
        taken += [(each.start, each.end) for each in fresh]
        found += fresh
    return sorted(found, key=lambda each: each.start)


def _meet(figure: Figure, span: tuple[int, int]) -> bool:
    return figure.start < span[1] and span[0] < figure.end


def _dates(text: str, languages: tuple[str, ...]) -> Iterator[Figure]:
    names, pattern = _months(languages)
    for found in pattern.finditer(text):
        part = found.groupdict()
        if part["part"]:
            value, unit = (Decimal(part["of"]),), part["part"].upper()
            yield Figure("date", found.start(), found.end(), _line(found[0]), value, unit)
            continue
        year = part["year"] or part["iso"] or part["dotted"] or part["slashed"] or part["alone"]
        month = part["iso_month"] or part["dotted_month"] or part["slashed_month"]
        if name := part["name"]:
            month = str(names[fold(name).rstrip(".")])
        day = part["day"] or part["after"] or part["iso_day"] or part["dotted_day"]
        given = (year, *([month, day] if month and day else [month] if month else []))
        numbers = tuple(Decimal(each) for each in given if each)
        if len(numbers) < 2 or 1 <= numbers[1] <= 12:
            yield Figure("date", found.start(), found.end(), _line(found[0]), numbers)


@cache
def _months(languages: tuple[str, ...]) -> tuple[dict[str, int], re.Pattern[str]]:
    names: dict[str, int] = {}
    for language in dict.fromkeys((*languages, "en", "de")):
        months = Locale.parse(language.replace("-", "_")).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    names.setdefault(fold(name).rstrip("."), number)
    year = r"(?:19|20)\d\d"
    known = _any(name for name in names if not name.isdigit() and len(name) > 1)
    pattern = re.compile(
        rf"(?<!{NEAR})(?:(?P<part>Q[1-4]|H[12])[\s/-](?P<of>{year})"
        rf"|(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?:of\s)?)?"
        rf"(?P<name>{known})\.?\s(?:(?P<after>\d{{1,2}})(?:st|nd|rd|th)?,?\s)?(?P<year>{year})"
        rf"|(?P<iso>{year})-(?P<iso_month>\d\d)(?:-(?P<iso_day>\d\d))?"
        rf"|(?:(?P<dotted_day>\d{{1,2}})\.\s?)?(?P<dotted_month>\d{{1,2}})\.\s?(?P<dotted>{year})"
        rf"|(?P<slashed_month>\d{{1,2}})/(?P<slashed>{year})"
        rf"|(?P<alone>{year}))(?!{NEAR}|[.,]\d)",
        re.IGNORECASE,
    )
    return names, pattern


def _durations(text: str) -> Iterator[Figure]:
    for found in re.finditer(_DURATION, text, re.IGNORECASE):
        part = found.groupdict()
        word = fold(part["years"] or part["months"])
        about = part["more"] is not None or part["less"] or part["and"]
        if word in {"a", "an", "eine", "einen", "einem", "einer", "eines"} and not about:
            continue  # “twice a year”
        months = _count(part["years"]) * 12 + _count(part["and"]) + _count(part["months"])
        exact = "exact" if part["and"] or part["months"] else ""
        unit = "more" if part["more"] is not None else "less" if part["less"] else exact
        yield Figure(
            "duration", found.start(), found.end(), _line(found[0]), (Decimal(months),), unit
        )


def _count(word: str | None) -> Decimal:
    if not word:
        return Decimal(0)
    if word[0].isdigit():
        return Decimal(word.replace(",", "."))
    return Decimal(_WORDS.get(fold(word), 1))


def _numbers(text: str) -> Iterator[Figure]:
    for found in re.finditer(_NUMBER, text, re.IGNORECASE):
        part = found.groupdict()
        if _NAMED.search(text, max(0, found.start() - 40), found.start()):
            continue
        if part["word"]:
            value = Decimal(_WORDS[fold(part["word"])] * _LARGE.get(fold(part["times"] or ""), 1))
        else:
            value = _decimal(part["digits"])
            value *= _SCALES.get(fold(part["scale"] or "").rstrip("."), 1)
        unit = "%" if part["percent"] else ""
        yield Figure("number", found.start(), found.end(), _line(found[0]), (value,), unit)


def _decimal(digits: str) -> Decimal:
    grouped = re.fullmatch(r"(\d{1,3}(?:[^\d]\d{3})+)(?:[.,](\d+))?", digits)
    if grouped:
        return Decimal(re.sub(r"\D", "", grouped[1]) + (f".{grouped[2]}" if grouped[2] else ""))
    return Decimal(digits.replace(",", "."))


def _line(text: str) -> str:
    return " ".join(text.split())
