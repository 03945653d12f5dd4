"""The intermediate form of all formats: entries with the texts of their options, and a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sphinx_resume.importing.rich_text import Block
from sphinx_resume.importing.source import Path
from sphinx_resume.model import person as model
from sphinx_resume.model.dates import PRESENT, Date, date_text, find_locale


def international(number: str, country: str) -> str:
    """A phone number with its country code, if the country is known and the number is valid."""
    if number.startswith("+") or not country:
        return number
    import phonenumbers  # here, because importing it is slow

    try:
        parsed = phonenumbers.parse(number, country.upper())
    except phonenumbers.NumberParseException:
        return number
    if not phonenumbers.is_possible_number(parsed):
        return number
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


@dataclass(slots=True)
class Item:
    """An entry to write."""

    kind: str
    #: Its path in the source.
    path: Path
    #: The values of its options by name; those of lists as tuples.
    options: dict[str, str | tuple[str, ...]] = field(default_factory=dict)
    body: list[Block] = field(default_factory=list)
    #: Text above it on its page: a description of the organization.
    above: list[Block] = field(default_factory=list)
    #: Skills to cite in a line of their own, unless the body names them anyway.
    keywords: tuple[str, ...] = ()
    #: The path of each option in the source.
    places: dict[str, Path] = field(default_factory=dict)
    #: The id; empty until it is assigned.
    id: str = ""

    def text(self, option: str) -> str:
        """The text of an option that is not a list; empty if it is not set."""
        value = self.options.get(option, "")
        return value if isinstance(value, str) else ", ".join(value)

    @property
    def name(self) -> str:
        """The name from which its id is made."""
        return self.text("title") or self.text("organization")


@dataclass(slots=True)
class Person:
    """The person: public data, and private data for ``private.toml``."""

    headline: str = ""
    summary: list[Block] = field(default_factory=list)
    name: str = ""
    email: str = ""
    phones: list[str] = field(default_factory=list)
    address: str = ""
    #: URLs by the name to show.
    links: dict[str, str] = field(default_factory=dict)
    #: The country code, such as ``US``, for phone numbers without one.
    country: str = ""

    @property
    def private(self) -> Mapping[str, object]:
        """The data for ``private.toml``."""
        known = {
            "name": self.name,
            "email": self.email,
            "phone": "\n".join(international(each, self.country) for each in self.phones),
            "address": self.address,
            "links": self.links,
        }
        return {name: value for name, value in known.items() if value}


#: Options with lists of people that may include the person.
_PEOPLE: Final = ("co-authors", "co-inventors", "co-speakers")


@dataclass(slots=True)
class Imported:
    """An imported résumé."""

    person: Person = field(default_factory=Person)
    items: list[Item] = field(default_factory=list)
    #: Sections of text without entries: their headings and content.
    sections: list[tuple[str, list[Block]]] = field(default_factory=list)
    #: Remarks about changed values, with their paths.
    remarks: list[tuple[str, str]] = field(default_factory=list)
    #: Translates texts for readers into the language of the site.
    words: Callable[[str], str] = str
    #: The language of the site.
    language: str = "en"

    def when(self, *written: str) -> str:
        """Dates and periods formatted for readers: “July 2019 – Present”."""
        locale = find_locale(self.language)
        ends = [end for text in written for end in text.split(" to ") if end]
        shown = (
            self.words("Present") if end == PRESENT.value else date_text(Date.parse(end), locale)
            for end in ends
        )
        return " – ".join(dict.fromkeys(shown))

    def replace_own_name(self, name: str = "") -> None:
        """Replace the person's name by “me” in lists of people, because those are public."""
        if not (self.person.name or name):
            return
        person = model.Person(name=self.person.name or name)
        for item in self.items:
            for option in _PEOPLE:
                people = item.options.get(option)
                if isinstance(people, tuple) and (own := person.among(people)) is not None:
                    item.options[option] = (*people[:own], model.ME, *people[own + 1 :])
