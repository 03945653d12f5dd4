"""What each page of a site says besides its text: data for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_resume.domain import ResumeDomain
from sphinx_resume.entries import Entry
from sphinx_resume.structured import about, profile, script

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
