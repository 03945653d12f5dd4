"""Incremental builds give the same result as builds from scratch, whatever an author edits."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from difflib import unified_diff
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from jinja2.bccache import Bucket, BytecodeCache
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.testing.util import SphinxTestApp
from sphinx.util.build_phase import BuildPhase

from sphinx_resume.model.entries import ENTRY_TYPES
from tests.conftest import MYST_IS_OLD, Site
from tests.support.killing import killed
from tests.support.manuscript import (
    CHANGES,
    CONFIG,
    IDS,
    PAGES,
    TEXTS,
    WORDS,
    Block,
    Manuscript,
    Page,
    blocks,
    citations,
    crowds,
    paragraphs,
)
from tests.support.untouched import untouched

pytestmark = MYST_IS_OLD

NUMBERS = st.integers(0, 9)
BUILDERS = ("html", "text", "latex", "resume-report", "dirhtml")

#: What Sphinx itself leaves behind when configuration changes: a copy of an old file, and scripts
#: for a language that the site had before. See `test_sphinx_itself_leaves_these_behind`.
SPHINX_KEEPS = {".buildinfo.bak", "_static/english-stemmer.js", "_static/german-stemmer.js"}

#: Warnings by phase, builder and document; these are empty where they make no difference.
Ledger = dict[tuple[str, str, str], set[str]]


class Notes(logging.Handler):
    """Records the warnings of a build, and which documents it read and resolved."""

    def __init__(self, app: SphinxTestApp) -> None:
        super().__init__(logging.WARNING)
        self.app = app
        self.seen: list[logging.LogRecord] = []
        self.found: Ledger = {}
        self.read: set[str] = set()
        self.resolved: set[str] = set()
        self.checked = False
        app.connect("env-purge-doc", lambda _app, _env, docname: self.read.add(docname))
        app.connect("doctree-resolved", self._note_resolved)
        app.connect("env-check-consistency", self._note_check)

    def _note_resolved(self, _app: object, _doctree: object, docname: str) -> None:
        # llms.txt resolves a page again, with all logging suppressed.
        if self in logging.getLogger("sphinx").handlers:
            self.resolved.add(docname)

    def _note_check(self, *args: object) -> None:
        self.checked = True

    def emit(self, record: logging.LogRecord) -> None:
        if record in self.seen:  # Sphinx holds records back, and then logs them again
            return
        self.seen.append(record)
        location = getattr(record, "location", "")
        if isinstance(location, tuple):
            location = ":".join(map(str, location))
        elif not isinstance(location, str):
            location = f"{location.source}:{location.line}" if location is not None else ""
        kind = f"[{getattr(record, 'type', '')}.{getattr(record, 'subtype', '')}]"
        # Builders may log before Sphinx enters the phase of writing.
        by_builder = record.name.startswith("sphinx.sphinx.builders.")
        docname = self.app.env.current_document.docname
        key = self._key(self.app.builder.phase, docname, by_builder=by_builder)
        self.found.setdefault(key, set()).add(f"{location}: {record.getMessage()} {kind}")

    def _key(self, phase: BuildPhase, docname: str, *, by_builder: bool) -> tuple[str, str, str]:
        if phase is BuildPhase.CONSISTENCY_CHECK and not docname and not by_builder:
            return ("whole", "", "")
        if phase is BuildPhase.READING:
            return ("read", "", docname)
        return ("write", self.app.builder.name, docname)

    def enter(self, ledger: Ledger) -> None:
        """Replace in *ledger* the warnings about everything that this build has checked again."""
        for key in list(ledger):
            phase, builder, docname = key
            if (
                (phase == "read" and docname in self.read)
                or (phase == "whole" and self.checked)
                or (
                    phase == "write"
                    and builder == self.app.builder.name
                    and docname in {"", *self.resolved}
                )
                or (docname and docname not in self.app.env.all_docs)
            ):
                del ledger[key]
        for key, messages in self.found.items():
            ledger.setdefault(key, set()).update(messages)


@contextmanager
def without_chatter() -> Iterator[None]:
    """Log only warnings; other messages would take a quarter of the time."""
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def noted(app: SphinxTestApp) -> Iterator[Notes]:
    notes = Notes(app)
    logger = logging.getLogger("sphinx")
    logger.addHandler(notes)
    try:
        yield notes
    finally:
        logger.removeHandler(notes)


class Compiled(BytecodeCache):
    """Keep the templates that earlier builds compiled, which would take another quarter."""

    known: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key] = bucket.bytecode_to_string()


@without_chatter()
def build(site: Site, builder: str, folder: str, ledger: Ledger) -> dict[str, bytes]:
    """Build into a folder incrementally, and return all files in it by name."""
    with untouched(site.folder):
        app = SphinxTestApp(
            builder, srcdir=site.folder, builddir=site.folder / "_build" / folder, freshenv=False
        )
        if isinstance(app.builder, StandaloneHTMLBuilder):
            app.builder.templates.environment.bytecode_cache = Compiled()
        try:
            with noted(app) as notes:
                app.build()
        finally:
            app.cleanup()
    notes.enter(ledger)
    return {
        path.relative_to(app.outdir).as_posix(): path.read_bytes()
        for path in Path(app.outdir).rglob("*")
        if path.is_file()
    }


def warnings_of(ledger: Ledger, builder: str) -> set[str]:
    return {
        message
        for (_phase, name, _docname), messages in ledger.items()
        for message in messages
        if name in {"", builder}
    }


class Author(RuleBasedStateMachine):
    """Edits a career, and builds it after each edit: incrementally, and from scratch.

    All files of both must be equal to the byte, and so must the warnings: Sphinx repeats those
    about a page when it reads or writes that page, and those about the career when it has read
    anything. So the latest warnings about each page, and about the career, are those of a full
    build.
    """

    #: The number of edits, and of builds compared after them.
    steps = 0
    builds = 0
    theme = "basic"

    def __init__(self) -> None:
        super().__init__()
        self.site = Site(Path(tempfile.mkdtemp(prefix="same-")))
        self.text = Manuscript(theme=self.theme)
        self.builders: list[str] = ["html", "text"]
        self.ledger: Ledger = {}
        self.broken = False
        #: After how many written files to kill the next build.
        self.kill_at = 0

    def compare(self, builders: Iterable[str]) -> None:
        """Build incrementally and from scratch, and compare."""
        self.text.save(self.site)
        self.broken = True
        Author.steps += 1
        shutil.rmtree(self.site.folder / "_build" / "clean", ignore_errors=True)
        clean: Ledger = {}
        for builder in builders:
            Author.builds += 1
            if self.kill_at:
                killed(partial(build, self.site, builder, "kept", {}), self.kept, self.kill_at)
                self.kill_at = 0
            kept = build(self.site, builder, "kept", self.ledger)
            fresh = build(self.site, builder, "clean", clean)
            assert_same(builder, kept, fresh)
            missed = warnings_of(clean, builder) - warnings_of(self.ledger, builder)
            wrong = warnings_of(self.ledger, builder) - warnings_of(clean, builder)
            assert (missed, wrong) == (set(), set()), f"{builder}: not {missed}, but {wrong}"
        self.broken = False

    def teardown(self) -> None:
        try:
            if not self.broken:
                self.compare(BUILDERS)
        finally:
            shutil.rmtree(self.site.folder, ignore_errors=True)

    @property
    def kept(self) -> Path:
        return self.site.folder / "_build" / "kept"

    # Choices

    def page(self, number: int) -> tuple[str, Page]:
        found = list(self.text.pages.items())
        return found[number % len(found)]

    def block(self, number: int) -> Block | None:
        found = [block for page in self.text.pages.values() for block in page.blocks]
        return found[number % len(found)] if found else None

    # Edits: each changes the text, and the builds follow.

    @initialize(
        parts=st.dictionaries(
            st.sampled_from(PAGES), st.lists(blocks(), max_size=3), min_size=2, max_size=5
        )
    )
    def begin(self, parts: dict[str, list[Block]]) -> None:
        for name, found in parts.items():
            self.text.pages[name] = Page(name.title(), list(found))

    @rule(builders=st.lists(st.sampled_from(BUILDERS), min_size=1, max_size=3, unique=True))
    def take_turns(self, builders: list[str]) -> None:
        self.builders = builders

    @rule(name=st.sampled_from(PAGES), title=st.sampled_from(TEXTS), block=blocks())
    def add_page(self, name: str, title: str, block: Block) -> None:
        if name not in self.text.pages:
            self.text.pages[name] = Page(title, [block])

    @rule(number=NUMBERS)
    def remove_page(self, number: int) -> None:
        name, _page = self.page(number)
        if name != "index":
            del self.text.pages[name]

    @rule(number=NUMBERS, new=st.sampled_from(PAGES))
    def rename_page(self, number: int, new: str) -> None:
        name, page = self.page(number)
        if name != "index" and new not in self.text.pages:
            del self.text.pages[name]
            self.text.pages[new] = page

    @rule(number=NUMBERS, title=st.sampled_from(TEXTS))
    def retitle_page(self, number: int, title: str) -> None:
        self.page(number)[1].title = title

    @rule(
        number=NUMBERS,
        front=st.fixed_dictionaries(
            {},
            optional={
                "orphan": st.just("true"),
                "draft": st.just("true"),
                "nosearch": st.just("true"),
                "myst": st.sampled_from(
                    [f"{{substitutions: {{word: {word}}}}}" for word in ("alpha", "beta")]
                ),
            },
        ),
    )
    def change_front(self, number: int, front: dict[str, str]) -> None:
        self.page(number)[1].front = front

    @rule(number=NUMBERS)
    def list_or_not(self, number: int) -> None:
        page = self.page(number)[1]
        page.listed = not page.listed

    @rule(
        options=st.fixed_dictionaries(
            {},
            optional={
                "glob": st.just(""),
                "hidden": st.just(""),
                "numbered": st.just(""),
                "titlesonly": st.just(""),
                "reversed": st.just(""),
                "maxdepth": st.sampled_from(["1", "3"]),
                "caption": st.sampled_from(TEXTS),
            },
        ),
        freeze=st.booleans(),
    )
    def arrange(self, options: dict[str, str], freeze: bool) -> None:
        self.text.contents = options
        self.text.listing = None
        if freeze:
            self.text.listing = self.text.listed()

    @rule(number=NUMBERS, crowd=crowds())
    def add_crowd(self, number: int, crowd: list[Block]) -> None:
        self.page(number)[1].parts += crowd

    @rule(number=NUMBERS, part=st.one_of(blocks(), paragraphs()), section=st.booleans())
    def add_part(self, number: int, part: Block | str, section: bool) -> None:
        parts = self.page(number)[1].parts
        if section:
            parts.append("## Part go")
        parts.append(part)

    @rule(number=NUMBERS, index=NUMBERS)
    def remove_part(self, number: int, index: int) -> None:
        parts = self.page(number)[1].parts
        if parts:
            del parts[index % len(parts)]

    @rule(number=NUMBERS, index=NUMBERS, to=NUMBERS, copy=st.booleans())
    def move_part(self, number: int, index: int, to: int, copy: bool) -> None:
        parts = self.page(number)[1].parts
        if parts:
            part = parts[index % len(parts)] if copy else parts.pop(index % len(parts))
            self.page(to)[1].parts.insert(0, deepcopy(part))

    @rule(number=NUMBERS, data=st.data())
    def set_option(self, number: int, data: st.DataObject) -> None:
        block = self.block(number)
        if block is not None and CHANGES[block.name]:
            name = data.draw(st.sampled_from(sorted(CHANGES[block.name])))
            block.options[name] = data.draw(CHANGES[block.name][name])

    @rule(number=NUMBERS, index=NUMBERS)
    def drop_option(self, number: int, index: int) -> None:
        block = self.block(number)
        if block is not None and block.options:
            del block.options[sorted(block.options)[index % len(block.options)]]

    @rule(number=NUMBERS, ident=st.sampled_from(IDS), formerly=st.booleans())
    def rename_entry(self, number: int, ident: str, formerly: bool) -> None:
        block = self.block(number)
        if block is not None and block.argument:
            if formerly and "formerly" in CHANGES[block.name]:
                block.options["formerly"] = block.argument
            block.argument = ident

    @rule(number=NUMBERS, body=st.lists(paragraphs(), max_size=2))
    def rewrite_body(self, number: int, body: list[str]) -> None:
        block = self.block(number)
        if block is not None and block.name in ENTRY_TYPES:
            block.body = body

    @rule(data=st.data(), name=st.sampled_from(sorted(CONFIG)))
    def configure(self, data: st.DataObject, name: str) -> None:
        self.text.config[name] = data.draw(st.sampled_from(CONFIG[name]))

    @rule(text=st.one_of(citations(), st.sampled_from(WORDS)))
    def change_included(self, text: str) -> None:
        self.text.included = text

    @rule(at=st.integers(1, 90))
    def be_interrupted(self, at: int) -> None:
        """Kill a build, then build again."""
        self.kill_at = at

    @rule(at=st.integers(1, 60), number=NUMBERS, title=st.sampled_from(TEXTS))
    def be_interrupted_and_take_back(self, at: int, number: int, title: str) -> None:
        """Kill a build after an edit, and revert the edit before the next build."""
        page = self.page(number)[1]
        before = deepcopy(self.text)
        page.title = title
        page.parts = []
        self.text.save(self.site)
        killed(partial(build, self.site, self.builders[0], "kept", {}), self.kept, at)
        self.text = before

    @rule()
    def rest(self) -> None:
        """Build again without any change."""

    @invariant()
    def same(self) -> None:
        self.compare(self.builders)


class AuthorWithFuro(Author):
    """The same with furo, the theme of the real site, which shows the tree of pages on each."""

    theme = "furo"


def assert_same(builder: str, kept: dict[str, bytes], fresh: dict[str, bytes]) -> None:
    """Fail at the first difference, and show it."""
    __tracebackhide__ = True
    more, less = kept.keys() - fresh.keys() - SPHINX_KEEPS, fresh.keys() - kept.keys()
    assert (more, less) == (set(), set()), f"{builder}: {more} too much, {less} too little"
    for name in sorted(fresh, key=lambda name: (name.endswith(".png"), name)):
        if kept[name] != fresh[name]:
            one, two = (text.decode("utf-8", "replace") for text in (kept[name], fresh[name]))
            lines = unified_diff(one.splitlines(), two.splitlines(), "kept", "clean", lineterm="")
            raise AssertionError(f"{builder}, {name}:\n" + "\n".join(line[:2000] for line in lines))


def explore(machine: type[Author], examples: int, steps: int, **more: Any) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            **more,
        ),
    )


@pytest.mark.parametrize("author", [Author, AuthorWithFuro])
def test_incremental_builds_equal_clean_builds(author: type[Author]) -> None:
    explore(author, 3, 6, derandomize=True, database=None)


def test_sphinx_itself_leaves_these_behind(career_site: Callable[..., Site]) -> None:
    site = career_site({"conf.py": 'html_theme = "basic"\n', "index.rst": "Home\n====\n"})
    ledger: Ledger = {}
    build(site, "html", "kept", ledger)
    site.write({"conf.py": 'html_theme = "basic"\nlanguage = "de"\n'})
    kept = build(site, "html", "kept", ledger)
    fresh = build(site, "html", "clean", ledger)
    assert kept.keys() - fresh.keys() == SPHINX_KEEPS - {"_static/german-stemmer.js"}


@pytest.mark.parametrize(
    ("name", "old", "new", "page"),
    [
        ("index.rst", ":numbered:", ":hidden:", "one.html"),  # its number
        ("one.rst", "One\n", "Two\n", "more.html"),  # the title of the next page
        ("index.rst", "one\n", "", "more.html"),  # that there is a next page
    ],
)
def test_sphinx_itself_does_not_rewrite_these_pages(
    career_site: Callable[..., Site], name: str, old: str, new: str, page: str
) -> None:
    """If this fails, `sphinx_resume.building.incremental` can be simplified."""
    site = career_site(
        {
            "conf.py": 'html_theme = "basic"\n',
            "index.rst": "Home\n====\n\n.. toctree::\n   :numbered:\n\n   more\n   one\n",
            "one.rst": "One\n===\n",
            "more.rst": "More\n====\n",
        }
    )
    build(site, "html", "kept", {})
    site.replace(name, old, new)
    kept, fresh = (build(site, "html", folder, {}) for folder in ("kept", "clean"))
    assert kept[page] != fresh[page]


def test_sphinx_itself_forgets_what_another_builder_has_seen(
    career_site: Callable[..., Site],
) -> None:
    site = career_site(
        {
            "conf.py": 'html_theme = "basic"\n',
            "index.rst": "Home\n====\n\n.. include:: shared.txt\n",
            "shared.txt": "It rained.\n",
        }
    )
    build(site, "html", "kept", {})
    site.write({"shared.txt": "The sun shone.\n"})
    assert b"The sun shone." in build(site, "text", "kept", {})["index.txt"]
    assert b"The sun shone." not in build(site, "html", "kept", {})["index.html"]
