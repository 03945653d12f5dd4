"""The examples in the guides in docs/about."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ABOUT = Path(__file__).parents[2] / "docs" / "about"

#: A fenced block, with or without a directive, at any indentation.
FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,})(?P<info>[^`\n]*)\n(?P<text>.*?)^(?P=indent)(?P=fence)$",
    re.DOTALL | re.MULTILINE,
)


class Example(NamedTuple):
    """A block of code in a guide."""

    language: str
    caption: str
    text: str


def examples(path: Path, language: str) -> list[Example]:
    """The blocks of one language in a guide."""
    return [example for example in _blocks(path.read_text("utf-8")) if example.language == language]


def _blocks(text: str) -> Iterator[Example]:
    for match in FENCE.finditer(text):
        lines = [line.removeprefix(match["indent"]) for line in match["text"].splitlines()]
        caption = ""
        while lines and (option := re.fullmatch(r":(\w+): (.*)", lines[0])):
            caption = option[2] if option[1] == "caption" else caption
            del lines[0]
        language = match["info"].removeprefix("{code-block}").strip()
        yield Example(language, caption, "\n".join(lines).strip() + "\n")


def write_pages(folder: Path) -> None:
    """The front page of reuse.md, the pages of writing.md, and docs/about unchanged."""
    shutil.copytree(ABOUT, folder / "docs" / "about")
    pages = examples(ABOUT / "reuse.md", "markdown") + examples(ABOUT / "writing.md", "markdown")
    for number, example in enumerate(pages):
        text = example.text
        if example.caption.startswith("docs/"):
            path = folder / example.caption
        else:
            path = folder / "docs" / "positions" / f"any-{number}.md"
            title = "" if re.search("^# ", text, re.MULTILINE) else "# A page\n\n"
            text = title + text
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
