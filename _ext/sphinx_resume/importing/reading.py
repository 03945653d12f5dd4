"""Reads JSON and YAML into values with line numbers, safely and within limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json.decoder import JSONDecodeError, JSONDecoder
from pathlib import Path as FilePath
from typing import Any, Final

from sphinx_resume.importing.source import Path, Source, SourceError
from sphinx_resume.model.unicode_text import harmless

#: The maximum size of a file, and of nesting; far more than any résumé needs.
MOST_BYTES: Final = 8_000_000
MOST_VALUES: Final = 100_000
DEEPEST: Final = 40

#: Whitespace and comments; JSON has no comments, but some résumé tools allow them.
_SPACE: Final = re.compile(r"(?:[ \t\n\r]|//[^\n]*|/\*.*?\*/)*", re.DOTALL)


def _no_number(name: str) -> None:
    raise ValueError(f"there is no {name} in JSON")


_DECODER: Final = JSONDecoder(parse_constant=_no_number)


def read_bytes(path: FilePath) -> bytes:
    """The content of a file; raises `SourceError` if it cannot be read, or is too large."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}") from error
    if len(content) > MOST_BYTES:
        raise SourceError(f"{path}: is larger than {MOST_BYTES // 1_000_000} MB")
    return content


def decoded(content: bytes, name: str) -> str:
    """Decode a file: UTF-8, or UTF-16 with a byte order mark."""
    utf16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = content.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SourceError(f"{name}:{line}: is not UTF-8; save the file in this encoding") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def json_source(text: str, name: str) -> Source:
    """Read JSON; raises `SourceError` if it is invalid, or has duplicate names."""
    reader = _Json(text, name)
    value = reader.document()
    return Source(name, value, reader.lines)


class _Json:
    """Parses JSON with the line of each value, which Python's parser does not keep."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.lines: dict[Path, int] = {}
        self._breaks = [found.start() for found in re.finditer("\n", text)]

    def document(self) -> Any:
        value, end = self._value(self._skip(0), ())
        if self._skip(end) != len(self.text):
            self._fail(self._skip(end), "there is something behind the end")
        return value

    def _fail(self, at: int, why: str) -> None:
        raise SourceError(f"{self.name}:{self._line(at)}: is not valid JSON: {why}")

    def _line(self, at: int) -> int:
        from bisect import bisect_left

        return bisect_left(self._breaks, at) + 1

    def _skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        assert found
        return found.end()

    def _value(self, at: int, path: Path) -> tuple[Any, int]:
        if len(path) > DEEPEST or len(self.lines) > MOST_VALUES:
            raise SourceError(f"{self.name}:{self._line(at)}: is nested too deeply or too large")
        self.lines[path] = self._line(at)
        sign = self.text[at : at + 1]
        if sign == "{":
            return self._object(at, path)
        if sign == "[":
            return self._array(at, path)
        return self._scalar(at)

    def _scalar(self, at: int) -> tuple[Any, int]:
        try:
            value, end = _DECODER.raw_decode(self.text, at)
        except (JSONDecodeError, ValueError) as error:
            place = error.pos if isinstance(error, JSONDecodeError) else at
            message = error.msg if isinstance(error, JSONDecodeError) else str(error)
            self._fail(place, message[:1].lower() + message[1:])
            raise AssertionError from error
        return harmless(value) if isinstance(value, str) else value, end

    def _object(self, at: int, path: Path) -> tuple[dict[str, Any], int]:
        result: dict[str, Any] = {}
        at = self._skip(at + 1)
        while self.text[at : at + 1] != "}":
            if self.text[at : at + 1] != '"':
                self._fail(at, "a name in double quotes is missing here")
            name, end = self._scalar(at)
            if name in result:
                self._fail(at, f"“{name}” is given twice")
            colon = self._skip(end)
            if self.text[colon : colon + 1] != ":":
                self._fail(colon, f"a colon is missing after “{name}”")
            result[name], end = self._value(self._skip(colon + 1), (*path, name))
            at = self._next(end, "}")
        return result, at + 1

    def _array(self, at: int, path: Path) -> tuple[list[Any], int]:
        result: list[Any] = []
        at = self._skip(at + 1)
        while self.text[at : at + 1] != "]":
            value, end = self._value(at, (*path, len(result)))
            result.append(value)
            at = self._next(end, "]")
        return result, at + 1

    def _next(self, end: int, closing: str) -> int:
        """The position of the next item, or of the `closing` bracket."""
        at = self._skip(end)
        if self.text[at : at + 1] == ",":
            after = self._skip(at + 1)
            if self.text[after : after + 1] == closing:
                self._fail(at, "there is a comma behind the last item")
            return after
        if self.text[at : at + 1] != closing:
            self._fail(at, f"a comma or “{closing}” is missing here")
        return at


def yaml_source(text: str, name: str) -> Source:
    """Read YAML, with all scalars as strings, exactly as written, or ``None``.

    So ``2012-09``, ``1.10`` and ``no`` stay strings. Tags are rejected, and so are aliases, which
    could make a small file very large.
    """
    import yaml

    lines: dict[Path, int] = {}

    def fail(mark: Any, why: str) -> SourceError:
        line = mark.line + 1 if mark is not None else 1
        return SourceError(f"{name}:{line}: {why}")

    def value_of(node: Any, path: Path) -> Any:
        if len(path) > DEEPEST or len(lines) > MOST_VALUES:
            raise fail(node.start_mark, "is nested too deeply or too large")
        lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            result: dict[str, Any] = {}
            for key, below in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise fail(key.start_mark, "a name must be text")
                title = harmless(key.value)
                if title in result:
                    raise fail(key.start_mark, f"“{title}” is given twice")
                result[title] = value_of(below, (*path, title))
            return result
        if isinstance(node, yaml.SequenceNode):
            return [value_of(each, (*path, index)) for index, each in enumerate(node.value)]
        if node.style is None and node.value in {"", "~", "null", "Null", "NULL"}:
            return None
        return harmless(node.value)

    try:
        _without_aliases(yaml.parse(text, Loader=yaml.SafeLoader), fail)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise fail(mark, f"is not valid YAML: {problem}") from error
    except RecursionError as error:
        raise SourceError(f"{name}: is nested too deeply") from error
    return Source(name, value_of(node, ()) if node is not None else None, lines)


def _without_aliases(events: Iterator[Any], fail: Any) -> None:
    import yaml

    depth = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            raise fail(
                event.start_mark, f"the alias *{event.anchor} is not supported; repeat the text"
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise fail(event.start_mark, "is nested too deeply")
        tag = getattr(event, "tag", None)
        if tag and (":python/" in tag or not tag.startswith("tag:yaml.org,2002:")):
            raise fail(event.start_mark, f"the tag {tag} is not supported; delete it")
