"""Builders that share doctrees: what one has read, another still has to write.

Fault: Sphinx writes what a build has read anew, and forgets that other builders with the same
  doctrees have not written it yet.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_building/test_incremental.py::test_a_builder_writes_what_another_has_read
Removable: when ``Builder.get_outdated_docs`` compares times with the doctree, or doctrees are
  never shared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def read_at(env: BuildEnvironment, docname: str) -> str:
    """When a page was read, by whichever builder; another time means that it is to be written."""
    return str(env.all_docs[docname])
