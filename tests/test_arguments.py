"""Public output argues for its owner: no page says how it was made, or what is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.resumes import RESUMES
from tests.support.sites import BuildSite

#: Phrases about how a page is made, where else something is on it, or what it lacks.
AGAINST = (
    # Method
    r"\b(?:on|of|about) this (?:site|page|example|table)\b",
    r"\bthis (?:site|page|example|table) (?:is|has|does|was|says)\b",
    r"\bthis is an example\b",
    r"\btyped by hand\b",
    r"\b(?:are|is) computed\b",
    r"\bput together from\b",
    # Filing
    r"\b(?:is|are) (?:listed|described) (?:under|with|without|by|together)\b",
    r"\b(?:has|have) (?:its|their) place (?:under|among)\b",
    r"\b(?:has|have) (?:a page|pages) of (?:its|their) own\b",
    r"\bis here because\b",
    # Absence
    r"\bon record\b",
    r"\bnone (?:is|are) (?:given|named|cited)\b",
    r"\bnot (?:known|certain|named|stated|given|recorded)\b",
    r"\b(?:does|do|did)(?:n['’]t| not) (?:say|name|tell|describe|complete)\b",
    r"\bno (?:position|source|sources|month|date) (?:on|says|say|names|name|gives|give)\b",
    r"\b(?:sources|stories) (?:differ|disagree|do not|name no|give no)\b",
    r"\b(?:disagree|in dispute|probably)\b",
    r"\bwithout evidence\b",
    r"\bare none on\b",
)

#: Phrases that were on pages once.
ONCE = """\
Nothing in this table is typed by hand.
Years and last use are computed from the positions that cite a skill.
Where no position cites a skill, the table says so. These are listed by subject.
No position on this site names observability work as such, and so none is cited here.
Their titles and dates are not on record.
This page is about the practice; it does not describe any single incident.
AWS is listed under Platforms. Puppet has its place under Infrastructure as code.
It is described with Consul under Secrets. Docker is here because of its migration at Stripe.
The reviews have a page of their own.
The technologies are described under Kubernetes. Scala is listed without a level.
No position on this site says which of the five it used.
The skill matrix therefore shows them without evidence.
I studied toward a degree and did not complete it.
This is an example. It was put together from public sources.
What the sources disagree on is left out, or said to be in dispute.
The year of the award is not certain, so none is given.
Which languages she knew, the sources do not say.
The sources name no month. The sources give no date on which it began.
Sources differ on which bureau paid for the project.
The log doesn't say which results were lost. There are none on the page.
The addresses lead to copies; they are the sources of this page.
The log was probably not hers."""


def against(text: str) -> list[str]:
    """The phrases in a text that are about the page, or against the person."""
    text = " ".join(text.split())
    found = (re.search(pattern, text, re.IGNORECASE) for pattern in AGAINST)
    return [match[0] for match in found if match]


@pytest.mark.parametrize("line", ONCE.splitlines())
def test_phrases_that_once_slipped_through_are_found(line: str) -> None:
    assert against(line)


def public_text(path: Path) -> Iterator[str]:
    """The content of a page, the labels of drawings, and the metadata for search engines."""
    from bs4 import BeautifulSoup

    page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    for article in page.select("article[role=main]"):
        yield article.get_text(" ")
        for attribute in ("alt", "aria-label", "title"):
            yield from (str(element[attribute]) for element in article.select(f"[{attribute}]"))
    yield from (str(meta["content"]) for meta in page.select('meta[name="description"]'))


@pytest.mark.parametrize("name", RESUMES)
def test_no_page_mentions_itself_or_argues_against_its_owner(built: BuildSite, name: str) -> None:
    folder = built(name)
    pages = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html"))}
    for page, path in pages.items():
        if not page.startswith("about"):  # the guide, which has to explain how pages are made
            assert [found for text in public_text(path) for found in against(text)] == [], page
