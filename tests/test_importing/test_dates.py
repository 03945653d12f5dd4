"""Dates as other formats and people write them."""

from __future__ import annotations

import pytest

from sphinx_resume.importing.dates import date_text, is_ongoing, range_texts, year_in
from sphinx_resume.model.dates import DateError


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2012", "2012"),
        ("2012-09", "2012-09"),
        ("2012-9", "2012-09"),
        ("2012-09-01", "2012-09-01"),
        ("2012/09", "2012-09"),
        ("09/2012", "2012-09"),
        ("31.12.2012", "2012-12-31"),
        ("12/31/2012", "2012-12-31"),
        ("Mar 2020", "2020-03"),
        ("Sep 1, 2016", "2016-09-01"),
        ("1st September 2016", "2016-09-01"),
        ("Sept. 2016", "2016-09"),
        ("März 2020", "2020-03"),
        ("1. Mai 2020", "2020-05-01"),
        ("octobre 2019", "2019-10"),
    ],
)
def test_a_date_is_as_exact_as_it_was(written: str, read: str) -> None:
    assert date_text(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "2014-01-01T00:00:00Z",
        "2014-01-01T00:00:00.000+14:00",
        "2014-01-01T23:59:59-11:00",
        "2014-01-01 00:00:00",
    ],
)
def test_the_day_is_the_same_in_every_time_zone(written: str) -> None:
    assert date_text(written) == "2014-01-01"


@pytest.mark.parametrize(
    "written",
    [
        "2020-19-39",
        "2020-13",
        "2020-00",
        "2020-02-30",
        "2013-12-021",
        "00/2012",
        "03/04/2012",
        "Summer 2019",
        "soon",
        "2012-09 foo",
    ],
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(DateError, match=written[:4]):
        date_text(written)


@pytest.mark.parametrize("word", ["present", "Present", " NOW ", "current", "heute"])
def test_words_for_what_goes_on(word: str) -> None:
    assert is_ongoing(word)
    assert not is_ongoing(f"{word}s")


@pytest.mark.parametrize(
    ("written", "ends"),
    [
        ("Sep 2012 – Present", ("Sep 2012", "Present")),
        ("2012-09 to 2013", ("2012-09", "2013")),
        ("2012-2013", ("2012", "2013")),
        ("2012-09", ("2012-09", "")),
        ("2012 — heute", ("2012", "heute")),
        ("March 2020", ("March 2020", "")),
    ],
)
def test_a_period_is_two_dates(written: str, ends: tuple[str, str]) -> None:
    assert range_texts(written) == ends


def test_the_year_in_words_is_known_if_there_is_one() -> None:
    assert year_in("Fall 2019") == "2019"
    assert year_in("2019 or 2020") == ""
    assert year_in("20190") == ""
