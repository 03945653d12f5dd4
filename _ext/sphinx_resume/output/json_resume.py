"""The career as JSON Resume 1.3.1 (https://jsonresume.org/schema).

Where the schema has no place, and allows more, things go where the import of this format looks for
them; what finds no place at all is told as a loss. Nothing that is empty is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sphinx_resume.i18n import _
from sphinx_resume.model.career import Career
from sphinx_resume.model.dates import PRESENT, Date, Present, Span
from sphinx_resume.model.entries import Skill
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.options import N_, Option, link, options
from sphinx_resume.model.person import Person
from sphinx_resume.model.profile import Profile
from sphinx_resume.model.unicode_text import plain
from sphinx_resume.output.bodies import Bodies
from sphinx_resume.output.career_json import Address, Data, without_empty
from sphinx_resume.output.document import encoded

FILE: Final = "resume.json"


@dataclass(frozen=True, slots=True)
class Section:
    """The section for entries of a kind, and the mapping of their content."""

    name: str
    #: Fields by option; for dates, the one for the start, and the one for the end if there is one.
    fields: Mapping[str, str]
    #: The fields for the paragraphs of a body and for its list items; empty if there is none.
    text: str = "summary"
    items: str = "highlights"
    #: The field for the skills that a body cites.
    keywords: str = "keywords"
    #: Fields for lines of a body that are lists, by the label at their beginning.
    lines: Mapping[str, str] = field(default_factory=dict)


_LASTING: Final = {"start": "startDate", "end": "endDate", "url": "url", "location": "location"}
_KEYWORDS: Final = {N_("Keywords"): "keywords"}

#: Sections by kind, in the order of the schema.
SECTIONS: Final = {
    "position": Section(
        "work",
        {
            "organization": "name",
            "title": "position",
            **_LASTING,
            "department": "department",
            "employment": "employmentType",
        },
        lines=_KEYWORDS,
    ),
    "volunteering": Section(
        "volunteer",
        {"organization": "organization", "title": "position", **_LASTING},
        lines=_KEYWORDS,
    ),
    "education": Section(
        "education",
        {"organization": "institution", "title": "studyType", **_LASTING, "grade": "score"},
        lines={**_KEYWORDS, N_("Courses"): "courses"},
    ),
    "award": Section(
        "awards",
        {"title": "title", "date": "date", "by": "awarder", "url": "url"},
        lines=_KEYWORDS,
    ),
    "certificate": Section(
        "certificates",
        {"title": "name", "date": "date", "url": "url", "issuer": "issuer"},
        lines=_KEYWORDS,
    ),
    "publication": Section(
        "publications",
        {
            "title": "name",
            "publisher": "publisher",
            "date": "releaseDate",
            "url": "url",
            "doi": "doi",
        },
        lines=_KEYWORDS,
    ),
    "language": Section(
        "languages", {"title": "language", "level": "fluency"}, text="", items="", keywords=""
    ),
    "interest": Section("interests", {"title": "name"}, items="keywords"),
    "reference": Section(
        "references",
        {"title": "name", "position": "position", "relation": "relationship"},
        text="reference",
        keywords="",
    ),
    "project": Section(
        "projects",
        {
            "title": "name",
            "start": "startDate",
            "end": "endDate",
            "url": "url",
            "part": "roles",
            "organization": "entity",
        },
        text="description",
        lines={**_KEYWORDS, N_("Type"): "type"},
    ),
}

#: Options that have no meaning for other tools.
_OURS: Final = frozenset({"formerly", "stated", "visibility"})


def json_resume(
    career: Career,
    shown: Callable[[Entry], bool],
    bodies: Bodies,
    address: Address,
    profile: Profile | None,
) -> tuple[Data, list[str]]:
    """The entries that are `shown` as JSON Resume, and messages about what has no place there."""
    made = _Converter(career, shown, bodies, address)
    basics = person(career.person)
    if profile:
        summary = "\n\n".join(map(plain, career.summary(profile)))
        basics = {**basics, "label": plain(profile.headline), "summary": summary}
    data = {
        "basics": without_empty(basics),
        **{section.name: made.items(kind) for kind, section in SECTIONS.items()},
        "skills": made.skills(),
        "x-evidence": made.evidence(),
    }
    return without_empty(data), [*made.losses, *_lost_contacts(career.person), *made.kinds()]


def person(person: Person) -> Data:
    """Name and contact data."""
    links = [(plain(name), encoded(url)) for name, url in person.links]
    site = next((url for name, url in links if name == "Website"), "")
    return without_empty(
        {
            "name": plain(person.name),
            "email": plain(person.email),
            "phone": plain(person.phone[0]) if person.phone else "",
            "url": site,
            "location": without_empty({"address": plain(person.address)}),
            "profiles": [{"network": name, "url": url} for name, url in links if url != site],
        }
    )


def _lost_contacts(person: Person) -> Iterator[str]:
    if len(person.phone) > 1:
        yield "phone numbers after the first: there is a field for only one"


class _Converter:
    def __init__(
        self, career: Career, shown: Callable[[Entry], bool], bodies: Bodies, address: Address
    ) -> None:
        self.career, self.shown, self.bodies, self.address = career, shown, bodies, address
        self.losses: list[str] = []

    def kinds(self) -> Iterator[str]:
        """Messages about the kinds of entries without a section."""
        for kind, cls in self.career.kinds.items():
            entries = [each for each in self.career.entries_of_kind(kind) if self.shown(each)]
            if entries and kind not in SECTIONS and kind != "skill":
                names = ", ".join(f"“{plain(each.title)}”" for each in entries)
                yield f"{cls.plural} ({names}): there is no section for them"

    def items(self, kind: str) -> list[Data]:
        """The entries of a kind."""
        if kind not in self.career.kinds:
            return []
        return [
            self.item(e, SECTIONS[kind]) for e in self.career.entries_of_kind(kind) if self.shown(e)
        ]

    def item(self, entry: Entry, section: Section) -> Data:
        """An entry, with fields in the order of the schema."""
        made: dict[str, Any] = {}
        for opt in options(type(entry)):
            value = getattr(entry, opt.field)
            if opt.name in section.fields:
                self._convert(entry, opt, value, section.fields[opt.name], made)
            elif value and value != opt.default and opt.name not in _OURS:
                made |= self._elsewhere(entry, opt, value, made)
        made = {name: made[name] for name in section.fields.values() if name in made} | made
        made |= self.body(entry, section)
        return without_empty(made)

    def _convert(self, entry: Entry, opt: Option, value: Any, name: str, made: Data) -> None:
        match value:
            case Span():
                made[name] = value.start.isoformat()
                if value.end != value.start:
                    self._lose(entry, opt, "there is a field only for the first day")
            case Date():
                made[name] = value.isoformat()
            case Present():
                pass
            case None:
                if opt.field == "end" and getattr(entry, "start", None):
                    self._lose(
                        entry, opt, "the end is unknown, and readers will assume the present"
                    )
            case tuple():
                made[name] = [plain(each) for each in value]
            case _:
                made[name] = encoded(value) if opt.read is link else plain(value)
        if name == "roles" and made.get(name):
            made[name] = [made[name]]
        if name == "studyType" and ", " in made.get(name, ""):
            made["studyType"], made["area"] = made["studyType"].split(", ", 1)

    def _elsewhere(self, entry: Entry, opt: Option, value: Any, made: Data) -> Data:
        """The value of an option without its own field, for the field of another one."""
        if entry.kind == "publication" and opt.field == "venue":
            return {"publisher": ", ".join(filter(None, (plain(value), plain(entry.publisher))))}  # type: ignore[attr-defined]
        if opt.field == "during":
            return {}  # its dates show that
        self._lose(entry, opt, "there is no field for it")
        return {}

    def _lose(self, entry: Entry, opt: Option, why: str) -> None:
        self.losses.append(f"{entry.kind} “{plain(entry.label)}”, {opt.name}: {why}")

    def body(self, entry: Entry, section: Section) -> Data:
        """The text of the body of an entry, and the skills that it cites."""
        found: dict[str, list[str]] = defaultdict(list)
        labels = {f"{_(label)}: ": name for label, name in section.lines.items()}
        for said in self.bodies.get(entry.key, ()):
            text = plain(said.text)
            label = next((each for each in labels if text.startswith(each)), "")
            if label and not said.is_item:
                rest = text.removeprefix(label)
                found[labels[label]] += [rest] if labels[label] == "type" else rest.split(", ")
            else:
                found[section.items if said.is_item else section.text].append(text)
        skills = [each.title for each in self.career.cites(entry) if isinstance(each, Skill)]
        if section.keywords and section.items != section.keywords:
            # Keywords from a labelled line come first, in the order of that line.
            found["keywords"] += sorted(map(plain, skills), key=_by_name)
        if entry.kind == "education":
            courses = (e for e in self.career.happened_during(entry) if e.kind == "course")
            found["courses"] += [plain(e.title) for e in courses if self.shown(e)]
        if found.pop("", None):
            self.losses.append(
                f"{entry.kind} “{plain(entry.label)}”: there is no field for its text"
            )
        as_text = {section.text: "\n\n", "type": " "}
        return {
            name: as_text[name].join(texts) if name in as_text else [*dict.fromkeys(texts)]
            for name, texts in found.items()
            if texts
        }

    def skills(self) -> list[Data]:
        """The skills by category, in order of declaration."""
        made: dict[tuple[str, str], Data] = {}
        for skill in filter(self.shown, self.career.skills):
            category, name = plain(skill.category), plain(skill.title)
            if category:
                made.setdefault((category, ""), {"name": category, "keywords": []})
                made[category, ""]["keywords"].append(name)
            else:
                level = plain(skill.level)
                made["", skill.id] = without_empty({"name": name, "level": level})
            lost = {"aliases": skill.aliases, "level": skill.category and skill.level}
            for opt in options(Skill):
                if lost.get(opt.name):
                    self._lose(skill, opt, "there is no field for it")
        return [*made.values()]

    def evidence(self) -> list[Data]:
        """The evidence of skills: how long each was used, until when, and where."""
        found = []
        for skill in filter(self.shown, self.career.skills):
            items = [item for item in self.career.evidence(skill) if self.shown(item.source)]
            if items:
                use = self.career.use(skill)
                found.append(
                    without_empty(
                        {
                            "skill": plain(skill.title),
                            "months": use.months,
                            "atMost": use.at_most,
                            "lastUsed": PRESENT.value
                            if use.current
                            else use.last.isoformat()
                            if use.last
                            else "",
                            "evidence": [
                                without_empty(
                                    {
                                        "source": plain(item.source.label),
                                        "text": plain(self.career.text(item.citation.statement)),
                                        "url": self.address(item.citation.place),
                                    }
                                )
                                for item in items
                            ],
                        }
                    )
                )
        return found


def _by_name(name: str) -> tuple[str, str]:
    return name.casefold(), name
