"""Sphinx's LaTeX builder, with our own writer for the themes of résumés."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from sphinx.builders.latex import LaTeXBuilder
from sphinx.locale import __
from sphinx.util.logging import NAMESPACE
from sphinx.writers.latex import LaTeXTranslator

from sphinx_resume.latex.writer.translator import THEMES, ResumeTranslator

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.latex.theming import Theme


class PlainTranslator(LaTeXTranslator):
    """Sphinx's writer, for other themes; it writes the plain nodes of views."""

    def visit_drawing(self, node: nodes.Element) -> None:
        """Write only the content of a node."""

    depart_drawing = visit_contact_data = depart_contact_data = visit_drawing


@contextmanager
def without_babel_warning() -> Iterator[None]:
    """Hide Sphinx's warning of a language that Babel lacks, for our themes don't use Babel."""
    message = __("no Babel option known for language %r")
    modules = (LaTeXBuilder.__module__, LaTeXTranslator.__module__)
    loggers = [logging.getLogger(f"{NAMESPACE}.{module}") for module in modules]

    def is_other(record: logging.LogRecord) -> bool:
        return record.msg != message

    for logger in loggers:
        logger.addFilter(is_other)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(is_other)


class ResumeLaTeXBuilder(LaTeXBuilder):
    """Uses our writer for documents with one of our themes, and Sphinx's for others."""

    def init_babel(self) -> None:
        ours = {document[4] for document in self.config.latex_documents} <= THEMES
        with without_babel_warning() if ours else nullcontext():
            super().init_babel()

    def create_translator(self, *args: Any) -> nodes.NodeVisitor:
        theme: Theme = args[2]
        writer = ResumeTranslator if theme.name in THEMES else PlainTranslator
        self.default_translator_class = writer  # type: ignore[misc] # of this document
        quiet = writer is ResumeTranslator and not self.babel.is_supported_language()
        with without_babel_warning() if quiet else nullcontext():
            return super().create_translator(*args)


def setup(app: Sphinx) -> None:
    """Replace Sphinx's LaTeX builder."""
    app.add_builder(ResumeLaTeXBuilder, override=True)
