"""The layers of the extension: imports point downwards only."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.support.guides import ABOUT, examples

PACKAGE = Path(__file__).parents[1] / "_ext" / "sphinx_resume"

(DRAWING,) = (each.text for each in examples(ABOUT / "contributing.md", "text") if "↓" in each.text)

#: From the bottom; the modules of a layer don't import each other, those of a folder may.
LAYERS = tuple(
    tuple(re.findall(r"\w+/?", " ".join(line.split("  ")[0] for line in layer.splitlines())))
    for layer in reversed(DRAWING.split("↓"))
)

MODULES = sorted(
    path.relative_to(PACKAGE).with_suffix("").as_posix() for path in PACKAGE.rglob("*.py")
)


def room(module: str) -> str:
    """The name of a module in the drawing: its own, or that of its folder."""
    folder, slash, _name = module.partition("/")
    return folder + slash


def imports(module: str) -> Iterator[str]:
    """The full names of the modules that a module imports."""
    tree = ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports here have full names"
            names = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (name if _path(name) else node.module or "" for name in names)


def _path(name: str) -> str:
    """The name of a module in MODULES, if it is part of the package."""
    head, _, rest = name.partition(".")
    path = rest.replace(".", "/")
    found = [each for each in (path, f"{path}/__init__".lstrip("/")) if each in MODULES]
    return found[0] if found and head == "sphinx_resume" else ""


def own_imports(module: str) -> set[str]:
    """The modules of the package that a module imports."""
    return {path for name in imports(module) if (path := _path(name))}


def level(name: str) -> int:
    found = [number for number, layer in enumerate(LAYERS) if name in layer]
    assert found, f"{name} is in none of the LAYERS: put it in the lowest that it can be in"
    return found[0]


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_downwards(module: str) -> None:
    own = room(module)
    rooms = {room(each) for each in own_imports(module)}
    upwards = {name for name in rooms if level(name) >= level(own)}
    assert upwards <= ({own} if "/" in own else set())


def test_every_module_is_in_exactly_one_layer() -> None:
    names = [name for layer in LAYERS for name in layer]
    assert sorted(names) == sorted({room(module) for module in MODULES})


def test_there_are_no_import_cycles() -> None:
    graph = {module: own_imports(module) for module in MODULES}
    assert {*TopologicalSorter(graph).static_order()} >= {*MODULES}


#: These import neither Sphinx nor docutils, and are tested without them.
PURE = {module for module in MODULES if room(module) == "model/"}
#: Neither do these, except that findings are logged through Sphinx.
NEARLY_PURE = {module for module in MODULES if room(module) == "checks/"} | {"html/jsonld"}
FINDINGS = "checks/findings"


@pytest.mark.parametrize("module", sorted(PURE | NEARLY_PURE))
def test_pure_modules_import_neither_sphinx_nor_docutils(module: str) -> None:
    outside = {name.split(".")[0] for name in imports(module)}
    if module != FINDINGS:
        assert not outside & {"docutils", "myst_parser", "sphinx"}
    assert own_imports(module) <= (PURE if module in PURE else PURE | NEARLY_PURE)


@pytest.mark.parametrize("module", [m for m in MODULES if m.startswith("views/")])
def test_views_use_neither_builder_nor_environment(module: str) -> None:
    known = {name for name in imports(module) if name.split(".")[0] == "sphinx"}
    assert known <= {"sphinx", "sphinx.locale"}


@pytest.mark.parametrize("package", [m for m in MODULES if m.endswith("/__init__")])
def test_no_module_shadows_a_name_in_its_package(package: str) -> None:
    """A module becomes an attribute of its package, replacing anything of the same name."""
    folder = PACKAGE / package.removesuffix("__init__")
    tree = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
    brought = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("sphinx_resume")
        for alias in node.names
    }
    assert not brought & {path.stem for path in folder.iterdir()}
