"""A Sphinx extension for résumés whose claims link to their evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_resume import (
    collect,
    contents,
    directives,
    feed,
    hidden,
    latex,
    leftovers,
    messages,
    ours,
    refresh,
    roles,
    settings,
    sources,
    turns,
    unwritten,
    whole,
    withheld,
    wording,
)
from sphinx_resume.builders import ReportBuilder
from sphinx_resume.domain import ResumeDomain, begin
from sphinx_resume.html import assets, elements, files, furniture, furo, head, missing, search
from sphinx_resume.nodes import entry_block, entry_body, message, placeholder, placeholder_section
from sphinx_resume.transforms import ResolveViews

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"

_HERE = Path(__file__).parent


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything."""
    settings.setup(app)
    refresh.depend_on_code(app, "resume_code", _HERE)
    messages.setup(app)
    latex.setup(app)
    elements.setup(app)
    assets.setup(app)
    app.add_domain(ResumeDomain)
    app.add_builder(ReportBuilder)
    for node in (placeholder, placeholder_section, entry_block, entry_body, message):
        app.add_node(node)
    app.add_transform(withheld.WithholdReviews)
    app.add_transform(hidden.RemoveHtmlComments)
    app.add_transform(hidden.EncloseUnseen)
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
    app.connect("config-inited", turns.take)
    app.connect("builder-inited", begin)
    app.connect("builder-inited", refresh.begin)
    app.connect("builder-inited", furo.prepare)
    app.connect("env-get-outdated", refresh.outdated_pages)
    app.connect("env-before-read-docs", sources.check_encoding)
    app.connect("source-read", sources.remove_harmful)
    app.connect("include-read", sources.remove_harmful_included)
    app.connect("doctree-read", collect.collect)
    app.connect("doctree-read", contents.note)
    app.connect("doctree-read", unwritten.check)  # before comments go
    app.connect("doctree-read", hidden.note)
    app.connect("doctree-read", roles.note_references)
    app.connect("doctree-read", wording.check)
    app.connect("env-updated", whole.check_read)
    app.connect("env-updated", contents.fill)
    app.connect("env-updated", refresh.forget_numbers)
    # When Sphinx has numbered the pages.
    app.connect("env-get-updated", refresh.updated_pages, priority=900)
    app.connect("warn-missing-reference", roles.warn_unknown)
    # Before anybody else writes: what stands in a place of ours later is not ours.
    app.connect("write-started", refresh.withdraw, priority=0)
    app.connect("write-started", files.begin, priority=0)
    app.connect("html-collect-pages", leftovers.forget_words)
    app.connect("html-collect-pages", search.improve)
    # Those of others come later, and win.
    app.connect("html-collect-pages", missing.collect, priority=0)
    app.connect("html-page-context", withheld.keep_source)
    app.connect("html-page-context", feed.announce)
    app.connect("html-page-context", head.complete)
    app.connect("html-page-context", furniture.furnish)
    app.connect("html-page-context", missing.place)
    app.connect("html-page-context", furo.add_words)
    app.connect("build-finished", hidden.remove_environment)
    app.connect("build-finished", refresh.remember)
    app.connect("build-finished", feed.write)
    app.connect("build-finished", files.write)
    app.connect("build-finished", ours.seal)
    app.connect("build-finished", turns.give_back, priority=999)
