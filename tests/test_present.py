"""Current, past, future and unknown: ends of entries, and overlaps."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from sphinx_resume.html.jsonld import describe, profile
from sphinx_resume.html.timeline import timeline_svg
from sphinx_resume.latex.timeline import timeline_alternative, timeline_picture
from sphinx_resume.model.dates import PRESENT, Date, End, Span
from sphinx_resume.model.entries import Occasion, Position, Talk
from sphinx_resume.views.matrix import SkillMatrix, SkillsOverTime
from sphinx_resume.views.timeline import Timeline, TimelineView
from tests.conftest import Built, MakeSite
from tests.support.careers import at
from tests.support.samples import ENGLISH, career, cite, entry, position, skill

WORK = """\
# Work

```{{position}} fixed-term
:title: Research Associate
:organization: Sample Institute
:start: 2024-01
:end: 2025-12

- Used {{skill}}`Go`.
```

```{{education}} phd
:title: PhD in Examples
:organization: Sample University
:start: 2023-10
{studies}
```

```{{position}} signed
:title: Staff Engineer
:organization: New Employer
:start: 2026-01
{signed}

- Will engineer with {{skill}}`Rust`.
```

```{{skill}} Go
```

```{{skill}} Rust
:stated:
```
"""
VIEWS = """\
# Sam Sample

```{timeline}
```

```{skill-matrix}
```

```{entry-list} position
:style: full
```

