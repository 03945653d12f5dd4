"""The same short résumé made by RenderCV, for comparison."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_resume.domain import ResumeDomain
from sphinx_resume.model.dates import Date
from tests.bench.cost import ROOT, CommandError

VERSION: Final = "2.8"
#: It needs a newer Python than this project.
PYTHONS: Final = ("python3.14", "python3.13", "python3.12")
FOLDER: Final = ROOT / "build" / "bench" / "rendercv"
OPTIONS: Final = ("-nomd", "-nohtml", "-nopng")


def installed() -> Path:
    """Install the program in its own environment; raises `CommandError` if that fails."""
    program = FOLDER / "bin" / "rendercv"
    if not program.exists():
        python = _python()
        _call(python, "-m", "venv", "--clear", f"{FOLDER}")
        try:
            _call(f"{FOLDER / 'bin' / 'pip'}", "install", "-q", f"rendercv[full]=={VERSION}")
        except CommandError:
            shutil.rmtree(FOLDER)
            raise
    return program


def _python() -> str:
    for name in (sys.executable, *PYTHONS):
        check = "import sys; sys.exit(sys.version_info < (3, 12))"
        if shutil.which(name) and not subprocess.call(
            [name, "-c", check], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ):
            return name
    raise CommandError("it needs Python 3.12, which is not on this machine")


def _call(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        raise CommandError(lines[-1] if lines else f"{command[0]} failed")


def resume(env: BuildEnvironment) -> str:
    """The source for RenderCV, in JSON, which is valid YAML."""
    domain = env.domains["resume"]
    assert isinstance(domain, ResumeDomain)
    career = domain.career
    sections: dict[str, Any] = {
        "Experience": [
            {
                "company": position.organization,
                "position": position.title,
                "location": position.location,
                "start_date": position.start.isoformat() if position.start else None,
                "end_date": position.end.isoformat()
                if isinstance(position.end, Date)
                else "present",
                "highlights": list(_bullets(env, position.place.docname)),
            }
            for position in career.positions
        ],
        "Skills": [
            {"label": skill.title, "details": skill.category or "in use"} for skill in career.skills
        ],
    }
    return json.dumps({"cv": {"name": "A. N. Author", "sections": sections}}, ensure_ascii=False)


def _bullets(env: BuildEnvironment, docname: str) -> Iterator[str]:
    for item in env.get_doctree(docname).findall(nodes.list_item):
        yield " ".join(item.astext().split())
