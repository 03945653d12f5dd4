"""Dates, spans and months: parsing, and counting."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from sphinx_resume.model.dates import (
    PRESENT,
    Date,
    DateError,
    Span,
    count,
    date_text,
    find_locale,
    gaps,
    month_start,
    months_text,
    union,
)
from sphinx_resume.model.options import date_or_present
from tests.support.samples import ENGLISH, GERMAN, TODAY
from tests.support.strategies import PROVEN, dates, month_ranges, spans


def span(start: str, end: str) -> Span:
    """A span as authors write it; an empty end means none."""
    return Span(Date.parse(start), date_or_present(end) if end else None)


def month(text: str) -> int:
    return Date.parse(text).first_month


class TestDate:
    @pytest.mark.parametrize(
        ("text", "date"),
        [
            ("2021", Date(2021)),
            ("2021-07", Date(2021, 7)),
            ("2021-07-15", Date(2021, 7, 15)),
            (" 2021-07 ", Date(2021, 7)),
            ("2024-02-29", Date(2024, 2, 29)),
        ],
    )
    def test_is_read_to_the_precision_it_is_written_with(self, text: str, date: Date) -> None:
        assert Date.parse(text) == date

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "July 2021",
            "2021-7",
            "21-07",
            "07/2021",
            "2021-07-",
            "2021-0715",
            "20210715",
            "٢٠٢١",
        ],
    )
    def test_in_another_format_is_rejected_with_the_allowed_formats(self, text: str) -> None:
        with pytest.raises(DateError) as error:
            Date.parse(text)
        assert str(error.value) == f"“{text}” is not a date; write 2021, 2021-07 or 2021-07-15"

    @pytest.mark.parametrize("text", ["2021-00", "2021-13", "0000", "0000-05"])
    def test_with_an_impossible_month_is_rejected(self, text: str) -> None:
        with pytest.raises(DateError, match=f"“{text}” is not a month of the calendar"):
            Date.parse(text)

    @pytest.mark.parametrize("text", ["2021-07-00", "2021-06-31", "2023-02-29", "2021-00-10"])
    def test_with_an_impossible_day_is_rejected(self, text: str) -> None:
        with pytest.raises(DateError, match=f"“{text}” is not a (day|month) of the calendar"):
            Date.parse(text)

    @PROVEN
    @given(dates())
    def test_round_trips(self, date: Date) -> None:
        assert Date.parse(date.isoformat()) == date

    @PROVEN
    @given(dates())
    def test_covers_the_days_from_its_earliest_to_its_latest(self, date: Date) -> None:
        known = (date.year, date.month, date.day)[: 1 + bool(date.month) + bool(date.day)]
        one = dt.timedelta(days=1)

        def fits(day: dt.date) -> bool:
            return (day.year, day.month, day.day)[: len(known)] == known

        assert fits(date.earliest)
        assert fits(date.latest)
        assert date.earliest == dt.date.min or not fits(date.earliest - one)
        assert date.latest == dt.date.max or not fits(date.latest + one)

    def test_of_a_year_can_mean_any_of_its_months(self) -> None:
        assert month_start(Date(2021).first_month) == Date(2021, 1)
        assert month_start(Date(2021).last_month) == Date(2021, 12)

    @PROVEN
    @given(st.integers(12, 12 * 10_000 - 1))
    def test_months_are_numbered_consecutively(self, number: int) -> None:
        start = month_start(number)
        assert start.first_month == start.last_month == number


class TestSpan:
    @pytest.mark.parametrize(
        ("start", "end", "months"),
        [
            ("2024-02", "2024-08", 7),
            ("2024-02", "2024-02", 1),
            ("2021-07", "2023-04", 22),
            ("2023-12", "2024-01", 2),
            ("2024-02-29", "2024-08-01", 7),
            ("2024-02", "present", 7),
            ("2024-08", "present", 1),
            ("2016", "2016", 12),
            ("2016", "2018", 36),
            ("2016-11", "2018", 26),
            ("2016", "2018-02", 26),
        ],
    )
    def test_counts_every_month_it_touches(self, start: str, end: str, months: int) -> None:
        assert len(span(start, end).months(TODAY)) == months

    def test_until_the_present_grows_with_time(self) -> None:
        going_on = span("2024-02", "present")
        assert len(going_on.months(dt.date(2024, 8, 31))) == 7
        assert len(going_on.months(dt.date(2024, 9, 1))) == 8

    def test_in_the_future_has_the_month_of_its_start(self) -> None:
        assert span("2024-09", "present").months(TODAY) == span("2024-09", "2024-09").months(TODAY)

    def test_without_an_end_has_only_the_month_or_year_of_its_start(self) -> None:
        assert Span(Date(2001, 3), None).months(TODAY) == span("2001-03", "2001-03").months(TODAY)
        assert Span(Date(2001), None).months(TODAY) == span("2001", "2001").months(TODAY)

    @pytest.mark.parametrize(
        ("start", "end", "reach"),
        [
            ("2024-02", "2024-05", ("2024-02", "2024-05")),
            ("2024-02", "2025-05", ("2024-02", "2025-05")),
            ("2024-02", "present", ("2024-02", "2024-08")),
            ("2001-03", "", ("2001-03", "2024-08")),
            ("2025-01", "", ("2025-01", "2025-01")),
            ("2025", "present", ("2025-01", "2025-12")),
        ],
    )
    def test_reaches_until_today_without_an_end(
        self, start: str, end: str, reach: tuple[str, str]
    ) -> None:
        assert span(start, end).reach(TODAY) == range(month(reach[0]), month(reach[1]) + 1)

    # Today is 15 August 2024.
    @pytest.mark.parametrize(
        ("start", "end", "begun", "current", "over", "is_open"),
        [
            ("2024-02", "present", True, True, False, False),
            ("2024-08-15", "present", True, True, False, False),
            ("2024-08-16", "present", False, False, False, True),
            ("2024-08", "present", True, True, False, False),
            ("2024-09", "present", False, False, False, True),
            ("2024", "present", True, True, False, False),
            ("2025", "present", False, False, False, True),
            ("2024-01", "2025-12", True, True, False, False),
            ("2024-01", "2024-08-16", True, True, False, False),
            ("2024-01", "2024-08-15", True, False, True, False),
            ("2024-01", "2024-08-14", True, False, True, False),
            ("2024-01", "2024-09", True, True, False, False),
            ("2024-01", "2024-08", True, False, False, False),  # may be over or not
            ("2024-01", "2024-07", True, False, True, False),
            ("2022", "2024", True, False, False, False),
            ("2022", "2025", True, True, False, False),
            ("2022", "2023", True, False, True, False),
            ("2025-01", "2025-12", False, False, False, False),
            ("2001", "", True, False, False, True),
            ("2025-01", "", False, False, False, True),
        ],
    )
    def test_relates_to_today(
        self, start: str, end: str, begun: bool, current: bool, over: bool, is_open: bool
    ) -> None:
        found = span(start, end)
        assert (
            found.begun(TODAY), found.current(TODAY), found.over(TODAY), found.open(TODAY)
        ) == (begun, current, over, is_open)  # fmt: skip
        assert found.counts(TODAY) == (begun and not is_open)

    @PROVEN
    @given(spans(2020, 2028), st.dates(dt.date(2020, 1, 1), dt.date(2028, 12, 31)))
    def test_is_never_current_and_over(self, span: Span, today: dt.date) -> None:
        assert not (span.current(today) and span.over(today))
        assert span.begun(today) or not span.current(today)
        assert not (span.over(today) and span.open(today))
        assert span.months(today).start == span.start.first_month
        assert set(span.months(today)) <= set(span.reach(today))
        # Once over, always over; an ongoing span has no end.
        assert not span.over(today) or span.over(today + dt.timedelta(days=1))

    @pytest.mark.parametrize(
        ("start", "end"),
        [
            ("2021-07", "2021-06"),
            ("2021", "2020"),
            ("2021-07-15", "2021-07-14"),
            ("2021-02", "2020"),
        ],
    )
    def test_that_ends_before_it_starts_is_rejected(self, start: str, end: str) -> None:
        with pytest.raises(DateError, match=f"^the end {end} is before the start {start}$"):
            span(start, end)

    @pytest.mark.parametrize(
        ("start", "end"), [("2021-07", "2021"), ("2021", "2021-02"), ("2021-07-15", "2021-07")]
    )
    def test_may_end_within_the_precision_of_its_start(self, start: str, end: str) -> None:
        assert span(start, end).months(TODAY)

    @pytest.mark.parametrize(
        ("start", "end", "by_year"),
        [
            ("2016", "2018-02", True),
            ("2016-02", "2018", True),
            ("2016", "present", True),
            ("2016-02", "2018-02", False),
            ("2016-02-01", "present", False),
        ],
    )
    def test_knows_whether_its_months_are_an_upper_bound(
        self, start: str, end: str, by_year: bool
    ) -> None:
        assert span(start, end).by_year is by_year

    @PROVEN
    @given(spans())
    def test_known_to_the_year_counts_an_upper_bound(self, span: Span) -> None:
        today = dt.date(2024, 12, 31)
        at_most = span.reach(today)
        end = span.end.latest if isinstance(span.end, Date) else today
        start = span.start.latest
        if start <= end:
            precise = Span(Date(start.year, start.month), Date(end.year, end.month)).months(today)
            assert len(precise) <= len(at_most)

    @pytest.mark.parametrize(
        ("one", "other", "meets"),
        [
            # One followed the other on the same day, in the same month, in the same year.
            (("2021", "2023-04-15"), ("2023-04-15", "present"), False),
            (("2021", "2023-04"), ("2023-04", "present"), False),
            (("2021", "2023-04-20"), ("2023-04", "present"), False),
            (("2021", "2023-04"), ("2023-04-02", "present"), False),
            (("2016", "2018"), ("2018", "2020"), False),
            (("2016", "2018"), ("2018-01", "2020-05"), False),
            (("2021-06", "2021-06"), ("2021-06", "2021-06"), False),
            # They shared some days.
            (("2021", "2023-04-15"), ("2023-04-14", "present"), True),
            (("2021", "2023-05"), ("2023-04", "present"), True),
            (("2021-06", "2021-06"), ("2021-05", "2021-07"), True),
            (("2021-06-02", "2021-06-20"), ("2021-06-10", "2021-06-30"), True),
            (("2016", "2018"), ("2017", "2020"), True),
            (("2021", "present"), ("2023-04-15", "present"), True),
            # Unknown.
            (("2021", ""), ("2021", "present"), False),
        ],
    )
    def test_meets_another_if_they_must_share_days(
        self, one: tuple[str, str], other: tuple[str, str], meets: bool
    ) -> None:
        assert span(*one).meets(span(*other)) is meets
        assert span(*other).meets(span(*one)) is meets

    @PROVEN
    @given(spans(), spans())
    def test_meets_another_whatever_the_exact_days_are(self, one: Span, other: Span) -> None:
        def precise(span: Span, short: bool) -> Span:
            start = span.start.latest if short else span.start.earliest
            end = span.end
            if isinstance(end, Date):
                day = end.earliest if short else end.latest
                end = Date(day.year, day.month, day.day)
            return Span(Date(start.year, start.month, start.day), end)

        if one.meets(other):
            for short in (True, False):
                try:
                    assert precise(one, short).meets(precise(other, short))
                except DateError:
                    assert short  # a span within a month, or a year

    @pytest.mark.parametrize(
        ("one", "other", "shared"),
        [
            (("2021-07", "2023-04"), ("2022-12", "2024-01"), ("2022-12", "2023-04")),
            (("2021-07-15", "2023-04-20"), ("2022-12-02", "present"), ("2022-12", "2023-04")),
            (("2020-09", "present"), ("2022-01", "present"), ("2022-01", "present")),
            (("2020-09", "2025-12"), ("2022-01", "present"), ("2022-01", "present")),
            (("2020-09", "2025-12"), ("2022-01", "2025-06"), ("2022-01", "present")),
            (("2020-09", "2024-08"), ("2022-01", "present"), ("2022-01", "2024-08")),
            (("2020-09", "2024-08-15"), ("2022-01", "present"), ("2022-01", "2024-08")),
            (("2020-09", "2024-08-16"), ("2022-01", "present"), ("2022-01", "present")),
            # The result has only a year if that year may be later, or earlier.
            (("1946", "1949"), ("1946-06", "present"), ("1946", "1949")),
            (("1945", "1949"), ("1946-06", "present"), ("1946-06", "1949")),
            (("1946-12", "1949"), ("1946", "1948"), ("1946-12", "1948")),
            (("1931", "1943"), ("1940", "1943-02"), ("1940", "1943")),
            (("1931", "1943"), ("1940", "1943-01"), ("1940", "1943-01")),
            (("1931", "1944"), ("1940", "1943-02"), ("1940", "1943-02")),
        ],
    )
    def test_shares_with_another_the_intersection(
        self, one: tuple[str, str], other: tuple[str, str], shared: tuple[str, str]
    ) -> None:
        assert span(*one).shared(span(*other), TODAY) == span(*shared)
        assert span(*other).shared(span(*one), TODAY) == span(*shared)

    @PROVEN
    @given(spans(2022, 2026), spans(2022, 2026))
    def test_shares_at_most_what_each_covers(self, one: Span, other: Span) -> None:
        if one.meets(other) and one.counts(TODAY) and other.counts(TODAY):
            shared = one.shared(other, TODAY)
            months = set(one.months(TODAY)) & set(other.months(TODAY))
            assert shared == other.shared(one, TODAY)
            if shared.end is PRESENT:
                assert one.current(TODAY)
                assert other.current(TODAY)
                months = {each for each in months if each <= month("2024-08")}
            assert set(shared.months(TODAY)) >= months
            if not shared.by_year:
                assert set(shared.months(TODAY)) == months


class TestUnion:
    def test_merges_overlapping_and_adjacent_ranges(self) -> None:
        ranges = [range(20, 25), range(1, 4), range(4, 6), range(22, 30), range(8, 9)]
        assert union(ranges) == [range(1, 6), range(8, 9), range(20, 30)]

    def test_counts_no_month_twice(self) -> None:
        assert count([range(1, 13), range(7, 19), range(7, 8)]) == 18

    def test_of_nothing_is_empty(self) -> None:
        assert union([]) == union([range(5, 5), range(9, 3)]) == []
        assert count([]) == 0

    @PROVEN
    @given(month_ranges())
    def test_covers_the_same_months(self, ranges: list[range]) -> None:
        covered = {month for months in ranges for month in months}
        assert {month for months in union(ranges) for month in months} == covered
        assert count(ranges) == len(covered)

    @PROVEN
    @given(month_ranges())
    def test_is_sorted_and_minimal(self, ranges: list[range]) -> None:
        merged = union(ranges)
        assert all(merged)
        assert all(a.stop < b.start for a, b in pairwise(merged))

    @PROVEN
    @given(month_ranges(), month_ranges(), month_ranges())
    def test_does_not_depend_on_order_or_grouping(
        self, a: list[range], b: list[range], c: list[range]
    ) -> None:
        assert union([*union([*a, *b]), *c]) == union([*a, *union([*b, *c])])
        assert union([*a, *b]) == union([*b, *a])
        assert union(union(a)) == union(a)


class TestGaps:
    def test_are_the_uncovered_months_in_between(self) -> None:
        ranges = [range(30, 35), range(1, 4), range(4, 6), range(9, 20)]
        assert list(gaps(ranges)) == [range(6, 9), range(20, 30)]

    @pytest.mark.parametrize(
        "ranges", [[], [range(3, 9)], [range(3, 3)], [range(1, 5), range(5, 9)]]
    )
    def test_need_two_ranges_that_are_not_adjacent(self, ranges: list[range]) -> None:
        assert list(gaps(ranges)) == []

    @PROVEN
    @given(month_ranges())
    def test_complement_the_union(self, ranges: list[range]) -> None:
        covered = {month for months in ranges for month in months}
        between = set(range(min(covered), max(covered) + 1)) if covered else set()
        found = list(gaps(ranges))
        assert {month for months in found for month in months} == between - covered
        assert found == union(found)


class TestWords:
    @pytest.mark.parametrize(
        ("text", "english", "german"),
        [
            ("2021", "2021", "2021"),
            ("2021-07", "July 2021", "Juli 2021"),
            ("2021-07-05", "July 5, 2021", "5. Juli 2021"),
        ],
    )
    def test_of_a_date_keep_its_precision(self, text: str, english: str, german: str) -> None:
        assert date_text(Date.parse(text), ENGLISH) == english
        assert date_text(Date.parse(text), GERMAN) == german

    @pytest.mark.parametrize(
        ("months", "english", "german"),
        [
            (0, "0 months", "0 Monate"),
            (1, "1 month", "1 Monat"),
            (7, "7 months", "7 Monate"),
            (12, "1 year", "1 Jahr"),
            (22, "1 year 10 months", "1 Jahr 10 Monate"),
            (25, "2 years 1 month", "2 Jahre 1 Monat"),
        ],
    )
    def test_of_a_number_of_months(self, months: int, english: str, german: str) -> None:
        assert months_text(months, ENGLISH) == english
        assert months_text(months, GERMAN) == german

    @pytest.mark.parametrize("language", ["ar", "cs", "ja", "pl", "pt-BR", "sr@latin", "zh_TW"])
    def test_use_no_unit_names_of_babel(self, language: str) -> None:
        locale = find_locale(language)
        for months in (1, 2, 5, 22):
            assert "duration" not in months_text(months, locale)

    @pytest.mark.parametrize(
        ("language", "locale"),
        [
            ("de", Locale("de")),
            ("pt_BR", Locale("pt", "BR")),
            ("pt-BR", Locale("pt", "BR")),
            ("zh_TW", Locale("zh", "TW", script="Hant")),
            ("tlh", ENGLISH),
            ("", ENGLISH),
        ],
    )
    def test_fall_back_to_english(self, language: str, locale: Locale) -> None:
        assert find_locale(language) == locale
