"""Finds support for the sentences of a text, such as a letter: ``sphinx-resume ground``.

A sentence is checked by the skills, organizations, titles, other names, numbers, dates, and
durations in it. Whether it describes them correctly is for people to judge.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final, Literal

from babel import Locale

from sphinx_resume.model.dates import PRESENT, Date, Span, common, count, months_text
from sphinx_resume.model.figures import Figure, figures
from sphinx_resume.model.names_in_text import Names
from sphinx_resume.model.slugs import fold
from sphinx_resume.tailoring.facts import ASKED_FOR, Entry, Facts, Statement
from sphinx_resume.tailoring.match import statement_data
from sphinx_resume.tailoring.sentences import sentences
from sphinx_resume.tailoring.texts import Text
from sphinx_resume.tailoring.unknown import places

#: The version of the JSON format.
VERSION: Final = 1
_WIDTH: Final = 96
#: The maximum number of statements to show for a sentence.
_FEW: Final = 3
#: Options that name an organization.
_ORGANIZATIONS: Final = (
    *("organization", "department", "by", "event", "venue", "publisher", "office", "issuer"),
)

Kind = Literal["skill", "organization", "title", "name", "number", "date", "duration"]
_KINDS: Final[dict[str, Kind]] = {
    "skill": "skill",
    "organization": "organization",
    "title": "title",
}
Status = Literal["unsupported", "stated", "supported", "unchecked"]
_HEADINGS: Final[dict[Status, str]] = {
    "unsupported": "Nothing supports",
    "stated": "Stated only",
    "supported": "Supported",
    "unchecked": "Not checked: no skill, organization, title, number, or date",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A name or figure in a sentence that can be looked for in statements."""

    kind: Kind
    start: int
    text: str
    #: The id of the entry with this name.
    owner: str = ""
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim, and the statements that support it."""

    claim: Claim
    statements: tuple[Statement, ...]
    #: Why there is no support; otherwise empty.
    reason: str = ""
    #: Whether the pages state it without evidence.
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its claims."""

    line: int
    text: str
    checked: tuple[Checked, ...]

    @property
    def status(self) -> Status:
        """The status of its weakest claim."""
        if not self.checked:
            return "unchecked"
        if any(each.reason and not each.stated for each in self.checked):
            return "unsupported"
        return "stated" if any(each.stated for each in self.checked) else "supported"

    @property
    def statements(self) -> list[Statement]:
        """The statements that support it, those that support most of it first.

        They include entries themselves if none of their statements is included.
        """
        times: dict[Statement, int] = {}
        for each in self.checked:
            for statement in each.statements:
                times[statement] = times.get(statement, 0) + 1
        said = {each.source for each in times if not each.is_heading}
        shown = [each for each in times if not (each.is_heading and each.source in said)]
        return sorted(shown, key=lambda each: (each.is_heading, -times[each]))


