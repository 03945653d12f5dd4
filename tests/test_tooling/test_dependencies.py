"""What pyproject.toml says of Pythons and versions, and that nothing contradicts it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import yaml

import noxfile

ROOT = Path(noxfile.__file__).parent
PROJECT: dict[str, Any] = noxfile.PYPROJECT["project"]


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
    others = set(imported()) - sys.stdlib_module_names - {"sphinx_resume"}
    brought_by = packages_distributions()
    needed = {brought_by[name][0].lower() for name in others}
    assert needed == names(PROJECT["dependencies"]) - {"tzdata"}  # which is data


@pytest.mark.parametrize(
    ("requirement", "lowest"),
    [
        ("sphinx>=9.0,<9.3", "sphinx==9.0"),
        ("furo>=2025.12.19", "furo==2025.12.19"),
        ("tzdata>=2024.1; sys_platform == 'win32'", "tzdata==2024.1; sys_platform == 'win32'"),
    ],
)
def test_the_lowest_version_is_the_one_named_first(requirement: str, lowest: str) -> None:
    assert noxfile.lowest_versions([requirement]) == [lowest]


def test_every_requirement_of_a_resume_has_a_lowest_version() -> None:
    asked = noxfile.requirements_of("docs")
    assert {"babel", "furo", "myst-parser", "sphinx"} <= names(asked)
    assert all("==" in pinned for pinned in noxfile.lowest_versions(asked))


def test_servers_test_each_python_with_the_lowest_and_highest_versions() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))
    job = workflow["jobs"]["tests"]
    pythons = [
        name.rpartition(" ")[2]
        for name in PROJECT["classifiers"]
        if re.fullmatch(r"Programming Language :: Python :: 3\.\d+", name)
    ]
    assert job["strategy"]["matrix"] == {"python": pythons, "versions": ["lowest", "highest"]}
    assert pythons[0] == PROJECT["requires-python"].removeprefix(">=")
    assert any("nox -s 'compat-" in step.get("run", "") for step in job["steps"])
