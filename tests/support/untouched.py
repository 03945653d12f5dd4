"""A rule for every build in the tests, even if it fails or is killed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path


@contextmanager
def untouched(folder: Path, *results: str) -> Iterator[None]:
    """Check that nothing in a folder except output changes, whatever fails.

    Output is in ``_build``, or in the folders given.
    """
    before = _files(folder, results)
    try:
        yield
    finally:
        after = _files(folder, results)
        changed = {name for name, _content in before.items() ^ after.items()}
        assert not changed, f"a build has touched {changed}"


def _files(folder: Path, results: Iterable[str]) -> dict[str, str]:
    """The digests of all files except output."""
    found = {}
    for parent, folders, names in os.walk(folder):
        folders[:] = {*folders} - {"_build", "__pycache__", *results}
        for path in (Path(parent, name) for name in names):
            found[path.relative_to(folder).as_posix()] = sha256(path.read_bytes()).hexdigest()
    return found
