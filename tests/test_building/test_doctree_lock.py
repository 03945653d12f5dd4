"""Two builds that share doctrees: the second waits for the first, and for its worker processes."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import SphinxError

from sphinx_resume.building import doctree_lock
from tests.conftest import MYST_IS_OLD
from tests.support.killing import killed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Site

pytestmark = MYST_IS_OLD

EXTENSIONS = os.pathsep.join(filter(None, sys.path))


def start(site: Site) -> subprocess.Popen[str]:
    """A build in its own process, as `nox -s html` and sphinx-autobuild start it."""
    return subprocess.Popen(
        [sys.executable, "-m", "sphinx", "-b", "html", ".", "_build/html", "-d", "_build/doctrees"],
        cwd=site.folder,
        env={**os.environ, "PYTHONPATH": EXTENSIONS},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def other(career: Site) -> Iterator[int]:
    """Another process, which holds the lock."""
    folder = career.folder / "_build" / "doctrees" / "sphinx_resume"
    folder.mkdir(parents=True)
    file = os.open(folder / "lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(file, fcntl.LOCK_EX)
    os.write(file, b"4711")
    yield file
    fcntl.flock(file, fcntl.LOCK_UN)
    os.close(file)


def test_concurrent_builds_give_the_result_of_a_single_one(career: Site) -> None:
    for round_ in range(2):
        builds = [start(career)]
        career.write({f"new-{round_}.md": "---\norphan: true\n---\n# New\n"})
        career.replace("work/acme.md", f":end: 202{round_}-", f":end: 202{round_ + 1}-")
        builds += [start(career), start(career)]
        said = [build.communicate()[0] for build in builds]
        assert [build.returncode for build in builds] == [0, 0, 0], said
    kept = career.build().files
    career.clean()
    assert kept == career.build().files


def test_a_build_waits_for_another_and_names_it(career: Site, other: int) -> None:
    threading.Timer(0.5, fcntl.flock, (other, fcntl.LOCK_UN)).start()
    built = career.build()
    said = built.app.status.getvalue()
    assert "waiting for another build (process 4711), which uses the same doctrees, to end" in said
    assert built.warnings == []


@pytest.mark.usefixtures("other")
def test_a_build_does_not_wait_forever(career: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctree_lock, "PATIENCE", 0)
    with pytest.raises(SphinxError, match=r"another build \(process 4711\) is still at work on"):
        career.build()


def test_the_lock_of_a_dead_build_is_ignored(career: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctree_lock, "PATIENCE", 0)
    assert killed(partial(career.build, "html"), career.folder, "overview.html")
    assert "waiting" not in career.build().app.status.getvalue()


def test_a_process_does_not_wait_for_itself(career: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctree_lock, "PATIENCE", 0)
    with monkeypatch.context() as patch:
        patch.setattr(doctree_lock, "give_back", lambda *_: None)
        first = career.build()
    assert first.warnings == career.build("text").warnings
