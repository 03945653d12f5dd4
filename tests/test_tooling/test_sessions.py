"""Helpers of sessions: their arguments, and the commands that they run."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sphinx.cmd import build

import sessions
from tests.support.machines import FakeSession


def test_the_first_argument_may_name_another_resume(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sessions, "ROOT", tmp_path)
    for folder in (".", "examples/hopper"):
        (tmp_path / folder / "docs").mkdir(parents=True)
        (tmp_path / folder / "conf.py").touch()
    assert sessions.project(FakeSession().nox) == (
        sessions.Project(Path(), Path("docs"), Path("build")),
        [],
    )
    assert sessions.project(FakeSession(["-b", "text"]).nox)[1] == ["--builder=text"]
    for given in (
        ["examples/hopper/", "-q", "-t", "draft"],
        ["-q", "-tdraft", "examples/hopper"],
        ["-qt", "draft", "examples/hopper"],
        ["-q", "--tag", "draft", "examples/hopper"],
    ):
        resume, options = sessions.project(FakeSession(given).nox)
        assert resume.source == Path("examples/hopper/docs")
        assert resume.output == Path("build/examples/hopper")
        assert options == ["-q", "--tag=draft"]
    with pytest.raises(SystemExit, match=r"^examples/hopper and \.: only one of them"):
        sessions.project(FakeSession(["examples/hopper", "-q", "."]).nox)


def test_a_folder_without_conf_py_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match=r"There is no examples.nobody.conf\.py"):
        sessions.project(FakeSession(["examples/nobody"]).nox)


def test_every_option_with_a_value_is_known() -> None:
    def valued(parser: argparse.ArgumentParser) -> list[list[str]]:
        actions = [each for each in parser._actions if each.option_strings and each.nargs is None]
        return [sorted(action.option_strings, key=len) for action in actions]

    known = {long: short for short, long in sessions.VALUED.items()}
    assert known == {long: short for short, long in valued(build.get_parser())}
    ours = {name for (name,) in (names for names in valued(autobuild()) if len(names) == 1)}
    assert ours == sessions.VALUED_LIVE


def autobuild() -> argparse.ArgumentParser:
    """The options of sphinx-autobuild, parsed from its help, the only place that has them."""
    shown = subprocess.run(
        [sys.executable, "-m", "sphinx_autobuild", "--help"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    parser = argparse.ArgumentParser()
    options = shown.partition("autobuild options:")[2]
    for name, value in re.findall(r"^  (--[\w-]+)( [A-Z_]+)?", options, re.MULTILINE):
        parser.add_argument(name, action="store" if value else "store_true")
    return parser


@pytest.mark.parametrize(("short", "long"), sessions.VALUED.items())
def test_each_spelling_of_an_option_is_understood(short: str, long: str) -> None:
    spelt = (
        [short, "some-value"],
        [f"{short}some-value"],
        [f"{short}=some-value"],
        [f"{long}=some-value"],
        [long, "some-value"],
    )
    for given in spelt:
        assert sessions.separate([*given, "-q"]) == ([f"{long}=some-value", "-q"], [])
        assert sessions.separate(["-q", *given]) == (["-q", f"{long}=some-value"], [])
        ours = build.get_parser().parse_args([f"{long}={VALUES.get(long, 'some-value')}", "a", "b"])
        theirs = [part.replace("some-value", VALUES.get(long, "some-value")) for part in given]
        assert build.get_parser().parse_args([*theirs, "a", "b"]) == ours
    assert sessions.separate([f"-qE{short[1]}", "some-value"]) == (
        ["-q", "-E", f"{long}=some-value"],
        [],
    )
    # An error that sphinx-build reports.
    assert sessions.separate([short]) == ([short], [])
    assert sessions.separate([long]) == ([long], [])


#: Values of options that do not accept any text.
VALUES = {"--jobs": "2"}


@pytest.mark.parametrize(
    ("options", "builder"),
    [
        ([], ""),
        (["-b", "resume-report", "-q"], "resume-report"),
        (["-bresume-report"], "resume-report"),
        (["-b=resume-report"], "resume-report"),
        (["--builder", "resume-report"], "resume-report"),
        (["--builder=resume-report"], "resume-report"),
        (["-qbresume-report"], "resume-report"),
        (["-qb", "resume-report"], "resume-report"),
        (["-b", "text", "-b", "man"], "man"),
        (["-t", "-b", "-D", "project=-b"], ""),
        (["-q", "-b"], ""),
    ],
)
def test_an_option_names_the_builder(options: list[str], builder: str) -> None:
    assert sessions.builder_of(sessions.separate(options)[0]) == builder


def test_a_session_with_its_own_builder_accepts_no_other() -> None:
    session = FakeSession()
    resume = sessions.Project(Path(), Path("docs"), Path("build"))
    with pytest.raises(SystemExit, match="uses the builder latex; run nox -s html -- -b text for"):
        sessions.sphinx_build(session.nox, resume, "latex", ["--builder=text"])
    options = sessions.separate(["-t", "private"])[0]
    with pytest.raises(SystemExit, match="not built with the tag private"):
        sessions.sphinx_build(session.nox, resume, "html", options)


@pytest.mark.parametrize("name", ["CI", "READTHEDOCS"])
def test_servers_fail_on_warnings(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("READTHEDOCS", raising=False)
    assert sessions.strict() == ()
    monkeypatch.setenv(name, "true")
    assert "-W" in sessions.strict()
