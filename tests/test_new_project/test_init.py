"""New projects: complete, without warnings, and never overwriting anything."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import tomllib
import warnings
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest
import yaml

from sphinx_resume import new_project
from sphinx_resume.commands import main
from sphinx_resume.importing.command import NotImportedError
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.new_project.examples import EXAMPLES
from tests.support.machines import program

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "samples" / "json-resume.json"


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_project_is_complete(tmp_path: Path) -> None:
    new_project.create(tmp_path / "mine", check=False)
    made = files(tmp_path / "mine")
    assert made.keys() >= {*new_project.FILES.values(), "docs/index.md", "docs/resume.md"}
    assert "private.toml" in made[".gitignore"].splitlines()
    assert "private.toml" not in made  # there is no data for it
    compile(made["conf.py"], "conf.py", "exec")
    compile(made["noxfile.py"], "noxfile.py", "exec")
    assert yaml.safe_load(made[".readthedocs.yaml"])["sphinx"] == {"configuration": "conf.py"}
    assert yaml.safe_load(made[".github/workflows/build.yml"])["permissions"] == {
        "contents": "read"
    }
    assert not [name for name, text in made.items() if "@TITLE@" in text or "@LANG" in text]


def test_there_is_an_example_of_each_kind_with_a_comment(tmp_path: Path) -> None:
    assert {*EXAMPLES, "skill"} == set(ENTRY_TYPES)
    new_project.create(tmp_path / "mine", check=False)
    pages = {name: text for name, text in files(tmp_path / "mine").items() if "docs/" in name}
    for kind in ENTRY_TYPES:
        (text,) = (text for text in pages.values() if f"\n```{{{kind}}} " in text)
        assert "% This is an example: replace it" in text or kind == "reference"


@pytest.mark.parametrize("arguments", [[], ["--language", "de"], ["--from", str(SAMPLE)]])
def test_it_builds_without_a_warning(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "mine"), *arguments]) == 0
    assert "The result builds without warnings." in capsys.readouterr().out


def test_imported_data_is_on_the_front_page_but_contact_data_is_not(tmp_path: Path) -> None:
    new_project.create(tmp_path / "mine", source=SAMPLE, language="de", check=False)
    made = files(tmp_path / "mine")
    front = made["docs/index.md"]
    assert front.startswith(
        "# Engineer for C++ & data\n\n```{profile}\n:headline: Engineer for C++"
    )
    assert "I make *slow* things fast." in front
    assert "## Berufserfahrung\n\n```{entry-list} position\n```\n" in front
    assert "```{reference} ada-example\n" in front  # private, so public pages do not show it
    assert "# Lebenslauf" in made["docs/resume.md"]
    assert 'language = "de"' in made["conf.py"]
    assert tomllib.loads(made["private.toml"])["name"] == "Robin Example"
    public = {name: text for name, text in made.items() if name != "private.toml"}
    assert not [name for name, text in public.items() if "Robin Example" in text]


@pytest.mark.parametrize("there", ["docs/index.md", "README.md", "notes.txt"])
def test_a_folder_that_is_not_empty_is_left_alone(there: str, tmp_path: Path) -> None:
    path = tmp_path / there
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(NotImportedError, match="is not empty"):
        new_project.create(tmp_path)
    assert files(tmp_path) == {there: "mine"}


def test_a_repository_without_files_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    new_project.create(tmp_path, check=False)
    assert (tmp_path / "conf.py").is_file()


def test_a_source_that_cannot_be_read_leaves_no_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "mine"), "--from", str(tmp_path / "gone.json")]) == 1
    assert capsys.readouterr().err.endswith("gone.json: the file does not exist\n")
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        ("sphinx-resume==1.2", "sphinx-resume==1.2"),
        ("git+https://example.org/x@v1", "sphinx-resume @ git+https://example.org/x@v1"),
        ("https://example.org/x.whl", "sphinx-resume @ https://example.org/x.whl"),
        (str(ROOT), f"sphinx-resume @ {ROOT.as_uri()}"),
        ("", f"sphinx-resume @ {ROOT.as_uri()}"),
    ],
)
def test_the_source_of_the_extension_can_be_chosen(named: str, asked: str) -> None:
    assert new_project.requirement(named) == asked


def test_a_missing_extension_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(NotImportedError, match="is not a file, a folder, or an address"):
        new_project.create(tmp_path / "mine", extension="./gone.whl")


def test_the_commands_of_a_new_project_are_listed(tmp_path: Path) -> None:
    new_project.create(tmp_path / "mine", check=False)
    done = subprocess.run(
        [sys.executable, "-m", "nox", "-l"],
        cwd=tmp_path / "mine",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    for name in ("* pdf", "* html", "- live", "- check", "- new", "- import"):
        assert f"{name} -> " in done.stdout


def noxfile_of(folder: Path) -> dict[str, Any]:
    """The namespace of the noxfile of a new project."""
    new_project.create(folder, check=False)
    with warnings.catch_warnings():  # other noxfiles have sessions of these names
        warnings.simplefilter("ignore", FutureWarning)
        return runpy.run_path(str(folder / "noxfile.py"))


def test_a_failed_installation_is_repeated(tmp_path: Path) -> None:
    session = MagicMock(env_dir=tmp_path)  # installs nothing, like nox -R
    noxfile_of(tmp_path / "mine")["install"](session)
    assert not (tmp_path / ".installed").exists()
    program, *command = session.run_install.call_args.args
    subprocess.run([sys.executable, *command], check=True)
    assert program == "python"
    noxfile_of(tmp_path / "other")["install"](session)
    session.install.assert_called_once()


#: A program that waits until two of it run, and writes what TeX would.
_LATEXMK = """\
for name in "$@"; do name=${name%.tex}; done
: > $name.started
for _ in $(seq 100000); do
    [ -e one.started ] && [ -e two.started ] && break
