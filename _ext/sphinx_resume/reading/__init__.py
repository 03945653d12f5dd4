"""Reading: from the source of a page to records of what it declares, cites, and shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_resume.reading import (
    collect,
    directives,
    empty_sections,
    hidden_text,
    redaction,
    review_check,
    roles,
    sanitize,
    untranslated,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register directives, roles, and handlers; those of one event run in this order."""
    sanitize.setup(app)
    directives.setup(app)
    redaction.setup(app)
    collect.setup(app)
    empty_sections.setup(app)  # before comments are removed
    hidden_text.setup(app)
    roles.setup(app)
    review_check.setup(app)
    untranslated.setup(app)
