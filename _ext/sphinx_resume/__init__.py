"""A Sphinx extension for résumés whose claims link to their evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_resume import config, i18n, latex
from sphinx_resume.building import doctree_lock, incremental
from sphinx_resume.domain import ResumeDomain, begin
from sphinx_resume.html import (
    assets,
    elements,
    feed,
    furo,
    head,
    navigation,
    not_found,
    search,
    site_files,
)
from sphinx_resume.nodes import entry_block, entry_body, message, placeholder, placeholder_section
from sphinx_resume.output import own_files
from sphinx_resume.output.builders import ReportBuilder
from sphinx_resume.reading import (
    collect,
    directives,
    empty_sections,
    hidden_text,
    redaction,
    review_check,
    roles,
    sanitize,
)
from sphinx_resume.resolving import toc
from sphinx_resume.resolving.post_transforms import ResolveViews
from sphinx_resume.sphinx_fixes import lost_workers, search_words, section_numbers, source_encoding

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"

_HERE = Path(__file__).parent


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything."""
    config.setup(app)
    incremental.depend_on_code(app, "resume_code", _HERE)
    i18n.setup(app)
    latex.setup(app)
    elements.setup(app)
    assets.setup(app)
    for fix in (lost_workers, search_words, section_numbers, source_encoding):
        fix.setup(app)
    app.add_domain(ResumeDomain)
    app.add_builder(ReportBuilder)
    for node in (placeholder, placeholder_section, entry_block, entry_body, message):
        app.add_node(node)
    app.add_transform(redaction.WithholdReviews)
    app.add_transform(hidden_text.RemoveHtmlComments)
    app.add_transform(hidden_text.EncloseUnseen)
    app.add_post_transform(ResolveViews)
    directives.setup(app)
    _add_handlers(app)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _add_handlers(app: Sphinx) -> None:
    """What happens when; several handlers of one event run in this order."""
    app.connect("config-inited", doctree_lock.take)
    app.connect("builder-inited", begin)
    app.connect("builder-inited", incremental.begin)
    app.connect("builder-inited", furo.prepare)
    app.connect("env-get-outdated", incremental.outdated_pages)
    app.connect("source-read", sanitize.remove_harmful)
    app.connect("include-read", sanitize.remove_harmful_included)
    app.connect("doctree-read", collect.collect)
    app.connect("doctree-read", toc.note)
    app.connect("doctree-read", empty_sections.check)  # before comments go
    app.connect("doctree-read", hidden_text.note)
    app.connect("doctree-read", roles.note_references)
    app.connect("doctree-read", review_check.check)
    app.connect("env-updated", toc.fill)
    # When Sphinx has numbered the pages.
    app.connect("env-get-updated", incremental.updated_pages, priority=900)
    app.connect("warn-missing-reference", roles.warn_unknown)
    # Before anybody else writes: what stands in a place of ours later is not ours.
    app.connect("write-started", incremental.withdraw, priority=0)
    app.connect("write-started", site_files.begin, priority=0)
    app.connect("html-collect-pages", search.improve)
    # Those of others come later, and win.
    app.connect("html-collect-pages", not_found.collect, priority=0)
    app.connect("html-page-context", redaction.keep_source)
    app.connect("html-page-context", feed.announce)
    app.connect("html-page-context", head.complete)
    app.connect("html-page-context", navigation.furnish)
    app.connect("html-page-context", not_found.place)
    app.connect("html-page-context", furo.add_words)
    app.connect("build-finished", hidden_text.remove_environment)
    app.connect("build-finished", incremental.remember)
    app.connect("build-finished", feed.write)
    app.connect("build-finished", site_files.write)
    app.connect("build-finished", own_files.seal)
    app.connect("build-finished", doctree_lock.give_back, priority=999)
