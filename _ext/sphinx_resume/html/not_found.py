"""The page that a server sends if there is no page at an address: ``404.html``.

It may appear at any address below the site, so a ``<base>`` makes its links relative to
``html_baseurl`` instead. (sphinx-notfound-page rewrites each link, and copies private parts of
Sphinx to do that.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from sphinx_resume.i18n import _
from sphinx_resume.output import own_files, stale_files

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_NAME: Final = "404"
#: A key that only the context of this page has.
_OURS: Final = "resume_missing"


def setup(app: Sphinx) -> None:
    """Register the page."""
    # Pages of others are collected later, and replace ours.
    app.connect("html-collect-pages", collect, priority=0)
    app.connect("html-page-context", add_base)


def collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The page, unless the project has its own (handler of ``html-collect-pages``)."""
    others = _NAME in app.env.all_docs or "notfound.extension" in app.extensions
    if app.builder.name != "html" or others:
        return
    if own_files.claim(app, stale_files.page(app, _NAME)):
        start = app.builder.get_target_uri(app.config.root_doc)
        search = app.builder.get_target_uri("search")
        title = _("Page not found")
        # Not in the f-string below: messages are not extracted from those.
        texts = (
            title,
            _("Nothing is at this address. Maybe a link to it is misspelt or old."),
            _("Start page"),
            _("Search"),
        )
        heading, hint, to_start, to_search = map(escape, texts)
        body = (
            f"<h1>{heading}</h1><p>{hint}</p>"
            f'<ul><li><a href="{start}">{to_start}</a></li>'
            f'<li><a href="{search}">{to_search}</a></li></ul>'
        )
        yield _NAME, {"title": title, "body": body, _OURS: True}, "page.html"


def add_base(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Make links relative to the address of the site (handler of ``html-page-context``)."""
    if _OURS not in context:
        return
    head = '<meta name="robots" content="noindex">'
    if app.config.html_baseurl:
        path = escape(urlsplit(app.config.html_baseurl).path.rstrip("/"))
        head = f'<base href="{path}/">{head}'
    context["metatags"] = head + context.get("metatags", "")


def fix_fragments(page: str, pagename: str) -> str:
    """The body of a page; in ``404.html``, links to fragments name it, because of ``<base>``."""
    return re.sub(r'(<a [^>]*href=")#', rf"\g<1>{_NAME}.html#", page) if pagename == _NAME else page
