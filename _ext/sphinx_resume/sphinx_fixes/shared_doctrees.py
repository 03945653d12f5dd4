"""Write pages that another builder with the same doctrees has read.

Fault: Sphinx writes the pages that a build reads again, and forgets that other builders with the
  same doctrees have not written them yet.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_building/test_incremental.py::test_a_builder_writes_pages_that_another_has_read
Removable: when ``Builder.get_outdated_docs`` compares times with those of doctrees, or doctrees
  are never shared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def read_at(env: BuildEnvironment, docname: str) -> str:
    """The time at which any builder last read a page; if it changes, the page must be written."""
    return str(env.all_docs[docname])
