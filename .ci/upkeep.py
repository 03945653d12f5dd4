"""Upkeep of the project: message catalogues, and the versions of dependencies."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from sessions import BUILD, CONSTRAINTS, PYPROJECT, give_up, requirements_of

if TYPE_CHECKING:
    import nox

LOCALE = Path("_ext/sphinx_resume/locale")


def update_catalogues(session: nox.Session, new: list[str]) -> None:
    """Update the message catalogues from the code, add *new* languages, and compile them."""
    BUILD.mkdir(exist_ok=True)
    template = BUILD / "sphinx_resume.pot"
    plain = ("--no-location", "--sort-output", "--project=sphinx-resume", "--version=1")
    session.run("pybabel", "-q", "extract", *plain, "-o", f"{template}", "_ext/sphinx_resume")
    catalogues = ("-D", "sphinx_resume", "-d", f"{LOCALE}")
    for language in new:
        session.run("pybabel", "-q", "init", *catalogues, "-i", f"{template}", "-l", language)
    # No fuzzy matching: new messages are left empty, which a test reports.
    exact = ("--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date", "-w", "98")
    session.run("pybabel", "-q", "update", *catalogues, "-i", f"{template}", *exact)
    session.run("pybabel", "compile", *catalogues, "--statistics")


def pin_versions(session: nox.Session, *options: str) -> None:
    """Resolve the requirements of all sessions for all Pythons into `CONSTRAINTS`."""
    asked = Path(session.create_tmp(), "asked.txt")
    asked.write_text("\n".join(requirements_of(*PYPROJECT["dependency-groups"])), "utf-8")
    session.run(
        *("uv", "pip", "compile", "--quiet", "--universal", "--no-annotate", "--no-config"),
        *("--python-version", PYPROJECT["project"]["requires-python"].removeprefix(">=")),
        *("--custom-compile-command", "nox -s lock"),
        *("--output-file", f"{CONSTRAINTS}", f"{asked}", *options),
    )


def find_vulnerabilities(session: nox.Session, *options: str) -> str:
    """Look for known vulnerabilities in `CONSTRAINTS`, and fail if there are any."""
    done = subprocess.run(
        [
            *(f"{Path(session.bin) / 'pip-audit'}", "--strict", "--progress-spinner", "off"),
            *("--disable-pip", "--no-deps", "-r", f"{CONSTRAINTS}", *options),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        reason = done.stdout.strip() or done.stderr.strip().splitlines()[-1]
        give_up(session, "Vulnerabilities were found, or the data could not be reached", reason)
    return done.stderr.strip().splitlines()[-1]
