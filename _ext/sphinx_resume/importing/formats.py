"""The supported formats, and detection of the format of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from sphinx_resume.importing import (
    bibtex,
    europass,
    fresh,
    json_resume,
    linkedin,
    reactive_resume,
    rendercv,
    yaml_resume,
)
from sphinx_resume.importing.mapping import Section
from sphinx_resume.importing.neutral import Imported
from sphinx_resume.importing.pdf import attached
from sphinx_resume.importing.reading import decoded, json_source, read_bytes, yaml_source
from sphinx_resume.importing.source import Node, Source, SourceError
from sphinx_resume.importing.tables import tables_source
from sphinx_resume.importing.xml import xml_source
from sphinx_resume.model.unicode_text import harmless


class Format(NamedTuple):
    """A format: its detection, and its import."""

    name: str
    fits: Callable[[Node], bool]
    read: Callable[[Node, Imported], None]
    sections: Sequence[Section]
    reasons: Mapping[str, str]


def _of(module: object) -> Format:
    parts = ("NAME", "fits", "read", "SECTIONS", "REASONS")
    return Format(*(getattr(module, part) for part in parts))


#: The formats, in the order in which they are tried.
FORMATS: Final = tuple(
    map(
        _of,
        (linkedin, europass, bibtex, rendercv, yaml_resume, reactive_resume, fresh, json_resume),
    )
)


def source_of(path: Path) -> Source:
    """Read a file of any format; raises `SourceError` if that is impossible."""
    name = str(path)
    if not path.exists():
        raise SourceError(f"{name}: the file does not exist")
    if path.is_dir() or path.suffix.lower() == ".zip":
        return tables_source(path, linkedin.table_of, linkedin.COLUMNS)
    content = read_bytes(path)
    if content[:5] == b"%PDF-":
        return xml_source(attached(content, name), name)
    if path.suffix.lower() == ".xml":
        return xml_source(content, name)
    text = decoded(content, name)
    if path.suffix.lower() in {".bib", ".bibtex"}:
        return bibtex.bibtex_source(harmless(text), name)
    if path.suffix.lower() in {".yaml", ".yml"}:
        return yaml_source(text, name)
    if path.suffix.lower() == ".json" or text.lstrip()[:1] in {"{", "["}:
        return json_source(text, name)
    return yaml_source(text, name)


def format_of(source: Source) -> Format:
    """The format of a source; raises `SourceError` if it is unknown."""
    for each in FORMATS:
        if each.fits(source.root):
            return each
    known = ", ".join(each.name for each in FORMATS)
    raise SourceError(f"{source.name}: has none of the supported formats: {known}")
