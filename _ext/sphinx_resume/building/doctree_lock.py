"""Make builds that share doctrees take turns.

`nox -s html` may start while `nox -s live` is building. Two concurrent builds would corrupt the
doctrees, the pages, and the records of both, so the second waits until the first ends or dies.
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

#: How long to wait, and the pause between two attempts, in seconds.
PATIENCE: Final = 15 * 60
_PAUSE: Final = 0.1

#: After all other handlers of ``build-finished``.
_LAST: Final = 999

#: Errors that mean another process holds the lock.
_TAKEN: Final = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}

#: The locks this process holds, by doctree folder. A process does not wait for itself.
_held: Final[dict[Path, finalize[..., Sphinx]]] = {}

if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        # Beyond the end of the file, since locked bytes cannot be read by others.
        os.lseek(file, 1 << 20, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def setup(app: Sphinx) -> None:
    """Acquire the lock before anything is read, and release it when the build is done."""
    app.connect("config-inited", take)
    app.connect("build-finished", give_back, priority=_LAST)


def take(app: Sphinx, config: Config) -> None:
    """Wait until no other process builds with these doctrees (handler of ``config-inited``).

    This comes before Sphinx loads its environment. The system releases the lock when the process
    and its reading and writing children have ended, however they end.
    """
    folder = Path(app.doctreedir)
    if folder in _held:
        return
    path = folder / "sphinx_resume" / "lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        return  # Sphinx reports that the folder is not writable
    _held[folder] = finalize(app, _let_go, folder, file)
    _wait(file, path)


def give_back(app: Sphinx, exception: Exception | None) -> None:
    """Release the lock (handler of ``build-finished``)."""
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
                return  # the file system does not support locks
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
            raise SphinxError(f"{message}; end it, or use other doctrees (sphinx-build -d)")
        time.sleep(_PAUSE)


def _other(path: Path) -> str:
    """Describe the build that holds the lock."""
    try:
        process = path.read_text("utf-8").strip()
    except (OSError, ValueError):
        process = ""
    return f"another build (process {process})" if process else "another build"
