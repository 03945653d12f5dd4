"""The content of a résumé, read from the data that its build writes (``career.json``).

So these are the texts and figures of a finished build: translated, with conditions applied, and
without private data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from sphinx_resume.output.career_json import FILE
from sphinx_resume.project_data import data_of, no_such_document

#: The kinds of entries that postings ask for.
ASKED_FOR: Final = ("skill", "interest", "language")

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A bullet or paragraph in the body of an entry."""

    text: str
    source: Key
    page: str
    anchor: str = ""
    #: Its URL, if the site has a known address.
    url: str = ""
    #: Whether it stands for the entry itself.
    is_heading: bool = False

    @property
    def address(self) -> str:
        """Where to read it: its URL, or else its page."""
        return self.url or self.page


@dataclass(frozen=True)
class Entry:
    """An entry in the data."""

    kind: str
    id: str
    data: Mapping[str, Any]

    @property
    def key(self) -> Key:
        return self.kind, self.id

    @property
    def label(self) -> str:
        return str(self.data["label"])

    @property
    def fields(self) -> Mapping[str, Any]:
        """Its options."""
        found: Mapping[str, Any] = self.data["fields"]
        return found

    @property
    def title(self) -> str:
        return str(self.fields["title"])

    @property
    def names(self) -> tuple[str, ...]:
        """Its title and its other names."""
        return (self.title, *self.fields.get("aliases", ()))

    @property
    def heading(self) -> Statement:
        """A statement that stands for the entry itself."""
        return Statement(self.label, self.key, **_place(self.data["place"]), is_heading=True)

    @property
    def options(self) -> str:
        """The texts of all its options, one per line."""
        return "\n".join([*_texts(self.fields), *_texts(self.data.get("occasions", []))])

    @property
    def evidence(self) -> tuple[Statement, ...]:
        """The statements of other entries that back it."""
        return tuple(
            Statement(
                each["text"],
                (each["source"]["kind"], each["source"]["id"]),
                **_place(each["place"]),
            )
            for each in self.data.get("evidence", ())
        )

    @property
    def use(self) -> Mapping[str, Any]:
        """How long it was used, and when it was last used."""
        found: Mapping[str, Any] = self.data.get("use", {})
        return found


def _texts(value: Any) -> Iterator[str]:
    """The texts in a value."""
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
    elif not isinstance(value, bool):
        yield str(value)


def _place(place: Mapping[str, Any]) -> dict[str, Any]:
    return {name: place.get(name, "") for name in ("page", "anchor", "url")}


@dataclass(frozen=True)
class Facts:
    """All entries of a résumé."""

    data: Mapping[str, Any]

    @cached_property
    def entries(self) -> Mapping[Key, Entry]:
        """All entries, by kind and id."""
        return {
            (kind, each["id"]): Entry(kind, each["id"], each)
            for kind, found in self.data.get("entries", {}).items()
            for each in found
        }

    @cached_property
    def _evidence(self) -> Mapping[tuple[Key, str], Statement]:
        """The statements with known anchors, by entry and text."""
        return {
            (each.source, each.text): each
            for entry in self.entries.values()
            for each in entry.evidence
        }

    def statements(self, entry: Entry) -> list[Statement]:
        """The statements in the body of an entry."""
        return self._said[entry.key]

    @cached_property
    def _said(self) -> Mapping[Key, list[Statement]]:
        return {entry.key: self._body(entry) for entry in self.entries.values()}

    def _body(self, entry: Entry) -> list[Statement]:
        place = _place(entry.data["place"])
        texts = [each["text"] for each in entry.data.get("body", ())]
        bare = (Statement(text, entry.key, **place) for text in texts)
        return [self._evidence.get((each.source, each.text), each) for each in bare]

    def of_kinds(self, *kinds: str) -> list[Entry]:
        """The entries of these kinds."""
        return [entry for entry in self.entries.values() if entry.kind in kinds]

    @property
    def today(self) -> str:
        return str(self.data["today"])

    @property
    def language(self) -> str:
        return str(self.data.get("language", "en"))


def facts_of(docs: Path) -> Facts:
    """The facts of the project with pages in *docs*.

    Raises `SourceError` if there is no project, or if it does not build.
    """
    return Facts(data_of(docs, "resume-career")[FILE])


def variant_of(docs: Path, name: str) -> tuple[Facts, Facts]:
    """The facts of a project, and those that one of its documents shows, by the name of its files.

    Raises `SourceError` as well if there is no such document.
    """
    found = data_of(docs, "resume-variants", [name])
    whole = found.pop(FILE)
    if f"{name}.json" not in found:
        raise no_such_document(name, (each.removesuffix(".json") for each in found), docs)
    return Facts(whole), Facts(found[f"{name}.json"])
