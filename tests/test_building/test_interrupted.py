"""Builds after an interrupted build, which may have left anything behind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from multiprocessing.context import ForkProcess
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import SphinxError

from tests.conftest import MYST_IS_OLD
from tests.support.killing import killed, refused

if TYPE_CHECKING:
    from tests.conftest import Site

pytestmark = [
    *MYST_IS_OLD,
    # Python 3.12 warns about how Sphinx forks.
    pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning"),
]


def as_from_nothing(site: Site, builder: str) -> bool:
    """Whether an incremental build gives the same result as one from scratch."""
    kept = site.build(builder)
    after = (kept.files, kept.warnings)
    site.clean()
    clean = site.build(builder)
    return after == (clean.files, clean.warnings)


def edit(site: Site) -> None:
    """Change an entry that several pages show."""
    site.replace("overview.md", "# ", "# An ")
    site.replace("work/acme.md", ":end: 2020-12", ":end: 2020-11")


def take_back(site: Site) -> None:
    site.replace("overview.md", "# An ", "# ")
    site.replace("work/acme.md", ":end: 2020-11", ":end: 2020-12")


@pytest.mark.parametrize(
    ("builder", "name"),
    [
        ("html", "overview.html"),
        ("html", "searchindex.js.tmp"),
        ("html", ".buildinfo"),
        ("html", "overview.doctree"),
        ("html", "environment.pickle"),
        ("text", "overview.txt"),
        ("latex", "acareer.tex"),
        ("resume-report", "report.txt"),
    ],
)
def test_a_build_recovers_from_one_killed_while_writing(
    career: Site, builder: str, name: str
) -> None:
    career.build(builder)
    edit(career)
    assert killed(partial(career.build, builder), career.folder, name)
    take_back(career)
    assert as_from_nothing(career, builder)


@pytest.mark.parametrize("name", ["overview.html", "overview.doctree"])
def test_a_build_recovers_from_a_killed_worker(career: Site, name: str) -> None:
    career.build()
    edit(career)
    build = partial(career.build, parallel=4)
    assert killed(build, career.folder, name, worker=True)
    take_back(career)
    assert as_from_nothing(career, "html")


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Kill each process that a build starts, before the next one starts."""
    start = ForkProcess.start

    def start_and_kill(process: ForkProcess) -> None:
        start(process)
        process.kill()
        process.join()

    with monkeypatch.context() as patch:
        patch.setattr(ForkProcess, "start", start_and_kill)
        yield


@pytest.mark.usefixtures("dying")
def test_a_build_fails_without_a_page_that_was_not_read(career: Site) -> None:
    career.build("text")
    for name in ("education", "interests", "overview", "skills"):
        career.replace(f"{name}.md", "# ", "# An ")
    lost = "these pages were not read: education, interests, overview, skills;"
    with pytest.raises(SphinxError, match=lost):
        career.build("text", parallel=2)
    assert as_from_nothing(career, "text")


@pytest.mark.usefixtures("dying")
def test_a_build_fails_without_a_page_that_was_not_written(career: Site) -> None:
    career.build("html")
    lost = "these pages were not written: index, interests, .* with -j 1 to see why"
    with pytest.raises(SphinxError, match=lost):
        career.build("text", parallel=4)
    assert as_from_nothing(career, "text")


@pytest.mark.parametrize(("builder", "fails"), [("html", True), ("text", False), ("latex", True)])
def test_a_build_recovers_from_refused_writes(career: Site, builder: str, fails: bool) -> None:
    """If a builder writes single pages itself, Sphinx only warns."""
    career.build(builder)
    edit(career)
    folder = career.folder / "_build" / builder
    assert refused(partial(career.build, builder), folder) == fails
    take_back(career)
    assert as_from_nothing(career, builder)
