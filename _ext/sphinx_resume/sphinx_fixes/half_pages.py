"""Remove a page that could only be written in part.

Fault: if a page cannot be written completely, for example because the disk is full, Sphinx warns,
  goes on, and later takes the incomplete page for a good one.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_output/test_stale_files.py::
  test_an_incompletely_written_page_is_rewritten
Removable: when builders write to a temporary file and move it into place.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.builders import Builder


def remove(builder: Builder, output: Callable[[str], Path | None]) -> None:
    """Make `builder` remove incomplete pages; `output` gives the file of a page."""
    write_doc = builder.write_doc

    def write_whole(docname: str, doctree: nodes.document) -> None:
        with _whole_or_gone(output(docname)):
            write_doc(docname, doctree)

    builder.write_doc = write_whole  # type: ignore[method-assign]


@contextmanager
def _whole_or_gone(page: Path | None) -> Iterator[None]:
    """Remove the page if it was started and could not be completed."""
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
    """Notices Sphinx logging that it could not write this page.

    Sphinx logs the same of files that it could not copy, naming the *source*. No file may be
    removed just because a message names it.
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
    """A value that changes when the file is written; ``None`` if it does not exist."""
    try:
        found = page.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
