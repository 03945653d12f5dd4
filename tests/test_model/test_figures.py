"""Numbers, dates, and durations in texts."""

from __future__ import annotations

import unicodedata

import pytest

from sphinx_resume.model.figures import figures


def shown(text: str) -> list[str]:
    found = []
    text = unicodedata.normalize("NFKC", text)
    for each in figures(text, ("fr",)):
        value = "-".join(f"{number.normalize():f}" for number in each.value)
        found.append(f"{each.kind} {value}{each.unit and ' ' + each.unit}")
        assert " ".join(text[each.start : each.end].split()) == each.text
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("40 %, 40%, 40 percent, 3.5 Prozent", ["number 40 %"] * 3 + ["number 3.5 %"]),
        ("1,500 and 1.500 and 1 500 and 1’500", ["number 1500"] * 4),
        ("1.5 million, 2k, 3 Mio.", ["number 1500000", "number 2000", "number 3000000"]),
        ("250 services, 10x, 3×", ["number 250", "number 10", "number 3"]),
        ("two teams, zwölf Dienste, hundreds", ["number 2", "number 12", "number 100"]),
        ("12+ tools", ["number 12"]),
        ("fifteen, twenty-five, two hundred, three dozen, 2 billion", [
            "number 15", "number 25", "number 200", "number 36", "number 2000000000",
        ]),
        ("dreißig, Dreissig, einundzwanzig, dreihundert, zwei Millionen", [
            "number 30", "number 30", "number 21", "number 300", "number 2000000",
        ]),
        ("dreißig Jahre", ["duration 360"]),
        ("+20 %, -5 %, #1, $3M, €500k, .5", [
            "number 20 %", "number 5 %", "number 1", "number 3000000", "number 500000", "number 5",
        ]),
        ("500ms, 10GB, 24h, 5th, 3x", [
            "number 500", "number 10", "number 24", "number 5", "number 3",
        ]),
        ("½ of it, ٣ teams", ["number 1", "number 2", "number 3"]),
        # Parts of names and idioms
        ("K8s, S3, COVID-19, C++17, v2.0, 24/7", []),
        ("1. One\n2) Other", []),
        # Dates
        ("in 2021", ["date 2021"]),
        ("March 2021, Mar. 2021, März 2021, mars 2021", ["date 2021-3"] * 4),
        ("03/2021, 2021-03, 3.2021", ["date 2021-3"] * 3),
        ("12 March 2021, March 12, 2021, 12. März 2021, 12.03.2021, 2021-03-12",
         ["date 2021-3-12"] * 5),
        ("Q3 2022, Q3/2022, h1 2021", ["date 2022 Q3", "date 2022 Q3", "date 2021 H1"]),
        ("2020 – 2022, 2020-2022", ["date 2020", "date 2022"] * 2),
        # Durations
        ("two years, 2 years, zwei Jahre, 24 months", ["duration 24"] * 3 + ["duration 24 exact"]),
        ("a 2-year project", ["duration 24"]),
        ("1 year 10 months, ein Jahr und zehn Monate", ["duration 22 exact"] * 2),
        ("over five years, 5+ years", ["duration 60 more"] * 2),
        ("almost two years, fast zwei Jahre", ["duration 24 less"] * 2),
        ("one year, more than a year", ["duration 12", "duration 12 more"]),
        ("twice a year", []),
        ("no figures at all, one by one", []),
    ],
)  # fmt: skip
def test_figures(text: str, found: list[str]) -> None:
    assert shown(text) == found


@pytest.mark.parametrize(
    ("claimed", "known", "is_in"),
    [
        ("2021", "July 2021", True),
        ("July 2021", "2021", False),
        ("Q3 2021", "2021-07", True),
        ("Q3 2021", "2021-06", False),
        ("Q3 2021", "2021", False),
        ("H1 2021", "June 2021", True),
        ("Q3 2021", "Q3 2021", True),
        ("2021", "Q3 2021", True),
        ("July 2021", "Q3 2021", False),
        ("five", "5", True),
        ("5 %", "5", False),
        ("24 months", "two years", True),
        ("two years", "more than two years", True),
        ("two years", "almost two years", False),
        ("more than two years", "two years", False),
        ("2 years", "2", False),
    ],
)
def test_a_figure_is_in_one_that_says_as_much(claimed: str, known: str, is_in: bool) -> None:
    (one,), (other,) = figures(claimed), figures(known)
    assert one.is_in(other) is is_in
