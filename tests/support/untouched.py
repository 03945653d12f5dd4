"""The rule that every build of the tests is held to, also where it fails or is killed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path


@contextmanager
def untouched(folder: Path, *results: str) -> Iterator[None]:
    """Whatever fails meanwhile, no file of a folder is changed but results.

    These are in ``_build`` or where else they are said to be.
    """
    before = _files(folder, results)
    try:
        yield
    finally:
        after = _files(folder, results)
        changed = {name for name, _content in before.items() ^ after.items()}
        assert not changed, f"a build has touched {changed}"


def _files(folder: Path, results: Iterable[str]) -> dict[str, str]:
    """The digests of all files, but for results."""
    found = {}
    for parent, folders, names in os.walk(folder):
        folders[:] = {*folders} - {"_build", "__pycache__", *results}
        for path in (Path(parent, name) for name in names):
            found[path.relative_to(folder).as_posix()] = sha256(path.read_bytes()).hexdigest()
    return found
