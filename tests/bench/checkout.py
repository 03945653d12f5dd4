"""A copy of this project whose pages can be edited."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.bench.cost import ENVIRONMENT, ROOT, Cost, run
from tests.support.checkout import copy_repository, environment

#: The start of a statement, with its id and tags, and what an earlier edit has put there.
STATEMENT: Final = re.compile(r"^(- (?:\{[^}]*\}\s+)?)(?:Edit \d+: )?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Checkout:
    """A copy of this project, with its history, since pages show when they were changed."""

    folder: Path
    edits: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @classmethod
    def make(cls, folder: Path) -> Checkout:
        run(["git", "clone", "-q", f"{ROOT}", f"{folder}"])
        return cls(copy_repository(folder))  # with what is not committed

    @property
    def page(self) -> Path:
        """The page to edit, relative to the sources."""
        sources = self.folder / "docs"
        return min((sources / "experience").glob("*.md")).relative_to(sources)

    def edit(self) -> str:
        """Change the first statement of the page, and return the words that it has now."""
        path = self.folder / "docs" / self.page
        words = f"Edit {next(self.edits)}: "
        path.write_text(STATEMENT.sub(rf"\g<1>{words}", path.read_text("utf-8"), count=1), "utf-8")
        return words

    def nox(self, *arguments: str) -> Cost:
        """Run sessions in the environment of the benchmarks."""
        return run(self.command(*arguments), self.folder, environment(**ENVIRONMENT))

    @staticmethod
    def command(*arguments: str) -> list[str]:
        return [sys.executable, "-m", "nox", "--no-venv", *arguments]