done
[ -e one.started ] && [ -e two.started ] || exit 1
echo "Package sphinxresume Warning: $name.pdf is 3 mm longer than the page" > $name.log
: > $name.pdf
"""


def test_documents_are_typeset_at_once_and_messages_shown_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("bin", "latex", "pdf"):
        (tmp_path / name).mkdir()
    program(tmp_path / "bin", "latexmk", _LATEXMK)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    session = MagicMock()
    typeset = noxfile_of(tmp_path / "mine")["typeset"]
    typeset(session, tmp_path / "latex", ["one", "two"], tmp_path / "pdf")
    session.error.assert_not_called()
    assert [call.args[0] for call in session.warn.call_args_list] == [
        "one.pdf is 3 mm longer than the page",
        "two.pdf is 3 mm longer than the page",
    ]
    assert sorted(path.name for path in (tmp_path / "pdf").iterdir()) == ["one.pdf", "two.pdf"]


@pytest.mark.parametrize("server", ["CI", "READTHEDOCS"])
def test_private_exports_are_rejected_on_a_server(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(server, "true")
    monkeypatch.delenv("RESUME_PRIVATE", raising=False)
    monkeypatch.chdir(tmp_path)
    session = MagicMock(env_dir=tmp_path, posargs=["--private", "txt"])
    session.error.side_effect = RuntimeError
    export = noxfile_of(tmp_path / "mine")["export"]
    with pytest.raises(RuntimeError):
        export.func(session)
    session.run.assert_not_called()
    monkeypatch.setenv("RESUME_PRIVATE", "1")
    export.func(session)
    session.run.assert_called_once()


@pytest.mark.parametrize("language", ["xx", 'e"n', "../de", ""])
def test_a_language_without_a_catalogue_is_rejected(language: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main(["init", str(tmp_path / "mine"), "--language", language])
    assert not (tmp_path / "mine").exists()
