"""Computation grows linearly with a career. Calls are counted, not time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from types import FrameType
from typing import Final

import pytest
from docutils import nodes

from sphinx_resume.checks.claims import AUDITS, Policy, audit
from sphinx_resume.checks.consistency import check
from sphinx_resume.html.jsonld import describe, profile
from sphinx_resume.html.llms import llms_txt
from sphinx_resume.model.career import Career
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.model.entry import Entry
from sphinx_resume.views.base import View
from sphinx_resume.views.entry_header import EntryFacts
from sphinx_resume.views.evidence import CitedBy
from sphinx_resume.views.filter_control import FilterView
from sphinx_resume.views.groups import GROUPINGS
from sphinx_resume.views.lists import EntryList
from sphinx_resume.views.matrix import SkillMatrix
from sphinx_resume.views.timeline import TimelineView
from tests.support.careers import at
from tests.support.samples import ENGLISH, career, cite, entry, position, refer, skill

#: Twice as much of everything needs twice as many calls; quadratic growth would need four times.
SMALL: Final = 40
LARGE: Final = 2 * SMALL
LIMIT: Final = 2.2
#: Skills that many entries cite, however many entries there are.
TOPICS: Final = ("vault", "consul", "go", "php")


def long_career(size: int) -> Career:
    """A number of consecutive positions, each with a talk, an incident, and a skill."""
    topics = [skill(name, category="Topics") for name in TOPICS]
    care = entry("interest", "care", title="Care")
    entries: list[Entry] = [*topics, care]
    cited = []
    for number in range(size):
        year = 1000 + number
        job = position(f"job-{number}", f"{year}-02", f"{year}-11")
        talk = entry("talk", f"talk-{number}", date=f"{year}-05", during=job.id, event="SREcon")
        outage = entry("incident", f"outage-{number}", date=f"{year}-06", during=job.id)
        tool = skill(f"tool-{number}", category=f"Tools {number % 7}")
        entries += [job, talk, outage, tool]
        for source in (job, talk, outage):
            said = f"In {source.id}, cared for "
            targets = (*map(refer, (*TOPICS, tool.id, "missing")), refer("care", "interest"))
            cited += [cite(source, target, said) for target in targets]
    return career(*entries, cited=cited)


def calls(work: Callable[[Career], object], size: int) -> int:
    """The number of calls, to Python or C, that some work on a career makes."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    work(long_career(size))  # fills the caches of formatted dates
    career = long_career(size)
    sys.setprofile(note)
    try:
        work(career)
    finally:
        sys.setprofile(None)
    return count


def shown(view: View, career: Career) -> list[nodes.Node]:
    """Everything a view does with a career."""
    assert not list(view.findings(career))
    layout = view.layout(career, ENGLISH)
    return view.nodes(layout) if layout else []


def every_view() -> Iterator[tuple[str, Callable[[Career], Iterable[View]]]]:
    for kind in ("position", "talk", "incident", "skill"):
        for style in ("links", "lines", "terms", "full"):
            listed = EntryList(place=at(), argument=kind, style=style)
            yield f"{kind}s as {style}", lambda career, view=listed: [view]  # type: ignore[misc]
    for by in GROUPINGS:
        grouped = EntryList(place=at(), argument="talk", by=by)
        yield f"talks by {by}", lambda career, view=grouped: [view]  # type: ignore[misc]
    yield (
        "talks at all positions",
        lambda career: [EntryList(place=at(), argument="talk", position=names(career.positions))],
    )
    yield (
        "talks on all skills",
        lambda career: [EntryList(place=at(), argument="talk", skill=names(career.skills))],
    )
    yield "matrix", lambda career: [SkillMatrix(place=at())]
    yield (
        "matrix of all skills",
        lambda career: [
            SkillMatrix(place=at(), skill=names(career.skills), position=names(career.positions))
        ],
    )
    yield (
        "matrix by position",
        lambda career: [SkillMatrix(place=at(), columns="positions", skill=TOPICS)],
    )
    yield "timeline", lambda career: [TimelineView(place=at())]
    yield "filter", lambda career: [FilterView(place=at())]
    yield (
        "back-links",
        lambda career: [
            CitedBy(place=at(), kind=each.kind, id=each.id) for each in everything(career)
        ],
    )
    yield (
        "facts",
        lambda career: [
            EntryFacts(place=at(), kind=each.kind, id=each.id, titled=False)
            for each in everything(career)
        ],
    )


def everything(career: Career) -> Iterator[Entry]:
    for kind in ENTRY_TYPES:
        yield from career.entries_of_kind(kind)


def names(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(each.id for each in entries)


VIEWS: Final = dict(every_view())


@pytest.mark.parametrize("name", VIEWS)
def test_no_view_is_quadratic(name: str) -> None:
    def work(career: Career) -> object:
        return [shown(view, career) for view in VIEWS[name](career)]

    assert calls(work, LARGE) <= LIMIT * calls(work, SMALL)


@pytest.mark.parametrize(
    "work",
    [
        pytest.param(lambda career: list(check(career)), id="checks"),
        pytest.param(
            lambda career: list(audit(career, Policy(dict.fromkeys(AUDITS, "warning")))),
            id="audits",
        ),
        pytest.param(
            lambda career: [describe(each, career, str) for each in everything(career)],
            id="structured data",
        ),
        pytest.param(lambda career: profile(career, str), id="profile"),
        pytest.param(
            lambda career: llms_txt("Résumé", "", career, ENGLISH, lambda each: each.id),
            id="llms.txt",
        ),
        pytest.param(
            lambda career: [career.suggest("skill", "toool") for _ in career.positions],
            id="the same unknown name everywhere",
        ),
    ],
)
def test_nothing_else_is_quadratic(work: Callable[[Career], object]) -> None:
    assert calls(work, LARGE) <= LIMIT * calls(work, SMALL)


def test_empty_cells_share_one_object() -> None:
    found = long_career(SMALL)
    view = SkillMatrix(place=at(), columns="positions")
    _spec, table = view.nodes(view.layout(found, ENGLISH))
    (body,) = table.findall(nodes.tbody)
    row = next(row for row in body.findall(nodes.row) if row[0].astext() == "Tool-7")
    assert len(row) == 1 + SMALL
    assert len(set(map(id, row))) == 3  # the name of the skill, its use, and the empty cell
