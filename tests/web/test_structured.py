"""Structured data of pages, read with third-party parsers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import extruct  # type: ignore[import-untyped]
import mf2py  # type: ignore[import-untyped]
import pytest

from tests.conftest import Site
from tests.support.sites import RESUMES, BuildSite
from tests.web.tools import Tools


def blocks(folder: Path) -> dict[str, str]:
    """The JSON-LD of each page that has it, as text."""
    start, stop = '<script type="application/ld+json">', "</script>"
    return {
        f"{path.relative_to(folder)}": path.read_text("utf-8")
        .partition(start)[2]
        .partition(stop)[0]
        for path in sorted(folder.rglob("*.html"))
        if start in path.read_text("utf-8")
    }


def test_every_block_uses_the_vocabulary_of_schema_org(
    built: BuildSite, career_copy: Callable[..., Site], web_tools: Tools
) -> None:
    folders = [*(built(name) for name in RESUMES), career_copy().build().folder]
    found = [(page, text) for folder in folders for page, text in blocks(folder).items()]
    assert {page for page, _text in found} >= {
        "experience/wayfair.html", "talks/history-of-programming-languages.html", "occasions.html",
    }  # fmt: skip
    lines = ['import type { Graph, Thing, WithContext } from "schema-dts";']
    for number, (page, text) in enumerate(found):
        lines.append(f"// {page}\nexport const x{number}: Graph | WithContext<Thing> = {text};")
    source = web_tools.folder / "structured.ts"
    source.write_text("\n".join(lines), "utf-8")
    checked = web_tools.node(
        web_tools.package("typescript") / "bin" / "tsc",
        *("--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", source.name),
    )
    assert (checked.stdout, checked.stderr, checked.returncode) == ("", "", 0)


@pytest.mark.parametrize("name", RESUMES)
def test_another_parser_finds_every_block(built: BuildSite, name: str) -> None:
    folder = built(name)
    for page, text in blocks(folder).items():
        html = (folder / page).read_text("utf-8")
        assert extruct.extract(html, syntaxes=["json-ld"])["json-ld"] == [json.loads(text)], page


def test_the_short_resume_of_the_example_is_an_h_resume(example: Path) -> None:
    (resume,) = mf2py.parse((example / "resume.html").read_text("utf-8"))["items"]
    assert resume["type"] == ["h-resume"]
    properties = resume["properties"]
    (contact,) = properties["contact"]
    assert contact["properties"]["name"] == ["Grace M. Hopper"]
    assert contact["properties"]["url"][0].startswith("http://amhistory.si.edu/")
    events = [event["properties"] for event in properties["experience"]]
    titles = [(event["name"][0], event["start"], event["end"]) for event in events]
    assert titles[0] == ("Senior Consultant", ["1986"], ["1992-01"])
    assert "COBOL" in properties["skill"]


def test_the_dates_of_studies_are_events_in_microformats(site: Path) -> None:
    (resume,) = mf2py.parse((site / "resume.html").read_text("utf-8"))["items"]
    (studies,) = resume["properties"]["education"]
    assert (studies["properties"]["start"], studies["properties"]["end"]) == (["2016"], ["2018"])
    assert "contact" not in resume["properties"]
