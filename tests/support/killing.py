"""Builds that are killed, or may not write."""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support.untouched import untouched

#: Called with each file that is about to be opened for writing, and the content that remains in it,
#: or with None if the file is about to be moved or removed.
Watch = Callable[[Path, bytes | None], None]


def killed(
    build: Callable[[], object], folder: Path, at: int | str, *, worker: bool = False
) -> bool:
    """Run a build in a process that is killed while it writes to a folder.

    `at` says when: at the nth file that it writes, or at a file with this name. With `worker`, only
    the process of a parallel build that writes this file is killed. The file is left with half a
    line, after its old content if it was opened for appending. Returns False if the build finished
    before that, or succeeded without the worker.
    """
    tests = os.getpid()
    count = 0

    def watch(path: Path, kept: bytes | None) -> None:
        nonlocal count
        count += 1
        if at in {count, path.name} and worker == (os.getppid() != tests):
            if kept is not None:
                path.write_bytes(kept + b"half a l")
            os.kill(os.getpid(), signal.SIGKILL)

    return bool(_watched(build, folder, watch))


def refused(build: Callable[[], object], folder: Path) -> bool:
    """Run a build that may not write to a folder; returns whether it reported that and failed."""

    def watch(path: Path, kept: bytes | None) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    return bool(_watched(build, folder, watch))


def filled(build: Callable[[], object], folder: Path, size: int) -> bool:
    """Run a build with a limit on file sizes, and return whether it failed."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return bool(_forked(build, folder, limit))


def _watched(build: Callable[[], object], folder: Path, watch: Watch) -> int:
    """Run a build in a watched process, and return its exit status."""
    return _forked(build, folder, lambda: sys.addaudithook(_hook(folder, watch)))


def _forked(build: Callable[[], object], folder: Path, prepare: Callable[[], object]) -> int:
    """Run a function and then a build in a new process, and return its exit status."""
    inside = [
        parent for parent in folder.parents if (parent / "_build") in (folder, *folder.parents)
    ]
    with untouched(inside[0] if inside else folder):
        child = os.fork()
        if child == 0:
            prepare()
            status = 1
            try:
                build()
                status = 0
            finally:
                os._exit(status)
        _pid, status = os.waitpid(child, 0)
    return status


def _hook(folder: Path, watch: Watch) -> Callable[[str, tuple[Any, ...]], None]:
    watching = True

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal watching
        flags = 0
        if event == "open":
            path, _mode, flags = arguments
            if not flags & (os.O_WRONLY | os.O_RDWR):
                return
        elif event in {"os.rename", "os.remove", "os.mkdir"}:
            path = arguments[0]
        else:
            return
        inside = isinstance(path, (str, os.PathLike)) and Path(path).is_relative_to(folder)
        if watching and inside:
            watching = False  # ignore what we write ourselves
            try:
                kept = (
                    Path(path).read_bytes() if flags & os.O_APPEND and Path(path).exists() else b""
                )
                watch(Path(path), kept if event == "open" else None)
            finally:
                watching = True

    return hook
