"""Pages that name others which are gone are read again.

Fault: a toctree names a page that is gone until its own page is read again; and where a build has
  read nothing, Sphinx neither checks the whole nor keeps what it knows, so that a page that is
  gone is still there for the next build.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_building/test_incremental.py::test_a_table_of_contents_forgets_a_page_that_is_gone
Removable: when Sphinx takes pages that are gone for a change of those that name them.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def named_by(env: BuildEnvironment, removed: AbstractSet[str]) -> set[str]:
    """The pages to read again where some have been removed."""
    if not removed:
        return set()
    listing = {name for name, shown in env.toctree_includes.items() if removed & set(shown)}
    return {*listing, env.config.root_doc}
