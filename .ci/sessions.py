"""Helpers for the sessions of noxfile.py."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import nox

import programs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ROOT = Path(__file__).resolve().parents[1]
BUILD = Path("build")
DIST = BUILD / "dist"
#: The Markdown files that rumdl checks.
MARKDOWN = ("docs", "examples", "CONTRIBUTING.md", "README.md", "SECURITY.md")
PYPROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
CONSTRAINTS = ROOT / ".constraints.txt"  # the versions for all sessions except compat
STRICT = ("-n", "-W", "-E", "-a")  # on a server, only warnings that fail the build are noticed


#: Writes its second argument to the file named by the first.
_STAMP = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(sys.argv[2])"


def install(session: nox.Session, *groups: str, versions: str = "pinned") -> None:
    """Install the extension's dependencies and dependency *groups* of pyproject.toml.

    The *versions* are those that CONSTRAINTS pins, or the lowest or highest that pyproject.toml
    allows. Does nothing if the environment already has them.
    """
    if session.venv_backend == "none":  # nox --no-venv: use what is installed
        return
    requirements = requirements_of(*groups)
    pinned = ""
    if versions == "lowest":
        requirements = [*requirements, *lowest_versions(requirements_of("docs"))]
    elif versions == "pinned":
        pinned = CONSTRAINTS.read_text(encoding="utf-8")
    wanted = hashlib.sha256("\n".join([sys.version, *requirements, pinned]).encode()).hexdigest()
    stamp = session.env_dir / ".installed"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        session.install(*(("-c", f"{CONSTRAINTS}") if pinned else ()), *requirements)
        # Like the line above, this is skipped by nox -R.
        session.run_install("python", "-c", _STAMP, f"{stamp}", wanted, silent=True)


def requirements_of(*groups: str) -> list[str]:
    """The extension's dependencies, and those in dependency *groups* of pyproject.toml."""
    needed = PYPROJECT["project"]["dependencies"]
    return sorted({*needed, *nox.project.dependency_groups(PYPROJECT, *groups)})


def lowest_versions(requirements: Iterable[str]) -> list[str]:
    """The *requirements*, each pinned to the lowest version it allows."""
    return [re.sub(r">=\s*([\w.]+)[^;]*", r"==\1", requirement) for requirement in requirements]


