"""Pages in the folder ``private`` reach no public output, and are documents of private builds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import ConfigError
from sphinx.testing.util import SphinxTestApp

import documents
import sessions
from sphinx_resume.commands import main
from tests.conftest import MYST_IS_OLD
from tests.support.machines import FakeSession
from tests.support.unpacked import unpacked
from tests.test_output.test_builders import BUILDERS, NEEDED

if TYPE_CHECKING:
    from tests.conftest import MakeSite, Site

pytestmark = [
    *MYST_IS_OLD,
    pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning"),
]

PAGES = {
    "index.md": """\
        # Home

        ```{toctree}
        resume
        ```

        ```{position} acme
        :title: Engineer
        :organization: Acme
        :start: 2020
        :end: present

        Ran it.
        ```
        """,
    "resume.md": "# Résumé\n\n```{entry-list} position\n```\n",
    "private/quokka.md": """\
        # For Quokka Corp

        ```{profile}
        :headline: Engineer for quokkas
        ```

        ```{entry-list} position
        :style: full
        ```

        ```{award} quokka
        :title: Order of the quokka
        :date: 2021
        ```
        """,
}
CANARY = "quokka"


@pytest.fixture(autouse=True)
def _no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "READTHEDOCS", "RESUME_PRIVATE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("builder", BUILDERS)
def test_private_pages_are_in_no_public_output(career_site: MakeSite, builder: str) -> None:
    # Naming one in conf.py tells those who can read that file, and nobody else.
    built = career_site(PAGES).build(
        builder,
        resume_documents=["resume", "private/quokka"],
        html_baseurl="https://example.org",
        resume_feed=True,
        version="1",
        **NEEDED.get(builder, {}),
    )
    assert built.warnings == []
    files = [path for path in built.folder.parent.rglob("*") if path.is_file()]
    assert any(path.name == "environment.pickle" for path in files)
    for path in files:
        assert CANARY not in path.name.lower()
        assert CANARY not in unpacked(path).lower(), path


@pytest.mark.parametrize(
    ("builder", "file"),
    [
        ("latex", "quokka.tex"),
        ("resume-docx", "quokka.docx"),
        ("resume-md", "quokka.md"),
        ("resume-txt", "quokka.txt"),
        ("resume-json", "quokka.json"),
        ("html", "private/quokka.html"),
    ],
)
def test_private_builds_include_private_pages(
    career_site: MakeSite, builder: str, file: str
) -> None:
    site = career_site(PAGES)
    out = site.folder / "_build" / "private" / builder
    run(site, builder, out)
    assert "Engineer for quokkas" in unpacked(out / file)


def run(site: Site, builder: str, out: Path) -> None:
    app = SphinxTestApp(
        builder, srcdir=site.folder, builddir=out.parent, tags=["private"], freshenv=True
    )
    try:
        app.build()
        assert app.warning.getvalue() == ""
    finally:
        app.cleanup()


def test_private_pages_are_rejected_in_published_builds(
    career_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = career_site(PAGES)
    with pytest.raises(ConfigError, match="is in no folder called “private”"):
        run(site, "html", site.folder / "_build" / "html")
    monkeypatch.setenv("READTHEDOCS", "True")
    out = site.folder / "_build" / "private" / "html"
    with pytest.raises(
        ConfigError, match="is refused where READTHEDOCS is set, unless RESUME_PRIVATE is"
    ):
        run(site, "html", out)
    monkeypatch.setenv("RESUME_PRIVATE", "1")
    run(site, "html", out)


def test_private_builds_without_private_pages_are_unchanged(career_site: MakeSite) -> None:
    pages = {name: text for name, text in PAGES.items() if "private" not in name}
    site = career_site(pages)
    run(site, "text", site.folder / "_build" / "text")


def test_the_session_typesets_private_pages_separately(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    resume = sessions.Project(Path(), Path("docs"), Path("build"))
    assert documents.private_pages(resume) == []
    (tmp_path / "docs" / "private").mkdir(parents=True)
    for name in ("quokka.md", "wombat.rst", "picture.png"):
        (tmp_path / "docs" / "private" / name).touch()
    assert documents.private_pages(resume) == ["quokka", "wombat"]
    session = FakeSession()
    monkeypatch.setenv("CI", "1")
    assert documents.private_documents(session.nox, resume, ["quokka"]) == []
    assert session.commands == []
    assert session.said == ["docs/private is not read if CI or READTHEDOCS is set"]


def test_sphinx_itself_finds_them(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    out = site.folder / "_build" / "private"
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "latex", "-t", "private"]
    command += ["-d", str(out / "doctrees"), str(site.folder), str(out / "latex")]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run(command, env=env, check=True)
    assert (out / "latex" / "quokka.tex").is_file()


def test_commands_know_private_pages_and_leave_no_trace_of_them(
    career_site: MakeSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = career_site(PAGES).folder
    monkeypatch.chdir(folder.parent)
    docs = ["--docs", folder.name]
    posting = Path("posting.txt")
    posting.write_text("We look for people.", "utf-8")
    assert main(["check", "quokka", *docs]) == 0
    assert capsys.readouterr().out.startswith("quokka, from private/quokka\n")
    assert main(["diff", "resume", "quokka", *docs]) == 0
    assert capsys.readouterr().out == "\n".join(
        [
            "Only in resume",
            "  nothing",
            "",
            "Only in quokka",
            "  nothing",
            "",
            "In other words",
            "  nothing",
            "",
        ]
    )
    assert main(["match", "posting.txt", "--variant", "quokka", *docs]) == 0
    assert main(["ground", "posting.txt", "--variant", "quokka", *docs]) == 0
    assert main(["check", "resume", *docs]) == 0
    private = Path("build", folder.name, "private")
    assert private.stat().st_mode & 0o777 == 0o700
    assert CANARY in unpacked(private / "resume-report" / "report.json")
    results = [path for path in Path("build").rglob("*") if path.is_file()]
    assert Path("build", folder.name, "resume-report", "report.json") in results
    public = [path for path in results if private not in path.parents]
    assert [path for path in public if CANARY in unpacked(path).lower()] == []


def test_commands_do_not_build_private_pages_on_a_server(
    career_site: MakeSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = career_site(PAGES).folder
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv("CI", "true")
    assert main(["check", "quokka", "--docs", folder.name]) == 1
    wrong = capsys.readouterr().err
    assert (
        wrong == "The private page “quokka” is refused where CI is set, unless RESUME_PRIVATE is.\n"
    )


def test_similar_names_of_private_pages_are_suggested(
    career_site: MakeSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = career_site(PAGES).folder
    monkeypatch.chdir(folder.parent)
    assert main(["check", "quoka", "--docs", folder.name]) == 1
    wrong = capsys.readouterr().err
    assert wrong == "There is no document “quoka”; did you mean “quokka”?\n"


def test_a_private_page_needs_a_name_of_its_own(
    career_site: MakeSite, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    site = career_site(PAGES | {"quokka.md": "---\norphan: true\n---\n# Public\n"})
    with (site.folder / "conf.py").open("a", encoding="utf-8") as file:
        file.write('\nresume_documents = ["resume", "quokka"]\n')
    monkeypatch.chdir(site.folder.parent)
    assert main(["check", "quokka", "--docs", site.folder.name]) == 1
    wrong = capfd.readouterr().err
    assert "“quokka” and “private/quokka” would both be quokka.pdf; rename one page" in wrong
    assert wrong.endswith("There is no document “quokka”; there are resume\n")
