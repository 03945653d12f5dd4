"""Lists choose entries and statements by id, tag, or citation."""

from __future__ import annotations

import pytest

from sphinx_resume.model.career import Career
from sphinx_resume.model.citations import Citation, Passage, Reference
from sphinx_resume.model.entry import Entry, Place
from sphinx_resume.model.options import OptionError, count_from
from sphinx_resume.views.lists import EntryList
from sphinx_resume.views.matrix import SkillMatrix
from sphinx_resume.views.timeline import TimelineView
from tests.support.careers import at
from tests.support.samples import ENGLISH, TODAY, entry, position, skill

ACME = position("acme", "2020", docname="work")
BETA = position("beta", "2017", "2019", docname="work")
GAMMA = position("gamma", "2010", "2016", docname="work")
GO = skill("go", title="Go", category="Languages")
PHP = skill("php", title="PHP")
COBOL = skill("cobol", title="COBOL", category="Languages")
CARE = entry("interest", "care", title="Care")


def passage(
    source: Entry,
    number: int,
    *cites: Entry,
    id: str = "",
    tags: tuple[str, ...] = (),
    parent: int = -1,
) -> Passage:
    return Passage(
        source=source.key,
        number=number,
        parent=parent,
        place=Place("work", 20 + number, f"{source.id}-{number}"),
        id=id,
        tags=tags,
        cites=tuple(Reference(each.kind, each.id) for each in cites),
    )


PASSAGES = (
    passage(ACME, 0, GO, id="zero-downtime", tags=("sre",)),
    passage(ACME, 1, CARE),
    passage(ACME, 2, tags=("Teaching",)),
    passage(ACME, 3, PHP, parent=2, id="nested"),
    passage(ACME, 4, PHP, parent=2),
    passage(BETA, 0, PHP),
    passage(BETA, 1, tags=("sre",)),
)
CAREER = Career(
    [ACME, BETA, GAMMA, GO, PHP, COBOL, CARE],
    [
        Citation(each.source, reference, each.place, (), each.number)
        for each in PASSAGES
        for reference in each.cites
    ],
    TODAY,
    passages=PASSAGES,
)

ALL = None


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ({}, {"acme": ALL, "beta": ALL, "gamma": ALL}),
        ({"only": ("acme",)}, {"acme": ALL}),
        ({"only": ("Engineer, Acme",)}, {}),
        ({"only": ("Zero-Downtime",)}, {"acme": (0,)}),
        ({"only": ("SRE",)}, {"acme": (0,), "beta": (1,)}),
        ({"only": ("sre", "gamma")}, {"acme": (0,), "beta": (1,), "gamma": ALL}),
        ({"only": ("Go",)}, {"acme": (0,)}),
        ({"only": ("care",)}, {"acme": (1,)}),
        # What is nested stands with what it is nested in, and the other way round.
        ({"only": ("teaching",)}, {"acme": (2, 3, 4)}),
        ({"only": ("nested",)}, {"acme": (2, 3)}),
        ({"without": ("teaching",)}, {"acme": (0, 1), "beta": ALL, "gamma": ALL}),
        ({"without": ("beta", "php")}, {"acme": (0, 1, 2), "gamma": ALL}),
        ({"only": ("sre",), "without": ("zero-downtime",)}, {"beta": (1,)}),
        ({"only": ("beta",), "without": ("sre", "php")}, {"beta": ()}),
        ({"limit": 2}, {"acme": ALL, "beta": ALL}),
        ({"only": ("php",), "limit": 1}, {"acme": (2, 3, 4)}),
        ({"statements": 3}, {"acme": ALL, "beta": ALL, "gamma": ALL}),
        ({"statements": 1}, {"acme": (0,), "beta": (0,), "gamma": ALL}),
        ({"statements": 0, "limit": 1}, {"acme": ()}),
        ({"statements": 1, "without": ("sre",)}, {"acme": (1,), "beta": (0,), "gamma": ALL}),
    ],
)
def test_a_list_has_the_entries_with_its_names(
    options: dict[str, tuple[str, ...] | int], shown: dict[str, tuple[int, ...] | None]
) -> None:
    view = EntryList(place=at(), argument="position", style="full", **options)  # type: ignore[arg-type]
    chosen = view.chosen(CAREER)
    assert {ident: kept.passages for (_kind, ident), kept in chosen.items()} == shown
    assert [item.link.id for item in view.layout(CAREER, ENGLISH).items] == list(shown)
    if "statements" not in options:
        timeline = TimelineView(place=at(), kinds=("position",), **options)  # type: ignore[arg-type]
        assert [bar.link.id for bar in timeline.layout(CAREER, ENGLISH).bars] == list(shown)


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ({"only": ("Languages",)}, ["cobol", "go"]),
        ({"without": ("languages",)}, ["php"]),
        ({"only": ("sre",)}, ["go"]),
        ({"only": ("nested", "COBOL")}, ["cobol", "php"]),
        # Left out is only what is named itself, for others back it as well.
        ({"without": ("sre",)}, ["cobol", "go", "php"]),
        ({"without": ("go",), "limit": 1}, ["cobol"]),
    ],
)
def test_skills_are_chosen_by_statements_that_cite_them(
    options: dict[str, tuple[str, ...] | int], shown: list[str]
) -> None:
    listed = EntryList(place=at(), argument="skill", **options)  # type: ignore[arg-type]
    matrix = SkillMatrix(place=at(), **options)  # type: ignore[arg-type]
    for view in (listed, matrix):
        assert sorted(ident for _kind, ident in view.chosen(CAREER)) == shown


def test_unknown_names_are_reported_with_a_suggestion() -> None:
    view = EntryList(
        place=at("only", "without"),
        argument="position",
        only=("acme", "zero-downtim", "teching", "G0"),
        without=("COBOL",),
    )
    assert [(f.type, f.place.line, f.message) for f in view.findings(CAREER)] == [
        ("filter", line, f"“{name}” names no position here, and no statement by {by}{hint}")
        for line, name, hint in [
            (11, "zero-downtim", "; did you mean “zero-downtime”?"),
            (11, "teching", "; did you mean “Teaching”?"),
            (11, "G0", ""),
            (12, "COBOL", ""),
        ]
        for by in ["id, tag, or citation"]
    ]


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "٣", "many", ""])
def test_a_limit_must_be_a_whole_number(text: str) -> None:
    with pytest.raises(OptionError, match="is not a whole number of 1 or more"):
        count_from(1)(text)
    assert count_from(1)(" 12 ") == 12
