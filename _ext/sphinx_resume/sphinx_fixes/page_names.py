"""Resolve references to the names of pages, whatever document is being written.

Fault: a builder resolves references for the document that it writes. If that leaves out a page, as
  a PDF of some pages does, only a bare label remains of a reference to it; and if the builder is
  named ``latex``, Sphinx leaves the numbers of sections to TeX.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_resolving/test_body_copies.py::
  test_a_document_describes_pages_that_it_omits_like_its_pages_do
Removable: when references can be resolved without a builder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.builders import Builder


@contextmanager
def resolving_to(builder: Builder, address: Callable[[str], str]) -> Iterator[None]:
    """Give every page an address made from its name, instead of the builder's own addresses."""

    def get_relative_uri(_from: str, to: str, typ: str | None = None) -> str:
        return address(to)

    over = {"name": "", "get_relative_uri": get_relative_uri}
    own = vars(builder)
    own |= over
    try:
        yield
    finally:
        for name in over:
            del own[name]
