"""Dates as other formats, and people, write them."""

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
        ("марта 2010", "2010-03"),
        ("2012.09.01", "2012-09-01"),
        ("2012年9月", "2012-09"),
        ("2012年9月1日", "2012-09-01"),
        ("09-2012", "2012-09"),
        ("Sep-2012", "2012-09"),
    ],
)
def test_a_date_keeps_its_precision(written: str, read: str) -> None:
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
def test_the_day_does_not_depend_on_the_time_zone(written: str) -> None:
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
def test_an_invalid_date_is_rejected(written: str) -> None:
    with pytest.raises(DateError, match=written[:4]):
        date_text(written)


@pytest.mark.parametrize("word", ["present", "Present", " NOW ", "current", "heute"])
def test_words_for_the_present_are_recognized(word: str) -> None:
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
        ("01.2019-02.2020", ("01.2019", "02.2020")),
        ("2019-01/2020-02", ("2019-01", "2020-02")),
        ("Jan 2019-Mar 2020", ("Jan 2019", "Mar 2020")),
        ("June 2019 to date", ("June 2019", "date")),
        ("from 2019 to 2020", ("2019", "2020")),
        ("since May 2019", ("May 2019", "present")),
        ("2019 –", ("2019", "present")),
        ("2012-09-01", ("2012-09-01", "")),
        ("since then", ("since then", "")),
        ("March 2020", ("March 2020", "")),
    ],
)
def test_a_period_is_split_into_two_dates(written: str, ends: tuple[str, str]) -> None:
    assert range_texts(written) == ends


def test_a_year_is_found_in_a_text() -> None:
    assert year_in("Fall 2019") == "2019"
    assert year_in("2019 or 2020") == ""
    assert year_in("20190") == ""
