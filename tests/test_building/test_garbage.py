"""Python's garbage collector during a build, and after it."""

from __future__ import annotations

import gc
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


@pytest.mark.parametrize(("least", "collects"), [(0, True), (10**9, False)])
def test_garbage_is_collected_between_pages_if_much_has_come(
    career_site: MakeSite, monkeypatch: pytest.MonkeyPatch, *, least: int, collects: bool
) -> None:
    monkeypatch.setattr(garbage, "_GROWTH", 1)
    monkeypatch.setattr(garbage, "_LEAST", least)
    before = full_collections()
    career_site({"index.md": "# Home\n\n```{skill} Go\n```\n"}).build()
    assert (full_collections() > before) == collects


def full_collections() -> int:
    return int(gc.get_stats()[2]["collections"])
