"""What all formats become before it is written: entries-to-be with their texts, and a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sphinx_resume.importing.rich_text import Block
from sphinx_resume.importing.source import Path
from sphinx_resume.model import person as model
from sphinx_resume.model.dates import PRESENT, Date, date_text, find_locale


def international(number: str, country: str) -> str:
    """A phone number with its country, if that is known and the number can be one of it."""
    if number.startswith("+") or not country:
        return number
    import phonenumbers  # here, for it takes a while

    try:
        parsed = phonenumbers.parse(number, country.upper())
    except phonenumbers.NumberParseException:
        return number
    if not phonenumbers.is_possible_number(parsed):
        return number
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


@dataclass(slots=True)
class Item:
    """An entry as it will be written."""

    kind: str
    #: Where it stands in the source.
    path: Path
    #: The texts of its options by name; those of lists by item.
    options: dict[str, str | tuple[str, ...]] = field(default_factory=dict)
    body: list[Block] = field(default_factory=list)
    #: What stands above it on its page: what its organization is.
    above: list[Block] = field(default_factory=list)
    #: Names of what was used, which the body may cite; those that it names anyway are left out.
    keywords: tuple[str, ...] = ()
    #: Where each option stands in the source.
    places: dict[str, Path] = field(default_factory=dict)
    #: The id, when that is settled.
    id: str = ""

    def text(self, option: str) -> str:
        """The text of an option that is none of a list; empty if it has none."""
        value = self.options.get(option, "")
        return value if isinstance(value, str) else ", ".join(value)

    @property
    def name(self) -> str:
        """What ids are made of."""
        return self.text("title") or self.text("organization")


@dataclass(slots=True)
class Person:
    """Whose résumé it is: what is for everybody, and what goes to ``private.toml`` only."""

    headline: str = ""
    summary: list[Block] = field(default_factory=list)
    name: str = ""
    email: str = ""
    phones: list[str] = field(default_factory=list)
    address: str = ""
    #: Addresses by the name to show.
    links: dict[str, str] = field(default_factory=dict)
    #: The country, as ``US``, which phone numbers without one are of.
    country: str = ""

    @property
    def private(self) -> Mapping[str, object]:
        """What goes to ``private.toml``."""
        known = {
            "name": self.name,
            "email": self.email,
            "phone": "\n".join(international(each, self.country) for each in self.phones),
            "address": self.address,
            "links": self.links,
        }
        return {name: value for name, value in known.items() if value}


#: Options that are people, among whom the person may be.
_PEOPLE: Final = ("co-authors", "co-inventors", "co-speakers")


@dataclass(slots=True)
class Imported:
    """A résumé as another format has it."""

    person: Person = field(default_factory=Person)
    items: list[Item] = field(default_factory=list)
    #: Sections of text that are no entries: headings and what stands below.
    sections: list[tuple[str, list[Block]]] = field(default_factory=list)
    #: What was kept, but not as it was: a path, and a remark.
    remarks: list[tuple[str, str]] = field(default_factory=list)
    #: Words for readers, in the language of the site.
    words: Callable[[str], str] = str
    #: The language of the site.
    language: str = "en"

    def when(self, *written: str) -> str:
        """Dates and periods as readers see them: “July 2019 – Present”."""
        locale = find_locale(self.language)
        ends = [end for text in written for end in text.split(" to ") if end]
        shown = (
            self.words("Present") if end == PRESENT.value else date_text(Date.parse(end), locale)
            for end in ends
        )
        return " – ".join(dict.fromkeys(shown))

    def name_me(self, name: str = "") -> None:
        """Let the person be “me” among people, for names are for everybody to read there."""
        if not (self.person.name or name):
            return
        person = model.Person(name=self.person.name or name)
        for item in self.items:
            for option in _PEOPLE:
                people = item.options.get(option)
                if isinstance(people, tuple) and (own := person.among(people)) is not None:
                    item.options[option] = (*people[:own], model.ME, *people[own + 1 :])
