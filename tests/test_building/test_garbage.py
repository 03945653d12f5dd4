"""Python's garbage collector during a build, and after it."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_resume.building import garbage
from tests.conftest import MYST_IS_OLD, MakeSite

pytestmark = MYST_IS_OLD


@pytest.fixture
def before() -> Iterator[tuple[int, int, int]]:
    """Thresholds as Python has them; an app that never built may have left others."""
    found = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield (700, 10, 10)
    gc.set_threshold(*found)


def test_thresholds_are_raised_only_during_a_build(
    career_site: MakeSite, before: tuple[int, int, int]
) -> None:
    seen = []
    app = SphinxTestApp("html", srcdir=career_site({"index.md": "# A\n"}).folder)
    app.connect("env-updated", lambda *_: seen.append(gc.get_threshold()))
    app.build()
    app.cleanup()
    assert seen[0][0] > before[0]
    assert gc.get_threshold() == before


def test_what_is_in_memory_before_a_build_is_not_traversed_during_it(
    career_site: MakeSite,
) -> None:
    seen = []
    app = SphinxTestApp("html", srcdir=career_site({"index.md": "# A\n"}).folder)
    app.connect("env-updated", lambda *_: seen.append(gc.get_freeze_count()))
    app.build()
    app.cleanup()
    assert seen[0] > 50_000  # what is imported
    assert gc.get_freeze_count() == 0


def test_the_end_of_a_process_does_not_take_its_memory_apart(career_site: MakeSite) -> None:
    folder = career_site({"index.md": "# A\n"}).folder
    code = """
        import atexit, gc, sys
        from sphinx.cmd.build import main
        # Called last, for what the build registers later is called first.
        atexit.register(lambda: print(len(gc.get_objects()) < 1000))
        sys.exit(main(sys.argv[1:]))
    """
    process = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), "-q", f"{folder}", f"{folder / 'out'}"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert process.stdout == "True\n"


@pytest.mark.parametrize(
    ("least", "pages", "collects"), [(0, 11, True), (0, 4, False), (10**9, 11, False)]
)
def test_garbage_is_collected_between_many_pages_if_much_has_come(
    career_site: MakeSite,
    monkeypatch: pytest.MonkeyPatch,
    *,
    least: int,
    pages: int,
    collects: bool,
) -> None:
    monkeypatch.setattr(garbage, "_GROWTH", 1)
    monkeypatch.setattr(garbage, "_LEAST", least)
    text = "# Page\n\nWith words.\n"
    others = {f"{number}.md": f"---\norphan: true\n---\n\n{text}" for number in range(1, pages)}
    site = career_site({"index.md": "# Home\n\n```{skill} Go\n```\n", **others})
    before = full_collections()
    site.build()
    assert (full_collections() > before) == collects


def test_what_processes_have_sent_is_collected(
    career_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage, "_LEAST", -(10**9))
    monkeypatch.setattr(garbage, "_PAGES", 10**9)
    pages = {f"{number}.md": "---\norphan: true\n---\n\n# Page\n" for number in range(8)}
    site = career_site({"index.md": "# Home\n", **pages})
    before = full_collections()
    site.build(parallel=2)
    # Between the messages of two processes or more, and once before others are forked.
    assert full_collections() - before > 2


def full_collections() -> int:
    return int(gc.get_stats()[2]["collections"])
