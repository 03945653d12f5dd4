"""The files that a build adds to a site besides its pages, and how it recognizes them later.

Authors add files of their own, by ``html_extra_path`` or by hand, and so do other extensions. Any
file in the output folder that is not known to be ours is theirs, and is neither changed nor
removed. Our files are listed in ``.resumeinfo``, beside Sphinx's ``.buildinfo``, for as long as
they exist. A file is ours only while it has the content that we gave it.
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

#: After all handlers of ``build-finished`` that write such files.
_LAST: Final = 900

_logger = logging.getLogger(__name__)

#: The digests of our files by name; ``None`` for files that are ours whatever they contain, such as
#: a page that other extensions may change, or an incomplete file.
_Known = dict[str, str | None]
_known: Final[WeakKeyDictionary[Sphinx, _Known]] = WeakKeyDictionary()


def setup(app: Sphinx) -> None:
    """List the files once all are written."""
    app.connect("build-finished", seal, priority=_LAST)


def remove_earlier(app: Sphinx, keep: AbstractSet[str]) -> None:
    """Remove the files of earlier builds, except those to `keep`.

    This must happen before anything is written: whatever exists after that is not ours.
    """
    known = _known[app] = _load(app)
    for name in [name for name, digest in known.items() if digest is None or name not in keep]:
        path = Path(app.outdir, name)
        if _is(path, known.pop(name)):
            path.unlink()
            _remove_empty(path.parent, Path(app.outdir))


def put(app: Sphinx, name: str, content: bytes) -> None:
    """Add a file, unless another one is there. May also be called by writing processes."""
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
    """Whether Sphinx may write a page of ours, because no file is there yet."""
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
    """List the files that exist in the end (handler of ``build-finished``)."""
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
    """Warn and continue, as Sphinx does if it cannot write a page."""
    _logger.warning("cannot write %s: %s", path, error)


def _is(path: Path, digest: str | None) -> bool:
    """Whether a file exists and has the recorded content."""
    if path.is_symlink() or not path.is_file():
        return False
    return digest is None or sha256(path.read_bytes()).hexdigest() == digest


def _remove_empty(folder: Path, top: Path) -> None:
    with suppress(OSError):
        while folder != top:
            folder.rmdir()
            folder = folder.parent


def _note(app: Sphinx, name: str, digest: str | None) -> None:
    """Append a line to the list; the last line for a file counts."""
    with Path(app.outdir, INFO).open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"\n{_line(name, digest)}")  # the line before may be incomplete
    _known[app][name] = digest


def _line(name: str, digest: str | None) -> str:
    return f"{json.dumps([name, digest])}\n"


def _load(app: Sphinx) -> _Known:
    known: _Known = {}
    with suppress(OSError, UnicodeDecodeError):
        for line in Path(app.outdir, INFO).read_text("utf-8").splitlines():
            with suppress(ValueError, TypeError):  # from a build that was killed
                name, digest = json.loads(line)
                known[name] = digest
    return known
