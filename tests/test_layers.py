"""The layers of the extension: imports point downwards only."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.guides import ABOUT, examples

PACKAGE = Path(__file__).parents[1] / "_ext" / "sphinx_resume"

(DRAWING,) = (each.text for each in examples(ABOUT / "contributing.md", "text") if "↓" in each.text)

#: From the bottom; the modules of a layer don't import each other, those of a folder may.
LAYERS = tuple(
    tuple(re.findall(r"\w+", " ".join(line.split("  ")[0] for line in layer.splitlines())))
    for layer in reversed(DRAWING.split("↓"))
)

MODULES = sorted(
    path.relative_to(PACKAGE).with_suffix("").as_posix() for path in PACKAGE.rglob("*.py")
)


def imports(module: str) -> Iterator[str]:
    """The full names of the modules that a module imports."""
    tree = ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports here have full names"
            names = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (name if _path(name) in MODULES else node.module or "" for name in names)


def _path(name: str) -> str:
    """A module as it stands in MODULES, if it is one of the package."""
    return name.removeprefix("sphinx_resume.").replace(".", "/") if "." in name else ""


def own_imports(module: str) -> set[str]:
    """The modules of the package, by folder or name, that a module imports."""
    names = (name.split(".") for name in imports(module))
    return {name[1] for name in names if name[0] == "sphinx_resume" and len(name) > 1}


def level(name: str) -> int:
    found = [number for number, layer in enumerate(LAYERS) if name in layer]
    assert found, f"{name} is in none of the LAYERS: put it in the lowest that it can be in"
    return found[0]


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_downwards(module: str) -> None:
    folder = module.partition("/")[0]
    upwards = {name for name in own_imports(module) if level(name) >= level(folder)}
    assert upwards <= ({folder} if "/" in module else set())


def test_every_module_is_in_one_layer_of_the_drawing() -> None:
    names = [name for layer in LAYERS for name in layer]
    assert sorted(names) == sorted({module.split("/")[0] for module in MODULES})


def test_no_imports_go_round_in_circles() -> None:
    graph = {module: {_path(name) for name in imports(module)} for module in MODULES}
    assert {*TopologicalSorter(graph).static_order()} >= {*MODULES}


#: These know neither Sphinx nor docutils, and are tested without them.
PURE = {name for layer in LAYERS[: level("career") + 1] for name in layer}
#: Neither do these; a finding's way to the log is all that is between them and Sphinx.
NEARLY_PURE = {"audits", "checks", "structured"}


@pytest.mark.parametrize("module", sorted(PURE | NEARLY_PURE))
def test_pure_modules_know_neither_sphinx_nor_docutils(module: str) -> None:
    outside = {name.split(".")[0] for name in imports(module)}
    assert not outside & {"docutils", "myst_parser", "sphinx"}
    assert own_imports(module) <= PURE | ({"logging"} if module in NEARLY_PURE else set())


@pytest.mark.parametrize("module", [m for m in MODULES if m.startswith("views/")])
def test_views_know_no_builder_and_no_environment(module: str) -> None:
    known = {name for name in imports(module) if name.split(".")[0] == "sphinx"}
    assert known <= {"sphinx", "sphinx.locale"}
