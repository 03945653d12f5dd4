"""sphinx-autobuild with builds that start at once: ``python -m sphinx_resume.live``.

sphinx-autobuild starts a new Python for each build, which takes longer to import Sphinx and its
extensions than to build a page. Here the server imports what the first build has imported, and
later builds are forks of it: as separate as new processes, but with all that at hand.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import ClassVar, Final

from sphinx.cmd.build import build_main
from sphinx_autobuild import __main__ as autobuild  # type: ignore[import-untyped]
from sphinx_autobuild import build as autobuild_build

#: How sphinx-autobuild starts Sphinx.
_SPHINX: Final = [sys.executable, "-m", "sphinx", "build"]


class Forks:
    """Stands in for ``subprocess`` in sphinx-autobuild, and runs Sphinx in forks."""

    CalledProcessError = subprocess.CalledProcessError
    #: The files of the project's own modules that the server has imported, and when they changed.
    _own: ClassVar[dict[Path, float]] = {}
    _is_warm: ClassVar[bool] = False

    @classmethod
    def run(cls, command: Sequence[str], *, check: bool) -> None:
        """Run a command, which may be Sphinx.

        Raises:
            subprocess.CalledProcessError: it failed.

        """
        if list(command[: len(_SPHINX)]) != _SPHINX:
            subprocess.run(command, check=check)  # noqa: S603 (one that the user gave)
            return
        receiver, sender = multiprocessing.Pipe(duplex=False)
        context = multiprocessing.get_context("fork")
        process = context.Process(target=_build, args=(command[len(_SPHINX) :], sender, cls._own))
        process.start()
        sender.close()
        with suppress(EOFError):  # it crashed
            path, names = receiver.recv()
            if not cls._is_warm:
                sys.path[:] = path
                cls._warm_up(names)
        process.join()
        if process.exitcode:
            raise subprocess.CalledProcessError(process.exitcode, list(command))

    @classmethod
    def _warm_up(cls, names: Sequence[str]) -> None:
        for name in names:
            with suppress(Exception):  # the build does without it, or says what is wrong
                import_module(name)
        cls._own = {file: file.stat().st_mtime for file in _own_modules().values()}
        cls._is_warm = True
        gc.freeze()  # or each build would copy what it never changes


def _build(arguments: Sequence[str], sender: Connection, own: dict[Path, float]) -> None:
    if any(not file.is_file() or file.stat().st_mtime != time for file, time in own.items()):
        for name in _own_modules():
            del sys.modules[name]
    status = build_main(arguments)
    sender.send((sys.path, list(sys.modules)))
    sys.exit(status)


def _own_modules() -> dict[str, Path]:
    """The modules of the project, not of Python or its packages, and their files."""
    return dict(_files(sys.modules))


def _files(modules: dict[str, ModuleType]) -> Iterator[tuple[str, Path]]:
    for name, module in list(modules.items()):
        file = getattr(module, "__file__", None)
        if file and name != "__main__" and not file.startswith((sys.prefix, sys.base_prefix)):
            yield name, Path(file)


def main(arguments: Sequence[str]) -> None:
    """Serve, and build after each change, until interrupted."""
    if hasattr(os, "fork") and sys.platform != "darwin":  # whose frameworks don't survive a fork
        multiprocessing.set_start_method("fork")  # of the process that calls us for a change
        autobuild_build.subprocess = Forks
    logging.getLogger("watchfiles").setLevel(logging.WARNING)  # some imports set up logging
    autobuild.main(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
