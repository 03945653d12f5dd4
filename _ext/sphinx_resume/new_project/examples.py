"""An example of each kind of entry, for the author of a new résumé to replace."""

from __future__ import annotations

from typing import Final

from sphinx_resume.importing.neutral import Imported, Item
from sphinx_resume.importing.rich_text import blocks
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.model.options import options

#: The options and body of each example; options without a value get their documented example.
EXAMPLES: Final[dict[str, tuple[dict[str, str], str]]] = {
    "position": (
        {"title": "", "organization": "", "location": "", "start": "", "end": "present"},
        "- Wrote the order service in Go, and moved its data to PostgreSQL.",
    ),
    "education": (
        {
            "title": "BSc Computer Science",
            "organization": "Example University",
            "start": "2016",
            "end": "2019",
        },
        "A thesis on queries that come in pairs, in PostgreSQL.",
    ),
    "project": (
        {"title": "Example Engine", "start": "2020-02", "end": "2020-11", "part": "", "url": ""},
        "A library in Go that makes examples.",
    ),
    "volunteering": (
        {
            "title": "Teacher",
            "organization": "Example Code Club",
            "start": "2017-02",
            "end": "2018-01",
        },
        "Taught children to write their first program.",
    ),
    "break": ({"title": "", "start": "2020-12", "end": "2021-06"}, ""),
    "interest": ({"title": ""}, "I want to be able to ask a running system a new question."),
    "talk": (
        {"title": "Debugging without a debugger", "event": "Example Meetup", "date": "2023-05-16"},
        "How to find out why a service in Go is slow, with nothing but what it logs.",
    ),
    "incident": (
        {
            "title": "The disk that filled up twice",
            "date": "2022-06",
            "visibility": "sanitised",
            "part": "",
            "agreed": "",
        },
        "A full disk stopped a server of PostgreSQL, and the first remedy filled it again.",
    ),
    "publication": (
        {
            "title": "Why slow queries come in pairs",
            "date": "2022-07",
            "venue": "",
            "type": "article",
        },
        "What the log of PostgreSQL tells, and what it leaves out.",
    ),
    "patent": ({"title": "", "date": "2022-05-03", "office": "", "number": ""}, ""),
    "award": ({"title": "Best Paper Award", "by": "", "date": "2022-11"}, ""),
    "certificate": (
        {"title": "PostgreSQL Professional", "issuer": "", "date": "2022-03"},
        "",
    ),
    "course": ({"title": "", "organization": "", "date": "2021-10"}, ""),
    "membership": (
        {"title": "", "organization": "Example Society", "start": "2020", "end": "present"},
        "",
    ),
    "language": ({"title": "", "level": ""}, ""),
    "reference": (
        {"title": "", "position": "", "organization": "", "relation": ""},
        "Whatever broke, it was repaired and explained by the evening.",
    ),
}
#: The skills in the examples, with their categories.
SKILLS: Final = {"Go": "Programming languages", "PostgreSQL": "Databases"}


def career() -> Imported:
    """A résumé with an example of each kind of entry."""
    result = Imported()
    result.person.headline = "Engineer who makes examples"
    result.person.summary += blocks(
        "Write here in a sentence or two who you are, and what you are looking for."
    )
    for kind, (given, body) in EXAMPLES.items():
        known = {opt.name: opt.example for opt in options(ENTRY_TYPES[kind])}
        item = Item(kind, (kind,), {name: text or known[name] for name, text in given.items()})
        item.body += blocks(body)
        result.items.append(item)
    for name, category in SKILLS.items():
        result.items.append(Item("skill", ("skill",), {"title": name, "category": category}))
    return result


def comment(kind: str) -> str:
    """The comment above an example, which only the author sees."""
    cls = ENTRY_TYPES[kind]
    return (
        "% This is an example: replace it, or delete this file and its line in index.md.\n"
        f"% {cls.description}\n"
        f"% All options: nox -s new -- {kind} my-{kind}\n"
    )
