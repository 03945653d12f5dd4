"""Statements: the text quoted around a citation."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_resume.model.citations import OtherReference, Reference, Statement, quotes
from sphinx_resume.model.entries import Position, Skill
from sphinx_resume.model.entry import Place
from tests.support.strategies import PROVEN


def parts_of(text: str) -> list[str | Reference | OtherReference]:
    """A text split at its references, written ``{go}``."""
    pieces = re.split(r"\{(\w+)\}", text)
    parts = [Reference("skill", p, p) if n % 2 else p for n, p in enumerate(pieces)]
    return [part for part in parts if part]


def written(statement: Statement) -> str:
    return "".join(p if isinstance(p, str) else f"{{{p.text}}}" for p in statement)


@pytest.mark.parametrize(
    "text",
    [
        "Rebuilt for Acme Inc. Paris, in {go}, the billing service.",
        "Wrote for Prof. Ann Example with {go} for her book. It sold.",
        "As Sgt. Example's adjutant, e.g. in {go}. Left in 2019.",
        "{go}",
        "{go}で課金基盤を作った。のちに{go}へ移した。",
    ],
)
def test_a_bullet_is_quoted_whole(text: str) -> None:
    for statement in quotes(parts_of(text)).values():
        assert written(statement) == text


def test_whitespace_is_collapsed() -> None:
    assert written(quotes(parts_of(" Ran\n  {go}\tat scale. "))[1]) == "Ran {go} at scale."


def test_a_very_long_bullet_is_cut_around_the_citation() -> None:
    parts = parts_of("Came. Ran" + "".join(f" {{s{number}}}, then" for number in range(1000)))
    found = quotes(parts)
    assert len(found) == 1000
    assert written(found[1]).startswith("Came. Ran {s0}, then {s1}, then {s2}")
    assert written(found[1]).endswith(" …")
    assert written(found[1001]).startswith("… then {s4")
    assert any(part == Reference("skill", "s500", "s500") for part in found[1001])
    assert max(len(written(each)) for each in found.values()) < 4000
    long = parts_of(f"{'x' * 1200}{{go}}{'y ' * 600}")
    assert written(quotes(long)[1]) == f"… {{go}}{('y ' * 400).rstrip()} …"


@PROVEN
@given(st.lists(st.sampled_from(["ran ", "{go}", " at", ". Scale", "\n", "。", "{sql}"])))
def test_a_quote_equals_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    for statement in quotes(parts_of(text)).values():
        assert written(statement) == " ".join(text.split())


PLACE = Place("index", 1)
DEBUGGING = Skill(id="debugging", place=PLACE, title="Debugging", aliases=("Bug hunting",))
CI = Skill(id="ci-cd", place=PLACE, title="CI/CD")
ACME = Position(id="acme-2", place=PLACE, title="Engineer", organization="Acme")


@pytest.mark.parametrize(
    ("reference", "entry", "shown"),
    [
        (Reference("skill", "debugging", "debugging"), DEBUGGING, "debugging"),
        (Reference("skill", "Debugging", "Debugging"), DEBUGGING, "Debugging"),
        (Reference("skill", "bug hunting", "bug hunting"), DEBUGGING, "bug hunting"),
        (Reference("skill", "ci-cd", "ci-cd"), CI, "CI/CD"),
        (Reference("skill", "debugging", "a skill", explicit=True), DEBUGGING, "a skill"),
        (Reference("position", "acme-2", "acme-2"), ACME, "Engineer, Acme"),
        (Reference("position", "acme-2", "acme-2", short=True), ACME, "Acme"),
        (Reference("position", "ACME", "ACME"), ACME, "ACME"),
        (Reference("skill", "gone", "gone"), None, "gone"),
    ],
)
def test_an_explicit_name_is_kept_as_typed(
    reference: Reference, entry: Position | Skill | None, shown: str
) -> None:
    assert reference.shown(entry) == shown
