"""nox -s export, and the files that the site includes."""

from __future__ import annotations

from pathlib import Path

import pytest

import documents
import sessions
from sphinx_resume.html.navigation import FORMATS
from sphinx_resume.output.builders import EXPORTS
from tests.conftest import MakeSite
from tests.support.machines import FakeSession


def test_every_format_has_a_builder() -> None:
    assert list(documents.FORMATS) == list(EXPORTS)
    assert [f"resume-{name}" for name in EXPORTS] == [each.name for each in EXPORTS.values()]


def test_each_format_is_written_by_its_builder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("CI", "READTHEDOCS", "RESUME_PRIVATE"):
        monkeypatch.delenv(name, raising=False)
    resume = sessions.Project(Path(), Path("docs"), Path("build"))
    session = FakeSession()
    assert documents.write_formats(session.nox, resume, ["--ascii"], ["md", "txt"]) == Path(
        "build/export"
    )
    commands = [" ".join(command) for command in session.commands]
    doctrees = Path("build/doctrees/export")
    # Sphinx would warn if html_extra_path contained the folder that it writes to.
    assert commands == [
        f"sphinx-build -b resume-{name} -c . -d {doctrees} -j auto --define=resume_ascii=1 docs "
        f"{Path('build', f'resume-{name}')}"
        for name in ("md", "txt")
    ]


def test_written_files_are_collected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sessions, "on_server", lambda: False)
    (tmp_path / "build" / "resume-md").mkdir(parents=True)
    names = ["resume.md", "variant.md"]

    class Writing(FakeSession):
        def run(self, *command: str) -> None:
            for name in names:
                (tmp_path / "build" / "resume-md" / name).write_text("# A", "utf-8")

    resume = sessions.Project(Path(), Path("docs"), Path("build"))
    folder = documents.write_formats(Writing().nox, resume, [], ["md"])
    (folder / "mine.md").touch()
    assert sorted(path.name for path in folder.iterdir()) == ["mine.md", *names]
    names.remove("variant.md")  # the variant no longer exists
    documents.write_formats(Writing().nox, resume, [], ["md"])
    assert sorted(path.name for path in folder.iterdir()) == ["mine.md", *names]


def test_documents_are_chosen_by_name() -> None:
    session = FakeSession()
    assert sessions.values_of("--only", ["--only", "a", "-q", "--only=b", "x"]) == (
        ["a", "b"],
        ["-q", "x"],
    )
    assert documents.chosen(session.nox, [], ["resume", "sre"]) == ["resume", "sre"]
    assert documents.chosen(session.nox, ["sre", "sre"], ["resume", "sre"]) == ["sre"]
    with pytest.raises(SystemExit, match="There is no such document"):
        documents.chosen(session.nox, ["acme"], ["resume", "sre"])
    assert session.said == ["\nacme is none of resume, sre"]


def test_private_exports_have_their_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("CI", "READTHEDOCS", "RESUME_PRIVATE"):
        monkeypatch.delenv(name, raising=False)
    resume = sessions.Project(Path(), Path("docs"), Path("build"))
    session = FakeSession()
    folder = documents.write_formats(session.nox, resume, ["--private"], ["md"])
    assert folder == Path("build/private")
    assert folder.stat().st_mode & 0o77 == 0
    (command,) = session.commands
    assert "--tag=private" in command
    assert str(folder / "doctrees") in command
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SystemExit, match="--private is refused where CI"):
        documents.write_formats(session.nox, resume, ["--private"], ["md"])


def test_the_site_links_the_formats_it_includes(career_site: MakeSite) -> None:
    template = "{% for shown, address in resume_formats %}<{{ shown }} {{ address }}>{% endfor %}"
    site = career_site(
        {
            "index.md": "# A\n\n```{toctree}\nin/b\n```\n",
            "in/b.md": "# B\n",
            "_templates/page.html": template,
            **{f"out/{name}": "x" for name in ("resume.docx", "career.json", "other.json")},
        }
    )
    taken = [f"out/{name}" for name in ("resume.docx", "career.json", "other.json")]
    built = site.build(html_extra_path=taken, templates_path=["_templates"], language="de")
    assert built.source("in/b.html") == "<Word ../resume.docx><JSON ../career.json>"
    assert (built.folder / "career.json").is_file()
    assert len(FORMATS) == 4
    whole = site.build(html_extra_path=["out"], templates_path=["_templates"])
    assert whole.source("index.html") == "<Word resume.docx><JSON career.json>"
    none = site.build(templates_path=["_templates"])
    assert none.source("index.html") == ""
