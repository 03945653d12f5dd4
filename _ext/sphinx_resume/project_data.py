"""Runs builds that write data about a project, for commands outside Sphinx."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sphinx_resume.importing.source import SourceError
from sphinx_resume.new_page import configured


def data_of(docs: Path, builder: str) -> dict[str, Any]:
    """The JSON that a builder writes for the project with pages in *docs*, by file name.

    Raises `SourceError` if there is no project, or if it does not build.
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
        output = results / builder
        for stale in output.glob("*.json"):
            stale.unlink()
        command = [
            *(sys.executable, "-m", "sphinx", "-b", builder, "-q", "-c", f"{folder}"),
            *("-d", f"{results / 'doctrees' / 'export'}", f"{docs}", f"{output}"),
        ]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        # Warnings of the build are also for the author, so they are not captured.
        done = subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=False)  # noqa: S603
        if done.returncode:
            raise SourceError(f"The pages in {docs} do not build; see above.")
        found = sorted(output.glob("*.json"))
        return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in found}


def _results(folder: Path, docs: Path) -> Path | None:
    """The folder with previous results, so that unchanged pages are not read again.

    Like for ``nox``, it is ``build`` in the current folder.
    """
    here = Path.cwd()
    if docs.resolve() == here or not folder.is_relative_to(here):
        return None
    return Path("build") / folder.relative_to(here)
