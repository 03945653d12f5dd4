"""The Atom feed of talks and incident reviews.

https://www.rfc-editor.org/rfc/rfc4287
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

from docutils import nodes

from sphinx_resume.conditions import conditions_of
from sphinx_resume.config import today
from sphinx_resume.domain import ResumeDomain
from sphinx_resume.html import urls
from sphinx_resume.model.dates import Date
from sphinx_resume.model.entry import Entry
from sphinx_resume.output import own_files

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FILE: Final = "feed.xml"
_KINDS: Final = ("talk", "incident")
_ATOM: Final = "http://www.w3.org/2005/Atom"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the feed."""

    title: str
    address: str
    #: The day of its latest occasion, in ISO 8601; the first day of the month or year if no more is
    #: known.
    day: str
    summary: str


def feed(
    items: Iterable[Item], title: str, author: str, base: str, today: str, language: str
) -> bytes:
    """The feed as XML, latest item first.

    `base` is the address of the site, ending in a slash; `today` dates a feed without items;
    `language` is a language code as in Sphinx, such as ``pt_BR``.
    """
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed", {_LANG: language.replace("_", "-")})
    ordered = sorted(items, key=lambda item: (item.day, item.address), reverse=True)

    def add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> None:
        child = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
        child.text = text or None

    add(root, "id", base)
    add(root, "title", title)
    add(root, "updated", f"{ordered[0].day if ordered else today}T00:00:00Z")
    add(root, "link", href=base)
    add(root, "link", href=base + FILE, rel="self", type="application/atom+xml")
    person = ET.SubElement(root, f"{{{_ATOM}}}author")
    add(person, "name", author)
    for item in ordered:
        entry = ET.SubElement(root, f"{{{_ATOM}}}entry")
        add(entry, "id", item.address)
        add(entry, "title", item.title)
        add(entry, "updated", f"{item.day}T00:00:00Z")
        add(entry, "link", href=item.address)
        add(entry, "summary", item.summary)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def items(app: Sphinx) -> list[Item]:
    """The public talks and incident reviews that have a date and are not drafts."""
    domain = ResumeDomain.from_env(app.env)
    found = []
    for kind in _KINDS:
        for entry in domain.public(kind):
            draft = str(app.env.metadata[entry.place.docname].get("draft", "")).lower()
            if entry.span and draft in {"", "false", "no"}:
                last = entry.span.end if isinstance(entry.span.end, Date) else entry.span.start
                summary = " ".join(_text(entry, domain))
                found.append(
                    Item(entry.title, urls.place(app, entry), last.earliest.isoformat(), summary)
                )
    return found


def _text(entry: Entry, domain: ResumeDomain) -> Iterator[str]:
    docname = entry.place.docname
    for block in domain.env.get_doctree(docname).findall(nodes.container):
        if block.get("entry") == entry.key and domain.are_met(conditions_of(block)):
            yield from domain.statements(block, docname)


def setup(app: Sphinx) -> None:
    """Register the feed."""
    app.connect("html-page-context", announce)
    app.connect("build-finished", write)


def _wanted(app: Sphinx) -> bool:
    return bool(app.config.resume_feed and urls.base(app))


def announce(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Link the feed in the head of each page (handler of ``html-page-context``)."""
    if _wanted(app):
        href = escape(urls.base(app) + FILE)
        link = f'<link rel="alternate" type="application/atom+xml" href="{href}">'
        context["metatags"] = context.get("metatags", "") + link


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the feed beside the pages (handler of ``build-finished``)."""
    if exception is None and _wanted(app):
        config = app.config
        content = feed(
            items(app),
            config.html_title,
            config.resume_name or config.project,
            urls.base(app),
            today(config).isoformat(),
            config.language,
        )
        own_files.put(app, FILE, content)
