"""Runs sphinx-autobuild with builds that start immediately: ``python -m sphinx_resume.live``.

sphinx-autobuild starts a new Python process for each build, where importing Sphinx and its
extensions takes longer than building a page. Here the server imports the modules that the first
build has imported, and later builds are forks of it: separate processes, but with all modules
loaded.

Commands given with ``--beside`` run at the same time, in turn and with less priority: pages need
not wait for what takes longer, such as PDFs.
"""

from __future__ import annotations

import argparse
import gc
import io
import logging
import multiprocessing
import os
import shlex
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

#: Added to the nice value of processes that pages do not wait for.
_LESS_PRIORITY: Final = 5
#: The command with which sphinx-autobuild starts Sphinx.
_SPHINX: Final = [sys.executable, "-m", "sphinx", "build"]


class Forks:
    """Replaces ``subprocess`` in sphinx-autobuild, and runs Sphinx in forks."""

    CalledProcessError = subprocess.CalledProcessError
    #: The project's own modules that the server has imported: modification times by file.
    _own: ClassVar[dict[Path, float]] = {}
    _is_warm: ClassVar[bool] = False
    #: Where to write a byte whenever Sphinx starts, for commands that run beside it.
    _starts: ClassVar[int | None] = None

    @classmethod
    def run(cls, command: Sequence[str], *, check: bool) -> None:
        """Run a command; if it is Sphinx, run it in a fork.

        Raises:
            subprocess.CalledProcessError: it failed.

        """
        if list(command[: len(_SPHINX)]) != _SPHINX:
            subprocess.run(command, check=check)  # noqa: S603 (one that the user gave)
            return
        if cls._starts is not None:
            os.write(cls._starts, b"+")
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
    def run_beside(cls, commands: Sequence[Sequence[str]]) -> None:
        """From now on, run commands whenever Sphinx starts; once more if it did meanwhile."""
        reader, cls._starts = os.pipe()
        if os.fork():
            os.close(reader)
            return
        os.close(cls._starts)
        cls._starts = None
        os.nice(_LESS_PRIORITY)
        with suppress(KeyboardInterrupt):
            while os.read(reader, 1024):  # until the server has ended
                try:
                    for command in commands:
                        cls.run(command, check=True)
                except subprocess.CalledProcessError as error:
                    print(f"Exit code {error.returncode}: {shlex.join(error.cmd)}", flush=True)
        sys.exit()

    @classmethod
    def _warm_up(cls, names: Sequence[str]) -> None:
        for name in names:
            with suppress(Exception):  # the build does not need it, or reports the error
                import_module(name)
        cls._own = {file: file.stat().st_mtime for file in _own_modules().values()}
        cls._is_warm = True
        gc.freeze()  # otherwise, garbage collection would copy shared memory in each fork


def _build(arguments: Sequence[str], sender: Connection, own: dict[Path, float]) -> None:
    if any(not file.is_file() or file.stat().st_mtime != time for file, time in own.items()):
        for name in _own_modules():
            del sys.modules[name]
    status = build_main(arguments)
    sender.send((sys.path, list(sys.modules)))
    sys.exit(status)


def _own_modules() -> dict[str, Path]:
    """The modules of the project itself, without those of installed packages, and their files."""
    return dict(_files(sys.modules))


def _files(modules: dict[str, ModuleType]) -> Iterator[tuple[str, Path]]:
    for name, module in list(modules.items()):
        file = getattr(module, "__file__", None)
        if file and name != "__main__" and not file.startswith((sys.prefix, sys.base_prefix)):
            yield name, Path(file)


def _command(text: str) -> list[str]:
    """The words of a command; ``python`` is this Python."""
    name, *rest = shlex.split(text)
    return [sys.executable if name == "python" else name, *rest]


def main(arguments: Sequence[str]) -> None:
    """Serve, and build after each change, until interrupted."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--beside", action="append", type=_command, default=[])
    own, rest = parser.parse_known_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # or a pipe would get the address too late
    if hasattr(os, "fork") and sys.platform != "darwin":  # macOS frameworks break in forks
        multiprocessing.set_start_method("fork")  # for the process that runs the callback
        autobuild_build.subprocess = Forks
        if own.beside:
            Forks.run_beside(own.beside)
    else:
        rest += [f"--post-build={shlex.join(command)}" for command in own.beside]
    logging.getLogger("watchfiles").setLevel(logging.WARNING)  # some imports configure logging
    autobuild.main(rest)


if __name__ == "__main__":
    main(sys.argv[1:])
