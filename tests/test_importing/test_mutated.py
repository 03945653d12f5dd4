"""Sources with any value anywhere are read, or rejected with a message, and nothing is lost."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any, Final

import pytest

from sphinx_resume.importing import command
from sphinx_resume.importing.command import NotImportedError, read_source
from sphinx_resume.importing.formats import source_of
from sphinx_resume.importing.pages import Known, pages
from sphinx_resume.importing.source import Path, Source
from tests.support.others import OWN

#: Unexpected values.
ODD: Final[list[Any]] = [
    *(None, "", [], {}, "x", 0, 1.5, True, False, [None], [[]], [{}], {"a": 1}, {"text": "x"}),
    *("2020-19-39", "2020", "present", "```{skill} x", "a" * 3000, [1, "a", {"b": []}]),
    *("\u202eabc", "://x", "javascript:x"),
]


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    yield path
    if isinstance(value, (dict, list)):
        below = value.items() if isinstance(value, dict) else enumerate(value)
        for name, each in below:
            yield from paths(each, (*path, name))


def put(value: Any, path: Path, new: Any) -> None:
    for name in path[:-1]:
        value = value[name]
    value[path[-1]] = new


@pytest.mark.parametrize("sample", sorted(OWN.iterdir()), ids=lambda path: path.name)
def test_any_value_anywhere_is_read_or_rejected(
    sample: FilePath, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = source_of(sample)
    drawn = random.Random(sample.name)
    for _ in range(150):
        value = copy.deepcopy(source.value)
        for _ in range(drawn.randint(1, 4)):
            if path := drawn.choice(list(paths(value))):
                put(value, path, copy.deepcopy(drawn.choice(ODD)))
        odd = Source(source.name, value, source.lines, source.files)
        monkeypatch.setattr(command, "source_of", lambda _path, odd=odd: odd)
        try:
            imported, _report = read_source(sample, "en")
        except NotImportedError:
            continue
        pages(imported, Known())
