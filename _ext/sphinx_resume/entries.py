"""The entry types: what an author can declare, one frozen dataclass each.

A type's fields are its single declaration. Directive options, their conversion and defaults, the
reference page in the docs, the templates for new pages and the exports all derive from them.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from sphinx_resume.dates import PRESENT, Date, DateError, Span

#: Schemes a link written by an author may have.
LINK_SCHEMES: Final = frozenset({"http", "https", "mailto"})


class OptionError(ValueError):
    """The value of an option that an author has to correct."""


@dataclass(frozen=True, slots=True)
class Option:
    """How an option of a directive is read, and how the docs describe it."""

    name: str
    #: The name of the dataclass field.
    field: str
    #: What it means, for the reference page: one line of plain text.
    help: str
    #: What it looks like.
    example: str
    read: Callable[[str], Any]
    default: Any
    required: bool


def _text(value: str) -> str:
    text = " ".join(value.split())
    if not text:
        raise OptionError("it is empty")
    return text


def names(value: str) -> tuple[str, ...]:
    """A reader of names separated by commas; sorted, none twice."""
    return tuple(sorted({name for part in value.split(",") if (name := " ".join(part.split()))}))


def _end(value: str) -> Date | None:
    return None if value.strip() == PRESENT else Date.parse(value)


def _link(value: str) -> str:
    url = urlsplit(_text(value))
    if url.scheme not in LINK_SCHEMES:
        known = ", ".join(sorted(LINK_SCHEMES))
        raise OptionError(f"“{value}” is no link of an allowed scheme ({known})")
    return url.geturl()


def one_of(*words: str) -> Callable[[str], str]:
    """A reader that takes one of the `words` and no other."""

    def read(value: str) -> str:
        if value.strip() not in words:
            raise OptionError(f"“{value.strip()}” is not one of: {', '.join(words)}")
        return value.strip()

    return read


def words(*allowed: str) -> Callable[[str], tuple[str, ...]]:
    """A reader of some of the `allowed` words, separated by commas."""
    read_one = one_of(*allowed)

    def read(value: str) -> tuple[str, ...]:
        return tuple(read_one(word) for word in names(value))

    return read


def option(
    read: Callable[[str], Any],
    help: str,
    example: str,
    *,
    default: Any = "",
    required: bool = False,
) -> Any:
    """A dataclass field that an author fills through a directive option of the same name."""
    metadata = {"read": read, "help": help, "example": example, "required": required}
    return dataclasses.field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the sources and on its page."""

    docname: str
    #: The first line, from 1.
    line: int
    anchor: str = ""
    #: The lines of its options, by option name.
    lines: tuple[tuple[str, int], ...] = ()

    def of(self, option: str) -> Place:
        """The place of one of its options."""
        return dataclasses.replace(self, line=dict(self.lines).get(option, self.line))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry has."""

    #: The name of the directive and of the role.
    kind: ClassVar[str]
    #: The plural, for headings and file names.
    plural: ClassVar[str]
    #: What the type is for, for the reference page.
    about: ClassVar[str]
    #: Whether an entry without a body says nothing.
    needs_body: ClassVar[bool] = True
    #: Whether it is something that happened, so that what it cites is evidence.
    is_evidence: ClassVar[bool] = False
    #: Whether what it cites was in use during all of its span.
    proves_use: ClassVar[bool] = False

    id: str
    place: Place
    #: The source of the directive's body.
    body: str = ""
    title: str = option(_text, "The name it goes by.", "Senior Platform Engineer", required=True)

    @property
    def label(self) -> str:
        """The text of a link to the entry."""
        return self.title

    @property
    def short_label(self) -> str:
        """The text of a link to the entry, without what its surroundings tell (``~``)."""
        return self.title

    @property
    def names(self) -> tuple[str, ...]:
        """What a reference may call the entry besides its id."""
        return (self.title,)

    @property
    def span(self) -> Span | None:
        """The time the entry covers, if it is known."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Membership(Entry):
    """Time spent at an organization."""

    is_evidence: ClassVar[bool] = True
    proves_use: ClassVar[bool] = True

    organization: str = option(
        _text, "Who it was for: employer, client, school.", "Wayfair", required=True
    )
    location: str = option(_text, "Where.", "Berlin, Germany")
    start: Date | None = option(
        Date.parse, "The first day, month or year.", "2021-07", default=None, required=True
    )
    end: Date | None = option(
        _end, "The last day, month or year; `present` where it goes on.", "2023-04", default=None
    )

    @property
    def label(self) -> str:
        return f"{self.title}, {self.organization}"

    @property
    def short_label(self) -> str:
        return self.organization

    @property
    def names(self) -> tuple[str, ...]:
        return (self.organization,)

    @property
    def span(self) -> Span | None:
        return Span(self.start, self.end) if self.start else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(_Membership):
    kind: ClassVar[str] = "position"
    plural: ClassVar[str] = "positions"
    about: ClassVar[str] = "Work held for some time: a job, a contract, an office."


