"""The surroundings of pages: data of other pages that they show, so changes must rewrite them.

Fault: Sphinx does not rewrite the pages around one whose title or position has changed, such as
  the next page, which names it, nor pages that refer to an object of another domain that has
  moved.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_building/test_incremental.py::test_previous_and_next_page_are_kept_up_to_date
Removable: when Sphinx's own ``env-get-updated`` handlers return such pages.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def surroundings(env: BuildEnvironment, without: Container[str]) -> Iterator[str]:
    """The tree of pages, their headings, and everything with a name or a number.

    `without` names domains whose objects are left out.
    """
    for docname in sorted(env.tocs):
        yield env.tocs[docname].pformat()
        yield str(env.metadata[docname].get("tocdepth", ""))
    for domain in env.domains.sorted():
        if domain.name not in without:
            yield from sorted(map(repr, domain.get_objects()))
    for docname in sorted(env.toc_fignumbers):
        yield repr((docname, env.toc_fignumbers[docname]))
    yield repr(sorted(env.domains.math_domain.equations.items()))
