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


def test_contact_data_stands_in_a_line_and_links_where_it_can() -> None:
    found = drawn(Person(email="someone@example.org", address="1 Example Street"))
    assert shown(found) == ["someone@example.org · 1 Example Street"]
    (link,) = (ref for node in found for ref in node.findall(nodes.reference))
    assert link["refuri"] == "mailto:someone@example.org"


def test_without_any_nothing_stands() -> None:
    assert drawn(None) == []
    assert drawn(Person(name="Grace M. Hopper")) == []


def test_the_view_is_true_even_then_for_an_output_may_add_its_own() -> None:
    layout: object = VIEW.layout(Career([], [], TODAY), ENGLISH)
    assert layout