@dataclass(frozen=True)
class Ground:
    """A text, sentence by sentence."""

    name: str
    facts: Facts
    sentences: tuple[Sentence, ...]

    @property
    def failed(self) -> bool:
        """Whether any sentence lacks support."""
        return any(each.status == "unsupported" for each in self.sentences)

    def json(self) -> str:
        """The result as JSON."""
        data = {
            "version": VERSION,
            "file": self.name,
            "today": self.facts.today,
            "failed": self.failed,
            "sentences": [self._data(each) for each in self.sentences],
        }
        return json.dumps(data, ensure_ascii=False, indent=2)

    def _data(self, sentence: Sentence) -> dict[str, Any]:
        claims = [
            {
                "kind": each.claim.kind,
                "text": each.claim.text,
                "status": _status(each),
                **({"reason": each.reason} if each.reason else {}),
            }
            for each in sentence.checked
        ]
        statements = [statement_data(each, self.facts) for each in sentence.statements]
        return {
            "line": sentence.line,
            "text": sentence.text,
            "status": sentence.status,
            **({"claims": claims} if claims else {}),
            **({"statements": statements} if statements else {}),
        }

    def text(self) -> str:
        """The result as text, sentences without support first."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"{self.name}, as of {self.facts.today}"
        for status, heading in _HEADINGS.items():
            found = [each for each in self.sentences if each.status == status]
            if found:
                yield ""
                yield heading
            for sentence in found:
                yield from _wrapped(f"line {sentence.line}: {sentence.text}", "  ")
                yield from self._support(sentence)

    def _support(self, sentence: Sentence) -> Iterator[str]:
        for each in sentence.checked:
            if each.reason:
                yield from _wrapped(f"“{each.claim.text}”: {each.reason}", "    ! ")
        for statement in sentence.statements[:_FEW]:
            label = self.facts.entries[statement.source].label
            if statement.is_heading:
                yield from _wrapped(f"{label}: {statement.address}", "      ")
            else:
                yield from _wrapped(f"“{statement.text}”", "      ")
                yield f"      {label}: {statement.address}"
        if (more := len(sentence.statements) - _FEW) > 0:
            yield f"      and {more} more"


def _status(checked: Checked) -> Status:
    if checked.stated:
        return "stated"
    return "unsupported" if checked.reason else "supported"


def ground(text: Text, facts: Facts, addressed: Iterable[str] = ()) -> Ground:
    """Find support for the sentences of a text; names of those `addressed` are not claims."""
    claims = [*_claims(text, facts, addressed)]
    sources = _Sources(facts)
    found = []
    for start, end in sentences(text, facts.language):
        own = [each for each in claims if start <= each.start < end]
        words = re.sub(r"[*`]+", "", " ".join(text.text[start:end].split()))
        found.append(Sentence(text.line(start), words, tuple(sources.check(own))))
    return Ground(text.name, facts, tuple(found))


def _claims(text: Text, facts: Facts, addressed: Iterable[str]) -> Iterator[Claim]:
    """The claims in a text, in order."""
    content = text.without_addresses
    person = facts.data.get("person", {})
    own = (person.get("name", ""), person.get("address", ""), *person.get("phone", ()))
    names: list[tuple[str, str]] = [(name, "") for name in (*addressed, *own)]
    for entry in facts.entries.values():
        if entry.kind in ASKED_FOR:
            names += [(name, "\n".join(("skill", *entry.key))) for name in entry.names]
    for entry in facts.entries.values():
        if entry.kind not in ASKED_FOR:
            names += [(name, "organization") for name in _organizations(entry).values()]
            names.append((entry.title, "title"))
    found = Names(names, freely=True).find(content)
    taken = [(each.start, each.end) for each in found]
    result = []
    for each in found:
        kind, _break, key = each.owner.partition("\n")
        if kind:
            owner = key or fold(each.name)
            result.append(Claim(_KINDS[kind], each.start, _line(each.text), owner))
    for figure in figures(content, (facts.language,)):
        if not any(figure.start < end and start < figure.end for start, end in taken):
            taken.append((figure.start, figure.end))
            result.append(Claim(figure.kind, figure.start, figure.text, figure=figure))
    for start, end in places(text, taken, everywhere=True):
        result.append(Claim("name", start, _line(content[start:end])))
    yield from sorted(result, key=lambda each: each.start)


def _organizations(entry: Entry) -> dict[str, str]:
    """The organizations and events of an entry, by casefolded name."""
    fields = (entry.fields, *entry.data.get("occasions", ()))
    named = [str(each[name]) for each in fields for name in _ORGANIZATIONS if name in each]
    return {fold(name): name for name in named}


class _Sources:
    """Searches the statements of all entries."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._entries = [each for each in facts.entries.values() if each.kind not in ASKED_FOR]

    def check(self, claims: Sequence[Claim]) -> Iterator[Checked]:
        """Check the claims of a sentence, each within the entries that the sentence is about."""
        firms = {each.owner: each.text for each in claims if each.kind == "organization"}
        about = [each for each in self._entries if firms and self._is_at(each, firms)]
        where = f" at {' or '.join(firms.values())}" if about else ""
        skills = [each for each in claims if each.kind == "skill"]
        checked = {each: self._skill(each, about, where) for each in skills}
        backed = {each.source for skill in checked.values() for each in skill.statements}
        within = about or [e for e in self._entries if e.key in backed] or self._entries
        if backed and not where:
            where_counted = f" about {' or '.join(each.text for each in skills)}"
        else:
            where_counted = where
        for claim in claims:
            match claim.kind:
                case "skill":
                    yield checked[claim]
                case "organization":
                    own = [each for each in about if claim.owner in _organizations(each)]
                    yield self._entry(claim, own, "")
                case "title":
                    own = [e for e in about or self._entries if fold(e.title) == claim.owner]
                    yield self._entry(claim, own, where)
                case "name":
                    yield self._name(claim, about or [*self.facts.entries.values()], where)
                case "duration":
                    yield self._duration(claim, about, where, skills, within)
                case _:
                    yield self._figure(claim, within, where_counted)

    def _is_at(self, entry: Entry, firms: Iterable[str]) -> bool:
        during = entry.data.get("during")
        inside = self.facts.entries.get((during["kind"], during["id"])) if during else None
        own = {name for each in (entry, inside) if each for name in _organizations(each)}
        return not own.isdisjoint(firms)

    def _entry(self, claim: Claim, found: Sequence[Entry], where: str) -> Checked:
        if found:
            return Checked(claim, tuple(each.heading for each in found))
        return Checked(claim, (), f"no entry{where} has this {claim.kind}")

    def _skill(self, claim: Claim, about: Sequence[Entry], where: str) -> Checked:
        kind, _break, ident = claim.owner.partition("\n")
        skill = self.facts.entries[kind, ident]
        keys = {each.key for each in about}
        pattern = Names([(name, "") for name in skill.names], freely=True)
        literal = (
            statement
            for entry in about or self._entries
            for statement in self.facts.statements(entry)
            if pattern.find(statement.text)
        )
        backing = [each for each in skill.evidence if not about or each.source in keys]
        found = tuple(dict.fromkeys((*backing, *literal)))
        if found:
            return Checked(claim, found)
        if about:
            return Checked(claim, (), f"no statement{where} has it")
        if skill.kind != "skill" or skill.fields.get("stated"):
            return Checked(claim, (), "you state it, but no statement shows it", stated=True)
        return Checked(claim, (), "declared as a skill without evidence")

    def _name(self, claim: Claim, within: Sequence[Entry], where: str) -> Checked:
        pattern = Names([(claim.text, "")], freely=True)
        found = self._search(within, lambda text: bool(pattern.find(text)))
        return Checked(claim, found, "" if found else f"no statement{where} has it")

    def _figure(self, claim: Claim, within: Sequence[Entry], where: str) -> Checked:
        figure = claim.figure
        assert figure

        def has(text: str) -> bool:
            return any(figure.is_in(each) for each in _figures(text, self.facts.language))

        found = self._search(within, has)
        return Checked(claim, found, "" if found else f"no statement{where} has this {claim.kind}")

    def _search(self, within: Sequence[Entry], has: Any) -> tuple[Statement, ...]:
        found = []
        for entry in within:
            if has(entry.options):
                found.append(entry.heading)
            found += [each for each in self.facts.statements(entry) if has(each.text)]
        return tuple(found)

    def _duration(
        self,
        claim: Claim,
        about: Sequence[Entry],
        where: str,
        skills: Sequence[Claim],
        within: Sequence[Entry],
    ) -> Checked:
        figure = claim.figure
        assert figure
        known: dict[str, int] = {}
        for each in skills:
            kind, _break, ident = each.owner.partition("\n")
            skill = self.facts.entries[kind, ident]
            known[f" of {skill.title}"] = int(skill.use.get("months", 0))
        if about:
            known[where] = self._months(about)
        if not known:
            positions = self.facts.of_kinds("position")
            known[" of all positions"] = self._months(positions)
        if any(_lasts(figure, months) for months in known.values()):
            return Checked(claim, tuple(each.heading for each in within if each.data.get("times")))
        said = self._figure(claim, within, "")
        if said.statements:
            return said
        counted = "; ".join(
            f"{months_text(months, Locale('en')) if months else 'no time'}{what}"
            for what, months in known.items()
        )
        return Checked(claim, (), f"the pages count {counted}")

    def _months(self, entries: Iterable[Entry]) -> int:
        today = self._today
        spans = [_span(time) for entry in entries for time in entry.data.get("times", ())]
        now = range(12 * today.year + today.month)
        return count(
            common(span.months(today), now)
            for span in spans
            if span.end is not None and span.begun(today)
        )

    @cached_property
    def _today(self) -> Any:
        return Date.parse(self.facts.today).earliest


@cache
def _figures(text: str, language: str) -> list[Figure]:
    return figures(text, (language,))


def _span(time: dict[str, str]) -> Span:
    end = time.get("end", "")
    closed = PRESENT if end == PRESENT.value else Date.parse(end) if end else None
    return Span(Date.parse(time["start"]), closed)


def _lasts(figure: Figure, months: int) -> bool:
    """Whether a duration equals a number of months, allowing for rounding."""
    (value,) = figure.value
    if not months:
        return False
    if figure.unit == "more":
        return value <= months
    if figure.unit == "less":
        return 0 <= value - months < 12
    return value == months or (figure.unit != "exact" and value == months // 12 * 12)


def _line(text: str) -> str:
    return " ".join(text.split())


def _wrapped(text: str, margin: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=margin,
        subsequent_indent=" " * len(margin) + ("  " if text.startswith("line ") else ""),
        break_long_words=False,
        break_on_hyphens=False,
    )
