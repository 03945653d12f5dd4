"""JSON Resume: valid, complete, and unchanged by an import and another export."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sphinx.cmd.build import main as build

from sphinx_resume.commands import main
from sphinx_resume.importing import json_resume as importing
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.output.json_resume import SECTIONS
from tests.conftest import Built, MakeSite, Site
from tests.support import hostile
from tests.support.exported import PERSON, empty, json_resume_schema, pages, problems
from tests.support.others import SAMPLES
from tests.web.tools import Tools


def data(built: Built) -> Any:
    return json.loads(built.source("resume.json"))


@pytest.fixture(scope="module")
def every(career_copy: Callable[..., Site]) -> Built:
    site = career_copy()
    for path in site.folder.rglob("*.md"):
        path.unlink()
    site.write(pages())
    return site.build("resume-json", html_baseurl="https://example.org/", **PERSON)


def test_everything_is_valid_and_nothing_empty(every: Built) -> None:
    assert every.warnings == []
    assert problems(data(every), json_resume_schema()) == []
    assert empty(data(every)) == []


@pytest.mark.parametrize("root", ["test-career", "test-career-rst"])
def test_careers_are_valid(career_copy: Callable[..., Site], root: str) -> None:
    built = career_copy(root).build("resume-json")
    assert problems(data(built), json_resume_schema()) == []
    assert empty(data(built)) == []


@pytest.mark.slow
def test_hostile_text_is_valid(career_site: MakeSite) -> None:
    built = career_site(hostile.pages()).build("resume-json", resume_contact=hostile.contact())
    assert problems(data(built), json_resume_schema()) == []


def test_a_position_has_every_field(every: Built) -> None:
    assert data(every)["work"] == [
        {
            "name": "Example Works",
            "position": "Senior Platform Engineer",
            "startDate": "2021-07",
            "endDate": "2023-04",
            "url": "https://example.org",
            "location": "Berlin, Germany",
            "department": "Platform",
            "employmentType": "part-time",
            "summary": "A paragraph on the position, with Vault.",
            "highlights": ["An item."],
            "keywords": ["Vault"],
        }
    ]


def test_the_person_has_profiles_and_contact_data(every: Built) -> None:
    assert data(every)["basics"] == {
        "name": "Ada Example",
        "email": "ada@example.org",
        "phone": "+49 30 1234567",
        "url": "https://ada.example.org",
        "location": {"address": "1 Example Street, Berlin"},
        "profiles": [{"network": "GitHub", "url": "https://github.example/ada"}],
        "label": "Engineer of platforms",
        "summary": "Builds with Vault.\n\nAnd more.",
    }


def test_evidence_is_included(every: Built) -> None:
    (vault,) = [each for each in data(every)["x-evidence"] if each["skill"] == "Vault"]
    assert (vault["months"], vault["lastUsed"]) == (22, "2023-04")
    assert vault["evidence"][0] == {
        "source": "Senior Platform Engineer, Example Works",
        "text": "A paragraph on the position, with Vault.",
        "url": "https://example.org/every.html#position-the-position-a-paragraph-on-the-position",
    }


def losses(built: Built) -> list[str]:
    lines = built.app.status.getvalue().splitlines()
    return [line.removeprefix("resume.json: ") for line in lines if "resume.json: " in line]


def test_data_without_a_field_is_reported(every: Built) -> None:
    found = losses(every)
    assert "talks (“What we learned from a year of reviews”): there is no section for them" in found
    assert "skill “CI/CD”, aliases: there is no field for it" in found
    assert "phone numbers after the first: there is a field for only one" in found
    where = "position “Senior Platform Engineer, Example Works”"
    assert f"{where}, workplace: there is no field for it" in found


def test_an_unknown_end_is_reported(career_site: MakeSite) -> None:
    page = (
        "# A\n\n```{position} a\n:title: T\n:organization: A\n:start: 2019\n\nX.\n```\n\n"
        "```{position} b\n:title: T\n:organization: B\n:start: 2020\n:end: present\n\nX.\n```\n"
    )
    built = career_site({"index.md": page}).build("resume-json")
    assert [each.get("endDate") for each in data(built)["work"]] == [None, None]
    assert losses(built) == [
        "position “T, A”, end: the end is unknown, and readers will assume the present"
    ]


@pytest.mark.slow
def test_npm_tools_validate_and_render_it(every: Built, web_tools: Tools, tmp_path: Path) -> None:
    resumed = web_tools.package("resumed") / "bin" / "resumed.js"
    file, page = every.folder / "resume.json", tmp_path / "page.html"
    checked = web_tools.node(resumed, "validate", file)
    assert checked.returncode == 0, checked.stderr
    theme = "jsonresume-theme-even"
    made = web_tools.node(resumed, "render", file, "--theme", theme, "--output", page)
    assert made.returncode == 0, made.stderr
    shown = BeautifulSoup(page.read_text("utf-8"), "html.parser").get_text(" ")
    said = data(every)
    for words in (
        *(said["basics"][name] for name in ("name", "label", "email")),
        *(said["work"][0][name] for name in ("name", "position", "summary")),
        *said["work"][0]["highlights"],
        said["skills"][0]["name"],
    ):
        assert words in shown


def test_import_and_export_use_the_same_fields() -> None:
    """Fields that the export writes are read by the import."""
    known = {section.kind: section for section in importing.SECTIONS}
    for kind, section in SECTIONS.items():
        assert known[kind].path == section.name
        found = {
            option: [name for each in origin for name in getattr(each, "names", (each,))]
            for option, origin in known[kind].options.items()
            if isinstance(origin, tuple)
        }
        assert {
            option: name for option, name in section.fields.items() if name not in found[option]
        } == {}
        parts = {name: part.form for part in known[kind].body for name in part.names}
        assert parts.get(section.text, "text") == "text"
        assert {*section.lines.values()} <= parts.keys()
    assert set(SECTIONS) <= set(ENTRY_TYPES)


CONF = "extensions = ['myst_parser', 'sphinx_resume']\nprimary_domain = 'resume'\n"
INDEX = "# All\n\n```{toctree}\n:glob:\n\n**\n```\n"


def begin(folder: Path, file: Path) -> None:
    """A new project with the data imported from a file."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text(INDEX, "utf-8")
    (folder / "conf.py").write_text(CONF, "utf-8")
    os.chdir(folder)
    main(["import", str(file)])


@pytest.mark.slow
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_import_and_export_round_trip(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    """After an import into a new project, the export is the same to the byte."""
    monkeypatch.chdir(tmp_path)  # undone at the end of the test
    results = []
    file = sample
    for name in ("first", "second"):
        begin(tmp_path / name, file)
        for out, tags in (("public", []), ("private", ["-t", "private"])):
            assert build(["-q", "-b", "resume-json", "-c", ".", *tags, "docs", out]) == 0
        capsys.readouterr()
        file = tmp_path / name / "private" / "resume.json"
        assert problems(json.loads(file.read_text("utf-8")), json_resume_schema()) == []
        public = file.parents[1] / "public" / "resume.json"
        results.append([public.read_text("utf-8"), file.read_text("utf-8")])
    assert results[0] == results[1]
