"""Incident reviews: their timeline, warnings about it, and remarks on their publication."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from sphinx_resume import new_page
from sphinx_resume.model.entries import ENTRY_TYPES
from tests.conftest import MakeSite
from tests.support.reviews import EVENTS, PAGE, build, incident, timeline

# Rendering


def test_html_has_a_table_with_headers_and_times(career_site: MakeSite) -> None:
    built = build(career_site, incident("", timeline(EVENTS)))
    assert built.warnings == []
    region = built.page().select_one("[role=region]")
    assert region
    assert region["aria-label"] == "Timeline of events"
    assert region["tabindex"] == "0"
    assert [th.get_text(strip=True) for th in region.select("thead th[scope=col]")] == [
        "Time",
        "Event",
        "Mark",
    ]
    groups = [th.get_text(strip=True) for th in region.select("th[scope=rowgroup][colspan='3']")]
    assert groups == ["May 4, 2023, Europe/Berlin", "May 5, 2023, Europe/Berlin"]
    times = region.select("th[scope=row] time")
    assert [time.get_text() for time in times] == ["23:05", "23:20", "00:32", "02:15"]
    assert times[0]["datetime"] == "2023-05-04T23:05+02:00"
    first, second, *_rest = region.select("td:nth-child(2)")
    assert "Deploys began to <strong>fail</strong> &lt;&amp;&gt;." in str(first)
    assert [p.get_text() for p in second.select("p")] == [
        "An alert rang. I looked at Grafana.",
        "It had a second page.",
    ]
    marks = [td.get_text(strip=True) for td in region.select("td:nth-child(3)")]
    assert marks == ["start", "detection", "mitigation", "resolution"]


def test_html_lists_and_draws_the_durations(career_site: MakeSite) -> None:
    page = build(career_site, incident("", timeline(EVENTS))).page()
    lengths = page.select("ul.resume-lengths li")
    assert [item.get_text(" ", strip=True) for item in lengths] == [
        "Time to detect: 15 minutes",
        "Time to mitigate: 1 hour 27 minutes",
        "Time to resolve: 3 hours 10 minutes",
    ]
    assert [time["datetime"] for time in page.select("ul.resume-lengths time")] == [
        "PT15M",
        "PT1H27M",
        "PT3H10M",
    ]
    drawing = page.select_one("svg.resume-incident-drawing")
    assert drawing
    svg = ET.fromstring(str(drawing))
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-label"].startswith("4 events from May 4, 23:05 to May 5, 02:15; Time")
    x = [float(circle.attrib["cx"]) for circle in svg.iter("circle")]
    bars = [(float(r.attrib["x"]), float(r.attrib["width"])) for r in svg.iter("rect")]
    assert len(x) == 4
    for (start, width), minutes, end in zip(bars, (15, 87, 190), x[1:], strict=True):
        assert start == x[0]
        assert start + width == pytest.approx(end)
        assert width / (x[-1] - x[0]) == pytest.approx(minutes / 190, abs=0.001)


def test_plain_text_has_everything(career_site: MakeSite) -> None:
    text = build(career_site, incident("", timeline(EVENTS)), "text").text()
    for part in (
        "**Time to resolve:** 3 hours 10 minutes",
        "Timeline of events",
        "May 4, 2023, Europe/Berlin",
        "| 23:20 | An alert rang. I looked at *Grafana*.",
        "| detection |",
        "had a second page.",
    ):
        assert part in text


def test_latex_has_a_picture_and_a_table(career_site: MakeSite) -> None:
    built = build(
        career_site,
        incident("", timeline(EVENTS)),
        "latex",
        latex_documents=[("index", "all.tex", "All", "Me", "portfolio")],
    )
    assert built.warnings == []
    tex = built.source("all.tex")
    start, end = tex.index(r"\begin{resumedrawing}"), tex.index(r"\end{resumedrawing}")
    picture = tex[start:end]
    assert picture.count(r"\resumerule{accent}{6\unitlength}") == 4  # the events
    assert picture.count(r"\resumerule{accent}") == 4 + 3
    assert "Time to resolve" in picture
    after = tex[end:]
    for part in ("3 hours 10 minutes", "May 4, 2023, Europe/Berlin", "It had a second page."):
        assert part in after


def test_relative_times_without_marks(career_site: MakeSite) -> None:
    events = "- T-3 min A change.\n- T+0 A failure.\n- T+1 d 2 h 5 min The end.\n"
    page = build(career_site, PAGE + timeline(events)).page()
    times = page.select("table.resume-events th[scope=row]")
    assert [time.get_text(strip=True) for time in times] == ["T−3 min", "T+0", "T+1 d 2 h 5 min"]
    assert [time["datetime"] for time in page.select("table time")] == ["PT0M", "P1DT2H5M"]
    assert len(page.select("table.resume-events thead th")) == 2
    assert not page.select(".resume-lengths")


def test_durations_begin_at_the_first_mark(career_site: MakeSite) -> None:
    events = "- T+0 [detection] An alert.\n- T+9 min [resolution] The end.\n"
    text = build(career_site, PAGE + timeline(events), "text").text()
    assert "**From detection to resolution:** 9 minutes" in text


def test_offsets_are_shown_where_they_change(career_site: MakeSite) -> None:
    events = (
        ":zone: Europe/Berlin\n\n- 2023-10-29 02:30+02:00 [start] One.\n"
        "- 02:10+01:00 [resolution] Two.\n"
    )
    built = build(career_site, PAGE + timeline(events), "text")
    assert built.warnings == []
    assert "02:30 UTC+02:00" in built.text()
    assert "02:10 UTC+01:00" in built.text()
    assert "**Time to resolve:** 40 minutes" in built.text()


def test_a_single_event_is_not_drawn(career_site: MakeSite) -> None:
    page = build(career_site, PAGE + timeline("- T+0 One.\n- T+0 Two.\n")).page()
    assert page.select("table.resume-events")
    assert not page.select("svg")


def test_a_drawing_that_would_repeat_the_table_is_left_out(career_site: MakeSite) -> None:
    page = build(career_site, PAGE + timeline("- T+0 One.\n- T+5 min Two.\n")).page()
    assert page.select("table.resume-events")
    assert not page.select("svg")


@pytest.mark.parametrize(
    ("zone", "events", "ticks"),
    [
        (
            "Europe/Berlin",
            "- 2023-10-28 23:50 One.\n- 2023-10-31 09:00 Two.\n",
            ["Oct 29", "12:00", "Oct 30", "12:00", "Oct 31"],
        ),
        (
            "America/New_York",
            "- 2024-03-10 01:10 One.\n- 04:10 Two.\n",
            ["01:30", "03:00", "03:30", "04:00"],
        ),
        (
            "Europe/Berlin",
            "- 2024-10-26 23:00 One.\n- 2024-10-27 04:00 Two.\n",
            ["23:00", "Oct 27", "01:00", "02:00", "03:00", "04:00"],
        ),
        (
            "Asia/Kathmandu",
            "- 2024-05-01 01:00 One.\n- 03:30 Two.\n",
            ["01:00", "01:30", "02:00", "02:30", "03:00", "03:30"],
        ),
    ],
)
def test_ticks_are_round_in_local_time(
    career_site: MakeSite, zone: str, events: str, ticks: list[str]
) -> None:
    events = events.replace(" One", " [start] One").replace(" Two", " [resolution] Two")
    page = build(career_site, PAGE + timeline(f":zone: {zone}\n\n{events}")).page()
    assert [tick.get_text() for tick in page.select("svg text.resume-year")] == ticks


def test_negative_offsets_have_a_minus_sign(career_site: MakeSite) -> None:
    events = ":zone: America/New_York\n\n- 2024-03-10 01:50 One.\n- 03:10 Two.\n"
    assert "01:50 UTC−05:00" in build(career_site, PAGE + timeline(events), "text").text()


@pytest.mark.parametrize("last", ["T+1 min", "T+7 min", "T+8 h", "T+30 d", "T+9999 d"])
def test_any_duration_has_a_few_ticks(career_site: MakeSite, last: str) -> None:
    page = build(
        career_site, PAGE + timeline(f"- T+0 [start] One.\n- {last} [resolution] Two.\n")
    ).page()
    assert 1 < len(page.select("svg text.resume-year")) <= 9


def test_times_are_in_the_language_of_the_site(career_site: MakeSite) -> None:
    text = build(career_site, incident("", timeline(EVENTS)), "text", language="de").text()
    assert "3 Stunden 10 Minuten" in text
    assert "4. Mai 2023, Europe/Berlin" in text


# Citations


def test_citations_in_events_are_evidence(career_site: MakeSite) -> None:
    page = build(career_site, incident("", timeline(EVENTS))).page()
    quotes = [a.get_text() for a in page.select(".resume-backlinks p a")]
    assert quotes == ["Deploys", "An alert rang. I looked at Grafana."]
    target = str(page.select(".resume-backlinks p a")[1]["href"]).removeprefix("#")
    anchor = page.find(id=target)
    assert anchor
    assert anchor.find_parent("td")


def test_citations_in_prose_are_only_links(career_site: MakeSite) -> None:
    built = build(career_site, PAGE + timeline(EVENTS))
    assert built.warnings == []
    assert not built.page().select(".resume-backlinks")
    link = built.page().select_one("table.resume-events td a")
    assert link
    assert link["href"] == "#skill-grafana"


def test_an_unknown_skill_is_reported_at_its_line(career_site: MakeSite) -> None:
    page = incident("", timeline(EVENTS.replace("Grafana", "Grafanna")))
    line = page.splitlines().index(
        "- 23:20 [detection] An alert rang. I looked at {skill}`Grafanna`."
    )
    (warning,) = build(career_site, page).warnings
    assert warning.startswith(f"index.md:{line + 1}: ")
    assert "did you mean “Grafana”" in warning


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_full_list_repeats_the_timeline(career_site: MakeSite, builder: str) -> None:
    site = career_site(
        {
            "index.md": "# All\n\n```{toctree}\nreviews/one\n```\n\n```{entry-list} incident\n"
            ":style: full\n```\n",
            "reviews/one.md": incident("", timeline(EVENTS)),
        }
    )
    built = site.build(builder)
    assert built.warnings == []
    if builder == "text":
        assert "| 23:20 | An alert rang. I looked at *Grafana*." in built.text()
        return
    page = built.page()
    link = page.select_one("table.resume-events td a")
    assert link
    assert link["href"] == "reviews/one.html#skill-grafana"
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))

    site.replace("reviews/one.md", "They were rolled back", "They went back")
    again = site.build()
    assert "index" in again.written
    assert "They went back" in again.html()


def test_a_list_on_the_same_page_duplicates_no_id(career_site: MakeSite) -> None:
    page = (
        incident("", timeline(EVENTS)) + "\n## All\n\n```{entry-list} incident\n:style: full\n```\n"
    )
    found = build(career_site, page).page()
    assert len(found.select("table.resume-events")) == 2
    ids = [element["id"] for element in found.select("[id]")]
    assert len(ids) == len(set(ids))


def test_a_view_in_a_copied_body_has_relative_links(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": "# All\n\n```{toctree}\nreviews/one\n```\n\n```{entry-list} incident\n"
            ":style: full\n```\n",
            "reviews/one.md": incident(
                "", "I looked at {skill}`Grafana`.\n\n```{evidence} Grafana\n```\n"
            ),
        }
    )
    built = site.build()
    assert built.warnings == []
    links = [str(link["href"]) for link in built.page().select(".resume-backlinks a")]
    assert links
    assert all(link.startswith("reviews/one.html#") for link in links)


def test_serial_and_parallel_builds_are_equal(career_site: MakeSite) -> None:
    pages = {
        f"reviews/{n}.md": incident("", timeline(EVENTS)).replace("looked at", n) for n in "ab"
    }
    pages = {
        name: text.replace(PAGE, "# A review\n\n").replace("} deploys", f"}} {name[8]}")
        for name, text in pages.items()
    }
    toctree = "```{toctree}\n:glob:\n\nreviews/*\n```\n"
    site = career_site({"index.md": PAGE + toctree, **pages})
    serial = site.build()
    assert serial.warnings == []
    before = serial.source("reviews/a.html"), serial.source("index.html")
    site.clean()
    parallel = site.build(parallel=2)
    assert parallel.warnings == []
    assert before == (parallel.source("reviews/a.html"), parallel.source("index.html"))


# Mistakes


@pytest.mark.parametrize(
    ("old", "new", "at", "message", "kind"),
    [
        ("Europe/Berlin", "Europe/Berln", ":zone:", "did you mean “Europe/Berlin”?", "zone"),
        (":zone: Europe/Berlin", "", "```{incident-t", "times of day need a time zone", "zone"),
        ("23:20", "23.20", "- 23.20", "does not begin with a time", "time"),
        ("23:20", "22:20", "- 22:20", "22:20 is before 2023-05-04 23:05", "time"),
        ("2023-05-05 00", "00", "- 00:32", "write 2023-05-05 00:32", "time"),
        ("23:20", "T+15 min", "- T+15 min", "use one kind throughout", "time"),
        ("2023-05-04", "2023-02-30", "- 2023-02-30", "is not a valid time", "time"),
        ("[detection]", "[start]", "- 23:20", "marks event 1 already", "mark"),
        ("[detection]", "[detected]", "- 23:20", "did you mean “detection”?", "mark"),
        (
            "- 23:20",
            "\nHello.\n\n- 23:20",
            "Hello.",
            "this is not a list item and is left out",
            "time",
        ),
    ],
)
def test_each_mistake_gives_one_warning_at_its_line(
    career_site: MakeSite, old: str, new: str, at: str, message: str, kind: str
) -> None:
    page = incident("", timeline(EVENTS.replace(old, new, 1)))
    line = next(n for n, text in enumerate(page.splitlines(), 1) if text.startswith(at))
    built = build(career_site, page)
    (warning,) = built.warnings
    assert warning.startswith(f"index.md:{line}: WARNING: ")
    assert message in warning
    assert warning.endswith(f"[resume.{kind}]")
    html = built.html()
    assert "All was well." in html
    assert "I looked at" in html
    # No duration is computed from doubtful data.
    if message != "this is not a list item and is left out":
        assert "<svg" not in html
        assert "resume-lengths" not in html


@pytest.mark.parametrize("body", ["", "Nothing but words.\n"])
def test_a_timeline_without_events_is_empty(career_site: MakeSite, body: str) -> None:
    (warning,) = build(career_site, PAGE + timeline(body)).warnings
    assert warning.startswith("index.md:6: ")
    assert "has no events; write each as a list item" in warning
    assert warning.endswith("[resume.empty-view]")


def test_odd_items_are_accepted(career_site: MakeSite) -> None:
    events = "- T+0 *One.*\n- T+1 min\n- T+2 min [start]{skill}`Grafana` failed.\n"
    built = build(career_site, PAGE + timeline(events))
    assert built.warnings == []
    assert len(built.page().select("table.resume-events tbody tr")) == 3
    events = "- *T+0* One.\n-\n- ```\n  code\n  ```\n"
    found = build(career_site, PAGE + timeline(events)).warnings
    assert [w for w in found if "does not begin with a time" in w] == found
    assert len(found) == 3


# Remarks on publication


def test_a_sanitised_review_says_so(career_site: MakeSite) -> None:
    options = ":visibility: sanitised\n:part: I was on call.\n:agreed: the head of engineering"
    built = build(career_site, incident(options, "A summary."), "text")
    assert built.warnings == []
    text = built.text()
    assert "Names and confidential details are left out of this review." in text
    assert "My part: I was on call." in text
    assert "Published with the agreement of: the head of engineering" in text


@pytest.mark.parametrize(
    ("options", "missing"),
    [
        ("", "“part” and “agreed”"),
        (":part: I led it.", "the option “agreed”"),
        (":agreed: the lead", "the option “part”"),
    ],
)
def test_a_sanitised_review_requires_more_options(
    career_site: MakeSite, options: str, missing: str
) -> None:
    page = incident(f"{options}\n:visibility: sanitised".strip(), "A summary.")
    (warning,) = build(career_site, page).warnings
    line = page.splitlines().index(":visibility: sanitised") + 1
    assert warning.startswith(f"index.md:{line}: ")
    assert missing in warning
    assert warning.endswith("[resume.sanitised]")


# The template


def test_the_template_has_all_sections_and_a_timeline(career_site: MakeSite) -> None:
    page = new_page.page(ENTRY_TYPES["incident"], "full-disk")
    site = career_site({"index.md": page})
    built = site.build(
        "text", nitpicky=True, resume_language_check=True, suppress_warnings=["resume.todo"]
    )
    assert built.warnings == []
    headings = [line[3:] for line in page.splitlines() if line.startswith("## ")]
    assert headings == [
        "Summary",
        "Impact",
        "Background",
        "Timeline",
        "Contributors",
        "Mitigators",
        "Difficulties in handling",
        "Risks",
        "What went well",
        "Follow-ups",
        "What I learned",
    ]
    assert "**Time to mitigate:** 1 hour 5 minutes" in built.text()
    assert "did it make sense to those who were there" in page
    assert "did it make sense to those who were there" not in built.text()


def test_an_event_may_contain_a_table_even_in_plain_text(career_site: MakeSite) -> None:
    table = "  | Who | What |\n  |---|---|\n  | A | {skill}`Go` |\n"
    events = f"- T+0 [start] It began:\n\n{table}- T+5 min [resolution] It ended.\n"
    nested = "\n  ```{incident-timeline}\n  - T+1 min Elsewhere, too.\n  ```\n"
    page = f"# A\n\n````{{incident-timeline}}\n{events}{nested}````\n\n```{{skill}} Go\n```\n"
    built = career_site({"index.md": page}).build("text")
    assert built.warnings == []
    assert "It began:  * Who  What  * A  *Go* " in built.source("index.txt")
    assert "* T+1 min " in built.text()


@pytest.mark.filterwarnings("ignore:.*BuildEnvironment.app")  # of MyST, which includes
def test_an_invalid_event_is_reported_in_its_included_file(career_site: MakeSite) -> None:
    page = "# A\n\n````{incident-timeline}\n- T+0 It began.\n\n```{include} part.txt\n```\n````\n"
    site = career_site({"index.md": page, "part.txt": "\n\n\n\n\n\n\n\n\nNo event.\n"})
    (warning,) = site.build("text").warnings
    assert warning.startswith("part.txt:10: WARNING: this is not a list item")


def test_omitted_content_leaves_no_pending_nodes(career_site: MakeSite) -> None:
    """Such as a table of contents, which docutils fills in when it has read the page."""
    page = """\
    A
    =

    .. incident-timeline::

       .. contents::
          :local:

       - T+0 [start] It began.

    B
    -
    """
    built = career_site({"index.rst": page}).build("text")
    assert built.warnings == [
        "index.rst:7: WARNING: this is not a list item and is left out; write “- 14:05 It "
        "began.” [resume.time]"
    ]
    assert "It began." in built.text()