def values_of(option: str, arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Take an option with a value out of *arguments*: its values, and the rest."""
    values, rest = [], []
    left = list(arguments)
    while left:
        argument = left.pop(0)
        name, equals, value = argument.partition("=")
        if name != option:
            rest.append(argument)
        elif equals or left:
            values.append(value if equals else left.pop(0))
    return values, rest


def names_document(arguments: Sequence[str]) -> bool:
    """Whether the first of the *arguments* is the name of a document, not a folder or option."""
    name = arguments[0] if arguments else "-"
    return not name.startswith("-") and not Path(name, "conf.py").is_file()


class Project(NamedTuple):
    """A résumé: the folders of its conf.py, its pages, and its results."""

    folder: Path
    source: Path
    output: Path


#: The options of sphinx-build that take a value.
VALUED = {
    "-A": "--html-define",
    "-D": "--define",
    "-b": "--builder",
    "-c": "--conf-dir",
    "-d": "--doctree-dir",
    "-j": "--jobs",
    "-t": "--tag",
    "-w": "--warning-file",
}
#: The ones that sphinx-autobuild adds.
VALUED_LIVE = frozenset(
    {"--delay", "--host", "--ignore", "--port", "--post-build", "--pre-build", "--re-ignore"}
    | {"--watch"}
)


def separate(arguments: Iterable[str]) -> tuple[list[str], list[str]]:
    """Separate options from other *arguments*.

    Options are normalized: ``-b text``, ``-btext``, ``-qb text``, and ``--builder text`` all become
    ``--builder=text``.
    """
    options, others = [], []
    left = list(arguments)
    while left:
        argument = left.pop(0)
        if not argument.startswith("-"):
            others.append(argument)
        elif argument.startswith("--"):
            takes_value = argument in VALUED_LIVE or argument in VALUED.values()
            options.append(f"{argument}={left.pop(0)}" if takes_value and left else argument)
        else:  # short options, the last of which may take a value
            letters = argument[1:]
            while letters:
                name, letters = f"-{letters[0]}", letters[1:]
                if name in VALUED and (letters or left):
                    value = letters.removeprefix("=") if letters else left.pop(0)
                    name, letters = f"{VALUED[name]}={value}", ""
                options.append(name)
    return options, others


def project(
    session: nox.Session, arguments: Sequence[str] | None = None
) -> tuple[Project, list[str]]:
    """The résumé that a session should build, and the options for sphinx-build.

    An argument after ``--`` may name the folder of another résumé, such as examples/hopper; its
    results go to build/examples/hopper/. Options are normalized by `separate`.
    """
    options, folders = separate(session.posargs if arguments is None else arguments)
    if len(folders) > 1:
        session.error(f"{' and '.join(folders)}: only one of them can be the folder of a résumé")
    folder = Path(*folders)
    if folders:
        if not (folder / "conf.py").is_file():
            session.error(
                f"There is no {folder / 'conf.py'}. An argument is the folder of a résumé, unless "
                "it is an option of sphinx-build"
            )
        if not folder.resolve().is_relative_to(ROOT):
            session.error(f"{folder} is outside this project")
        folder = folder.resolve().relative_to(ROOT)
    source = folder / "docs" if (folder / "docs").is_dir() else folder
    return Project(folder, source, BUILD / folder), options


def run_module(session: nox.Session, name: str, *arguments: str, log: bool = True) -> None:
    """Run a module of the extension or of the tests."""
    env = {"PYTHONPATH": os.pathsep.join(str(ROOT / name) for name in ("_ext", ".ci"))}
    session.run("python", "-m", name, *arguments, env=env, log=log)


def run_command(session: nox.Session, *command: str, group: str = "docs") -> None:
    """Run a command of the package with the session's arguments; without any, print its help."""
    install(session, group)
    run_module(session, "sphinx_resume", *command, *(session.posargs or ["--help"]))


def require(session: nox.Session, needs: Iterable[programs.Need]) -> None:
    """Make sure that *needs* are met: install them with apt if possible, else say how."""
    absent = programs.missing(needs)
    if absent and (apt := programs.apt_prefix()):
        packages = programs.packages_of((need for need, _ in absent), "apt")
        session.log(f"Installing with apt (takes minutes, once): {' '.join(packages)}")
        try:
            programs.apt_install(apt, packages, BUILD / "apt.log")
        except programs.InstallError as error:
            give_up(session, "apt-get failed", f"{error}")
        absent = programs.missing(needs)
    for need, names in absent:
        if need.without:
            session.warn(f"{', '.join(names)} not found: {need.without}")
    if not all(need.without for need, _ in absent):
        give_up(session, "Required programs are missing", programs.install_advice(absent))


def give_up(session: nox.Session, why: str, details: str) -> NoReturn:
    """End a session after printing *details* as they are; nox adds a period to the reason."""
    session.warn(f"\n{details}")
    session.error(why)


def on_server() -> bool:
    """Whether this runs on CI or Read the Docs."""
    return any(os.environ.get(name) for name in ("CI", "READTHEDOCS"))


def strict() -> tuple[str, ...]:
    """The additional options of sphinx-build on servers; see `STRICT`."""
    return STRICT if on_server() else ()


def builder_of(options: Iterable[str]) -> str:
    """The builder in *options* normalized by `separate`; empty if there is none."""
    named = [option for option in options if option.startswith("--builder=")]
    return named[-1].partition("=")[2] if named else ""


def sphinx_build(session: nox.Session, resume: Project, builder: str, options: list[str]) -> Path:
    """Run sphinx-build, and return the folder that it wrote."""
    if session.run(*sphinx_command(session, resume, builder, options)) is None:
        session.skip("nox --install-only builds nothing")
    return resume.output / builder


def start_sphinx_build(
    session: nox.Session, resume: Project, builder: str, options: list[str]
) -> Callable[[], None]:
    """Start sphinx-build beside other commands, and return what waits for it.

    Its output is printed only then, so that it is not mixed with theirs.
    """
    command = sphinx_command(session, resume, builder, options)
    path = os.pathsep.join([*(session.bin_paths or ()), os.environ["PATH"]])
    env = {**os.environ, **session.env, "PATH": path}
    if sys.stdout.isatty():
        env["FORCE_COLOR"] = "1"
    process = subprocess.Popen(
        [shutil.which(command[0], path=path) or command[0], *command[1:]],
        env={name: value for name, value in env.items() if value is not None},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )

    def finish() -> None:
        said, _ = process.communicate()
        session.log(shlex.join(command))
        print(said, end="", flush=True)
        if process.returncode:
            session.error(f"Exit code {process.returncode}: sphinx-build -b {builder} failed")

    return finish


def sphinx_command(
    session: nox.Session, resume: Project, builder: str, options: list[str]
) -> list[str]:
    """The command that builds a résumé, with *options* that fit its session."""
    if builder_of(options) not in {"", builder}:
        session.error(
            f"This session uses the builder {builder}; run nox -s html -- -b "
            f"{builder_of(options)} for the other one"
        )
    if "--tag=private" in options:
        session.error(
            "What this session builds is published, so it is not built with the tag private; run "
            "nox -s export -- --private, or sphinx-build with folders of its own"
        )
    doctrees = resume.output / "doctrees" / builder
    return [
        "sphinx-build",
        *("-b", builder, "-c", f"{resume.folder}", "-d", f"{doctrees}"),
        *("-j", "auto", *strict(), *options),
        f"{resume.source}",
        f"{resume.output / builder}",
    ]
