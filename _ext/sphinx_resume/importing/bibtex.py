"""Publications from BibTeX, read by bibtexparser, with authors in their order.

bibtexparser is maintained, reports errors with line numbers, splits names like BibTeX, and decodes
LaTeX with pylatexenc. pybtex stops at the first error and keeps no line numbers; regular
expressions fail with nested braces.
"""

from __future__ import annotations

import logging
import re
from typing import Any, Final

from sphinx_resume.importing.mapping import Part, Section, address, entry_from
from sphinx_resume.importing.neutral import Imported, Item
from sphinx_resume.importing.reading import MOST_VALUES
from sphinx_resume.importing.source import Node, Path, Source, SourceError, path_text

NAME: Final = "BibTeX"

#: The name of the value with the type of an entry.
_TYPE: Final = "@"


#: Fields that BibLaTeX reads verbatim: “%” does not begin a comment, and “~” is not a space.
_VERBATIM: Final = frozenset({"doi", "eprint", "file", "url"})


def bibtex_source(text: str, name: str) -> Source:
    """Read BibTeX; raises `SourceError` with the line of each error."""
    from bibtexparser import middlewares, model  # here, because importing it is slow
    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # reported below instead
    library = parse_string(
        text,
        append_middleware=[
            middlewares.MonthIntMiddleware(),
            middlewares.SeparateCoAuthors(),
            middlewares.SplitNameParts(),
        ],
    )
    as_written = {
        (entry.key, field.key.lower()): _verbatim(str(field.value))
        for entry in library.entries
        for field in entry.fields
        if field.key.lower() in _VERBATIM
    }
    library = middlewares.LatexDecodingMiddleware().transform(library)
    for failed in library.failed_blocks:
        line = (failed.start_line or 0) + 1
        raise SourceError(f"{name}:{line}: {_fault(failed)}")
    values: dict[str, Any] = {}
    lines: dict[Path, int] = {}
    for entry in library.entries:
        first = int(entry.start_line or 0)
        lines[(entry.key,)] = first + 1
        values[entry.key] = {_TYPE: entry.entry_type.lower()}
        for field in entry.fields:
            key = field.key.lower()
            place = (entry.key, key)
            lines[place] = int(field.start_line or first) + 1
            values[entry.key][key] = as_written.get(place) or _value(field.value)
        if len(lines) > MOST_VALUES:
            raise SourceError(f"{name}: is too large")
        if keywords := values[entry.key].get("keywords"):
            values[entry.key]["keywords"] = re.split(r"\s*[,;]\s*", keywords)
    source = Source(name, values, lines)
    for block in library.blocks:
        if isinstance(block, model.Preamble):
            source.lose(Node(source, ("@preamble",), str(block.value)), "it is about LaTeX")
    return source


def _fault(failed: Any) -> str:
    from bibtexparser import model

    if isinstance(failed, model.DuplicateBlockKeyBlock):
        return f"“{failed.key}” is given twice; rename one"
    if isinstance(failed, model.DuplicateFieldKeyBlock):
        fields = "” and “".join(sorted(failed.duplicate_keys))
        return f"“{fields}” is given twice in an entry; delete one"
    said = getattr(failed.error, "abort_reason", "") or str(failed.error)
    return f"cannot be read: {' '.join(said.split()) or 'a brace or a comma is missing'}"


def _verbatim(text: str) -> str:
    """A verbatim value, without the escapes that older styles need."""
    text = re.sub(r"^\\url(?={)|\s+", "", text)
    while text[:1] == "{" and text[-1:] == "}":
        text = text[1:-1]
    text = re.sub(r"{?\\(?:textasciitilde|~)(?:{}|(?=}))}?", "~", text)
    return re.sub(r"\\([_%#&$~{}])", r"\1", text)


def _value(value: Any) -> Any:
    if not isinstance(value, list):
        return re.sub(r"\s+", " ", str(value)).strip()
    return [_person(each) if hasattr(each, "last") else str(each) for each in value]


def _person(name: Any) -> str:
    """A name in reading order: given names, family name, suffix."""
    words = " ".join([*name.first, *name.von, *name.last])
    # Braces only keep the parts of a name together.
    return re.sub(r"[{}]", "", ", ".join([words, *name.jr]))


#: Our types of publications by BibTeX's.
TYPES: Final = {
    "article": "article",
    "inproceedings": "paper",
    "conference": "paper",
    "book": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "dataset": "data set",
    "software": "software",
}
#: Notes that mean that it has not been published yet.
_IN_PRESS: Final = re.compile(
    r"(?:in press|forthcoming|to appear|inpress|accepted)\.?", re.IGNORECASE
)
_SUBMITTED: Final = re.compile(r"(?:submitted|under review).*", re.IGNORECASE)

