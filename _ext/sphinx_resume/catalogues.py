"""The message catalogues of a project, which contain the translations of its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from babel.messages import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

#: The folder of catalogues within the folder of a language.
MESSAGES: Final = "LC_MESSAGES"
#: The catalogue of the texts in conf.py.
CONF: Final = "conf"
#: A reference without an explicit text, in MyST and in reStructuredText.
_BARE: Final = re.compile(r"(\{[\w:+-]+\}|:[\w:+-]+:)`[^`<]*`")


class UnreadableError(Exception):
    """A file is not a catalogue."""

    line: int = 1


def words(folders: Sequence[Path], language: str, domain: str) -> Mapping[str, str] | None:
    """The translated messages of a catalogue; ``None`` if it does not exist.

    If several folders have it, the first one takes precedence.
    """
    found: list[Mapping[str, str]] = []
    for folder in folders:
        paths = (folder / language / MESSAGES / f"{domain}{suffix}" for suffix in (".po", ".mo"))
        path = next((path for path in paths if path.is_file()), None)
        if path:
            found.append(_read(path, path.stat().st_mtime_ns))
    return {m: t for each in reversed(found) for m, t in each.items()} if found else None


def has_any(folders: Sequence[Path], language: str) -> bool:
    """Whether there is a catalogue for any page in a language."""
    paths = (path for each in folders for path in (each / language / MESSAGES).rglob("*.[mp]o"))
    return any(path.stem not in {CONF, "sphinx"} for path in paths)


def has_words(message: str) -> bool:
    """Whether a message has text to translate, not just a reference."""
    return any(letter.isalpha() for letter in _BARE.sub("", message))


def unreadable(folders: Sequence[Path], language: str) -> Iterator[tuple[Path, UnreadableError]]:
    """The catalogues of a language that cannot be read, and why."""
    for folder in folders:
        for path in sorted((folder / language / MESSAGES).rglob("*.po")):
            try:
                read(path)
            except UnreadableError as error:
                yield path, error


def read(path: Path, language: str | None = None) -> Catalog:
    """Read a catalogue; raises `UnreadableError` if it is invalid."""
    try:
        with path.open("rb") as file:
            if path.suffix == ".mo":
                return read_mo(file)
            return read_po(file, locale=language, abort_invalid=True)
    except Exception as error:  # Babel may raise anything for an invalid file
        unreadable = UnreadableError(f"{error}")
        unreadable.line = getattr(error, "lineno", 0) + 1
        raise unreadable from error


@lru_cache(64)
def _read(path: Path, modified: int) -> Mapping[str, str]:
    try:
        catalogue = read(path)
    except UnreadableError:  # reported by `unreadable`
        return {}
    return {
        message.id: message.string
        for message in catalogue
        if isinstance(message.id, str) and isinstance(message.string, str)
        if message.id and message.string and not message.fuzzy
    }
