"""A page is written whole, or is not there; a build in several processes is whole, or fails.

Where a process ends before its time, for want of memory for example, Sphinx may go on without the
pages that it had, and call that a success: `ParallelTasks.add_task` drops what it is told of. Where
a page cannot be written to its end, Sphinx warns, goes on, and takes the half for good later.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders import Builder
from sphinx.errors import SphinxError

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def by_page(builder: Builder) -> bool:
    """Whether a builder writes a file for each page, and not all pages together."""
    return type(builder).write_documents is Builder.write_documents


def check_read(app: Sphinx, env: BuildEnvironment) -> None:
    """Fail where a page was not read (handler of ``env-updated``)."""
    _fail("read", env.found_docs - env.all_docs.keys())


def watch(builder: Builder, notes: Path, output: Callable[[str], Path | None]) -> None:
    """Note which pages were written, whatever process did so, and fail without one.

    Only the process that writes a page knows; so each notes it in a file that all share. `output`
    is the file of a page, which is removed where only half of it was written.
    """
    if not by_page(builder):
        return
    notes.write_text("", "utf-8")
    write_doc, write_documents = builder.write_doc, builder.write_documents

    def write_and_note(docname: str, doctree: nodes.document) -> None:
        with _whole_or_gone(output(docname)):
            write_doc(docname, doctree)
        with notes.open("a", encoding="utf-8") as file:
            file.write(f"{docname}\0")

    def write_all(docnames: AbstractSet[str]) -> None:
        with suppress(EOFError):  # all that Sphinx says of a process that is gone
            write_documents(docnames)
        _fail("written", docnames - written(notes))

    builder.write_doc = write_and_note  # type: ignore[method-assign]
    builder.write_documents = write_all  # type: ignore[method-assign]


@contextmanager
def _whole_or_gone(page: Path | None) -> Iterator[None]:
    """Remove a page that was begun, and could not be written to its end."""
    if page is None:
        yield
        return
    before = _state(page)
    failure = _Failure(page)
    logger = logging.getLogger("sphinx")
    logger.addHandler(failure)
    try:
        yield
    except BaseException:
        failure.heard = True
        raise
    finally:
        logger.removeHandler(failure)
        if failure.heard and _state(page) != before:
            with suppress(OSError):
                page.unlink()


class _Failure(logging.Handler):
    """Hears Sphinx say that it could not write this one page.

    It says the same of what it could not copy, and then names the *source*. No file may be touched
    because a message names it.
    """

    def __init__(self, page: Path) -> None:
        super().__init__(logging.WARNING)
        self._page = page
        self.heard = False

    def emit(self, record: logging.LogRecord) -> None:
        args = record.args if isinstance(record.args, tuple) else ()
        failed = any(isinstance(arg, OSError) for arg in args)
        self.heard |= failed and self._page in args


def _state(page: Path) -> tuple[int, ...] | None:
    """Something that differs when a file was written; None if it is not there."""
    try:
        found = page.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def written(notes: Path) -> set[str]:
    """The pages that were written so far."""
    return set(notes.read_text("utf-8").split("\0")) - {""}


def _fail(done: str, lost: Iterable[str]) -> None:
    if names := ", ".join(sorted(lost)):
        message = f"a process has ended before its time, and these pages were not {done}: {names}"
        raise SphinxError(f"{message}; build again, with -j 1 to see why")
