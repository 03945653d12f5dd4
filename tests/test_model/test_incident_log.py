"""Times and marks of events, and durations between them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from sphinx_resume.model import incident_log
from sphinx_resume.model.incident_log import (
    MARKS,
    Chronicle,
    EventFinding,
    head_length,
    length_iso,
    length_text,
    relative_text,
)

EN = Locale("en")


def read(*lines: str, zone: str = "Europe/Berlin") -> Chronicle:
    return Chronicle.read(lines, zone)


def minutes(chronicle: Chronicle) -> list[int]:
    """The minutes of all events since the first one."""
    found = [event.moment.minute for event in chronicle.events if event.moment]
    return [minute - found[0] for minute in found]


def problem(chronicle: Chronicle) -> EventFinding:
    (found,) = chronicle.findings
    return found


# Parsing


def test_times_of_day_continue_on_the_day_of_the_event_above() -> None:
    chronicle = read(
        "2023-05-04 14:05 [start] Deploys began to fail.",
        "14:20 [detection] An alert said so.",
        "2023-05-05 09:00 [resolution] The last one was through.",
        "9:30 We wrote it down.",
    )
    assert chronicle.findings == ()
    assert minutes(chronicle) == [0, 15, 18 * 60 + 55, 19 * 60 + 25]
    assert [event.marks for event in chronicle.events] == [
        ("start",),
        ("detection",),
        ("resolution",),
        (),
    ]
    assert [event.written for event in chronicle.events][:2] == ["2023-05-04 14:05", "14:20"]
    assert chronicle.events[1].moment
    assert chronicle.events[1].moment.local == dt.datetime(
        2023, 5, 4, 14, 20, tzinfo=ZoneInfo("Europe/Berlin")
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("T+0", 0),
        ("T-0", 0),
        ("T+12 min", 12),
        ("T+12min", 12),
        ("T + 12 min", 12),
        ("T+90 min", 90),
        ("T+1 h", 60),
        ("T+1 h 5 min", 65),
        ("T+2 d 1 h 5 min", 2 * 1440 + 65),
        ("T-3 min", -3),
        ("T−3 min", -3),
        ("T–1 h 3 min", -63),
    ],
)
def test_relative_times(written: str, expected: int) -> None:
    chronicle = read(f"{written} [start] Something.", zone="")
    assert chronicle.findings == ()
    (event,) = chronicle.events
    assert event.moment == incident_log.Moment(expected)
    assert (event.written, event.marks, chronicle.relative) == (written, ("start",), True)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("14:05 [start] Deploys began.", "Deploys began."),
        ("2023-05-04 14:05 Deploys [all] began.", "Deploys [all] began."),
        ("2023-05-04T14:05Z [start, detection] Deploys began.", "Deploys began."),
        ("2023-10-29 02:30+01:00[start] Deploys began.", "Deploys began."),
        ("T+1 h 5 people came.", "5 people came."),
        ("T+12 min", ""),
        ("T+12 Deploys began.", "T+12 Deploys began."),
        ("T+12 minutes later", "T+12 minutes later"),
        ("14:05:30 Deploys began.", "Deploys began."),
        ("Deploys began at 14:05.", "Deploys began at 14:05."),
        ("٢٣:٠٥ Deploys began.", "٢٣:٠٥ Deploys began."),
    ],
)
def test_the_prefix_of_an_event_is_parsed(line: str, text: str) -> None:
    assert line[head_length(line) :] == text


def test_an_event_may_have_several_marks() -> None:
    chronicle = read("2023-05-04 14:05 [start, Detection] All at once.")
    assert chronicle.sound
    assert chronicle.events[0].marks == ("start", "detection")


# Durations


def test_phases_run_from_the_first_mark() -> None:
    chronicle = read("T+0 [start] a", "T+5 min b", "T+7 min [detection] c", "T+1 h [resolution] d")
    assert [(p.start, p.stop, p.minutes) for p in chronicle.phases] == [
        ("start", "detection", 7),
        ("start", "resolution", 60),
    ]
    chronicle = read("T-9 min a", "T+0 [detection] c", "T+1 h [resolution] d")
    assert [(p.start, p.stop, p.minutes) for p in chronicle.phases] == [
        ("detection", "resolution", 60)
    ]
    assert read("T+0 a", "T+5 min [detection] b").phases == ()
    assert read().phases == ()


@pytest.mark.parametrize(
    ("lines", "zone", "expected"),
    [
        # One hour is skipped, and one is repeated.
        (("2023-03-26 01:30 [start]", "03:30 [resolution]"), "Europe/Berlin", 60),
        (("2023-10-29 01:30 [start]", "03:30 [resolution]"), "Europe/Berlin", 180),
        (("2023-10-29 02:30+02:00 [start]", "02:10+01:00 [resolution]"), "Europe/Berlin", 40),
        (("2023-11-05 01:30-04:00 [start]", "01:30-05:00 [resolution]"), "America/New_York", 60),
        # An island where clocks change by half an hour.
        (("2024-04-07 01:00 [start]", "03:00 [resolution]"), "Australia/Lord_Howe", 150),
        # A day that an island skipped.
        (("2011-12-29 23:00 [start]", "2011-12-31 01:00 [resolution]"), "Pacific/Apia", 120),
        (("2024-02-28 12:00 [start]", "2024-03-01 12:00 [resolution]"), "UTC", 2 * 1440),
        (("1947-09-09 15:25 [start]", "15:45 [resolution]"), "America/New_York", 20),
    ],
)
def test_elapsed_time_is_counted_across_clock_changes(
    lines: tuple[str, ...], zone: str, expected: int
) -> None:
    chronicle = read(*lines, zone=zone)
    assert chronicle.findings == ()
    assert [phase.minutes for phase in chronicle.phases] == [expected]


def test_a_skipped_local_time_is_shown_as_clocks_showed_it() -> None:
    (event,) = read("2023-03-26 02:30+01:00 So says the log.").events
    assert event.moment
    assert event.moment.local
    assert event.moment.local.isoformat() == "2023-03-26T03:30:00+02:00"


@given(
    st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2030, 1, 1)),
    st.integers(0, 5 * 1440),
    st.sampled_from(
        ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"]
    ),
)
def test_any_two_events_have_their_exact_distance(
    start: dt.datetime, length: int, zone: str
) -> None:
    begin = start.replace(second=0, microsecond=0, tzinfo=dt.UTC)
    ends = [
        time.astimezone(ZoneInfo(zone)) for time in (begin, begin + dt.timedelta(minutes=length))
    ]
    first, last = (end.isoformat(" ", "minutes") for end in ends)
    chronicle = read(f"{first} [start] a", f"{last} [resolution] b", zone=zone)
    assert chronicle.findings == ()
    assert [phase.minutes for phase in chronicle.phases] == [length]


@given(st.integers(-400_000, 400_000))
def test_relative_times_round_trip(minute: int) -> None:
    chronicle = read(relative_text(minute), zone="")
    assert [event.moment for event in chronicle.events] == [incident_log.Moment(minute)]


@given(st.lists(st.text(max_size=30) | st.from_regex(incident_log._HEAD), max_size=6), st.text())
def test_doubtful_data_raises_nothing_and_gives_no_durations(lines: list[str], zone: str) -> None:
    chronicle = Chronicle.read(lines, zone)
    assert len(chronicle.events) == len(lines)
    assert all(p.index is None or 0 <= p.index < len(lines) for p in chronicle.findings)
    if chronicle.findings:
        assert not chronicle.phases
    for line in lines:
        assert 0 <= head_length(line) <= len(line)
    marks = [mark for event in chronicle.events for mark in event.marks]
    assert len(marks) == len(set(marks))
    assert set(marks) <= set(MARKS)


@given(st.permutations(["T+0 a", "T+5 min b", "T+9 min c", "T+1 h d"]))
def test_events_out_of_order_are_reported(lines: list[str]) -> None:
    chronicle = read(*lines)
    found = [event.moment.minute for event in chronicle.events if event.moment]
    steps = [p.index for p in chronicle.findings]
    assert steps == [i for i in range(1, 4) if found[i] < found[i - 1]]


# Mistakes


@pytest.mark.parametrize(
    ("lines", "zone", "kind", "index", "message"),
    [
        (
            ["2023-05-04 14:05 a"],
            "Europe/Berln",
            "zone",
            None,
            "there is no time zone “Europe/Berln”; did you mean “Europe/Berlin”?",
        ),
        (["2023-05-04 14:05 a"], "new york", "zone", None, "did you mean “America/New_York”?"),
        (["2023-05-04 14:05 a"], "CEST!", "zone", None, "there is no time zone “CEST!”"),
        (["2023-05-04 14:05 a"], "../../etc/passwd", "zone", None, "there is no time zone"),
        (["2023-05-04 14:05 a"], "localtime", "zone", None, "there is no time zone “localtime”"),
        (["2023-05-04 14:05 a"], "", "zone", None, "add one, such as “:zone: Europe/Berlin”"),
        (["T+0 a", "Then it broke."], "", "time", 1, "“Then it broke. …” does not begin with"),
        (["T+0 a", "T+12 b"], "", "time", 1, "does not begin with a time"),
        (["2023-02-30 14:05 a"], "UTC", "time", 0, "“2023-02-30 14:05” is not a valid time"),
        (["2023-05-04 14:05 a", "25:00 b"], "UTC", "time", 1, "“25:00” is not a valid time"),
        (["14:05 a", "14:10 b"], "UTC", "time", 0, "needs a date: write 2023-05-04 14:05"),
        (
            ["2023-05-04 23:50 a", "00:10 b", "00:20 c"],
            "UTC",
            "time",
            1,
            (
                "00:10 is before 2023-05-04 23:50, the event above; if it was on the next day, "
                "write 2023-05-05 00:10"
            ),
        ),
        (["T+5 min a", "T+4 min b"], "", "time", 1, "T+4 min is before T+5 min, the event above"),
        (["T+0 a", "2023-05-04 14:05 b", "14:06 c"], "UTC", "time", 1, "above are relative (T+…)"),
        (["2023-05-04 14:05 a", "T+5 min b"], "UTC", "time", 1, "the times above are times of day"),
        (
            ["2023-10-29 02:30 a"],
            "Europe/Berlin",
            "time",
            0,
            (
                "02:30 occurred twice on 2023-10-29 in Europe/Berlin, as the clocks changed; "
                "write 02:30+02:00 or 02:30+01:00"
            ),
        ),
        (["2023-03-26 02:30 a"], "Europe/Berlin", "time", 0, "02:30 did not exist on 2023-03-26"),
        (
            ["2023-05-04 02:30+01:00 a"],
            "Europe/Berlin",
            "time",
            0,
            "Europe/Berlin was not at +01:00 then, but at +02:00",
        ),
        (["0001-01-01 00:10 a"], "Europe/Berlin", "time", 0, "the year 1 is out of range"),
        (["T+0 [start] a", "T+1 h [start] b"], "", "mark", 1, "“start” marks event 1 already"),
        (["T+0 [detected] a"], "", "mark", 0, "no mark “detected”; did you mean “detection”?"),
        (["T+0 [wow] a"], "", "mark", 0, "start, detection, mitigation, resolution"),
        (["T+0 [] a"], "", "mark", 0, "there is no mark “”"),
        (["T+0 [detection] a", "T+5 min [start] b"], "", "mark", 0, "before the event marked"),
    ],
)
def test_each_mistake_gives_one_finding(
    lines: list[str], zone: str, kind: str, index: int | None, message: str
) -> None:
    chronicle = Chronicle.read(lines, zone)
    found = problem(chronicle)
    assert (found.type, found.index) == (kind, index)
    assert message in found.message
    assert not chronicle.sound
    assert chronicle.phases == ()


def test_a_machine_without_time_zone_data_reports_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incident_log, "_zones", frozenset)
    assert "install the Python package “tzdata”" in problem(read("2023-05-04 14:05 a")).message


# Formatting


@pytest.mark.parametrize(
    ("length", "text", "iso"),
    [
        (0, "0 minutes", "PT0M"),
        (1, "1 minute", "PT1M"),
        (75, "1 hour 15 minutes", "PT1H15M"),
        (120, "2 hours", "PT2H"),
        (1440, "1 day", "P1D"),
        (1505, "1 day 1 hour 5 minutes", "P1DT1H5M"),
    ],
)
def test_durations_are_formatted(length: int, text: str, iso: str) -> None:
    assert length_text(length, EN) == text
    assert length_iso(length) == iso


def test_durations_are_translated() -> None:
    assert length_text(75, Locale("de")) == "1 Stunde 15 Minuten"


def test_seconds_are_shown_but_durations_are_in_minutes() -> None:
    lines = [
        "2023-05-04 14:05:50 [start] A.",
        "14:17:10.250 [detection] B.",
        "14:17:40Z [resolution]",
    ]
    chronicle = Chronicle.read(lines, "UTC")
    assert chronicle.findings == ()
    written = [event.written for event in chronicle.events]
    assert written == ["2023-05-04 14:05:50", "14:17:10.250", "14:17:40Z"]
    assert [phase.minutes for phase in chronicle.phases] == [12, 12]


def test_relative_times_may_have_seconds() -> None:
    lines = [
        "T-30 s A.",
        "T+0 [start] B.",
        "T+45 s C.",
        "T+1 min 5 s [detection] D.",
        "T+2min5s E.",
    ]
    chronicle = Chronicle.read(lines, "")
    assert chronicle.findings == ()
    assert [event.moment.minute for event in chronicle.events if event.moment] == [-1, 0, 0, 1, 2]
    assert [phase.minutes for phase in chronicle.phases] == [1]


@pytest.mark.parametrize(
    ("zone", "lines", "message"),
    [
        (
            "UTC",
            ["2023-05-04 14:05:50 A.", "14:05:10 B."],
            "14:05:10 is before 2023-05-04 14:05:50",
        ),
        ("", ["T+1 min 5 s A.", "T+1 min 4 s B."], "T+1 min 4 s is before T+1 min 5 s"),
        ("UTC", ["2023-05-04 14:05:60 A."], "“2023-05-04 14:05:60” is not a valid time"),
    ],
)
def test_seconds_matter_for_the_order(zone: str, lines: list[str], message: str) -> None:
    (problem,) = Chronicle.read(lines, zone).findings
    assert message in problem.message
