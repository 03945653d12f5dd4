"""Reactive Resume: roles at one employer, and custom sections."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sphinx_resume.importing.command import Report, read_source
from sphinx_resume.importing.neutral import Imported
from sphinx_resume.importing.pages import Known, pages


def read(tmp_path: Path, language: str = "en", **sections: Any) -> tuple[Imported, Report]:
    file = tmp_path / "resume.json"
    file.write_text(json.dumps({"basics": {"name": "R"}, "sections": sections}), "utf-8")
    return read_source(file, language)


def test_roles_at_one_employer_keep_their_order(tmp_path: Path) -> None:
    roles = [
        {"position": "Senior", "period": "2020 – Present", "description": "Led it."},
        {"position": "Junior", "period": "2018 – 2020", "description": "Built it."},
        {"position": "Intern", "period": "2017", "description": "Saw it."},
    ]
    job = {"company": "Acme", "description": "All in all.", "location": "Rome", "roles": roles}
    imported, report = read(tmp_path, experience={"items": [job, {"company": "Other"}]})
    titles = [item.text("title") or item.text("organization") for item in imported.items]
    assert titles == ["Senior", "Junior", "Intern", "Other"]
    first, second, third, _other = imported.items
    assert [block.text for block in first.body] == ["All in all.", "Led it."]
    assert [block.text for block in second.body] == ["Built it."]
    assert {item.text("location") for item in (first, second, third)} == {"Rome"}
    assert (third.text("start"), third.text("end")) == ("2017", "2017")
    assert report.losses == []


def test_an_invalid_url_becomes_text(tmp_path: Path) -> None:
    item = {"name": "Clock", "url": {"href": "on request"}}
    custom = {"x": {"name": "Hobby", "items": [item]}}
    imported, _report = read(tmp_path, custom=custom)
    page = pages(imported, Known()).files["hobby.md"]
    assert "**Clock**\n\non request\n" in page


def test_years_of_school_are_a_start_and_an_end(tmp_path: Path) -> None:
    items = [
        {"institution": f"S{n}", "date": said} for n, said in enumerate(("2019/2020", "2019/20"))
    ]
    imported, report = read(tmp_path, education={"items": items})
    ends = [(item.text("start"), item.text("end")) for item in imported.items]
    assert ends == [("2019", "2020")] * 2
    assert report.losses == []


def test_custom_sections_are_in_the_language_of_the_site(tmp_path: Path) -> None:
    items = [{"name": "Clock", "date": "2019-05 to present"}, {"name": "Bell", "date": "Long ago"}]
    imported, _report = read(tmp_path, "de", custom={"x": {"items": items}})
    ((heading, found),) = imported.sections
    assert heading == "Sonstiges"
    assert [block.text for block in found] == ["Clock, Mai 2019 – heute", "Bell, Long ago"]


def test_version_3_is_imported(tmp_path: Path) -> None:
    when = {"start": "2020-01-05T00:00:00.000Z", "end": "2021-02-03T00:00:00.000Z"}
    job = {"name": "Acme", "position": "Engineer", "date": when, "summary": "Built it."}
    (item,) = read(tmp_path, work={"items": [job]})[0].items
    assert (item.text("organization"), item.text("title")) == ("Acme", "Engineer")
    assert (item.text("start"), item.text("end")) == ("2020-01-05", "2021-02-03")
