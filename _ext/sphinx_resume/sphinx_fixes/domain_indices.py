"""Keep the index of a domain from overwriting a file of the author's.

Fault: Sphinx writes the index of a domain wherever its name leads, even over a file that someone
  else has put there (``html_extra_path``, or by hand).
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_untouched.py::test_files_of_the_author_are_kept
Removable: when an index can decide, as late as when pages are written, not to be written.
"""

from __future__ import annotations

from collections.abc import Callable

from sphinx.builders.html import StandaloneHTMLBuilder


def write_only_if(
    builder: StandaloneHTMLBuilder, index: str, may_write: Callable[[], bool]
) -> None:
    """Write an index only if `may_write` allows it, which is called just before."""
    write = builder.write_domain_indices

    def write_permitted() -> None:
        if has_index(builder, index) and not may_write():
            builder.domain_indices = [each for each in builder.domain_indices if each[0] != index]
        write()

    builder.write_domain_indices = write_permitted  # type: ignore[method-assign]


def has_index(builder: object, index: str) -> bool:
    """Whether a builder writes the index of a domain, given the name of its page."""
    return index in {name for name, *_ in getattr(builder, "domain_indices", ())}
