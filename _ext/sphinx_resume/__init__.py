"""A Sphinx extension for résumés whose claims link to their evidence."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import addnodes

from sphinx_resume import feed, latex, leftovers, messages, refresh, settings, whole
from sphinx_resume.builders import ReportBuilder
from sphinx_resume.directives import EntryDirective, OccasionDirective, ViewDirective
from sphinx_resume.domain import ResumeDomain
from sphinx_resume.entries import ENTRY_TYPES, Occasion
from sphinx_resume.html import elements, files, furniture, furo, missing, pages, search
from sphinx_resume.nodes import entry_body, placeholder
from sphinx_resume.reviews import (
    IncidentTimelineDirective,
    WithholdReviews,
    check_language,
    keep_source,
)
from sphinx_resume.roles import EntryRole
from sphinx_resume.transforms import ResolveViews, remove_harmful
from sphinx_resume.views.incident import IncidentTimelineView
from sphinx_resume.views.reference import VIEWS

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"

_HERE = Path(__file__).parent


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything."""
    app.add_config_value("resume_name", "", "env", str, "Whose résumé it is; empty to leave out.")
    app.add_config_value("resume_contact", {}, "env", dict, "How to reach them: what is public.")
    app.add_config_value("resume_checks", {}, "env", dict, "Levels of the checks, by their type.")
    app.add_config_value("resume_stale_years", 10, "env", int, "When a skill is stale.")
    app.add_config_value("resume_document", "resume", "env", str, "The page of the short résumé.")
    app.add_config_value("resume_feed", False, "html", bool, "Whether to write an Atom feed.")
    app.add_config_value("resume_language_check", False, "env", bool, "Whether to mind the words.")
    app.add_config_value("resume_private_names", [], "env", list, "People who are not named.")
    app.add_config_value("resume_pdf", "", "html", str, "Where the PDF is, if not in the site.")
    app.add_config_value("resume_today", "", "env", str, "The day that counts as the present.")
    # A changed extension reads all pages again; its stored records may have changed shape.
    app.add_config_value("resume_code", _code(), "env", str, "Set by the extension itself.")

    app.add_message_catalog(messages.CATALOG, str(messages.LOCALES))
    app.add_domain(ResumeDomain)
    app.add_builder(ReportBuilder)
    for kind, entry_type in ENTRY_TYPES.items():
        directive = type(
            f"{entry_type.__name__}Directive",
            (EntryDirective,),
            {
                "declared_by": entry_type,
                "__doc__": entry_type.about,
            },
        )
        app.add_directive_to_domain("resume", kind, directive)
        app.add_role_to_domain("resume", kind, EntryRole())
    app.add_directive_to_domain("resume", Occasion.name, OccasionDirective)
    for name, view in VIEWS.items():
        directive = type(
            f"{view.__name__}Directive",
            (IncidentTimelineDirective if view is IncidentTimelineView else ViewDirective,),
            {
                "declared_by": view,
                "__doc__": view.about,
            },
        )
        app.add_directive_to_domain("resume", name, directive)

    app.add_node(placeholder)
    app.add_node(entry_body)
    app.add_node(elements.time, html=(elements.visit_time, elements.depart_time))
    app.add_node(
        elements.scaled_item, html=(elements.visit_scaled_item, elements.depart_scaled_item)
    )
    app.add_node(elements.permalink, html=(elements.visit_permalink, None))
    app.add_node(
        elements.header_cell, html=(elements.visit_header_cell, elements.depart_header_cell)
    )
    app.add_node(
        elements.table_caption,
        html=(elements.visit_table_caption, elements.depart_table_caption),
    )
    app.add_node(elements.value_cell, html=(elements.visit_value_cell, elements.depart_value_cell))
    app.add_node(elements.region, html=(elements.visit_region, elements.depart_region))
    app.add_transform(WithholdReviews)
    app.add_post_transform(ResolveViews)

    app.connect("config-inited", settings.check)
    app.connect("config-inited", messages.lend)
    app.connect("builder-inited", _add_assets)
    latex.setup(app)
    app.connect("source-read", remove_harmful)
    app.connect("doctree-read", _note_references)
    app.connect("doctree-read", check_language)
    app.connect("warn-missing-reference", _warn_unknown)
    app.connect("html-page-context", keep_source)
    app.connect("builder-inited", refresh.begin)
    app.connect("env-get-outdated", refresh.outdated_pages)
    app.connect("env-updated", whole.check_read)
    app.connect("env-updated", refresh.forget_numbers)
    # When Sphinx has numbered the pages.
    app.connect("env-get-updated", refresh.updated_pages, priority=900)
    leftovers.remove_halves()
    app.connect("html-collect-pages", leftovers.forget_words)
    app.connect("html-collect-pages", search.improve)
    app.connect("build-finished", refresh.remember)
    app.connect("write-started", feed.withdraw)
    app.connect("build-finished", feed.write)
    app.connect("build-finished", files.write)
    app.connect("html-page-context", feed.announce)
    app.connect("html-page-context", pages.complete_head)
    app.connect("html-page-context", furniture.furnish)
    app.connect("html-collect-pages", missing.collect)
    app.connect("html-page-context", missing.place)
    app.connect("builder-inited", furo.prepare)
    app.connect("html-page-context", furo.add_words)
    app.connect("html-page-context", pages.add_script)
    app.add_css_file("sphinx_resume.css")

    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _code() -> str:
    digest = hashlib.sha256()
    for pattern in ("*.py", "*.mo"):
        for path in sorted(_HERE.rglob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _add_assets(app: Sphinx) -> None:
    # Not before: by now the builder has the digest of its settings, which names no folder of ours.
    config = app.config
    config.html_static_path = [*config.html_static_path, str(_HERE / "html" / "static")]
    if config.html_favicon is None:
        config.html_favicon = str(_HERE / "html" / "favicon.svg")


def _note_references(app: Sphinx, doctree: nodes.document) -> None:
    domain = ResumeDomain.of(app.env)
    references = {
        (node["reftype"], node["reftarget"])
        for node in doctree.findall(addnodes.pending_xref)
        if (node.get("refdomain") == "resume" or node["reftype"] in {"any", "myst"})
        and not node.get("intersphinx")
    }
    if references:
        domain.note_references(app.env.docname, references)


def _warn_unknown(app: Sphinx, domain: Domain | None, node: addnodes.pending_xref) -> bool | None:
    if not isinstance(domain, ResumeDomain):
        return None
    domain.warn_unknown(node)
    return True
