"""Read pages again when they list pages that were removed.

Fault: a toctree lists a removed page until its own page is read again; and if a build reads
  nothing, Sphinx neither runs consistency checks nor stores its environment, so that a removed page
  still exists for the next build.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_building/test_incremental.py::test_a_table_of_contents_drops_a_removed_page
Removable: when Sphinx treats the removal of a page as a change of the pages that list it.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def named_by(env: BuildEnvironment, removed: AbstractSet[str]) -> set[str]:
    """The pages to read again after some have been removed."""
    if not removed:
        return set()
    listing = {name for name, shown in env.toctree_includes.items() if removed & set(shown)}
    return {*listing, env.config.root_doc}
