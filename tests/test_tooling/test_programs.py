"""Finding programs on a machine, reporting missing ones, and installing them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import programs
import sessions
from tests.support.machines import FakeSession, program

ROOT = sessions.ROOT
NEEDS = (*programs.TEX, *programs.TESTING)


def test_everything_is_missing_on_an_empty_machine(empty_path: Path) -> None:
    absent = programs.missing(programs.TEX)
    assert [need for need, _ in absent] == list(programs.TEX)
    names = [name for _, found in absent for name in found]
    assert {"latexmk", "lualatex", "unicode-math.sty", "texgyreheros-regular.otf"} <= set(names)


def test_only_files_that_kpsewhich_cannot_find_are_missing(empty_path: Path) -> None:
    program(empty_path, "latexmk")
    program(empty_path, "lualatex")
    # Finds all files except one, like kpsewhich: paths on stdout, exit status 1.
    program(
        empty_path,
        "kpsewhich",
        'for name; do [ "$name" = unicode-math.sty ] || echo "/tex/$name"; done; exit 1',
    )
    assert [(need.apt, names) for need, names in programs.missing(programs.TEX)] == [
        ("texlive-latex-recommended", ["unicode-math.sty"])
    ]


def test_miktex_installs_missing_files_itself(empty_path: Path) -> None:
    program(empty_path, "latexmk")
    program(empty_path, "lualatex")
    program(empty_path, "kpsewhich", 'if [ "$1" = --version ]; then echo "MiKTeX 25.4"; fi')
    assert programs.missing(programs.TEX) == []


def test_any_of_several_browsers_is_sufficient(empty_path: Path) -> None:
    browser = programs.TESTING[:1]
    assert programs.missing(browser)
    path = program(empty_path, "google-chrome")
    assert programs.missing(browser) == []
    assert programs.find_browser() == str(path)


def test_without_root_the_message_has_a_command_for_each_platform(empty_path: Path) -> None:
    session = FakeSession()
    with pytest.raises(SystemExit, match="Required programs are missing"):
        sessions.require(session.nox, programs.TEX)
    message = session.said[-1]
    assert "Not found on this machine: latexmk, lualatex" in message
    commands = dict(re.findall(r"^  (\w+).*?  +(\S.*)$", message, re.MULTILINE))
    assert set(commands) == {"Debian", "Fedora", "macOS", "Windows"}
    assert commands["Debian"].startswith("sudo apt-get install")
    assert all(need.apt in commands["Debian"].split() for need in programs.TEX)
    assert commands["Fedora"].startswith("sudo dnf install")
    assert commands["macOS"] == "brew install --cask mactex-no-gui"
    assert commands["Windows"] == "choco install miktex strawberryperl"


def test_apt_is_not_used_without_root_or_sudo(
    empty_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(empty_path, "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert programs.apt_prefix() is None
    program(empty_path, "sudo", "exit 1")  # asks for a password
    assert programs.apt_prefix() is None


@pytest.mark.parametrize("user", ["root", "sudoer"])
def test_apt_installs_missing_packages_after_announcing_it(
    user: str, empty_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.geteuid", lambda: 0 if user == "root" else 1000)
    program(empty_path, "sudo", 'shift; [ "$1" = true ] || { shift; "$@"; }')
    # The first attempt finds no package, as in a container with empty package lists.
    program(
        empty_path,
        "apt-get",
        f'echo "$@" >> {tmp_path}/calls\n'
        f'if [ "$1" = update ]; then : > {tmp_path}/lists; exit; fi\n'
        f"[ -e {tmp_path}/lists ] || exit 100\n"
        f"echo '#!/bin/sh' > {empty_path}/pdftotext\n"
        f"echo '#!/bin/sh' > {empty_path}/pdftoppm\n"
        f"/bin/chmod +x {empty_path}/pdftotext {empty_path}/pdftoppm",
    )
    session = FakeSession()
    sessions.require(session.nox, programs.TESTING[-1:])
    assert session.said == ["Installing with apt (takes minutes, once): poppler-utils"]
    verbs = [line.split()[0] for line in (tmp_path / "calls").read_text().splitlines()]
    assert verbs == ["install", "update", "install"]
    assert "--no-install-recommends" in (tmp_path / "calls").read_text()

    session = FakeSession()
    sessions.require(session.nox, programs.TESTING[-1:])
    assert session.said == []


def test_apt_is_asked_once_for_each_package(
    empty_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    program(
        empty_path,
        "apt-get",
        f'for each in "$@"; do echo "$each" >> {tmp_path}/asked; done\n'
        "for each in left right; do\n"
        f"echo '#!/bin/sh' > {empty_path}/$each; /bin/chmod +x {empty_path}/$each; done",
    )
    left, right = (
        programs.Need(name, f"{name}-fonts shared-fonts", "", "", "") for name in ("left", "right")
    )
    sessions.require(FakeSession().nox, [left, right])
    asked = (tmp_path / "asked").read_text().splitlines()
    assert asked[-3:] == ["left-fonts", "shared-fonts", "right-fonts"]


def test_a_failing_apt_shows_the_end_of_its_log(
    empty_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    program(empty_path, "apt-get", "echo 'E: Unable to locate package'; exit 100")
    session = FakeSession()
    with pytest.raises(SystemExit, match="apt-get failed"):
        sessions.require(session.nox, programs.TESTING[-1:])
    assert session.said[-1].endswith("\nE: Unable to locate package")


def test_a_missing_font_with_a_fallback_is_no_error(empty_path: Path) -> None:
    session = FakeSession()
    sessions.require(session.nox, programs.TEX[-1:])
    (said,) = session.said
    assert said.startswith("texgyreheros-regular.otf, ")
    assert said.endswith(" not found: the PDFs are set in Latin Modern")


def test_the_required_programs_are_installed_here() -> None:
    """True wherever the session “tests” has run, since it installs the same list."""
    assert programs.missing(NEEDS) == []


def test_the_packages_that_the_documents_load_are_listed() -> None:
    """The list contains the packages that our own LaTeX always loads."""
    folder = ROOT / "_ext" / "sphinx_resume" / "latex" / "texinputs"
    own = [path for path in folder.iterdir() if path.suffix in (".sty", ".cls")]
    required: set[str] = set()
    for path in own:
        for names in re.findall(r"\\RequirePackage\{([\w-]+)\}", path.read_text(encoding="utf-8")):
            required.add(f"{names}.sty")
    required -= {path.name for path in own}
    assert {"amsmath.sty", "color.sty", "unicode-math.sty"} <= required
    assert programs._tex_files(required) == required
