"""The entry types: what an author can declare, one frozen dataclass each.

A type's fields are its single declaration. Directive options, their conversion and defaults, the
reference page in the docs, the templates for new pages and the exports all derive from them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from sphinx_resume.model.dates import PRESENT, Date, End, Span
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.options import (
    N_,
    authors,
    date_or_present,
    dates,
    doi_name,
    flag,
    link,
    name_of,
    names,
    one_of,
    option,
    people,
    text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastingEntry(Entry):
    """The base class of entries with a duration, most of them at an organization.

    Without a start, only the end is shown, and no duration is counted.
    """

    is_evidence: ClassVar[bool] = True
    #: Whether an end without a start is shown as a plain date, as the year of a degree.
    ends_as_date: ClassVar[bool] = False

    organization: str = option(
        text, "Who it was for: employer, client, school.", "Example Works", required=True
    )
    location: str = option(text, "Where.", "Berlin, Germany", shown="fact")
    start: Date | None = option(
        Date.parse,
        "The first day, month or year. Without it, only the end is shown, and no time is counted.",
        "2021-07",
        default=None,
    )
    end: End = option(
        date_or_present,
        "The last day, month or year, which may be in the future; `present` if ongoing.",
        "2023-04",
        default=None,
    )
    url: str = option(link, "The page of the organization.", "https://example.org", shown="link")
    #: Whether an end was written, but is invalid.
    end_unread: bool = False

    @property
    def label(self) -> str:
        return f"{self.title}, {self.organization}" if self.organization else self.title

    @property
    def short_label(self) -> str:
        return self.organization or self.title

    @property
    def names(self) -> tuple[str, ...]:
        return (self.organization or self.title,)

    @property
    def span(self) -> Span | None:
        if self.start is None:
            return Span(self.end, self.end) if isinstance(self.end, Date) else None
        return Span(self.start, self.end)

    @property
    def proves_use(self) -> bool:
        return self.start is not None and self.end is not None

    @property
    def only_ends(self) -> bool:
        """Whether only its end is known, which could be mistaken for all of its time."""
        return self.start is None and self.end is not None and not self.ends_as_date

    @classmethod
    def needs(cls, values: Mapping[str, Any]) -> frozenset[str]:
        # An ongoing entry has no known end, so it needs a start; and only the author can say
        # whether something that has begun is ongoing.
        if values.get("end") is PRESENT:
            return frozenset({"start"})
        return frozenset({"end"} if "start" in values else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(LastingEntry):
    kind: ClassVar[str] = N_("position")
    plural: ClassVar[str] = N_("positions")
    description: ClassVar[str] = "Work held for some time: a job, a contract, an office."
    on_timeline: ClassVar[bool] = True

    department: str = option(text, "The department or team.", "Platform", shown="fact")
    employment: str = option(
        text,
        "The kind of employment, if worth mentioning.",
        "part-time",
        shown="fact",
    )
    workplace: str = option(
        one_of(N_("on site"), N_("hybrid"), N_("remote")),
        "Where the work was done.",
        "remote",
        shown="fact",
    )

    @classmethod
    def needs(cls, values: Mapping[str, Any]) -> frozenset[str]:
        known = {name for name in ("start", "end") if name in values}
        if known == {"end"} and values["end"] is not PRESENT:
            return frozenset()
        return frozenset({"start", "end"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Education(LastingEntry):
    kind: ClassVar[str] = N_("education")
    plural: ClassVar[str] = N_("education")
    description: ClassVar[str] = "Studies or training, completed or not."
    needs_body: ClassVar[bool] = False
    on_timeline: ClassVar[bool] = True
    ends_as_date: ClassVar[bool] = True

    end: End = option(
        date_or_present,
        "The last day, month or year, which may be in the future; `present` if ongoing.",
        "2023-04",
        default=None,
        required=True,
    )
    status: str = option(
        one_of("completed", "incomplete"),
        "Whether it led to the degree it names.",
        "completed",
        default="completed",
    )
    department: str = option(
        text, "The department, faculty or school.", "Faculty of Science", shown="fact"
    )
    grade: str = option(
        text, "The final grade, or a class of honors.", "with distinction", shown="fact"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(LastingEntry):
    kind: ClassVar[str] = N_("project")
    plural: ClassVar[str] = N_("projects")
    description: ClassVar[str] = (
        "Something made or done, at work or outside it: software, a study, a campaign."
    )

    title: str = option(text, "What it is called.", "Order service", required=True)
    organization: str = option(
        text, "Who it was for or with, if anyone.", "Example Works", shown="origin"
    )
    part: str = option(text, "What you were in it.", "Maintainer", shown="fact")
    during: str = option(
        name_of, "The id of the position, or studies, that it belongs to.", "wayfair"
    )
    url: str = option(link, "Where it can be seen.", "https://example.org/project", shown="link")

    @property
    def label(self) -> str:
        return self.title

    @property
    def short_label(self) -> str:
        return self.title

    @property
    def names(self) -> tuple[str, ...]:
        return (self.title,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Volunteering(LastingEntry):
    kind: ClassVar[str] = N_("volunteering")
    plural: ClassVar[str] = N_("volunteering")
    description: ClassVar[str] = "Unpaid work for others: an office in a club, help, a campaign."
    needs_body: ClassVar[bool] = False

    cause: str = option(text, "What it was for.", "Education", shown="fact")


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(LastingEntry):
    kind: ClassVar[str] = N_("membership")
    plural: ClassVar[str] = N_("memberships")
    description: ClassVar[str] = "Membership in a professional society, a committee or a club."
    needs_body: ClassVar[bool] = False

    title: str = option(text, "What you are there.", "Senior Member", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Break(Entry):
    kind: ClassVar[str] = N_("break")
    plural: ClassVar[str] = N_("breaks")
    description: ClassVar[str] = (
        "Time between or alongside positions: parental leave, travel, care. It is shown on the "
        "timeline; checks do not count it as a gap, and it is not evidence."
    )
    needs_body: ClassVar[bool] = False
    on_timeline: ClassVar[bool] = True

    title: str = option(text, "What it was.", "Parental leave", required=True)
    start: Date | None = option(
        Date.parse, "The first day, month or year.", "2021-07", default=None, required=True
    )
    end: End = option(
        date_or_present,
        "The last day, month or year; `present` if ongoing.",
        "2022-02",
        default=None,
        required=True,
    )

    @property
    def span(self) -> Span | None:
        return Span(self.start, self.end) if self.start else None

    @property
    def lasts(self) -> bool:
        return self.start is not None and self.end is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill(Entry):
    kind: ClassVar[str] = N_("skill")
    plural: ClassVar[str] = N_("skills")
    description: ClassVar[str] = (
        "Something you can do or work with. Years, last use and evidence are computed from the "
        "entries that cite it."
    )
    needs_body: ClassVar[bool] = False

    title: str = option(text, "Its name; by default, the argument.", "CI/CD")
    category: str = option(text, "The group it is listed in.", "Infrastructure as code")
    aliases: tuple[str, ...] = option(
        names, "Other names that references may use.", "Golang", default=()
    )
    level: str = option(text, "How well you know it, in your own words.", "confident")
    stated: bool = option(
        flag,
        "Says that you know that nothing here backs it; no check reminds you.",
        "",
        default=False,
    )

    @property
    def context(self) -> str:
        return self.category

    @property
    def names(self) -> tuple[str, ...]:
        return (self.title, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest(Entry):
    kind: ClassVar[str] = N_("interest")
    plural: ClassVar[str] = N_("interests")
    description: ClassVar[str] = "A topic that you care about and explore."

    title: str = option(text, "Its name; by default, the argument.", "Observability")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEntry(Entry):
    """Something that happened once, on a date or some time during a position."""

    is_evidence: ClassVar[bool] = True

    title: str = option(
        text, "What it is called.", "What we learned from a year of reviews", required=True
    )
    date: Span | None = option(
        dates,
        "The day, month or year, or the first and the last; `2022 to present` if ongoing.",
        "2022-05-03",
        default=None,
    )
    during: str = option(
        name_of,
        "The id of the position, or studies, it belongs to; useful if the date is not known.",
        "wayfair",
    )

    @property
    def span(self) -> Span | None:
        return self.date


# Without slots, so that it can be a second base.
@dataclass(frozen=True, kw_only=True)
class Occasion:
    """One time that a talk was given."""

    name: ClassVar[str] = "occasion"
    description: ClassVar[str] = (
        "Another occasion of a talk, inside the body of the talk. The talk's own options are the "
        "first occasion."
    )

    date: Span | None = option(
        dates, "The day, or the first and the last.", "2022-05-03", default=None, required=True
    )
    event: str = option(text, "The conference, meetup or series.", "SREcon22 EMEA", shown="fact")
    event_url: str = option(link, "The event's page.", "https://example.org/event")
    venue: str = option(text, "Where.", "Amsterdam", shown="origin")
    language: str = option(text, "The language it was given in.", "English")
    slides: str = option(link, "The slides.", "https://example.org/slides.pdf")
    recording: str = option(link, "A video or audio recording.", "https://example.org/video")


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk(DatedEntry, Occasion):
    kind: ClassVar[str] = N_("talk")
    plural: ClassVar[str] = N_("talks")
    description: ClassVar[str] = "A talk, lecture or workshop that was given."
    on_timeline: ClassVar[bool] = True

    date: Span | None = option(
        dates,
        "The day it was given, or the first and the last, if known.",
        "2022-05-03",
        default=None,
    )
    format: str = option(
        text, "The kind of talk: keynote, workshop, panel.", "workshop", shown="fact"
    )
    duration: str = option(text, "How long it takes.", "40 minutes", shown="fact")
    co_speakers: tuple[str, ...] = option(
        people, "Who else gave it; include `me` to state the order.", "Ada Example", default=()
    )
    visibility: str = option(
        one_of("public", "internal"),
        "Who could attend. An internal talk is shown without its links, but with its body.",
        "public",
        default="public",
    )
    tags: tuple[str, ...] = option(
        names,
        "Its topics, besides the skills and interests that its body cites.",
        "on-call, postmortems",
        default=(),
    )
    url: str = option(link, "A page about it.", "https://example.org/talk", shown="link")
    embed: bool = option(
        flag,
        "Offer to play the recording on the page; nothing loads before that.",
        "",
        default=False,
    )
    #: The occasions after the first.
    more: tuple[Occasion, ...] = ()

    @property
    def occasions(self) -> tuple[Occasion, ...]:
        """The occasions with content to show, latest first."""
        shown = [field.name for field in dataclasses.fields(Occasion)]
        known = [each for each in (self, *self.more) if any(getattr(each, name) for name in shown)]
        return tuple(sorted(known, key=_latest_first))

    def at(self, occasions: Sequence[Occasion]) -> Talk:
        """The talk as if these had been all of its occasions."""
        first, *more = occasions
        own = {field.name: getattr(first, field.name) for field in dataclasses.fields(Occasion)}
        return dataclasses.replace(self, **own, more=tuple(more))

    @property
    def parts(self) -> tuple[Talk, ...]:
        return tuple(self.at([each]) for each in self.occasions) or (self,)

    @property
    def span(self) -> Span | None:
        return next(iter(self.times), None)

    @property
    def times(self) -> tuple[Span, ...]:
        return tuple(each.date for each in self.occasions if each.date)

    @property
    def is_internal(self) -> bool:
        return self.visibility == "internal"

    @property
    def withholds(self) -> bool:
        links = [self.url]
        for each in (self, *self.more):
            links += [each.event_url, each.slides, each.recording]
        return self.is_internal and any(links)


def _latest_first(occasion: Occasion) -> tuple[int, int]:
    if occasion.date is None:
        return (0, 0)
    end = occasion.date.end
    last = end if isinstance(end, Date) else occasion.date.start
    return (-last.latest.toordinal(), -occasion.date.start.earliest.toordinal())


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(DatedEntry):
    kind: ClassVar[str] = N_("incident")
    plural: ClassVar[str] = N_("incidents")
    description: ClassVar[str] = "The review of an incident, written to learn from it."
    on_timeline: ClassVar[bool] = True

    visibility: str = option(
        one_of("public", "sanitised", "internal"),
        "`public`: shown as it was; `sanitised`: shown without names and details, and said to be "
        "so; `internal`: listed by its title; its body, and all that follows up to the next entry, "
        "are left out.",
        "sanitised",
        default="public",
    )
    part: str = option(text, "What you did in it.", "I was on call, and led the review.")
    agreed: str = option(
        text, "Who agreed to its publication.", "the engineering lead of Example Works"
    )
    source_url: str = option(
        link,
        "The report that the organization published.",
        "https://example.org/report",
        shown="link",
    )

    @property
    def is_internal(self) -> bool:
        return self.visibility == "internal"

    @property
    def withholds(self) -> bool:
        return self.is_internal


@dataclass(frozen=True, slots=True, kw_only=True)
class Award(DatedEntry):
    kind: ClassVar[str] = N_("award")
    plural: ClassVar[str] = N_("awards")
    description: ClassVar[str] = "A prize, medal, honor or grant."
    needs_body: ClassVar[bool] = False

    by: str = option(text, "Who gave it.", "Example Society", shown="origin")
    url: str = option(link, "A page about it.", "https://example.org/award", shown="link")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(DatedEntry):
    kind: ClassVar[str] = N_("publication")
    plural: ClassVar[str] = N_("publications")
    description: ClassVar[str] = "An article, paper, report or book."
    needs_body: ClassVar[bool] = False

    venue: str = option(
        text,
        "The journal, proceedings or series it is in.",
        "Journal of Examples 9(4), 1–5",
        shown="origin",
    )
    publisher: str = option(text, "Who published it.", "Example Press", shown="origin")
    type: str = option(
        one_of(
            N_("article"),
            N_("paper"),
            N_("preprint"),
            N_("book"),
            N_("chapter"),
            N_("thesis"),
            N_("report"),
            N_("data set"),
            N_("software"),
        ),
        "What it is; a `paper` is one in proceedings.",
        "preprint",
        shown="fact",
    )
    status: str = option(
        one_of("published", N_("in press"), N_("submitted")),
        "Whether it is out yet.",
        "in press",
        default="published",
        shown="fact",
    )
    co_authors: tuple[str, ...] = option(
        authors,
        "Its authors in order, including yourself by name or as `me`; an asterisk after a name "
        "marks those who contributed equally.",
        "Ada Example*, me*, Bob Example",
        default=(),
    )
    doi: str = option(doi_name, "Its digital object identifier.", "10.1145/800025", shown="link")
    url: str = option(link, "Where it can be read.", "https://example.org/article", shown="link")

    @property
    def authors(self) -> tuple[str, ...]:
        """Who made it, as far as it says."""
        return self.co_authors


@dataclass(frozen=True, slots=True, kw_only=True)
class Patent(DatedEntry):
    kind: ClassVar[str] = N_("patent")
    plural: ClassVar[str] = N_("patents")
    description: ClassVar[str] = "An invention with a patent, granted or applied for."
    needs_body: ClassVar[bool] = False

    title: str = option(text, "What it is called.", "A better brake", required=True)
    date: Span | None = option(
        dates, "The day, month or year it was granted.", "2022-05-03", default=None
    )
    filed: Date | None = option(
        Date.parse,
        "The day, month or year it was applied for, used until it is granted.",
        "2020-11",
        default=None,
        shown="fact",
        words=N_("filed %s"),
    )
    office: str = option(text, "Who granted it.", "Example Patent Office", shown="origin")
    number: str = option(
        text, "Its number, or that of the application.", "EX 1234567 B1", shown="fact"
    )
    co_inventors: tuple[str, ...] = option(
        authors,
        "Its inventors in order, including yourself by name or as `me`.",
        "me, Ada Example",
        default=(),
    )
    url: str = option(link, "Where it can be read.", "https://example.org/patent", shown="link")

    @property
    def authors(self) -> tuple[str, ...]:
        """Who made it, as far as it says."""
        return self.co_inventors

    @property
    def span(self) -> Span | None:
        if self.date is None and self.filed is not None:
            return Span(self.filed, self.filed)
        return self.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(DatedEntry):
    kind: ClassVar[str] = N_("certificate")
    plural: ClassVar[str] = N_("certificates")
    description: ClassVar[str] = "A certificate, license or commission."
    needs_body: ClassVar[bool] = False

    issuer: str = option(text, "Who granted it.", "Example Foundation", shown="origin")
    expires: Date | None = option(
        Date.parse,
        "The last day, month or year of its validity.",
        "2027-03",
        default=None,
        shown="fact",
        words=N_("valid until %s"),
    )
    url: str = option(
        link, "Where it can be verified.", "https://example.org/certificate", shown="link"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Course(DatedEntry):
    kind: ClassVar[str] = N_("course")
    plural: ClassVar[str] = N_("courses")
    description: ClassVar[str] = "A course, taken on its own or as part of studies."
    needs_body: ClassVar[bool] = False

    title: str = option(text, "What it is called.", "Distributed Systems", required=True)
    organization: str = option(text, "Who gave it.", "Example University", shown="origin")
    number: str = option(text, "Its number.", "CS 101", shown="fact")
    grade: str = option(text, "The grade.", "with distinction", shown="fact")
    url: str = option(link, "A page about it.", "https://example.org/course", shown="link")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language(Entry):
    kind: ClassVar[str] = N_("language")
    plural: ClassVar[str] = N_("languages")
    description: ClassVar[str] = "A language that you speak, read or write."
    needs_body: ClassVar[bool] = False

    title: str = option(text, "Its name; by default, the argument.", "Portuguese")
    level: str = option(text, "How well you speak it, in your own words.", "fluent", shown="origin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Referee(Entry):
    kind: ClassVar[str] = N_("reference")
    plural: ClassVar[str] = N_("references")
    description: ClassVar[str] = (
        "A person who vouches for you, with what they say as the body. No public output contains "
        "any of it, unless you make it public."
    )
    needs_body: ClassVar[bool] = False

    title: str = option(text, "Their name.", "Ada Example", required=True)
    position: str = option(text, "Their position.", "Head of Engineering", shown="origin")
    organization: str = option(text, "Where.", "Example Works", shown="origin")
    relation: str = option(text, "How they know you.", "my manager until 2023", shown="fact")
    visibility: str = option(
        one_of("private", "public"),
        "`private`: only in outputs made with `--private`; `public`: in all outputs, which they "
        "should have agreed to.",
        "public",
        default="private",
    )
    url: str = option(link, "A page about them.", "https://example.org/ada", shown="link")

    @property
    def is_private(self) -> bool:
        return self.visibility == "private"


#: Every entry type by its kind, in the order in which kinds are shown.
ENTRY_TYPES: Final[dict[str, type[Entry]]] = {
    cls.kind: cls
    for cls in (
        Position,
        Education,
        Project,
        Volunteering,
        Break,
        Skill,
        Interest,
        Talk,
        Incident,
        Publication,
        Patent,
        Award,
        Certificate,
        Course,
        Membership,
        Language,
        Referee,
    )
}
