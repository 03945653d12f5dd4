"""The content of a file: values with their paths and lines, and which of them were used.

Values that nothing has used are reported in the end, so that nothing is lost silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

#: The names and indices that lead to a value.
Path = tuple[str | int, ...]

_PLAIN: Final = re.compile(r"[^\s.\[\]\"']+(?: [^\s.\[\]\"']+)*")


class SourceError(ValueError):
    """A source cannot be read; the message says where, and how to fix it."""


def path_text(path: Path) -> str:
    """A path formatted for people: ``work[0].highlights[1]``."""
    parts = []
    for part in path:
        if isinstance(part, int):
            parts.append(f"[{part}]")
        elif _PLAIN.fullmatch(part):
            parts.append(f".{part}")
        else:
            parts.append(f'["{part}"]')
    return "".join(parts).removeprefix(".")


@dataclass(frozen=True, slots=True)
class Loss:
    """A value that is on no page, and the reason."""

    path: str
    value: str
    reason: str
    line: int = 0


@dataclass(slots=True)
class Source:
    """A file, or a folder of files, that keeps track of the use of its values."""

    name: str
    value: Any
    #: The line of each value, if known.
    lines: Mapping[Path, int] = field(default_factory=dict)
    #: With several files, the file of each top-level name.
    files: Mapping[str | int, str] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)
    #: Errors to correct; if there are any, nothing is written.
    errors: list[str] = field(default_factory=list)
    _used: set[Path] = field(default_factory=set)

    @property
    def root(self) -> Node:
        """The top-level value."""
        return Node(self, (), self.value)

    def place(self, path: Path) -> str:
        """File and line of a value, for the beginning of a message."""
        name = self.files.get(path[0], self.name) if path else self.name
        line = self.line(path)
        return f"{name}:{line}" if line else name

    def line(self, path: Path) -> int:
        """The line of a value, or of the value that contains it; 0 if unknown."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)

    def use(self, path: Path) -> None:
        """Note that a value is in the result."""
        self._used.add(path)

    def unuse(self, path: Path) -> None:
        """Note that a value is not in the result after all."""
        self._used.discard(path)

    def lose(self, node: Node, reason: str) -> None:
        """Note that all values in `node` are lost, and why."""
        for path, value in leaves(node.value, node.path):
            if path not in self._used:
                self._used.add(path)
                self.losses.append(Loss(path_text(path), shown(value), reason, self.line(path)))

    def refuse(self, node: Node, reason: str) -> None:
        """Note an error in a value, which has to be corrected first."""
        self._used.add(node.path)
        self.errors.append(f"{self.place(node.path)}: {path_text(node.path)}: {reason}")

    def lose_rest(self, reasons: Mapping[str, str]) -> None:
        """Note all unused values as lost; `reasons` are by top-level name, ``""`` for others."""
        for path, value in list(leaves(self.value, ())):
            if path not in self._used:
                self._used.add(path)
                names = [str(part) for part in path if isinstance(part, str)]
                found = (reasons[name] for name in names if name in reasons)
                reason = next(found, reasons.get("", "this format has no such field"))
                self.losses.append(Loss(path_text(path), shown(value), reason, self.line(path)))


def leaves(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """The non-empty scalars in a value."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from leaves(each, (*path, name))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from leaves(each, (*path, index))
    elif not is_empty(value):
        yield path, value


def is_empty(value: Any) -> bool:
    """Whether a value is empty."""
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())


def shown(value: Any) -> str:
    """A scalar as one line of text."""
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(str(value).split())


@dataclass(frozen=True, slots=True)
class Node:
    """A value in a source; a missing value is an empty node."""

    source: Source
    path: Path
    value: Any

    def __bool__(self) -> bool:
        return not is_empty(self.value)

    def get(self, *names: str) -> Node:
        """The first non-empty value among these; names may be paths with dots."""
        for name in names:
            node = self
            for part in name.split("."):
                below = node.value.get(part) if isinstance(node.value, dict) else None
                node = Node(self.source, (*node.path, part), below)
            if node:
                return node
        return Node(self.source, (*self.path, names[0] if names else ""), None)

    def all(self, *names: str) -> list[Node]:
        """The non-empty values among these."""
        return [node for node in map(self.get, names) if node]

    @property
    def items(self) -> list[Node]:
        """The items of a list; a single value counts as a list."""
        if not self:
            return []
        if not isinstance(self.value, list):
            return [self]
        items = [Node(self.source, (*self.path, i), each) for i, each in enumerate(self.value)]
        return [item for item in items if item]

    @property
    def fields(self) -> list[tuple[str, Node]]:
        """The names and values of a table."""
        if not isinstance(self.value, dict):
            return []
        found = [(n, Node(self.source, (*self.path, n), v)) for n, v in self.value.items()]
        return [(name, node) for name, node in found if node]

    def table(self) -> Node:
        """The value if it is a table; anything else is an error."""
        if self and not isinstance(self.value, dict):
            self.refuse(f"this must be a group of fields, but is {_kind(self.value)}")
            return Node(self.source, self.path, None)
        return self

    @property
    def text(self) -> str:
        """Use a scalar as text; anything else is an error."""
        if not self:
            return ""
        if isinstance(self.value, (dict, list)):
            self.refuse(f"this must be text, but is {_kind(self.value)}")
            return ""
        self.use()
        return str(self.value).strip() if isinstance(self.value, str) else shown(self.value)

    def use(self) -> None:
        """Note that the whole value is in the result."""
        for path, _value in leaves(self.value, self.path):
            self.source.use(path)

    def lose(self, reason: str) -> None:
        """Note that the value is lost, and why."""
        self.source.lose(self, reason)

    def lose_used(self, reason: str) -> None:
        """Note that the value is lost, although it has been used."""
        for path, _value in leaves(self.value, self.path):
            self.source.unuse(path)
        self.lose(reason)

    def refuse(self, reason: str) -> None:
        """Note an error in the value, which has to be corrected first."""
        self.source.refuse(self, reason)


def _kind(value: Any) -> str:
    if isinstance(value, dict):
        return "a group of fields"
    return "a list" if isinstance(value, list) else f"“{shown(value)[:40]}”"
