"""Builds that end before their time."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def killed(build: Callable[[], object], folder: Path, at: int) -> bool:
    """Run a build in a process that is killed while it writes to a folder for the time `at`.

    What stood in the file is gone then, and half a line is in its place. False if the build was
    over before.
    """
    child = os.fork()
    if child == 0:
        _kill_at(folder, at)
        try:
            build()
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _kill_at(folder: Path, at: int) -> None:
    count = 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        if event == "open":
            path, _mode, flags = arguments
            if not flags & (os.O_WRONLY | os.O_RDWR) or not isinstance(path, (str, os.PathLike)):
                return
            if not Path(path).is_relative_to(folder):
                return
            count += 1
            if count == at:
                Path(path).write_bytes(b"half a l")
                os.kill(os.getpid(), signal.SIGKILL)
        elif event in {"os.rename", "os.remove"}:
            count += 1
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
