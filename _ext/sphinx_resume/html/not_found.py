"""The page that a server shows where there is none: ``404.html``.

A server shows it at any address below the site, so its links start from where the site is, as
``html_baseurl`` says, and not from the address. sphinx-notfound-page rewrites them one by one
instead, for which it copies private parts of Sphinx.
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
#: What the context of the page has, and no other's.
_OURS: Final = "resume_missing"


def setup(app: Sphinx) -> None:
    """Write it, unless a project has one."""
    # Those of others come later, and win.
    app.connect("html-collect-pages", collect, priority=0)
    app.connect("html-page-context", place)


def collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The page, if the project has none of its own (handler of ``html-collect-pages``)."""
    others = _NAME in app.env.all_docs or "notfound.extension" in app.extensions
    if app.builder.name != "html" or others:
        return
    if own_files.claim(app, stale_files.page(app, _NAME)):
        start = app.builder.get_target_uri(app.config.root_doc)
        search = app.builder.get_target_uri("search")
        title = _("Page not found")
        # Not within the text below: who gathers messages does not look into it.
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


def place(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let the links of the page start from the site (handler of ``html-page-context``)."""
    if _OURS not in context:
        return
    head = '<meta name="robots" content="noindex">'
    if app.config.html_baseurl:
        path = escape(urlsplit(app.config.html_baseurl).path.rstrip("/"))
        head = f'<base href="{path}/">{head}'
    context["metatags"] = head + context.get("metatags", "")


def fragments(page: str, pagename: str) -> str:
    """The body of the page with links within it that a ``<base>`` does not lead away."""
    return re.sub(r'(<a [^>]*href=")#', rf"\g<1>{_NAME}.html#", page) if pagename == _NAME else page
