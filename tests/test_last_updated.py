"""The date of a page comes from Git; without Git there is none, and no warning."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

CONF = """\
extensions = ["myst_parser", "sphinx_last_updated_by_git", "sphinx_resume"]
html_theme = "furo"
"""


def git(folder: Path, *command: str, date: str = "") -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    env = {**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    subprocess.run(["git", *who, *command], cwd=folder, check=True, capture_output=True, env=env)


def build(folder: Path, path: str = os.environ["PATH"]) -> str:
    """The date of the front page in a build with warnings as errors."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-E", ".", "out"]
    env = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "_ext"), "TZ": "Asia/Tokyo"}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = (folder / "out" / "index.html").read_text("utf-8")
    found = re.search(r"Last updated on ([^<]*)", page)
    return found[1] if found else ""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a page from March 2024, and a later commit to another file."""
    folder = tmp_path / "repository"
    folder.mkdir()
    ours = (ROOT / "conf.py").read_text("utf-8").splitlines()
    settings = [line for line in ours if line.startswith(("git_", "suppress_"))]
    (folder / "conf.py").write_text("\n".join([CONF, *settings, ""]), "utf-8")
    (folder / "index.md").write_text("# Start\n", "utf-8")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "One", date="2024-03-01T20:00:00+0000")
    (folder / "other.txt").write_text("else\n", "utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Two", date="2024-05-05T12:00:00+0000")
    return folder


def test_the_date_is_the_same_in_every_time_zone(repository: Path) -> None:
    assert build(repository) == "Mar 01, 2024"


def test_a_shallow_clone_has_no_dates(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "clone")
    assert build(tmp_path / "clone") == ""


def test_without_git_there_is_no_date(repository: Path, tmp_path: Path) -> None:
    assert build(repository, path=str(tmp_path)) == ""
    (repository / ".git").rename(tmp_path / "gone")
    assert build(repository) == ""
