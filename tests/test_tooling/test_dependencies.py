"""The versions of Python and dependencies in pyproject.toml, and their consistency elsewhere."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import noxfile
import sessions

ROOT = Path(noxfile.__file__).parent
PROJECT: dict[str, Any] = sessions.PYPROJECT["project"]

#: The supported versions of Python.
PYTHONS = [
    name.rpartition(" ")[2]
    for name in PROJECT["classifiers"]
    if re.fullmatch(r"Programming Language :: Python :: 3\.\d+", name)
]


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=;\s]", requirement, maxsplit=1)[0] for requirement in requirements}


def imported() -> Iterator[str]:
    """The top-level packages that the extension imports."""
    for path in (ROOT / "_ext").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.partition(".")[0]


def test_what_the_extension_imports_is_declared() -> None:
    others = set(imported()) - sys.stdlib_module_names - {"resume_docs", "sphinx_resume"}
    brought_by = packages_distributions()
    needed = {brought_by[name][0].lower() for name in others}
    declared = [*PROJECT["dependencies"]]
    declared += [each for extra in PROJECT["optional-dependencies"].values() for each in extra]
    assert needed == names(declared) - {"tzdata"}  # which is data


@pytest.mark.parametrize(
    ("requirement", "lowest"),
    [
        ("sphinx>=9.0,<9.3", "sphinx==9.0"),
        ("furo>=2025.12.19", "furo==2025.12.19"),
        ("tzdata>=2024.1; sys_platform == 'win32'", "tzdata==2024.1; sys_platform == 'win32'"),
    ],
)
def test_the_lowest_version_is_the_first_in_a_requirement(requirement: str, lowest: str) -> None:
    assert sessions.lowest_versions([requirement]) == [lowest]


def test_every_requirement_of_a_resume_has_a_lowest_version() -> None:
    asked = sessions.requirements_of("docs")
    assert {"babel", "furo", "myst-parser", "sphinx"} <= names(asked)
    assert all("==" in pinned for pinned in sessions.lowest_versions(asked))


def test_ci_tests_each_python_with_the_lowest_and_highest_versions() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))
    job = workflow["jobs"]["tests"]
    assert job["strategy"]["matrix"] == {"python": PYTHONS, "versions": ["lowest", "highest"]}
    assert PYTHONS[0] == PROJECT["requires-python"].removeprefix(">=")
    assert any("nox -s 'compat-" in step.get("run", "") for step in job["steps"])


@pytest.mark.parametrize("name", [".ci/run", ".github/workflows/ci.yml", ".readthedocs.yaml"])
def test_ci_builds_the_pdfs_before_the_site_that_includes_them(name: str) -> None:
    assert re.search(r"nox -s (?:lint )?pdf (?:export )?html\b", (ROOT / name).read_text("utf-8"))


# --- Pinned versions ---------------------------------------------------------------------------


def pins() -> list[Requirement]:
    lines = sessions.CONSTRAINTS.read_text("utf-8").splitlines()
    return [Requirement(line) for line in lines if not line.startswith("#")]


def test_pins_are_versions_without_addresses() -> None:
    for pin in pins():
        (version,) = pin.specifier
        assert version.operator == "=="
        assert pin.url is None
        assert not Version(version.version).local


@pytest.mark.parametrize("python", PYTHONS)
def test_everything_is_pinned_to_an_allowed_version(python: str) -> None:
    """If this fails, run nox -s lock."""
    here = {"python_version": python, "python_full_version": f"{python}.0"}
    pinned: dict[str, str] = {}
    for pin in pins():
        if pin.marker is None or pin.marker.evaluate(here):
            assert pinned.setdefault(canonicalize_name(pin.name), str(pin.specifier)[2:])
    asked = sessions.requirements_of(*sessions.PYPROJECT["dependency-groups"])
    for each in map(Requirement, asked):
        if each.marker is None or each.marker.evaluate(here):
            assert each.specifier.contains(pinned[canonicalize_name(each.name)]), each


def run_python(_python: str, *arguments: str, **_options: object) -> None:
    subprocess.run([sys.executable, *arguments], check=True)


def test_skipped_installations_are_not_recorded(tmp_path: Path) -> None:
    session = Mock(env_dir=tmp_path, venv_backend="virtualenv")  # its run_install does nothing
    sessions.install(session, "docs")
    sessions.install(session, "docs")
    assert session.install.call_count == 2


def test_sessions_use_the_pins_unless_asked_for_other_versions(tmp_path: Path) -> None:
    installed: dict[str, tuple[str, ...]] = {}
    for versions in ("pinned", "lowest", "highest"):
        session = Mock(env_dir=tmp_path / versions, venv_backend="virtualenv")
        session.env_dir.mkdir()
        session.run_install.side_effect = run_python
        sessions.install(session, "docs", versions=versions)
        installed[versions] = session.install.call_args.args
        session.install.reset_mock()
        sessions.install(session, "docs", versions=versions)
        session.install.assert_not_called()  # already installed
    assert installed["pinned"][:2] == ("-c", str(sessions.CONSTRAINTS))
    assert "sphinx==9.0" in installed["lowest"]
    assert not {"-c", "sphinx==9.0"} & {*installed["highest"]}
