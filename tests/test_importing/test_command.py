"""The import command: written files, rejected input, and messages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sphinx_resume.commands import main
from tests.support.lost import built_text, missing
from tests.support.others import SAMPLES

INDEX = """\
# All

```{toctree}
:glob:

**
```
"""
ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project as the current folder."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(INDEX, encoding="utf-8")
    (tmp_path / "conf.py").write_text(
        "extensions = ['myst_parser', 'sphinx_resume']\n"
        "primary_domain = 'resume'\n"
        "html_theme = 'basic'\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["import", *arguments])
    captured = capsys.readouterr()
    return code, captured.out or captured.err


def written(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_becomes_pages_that_build_and_every_loss_is_reported(
    sample: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = run(capsys, str(sample), "--json")
    report = json.loads(said)
    assert (code, report["warnings"]) == (0, [])
    assert {each["file"] for each in report["made"]} <= set(report["files"])
    lost = {each["path"] for each in (*report["losses"], *report["remarks"])}
    from sphinx_resume.importing.formats import source_of

    unsaid = missing(source_of(sample).value, built_text(project))
    assert {path: text for path, text in unsaid.items() if path not in lost} == {}


def test_nothing_is_overwritten_or_left_incomplete(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = ROOT / "tests" / "samples" / "json-resume.json"
    (project / "docs" / "awards.md").write_text("# Mine\n\nText.\n", encoding="utf-8")
    before = written(project)
    code, said = run(capsys, str(sample))
    assert code == 1
    assert f"{Path('docs/awards.md')} exists already, and nothing is overwritten" in said
    assert "--into imported" in said
    assert written(project) == before
    code, said = run(capsys, str(sample), "--into", "imported")
    assert code == 0, said
    assert (project / "docs" / "imported" / "awards.md").is_file()


def test_a_second_import_creates_no_duplicates(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = ROOT / "tests" / "samples" / "json-resume.json"
    assert run(capsys, str(sample))[0] == 0
    code, said = run(capsys, str(sample), "--into", "again", "--json")
    report = json.loads(said)
    assert code == 1  # only because statements are repeated now
    assert {line.rpartition(" ")[2] for line in report["warnings"]} == {"[resume.repeated]"}
    assert [each["id"] for each in report["made"] if each["kind"] == "award"] == ["best-example-2"]
    assert not [each for each in report["made"] if each["kind"] == "skill"]
    private = [loss for loss in report["losses"] if "private.toml exists already" in loss["reason"]]
    assert [loss["path"] for loss in private] == ["name", "email", "phone", "address", "links"]


def test_pages_outside_all_toctrees_are_named(
    project: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (project / "docs" / "index.md").write_text("# All\n\nText.\n", encoding="utf-8")
    source = tmp_path / "resume.json"
    source.write_text('{"awards": [{"title": "Best", "date": "2020"}]}', encoding="utf-8")
    code, said = run(capsys, str(source))
    assert code == 0
    assert f"Add these lines to a toctree of {Path('docs/index.md')}:\n  awards\n" in said
    assert "isn't included" not in said
    assert "With these lines, the result builds without warnings." in said


def test_existing_pages_outside_all_toctrees_are_not_named(
    project: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (project / "docs" / "index.md").write_text("# All\n\nText.\n", encoding="utf-8")
    (project / "docs" / "old.md").write_text("# Old\n\nText.\n", encoding="utf-8")
    source = tmp_path / "resume.json"
    text = '{"work": [{"name": "Acme", "position": "Engineer", "startDate": "2020", '
    source.write_text(text + '"summary": "Built it."}]}', encoding="utf-8")
    code, said = run(capsys, str(source), "--json")
    report = json.loads(said)
    assert report["unlisted"] == ["positions/acme"]
    (warning,) = report["warnings"]
    assert "old.md" in warning
    assert code == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"work": [{"startDate": "2020-19-39"}]}, "resume.json:1: work[0].startDate: “2020-19-39”"),
        ({"recipes": []}, "resume.json: has none of the supported formats"),
    ],
)
def test_unreadable_input_is_explained_in_one_line(
    content: Any, message: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "resume.json").write_text(json.dumps(content), encoding="utf-8")
    before = written(project)
    code, said = run(capsys, "resume.json")
    assert code == 1
    assert said.startswith(message)
    assert written(project) == before


def test_a_folder_that_is_not_a_project_is_rejected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = str(ROOT / "tests" / "samples" / "json-resume.json")
    assert run(capsys, sample, "--docs", str(tmp_path / "docs"))[1].startswith("There is no folder")
    assert "There is no conf.py in" in run(capsys, sample, "--docs", str(tmp_path))[1]


@pytest.mark.parametrize("into", ["../escaped", "/escaped", "a/../../b"])
def test_pages_cannot_be_written_outside_the_folder_of_pages(
    into: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = written(project)
    sample = ROOT / "tests" / "samples" / "json-resume.json"
    code, said = run(capsys, str(sample), "--into", into)
    assert (code, written(project)) == (1, there)
    assert said == f"--into {into}: is not in docs; choose a folder below it\n"


def test_private_data_is_readable_only_by_its_owner(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = ROOT / "tests" / "samples" / "json-resume.json"
    code, said = run(capsys, str(sample))
    assert code == 0
    assert "which is private" in said
    if sys.platform != "win32":
        assert (project / "private.toml").stat().st_mode & 0o077 == 0
    pages = "".join(written(project / "docs").values())
    for private in ("Robin Example", "robin@example.org", "555-0142", "github.com/robin"):
        assert private not in pages


def test_the_module_can_be_run(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_resume", "import", "gone.json"],
        env={"PYTHONPATH": str(ROOT / "_ext"), "PATH": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "gone.json: the file does not exist\n"
