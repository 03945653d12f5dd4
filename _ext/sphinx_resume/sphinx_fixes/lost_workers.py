"""Fail a parallel build if one of its processes was lost.

Fault: if a process dies, for example because memory ran out, Sphinx may go on without its pages and
  report success: ``ParallelTasks.add_task`` drops what it is told of.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_building/test_interrupted.py::test_a_build_recovers_from_a_killed_worker
Removable: when ``ParallelTasks`` raises for a process that ends without a result.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders import Builder
from sphinx.errors import SphinxError

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Before any other handler sees an incomplete environment.
_FIRST = 0


def setup(app: Sphinx) -> None:
    """Fail if a page was not read."""
    app.connect("env-updated", _check_read, priority=_FIRST)


def by_page(builder: Builder) -> bool:
    """Whether a builder writes each page separately, not all pages together."""
    return type(builder).write_documents is Builder.write_documents


def _check_read(app: Sphinx, env: BuildEnvironment) -> None:
    _fail("read", env.found_docs - env.all_docs.keys())


def watch(builder: Builder, notes: Path) -> None:
    """Record which pages were written, in any process, and fail if one is missing.

    Only the process that writes a page knows of it, so each process appends to a shared file,
    which exists and is empty when a build begins.
    """
    if not by_page(builder):
        return
    write_doc, write_documents = builder.write_doc, builder.write_documents

    def write_and_note(docname: str, doctree: nodes.document) -> None:
        write_doc(docname, doctree)
        with notes.open("a", encoding="utf-8") as file:
            file.write(f"{docname}\0")

    def write_all(docnames: AbstractSet[str]) -> None:
        with suppress(EOFError):  # all that Sphinx raises for a process that died
            write_documents(docnames)
        _fail("written", docnames - written(notes))

    builder.write_doc = write_and_note  # type: ignore[method-assign]
    builder.write_documents = write_all  # type: ignore[method-assign]


def written(notes: Path) -> set[str]:
    """The pages written so far."""
    return set(notes.read_text("utf-8").split("\0")) - {""}


def _fail(done: str, lost: Iterable[str]) -> None:
    if names := ", ".join(sorted(lost)):
        message = f"a process ended early, and these pages were not {done}: {names}"
        raise SphinxError(f"{message}; build again with -j 1 to see why")