```{toctree}
work
```
"""


def build(make: MakeSite, builder: str, *, studies: str, signed: str) -> Built:
    pages = {"index.md": VIEWS, "work.md": WORK.format(studies=studies, signed=signed)}
    return make(pages).build(builder, resume_today="2024-08-31", resume_name="Sam Sample")


def person_of(built: Built) -> dict[str, Any]:
    script = built.page("index").find("script", type="application/ld+json")
    assert script is not None
    found = json.loads(script.get_text())["mainEntity"]
    assert isinstance(found, dict)
    return found


# Ongoing and future entries


@pytest.mark.parametrize("studies", [":end: present", ":end: 2026-09"])
@pytest.mark.parametrize("signed", [":end: present", ":end: 2027-12"])
def test_a_signed_future_position_does_not_replace_the_current_one(
    career_site: MakeSite, studies: str, signed: str
) -> None:
    built = build(career_site, "html", studies=studies, signed=signed)
    assert built.warnings == []
    person = person_of(built)
    assert person["jobTitle"] == ["Research Associate"]
    assert [role["worksFor"]["name"] for role in person["worksFor"]] == ["Sample Institute"]
    assert [role["hasOccupation"]["name"] for role in person["hasOccupation"]] == [
        "Research Associate"
    ]
    assert "alumniOf" not in person
    (role,) = person["affiliation"]
    assert "roleName" not in role
    assert role["affiliation"]["name"] == "Sample University"


def test_a_future_position_is_shown_with_its_start(career_site: MakeSite) -> None:
    built = build(career_site, "text", studies=":end: present", signed=":end: present")
    text = " ".join(built.text().split())
    assert "Staff Engineer, New Employer from January 2026 2." in text
    assert "January 2024 – December 2025 (2 years)" in text
    assert "New Employer ============ Staff Engineer from January 2026 *" in text
    assert "January 2026 – Present" not in text
    # Skills cited by a current position are in use.
    assert "in use" in text
    assert "alongside" not in text
    assert "Between positions" not in text


@pytest.mark.parametrize(
    ("end", "known"),
    [
        ("2024-08-15", {"alumniOf": "PhD"}),
        ("2024-08-16", {"affiliation": ""}),
        ("2024-08", {}),  # it may have ended
        ("2024", {}),
        ("2024-07", {"alumniOf": "PhD"}),
        ("2024-09", {"affiliation": ""}),
        ("present", {"affiliation": ""}),
        ("", {}),
    ],
)
def test_a_degree_is_held_once_the_studies_are_over(end: str, known: dict[str, str]) -> None:
    given: dict[str, Any] = {"end": end} if end else {}
    studies = entry("education", "tum", title="PhD", organization="TUM", start="2020", **given)
    person = profile(career(studies), lambda entry: "")["mainEntity"]
    relations = ("alumniOf", "affiliation")
    found = {name: person[name] for name in relations if name in person}
    assert {name: roles[0].get("roleName", "") for name, roles in found.items()} == known
    own = describe(studies, career(studies), lambda entry: "")
    assert [name for thing in own for name in relations if name in thing] == list(known)


def test_future_positions_are_neither_use_nor_jobs() -> None:
    signed, now = position("signed", "2026-01"), position("now", "2024-01", "2025-12")
    found = career(signed, now, skill("go"), cited=[cite(signed, "go")])
    layout = SkillMatrix(place=at()).layout(found, ENGLISH)
    assert isinstance(layout, SkillsOverTime)
    (group,) = layout.groups
    assert (group.rows, [run.text for run in group.undated]) == ((), ["Go"])
    assert describe(signed, found, lambda entry: "") == []
    assert found.order(signed) < found.order(now)


def test_the_drawing_extends_into_the_future_and_marks_today() -> None:
    drawn = timeline(position("now", "2024-01", "2025-12"), position("signed", "2026-01"))
    assert (drawn.stop, drawn.now) == (12 * 2026 + 1, 12 * 2024 + 8)
    signed, now = drawn.bars
    assert (signed.point, signed.current, signed.when) == (True, False, "from January 2026")
    assert (now.point, now.current) == (False, True)
    svg = timeline_svg(drawn, lambda link: f"#{link.id}")
    assert 'aria-label="Engineer, Signed: from January 2026"' in svg
    assert ">today</text>" in svg
    assert "from January 2026" in timeline_alternative(drawn)


# Unknown ends


OLD = position("old", "2001", "", title="Clerk")
#: A position known to be current; with it, no other one is assumed to be.
NOW = position("now", "2013-01", "2024-12")


def test_a_missing_end_is_a_warning_and_not_the_present(career_site: MakeSite) -> None:
    built = build(career_site, "text", studies=":end: present", signed="")
    assert built.warnings == [
        "work.md:19: WARNING: position needs the option “end”, for example 2023-04; if it is "
        "ongoing, write “:end: present”, which is assumed if no position is known to be ongoing "
        "[resume.missing-option]"
    ]
    old = "```{position} old\n:title: Clerk\n:organization: Old\n:start: 2001\n\nX.\n```\n"
    new = old.replace("old", "new").replace("2001", "2021\n:end: 2030")
    page = f"# A\n\n{old}\n{new}"
    site = career_site({"index.md": f"{page}\n```{{entry-list}} position\n```\n", "work.md": ""})
    built = site.build("text")
    assert "Clerk, Old, began 2001" in built.text()
    assert "Present" not in built.text()


def test_nothing_is_claimed_about_an_unknown_end() -> None:
    new = position("new", "2010-01", "2012-12")
    found = career(OLD, new, NOW, skill("go"), cited=[cite(OLD, "go"), cite(new, "go")])
    assert describe(OLD, found, lambda entry: "") == []
    person = profile(found, lambda entry: "")["mainEntity"]
    assert person["jobTitle"] == ["Engineer"]
    assert [role["startDate"] for role in person["hasOccupation"]] == ["2013-01", "2010-01"]
    # It was used for three years at New, and for an unknown time at Old.
    use = found.use(found.skills[0])
    assert (use.months, use.last, use.current) == (36, None, False)
    assert found.overlaps == ()
    assert found.gaps == ()
    bar = timeline(OLD, new, NOW).bars[-1]
    assert (bar.when, bar.period.duration, bar.point, bar.current) == (
        "began 2001",
        "",
        True,
        False,
    )


def test_events_during_it_may_have_happened_at_any_time_since() -> None:
    lost = entry("incident", "lost", title="Lost", during="old")
    (pin,) = (bar for bar in timeline(OLD, NOW, lost).bars if bar.vague)
    assert pin.when == "at Old, from 2001"


# Entries assumed to be ongoing


def ends(*entries: Any) -> dict[str, End]:
    return {each.id: each.end for each in career(*entries).positions}


def test_without_a_current_job_positions_without_an_end_are_ongoing() -> None:
    past, signed = position("past", "2010", "2012"), position("signed", "2025-01", "")
    assert ends(OLD, past, signed) == {"old": PRESENT, "past": Date(2012), "signed": None}
    assert ends(OLD, past, position("ahead", "2025-01"))["old"] is PRESENT
    assert ends(OLD, past, NOW)["old"] is None
    assert ends(OLD, position("held", "2020"))["old"] is None


def test_an_unreadable_end_does_not_count_as_missing() -> None:
    assert isinstance(OLD, Position)
    assert ends(dataclasses.replace(OLD, end_unread=True)) == {"old": None}


@pytest.mark.parametrize(
    ("option", "goes_on"),
    [("end: some day", False), ("ende: 2020", False), ("End: 2020", False), ("location: X", True)],
)
def test_a_misspelled_end_option_counts_as_an_end(
    career_site: MakeSite, option: str, goes_on: bool
) -> None:
    page = f"# W\n\n```{{position}} a\n:organization: A\n:start: 2010\n:{option}\n\nT.\n```\n"
    built = career_site({"index.md": page}).build("text", resume_today="2024-08-31")
    assert ("Present" in built.text("index")) is goes_on


def test_studies_are_not_assumed_to_be_ongoing() -> None:
    studies = entry("education", "tum", title="PhD", organization="TUM", start="2020")
    (known,) = career(studies).entries_of_kind("education")
    assert known.span == Span(Date(2020), None)


LEFT_OUT = """\
```{{position}} {id}
:title: {title}
:organization: {organization}
:start: {start}

- Uses {{skill}}`Go` as {title}.
```

