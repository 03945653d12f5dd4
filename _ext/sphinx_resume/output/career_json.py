"""The whole career as data: what pages declare and cite, and what is computed from that.

It is a public interface, documented by `career_schema` as a JSON Schema, which is generated from
the same declarations as the directives. An incompatible change must increase `VERSION`.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from sphinx_resume.model.career import Career, Evidence
from sphinx_resume.model.dates import Date, Present, Span
from sphinx_resume.model.entries import Occasion, Skill, Talk
from sphinx_resume.model.entry import Entry, Place
from sphinx_resume.model.options import Option, date_or_present, dates, flag, link, options
from sphinx_resume.model.person import Person
from sphinx_resume.model.profile import Profile
from sphinx_resume.model.unicode_text import plain
from sphinx_resume.output.bodies import Bodies

FILE: Final = "career.json"
SCHEMA_FILE: Final = "career.schema.json"
#: The version of the interface.
VERSION: Final = 1

Data = dict[str, Any]
#: Returns the URL of a place on the site; empty if the site has no known address.
Address = Callable[[Place], str]

_DATE: Final = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def career_data(
    career: Career,
    shown: Callable[[Entry], bool],
    bodies: Bodies,
    language: str,
    address: Address,
    profile: Profile | None,
) -> Data:
    """The entries of a career that are `shown`, without empty values."""
    describe = _Describer(career, shown, bodies, address)
    return without_empty(
        {
            "$schema": SCHEMA_FILE,
            "version": VERSION,
            "language": language,
            "today": career.today.isoformat(),
            "person": person_data(career.person),
            "profile": without_empty(
                {
                    "headline": plain(profile.headline) if profile else "",
                    "summary": [plain(text) for text in career.summary(profile)] if profile else [],
                }
            ),
            "entries": without_empty(
                {
                    kind: [
                        describe.entry(each) for each in career.entries_of_kind(kind) if shown(each)
                    ]
                    for kind in career.kinds
                }
            ),
        }
    )


def person_data(person: Person) -> Data:
    """Name and contact data."""
    return without_empty(
        {
            "name": plain(person.name),
            "email": plain(person.email),
            "phone": [plain(number) for number in person.phone],
            "address": plain(person.address),
            "links": [{"name": plain(name), "url": url} for name, url in person.links],
        }
    )


@dataclasses.dataclass(frozen=True)
class _Describer:
    career: Career
    shown: Callable[[Entry], bool]
    bodies: Bodies
    address: Address

    def entry(self, entry: Entry) -> Data:
        career = self.career
        evidence = [item for item in career.evidence(entry) if self.shown(item.source)]
        said = self.bodies.get(entry.key, ())
        during = career.during(entry)
        return without_empty(
            {
                "id": entry.id,
                "label": plain(entry.label),
                "place": self._place(entry.place),
                "fields": fields(entry),
                "occasions": [fields(each, Occasion) for each in entry.occasions]
                if isinstance(entry, Talk)
                else [],
                "body": [
                    without_empty({"text": plain(each.text), "item": each.is_item}) for each in said
                ],
                "times": [_value(span) for span in entry.times],
                "months": self._months(entry),
                "during": _reference(during) if during and self.shown(during) else {},
                "cites": [_reference(each) for each in career.cites(entry) if self.shown(each)],
                "evidence": [self._evidence(item) for item in evidence],
                "use": self._use(entry) if isinstance(entry, Skill) else {},
            }
        )

    def _place(self, place: Place) -> Data:
        return without_empty(
            {"page": place.docname, "anchor": place.anchor, "url": self.address(place)}
        )

    def _months(self, entry: Entry) -> int:
        """The months of an entry, until today if it is ongoing; ``None`` if not known."""
        span = entry.span
        known = entry.proves_use and span and span.counts(self.career.today)
        return len(span.months(self.career.today)) if span and known else 0

    def _evidence(self, item: Evidence) -> Data:
        return {
            "source": _reference(item.source),
            "text": plain(self.career.text(item.citation.statement)),
            "place": self._place(item.citation.place),
        }

    def _use(self, skill: Skill) -> Data:
        use = self.career.use(skill)
        return without_empty(
            {
                "months": use.months,
                "at_most": use.at_most,
                "years": [list(years) for years in self.career.years(skill)],
                "last": use.last.isoformat() if use.last else "",
                "current": use.current,
            }
        )


def fields(record: Any, declared_by: type[Any] | None = None) -> Data:
    """The options of an entry, or of a part of one, by their names in directives."""
    found = options(declared_by or type(record))
    values = {opt.name: _value(getattr(record, opt.field)) for opt in found}
    # Keep zeros.
    return {name: v for name, v in values.items() if v is not False and v not in (None, "", [], {})}


def _value(value: Any) -> Any:
    match value:
        case Date():
            return value.isoformat()
        case Present():
            return value.value
        case Span():
            return without_empty({"start": _value(value.start), "end": _value(value.end)})
        case tuple():
            return [_value(each) for each in value]
        case bool() | int() | float() | None:
            return value
    return plain(str(value))


def _reference(entry: Entry) -> Data:
    return {"kind": entry.kind, "id": entry.id}


def without_empty(data: Data) -> Data:
    """The data without empty values."""
    return {name: value for name, value in data.items() if value not in (None, "", 0, [], {})}


# Its schema


def career_schema(kinds: Mapping[str, type[Entry]], base: str = "") -> Data:
    """The JSON Schema of `career_data`, for the kinds of entries of a project."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **({"$id": f"{base.rstrip('/')}/{SCHEMA_FILE}"} if base else {}),
        "title": "Career",
        "description": "All that the pages of a résumé declare and cite, and what is computed.",
        **_object(
            {
                "$schema": _text("This schema."),
                "version": {"const": VERSION, "description": "The version of this interface."},
                "language": _text("The language of the texts."),
                "today": {**_date(), "description": "The day that counts as the present."},
                "person": {"$ref": "#/$defs/person"},
                "profile": _object(
                    {
                        "headline": _text("What the person is, in a line."),
                        "summary": _list(_text(), "The paragraphs of the summary."),
                    }
                ),
                "entries": _object(
                    {
                        kind: _list(_ref(f"entry-{kind}"), _plural(cls))
                        for kind, cls in kinds.items()
                    }
                ),
            },
            required=("version", "language", "today"),
        ),
        "$defs": {
            "date": {
                "type": "string",
                "pattern": _DATE,
                "description": "A date that is known to the year, the month, or the day.",
            },
            "end": {
                "anyOf": [_date(), {"const": Present.PRESENT.value}],
                "description": "The last day, month or year; “present” if ongoing.",
            },
            "span": _object({"start": _date(), "end": _ref("end")}, required=("start",)),
            "reference": _object(
                {"kind": {"enum": [*kinds]}, "id": _text()}, required=("kind", "id")
            ),
            "place": _object(
                {
                    "page": _text("The page, by its name in the sources."),
                    "anchor": _text("The place on the page."),
                    "url": {**_text("The address, where the site has one."), "format": "uri"},
                },
                required=("page",),
            ),
            "evidence": _object(
                {
                    "source": _ref("reference"),
                    "text": _text("The statement, as its page shows it."),
                    "place": _ref("place"),
                },
                required=("source", "text", "place"),
            ),
            "use": _object(
                {
                    "months": _count("For how many months, each counted once."),
                    "at_most": _true("Whether that is the most that it can be."),
                    "years": _list(
                        {
                            "type": "array",
                            "prefixItems": [_count(), _count()],
                            "minItems": 2,
                            "maxItems": 2,
                        },
                        "The first and the last year of each time of use.",
                    ),
                    "last": {**_date(), "description": "When it was last used."},
                    "current": _true("Whether it is in use."),
                }
            ),
            "person": _object(
                {
                    **_fields(Person, without=("links",)),
                    "links": _list(
                        _object({"name": _text(), "url": _uri()}, required=("name", "url")),
                        "Pages elsewhere.",
                    ),
                }
            ),
            **{f"entry-{kind}": _entry_schema(cls) for kind, cls in kinds.items()},
        },
    }


