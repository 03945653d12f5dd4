"""A fake nox session that records its messages, and fake programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

    import nox


class FakeSession:
    """The part of a nox session that the helpers use; records their messages and commands."""

    def __init__(self, posargs: Iterable[str] = ()) -> None:
        self.posargs = list(posargs)
        self.said: list[str] = []
        self.commands: list[tuple[str, ...]] = []

    @property
    def nox(self) -> nox.Session:
        return cast("nox.Session", self)

    def log(self, message: str) -> None:
        self.said.append(message)

    warn = log

    def run(self, *command: str) -> object:
        """Record a command, but do not run it: the result of nox is none, too, then."""
        self.commands.append(command)
        return None

    def error(self, message: str) -> None:
        raise SystemExit(message)


def program(folder: Path, name: str, script: str = "") -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path
