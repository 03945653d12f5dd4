"""Read and write a few pages without starting processes for them.

Fault: with ``-j``, Sphinx starts a process even for a single page, has it send back the whole
  environment, and looks only every 20 ms whether it has: most of what an edit costs.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_building/test_parallel.py::test_a_few_pages_are_built_by_one_process
Removable: when ``Builder.read`` and ``Builder.write_documents`` count the pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Of so many pages, processes do not save what it costs to start them.
FEW = 10
#: After handlers that add pages.
_LAST = 999


def setup(app: Sphinx) -> None:
    """Count the pages before they are read, and again before they are written."""
    processes = app.parallel

    def before_reading(app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
        if len(docnames) <= FEW:
            app.parallel = 1

    def after_reading(app: Sphinx, _env: BuildEnvironment) -> Sequence[str]:
        app.parallel = processes
        return ()

    app.connect("env-before-read-docs", before_reading, priority=_LAST)
    app.connect("env-updated", after_reading)
    app.connect("builder-inited", _count_when_writing)


def _count_when_writing(app: Sphinx) -> None:
    builder = app.builder
    write_documents = builder.write_documents

    def write(docnames: AbstractSet[str]) -> None:
        if len(docnames) <= FEW:
            builder.parallel_ok = False
        write_documents(docnames)

    builder.write_documents = write  # type: ignore[method-assign]
