"""The files that a build adds to a site beside its pages, and how it knows them again.

Authors bring files of their own, by ``html_extra_path`` or by hand, and other extensions write some
too. What stands in the output folder and is not known to be ours is theirs: it is neither changed
nor removed. What is ours is listed in ``.resumeinfo``, beside Sphinx's ``.buildinfo``, and so is
known for as long as it is there. A file is ours while it has the content that we gave it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Set as AbstractSet
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx

INFO: Final = ".resumeinfo"
_ABOUT: Final = "# What a build has added here, and the next one may change: SHA-256 by name\n"

#: After all that write such files when the build has ended.
_LAST: Final = 900

_logger = logging.getLogger(__name__)

#: The digests of our files by name; none for what is ours whatever is in it, such as a page that
#: others may work on, and half a file.
_Known = dict[str, str | None]
_known: Final[WeakKeyDictionary[Sphinx, _Known]] = WeakKeyDictionary()


def setup(app: Sphinx) -> None:
    """List them when all are written."""
    app.connect("build-finished", seal, priority=_LAST)


def take_away(app: Sphinx, keep: AbstractSet[str]) -> None:
    """Remove what earlier builds have added, but for what is to be kept.

    This is done before anything is written: what is there when we come to write is not ours.
    """
    known = _known[app] = _load(app)
    for name in [name for name, digest in known.items() if digest is None or name not in keep]:
        path = Path(app.outdir, name)
        if _is(path, known.pop(name)):
            path.unlink()
            _remove_empty(path.parent, Path(app.outdir))


def put(app: Sphinx, name: str, content: bytes) -> None:
    """Add a file, unless something else is there. The processes that write pages may do so too."""
    path = Path(app.outdir, name)
    known = _known[app]
    digest = sha256(content).hexdigest()
    if os.path.lexists(path) and (
        name not in known or known[name] == digest or not _is(path, known[name])
    ):
        return
    try:
        _note(app, name, None)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError:
            with suppress(OSError):
                path.unlink()
            raise
        _note(app, name, digest)
    except OSError as error:
        _warn(path, error)


def claim(app: Sphinx, name: str) -> bool:
    """Whether Sphinx may write a page of ours, for nothing else is there."""
    path = Path(app.outdir, name)
    if os.path.lexists(path):
        return False
    try:
        _note(app, name, None)
    except OSError as error:
        _warn(path, error)
        return False
    return True


def seal(app: Sphinx, exception: Exception | None) -> None:
    """List what is there in the end (handler of ``build-finished``)."""
    if exception is not None or app not in _known:
        return
    lines = [
        _line(name, digest)
        for name, digest in sorted(_load(app).items())
        if _is(Path(app.outdir, name), digest)
    ]
    info = Path(app.outdir, INFO)
    half = info.with_suffix(".new")
    try:
        half.write_text("".join([_ABOUT, *lines]), "utf-8", newline="\n")
        half.replace(info)
    except OSError as error:
        with suppress(OSError):
            half.unlink()
        _warn(info, error)


def _warn(path: Path, error: OSError) -> None:
    """Say what Sphinx says of a page that it cannot write, and go on, as it does."""
    _logger.warning("cannot write %s: %s", path, error)


def _is(path: Path, digest: str | None) -> bool:
    """Whether a file is there, and is the one that is known."""
    if path.is_symlink() or not path.is_file():
        return False
    return digest is None or sha256(path.read_bytes()).hexdigest() == digest


def _remove_empty(folder: Path, top: Path) -> None:
    with suppress(OSError):
        while folder != top:
            folder.rmdir()
            folder = folder.parent


def _note(app: Sphinx, name: str, digest: str | None) -> None:
    """Add a line to the list, of which the last on a file holds."""
    with Path(app.outdir, INFO).open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"\n{_line(name, digest)}")  # what is before may be half a line
    _known[app][name] = digest


def _line(name: str, digest: str | None) -> str:
    return f"{json.dumps([name, digest])}\n"


def _load(app: Sphinx) -> _Known:
    known: _Known = {}
    with suppress(OSError, UnicodeDecodeError):
        for line in Path(app.outdir, INFO).read_text("utf-8").splitlines():
            with suppress(ValueError, TypeError):  # of a build that was killed
                name, digest = json.loads(line)
                known[name] = digest
    return known
