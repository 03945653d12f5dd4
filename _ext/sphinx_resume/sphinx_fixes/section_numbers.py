"""Remove the numbers of sections that are no longer numbered.

Fault: Sphinx numbers sections, but does not remove the numbers when a toctree is no longer
  ``:numbered:``.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_building/test_incremental.py::test_a_page_that_is_no_longer_numbered_has_no_number
Removable: when ``TocTreeCollector.assign_section_numbers`` removes old numbers first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: After tables of contents are complete, before Sphinx numbers them (``env-get-updated``).
_PRIORITY = 600


def setup(app: Sphinx) -> None:
    """Remove all numbers before Sphinx assigns new ones."""
    app.connect("env-updated", _forget, priority=_PRIORITY)


def _forget(app: Sphinx, env: BuildEnvironment) -> None:
    for docname in env.toc_secnumbers.keys() & env.tocs.keys():
        for node in (env.titles[docname], *env.tocs[docname].findall(nodes.reference)):
            node.attributes.pop("secnumber", None)
