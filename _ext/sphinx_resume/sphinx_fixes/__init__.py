"""Workarounds for bugs in Sphinx, docutils, MyST and furo, one file for each.

Nothing here is specific to résumés. Each file says what the fault is, which versions have it, which
test fails without the file, and when it can be removed. Private names of Sphinx, docutils and MyST
are used only here, and those of Sphinx's LaTeX writer in `latex.writer.sphinx_writer`. If a new
release breaks an assumption, `tests/test_sphinx_fixes` names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_resume.sphinx_fixes import (
    compiled_catalogues,
    few_pages,
    lost_workers,
    search_stems,
    search_words,
    section_numbers,
    source_encoding,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the workarounds that work by themselves; others are called where needed."""
    compiled_catalogues.setup(app)
    few_pages.setup(app)
    lost_workers.setup(app)
    search_stems.setup(app)
    search_words.setup(app)
    section_numbers.setup(app)
    source_encoding.setup(app)
