"""What each page of a site says besides its text: data for machines."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from sphinx_resume.domain import ResumeDomain
from sphinx_resume.entries import Entry
from sphinx_resume.html import SITES
from sphinx_resume.structured import about, profile, script
from sphinx_resume.views.topics import FilterView

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def structured_data(app: Sphinx, domain: ResumeDomain, docname: str) -> str:
    """The JSON-LD of a page as an element; empty where there is nothing to say."""
    base = app.config.html_baseurl.rstrip("/")

    def address(entry: Entry) -> str:
        if not base:
            return ""
        uri = app.builder.get_target_uri(entry.place.docname)
        return f"{base}/{uri}#{entry.place.anchor}"

    career = domain.career
    if docname == app.config.root_doc:
        return script(profile(career, address))
    thing = about(domain.entries.get(docname, []), career, address)
    return script(thing) if thing else ""


def add_script(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """The script, for pages with something to filter (handler of ``html-page-context``)."""
    if doctree is not None and app.builder.name in SITES:
        views = ResumeDomain.of(app.env).views
        shown = chain(*views.values()) if app.builder.name == "singlehtml" else views.get(pagename)
        if any(isinstance(view, FilterView) for view in shown or ()):
            app.add_js_file("sphinx_resume.js", loading_method="defer")


def add_structured_data(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put it into the head of the page (handler of ``html-page-context``)."""
    if doctree is not None and app.builder.name in {"html", "dirhtml"}:
        domain = ResumeDomain.of(app.env)
        context["metatags"] = context.get("metatags", "") + structured_data(app, domain, pagename)
