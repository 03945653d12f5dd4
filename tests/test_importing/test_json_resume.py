"""JSON Resume: every section of the sample, and known pitfalls."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sphinx_resume.importing.command import NotImportedError, read_source
from sphinx_resume.importing.neutral import Imported
from sphinx_resume.importing.pages import Known, pages
from sphinx_resume.importing.source import Loss


def read(tmp_path: Path, **content: Any) -> tuple[Imported, list[Loss]]:
    file = tmp_path / "resume.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    imported, report = read_source(file, "en")
    return imported, report.losses


def written(tmp_path: Path, **content: Any) -> dict[str, str]:
    return pages(read(tmp_path, **content)[0], Known()).files


def job(**values: Any) -> dict[str, Any]:
    known = {"name": "Acme", "position": "Engineer", "startDate": "2012", "summary": "Built it."}
    return {**known, **values}


@pytest.mark.parametrize("end", ["", None, "present", "Present", "now", "current"])
def test_an_empty_end_means_ongoing(end: str | None, tmp_path: Path) -> None:
    page = written(tmp_path, work=[job(endDate=end)])["positions/acme.md"]
    assert ":end: present\n" in page
    assert page == written(tmp_path, work=[job()])["positions/acme.md"]


@pytest.mark.parametrize("when", ["2012", "2012-09", "2012-09-30"])
def test_dates_keep_their_precision(when: str, tmp_path: Path) -> None:
    page = written(tmp_path, work=[job(startDate=when, endDate=when)])["positions/acme.md"]
    assert f":start: {when}\n:end: {when}\n" in page


@pytest.mark.parametrize("end", ["Invalid date", "soon", "to be decided"])
def test_an_unreadable_end_does_not_mean_ongoing(end: str, tmp_path: Path) -> None:
    imported, losses = read(tmp_path, work=[job(endDate=end)])
    assert "end" not in imported.items[0].options
    assert [loss.path for loss in losses] == ["work[0].endDate"]


def test_a_start_may_be_a_period(tmp_path: Path) -> None:
    imported, losses = read(tmp_path, work=[job(startDate="Jan 2005 - Dec 2006")])
    (item,) = imported.items
    assert (item.text("start"), item.text("end"), losses) == ("2005-01", "2006-12", [])


def test_names_and_lists_may_be_strings(tmp_path: Path) -> None:
    imported, losses = read(
        tmp_path,
        basics={"name": "R", "summary": ["One.", "Two."]},
        languages=["Greek"],
        interests="Chess",
        skills=[{"name": "Web", "keywords": "HTML, CSS"}, "Go"],
    )
    assert [block.text for block in imported.person.summary] == ["One.", "Two."]
    named = [(item.kind, item.name) for item in imported.items]
    assert named == [
        ("language", "Greek"),
        ("interest", "Chess"),
        *(("skill", name) for name in ("HTML", "CSS", "Go")),
    ]
    assert losses == []


def test_a_file_that_only_shares_names_is_in_another_format(tmp_path: Path) -> None:
    with pytest.raises(NotImportedError, match="has none of the supported formats"):
        read(tmp_path, work={"heading": "Work", "items": [job()]})


def test_an_impossible_date_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(NotImportedError) as failed:
        read(tmp_path, work=[job(), job(startDate="2020-19-39"), job(endDate="2011")])
    first, second = failed.value.args
    assert "resume.json:1: work[1].startDate: “2020-19-39” is not a date of the calendar" in first
    assert "work[2].endDate: the end 2011 is before the start 2012" in second


@pytest.mark.parametrize(("said", "kept"), [("2019/2020", ""), ("2019 - 3 - 9", "2019")])
def test_text_instead_of_a_date_does_not_stop_the_import(
    said: str, kept: str, tmp_path: Path
) -> None:
    imported, losses = read(tmp_path, work=[job(startDate=said, endDate="2021")])
    assert [item.text("start") for item in imported.items] == [kept]
    assert [loss.value for loss in losses] == [said]


def test_old_field_names_are_supported(tmp_path: Path) -> None:
    old = {"company": "Acme", "position": "Engineer", "startDate": "2012", "summary": "Built it."}
    assert written(tmp_path, work=[old]) == written(tmp_path, work=[job()])


def test_a_value_of_the_wrong_type_is_rejected_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(NotImportedError) as failed:
        read(tmp_path, basics=["x"], work=["x"], skills=[{"name": {"a": "b"}, "keywords": "Go"}])
    assert [message.partition(": ")[2] for message in failed.value.args] == [
        "basics: this must be a group of fields, but is a list",
        "work[0]: this must be a group of fields, such as one for each position",
        "skills[0].name: this must be text, but is a group of fields",
    ]


def test_positions_at_one_employer_share_a_page(tmp_path: Path) -> None:
    files = written(
        tmp_path,
        work=[
            job(position="Lead", startDate="2020-01"),
            job(startDate="2018", endDate="2019-12"),
            job(name="ACME ", position="Intern", startDate="2010", endDate="2011"),
        ],
    )
    assert list(files) == ["positions/acme.md"]
    page = files["positions/acme.md"]
    heads = [line for line in page.splitlines() if line.startswith("```{position}")]
    assert heads == [f"```{{position}} acme-{name}" for name in ("lead", "engineer", "intern")]


def test_colliding_ids_are_made_unique(tmp_path: Path) -> None:
    imported, _losses = read(tmp_path, awards=[{"title": "A!"}, {"title": "A?"}, {"title": "…"}])
    known = Known(ids={"award": frozenset({"a"})})
    made = pages(imported, known).made
    assert [each.id for each in made] == ["a-2", "a-3", "award"]


def test_skills_have_their_group_as_a_category(tmp_path: Path) -> None:
    page = written(
        tmp_path,
        skills=[
            {"name": "Languages", "level": "Master", "keywords": ["Go", "C++"]},
            {"name": "Databases", "keywords": ["SQL", "Go"]},
            {"name": "Writing", "level": "good"},
        ],
    )["skills.md"]
    assert page.index("{skill} Writing\n:level: good\n:stated:\n") < page.index("## Languages")
    assert "## Languages\n\nLevel: Master\n\n```{skill} Go\n:category: Languages\n" in page
    assert page.count("{skill} Go") == 1


def test_skills_have_no_markup(tmp_path: Path) -> None:
    group = {"name": "<b>Lang</b>", "keywords": ["**Go**", "C*"]}
    imported = read(tmp_path, skills=[group, {"name": "*Rust*"}])[0]
    assert [(item.text("category"), item.name) for item in imported.items] == [
        ("Lang", "Go"), ("Lang", "C*"), ("", "Rust"),
    ]  # fmt: skip


def test_text_that_names_a_skill_cites_it(tmp_path: Path) -> None:
    content: dict[str, Any] = {
        "skills": [{"name": "All", "keywords": ["C++", "C", "Go", "Cloud", "Google Cloud", "SQL"]}],
        "work": [
            job(
                highlights=[
                    "Go and C++ in Google  Cloud, not the clouds",
                    "`Go` and [Go](https://go.dev) are no words; let us go; vitamin C",
                    "In Go, C, and **SQL**",
                ]
            )
        ],
    }
    page = written(tmp_path, **content)["positions/acme.md"]
    assert "- {skill}`Go` and {skill}`C++` in {skill}`Google Cloud`, not the clouds\n" in page
    assert "- `Go` and [Go](<https://go.dev>) are no words; let us go; vitamin C\n" in page
    assert "- In {skill}`Go`, {skill}`C`, and **{skill}`SQL`**\n" in page
    imported, _losses = read(tmp_path, **content)
    plain = pages(imported, Known(), citations=False).files
    assert "{skill}`" not in plain["positions/acme.md"]
    assert plain["skills.md"].count(":stated:") == 6


def test_keywords_that_no_text_names_are_listed(tmp_path: Path) -> None:
    page = written(
        tmp_path,
        work=[job(summary="Wrote Go.", keywords=["Go", "SQL", "Growth"])],
        skills=[{"name": "All", "keywords": ["Go", "SQL"]}],
    )["positions/acme.md"]
    assert "Wrote {skill}`Go`.\n\nKeywords: {skill}`SQL`, Growth\n" in page


def test_contact_data_is_private_and_networks_keep_their_names(tmp_path: Path) -> None:
    imported, losses = read(
        tmp_path,
        basics={
            "name": "Robin Example",
            "email": "robin@example.org",
            "phone": "(212) 555-0142",
            "url": "example.org",
            "picture": "https://example.org/me.png",
            "location": {"city": "Exampleton", "countryCode": "US"},
            "profiles": [
                {"network": "GitHub", "username": "robin"},
                {"network": "GitHub", "username": "work", "url": "https://github.com/work"},
                {"network": "Quiet", "username": "robin"},
            ],
        },
        work=[job()],
    )
    assert dict(imported.person.private) == {
        "name": "Robin Example",
        "email": "robin@example.org",
        "phone": "+1 212-555-0142",
        "address": "Exampleton, US",
        "links": {
            "Website": "https://example.org",
            "GitHub": "https://github.com/robin",
            "GitHub (work)": "https://github.com/work",
        },
    }
    assert [loss.path for loss in losses] == [
        "basics.picture",
        "basics.profiles[2].network",
        "basics.profiles[2].username",
    ]
    assert "Robin" not in "".join(pages(imported, Known()).files.values())


def test_unknown_fields_are_reported_with_path_line_and_reason(tmp_path: Path) -> None:
    _imported, losses = read(tmp_path, work=[job(mood="fine")], meta={"version": "1"}, **{"x-a": 1})
    assert [(loss.path, loss.value, loss.reason) for loss in losses] == [
        (
            "work[0].mood",
            "fine",
            "JSON Resume has no such field, or there is no entry or option for it",
        ),
        ("meta.version", "1", "it describes the file"),
        ("x-a", "1", "JSON Resume has no such field, or there is no entry or option for it"),
    ]
