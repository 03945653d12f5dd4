"""Options: the values that readers accept, and their errors for others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from sphinx_resume.model.dates import PRESENT, Date, DateError, Span
from sphinx_resume.model.options import (
    OptionError,
    authors,
    date_or_present,
    dates,
    flag,
    ids,
    link,
    names,
    one_of,
    option,
    options,
    people,
    read_options,
    text,
    words,
)


@pytest.mark.parametrize(
    ("read", "given", "value"),
    [
        (text, "  Berlin,\n  Germany ", "Berlin, Germany"),
        (names, "Golang, Go lang ,,Golang, ", ("Go lang", "Golang")),
        (names, " ", ()),
        (names, '"b, c", a', ("a", "b, c")),
        (names, "'b, c','a'", ("a", "b, c")),
        (names, 'a "b, c"', ('a "b', 'c"')),
        (names, "a, it's, 'til b", ("'til b", "a", "it's")),
        (names, "[b, 'c, d']", ("b", "c, d")),
        (names, "b, c\nd, e", ("b, c", "d, e")),
        (names, "b, c,\nd, e", ("b", "c", "d", "e")),
        (names, '- b, c\n- "d"\n', ("b, c", "d")),
        (ids, 'B c, "D, e"', ("b-c", "d-e")),
        (people, "Zoe Last, Ann First, Zoe Last", ("Zoe Last", "Ann First")),
        (
            people,
            "Doe, J., Roe, A., Poe, J., Moe, A.",
            ("Doe, J.", "Roe, A.", "Poe, J.", "Moe, A."),
        ),
        (people, "Berg, J. P., Li, X.-Y., Roe, A", ("Berg, J. P.", "Li, X.-Y.", "Roe, A")),
        (people, "Иванов, Ю. А., Roe, AB, Ng, Bo", ("Иванов, Ю. А.", "Roe, AB", "Ng", "Bo")),
        (people, "J. Doe, A. Roe", ("J. Doe", "A. Roe")),
        (people, "Ann Other, Jr., Bob Else, MD, PhD", ("Ann Other, Jr.", "Bob Else, MD, PhD")),
        (people, '"Ann Other, Ltd.", Bo, Al', ("Ann Other, Ltd.", "Bo", "Al")),
        (people, "Doe, Jane\nRoe, Ann", ("Doe, Jane", "Roe, Ann")),
        (people, "孔, 孟", ("孔", "孟")),
        (date_or_present, "2023-04", Date(2023, 4)),
        (date_or_present, " present ", PRESENT),
        (date_or_present, "Present", PRESENT),
        (dates, "2022-05-03", Span(Date(2022, 5, 3), Date(2022, 5, 3))),
        (dates, "2022-05-03 to 2022-05-04", Span(Date(2022, 5, 3), Date(2022, 5, 4))),
        (dates, "2022-05-03 – 2022-05-04", Span(Date(2022, 5, 3), Date(2022, 5, 4))),
        (dates, "2022-05–2022-06", Span(Date(2022, 5), Date(2022, 6))),
        (dates, "2022-05 - 2022-06", Span(Date(2022, 5), Date(2022, 6))),
        (flag, " ", True),
        (link, " https://example.org/talk?a=b#c ", "https://example.org/talk?a=b#c"),
        (link, "HTTPS://example.org", "https://example.org"),
        (link, "mailto:someone@example.org", "mailto:someone@example.org"),
        (link, "https://example.org/ä?q=[1]&a=%20#b", "https://example.org/ä?q=[1]&a=%20#b"),
        (link, 'https://example.org/"><b>|100%', "https://example.org/%22%3E%3Cb%3E%7C100%25"),
        (one_of("public", "internal"), " internal ", "internal"),
        (words("talk", "position", "incident"), "talk,position, talk", ("position", "talk")),
    ],
)
def test_readers_accept(read: Callable[[str], Any], given: str, value: object) -> None:
    assert read(given) == value


@pytest.mark.parametrize(
    ("read", "given", "message"),
    [
        (text, " \n ", "it is empty"),
        (flag, "yes", "it takes no value; delete “yes”"),
        (one_of("public", "internal"), "Public", "“Public” is not one of: public, internal"),
        (words("talk", "position"), "talk, job", "“job” is not one of: talk, position"),
        (
            link,
            "javascript:alert(1)",
            "“javascript:alert(1)” has no supported link scheme; use https, http or mailto",
        ),
        (
            link,
            "java\nscript:alert(1)",
            "“java script:alert(1)” has no supported link scheme; use https, http or mailto",
        ),
        (
            link,
            "example.org/talk",
            "“example.org/talk” has no supported link scheme; use https, http or mailto",
        ),
        (link, "https://", "“https://” is not a complete address"),
        (link, "https:example.org", "“https:example.org” is not a complete address"),
        (link, "mailto:", "“mailto:” is not a complete address"),
        (
            link,
            "https://example.org/my talk",
            "“https://example.org/my talk” is not a complete address",
        ),
        (link, "https://[", "“https://[” is not a valid address: Invalid IPv6 URL"),
        (link, "", "it is empty"),
    ],
)
def test_readers_reject(read: Callable[[str], Any], given: str, message: str) -> None:
    with pytest.raises(OptionError) as error:
        read(given)
    assert str(error.value) == message


@pytest.mark.parametrize("word", ["now", "today", "April 2023"])
def test_other_words_for_the_present_get_a_hint(word: str) -> None:
    with pytest.raises(DateError) as error:
        date_or_present(word)
    expected = f"“{word}” is not a date; write 2021, 2021-07, 2021-07-15 or present"
    assert str(error.value) == expected


@pytest.mark.parametrize("given", ["2022-05-04 to 2022-05-03", "2022 to", "present to 2022", ""])
def test_an_invalid_range_of_dates_is_rejected(given: str) -> None:
    with pytest.raises(DateError):
        dates(given)


def test_ranges_of_dates_may_be_ongoing() -> None:
    assert dates("2022 to present") == Span(Date(2022), PRESENT)
    assert dates("2022-05 – Present") == Span(Date(2022, 5), PRESENT)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("Ada Example*, me *, Bob", ("Ada Example*", "me*", "Bob")),
        ("Doe, J.*, Roe, A.", ("Doe, J.*", "Roe, A.")),
        ("Ann Other†, me†", ("Ann Other*", "me*")),
    ],
)
def test_authors_may_be_marked_as_equal_contributors(given: str, read: tuple[str, ...]) -> None:
    assert authors(given) == read


@dataclass(frozen=True, kw_only=True)
class Dish:
    """A dataclass with options."""

    id: str
    name_: str = option(text, "What it is.", "Soup", required=True)
    cooked_on: Date | None = option(Date.parse, "When.", "2021-07", default=None)
    taste: str = option(one_of("good", "bad"), "How.", "good", default="good")


def test_options_are_dataclass_fields_by_their_written_names() -> None:
    declared = {opt.name: (opt.field, opt.default, opt.required) for opt in options(Dish)}
    assert declared == {
        "name": ("name_", "", True),
        "cooked-on": ("cooked_on", None, False),
        "taste": ("taste", "good", False),
    }
    assert next((opt.help, opt.example) for opt in options(Dish)) == ("What it is.", "Soup")


def test_options_are_read_into_fields() -> None:
    values, errors = read_options(Dish, {"name": " Soup ", "cooked-on": "2021-07"})
    assert values == {"name_": "Soup", "cooked_on": Date(2021, 7)}
    assert errors == {}


def test_each_invalid_option_has_an_error_and_others_keep_their_values() -> None:
    given = {"name": "Soup", "cooked-on": "July", "taste": "odd", "colour": "red"}
    values, errors = read_options(Dish, given)
    assert values == {"name_": "Soup"}
    assert {name: str(error) for name, error in errors.items()} == {
        "cooked-on": "“July” is not a date; write 2021, 2021-07 or 2021-07-15",
        "taste": "“odd” is not one of: good, bad",
    }