"""


def test_entries_assumed_to_be_ongoing_are_ongoing_everywhere(career_site: MakeSite) -> None:
    jobs = [
        ("lecturer", "Lecturer", "Sample University", "2020-09"),
        ("director", "Director of Studies", "Sample University", "2022-01"),
        ("freelance", "Consultant", "Self-employed", "2021-03"),
    ]
    work = "".join(
        LEFT_OUT.format(id=ident, title=title, organization=organization, start=start)
        for ident, title, organization, start in jobs
    )
    site = career_site({"index.md": VIEWS, "work.md": f"# Work\n\n{work}```{{skill}} Go\n```\n"})
    built = site.build("html", resume_today="2024-08-31", resume_name="Sam Sample")
    assert len(built.warnings) == len(jobs)
    assert all("assumed if no position is known to be ongoing" in line for line in built.warnings)
    person = person_of(built)
    assert person["jobTitle"] == ["Director of Studies", "Consultant", "Lecturer"]
    assert len(person["worksFor"]) == len(jobs)
    own = built.page("work").find("script", type="application/ld+json")
    assert own is not None
    assert own.get_text().count("worksFor") == 2 * len(jobs)
    text = site.build("text", resume_today="2024-08-31").text()
    assert "alongside Self-employed, Director of Studies" in text
    assert "in use" in text
    assert "began" not in text


# Concurrent positions


def timeline(*entries: Any, **options: Any) -> Timeline:
    return TimelineView(place=at(), **options).layout(career(*entries), ENGLISH)


def beside(drawn: Timeline) -> dict[str, list[str]]:
    return {bar.link.id: [link.text for link in bar.alongside] for bar in drawn.bars}


def listed(drawn: Timeline) -> str:
    return " | ".join(
        part
        for node in TimelineView(place=at()).nodes(drawn)
        for part in node.astext().split("\n\n")
    )


def test_two_ongoing_positions_overlap_until_the_present(career_site: MakeSite) -> None:
    drawn = timeline(
        position("lecturer", "2020-09", title="Lecturer", organization="Sample University"),
        position("director", "2022-01", title="Director", organization="Sample University"),
        position("freelance", "2021-03", "2025-12", title="Consultant"),
    )
    assert beside(drawn)["lecturer"] == ["Freelance", "Director"]
    assert beside(drawn)["freelance"] == ["Sample University"]


def test_a_change_within_a_month_is_no_overlap(career_site: MakeSite) -> None:
    jobs = [position("a", "2018-01", "2019-06"), position("b", "2019-06", "2021-03-31")]
    drawn = timeline(*jobs, position("c", "2021-03-31", "2022"), position("d", "2022", "2023"))
    assert not any(bar.alongside for bar in drawn.bars)


@pytest.mark.parametrize(("others", "named"), [(1, 1), (2, 2), (3, 0), (20, 0)])
@pytest.mark.parametrize("end", ["present", ""])
def test_few_overlaps_are_named_and_many_are_counted(end: str, others: int, named: int) -> None:
    clients = [position(f"c{number}", "2015-01", "2016-12") for number in range(others)]
    owner = position("owner", "2014-01", end, title="Owner")
    drawn = timeline(owner, *clients)
    bar = drawn.bars[0]
    assert (bar.link.id, len(bar.alongside)) == ("owner", named)
    line = f"alongside {others} others"
    assert (line in listed(drawn)) == (named == 0)
    assert listed(drawn).count("alongside") <= len(drawn.bars)


def test_the_report_summarizes_many_overlaps(career_site: MakeSite) -> None:
    clients = "".join(
        f"```{{position}} c{number}\n:title: Consultant\n:organization: Client {number}\n"
        ":start: 2015-01\n:end: 2016-12\n\nAdvised.\n```\n\n"
        for number in range(20)
    )
    owner = (
        "```{position} owner\n:title: Owner\n:organization: Own\n"
        ":start: 2014\n:end: present\n\nRan.\n```\n"
    )
    built = career_site({"index.md": f"# Work\n\n{clients}{owner}"}).build("resume-report")
    lines = (built.folder / "report.txt").read_text("utf-8").splitlines()
    start = lines.index("Positions held at once")
    rows = lines[start + 1 : lines.index("", start)]
    assert len(rows) == 1 + 2 + 3 + 17
    assert rows[-1].split() == ["from", "2015-01", "20", "others", "Consultant,", "Client", "9"]
    data = json.loads((built.folder / "report.json").read_text("utf-8"))
    assert len(data["overlaps"]) == 20 * 19 // 2 + 20
    assert {over["end"] for over in data["overlaps"]} == {"2016-12"}


def test_the_report_keeps_the_precision_of_dates_and_says_present(career_site: MakeSite) -> None:
    page = "".join(
        f"```{{position}} {name}\n:title: T\n:organization: {name}\n:start: {start}\n:end: {end}"
        "\n\nDid {skill}`Go`.\n```\n\n"
        for name, start, end in [
            ("a", "2010", "2014"),
            ("b", "2016-03", "present"),
            ("c", "2018-02", "present"),
        ]
    )
    built = career_site({"index.md": f"# Work\n\n{page}```{{skill}} Go\n```\n"}).build(
        "resume-report", resume_today="2018-03-31"
    )
    data = json.loads((built.folder / "report.json").read_text("utf-8"))
    assert [(gap["start"], gap["end"], gap["months"]) for gap in data["gaps"]] == [
        ("2015", "2016-02", None)
    ]
    assert [(over["start"], over["end"], over["months"]) for over in data["overlaps"]] == [
        ("2018-02", "present", 2)
    ]
    (go,) = data["skills"]
    assert (go["months"], go["at_most"], go["last_used"]) == (5 * 12 + 25, True, "present")
    text = (built.folder / "report.txt").read_text("utf-8")
    assert "up to 7 years 1 month" in text
    assert "2015 – 2016-02\n" in text


# The occasions of a talk

TALKS = """\
# Talks

