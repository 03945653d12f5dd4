"""Metadata in the head of a page: for search engines, link previews, and programs."""

from __future__ import annotations

import re
from functools import partial
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _ as of_sphinx

from sphinx_resume.domain import ResumeDomain
from sphinx_resume.html import languages, meta_description, opengraph, urls
from sphinx_resume.html.jsonld import page_data, profile, script
from sphinx_resume.model.dates import is_right_to_left
from sphinx_resume.sphinx_fixes import text_direction
from sphinx_resume.views.profile import ProfileView

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("html-page-context", add_metadata)


def structured_data(app: Sphinx, domain: ResumeDomain, docname: str) -> str:
    """The ``<script>`` with the JSON-LD of a page; empty if it has none."""
    place = partial(urls.place, app)
    if docname == app.config.root_doc:
        return script(profile(domain.seal.career_on(docname), place))
    thing = page_data(domain.career.known(domain.entries.get(docname, ())), domain.career, place)
    return script(thing) if thing else ""


def summary(domain: ResumeDomain, docname: str) -> str:
    """The description of a page, from its profile or its entries; empty if it has neither."""
    for view in domain.views.get(docname, ()):
        if isinstance(view, ProfileView):
            said = domain.career.headline_and_summary(view.title, docname)
            if said:
                return meta_description.one_line(said)
    entries = domain.career.known(domain.entries.get(docname, ()))
    return meta_description.page_description(entries, domain.career, domain.seal.locale)


def description(
    app: Sphinx, domain: ResumeDomain, docname: str, title: str, doctree: nodes.document | None
) -> str:
    """The description of a page: the author's own, or from its entries, its text, or its title."""
    return (
        (doctree and _written(doctree))
        or summary(domain, docname)
        or (doctree and _first_words(doctree, domain, docname))
        or " – ".join(filter(None, (title, app.config.html_title)))
    )


def add_metadata(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add the metadata to a page (handler of ``html-page-context``)."""
    if is_right_to_left(app.config.language) and app.builder.format == "html":
        text_direction.add(context)
    if not urls.is_site(app):
        return
    domain = ResumeDomain.from_env(app.env)
    tags = [context.get("metatags", "")]
    title = unescape(re.sub(r"<[^>]*>", "", _title(page, context)))
    text = description(app, domain, page, title, doctree)
    if not doctree or not _written(doctree):
        tags.append(f'<meta name="description" content="{escape(text)}">')
    if doctree:
        tags += languages.tags(app, page)
        tags.append(structured_data(app, domain, page))
        tags += opengraph.tags(app, page, title, text, domain.seal.locale)
    context["metatags"] = "\n".join(filter(None, tags))


def _title(page: str, context: dict[str, Any]) -> str:
    """The title of a page as HTML; for Sphinx's own pages, the one in their templates."""
    own = {"genindex": of_sphinx("Index"), "search": of_sphinx("Search")}
    return str(context.get("title") or context.get("indextitle") or own.get(page, ""))


def _written(doctree: nodes.document) -> str:
    """The description that the author wrote, in a ``meta`` directive or the front matter."""
    named = (each for each in doctree.children if isinstance(each, nodes.meta))  # always at the top
    return next((str(each["content"]) for each in named if each.get("name") == "description"), "")


def _first_words(doctree: nodes.document, domain: ResumeDomain, docname: str) -> str:
    """The first paragraph of prose; works before and after the page is resolved."""
    prose = (
        " ".join(domain.statements(node, docname))
        for node in doctree.findall(nodes.paragraph)
        if isinstance(node.parent, (nodes.section, addnodes.only)) and not node["classes"]
    )
    return meta_description.one_line(next(filter(None, prose), ""))
