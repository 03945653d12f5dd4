"""Fixtures that build small sites, and the complete résumés."""

from __future__ import annotations

import functools
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from hypothesis import settings
from sphinx.locale import translators
from sphinx.testing.util import SphinxTestApp

from sphinx_resume.sphinx_fixes import few_pages
from tests.support.guides import ABOUT
from tests.support.resumes import KNOWN, RESUMES
from tests.support.untouched import untouched

if TYPE_CHECKING:  # Node, browsers and parsers are imported only by tests that need them
    from bs4 import BeautifulSoup
    from playwright.sync_api import Browser

    from tests.support.sites import BuildSite
    from tests.web.tools import Tools

pytest_plugins = ["sphinx.testing.fixtures"]

#: Few examples, to notice quickly that something is broken: nox -s unit.
settings.register_profile("quick", max_examples=15)

ROOTS = Path(__file__).parent / "roots"

#: Tests that read the guides, which a fork may delete.
collect_ignore = (
    []
    if ABOUT.is_dir()
    else [
        "test_about.py",
        "test_class_names.py",
        "test_layers.py",
        "test_recipes.py",
        "test_tooling/test_fork.py",
    ]
)

CONF = """\
extensions = ["myst_parser", "sphinx_resume"]
exclude_patterns = ["_build"]
primary_domain = "resume"
resume_today = "2024-06-30"
html_theme = "basic"
html_show_copyright = False
"""

#: MyST 5 uses names that Sphinx 9 deprecates.
MYST_IS_OLD = [
    pytest.mark.filterwarnings(f"ignore:.*(BuildEnvironment|MystReferenceResolver).app:{category}")
    for category in ("DeprecationWarning", "PendingDeprecationWarning")
]


#: Fixtures that build sites.
BUILDING = frozenset({"built", "career_copy", "career_site", "make_app"})


@dataclass
class Built:
    """The result of a build: its output and its warnings."""

    app: SphinxTestApp
    #: Lines such as ``index.md:3: WARNING: … [resume.date]``.
    warnings: list[str]
    #: The files that the build created or rewrote, relative to the output folder.
    touched: set[str]
    _pages: dict[str, BeautifulSoup] = field(default_factory=dict, repr=False)

    @property
    def folder(self) -> Path:
        return Path(self.app.outdir)

    @property
    def written(self) -> set[str]:
        """The documents that were written, without pages that Sphinx adds."""
        suffix = getattr(self.app.builder, "out_suffix")  # noqa: B009 (not every builder has it)
        return {name for name in self.app.env.all_docs if f"{name}{suffix}" in self.touched}

    @property
    def files(self) -> dict[str, bytes]:
        """All files in the output folder by name, except Sphinx's copy of an older one."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file() and path.name != ".buildinfo.bak"
        }

    def source(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def page(self, docname: str = "index") -> BeautifulSoup:
        """A page, as parsed HTML."""
        from bs4 import BeautifulSoup

        if docname not in self._pages:
            self._pages[docname] = BeautifulSoup(self.source(f"{docname}.html"), "html.parser")
        return self._pages[docname]

    def html(self, docname: str = "index") -> str:
        """The content of an HTML page, without navigation."""
        body = self.page(docname).select_one("div.body")
        assert body is not None
        return str(body)

    def text(self, docname: str = "index") -> str:
        """A page of the text builder, without line breaks."""
        return " ".join(self.source(f"{docname}.txt").split())


@dataclass
class Site:
    """The sources of a site in a temporary folder."""

    folder: Path

    def write(self, pages: Mapping[str, str]) -> None:
        """Write files by name, with common indentation removed."""
        for name, text in pages.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Edit a file."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (self.folder / name).write_text(text.replace(old, new), encoding="utf-8")

    def remove(self, name: str) -> None:
        (self.folder / name).unlink()

    def build(
        self,
        builder: str = "html",
        *,
        parallel: int = 0,
        few: int = 0,
        only: Iterable[str] = (),
        tags: Iterable[str] = (),
        **config: Any,
    ) -> Built:
        """Build incrementally in this process; `only` some files if named.

        With `parallel`, processes are started for more than a `few` pages.
        """
        with untouched(self.folder), patch.object(few_pages, "FEW", few):
            app = SphinxTestApp(
                builder,
                srcdir=self.folder,
                parallel=parallel,
                confoverrides=config,
                freshenv=False,
                tags=list(tags),
            )
            before = self._times(app)
            try:
                app.build(filenames=[self.folder / name for name in only])
            finally:
                app.cleanup()
        after = self._times(app)
        lines = re.sub(r"\x1b\[[\d;]*m", "", app.warning.getvalue())
        lines = lines.replace(f"{self.folder}/", "")
        touched = {name for name, time in after.items() if before.get(name) != time}
        return Built(app, lines.splitlines(), touched)

    def clean(self) -> None:
        """Forget earlier builds."""
        shutil.rmtree(self.folder / "_build", ignore_errors=True)

    @staticmethod
    def _times(app: SphinxTestApp) -> dict[str, int]:
        out = Path(app.outdir)
        files = (path for path in out.rglob("*") if path.is_file())
        return {path.relative_to(out).as_posix(): path.stat().st_mtime_ns for path in files}


#: Creates a site from pages; see `career_site`.
MakeSite = Callable[[Mapping[str, str]], Site]


@pytest.hookimpl(tryfirst=True)  # before -m selects
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests that build a site, and deselect tests of résumés that are not here.

    A fork may have replaced them. Such tests have the name of the résumé among their parameters,
    possibly through a fixture, or in a mark.
    """
    others = {*KNOWN, "guides"} - {*RESUMES, *(["guides"] if ABOUT.is_dir() else [])}

    def is_here(item: pytest.Item) -> bool:
        given = (
            item.callspec.params.values()
            if isinstance(item, pytest.Function) and hasattr(item, "callspec")
            else ()
        )
        marked = (mark.args[0] for mark in item.iter_markers("about"))
        return others.isdisjoint({*marked, *(each for each in given if isinstance(each, str))})

    for item in items:
        if isinstance(item, pytest.Function) and not BUILDING.isdisjoint(item.fixturenames):
            item.add_marker("builds")
    config.hook.pytest_deselected(items=[item for item in items if not is_here(item)])
    items[:] = filter(is_here, items)


