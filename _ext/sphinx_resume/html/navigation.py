"""Navigation around the text of a page: breadcrumbs, previous and next position, the PDF."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx import addnodes
from sphinx.util.osutil import relative_uri

from sphinx_resume.config import SHORT, documents, short_resume
from sphinx_resume.domain import ResumeDomain
from sphinx_resume.i18n import _
from sphinx_resume.model.options import N_
from sphinx_resume.views.base import Link

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def setup(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("html-page-context", add_navigation)


class PageLinks(NamedTuple):
    """The links to other pages around the text of a page."""

    #: The breadcrumbs, outermost first: titles, each with its document if it has one.
    trail: tuple[tuple[str, str], ...] = ()
    #: The positions before and after those on the page.
    earlier: Link | None = None
    later: Link | None = None


def page_links(env: BuildEnvironment, docname: str) -> PageLinks:
    """The links to other pages around the text of a page."""
    return ResumeDomain.from_env(env).seal.kept(_all_page_links, env).get(docname, PageLinks())


def _all_page_links(env: BuildEnvironment) -> dict[str, PageLinks]:
    """The links of each page."""
    positions = [
        each for each in reversed(ResumeDomain.from_env(env).career.positions) if each.span
    ]
    firsts = {each.place.docname: Link.to(each) for each in reversed(positions)}
    pages = list(dict.fromkeys(each.place.docname for each in positions))
    links = [None, *(firsts[page] for page in pages), None]
    related = {page: (links[at], links[at + 2]) for at, page in enumerate(pages)}
    above = _above(env)
    return {
        name: PageLinks(tuple(_trail(env, above, name)), *related.get(name, (None, None)))
        for name in env.all_docs
    }


def _above(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    """For each document, the one whose toctree lists it, and the caption of that toctree."""
    return {
        child: (docname, toctree.get("caption") or "")
        for docname in sorted(env.tocs, reverse=True)
        for toctree in env.tocs[docname].findall(addnodes.toctree)
        for child in toctree["includefiles"]
    }


def _trail(
    env: BuildEnvironment, above: dict[str, tuple[str, str]], docname: str
) -> list[tuple[str, str]]:
    trail: list[tuple[str, str]] = []
    seen = {docname}  # toctrees may be circular
    while docname in above and above[docname][0] not in seen:
        docname, caption = above[docname]
        seen.add(docname)
        if caption:
            trail.insert(0, (caption, ""))
        if docname != env.config.root_doc:
            trail.insert(0, (env.titles[docname].astext(), docname))
    return trail


def pdf(builder: Builder, page: str) -> str:
    """The address of a PDF: of the page if it is a document, or else of the short résumé.

    That of the short résumé is configured, or like the others a file in `html_extra_path`.
    """
    config = builder.config
    short = short_resume(config)
    document = page if page in documents(config) else short
    if config.resume_pdf and document == short:
        return str(config.resume_pdf)
    wanted = {
        Path(each[1]).with_suffix(".pdf").name
        for each in config.latex_documents
        if each[0] == document
    }
    return next((name for name in sorted(wanted) if is_included(builder, name)), "")


def is_included(builder: Builder, name: str) -> bool:
    """Whether ``html_extra_path`` adds a file with this name to the site."""
    paths = (Path(builder.confdir, extra) for extra in builder.config.html_extra_path)
    return any((path.name == name and path.is_file()) or (path / name).is_file() for path in paths)


#: The formats of a document besides PDF, by the suffix of the file.
FORMATS: Final = {
    ".docx": "Word",
    ".md": "Markdown",
    ".txt": N_("Text"),
    ".json": "JSON Resume",
}
#: Formats that exist only once, not for each document.
_WHOLE: Final = {"career.json": "JSON"}


def formats(builder: Builder, page: str) -> list[tuple[str, str]]:
    """The formats besides PDF that the site offers of a document: their names and files.

    Other pages offer those of the short résumé, and the career as data.
    """
    name = documents(builder.config).get(page, SHORT)
    files = {f"{name}{suffix}": shown for suffix, shown in FORMATS.items()}
    files |= _WHOLE if name == SHORT else {}
    return [(_(shown), file) for file, shown in files.items() if is_included(builder, file)]


def add_navigation(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give templates the navigation of a page (handler of ``html-page-context``)."""
    builder = app.builder
    # Not with “pathto”, which takes other arguments in the builders json and pickle.
    address = pdf(builder, page)
    if address and "://" not in address:
        address = relative_uri(builder.get_target_uri(page), address)
    context["resume_pdf"] = address
    context["resume_formats"] = [
        (shown, relative_uri(builder.get_target_uri(page), name))
        for shown, name in formats(builder, page)
    ]
    if doctree is None:
        return
    shown = page_links(app.env, page)
    context["resume_trail"] = shown.trail
    if shown.earlier or shown.later:
        context["resume_in_time"] = True
        context["prev"] = _related(builder, page, shown.earlier)
        context["next"] = _related(builder, page, shown.later)


def _related(builder: Builder, page: str, link: Link | None) -> dict[str, str] | None:
    if link is None:
        return None
    # Templates expect titles as HTML.
    return {"link": builder.get_relative_uri(page, link.docname), "title": escape(link.text)}
