"""Talks: several occasions, internal talks, recordings that play on the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

CONF = """\
extensions = ["myst_parser", "sphinx_resume"]
primary_domain = "resume"
resume_today = "2024-01-01"
"""

TALK = """\
# Talks

````{{talk}} reviews
:title: What we learned
:event: SREcon
:event-url: https://example.org/srecon
:date: 2022-05-03 to 2022-05-04
:venue: Amsterdam
:co-speakers: Ada Example
:recording: https://www.youtube.com/watch?v=si9iqF5uTFk
{options}

A year of reviews.

{occasions}
````
"""

SECOND = """\
```{occasion}
:date: 2023-09
:event: Meetup
:slides: https://example.org/slides.pdf
```
"""

Build = Callable[..., tuple[str, list[str]]]


@pytest.fixture
def build(tmp_path: Path, make_app: Callable[..., SphinxTestApp]) -> Build:
    def build(source: str, builder: str = "html") -> tuple[str, list[str]]:
        (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
        (tmp_path / "index.md").write_text(source, encoding="utf-8")
        app = make_app(builder, srcdir=tmp_path)
        app.build()
        warnings = re.sub(r"\x1b\[[\d;]*m", "", app.warning.getvalue()).splitlines()
        suffix = {"html": "html", "text": "txt"}[builder]
        app.cleanup()
        return (app.outdir / f"index.{suffix}").read_text(encoding="utf-8"), warnings

    return build


def test_repeated_talks_are_one_entry_with_occasions_latest_first(build: Build) -> None:
    text, warnings = build(TALK.format(options="", occasions=SECOND), "text")
    assert warnings == []
    assert text.index("September 2023 · Meetup · Slides (Meetup)") < text.index(
        "May 3, 2022 – May 4, 2022 · SREcon · Amsterdam · Recording (SREcon)"
    )
    assert text.count("What we learned") == 1
    assert "with Ada Example" in text


def links(html: str) -> dict[str, str]:
    """The accessible names of links, and the visible part of each."""
    found = BeautifulSoup(html, "html.parser").select("ul.resume-occasions a")
    unseen = {link.get_text(): link.select_one(".resume-unseen") for link in found}
    return {
        name: name.removesuffix(part.get_text() if part else "") for name, part in unseen.items()
    }


def test_a_link_names_its_talk_and_occasion(build: Build) -> None:
    html, _ = build(TALK.format(options="", occasions=""))
    assert links(html) == {
        "SREcon": "SREcon",
        "Recording: What we learned, SREcon, May 3, 2022 – May 4, 2022": "Recording",
    }
    html, _ = build(TALK.format(options="", occasions=SECOND))
    assert links(html) == {
        "Slides (Meetup): What we learned, September 2023": "Slides (Meetup)",
        "SREcon": "SREcon",
        "Recording (SREcon): What we learned, May 3, 2022 – May 4, 2022": "Recording (SREcon)",
    }


def test_text_for_screen_readers_is_not_in_plain_text(build: Build) -> None:
    text, _ = build(TALK.format(options="", occasions=""), "text")
    assert "Amsterdam · Recording\n" in text


def test_all_facts_of_a_talk_are_shown(build: Build) -> None:
    options = ":format: workshop\n:duration: 40 minutes\n:language: English\n:tags: b, a\n"
    source = TALK.format(options=options, occasions="")
    text, warnings = build(source.replace("Ada Example", "Zoe Z, Bob B"), "text")
    assert warnings == []
    assert "workshop · 40 minutes · with Zoe Z, Bob B · tags: a, b" in text
    assert "SREcon · Amsterdam · English · Recording" in text


def test_an_undated_talk_shows_its_facts(build: Build) -> None:
    source = TALK.format(options=":language: English", occasions="").replace(
        ":event: SREcon\n:event-url: https://example.org/srecon\n:date: 2022-05-03 to 2022-05-04\n",
        "",
    )
    source = re.sub(":recording: .*\n", "", source)
    text, warnings = build(source, "text")
    assert warnings == []
    assert "* Amsterdam · English" in text


def test_a_recording_without_an_occasion_is_shown(build: Build) -> None:
    source = ":recording: https://vimeo.com/1\n:embed:"
    html, warnings = build(f"# T\n\n```{{talk}} t\n:title: T\n{source}\n\nText.\n```\n")
    assert warnings == []
    assert 'href="https://vimeo.com/1">Recording<' in html
    assert "https://player.vimeo.com/video/1?dnt=1" in html


def test_an_internal_talk_shows_no_links(build: Build) -> None:
    html, warnings = build(TALK.format(options=":visibility: internal\n:embed:", occasions=SECOND))
    assert warnings == []
    assert "SREcon" in html
    for address in ("example.org/srecon", "youtube", "slides.pdf"):
        assert address not in html


def test_a_player_is_optional_and_loads_on_click(build: Build) -> None:
    without, _ = build(TALK.format(options="", occasions=""))
    assert "<iframe" not in without
    html, warnings = build(TALK.format(options=":embed:", occasions=""))
    assert warnings == []
    frame = re.search(r"<details [^>]*>.*?(<iframe[^>]*>).*?</details>", html, re.DOTALL)
    assert frame is not None
    assert 'src="https://www.youtube-nocookie.com/embed/si9iqF5uTFk"' in frame[1]
    assert 'loading="lazy"' in frame[1]
    assert 'title="What we learned"' in frame[1]
    summary = BeautifulSoup(html, "html.parser").select_one("details summary")
    assert summary is not None
    assert summary.get_text() == (
        "Play the recording here (loads from www.youtube-nocookie.com): What we learned"
    )


@pytest.mark.parametrize(
    ("source", "warning"),
    [
        (
            TALK.format(options="", occasions="```{occasion}\n:event: Meetup\n```"),
            (
                "index.md:15: WARNING: occasion needs the option “date”, for example 2022-05-03 "
                "[resume.missing-option]"
            ),
        ),
        (
            TALK.format(options=":recording: https://example.org/a.mp4\n:embed:", occasions=""),
            (
                "index.md:11: WARNING: no player can be embedded for "
                "“https://example.org/a.mp4”; delete “:embed:” [resume.option]"
            ),
        ),
        (
            "# Talks\n\n" + SECOND,
            "index.md:3: WARNING: occasion is only allowed in the body of a talk [resume.nested]",
        ),
        (
            TALK.format(options="", occasions="").replace("2022-05-04", "2022-05-02"),
            (
                "index.md:7: WARNING: talk, option “date”: the end 2022-05-02 is before the start "
                "2022-05-03 [resume.date]"
            ),
        ),
    ],
)
def test_bad_input_gives_one_located_warning(build: Build, source: str, warning: str) -> None:
    _, warnings = build(
        source.replace(
            ":recording: https://www.youtube.com/watch?v=si9iqF5uTFk\n:recording", ":recording"
        )
    )
    assert [line.rpartition("/")[2] for line in warnings] == [warning.rpartition("/")[2]]
