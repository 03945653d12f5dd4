"""A page that causes each type of warning, for the reference and for tests.

Each file in broken/ is a page. The comment at its end has the settings that it needs in
``conf.py``, and the warnings that it causes as ``index.md``, as Sphinx prints them. The settings go
first in ``conf.py``; if the error is in the settings, there is no page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Final

_COMMENT: Final = re.compile(r"(?:%|\.\.) (.+)")
_WARNING: Final = re.compile(r"([\w.-]+):(\d+): WARNING: ")


@dataclass(frozen=True, slots=True)
class BrokenPage:
    """A page with an error in it."""

    source: str
    #: Lines of ``conf.py``.
    settings: tuple[str, ...]
    #: Lines such as ``index.md:3: WARNING: … [resume.date]``.
    warnings: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> BrokenPage:
        """Read a page from the text of its file."""
        lines = text.rstrip("\n").split("\n")
        comment = list(takewhile(_COMMENT.fullmatch, reversed(lines)))[::-1]
        said = [line.partition(" ")[2] for line in comment]
        return cls(
            "\n".join(lines[: len(lines) - len(comment)]).strip("\n") + "\n",
            tuple(line for line in said if not _WARNING.match(line)),
            tuple(line for line in said if _WARNING.match(line)),
        )

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines of the page that the warnings point to."""
        found = (_WARNING.match(warning) for warning in self.warnings)
        return tuple(int(match[2]) for match in found if match and match[1] != "conf.py")


@cache
def _written() -> dict[str, BrokenPage]:
    """The pages in broken/, by type of warning."""
    files = Path(__file__).with_name("broken").glob("*.md")
    return {path.stem: BrokenPage.read(path.read_text(encoding="utf-8")) for path in files}


def broken_pages(kinds: Iterable[str]) -> dict[str, BrokenPage]:
    """A page for each type of warning, by name; `kinds` are the kinds of entries."""
    found = dict(_written())
    for kind in kinds:
        warning = f"index.md:1: WARNING: there is no {kind} “nothing” [resume.unknown-{kind}]"
        source = f"More is in {{{kind}}}`nothing`.\n"
        found[f"unknown-{kind}"] = BrokenPage(source, (), (warning,))
    return found