````{talk} tour
:title: The tour
:event: SREcon
:date: 2022-05-03
:venue: Amsterdam
:format: workshop

Words on {skill}`Go`.

```{occasion}
:date: 2023-09
:event: Meetup
:venue: Porto
```

```{occasion}
:date: 2021-02-01
```
````

```{skill} Go
```
"""
TOUR = "September 2023 (Meetup, Porto), May 3, 2022 (SREcon, Amsterdam), February 1, 2021"


def test_each_occasion_has_its_own_pin_and_place(career_site: MakeSite) -> None:
    pages = {"index.md": "# A\n\n```{timeline}\n```\n\n```{toctree}\ntalks\n```\n"}
    site = career_site({**pages, "talks.md": TALKS})
    text = " ".join(site.build("text").text().split())
    assert (
        "1. The tour September 2023 · Meetup · Porto · workshop "
        "2. The tour May 3, 2022 · SREcon · Amsterdam · workshop "
        "3. The tour February 1, 2021 · workshop"
    ) in text
    html = site.build("html").page("index")
    assert [link["aria-label"] for link in html.select("svg.resume-timeline a")] == [
        "The tour: February 1, 2021; workshop; Go",
        "The tour: May 3, 2022; SREcon · Amsterdam · workshop; Go",
        "The tour: September 2023; Meetup · Porto · workshop; Go",
    ]


def test_the_drawing_for_tex_has_a_mark_for_each_occasion() -> None:
    talk = entry("talk", "tour", date="2022-05-03", event="SREcon")
    assert isinstance(talk, Talk)
    later = Occasion(date=Span(Date(2023, 9), Date(2023, 9)), event="Meetup")
    drawn = timeline(dataclasses.replace(talk, more=(later,)))
    assert timeline_alternative(drawn) == (
        "Timeline from 2022 to 2023. Tour: September 2023; Tour: May 3, 2022."
    )
    assert timeline_picture(drawn).count("resumerule{accent}") == 2


@pytest.mark.parametrize(
    ("style", "line"),
    [
        ("links", f"The tour, {TOUR}"),
        ("lines", f"The tour: {TOUR}, workshop"),
        ("full", TOUR.replace("), ", ") · ") + " · workshop"),
    ],
)
def test_a_list_keeps_each_date_beside_its_place(
    career_site: MakeSite, style: str, line: str
) -> None:
    page = f"{TALKS}\n```{{entry-list}} talk\n:style: {style}\n```\n"
    text = career_site({"index.md": page}).build("text").text()
    assert line in " ".join(text.split())


def test_groups_have_only_their_own_occasions(career_site: MakeSite) -> None:
    page = f"{TALKS}\n```{{entry-list}} talk\n:by: event\n:style: lines\n```\n"
    text = " ".join(career_site({"index.md": page}).build("text").text().split())
    assert "Meetup * The tour: September 2023, Meetup, Porto, workshop" in text
    assert "SREcon * The tour: May 3, 2022, SREcon, Amsterdam, workshop" in text
    assert "More * The tour: February 1, 2021, workshop" in text


def test_jsonld_keeps_each_date_with_its_place(career_site: MakeSite) -> None:
    alone = TALKS.replace("```{skill} Go\n```\n", "").replace("{skill}`Go`", "Go")
    site = career_site({"index.md": "# A\n\n```{toctree}\ntalks\n```\n", "talks.md": alone})
    built = site.build("html", html_baseurl="https://example.org/", resume_feed=True)
    text = (built.folder / "llms.txt").read_text("utf-8")
    assert f": {TOUR.replace('), ', '); ')}; workshop" in text
    description = built.page("talks").find("meta", attrs={"name": "description"})
    assert description is not None
    assert str(description["content"]).startswith(f"Talk: The tour, {TOUR}")
    assert "2023-09-01T00:00:00Z" in (built.folder / "feed.xml").read_text("utf-8")


def test_evidence_shows_all_dates_of_a_talk(career_site: MakeSite) -> None:
    text = career_site({"index.md": TALKS}).build("text").text()
    assert "The tour, September 2023, May 3, 2022, February 1, 2021" in " ".join(text.split())
