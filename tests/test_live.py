"""Builds of ``nox -s live`` are forks of a server that has imported their modules."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.sites import ROOT

pytestmark = pytest.mark.skipif(  # there, sphinx-autobuild starts processes as it always does
    sys.platform in {"win32", "darwin"}, reason="forks are not used on this platform"
)

EXTENSION = 'def setup(app):\n    app.config.html_title = "{title}"\n'

#: Has the server of sphinx-autobuild build as the arguments say, and prints what it sees then.
SERVER = """
import json, sys
from pathlib import Path
from sphinx_autobuild import build
from sphinx_resume.live import Forks

build.subprocess = Forks
builder = build.Builder(
    ["-q", "-b", "html", ".", "out"], url_host="x", pre_build_commands=[], post_build_commands=[]
)
seen = []
for title in sys.argv[1:]:
    Path("shout.py").write_text(title)
    builder(changed_paths=[])
    page = Path("out/index.html")
    seen.append(("shout" in sys.modules, page.read_text() if page.exists() else ""))
print("\\n" + json.dumps(seen))
"""


def built_after(edits: list[str], folder: Path) -> tuple[list[Any], str]:
    """Whether the server had imported the extension after each edit, the page, and the output."""
    (folder / "conf.py").write_text(
        'import sys\nsys.path.insert(0, ".")\nextensions = ["shout"]\nhtml_theme = "basic"\n'
    )
    (folder / "index.rst").write_text("Home\n====\n")
    done = subprocess.run(
        [sys.executable, "-c", SERVER, *edits],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "_ext")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), done.stdout


def test_an_edited_extension_is_reimported(tmp_path: Path) -> None:
    edits = [EXTENSION.format(title=title) for title in ("First", "Second title")]
    (first, second), _said = built_after(edits, tmp_path)
    assert (first[0], second[0]) == (True, True)  # the server has it at hand
    assert "First" in first[1]
    assert "Second title" in second[1]


def test_a_crashed_build_is_reported_and_later_builds_work(tmp_path: Path) -> None:
    crash = "import os\nos._exit(7)\n"
    (first, second), said = built_after([crash, EXTENSION.format(title="Well again")], tmp_path)
    assert first[1] == ""
    assert "Sphinx exited with exit code: 7" in said
    assert "Well again" in second[1]


#: Starts Sphinx, or what stands for it, twice in a server with commands beside it.
BESIDE = """
import sys
from pathlib import Path
from sphinx_resume import live

first = [sys.executable, "-c", "open('said', 'a').write('first ')"]
fails = [sys.executable, "-c", "open('said', 'a').write('fails '); raise SystemExit(3)"]
never = [sys.executable, "-c", "open('said', 'a').write('never ')"]
live.Forks.run_beside([first, fails, never])
build = [*live._SPHINX, "-q", "-b", "html", ".", "out"]
for times in (1, 2):
    live.Forks.run(build, check=True)
    while not Path("said").exists() or Path("said").read_text().count("fails") < times:
        continue
"""


def test_commands_run_beside_each_build_and_a_failure_is_reported(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text('html_theme = "basic"\n')
    (tmp_path / "index.rst").write_text("Home\n====\n")
    done = subprocess.run(
        [sys.executable, "-c", BESIDE],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "_ext")},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert (tmp_path / "said").read_text() == "first fails first fails "
    assert done.stdout.count("Exit code 3: ") == 2
    assert (tmp_path / "out" / "index.html").is_file()
