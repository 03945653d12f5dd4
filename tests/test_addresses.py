"""Anchors of names in every script: they are made of the names, and are stable."""

from __future__ import annotations

from docutils import nodes

from sphinx_resume.views.lists import EntryList
from tests.support.careers import at
from tests.support.samples import ENGLISH, career, entry


def ids(kind: str, *names: str, by: str = "") -> list[str]:
    entries = [entry(kind, name, title=name, event=name) for name in names]
    view = EntryList(place=at(), argument=kind, style="full", by=by)
    found = view.nodes(view.layout(career(*entries), ENGLISH))
    sections = (each for node in found for each in node.findall(nodes.Element))
    return [ident for section in sections for ident in section["ids"]]


def test_anchors_of_list_sections_come_from_their_entries() -> None:
    assert ids("talk", "データ", "обучение", "हिन्दी") == [
        "talks-обучение",
        "talks-हिन्दी",
        "talks-データ",
    ]


def test_a_new_entry_changes_no_other_anchor() -> None:
    few = ("データ", "обучение")
    assert set(ids("talk", *few)) < set(ids("talk", *few, "データベース"))


def test_anchors_of_list_groups_come_from_their_headings() -> None:
    assert "talks-by-event-データ" in ids("talk", "データ", by="event")
