"""Pages without scripts or styles: every fact is there, in order."""

from __future__ import annotations

import functools
import pickle
import re
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from playwright.sync_api import Browser

from sphinx_resume.config import today
from sphinx_resume.model.career import Career
from sphinx_resume.model.dates import date_text
from sphinx_resume.model.entry import Entry
from tests.support.sites import BuildSite, served

Pages = dict[str, str]
Reading = Callable[..., Pages]


def plain(text: str) -> str:
    """The words, without whitespace and the permalinks of headings."""
    return " ".join(text.replace("¶", " ").replace("'", "’").split()).casefold()


def read(browser: Browser, folder: Path, *, scripts: bool, styles: bool) -> Pages:
    """The text of each page's article."""
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    if not styles:
        page.route("**/*.css*", lambda route: route.abort())
    texts = {}
    with served(folder) as address:
        for path in sorted(folder.rglob("*.html")):
            name = path.relative_to(folder).as_posix()
            page.goto(f"{address}/{name}")
            page.evaluate("document.querySelector('.resume-filter')?.remove()")  # has no facts
            texts[name.removesuffix(".html")] = plain(page.locator("article").inner_text())
    context.close()
    return texts


@pytest.fixture(scope="module")
def reading(browser: Browser) -> Reading:
    """Reads pages, with a cache."""
    return functools.cache(functools.partial(read, browser))


@pytest.fixture(scope="module", params=["own", "hopper"])
def folder(request: pytest.FixtureRequest, built: BuildSite) -> Path:
    return built(request.param)


@pytest.fixture(scope="module", params=[True, False], ids=["styles", "no styles"])
def bare(request: pytest.FixtureRequest, folder: Path, reading: Reading) -> Pages:
    """The text of pages without scripts, with or without styles."""
    return reading(folder, scripts=False, styles=request.param)


@pytest.fixture(scope="module")
def whole(folder: Path, reading: Reading) -> Pages:
    """The text of pages with scripts and styles."""
    return reading(folder, scripts=True, styles=True)


@pytest.fixture(scope="module")
def career(folder: Path) -> Career:
    """The career shown on the pages."""
    environment: Any = pickle.loads(
        (folder.parent / "doctrees" / "environment.pickle").read_bytes()
    )
    known = environment.domaindata["resume"]
    return Career(
        (each.item for each in chain(*known["entries"].values())),
        (each.item for each in chain(*known["citations"].values())),
        today(environment.config),
    )


def facts(entry: Entry, career: Career) -> Iterator[str]:
    """The facts of an entry, in the order of its page."""
    english = Locale("en")
    yield entry.title
    yield getattr(entry, "organization", "")
    span = entry.span
    if span:
        yield date_text(span.start, english)
        if span.end and span.end != span.start:
            yield date_text(span.end, english)
    yield getattr(entry, "location", "")
    yield getattr(entry, "event", "")


def test_every_fact_is_on_its_page_in_order(bare: Pages, career: Career) -> None:
    missing = []
    entries = list(
        chain(
            *(career.entries_of_kind(kind) for kind in ("position", "education", "skill", "talk"))
        )
    )
    assert len(entries) > 20
    for entry in entries:
        page, at = bare[entry.place.docname], 0
        for fact in facts(entry, career):
            found = page.find(plain(fact), at)
            if found < 0:
                missing.append((entry.kind, entry.id, fact))
            at = max(at, found)
    assert missing == []


def test_every_statement_is_on_its_page_and_the_page_of_the_skill(
    bare: Pages, career: Career
) -> None:
    sentences = []
    for skill in career.skills:
        for item in career.evidence(skill):
            text = plain(career.text(item.citation.statement))
            sentences.append(text)
            assert text in bare[item.citation.place.docname]
            assert text in bare[skill.place.docname]
    assert len(sentences) > 10


def test_every_page_has_the_same_text_as_with_scripts_and_styles(bare: Pages, whole: Pages) -> None:
    for name, text in whole.items():
        left = iter(re.findall(r"\w+", bare[name]))
        lost = [word for word in re.findall(r"\w+", text) if word not in left]
        assert lost == [], f"{name}: {lost[:5]}"
