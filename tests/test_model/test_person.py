"""Persons: configured data, contact lines and links."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_resume.model.options import OptionError
from sphinx_resume.model.person import Person


def test_everything_may_be_left_out() -> None:
    assert Person.read({}) == Person()
    assert Person().lines == ()


def test_contact_lines_have_texts_and_links() -> None:
    person = Person.read(
        {
            "name": "Grace M. Hopper",
            "links": {"GitHub": "https://github.com/example", "Site": "https://example.org"},
            "phone": "+1 (555) 01-00",
            "email": "someone@example.org",
            "address": "1 Example Street,\n Arlington",
        }
    )
    assert person.name == "Grace M. Hopper"
    assert person.lines == (
        ("someone@example.org", "mailto:someone@example.org"),
        ("+1 (555) 01-00", "tel:+1-5550100"),
        ("1 Example Street, Arlington", ""),
        ("GitHub", "https://github.com/example"),
        ("Site", "https://example.org"),
    )


def test_special_characters_in_links_are_percent_encoded() -> None:
    person = Person.read({"email": 'me+cv?"#%@example.org', "phone": "see below"})
    assert person.lines == (
        ('me+cv?"#%@example.org', "mailto:me+cv%3F%22%23%25@example.org"),
        ("see below", ""),
    )


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("+49 (0)30 1234567", "tel:+49-30-1234567"),
        ("+49 (030) 1234567", "tel:+49-30-1234567"),
        ("+49 30/1234567", "tel:+49-30-1234567"),
        ("+44 (0)20 7946 0018", "tel:+44-20-7946-0018"),
        ("+39 06 6982 1234", "tel:+39-06-6982-1234"),
        ("+1 555 010 0123 ext. 12", "tel:+1-555-010-0123;ext=12"),
        ("+1 555–010–0123 x9", "tel:+1-555-010-0123;ext=9"),
        ("+1-555-010-0123-x11", "tel:+1-555-010-0123;ext=11"),
        ("+1 555 010 0123, ext 11", "tel:+1-555-010-0123;ext=11"),
        ("+81 3-1234-5678", "tel:+81-3-1234-5678"),
        ("+１ 555 010 0123", "tel:+1-555-010-0123"),
        ("+\u200e1 555 0100", ""),
        ("030 1234567", ""),
        ("+1 555 0100 / 0101", ""),
        ("+1 555 0100, +1 555 0101", ""),
        ("+1 555 0100 after six", ""),
        ("+999 123 4567", ""),
        ("+49 1", ""),
        ("+", ""),
        ("see below", ""),
    ],
)
def test_the_link_of_a_phone_number(number: str, address: str) -> None:
    person = Person.read({"phone": number})
    assert person.lines == ((number, address),)
    assert len(person.findings) == (not address)


@pytest.mark.parametrize(
    ("name", "people", "place"),
    [
        ("Sam Sample", ["Ann First", "Bob Second", "Sam Sample", "Dan Fourth"], 2),
        ("Sam Sample", ["Ann First", "sam  SAMPLE"], 1),
        ("Sam Sample", ["First, A.", "Sample, S.", "Fourth, D."], 1),
        ("Sam Sample", ["A. First", "S. Sample"], 1),
        ("Sam Sample", ["Sample, Sam", "First, Ann"], 0),
        ("Grace M. Hopper", ["Hopper, G. M."], 0),
        ("Grace M. Hopper", ["Grace Hopper"], 0),
        ("Jean-Pierre van der Berg", ["Li, X.", "van der Berg, J.-P."], 1),
        ("José Muñoz", ["Munoz, J."], 0),
        ("山田太郎", ["佐藤花子", "山田太郎"], 1),
        ("Sam Sample", ["Ann First", "me"], 1),
        ("Sam Sample", ["Sample, S.", "me"], 1),
        ("Sam Sample", ["Sample, S.", "Sample, S. T."], 0),
        ("Sam Sample", ["S. Sample", "Sample, Sam"], 1),
        ("Sam T. Sample", ["Sample, S.", "Sample, S. T."], None),
        ("Sam Sample", ["Sample, T.", "Sample", "Simple, S."], None),
        ("Sam Sample", [], None),
        ("", ["Ann First"], None),
    ],
)
def test_the_place_of_a_person_in_a_list_is_found(
    name: str, people: list[str], place: int | None
) -> None:
    assert Person(name=name).among(people) == place


def test_me_is_replaced_by_the_name_of_the_person() -> None:
    assert Person(name="Sam Sample").credits(["A", "me"]) == (("A", "Sam Sample"), 1)
    assert Person().credits(["A", "me"]) == (("A",), None)


def test_each_phone_number_has_its_own_line() -> None:
    person = Person.read({"phone": "+1 555 0100\n\n  +49 (0)30 1234567\n"})
    assert person.phone == ("+1 555 0100", "+49 (0)30 1234567")
    assert [address for _, address in person.lines] == ["tel:+1-5550100", "tel:+49-30-1234567"]
    assert person.findings == ()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"emial": "a@example.org"}, "there is no “emial”; did you mean “email”?"),
        ({5: "x"}, "there is no “5”; use one of: name, email, phone, address, links"),
        (
            {"x": "y"},
            "there is no “x”; use one of: name, email, phone, address, links",
        ),
        ({"phone": 5550100}, "“phone” must be a string"),
        ({"name": " "}, "“name”: it is empty"),
        ({"links": "https://example.org"}, "“links”: it must be a table of addresses by name"),
        (
            {"links": {"Me": "javascript:alert(1)"}},
            "“links”: “javascript:alert(1)” has no supported link scheme; "
            "use https, http or mailto",
        ),
    ],
)
def test_invalid_data_about_a_person_is_rejected(values: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError) as error:
        Person.read(values)
    assert str(error.value) == message