@pytest.fixture(autouse=True)
def forget_languages() -> Iterator[None]:
    """Reset the language: Sphinx keeps that of a build for later ones in the same process."""
    yield
    translators.clear()


@pytest.fixture(scope="session")
def rootdir() -> Path:
    return ROOTS


@pytest.fixture
def career_site(tmp_path: Path) -> MakeSite:
    """Creates a site from pages: ``career_site({"index.md": …})``."""

    def make(pages: Mapping[str, str]) -> Site:
        site = Site(tmp_path / "site")
        site.write({"conf.py": CONF, **pages})
        return site

    return make


@pytest.fixture(scope="session")
def career_copy(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Site]:
    """Copies a root; by default, ``test-career``."""

    def copy(root: str = "test-career") -> Site:
        folder = tmp_path_factory.mktemp(root) / "src"
        shutil.copytree(ROOTS / root, folder)
        return Site(folder)

    return copy


@pytest.fixture
def career(career_copy: Callable[..., Site]) -> Site:
    """A copy of the root ``test-career``, to edit."""
    return career_copy()


@pytest.fixture(scope="session")
def career_html(career_copy: Callable[..., Site]) -> Built:
    """The root ``test-career`` in HTML, to read."""
    return career_copy().build()


@pytest.fixture(scope="session")
def career_text(career_copy: Callable[..., Site]) -> Built:
    """The root ``test-career`` in plain text, to read."""
    return career_copy().build("text")


# --- The complete résumés, and tools to inspect them -------------------------------------------


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> BuildSite:
    """Builds a résumé by name, as on a server, unless a test in any process already has."""
    from filelock import FileLock

    from tests.support.sites import build

    folder = tmp_path_factory.getbasetemp()
    if worker_id != "master":  # processes of xdist have the parent of their folders in common
        folder = folder.parent

    @functools.cache
    def get(name: str) -> Path:
        output = folder / f"built-{name}"
        output.mkdir(exist_ok=True)
        with FileLock(output / "lock"):
            if not (output / "whole").exists():
                build(RESUMES[name], output)
                (output / "whole").touch()
        return output / "html"

    return get


@pytest.fixture(scope="session", params=["own"])
def site(built: BuildSite, request: pytest.FixtureRequest) -> Path:
    """The site of this repository's own résumé."""
    return built(request.param)


@pytest.fixture(scope="session", params=["hopper"])
def example(built: BuildSite, request: pytest.FixtureRequest) -> Path:
    """The site of the résumé in examples/."""
    return built(request.param)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    from tests.support.sites import served

    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def example_address(example: Path) -> Iterator[str]:
    from tests.support.sites import served

    with served(example) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from tests.support.sites import chromium

    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def web_tools() -> Tools:
    """The npm packages, installed once."""
    from tests.web.tools import install

    return install()