def _entry_schema(cls: type[Entry]) -> Data:
    computed = {
        "times": _list(_ref("span"), "When it was, the latest first."),
        "months": _count("How long it was, or is until today."),
        "during": _ref("reference"),
        "cites": _list(_ref("reference"), "The entries that its body cites."),
        "evidence": _list(_ref("evidence"), "The statements of other entries that back it."),
    }
    if issubclass(cls, Talk):
        fields = _object(_fields(Occasion))
        computed["occasions"] = _list(fields, "Each time that it was given, the latest first.")
    if issubclass(cls, Skill):
        computed["use"] = _ref("use")
    body = _object(
        {"text": _text(), "item": _true("Whether it is an item of a list.")}, required=("text",)
    )
    schema = _object(
        {
            "id": _text("The id, which no other entry of the kind has."),
            "label": _text("What links to it say."),
            "place": _ref("place"),
            "fields": _object(_fields(cls), required=("title",)),
            "body": _list(body, "What its body says, block by block."),
            **computed,
        },
        required=("id", "label", "place", "fields"),
    )
    return {"description": _plain(cls.description), **schema}


def _fields(cls: type[Any], without: Iterable[str] = ()) -> Data:
    return {
        opt.name: {**_option(opt), "description": _plain(opt.help)}
        for opt in options(cls)
        if opt.name not in without
    }


def _option(opt: Option) -> Data:
    if opt.choices:
        return {"enum": [*opt.choices]}
    if opt.many:
        return _list(_text())
    if opt.read == Date.parse:
        return _date()
    by_reader: dict[Any, Data] = {
        date_or_present: _ref("end"),
        dates: _ref("span"),
        flag: _true(),
        link: _uri(),
    }
    return by_reader.get(opt.read) or _of_type(opt.default)


def _of_type(default: Any) -> Data:
    """The type of an option of an extension, as far as its default shows."""
    if isinstance(default, bool):
        return {"type": "boolean"}
    if isinstance(default, (int, float)):
        return {"type": "number"}
    return _text() if isinstance(default, str) else {}


def _object(properties: Data, required: Iterable[str] = ()) -> Data:
    needed = {"required": [*required]} if required else {}
    return {"type": "object", "properties": properties, "additionalProperties": False, **needed}


def _list(items: Data, description: str = "") -> Data:
    return without_empty(
        {"type": "array", "items": items, "minItems": 1, "description": description}
    )


def _text(description: str = "") -> Data:
    return without_empty({"type": "string", "minLength": 1, "description": description})


def _uri() -> Data:
    return {"type": "string", "format": "iri"}  # URLs may contain letters of any script


def _count(description: str = "") -> Data:
    return without_empty({"type": "integer", "minimum": 1, "description": description})


def _true(description: str = "") -> Data:
    return without_empty({"const": True, "description": description})


def _date() -> Data:
    return _ref("date")


def _ref(name: str) -> Data:
    return {"$ref": f"#/$defs/{name}"}


def _plural(cls: type[Entry]) -> str:
    return cls.plural.capitalize() + "."


def _plain(text: str) -> str:
    return re.sub("`", "", text)
