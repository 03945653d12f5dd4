"""Contact data on a page."""

from __future__ import annotations

from docutils import nodes

from sphinx_resume.model.career import Career
from sphinx_resume.model.person import Person
from sphinx_resume.views.contact import ContactView
from tests.support.careers import at, shown
from tests.support.samples import ENGLISH, TODAY

VIEW = ContactView(place=at())


def drawn(person: Person | None) -> list[nodes.Node]:
    return VIEW.nodes(VIEW.layout(Career([], [], TODAY, person), ENGLISH))


def test_contact_data_is_one_line_with_links() -> None:
    found = drawn(Person(email="someone@example.org", address="1 Example Street"))
    assert shown(found) == ["someone@example.org · 1 Example Street"]
    (link,) = (ref for node in found for ref in node.findall(nodes.reference))
    assert link["refuri"] == "mailto:someone@example.org"


def test_without_contact_data_nothing_is_shown() -> None:
    assert drawn(None) == []
    assert drawn(Person(name="Grace M. Hopper")) == []


def test_an_empty_contact_is_still_true() -> None:
    layout: object = VIEW.layout(Career([], [], TODAY), ENGLISH)
    assert layout
