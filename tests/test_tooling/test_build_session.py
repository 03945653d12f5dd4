"""``nox`` builds the site and the documents side by side, if the site knows the PDFs."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import documents
import sessions
from tests.support.machines import FakeSession, program

RESUME = sessions.Project(Path(), Path("docs"), Path("build"))

#: Writes documents or a site with links to the PDFs; the folder "documents" says which ones exist.
SPHINX = """\
for folder; do :; done
mkdir -p $folder
echo "building $2"
case $2 in
latex) for each in $(ls documents); do echo '\\documentclass{x}' > $folder/$each.tex; done ;;
html) ls build/pdf > $folder/index.html 2>&- ;;
esac
echo "builds $2" >> order
"""
#: Waits for a condition; ends with an error if it never comes true.
UNTIL = "timeout 60 sh -c 'until {}; do :; done' || exit 9\n"
LATEXMK = "for name; do :; done; touch ${name%.tex}.pdf"


class Session(FakeSession):
    """A session that runs the programs on the PATH."""

    bin_paths = None
    env: dict[str, str | None] = {}  # noqa: RUF012 (never changed)

    def run(self, *command: str) -> bool:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        print(done.stdout, end="")
        if done.returncode:
            self.error(f"{command[0]} -b {command[2]} failed")
        return True


@pytest.fixture
def machine(empty_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with an imitation of each program, and a résumé of one document."""
    monkeypatch.setenv("PATH", f"{empty_path}:/bin:/usr/bin")
    monkeypatch.chdir(empty_path.parent)
    monkeypatch.setattr(sessions, "on_server", lambda: False)
    program(empty_path, "sphinx-build", SPHINX)
    program(empty_path, "latexmk", LATEXMK)
    (empty_path.parent / "documents" / "resume").mkdir(parents=True)
    return empty_path


def build(*options: str) -> str:
    """Run the session, and return the site's list of PDFs."""
    documents.write_all(Session().nox, RESUME, list(options))
    return Path("build/html/index.html").read_text("utf-8")


def order() -> list[str]:
    """What was built since this was last asked."""
    log = Path("order")
    lines = log.read_text("utf-8").splitlines()
    log.unlink()
    return lines


@pytest.mark.usefixtures("machine")
def test_the_first_site_is_built_after_its_pdfs() -> None:
    assert build() == "resume.pdf\n"
    assert order() == ["builds latex", "builds html"]


def test_later_the_site_is_built_beside_the_documents(
    machine: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    build()
    both = UNTIL.format("[ -e started-html ] && [ -e started-latex ]")
    program(machine, "sphinx-build", f"touch started-$2\n{both}{SPHINX}")
    capfd.readouterr()
    assert build() == "resume.pdf\n"
    assert capfd.readouterr().out == "building latex\nbuilding html\n"  # not mixed


def test_pdfs_are_replaced_when_the_site_is_built(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise it might get an old one while a new one is put there."""
    build()
    order()
    Path("build/latex/resume.pdf").unlink()
    typeset = UNTIL.format("[ -e build/latex/resume.pdf ]")
    program(machine, "sphinx-build", f"[ $2 = latex ] || {{ {typeset} }}\n{SPHINX}")
    monkeypatch.setattr(documents, "publish", lambda *_: built.extend(order()))
    built: list[str] = []
    build()
    assert built == ["builds latex", "builds html"]


@pytest.mark.usefixtures("machine")
def test_the_site_is_built_again_if_there_are_other_pdfs() -> None:
    build()
    Path("documents/portfolio").mkdir()
    assert build() == "portfolio.pdf\nresume.pdf\n"
    Path("documents/resume").rmdir()
    assert build() == "portfolio.pdf\n"


@pytest.mark.usefixtures("machine")
def test_builds_that_would_write_the_same_file_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    build()
    order()
    monkeypatch.delattr(documents, "start_sphinx_build")
    build("--warning-file=warnings.txt")
    assert order() == ["builds latex", "builds html"]


def test_a_failure_of_the_site_is_shown_and_fails_the_session(
    machine: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    build()
    program(machine, "sphinx-build", f"{SPHINX}[ $2 = latex ] || {{ echo Woe; exit 2; }}")
    with pytest.raises(SystemExit, match="Exit code 2: sphinx-build -b html failed"):
        build()
    assert capfd.readouterr().out.endswith("building latex\nbuilding html\nWoe\n")


def test_a_failure_of_the_documents_hides_nothing_of_the_site(
    machine: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    build()
    program(machine, "sphinx-build", f"{SPHINX}[ $2 = html ] || {{ echo Woe; exit 2; }}")
    with pytest.raises(SystemExit, match="sphinx-build -b latex failed"):
        build()
    assert capfd.readouterr().out.endswith("building latex\nWoe\nbuilding html\n")


@pytest.mark.usefixtures("machine")
def test_an_installation_without_a_build_keeps_the_pdfs() -> None:
    class Installing(FakeSession):
        def skip(self, message: str) -> None:
            raise SystemExit(message)

    build()
    with pytest.raises(SystemExit, match="--install-only builds nothing"):
        documents.write_pdfs(Installing().nox, RESUME, [], ())
    assert Path("build/pdf/resume.pdf").is_file()
