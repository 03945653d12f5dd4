"""The navigation around the text of a page: breadcrumbs, neighbors in time, and the PDF."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx import addnodes
from sphinx.util.osutil import relative_uri

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
    """Let templates show it."""
    app.connect("html-page-context", furnish)


class Margin(NamedTuple):
    """The links to other pages around the text of a page."""

    #: The titles of what it belongs to, the outermost first; with a document where there is one.
    trail: tuple[tuple[str, str], ...] = ()
    #: The positions before and after those of the page.
    earlier: Link | None = None
    later: Link | None = None


def margin(env: BuildEnvironment, docname: str) -> Margin:
    """The navigation around the text of a page."""
    return ResumeDomain.from_env(env).seal.kept(_margins, env).get(docname, Margin())


def _margins(env: BuildEnvironment) -> dict[str, Margin]:
    """The same of all pages."""
    positions = [
        each for each in reversed(ResumeDomain.from_env(env).career.positions) if each.span
    ]
    firsts = {each.place.docname: Link.to(each) for each in reversed(positions)}
    pages = list(dict.fromkeys(each.place.docname for each in positions))
    links = [None, *(firsts[page] for page in pages), None]
    related = {page: (links[at], links[at + 2]) for at, page in enumerate(pages)}
    above = _above(env)
    return {
        name: Margin(tuple(_trail(env, above, name)), *related.get(name, (None, None)))
        for name in env.all_docs
    }


def _above(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    """For each document the one whose contents list it, and the caption that it stands under."""
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
    seen = {docname}  # contents may go round in circles
    while docname in above and above[docname][0] not in seen:
        docname, caption = above[docname]
        seen.add(docname)
        if caption:
            trail.insert(0, (caption, ""))
        if docname != env.config.root_doc:
            trail.insert(0, (env.titles[docname].astext(), docname))
    return trail


def pdf(builder: Builder) -> str:
    """Where the short résumé is as a PDF: as set, or among the files that the site takes along."""
    config = builder.config
    if config.resume_pdf:
        return str(config.resume_pdf)
    wanted = {
        Path(document[1]).with_suffix(".pdf").name
        for document in config.latex_documents
        if document[0] == config.resume_document
    }
    return next((name for name in sorted(wanted) if is_taken_along(builder, name)), "")


def is_taken_along(builder: Builder, name: str) -> bool:
    """Whether the site takes a file of that name along."""
    paths = (Path(builder.confdir, extra) for extra in builder.config.html_extra_path)
    return any((path.name == name and path.is_file()) or (path / name).is_file() for path in paths)


#: The formats of a résumé besides PDF, by the names of their files.
FORMATS: Final = {
    "resume.docx": "Word",
    "resume.md": "Markdown",
    "resume.txt": N_("Text"),
    "resume.json": "JSON Resume",
    "career.json": "JSON",
}


def formats(builder: Builder) -> list[tuple[str, str]]:
    """The formats that the site takes along besides PDF: their names and their files."""
    return [(_(shown), name) for name, shown in FORMATS.items() if is_taken_along(builder, name)]


def furnish(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give templates what they show around a page (handler of ``html-page-context``)."""
    builder = app.builder
    # Not by “pathto”, which is another one where pages become data for programs.
    address = pdf(builder)
    if address and "://" not in address:
        address = relative_uri(builder.get_target_uri(page), address)
    context["resume_pdf"] = address
    context["resume_formats"] = [
        (shown, relative_uri(builder.get_target_uri(page), name))
        for shown, name in formats(builder)
    ]
    if doctree is None:
        return
    shown = margin(app.env, page)
    context["resume_trail"] = shown.trail
    if shown.earlier or shown.later:
        context["resume_in_time"] = True
        context["prev"] = _related(builder, page, shown.earlier)
        context["next"] = _related(builder, page, shown.later)


def _related(builder: Builder, page: str, link: Link | None) -> dict[str, str] | None:
    if link is None:
        return None
    # Titles are HTML here.
    return {"link": builder.get_relative_uri(page, link.docname), "title": escape(link.text)}
