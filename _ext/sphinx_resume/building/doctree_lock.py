"""Builds that share their doctrees take turns.

`nox -s live` may be at work when `nox -s html` begins. What two builds at a time leave in doctrees,
pages, and notes on these is of neither; so the second one waits, until the first has ended or died.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import finalize

from sphinx.errors import SphinxError
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_logger = logging.getLogger(__name__)

#: How long to wait, and between two looks, in seconds.
PATIENCE: Final = 15 * 60
_PAUSE: Final = 0.1

#: After all else that is done when the build has ended.
_LAST: Final = 999

#: What it means that another process has the lock.
_TAKEN: Final = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}

#: The locks of this process, by folder of doctrees. It does not wait for itself.
_held: Final[dict[Path, finalize[..., Sphinx]]] = {}

if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        # Behind the end, for nobody else could read what is locked.
        os.lseek(file, 1 << 20, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def setup(app: Sphinx) -> None:
    """Take a turn before anything is read, and give it back when all is done."""
    app.connect("config-inited", take)
    app.connect("build-finished", give_back, priority=_LAST)


def take(app: Sphinx, config: Config) -> None:
    """Wait until no other process builds with these doctrees (handler of ``config-inited``).

    That is before Sphinx loads what it knows of earlier builds. The system takes the lock back when
    the process ends, in whatever way, and those that it has started to read or write for it.
    """
    folder = Path(app.doctreedir)
    if folder in _held:
        return
    path = folder / "sphinx_resume" / "lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        return  # who cannot write there will be told by Sphinx
    _held[folder] = finalize(app, _let_go, folder, file)
    _wait(file, path)


def give_back(app: Sphinx, exception: Exception | None) -> None:
    """Let the next build begin (handler of ``build-finished``)."""
    if turn := _held.get(Path(app.doctreedir)):
        turn()


def _let_go(folder: Path, file: int) -> None:
    _held.pop(folder, None)
    os.close(file)


def _wait(file: int, path: Path) -> None:
    end = time.monotonic() + PATIENCE
    waiting = False
    while True:
        try:
            _lock(file)
        except OSError as error:
            if error.errno not in _TAKEN:
                return  # a file system without locks
        else:
            os.ftruncate(file, 0)
            os.lseek(file, 0, os.SEEK_SET)
            os.write(file, str(os.getpid()).encode())
            return
        if not waiting:
            waiting = True
            _logger.info("waiting for %s, which uses the same doctrees, to end", _other(path))
        if time.monotonic() > end:
            message = f"{_other(path)} is still at work on the same doctrees, {path.parent.parent}"
            raise SphinxError(f"{message}; end it, or build with others (sphinx-build -d)")
        time.sleep(_PAUSE)


def _other(path: Path) -> str:
    """The build that has the lock, in words."""
    try:
        process = path.read_text("utf-8").strip()
    except (OSError, ValueError):
        process = ""
    return f"another build (process {process})" if process else "another build"
