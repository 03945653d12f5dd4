"""HTML: working links, semantics, drawings, and escaping of authors' text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from sphinx_resume.model.entries import ENTRY_TYPES
from tests.support import hostile

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from tests.conftest import Built, MakeSite, Site


def dead_links(built: Built) -> list[str]:
    """The links within a site without a target page, or without a target on that page."""
    ids = {f"{page}.html": all_ids(built.page(page)) for page in built_pages(built)}
    dead = []
    for page in ids:
        for link in built.page(page.removesuffix(".html")).select("[href]"):
            url = urlsplit(str(link["href"]))
            if url.scheme or str(link["href"]) == "#" or link.name == "link":
                continue
            if built.app.builder.name == "singlehtml" and link.find_parent(class_="sphinxsidebar"):
                continue  # https://github.com/sphinx-doc/sphinx/issues/14221
            target = unquote(url.path) or PurePosixPath(page).name
            path = built.folder / PurePosixPath(page).parent / target
            if path.is_dir():
                path /= "index.html"
            name = path.resolve().relative_to(built.folder.resolve()).as_posix()
            missing = not path.is_file()
            if missing or (url.fragment and unquote(url.fragment) not in ids.get(name, [])):
                dead.append(f"{page}: {link['href']}")
    return dead


def all_ids(page: BeautifulSoup) -> list[str]:
    return [str(element["id"]) for element in page.select("[id]")]


@pytest.fixture(scope="module", params=["html", "dirhtml", "singlehtml"])
def site(request: pytest.FixtureRequest, career_copy: Callable[..., Site]) -> Built:
    return career_copy().build(request.param)


@pytest.fixture(scope="module", params=["html", "singlehtml"])
def restructured(request: pytest.FixtureRequest, career_copy: Callable[..., Site]) -> Built:
    return career_copy("test-career-rst").build(request.param)


def test_every_link_has_a_target(site: Built) -> None:
    assert site.warnings == []
    assert dead_links(site) == []


def test_every_link_in_restructured_text_has_a_target(restructured: Built) -> None:
    assert restructured.warnings == []
    assert dead_links(restructured) == []


def test_ids_are_unique_on_a_page(site: Built) -> None:
    for path in built_pages(site):
        ids = all_ids(site.page(path))
        if site.app.builder.name == "singlehtml":
            # Sphinx joins pages without making the ids of their headings unique.
            ids = [i for i in ids if re.match(f"({'|'.join(ENTRY_TYPES)})-", i)]
        assert ids
        assert len(ids) == len(set(ids)), path


def built_pages(built: Built) -> list[str]:
    paths = (path.relative_to(built.folder).as_posix() for path in built.folder.rglob("*.html"))
    return [path.removesuffix(".html") for path in paths]


def test_repeated_views_have_distinct_sections_and_regions(career_site: MakeSite) -> None:
    full = "```{entry-list} position\n:style: full\n```\n"
    events = "```{incident-timeline}\n- T+0 It began.\n- T+5 min It ended.\n```\n"
    page = "```{position} acme\n:title: Dev\n:organization: Acme\n:start: 2020\n:end: 2021\n"
    page += "\n- Work.\n```\n"
    source = f"# Work\n\n{page}\n{events}\n{events}\n## Positions acme\n\n{full}\n{full}\n"
    site = career_site({"index.md": source})
    for builder in ("html", "singlehtml"):
        found = site.build(builder).page()
        sections = [each["id"] for each in found.select("section.resume-item")]
        assert sections == ["positions-acme-2", "positions-acme-3"]
        labels = [each["aria-label"] for each in found.select(".resume-region")]
        assert labels == ["Timeline of events", "Timeline of events (2)"]


def test_views_link_to_the_citing_statement(career_html: Built) -> None:
    cell = career_html.page("overview").select("table.resume-matrix tr:has(a[href$='#skill-go'])")
    (link,) = cell[0].select(".resume-use a")
    assert link["href"] == "work/acme.html#position-acme-moved-secrets-to-vault-rotated"
    (target,) = career_html.page("work/acme").select(
        "#position-acme-moved-secrets-to-vault-rotated"
    )
    assert target.parent is not None
    assert "Moved secrets to Vault. Rotated them with Vault and Go." in target.parent.get_text()


def test_every_quotation_matches_the_target_of_its_link(career_html: Built) -> None:
    quotes = career_html.page("skills").select(".resume-backlinks p:nth-of-type(n+2) a")
    assert len(quotes) > 9
    for quote in quotes:
        docname, _, anchor = str(quote["href"]).partition(".html#")
        (target,) = career_html.page(docname).select(f"#{anchor}")
        assert target.parent is not None
        assert quote.get_text() in target.parent.get_text()


def test_the_matrix_is_a_table_with_headers_in_a_named_region(career_html: Built) -> None:
    (region,) = career_html.page("overview").select("div[role=region]")
    assert region["tabindex"] == "0"
    assert region["aria-label"] == "Skills over time"
    assert [c.get_text() for c in region.select("table > caption")] == ["Skills over time"]
    columns = region.select("thead th[scope=col]")
    assert [c.get_text(strip=True) for c in columns] == [
        "Skill",
        "When and where20162018202020222024",
        "Used for",
        "Last used",
    ]
    groups = region.select("tbody > tr:first-child > th[scope=rowgroup][colspan='4']")
    assert [g.get_text(strip=True) for g in groups] == ["Languages", "Platforms"]
    rows = region.select("tbody th[scope=row]")
    assert [r.get_text(strip=True) for r in rows] == [
        "Go(confident)",
        "Kubernetes",
        "Vault",
    ]
    assert not region.select("thead td")
    assert [c.get_text(strip=True) for c in region.select("tr > td:first-child")] == ["Elixir"]


def test_bars_are_to_scale_and_have_tooltips(career_html: Built) -> None:
    row = career_html.page("overview").select_one("tr.resume-of-skill-go:has(td)")
    assert row is not None
    (bar,) = row.select(".resume-use")
    assert bar["style"] == "--start:47.1;--stop:58.8;--lane:0;--shade:72%"
    assert [part.get_text() for part in bar.select("a > .resume-said > *")] == [
        "Acme",
        "January 2020 – December 2020",
        "Moved secrets to Vault. Rotated them with Vault and Go.",
        "Wrote a command line in the Go language.",
    ]


def test_cells_have_their_sort_values(career_html: Built) -> None:
    row = career_html.page("overview").select_one("tr.resume-of-skill-go:has(td)")
    assert row is not None
    cells = row.select("td")[1:]
    assert [(cell.get("data-value"), cell.get_text(strip=True)) for cell in cells] == [
        ("12", "1 year"),
        (str(12 * 2020 + 11), "Dec 2020"),
    ]


def test_dates_are_time_elements(career_html: Built) -> None:
    times = career_html.page("work/beta").select(".resume-entry > .resume-when time")
    assert [(t["datetime"], t.get_text()) for t in times] == [
        ("2021-03", "March 2021"),
        ("2022-02", "February 2022"),
    ]
    present = career_html.page("work/gamma").select_one(".resume-entry > .resume-when")
    assert present is not None
    assert [t["datetime"] for t in present.select("time")] == ["2022-01"]


def test_the_drawing_and_the_list_of_a_timeline_agree(career_html: Built) -> None:
    page = career_html.page("overview")
    (svg,) = page.select("svg.resume-timeline")
    assert svg["aria-label"] == "Timeline from 2016 to 2024"
    drawn = {str(a["href"]): str(a["aria-label"]) for a in svg.select("a")}
    listed = page.select("ol.resume-timeline-list > li:not(.resume-gap)")
    assert len(drawn) == len(listed) == 7
    for item in listed:
        link = item.select_one("a")
        when = item.select_one(".resume-when")
        assert link is not None
        assert when is not None
        assert drawn[str(link["href"])].startswith(f"{link.get_text()}: ")
        times = [t.get_text() for t in when.select("time")]
        assert all(time in drawn[str(link["href"])] for time in times)
    (gap,) = svg.select("rect.resume-gap title")
    assert gap.get_text() == "Between positions: January 2021 – February 2021 (2 months)"


def test_the_drawing_is_to_scale(career_html: Built) -> None:
    page = career_html.page("overview")

    def bar(ident: str) -> tuple[float, float]:
        (rect,) = page.select(f"svg a[href$='#{ident}'] rect.resume-bar")
        return float(str(rect["x"])), float(str(rect["width"]))

    acme, beta, gamma = bar("position-acme"), bar("position-beta"), bar("position-gamma")
    month = acme[1] / 12
    assert beta[1] == pytest.approx(12 * month, abs=0.2)
    assert gamma[1] == pytest.approx(30 * month, abs=0.2)
    assert beta[0] - acme[0] == pytest.approx(14 * month, abs=0.2)
    (gap,) = page.select("svg rect.resume-gap")
    assert float(str(gap["x"])) == pytest.approx(acme[0] + acme[1], abs=0.2)
    assert float(str(gap["width"])) == pytest.approx(2 * month, abs=0.2)
    # The possible time of a talk of which only the position is known.
    (vague,) = page.select("svg a.resume-vague")
    assert str(vague["href"]).endswith("#talk-clusters")
    (whisker,) = vague.select("line.resume-whisker")
    assert float(str(whisker["x1"])) == beta[0]
    assert float(str(whisker["x2"])) == pytest.approx(beta[0] + beta[1], abs=0.2)
    (current,) = page.select("svg a.resume-current")
    assert str(current["href"]).endswith("#position-gamma")
    (now,) = page.select("svg line.resume-now")
    assert float(str(now["x1"])) == pytest.approx(gamma[0] + gamma[1], abs=0.2)


def test_an_event_is_pinned_at_its_date(career_html: Built) -> None:
    page = career_html.page("overview")
    (talk,) = page.select("svg a[href$='#talk-secrets']")
    (mark,) = talk.select("path.resume-mark")
    x = float(str(mark["transform"]).removeprefix("translate(").split()[0])
    (beta,) = page.select("svg a[href$='#position-beta'] rect.resume-bar")
    # September 2021 is in the middle of March 2021 to February 2022, half a month after it.
    month = float(str(beta["width"])) / 12
    assert x == pytest.approx(float(str(beta["x"])) + 6.5 * month, abs=0.2)
    lanes = [text.get_text() for text in page.select("svg .resume-lane")]
    assert lanes[-2:] == ["Talks", "Incidents"]


def test_a_bar_shows_title_time_facts_and_skills_in_tooltip_and_label(career_html: Built) -> None:
    (acme,) = career_html.page("overview").select("svg a[href$='#position-acme']")
    lines = [
        "Engineer, Acme",
        "January 2020 – December 2020 (1 year)",
        "Springfield",
        "Go, Vault",
    ]
    assert [line.get_text() for line in acme.select(".resume-tip :is(strong, span)")] == lines
    title, *rest = lines
    assert acme["aria-label"] == f"{title}: {'; '.join(rest)}"


def test_only_pages_with_something_to_filter_have_the_filter(career_html: Built) -> None:
    with_script = {
        name
        for name in career_html.app.env.all_docs
        if career_html.page(name).select("script[src*='sphinx_resume.js'][defer]")
    }
    with_filter = {
        name
        for name in career_html.app.env.all_docs
        if career_html.page(name).select(".resume-filter")
    }
    assert with_script == with_filter == {"overview", "resume"}
    assert career_html.page("overview").select(".resume-filter + .resume-chart")  # without a gap


def test_every_topic_links_to_the_filter(career_html: Built) -> None:
    skills = career_html.page("skills").select(".resume-skill > .resume-when a[href*='?']")
    assert [str(link["href"]) for link in skills] == [
        "overview.html?skill=go#filter-overview",
        "overview.html?skill=elixir#filter-overview",
        "overview.html?skill=kubernetes#filter-overview",
        "overview.html?skill=vault#filter-overview",
    ]
    (interest,) = career_html.page("interests").select(".resume-interest > .resume-when a")
    assert interest["href"] == "overview.html?interest=operability#filter-overview"
    assert career_html.page("overview").select("#filter-overview")


def test_a_singlehtml_page_has_one_filter(career: Site) -> None:
    page = career.build("singlehtml").page()
    assert len(page.select(".resume-filter")) == 1
    assert len(page.select("script[src*='sphinx_resume.js']")) == 1
    (link,) = page.select(".resume-interest > .resume-when a")
    assert link["href"] == "?interest=operability#filter-overview"


def test_an_epub_has_no_filter(career: Site) -> None:
    built = career.build("epub", epub_copyright="2024", version="1")
    text = "".join(path.read_text("utf-8") for path in built.folder.rglob("*.xhtml"))
    assert "Skills over time" in text
    assert "resume-filter" not in text
    assert "show on the timeline" not in text
    assert "?skill=" not in text


def test_the_style_sheet_is_included(career_html: Built) -> None:
    (link,) = career_html.page().select("link[href*='sphinx_resume.css']")
    assert (career_html.folder / urlsplit(str(link["href"])).path).is_file()


def test_a_short_link_has_a_full_text_for_screen_readers(career_site: MakeSite) -> None:
    skill = "```{skill} %s\n:stated:\n%s```\n"
    skills = skill % ("Go", ":category: Languages\n") + skill % ("R", "") + skill % ("Vim", "")
    lists = "# Page\n\nI write {skill}`Go`.\n\n```{entry-list} skill\n:style: links\n```\n"
    page = career_site({"skills.md": f"# Skills\n\n{skills}", "index.md": lists}).build().page()
    links = page.select(".resume-links a")
    assert [link.text for link in links] == ["Go: Languages", "R: skill", "Vim"]
    hidden = page.select(".resume-unseen")
    assert [each.text for each in hidden] == [": Languages", ": skill"]
    assert "I write Go." in page.get_text()  # a sentence is clear enough


def test_text_from_authors_is_never_markup(career_site: MakeSite) -> None:
    """In all fields and views; `test_hostile` tests the same in a browser."""
    built = career_site(hostile.pages("markup")).build()
    # The author may have meant “<!--” as a comment.
    assert [line for line in built.warnings if not line.endswith("[resume.comment]")] == []
    for name in [*built.app.env.all_docs, "resume-skills"]:
        page = built.page(name)
        assert not page.select("[src=x], svg:not(.resume-timeline)")
        for script in page.select("script"):
            data = script.get("type") == "application/ld+json"
            assert "<" not in script.get_text() if data else "pwn" not in script.get_text()
        for element in page.select("*"):
            assert not [name for name in element.attrs if name.startswith("on") or "<" in name]
    assert built.page().get_text().count("<script>pwn()</script>") > 20


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/x",
    ],
)
@pytest.mark.parametrize(
    ("kind", "option"), [("talk", "url"), ("talk", "slides"), ("incident", "source-url")]
)
def test_invalid_urls_are_reported_and_left_out(
    career_site: MakeSite, kind: str, option: str, address: str
) -> None:
    source = f"```{{{kind}}} t\n:title: T\n:date: 2022\n:{option}: {address}\n\nText.\n```"
    built = career_site({"index.md": f"# Bad\n\n{source}\n"}).build()
    (warning,) = built.warnings
    assert warning.startswith(f"index.md:6: WARNING: {kind}, option “{option}”: ")
    assert warning.endswith("[resume.option]")
    body = built.page().select_one("div.body")
    assert body is not None
    assert [a["href"] for a in body.select("a:not(.headerlink)")] == []


def test_nothing_is_loaded_from_other_sites(career_html: Built) -> None:
    for docname in career_html.app.env.all_docs:
        for element in career_html.page(docname).select("[src], link[href]"):
            assert not urlsplit(str(element.get("src") or element.get("href"))).netloc


@pytest.mark.parametrize("view", ["timeline", "skill-matrix", "contact"])
def test_a_label_above_a_view_can_be_linked(career_site: MakeSite, view: str) -> None:
    index = f"""\
        # A

        ```{{position}} acme
        :title: Engineer
        :organization: Acme
        :start: 2020
        :end: present

        Used {{skill}}`Go`.
        ```

        ```{{skill}} Go
        ```

        (here)=
        ```{{{view}}}
        ```

        [there](#here)
        """
    site = career_site({"index.md": index})
    built = site.build(resume_contact={"email": "a@example.org"})
    assert built.warnings == []
    assert len(built.page().select("#here")) == 1
    assert built.page().select_one("a[href='#here']")


POSITION = """\
```{position} acme
:title: Engineer
:organization: Acme
:start: 2020
:end: 2021

Used {skill}`Go`.
```
"""


def test_a_position_links_its_skills_to_the_filter_if_there_is_one(career_site: MakeSite) -> None:
    pages = {"index.md": f"# A\n\n{POSITION}\n```{{skill}} Go\n```\n"}
    (chip,) = career_site(pages).build().page().select("a.resume-chip")
    assert (chip.get_text(), chip["href"]) == ("Go", "#skill-go")
    pages["index.md"] += "\n```{timeline}\n```\n"
    (chip,) = career_site(pages).build().page().select("a.resume-chip")
    assert chip["href"] == "?skill=go#filter-index"
    assert "Engineer" in career_site(pages).build("text").text()


def test_the_body_of_a_page_comes_before_its_back_links(career_site: MakeSite) -> None:
    review = (
        "# Disk\n\n```{incident} disk\n:title: Disk\n\nIt was full.\n```\n\n"
        "## Summary\n\nThe story.\n\n## What can be learned\n\nThe moral.\n"
    )
    job = POSITION.replace("{skill}`Go`", "{incident}`disk`")
    toctree = "\n```{toctree}\ndisk\n```\n"
    pages = {"index.md": f"# A\n\n{job}{toctree}", "disk.md": review}
    text = career_site(pages).build("text").text("disk")
    parts = ["It was full.", "The story.", "The moral.", "Seen in"]
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)
