"""Short helpers that make entries, citations and careers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from babel import Locale

from sphinx_resume.model.career import Career
from sphinx_resume.model.citations import Citation, Reference
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.model.entry import Entry, Place
from sphinx_resume.model.options import read_options

TODAY = dt.date(2024, 8, 15)
ENGLISH = Locale("en")
GERMAN = Locale("de")


def entry(kind: str, id: str, *, docname: str = "", line: int = 1, **texts: str) -> Entry:
    """Make an entry from the texts of its options, as an author writes them.

    By default it is on a page named like its id, with one option per line after the first.
    """
    given = {name.replace("_", "-"): text for name, text in texts.items()}
    values, errors = read_options(ENTRY_TYPES[kind], given)
    assert not errors
    lines = tuple((name, line + number) for number, name in enumerate(given, 1))
    place = Place(docname or id, line, f"{kind}-{id}", lines)
    return ENTRY_TYPES[kind](**{"id": id, "place": place, "title": id.capitalize(), **values})


def position(
    id: str, start: str, end: str = "present", *, docname: str = "", line: int = 1, **texts: str
) -> Entry:
    """Make a position at an organization named after its id; an empty `end` is left out."""
    known = {"title": "Engineer", "organization": id.capitalize(), "start": start}
    known |= {"end": end} if end else {}
    return entry("position", id, docname=docname, line=line, **{**known, **texts})


def skill(id: str, *, docname: str = "", line: int = 1, **texts: str) -> Entry:
    return entry("skill", id, docname=docname, line=line, **texts)


def refer(target: str, kind: str = "skill", text: str = "", *, short: bool = False) -> Reference:
    return Reference(kind, target, text or target, explicit=bool(text), short=short)


def cite(
    source: Entry, target: str | Reference, before: str = "Ran ", after: str = "", number: int = 1
) -> Citation:
    """A citation in the body of `source`, in a statement around the reference."""
    reference = refer(target) if isinstance(target, str) else target
    place = Place(source.place.docname, source.place.line + 9, f"{source.place.anchor}-{number}")
    statement = tuple(part for part in (before, reference, after or ".") if part)
    return Citation((source.kind, source.id), reference, place, statement)


def career(
    *entries: Entry,
    cited: Iterable[tuple[Entry, str] | Citation] = (),
    today: dt.date = TODAY,
    pages: Sequence[str] = (),
) -> Career:
    """A career with `entries` and citations, the latter also as pairs of an entry and a skill."""
    citations = [each if isinstance(each, Citation) else cite(*each) for each in cited]
    return Career(entries, citations, today, pages=pages)


def ids(entries: Sequence[Entry]) -> list[str]:
    return [each.id for each in entries]
