"""Finds the strings of an imported source that are missing in the built pages.

``python -m tests.support.lost SOURCE FOLDER`` prints those missing in the project in a folder.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sphinx_resume.importing.dates import date_text, is_ongoing, range_texts
from sphinx_resume.importing.formats import source_of
from sphinx_resume.importing.rich_text import blocks
from sphinx_resume.importing.source import leaves, path_text, shown
from sphinx_resume.model.dates import Date, DateError, find_locale
from sphinx_resume.model.dates import date_text as in_words


def folded(text: str) -> str:
    """The letters and digits of a text, for comparisons."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def built_text(folder: Path) -> str:
    """All pages of a project as text, and its private data."""
    with TemporaryDirectory() as out:
        command = [sys.executable, "-m", "sphinx", "-b", "text", "-q", "-t", "private"]
        command += ["-c", f"{folder}"]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run([*command, f"{folder / 'docs'}", out], env=env, check=True)
        pages = [path.read_text("utf-8") for path in sorted(Path(out).rglob("*.txt"))]
    # The sources have the options that are displayed in another form, such as dates and links.
    sources = [path.read_text("utf-8") for path in sorted((folder / "docs").rglob("*.md"))]
    private = folder / "private.toml"
    data = tomllib.loads(private.read_text("utf-8")) if private.is_file() else {}
    values = [f"{name} {shown(value)}" for path, value in leaves(data, ()) for name in path[-1:]]
    return "\0".join([*pages, *sources, *values])


def missing(value: Any, result: str) -> dict[str, str]:
    """The strings of a source that are missing in the text of a result, by path."""
    said = folded(result)
    return {
        path_text(path): shown(each)
        for path, each in leaves(value, ())
        if not any(all(part in said for part in parts) for parts in _readings(str(each)))
    }


def _readings(text: str) -> Iterator[list[str]]:
    """The forms that a text may have in the result; all parts of a form must be there."""
    yield [folded(block.text) for block in blocks(text)]
    if is_ongoing(text):
        yield ["present"]
    ends = [end for end in range_texts(text) if end]
    try:
        dates = [Date.parse(date_text(end)) for end in ends if not is_ongoing(end)]
    except DateError:
        dates = []
    yield [folded(date.isoformat()) for date in dates] or ["\0"]
    yield [folded(in_words(date, find_locale("en"))) for date in dates] or ["\0"]
    # Phone numbers may get a country code, and lines with several items may be split.
    if re.fullmatch(r"(?:tel:)?\+?[\d\s()./-]{6,}", text):
        yield [folded(text)[-7:]]
    yield [folded(part) for part in re.split(r"[,;:()\[\]]\s?|\s[—–]\s", text)]


if __name__ == "__main__":
    found = missing(source_of(Path(sys.argv[1])).value, built_text(Path(sys.argv[2])))
    for path, words in found.items():
        print(f"{path}: {words}")