_PEOPLE: Final = ("author",)
SECTIONS: Final = (
    Section(
        "publications",
        "publication",
        {
            "title": ("title",),
            "co-authors": _PEOPLE,
            "venue": ("journal", "journaltitle", "booktitle", "series"),
            "publisher": ("publisher", "school", "institution", "organization"),
            "type": (_TYPE,),
            "status": ("pubstate", "note"),
            "date": ("date", "year"),
            "doi": ("doi",),
            "url": ("url",),
        },
        (Part(("abstract",)), Part(("note",)), Part(("keywords",), "keywords")),
    ),
    Section(
        "patents",
        "patent",
        {
            "title": ("title",),
            "co-inventors": _PEOPLE,
            "number": ("number",),
            "office": ("holder", "location"),
            "date": ("date", "year"),
            "doi": ("doi",),
            "url": ("url",),
        },
        (Part(("abstract",)), Part(("note",))),
    ),
)

REASONS: Final = {
    _TYPE: "it decides the kind of entry",
    "file": "it is about a file of yours",
    "": "nothing here can hold it",
}


def fits(root: Node) -> bool:
    """Whether a source is BibTeX."""
    entries = root.value.values() if isinstance(root.value, dict) else ()
    return bool(entries) and all(isinstance(each, dict) and _TYPE in each for each in entries)


def read(root: Node, into: Imported) -> None:
    """Import all entries."""
    for _key, node in root.fields:
        kind = str(node.get(_TYPE).value)
        _drop_and_others(node.get("author"))
        _add_month(node)
        section = SECTIONS[kind == "patent"]
        own = {
            name: origin
            for name, origin in section.options.items()
            if name not in {"type", "status", "venue", "title"}
        }
        note = node.get("note")
        waits = _status(note)
        parts = tuple(part for part in section.body if not (waits and part.names == ("note",)))
        alone = Section("", section.kind, own, parts, then=_publication)
        if item := entry_from(node, alone, into):
            into.items.append(item)
            if waits and item.kind == "publication":
                item.options["status"] = waits
                _say(note, waits, into)


def _drop_and_others(people: Node) -> None:
    """Drop “and others”, which names nobody."""
    if isinstance(people.value, list) and people.value and people.value[-1] == "others":
        Node(people.source, (*people.path, len(people.value) - 1), "others").lose("names nobody")
        people.value[-1] = ""


def _add_month(node: Node) -> None:
    """Join year, month and day to one date."""
    year, month, day = (str(node.get(name).value or "") for name in ("year", "month", "day"))
    if re.fullmatch(r"\d{4}", year) and re.fullmatch(r"\d{1,2}", month) and not node.get("date"):
        written = f"{year}-{int(month):02}"
        if re.fullmatch(r"\d{1,2}", day):
            written += f"-{int(day):02}"
            node.get("day").use()
        node.get("month").use()
        node.value["year"] = written


def _status(note: Node) -> str:
    said = str(note.value or "")
    if _IN_PRESS.fullmatch(said):
        return "in press"
    return "submitted" if _SUBMITTED.fullmatch(said) else ""


def _publication(node: Node, item: Item, into: Imported) -> None:
    item.options["title"] = node.get("title").text
    kind = str(node.get(_TYPE).value)
    arxiv = str(node.get("archiveprefix", "eprinttype").value or "").lower() == "arxiv"
    eprint = node.get("eprint")
    if item.kind == "publication":
        if ours := TYPES.get(kind, "preprint" if arxiv else ""):
            item.options["type"] = ours
            _say(node.get(_TYPE), ours, into)
        else:
            node.get(_TYPE).lose("there is no such type of publication here")
        pubstate = node.get("pubstate")
        if pubstate and (status := _status(pubstate)):
            item.options["status"] = status
            _say(pubstate, status, into)
        if venue := _venue(node):
            item.options["venue"] = venue
    else:
        node.get(_TYPE).use()
    if eprint and arxiv:
        if not item.text("url"):
            item.options["url"] = f"https://arxiv.org/abs/{eprint.text}"
        for name in ("archiveprefix", "eprinttype"):
            node.get(name).use()
    if url := item.text("url"):
        item.options["url"] = address(url)


def _say(node: Node, ours: str, into: Imported) -> None:
    """Add a remark if a value was replaced by one of ours."""
    if node.text != ours:
        into.remarks.append((path_text(node.path), f"“{node.text}” is “{ours}” here"))


def _venue(node: Node) -> str:
    """The venue of a publication: “Journal of Examples 9(4), 1–5”."""
    names = [each.text for each in node.all("journal", "journaltitle", "booktitle", "series")]
    volume, number, pages = (node.get(name).text for name in ("volume", "number", "pages"))
    place = ", ".join(names)
    if volume or number:
        place = f"{place} {volume}{f'({number})' if number else ''}".strip()
    if pages:
        place = f"{place}, {re.sub('-+', '–', pages)}".strip(", ")
    return place
