"""A file as it was read: values with their paths and lines, and which of them were used.

Whatever nothing asks for is found in the end, so that no value is lost without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

#: Names and numbers that lead to a value.
Path = tuple[str | int, ...]

_PLAIN: Final = re.compile(r"[^\s.\[\]\"']+(?: [^\s.\[\]\"']+)*")


class SourceError(ValueError):
    """A source that cannot be read; the message says where, and what to correct."""


def path_text(path: Path) -> str:
    """A path as people write it: ``work[0].highlights[1]``."""
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
    """A value that is in no page, and why."""

    path: str
    value: str
    reason: str
    line: int = 0


@dataclass(slots=True)
class Source:
    """A file, or a folder of files, and what became of its values."""

    name: str
    value: Any
    #: The line of each value, as far as they are known.
    lines: Mapping[Path, int] = field(default_factory=dict)
    #: The file of what is below a name, where there are several.
    files: Mapping[str | int, str] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)
    #: What cannot stand as it is; nothing is written where there is any.
    errors: list[str] = field(default_factory=list)
    _used: set[Path] = field(default_factory=set)

    @property
    def root(self) -> Node:
        """All of it."""
        return Node(self, (), self.value)

    def place(self, path: Path) -> str:
        """File and line of a value: what a message begins with."""
        name = self.files.get(path[0], self.name) if path else self.name
        line = self.line(path)
        return f"{name}:{line}" if line else name

    def line(self, path: Path) -> int:
        """The line of a value, or of what it is in; 0 where it is not known."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)

    def use(self, path: Path) -> None:
        """Note that a value stands somewhere in the result."""
        self._used.add(path)

    def unuse(self, path: Path) -> None:
        """Note that a value stands nowhere after all."""
        self._used.discard(path)

    def lose(self, node: Node, reason: str) -> None:
        """Note that all below `node` stands nowhere, and why."""
        for path, value in leaves(node.value, node.path):
            if path not in self._used:
                self._used.add(path)
                self.losses.append(Loss(path_text(path), shown(value), reason, self.line(path)))

    def refuse(self, node: Node, reason: str) -> None:
        """Note that a value is wrong, so that it has to be corrected first."""
        self._used.add(node.path)
        self.errors.append(f"{self.place(node.path)}: {path_text(node.path)}: {reason}")

    def lose_rest(self, reasons: Mapping[str, str]) -> None:
        """Note all that nothing asked for; `reasons` are by the first name, ``""`` for all else."""
        for path, value in list(leaves(self.value, ())):
            if path not in self._used:
                self._used.add(path)
                names = [str(part) for part in path if isinstance(part, str)]
                found = (reasons[name] for name in names if name in reasons)
                reason = next(found, reasons.get("", "this format has no such field"))
                self.losses.append(Loss(path_text(path), shown(value), reason, self.line(path)))


def leaves(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """The single values in a value, but for those that say nothing."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from leaves(each, (*path, name))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from leaves(each, (*path, index))
    elif not is_empty(value):
        yield path, value


def is_empty(value: Any) -> bool:
    """Whether a value says nothing."""
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())


def shown(value: Any) -> str:
    """A single value in a line."""
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(str(value).split())


@dataclass(frozen=True, slots=True)
class Node:
    """A value in a source. What is absent is there too, and empty."""

    source: Source
    path: Path
    value: Any

    def __bool__(self) -> bool:
        return not is_empty(self.value)

    def get(self, *names: str) -> Node:
        """The first of the named values that says something; dots lead further down."""
        for name in names:
            node = self
            for part in name.split("."):
                below = node.value.get(part) if isinstance(node.value, dict) else None
                node = Node(self.source, (*node.path, part), below)
            if node:
                return node
        return Node(self.source, (*self.path, names[0] if names else ""), None)

    def all(self, *names: str) -> list[Node]:
        """Those of the named values that say something."""
        return [node for node in map(self.get, names) if node]

    @property
    def items(self) -> list[Node]:
        """The items of a list; one value is a list of one."""
        if not self:
            return []
        if not isinstance(self.value, list):
            return [self]
        items = [Node(self.source, (*self.path, i), each) for i, each in enumerate(self.value)]
        return [item for item in items if item]

    @property
    def fields(self) -> list[tuple[str, Node]]:
        """Names and values of a table."""
        if not isinstance(self.value, dict):
            return []
        found = [(n, Node(self.source, (*self.path, n), v)) for n, v in self.value.items()]
        return [(name, node) for name, node in found if node]

    def table(self) -> Node:
        """The value, if it is a table; an error is noted of all else."""
        if self and not isinstance(self.value, dict):
            self.refuse(f"this must be a group of fields, and is {_kind(self.value)}")
            return Node(self.source, self.path, None)
        return self

    @property
    def text(self) -> str:
        """A single value as text, which counts as used; an error is noted of all else."""
        if not self:
            return ""
        if isinstance(self.value, (dict, list)):
            self.refuse(f"this must be text, and is {_kind(self.value)}")
            return ""
        self.use()
        return str(self.value).strip() if isinstance(self.value, str) else shown(self.value)

    def use(self) -> None:
        """Note that all of it stands in the result."""
        for path, _value in leaves(self.value, self.path):
            self.source.use(path)

    def lose(self, reason: str) -> None:
        """Note that it stands nowhere, and why."""
        self.source.lose(self, reason)

    def lose_again(self, reason: str) -> None:
        """Note that it stands nowhere, though it was asked for."""
        for path, _value in leaves(self.value, self.path):
            self.source.unuse(path)
        self.lose(reason)

    def refuse(self, reason: str) -> None:
        """Note that it has to be corrected first, and why."""
        self.source.refuse(self, reason)


def _kind(value: Any) -> str:
    if isinstance(value, dict):
        return "a group of fields"
    return "a list" if isinstance(value, list) else f"“{shown(value)[:40]}”"
