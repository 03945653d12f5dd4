"""Runs builds that write data about a project, for commands outside Sphinx."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sphinx_resume.building.private_pages import FOLDER, why_refused
from sphinx_resume.conditions import PRIVATE
from sphinx_resume.importing.source import SourceError
from sphinx_resume.model.slugs import close, did_you_mean
from sphinx_resume.new_page import configured


def data_of(docs: Path, builder: str, names: Iterable[str] = ()) -> dict[str, Any]:
    """The JSON that a builder writes for the project with pages in *docs*, by file name.

    If any of the *names* of documents is that of a private page, the build is private, and so is
    the folder that it writes into.

    Raises `SourceError` if there is no project, if it does not build, or if a server would read
    private pages.
    """
    if not docs.is_dir():
        raise SourceError(f"There is no folder {docs}.")
    folder = configured(docs)
    if folder is None:
        raise SourceError(
            f"There is no conf.py in {docs} or beside it; “sphinx-resume init” makes a project"
        )
    with TemporaryDirectory() as temporary:
        results = _results(folder, docs) or Path(temporary)
        doctrees = results / "doctrees" / "export"
        tags = []
        if private := sorted(_private(docs).intersection(names)):
            if refused := why_refused():
                raise SourceError(f"The private page “{private[0]}” is {refused}.")
            results /= FOLDER
            results.mkdir(mode=0o700, parents=True, exist_ok=True)
            results.chmod(0o700)  # in case it existed with other permissions
            doctrees = results / "doctrees"
            tags = ["-t", PRIVATE.expression]
        output = results / builder
        for stale in output.glob("*.json"):
            stale.unlink()
        command = [
            *(sys.executable, "-m", "sphinx", "-b", builder, "-q", "-c", f"{folder}"),
            *(*tags, "-d", f"{doctrees}", f"{docs}", f"{output}"),
        ]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        # Warnings of the build are also for the author, so they are not captured.
        done = subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=False)  # noqa: S603
        if done.returncode:
            raise SourceError(f"The pages in {docs} do not build; see above.")
        found = sorted(output.glob("*.json"))
        return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in found}


def no_such_document(name: str, known: Iterable[str], docs: Path) -> SourceError:
    """The error that a project has no document of a name, but others."""
    names = sorted(({*known} | _private(docs)) - {name})
    hint = did_you_mean(close(name, names)) or f"; there are {', '.join(names) or 'none'}"
    return SourceError(f"There is no document “{name}”{hint}")


def _private(docs: Path) -> set[str]:
    """The names of the documents that are made of private pages."""
    return {path.stem for path in (docs / FOLDER).rglob("*") if path.is_file()}


def _results(folder: Path, docs: Path) -> Path | None:
    """The folder with previous results, so that unchanged pages are not read again.

    Like for ``nox``, it is ``build`` in the current folder.
    """
    here = Path.cwd()
    if docs.resolve() == here or not folder.is_relative_to(here):
        return None
    return Path("build") / folder.relative_to(here)