@dataclass(frozen=True, slots=True, kw_only=True)
class Education(_Membership):
    kind: ClassVar[str] = "education"
    plural: ClassVar[str] = "education"
    about: ClassVar[str] = "Studies or training, completed or not."
    needs_body: ClassVar[bool] = False

    status: str = option(
        one_of("completed", "incomplete"),
        "Whether it ended with the title it names.",
        "completed",
        default="completed",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill(Entry):
    kind: ClassVar[str] = "skill"
    plural: ClassVar[str] = "skills"
    about: ClassVar[str] = (
        "Something one can do or work with. Years, last use and evidence are computed from the "
        "entries that cite it."
    )
    needs_body: ClassVar[bool] = False

    title: str = option(_text, "The name it goes by; left out, the argument.", "CI/CD")
    category: str = option(_text, "The group it is listed in.", "Infrastructure as code")
    aliases: tuple[str, ...] = option(
        names, "Other names that references may use, separated by commas.", "Golang", default=()
    )
    level: str = option(_text, "How well, in a plain word of your own.", "confident")

    @property
    def names(self) -> tuple[str, ...]:
        return (self.title, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest(Entry):
    kind: ClassVar[str] = "interest"
    plural: ClassVar[str] = "interests"
    about: ClassVar[str] = "What one cares about and looks into."

    title: str = option(_text, "The name it goes by; left out, the argument.", "Observability")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Occasion(Entry):
    """Something that happened once, on a date or some time during a position."""

    is_evidence: ClassVar[bool] = True

    title: str = option(
        _text, "What it is called.", "What we learned from a year of reviews", required=True
    )
    date: Date | None = option(
        Date.parse, "The day, month or year, where it is known.", "2022-05-03", default=None
    )
    during: str = option(
        _text, "The id of the position it belongs to, above all where no date is known.", "wayfair"
    )

    @property
    def span(self) -> Span | None:
        return Span(self.date, self.date) if self.date else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk(_Occasion):
    kind: ClassVar[str] = "talk"
    plural: ClassVar[str] = "talks"
    about: ClassVar[str] = "A talk, lecture or workshop that was given."

    event: str = option(_text, "The conference, meetup or series.", "SREcon22 EMEA")
    visibility: str = option(
        one_of("public", "internal"), "Who could attend.", "public", default="public"
    )
    url: str = option(_link, "A page about it.", "https://example.org/talk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(_Occasion):
    kind: ClassVar[str] = "incident"
    plural: ClassVar[str] = "incidents"
    about: ClassVar[str] = "The review of an incident, written to learn from it."

    visibility: str = option(
        one_of("public", "sanitised", "internal"),
        "Whether details are shown, shown with names removed, or kept.",
        "sanitised",
        default="public",
    )
    source_url: str = option(
        _link, "The report that the organization published.", "https://example.org/report"
    )


#: Every entry type by its kind, in the order in which kinds are shown.
ENTRY_TYPES: Final[dict[str, type[Entry]]] = {
    cls.kind: cls for cls in (Position, Education, Skill, Interest, Talk, Incident)
}


def options(cls: type[Any]) -> Iterator[Option]:
    """The options that an author may give to a dataclass, in order of declaration."""
    for field in dataclasses.fields(cls):
        if field.metadata:
            yield Option(
                name=field.name.rstrip("_").replace("_", "-"),
                field=field.name,
                default=field.default,
                **field.metadata,
            )


def read_options(
    cls: type[Any], given: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, ValueError]]:
    """Convert the texts `given` by option name.

    Returns the values by field name, and for each option that could not be read the error.
    Names that `cls` does not have are left out.
    """
    values: dict[str, Any] = {}
    errors: dict[str, ValueError] = {}
    for opt in options(cls):
        if opt.name in given:
            try:
                values[opt.field] = opt.read(given[opt.name])
            except (DateError, OptionError) as error:
                errors[opt.name] = error
    return values, errors


def slug(name: str) -> str:
    """The id of a name: lower-case letters and digits joined by hyphens; “CI/CD” is ``ci-cd``.

    Letters lose their accents; scripts without a Latin form stay as they are.
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", "-", plain).strip("-")
