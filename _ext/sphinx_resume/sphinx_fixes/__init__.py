"""Workarounds for faults of Sphinx, MyST and furo: a file for each fault.

Nothing here serves résumés. Each file says what the fault is, which versions have it, which test
fails without the file, and when it can go. Private names of Sphinx, docutils and MyST are used
here and nowhere else, those of Sphinx's LaTeX writer in `sphinx_resume.latex.writer.sphinx_writer`.
Where a new release breaks something that is assumed of it, `tests/test_sphinx_fixes` says what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_resume.sphinx_fixes import lost_workers, search_words, section_numbers, source_encoding

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register those that stand for themselves; others are called where they are needed."""
    lost_workers.setup(app)
    search_words.setup(app)
    section_numbers.setup(app)
    source_encoding.setup(app)
