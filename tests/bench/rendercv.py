"""The same short résumé made by RenderCV, for comparison."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_resume.domain import ResumeDomain
from sphinx_resume.model.dates import Date
from tests.bench.cost import ROOT, CommandError, Cost, run

VERSION: Final = "2.8"
#: It needs a newer Python than this project.
PYTHONS: Final = ("python3.14", "python3.13", "python3.12")
FOLDER: Final = ROOT / "build" / "bench" / "rendercv"
#: Stands in for Typst's package of icons, which RenderCV would get from the network: without it
#: there is no PDF. No icon is used here.
STUB: Final = {
    "typst.toml": '[package]\nname = "fontawesome"\nversion = "0.6.0"\nentrypoint = "lib.typ"\n',
    "lib.typ": "#let fa-icon(name, ..options) = []\n",
}


def renderer(checkout: Path, folder: Path) -> Callable[[], Cost]:
    """What renders the short résumé of a checkout after an edit: PDF, PNGs, Markdown, and HTML.

    Raises:
        CommandError: RenderCV cannot be installed.

    """
    program, source = _installed(), folder / "rendercv.yaml"
    cache = FOLDER / "cache"
    package = cache / "typst" / "packages" / "preview" / "fontawesome" / "0.6.0"
    package.mkdir(parents=True, exist_ok=True)
    for name, text in STUB.items():
        (package / name).write_text(text, "utf-8")
    where = (checkout / "docs", checkout, folder / "app", folder / "app", "latex")
    with patch_docutils(), docutils_namespace():
        app = Sphinx(*where, status=None, warning=None)
        app.build()
        cv = _cv(app.env)
    edits = 0

    def render() -> Cost:
        nonlocal edits
        edits += 1
        cv["name"] = f"A. N. Author {edits}"
        source.write_text(json.dumps({"cv": cv}, ensure_ascii=False), "utf-8")  # JSON is YAML
        shutil.rmtree(folder / "rendercv_output", ignore_errors=True)
        cost = run(
            [f"{program}", "render", "-q", source.name], folder, {"XDG_CACHE_HOME": f"{cache}"}
        )
        made = {path.suffix for path in (folder / "rendercv_output").iterdir()}
        if absent := {".pdf", ".png", ".md", ".html"} - made:
            raise CommandError(f"RenderCV did not write {', '.join(sorted(absent))}")
        return cost

    return render


def _installed() -> Path:
    """The program, in an environment of its own."""
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
    raise CommandError("RenderCV needs Python 3.12, which is not on this machine")


def _call(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        raise CommandError(lines[-1] if lines else f"{command[0]} failed")


def _cv(env: BuildEnvironment) -> dict[str, Any]:
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
    return {"sections": sections}


def _bullets(env: BuildEnvironment, docname: str) -> Iterator[str]:
    for item in env.get_doctree(docname).findall(nodes.list_item):
        yield " ".join(item.astext().split())
