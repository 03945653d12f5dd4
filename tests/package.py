"""The package as others get it, used far from this repository: ``nox -s wheel``.

Its name is not that of a test module, because it needs the package index for a new environment.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from email.parser import Parser
from pathlib import Path
from typing import Final

import pytest
from packaging.metadata import Metadata

import sessions
import sphinx_resume
from sphinx_resume.model.entries import ENTRY_TYPES
from tests.support.guides import ABOUT, examples, write_pages

ROOT: Final = Path(__file__).parents[1]
SOURCES: Final = ROOT / "_ext"
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NAME: Final = f"sphinx_resume-{sphinx_resume.__version__}"


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command isolated from this repository, and return its output."""
    ours = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={name: value for name, value in os.environ.items() if name not in ours},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def dist() -> Path:
    """The folder of the sdist and of the wheel built from it, as they are published."""
    return ROOT / sessions.DIST


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (path,) = dist.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with the package, what its guides use, and dependencies."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", folder, cwd=folder)
    program = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    others = ("myst-parser", "furo", "sphinx-design")
    run(program, "-m", "pip", "install", "-q", wheel, *others, cwd=folder)
    return program


@pytest.fixture(scope="module")
def resume(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A résumé as docs/about describes it, with the conf.py of reuse.md."""
    folder = tmp_path_factory.mktemp("résumé of mine")
    write_pages(folder)
    conf = [example.text for example in examples(ABOUT / "reuse.md", "python")]
    # For docs/about: what makes its reference is beside the package, and no part of it.
    shutil.copytree(SOURCES / "resume_docs", folder / "_ext" / "resume_docs")
    ours = [
        "html_theme = 'furo'\n",
        "import sys\n",
        "sys.path.insert(0, '_ext')\n",
        "extensions += ['sphinx_design', 'resume_docs']\n",
    ]
    (folder / "conf.py").write_text("".join([*conf, *ours]), "utf-8")
    return folder


def package_files() -> Iterator[str]:
    """All files of the extension, except bytecode."""
    for path in (SOURCES / "sphinx_resume").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(SOURCES).as_posix()


def test_the_wheel_contains_only_the_extension(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    used = {name for name in package_files() if not name.endswith(".po")}  # which translators need
    licenses = {f"licenses/{name}" for name in PROJECT["license-files"]}
    about = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", *licenses}
    assert names == {*used, *(f"{NAME}.dist-info/{name}" for name in about)}
    assert "sphinx_resume/py.typed" in names
    assert {Path(name).suffix for name in names} >= {".cls", ".css", ".lua", ".mo", ".sty"}


def test_the_sdist_contains_the_sources_of_the_wheel(dist: Path) -> None:
    with tarfile.open(dist / f"{NAME}.tar.gz") as archive:
        names = {name.removeprefix(f"{NAME}/") for name in archive.getnames()}
    about = {"CHANGELOG.md", "LICENSE", "PKG-INFO", "README.md", "pyproject.toml", ".gitignore"}
    assert names == {*(f"_ext/{name}" for name in package_files()), *about}


def test_the_wheel_requires_what_pyproject_declares(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read(f"{NAME}.dist-info/METADATA").decode()
    metadata = Parser().parsestr(text)
    assert metadata["Requires-Python"] == PROJECT["requires-python"]
    asked = {line.partition(";")[0].rstrip("<>=.,0123456789") for line in PROJECT["dependencies"]}
    named = {
        line.partition(";")[0].rstrip("<>=.,0123456789")
        for line in metadata.get_all("Requires-Dist", [])
        if "extra ==" not in line
    }
    assert named == asked


def test_package_indexes_accept_the_metadata(dist: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        of_wheel = archive.read(f"{NAME}.dist-info/METADATA")
    with tarfile.open(dist / f"{NAME}.tar.gz") as archive:
        file = archive.extractfile(f"{NAME}/PKG-INFO")
        assert file is not None
        assert file.read() == of_wheel
    metadata = Metadata.from_email(of_wheel, validate=True)
    assert (metadata.name, str(metadata.version)) == (PROJECT["name"], sphinx_resume.__version__)
    assert metadata.description_content_type == "text/markdown"
    assert metadata.description == (ROOT / "README.md").read_text("utf-8")


def test_a_tag_matches_the_version_and_the_changelog() -> None:
    """Without a tag, changes are under “Unreleased”."""
    is_tag = os.environ.get("GITHUB_REF_TYPE") == "tag"
    tag = os.environ["GITHUB_REF_NAME"] if is_tag else f"v{sphinx_resume.__version__}"
    heading = f"## [{sphinx_resume.__version__}] - 20" if is_tag else "## [Unreleased]"
    assert tag == f"v{sphinx_resume.__version__}"
    assert f"\n{heading}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_declared_dependencies_suffice(python: Path, tmp_path: Path) -> None:
    run(python, "-m", "pip", "check", cwd=tmp_path)
    where = run(python, "-c", "import sphinx_resume; print(sphinx_resume.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(python.parents[1])


@pytest.mark.parametrize(
    ("builder", "made"),
    [
        ("html", ["index.html", "resume.html", "_static/sphinx_resume.css"]),
        ("latex", ["resume.tex", "portfolio.tex", "sphinxresume.cls", "sphinxportfolio.cls"]),
        ("text", ["positions/example-works.txt"]),
        ("resume-report", ["report.json"]),
    ],
)
def test_a_resume_builds_outside_this_repository(
    builder: str, made: list[str], python: Path, resume: Path, tmp_path: Path
) -> None:
    strict = ("-n", "-W", "--keep-going", "-E", "-j", "2")
    command = (python, "-m", "sphinx", "-b", builder, *strict, "-c", ".", "docs", tmp_path / "out")
    said = run(*command, cwd=resume)
    assert "build succeeded." in said
    assert [name for name in made if not (tmp_path / "out" / name).is_file()] == []


def test_init_creates_a_project_that_installs_the_wheel(
    python: Path, wheel: Path, tmp_path: Path
) -> None:
    sample = ROOT / "tests" / "samples" / "json-resume.json"
    program = python.with_name("sphinx-resume")
    said = run(program, "init", "mine", "--from", sample, "--language", "de", cwd=tmp_path)
    assert "The result builds without a warning." in said
    asked = tomllib.loads((tmp_path / "mine" / "pyproject.toml").read_text("utf-8"))
    assert f"sphinx-resume @ {wheel.as_uri()}" in asked["dependency-groups"]["docs"]
    strict = ("-n", "-W", "-q", "-b", "html", "-c", ".", "docs", "out")
    run(python, "-m", "sphinx", *strict, cwd=tmp_path / "mine")


def test_new_creates_pages_there(python: Path, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for kind in ENTRY_TYPES:
        said = run(python, "-m", "sphinx_resume.new_page", kind, f"my-{kind}", cwd=tmp_path)
        assert "Result: docs" in said
