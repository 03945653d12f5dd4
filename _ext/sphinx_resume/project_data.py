"""Data that a build writes about a project, for commands that run outside of Sphinx."""

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
    """What a builder writes as JSON of the project with pages in a folder, by file name.

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
        # Its warnings are for the author, too, and go where they can be seen.
        done = subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=False)  # noqa: S603
        if done.returncode:
            raise SourceError(f"The pages in {docs} do not build; see above.")
        found = sorted(output.glob("*.json"))
        return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in found}


def _results(folder: Path, docs: Path) -> Path | None:
    """Where the results of a project are, so that pages that did not change are not read again.

    These are in ``build`` where a command is run, as those of ``nox``.
    """
    here = Path.cwd()
    if docs.resolve() == here or not folder.is_relative_to(here):
        return None
    return Path("build") / folder.relative_to(here)
