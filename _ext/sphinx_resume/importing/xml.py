"""Reads XML into values with line numbers, expanding no entities and without network access."""

from __future__ import annotations

from typing import Any, Final
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

import defusedxml.sax
from defusedxml.common import DefusedXmlException

from sphinx_resume.importing.reading import DEEPEST, MOST_VALUES
from sphinx_resume.importing.source import Path, Source, SourceError
from sphinx_resume.model.unicode_text import harmless

#: The name of the text of an element that also has attributes or child elements.
TEXT: Final = "text"


def xml_source(content: bytes, name: str) -> Source:
    """Read XML: elements by name without namespace, repeated elements as lists."""
    handler = _Tree(name)
    try:
        defusedxml.sax.parseString(content, handler)
    except DefusedXmlException as error:
        raise SourceError(f"{name}: declares entities or a document type; delete those") from error
    except SAXParseException as error:
        line = error.getLineNumber() or 1
        raise SourceError(f"{name}:{line}: is not valid XML: {error.getMessage()}") from error
    return Source(name, handler.value, _by_path(handler.value, handler.lines))


class _Tree(ContentHandler):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.value: dict[str, Any] = {}
        #: The line of each element with children, by the identity of its value.
        self.lines: dict[int, int] = {}
        self._open: list[tuple[dict[str, Any], list[str]]] = [(self.value, [])]
        self._count = 0

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802 (SAX names it so)
        self._where = locator

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 (SAX names it so)
        self._count += 1
        if len(self._open) > DEEPEST or self._count > MOST_VALUES:
            raise SourceError(f"{self.name}: is nested too deeply or too large")
        value: dict[str, Any] = {
            key.rpartition(":")[2]: harmless(attrs[key])
            for key in attrs.getNames()
            if not key.startswith(("xmlns", "xsi:"))
        }
        self._open.append((value, []))
        self.lines[id(value)] = self._where.getLineNumber()

    def characters(self, content: str) -> None:
        self._open[-1][1].append(content)

    def endElement(self, name: str) -> None:  # noqa: N802 (SAX names it so)
        value, texts = self._open.pop()
        text = harmless("".join(texts)).strip()
        if text:
            value[TEXT] = text
        self._add(self._open[-1][0], name.rpartition(":")[2], value)

    def _add(self, to: dict[str, Any], name: str, value: dict[str, Any]) -> None:
        found: Any = value[TEXT] if value.keys() == {TEXT} else value
        if name not in to:
            to[name] = found
        elif isinstance(to[name], list):
            to[name].append(found)
        else:
            to[name] = [to[name], found]


def _by_path(value: Any, lines: dict[int, int], path: Path = ()) -> dict[Path, int]:
    """The lines of elements by path."""
    found: dict[Path, int] = {}
    if isinstance(value, dict):
        if id(value) in lines:
            found[path] = lines[id(value)]
        for name, each in value.items():
            found |= _by_path(each, lines, (*path, name))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            found |= _by_path(each, lines, (*path, index))
    return found
