"""In a fork made as described in the guide, tests run only for existing résumés."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import resumes
from tests.support.guides import ABOUT, examples

ROOT = Path(__file__).parents[2]


@pytest.fixture
def fork(tmp_path: Path) -> Path:
    """A copy of the project, with pages and settings of a fictitious person."""
    folder = tmp_path / "fork"
    unwanted = ("build", ".*_cache", ".nox", ".git", "__pycache__", "private.toml", "node_modules")
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*unwanted))
    for path in sorted((folder / "docs").iterdir()):
        if path.name != "about":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for example in examples(ABOUT / "reuse.md", "markdown"):
        (folder / example.caption).write_text(example.text, "utf-8")
    conf = (folder / "conf.py").read_text("utf-8")
    conf += 'resume_name = "Quirin Beispiel"\nlanguage = "de"\nhtml_theme = "alabaster"\n'
    (folder / "conf.py").write_text(conf, "utf-8")
    return folder


def pytest_in(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if "PYTEST" not in name},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_tests_of_a_missing_resume_are_deselected(fork: Path) -> None:
    collected = pytest_in(fork, "--collect-only")
    assert "deselected" in collected
    assert "test_builders.py::test_latex" in collected
    assert "tests/test_site.py::" not in collected
    assert "tests/test_tooling/test_live.py::" not in collected
    # Tests that need the guides and their examples, and the settings.
    pytest_in(fork, "tests/test_about.py", "tests/test_layers.py", "tests/test_last_updated.py")


@pytest.mark.slow
def test_guides_and_example_may_be_deleted(fork: Path) -> None:
    shutil.rmtree(fork / "docs" / "about")
    shutil.rmtree(fork / "examples")
    collected = pytest_in(fork, "--collect-only")
    assert "test_builders.py::test_latex" in collected
    for gone in ("test_about", "test_site", "test_examples", "test_fork"):
        assert f"{gone}.py::" not in collected


@pytest.mark.about("own")
def test_a_resume_counts_as_present_if_most_of_its_pages_exist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Deleting one of its pages fails tests instead of skipping them."""
    monkeypatch.setattr(resumes, "KNOWN", {"own": tmp_path})
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    for name, still in (("stripe", True), ("ryte", True), ("wayfair", False)):
        (tmp_path / "docs" / "experience" / f"{name}.md").unlink()
        assert resumes.is_here("own") is still
