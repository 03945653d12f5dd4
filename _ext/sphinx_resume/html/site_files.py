"""Files beside the pages that depend on all pages, so every build writes them.

A file of the same name that is not ours is left alone: see `sphinx_resume.output.own_files`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.logging import suppress_logging

from sphinx_resume.config import short_resume
from sphinx_resume.domain import ResumeDomain, SkillIndex
from sphinx_resume.html import llms, opengraph, sitemap, urls
from sphinx_resume.html.head import description
from sphinx_resume.html.navigation import is_included
from sphinx_resume.node_text import take_out
from sphinx_resume.output import career_json, own_files, stale_files
from sphinx_resume.output.document import document, resolved
from sphinx_resume.output.state_files import keep, kept, state_file_of_output
from sphinx_resume.sphinx_fixes import domain_indices

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_resume.model.entry import Entry


def setup(app: Sphinx) -> None:
    """Register the handlers."""
    # Before anything is written: a file that exists after that is not ours.
    app.connect("write-started", begin, priority=0)
    app.connect("doctree-resolved", keep_resume, priority=999)
    app.connect("build-finished", write)


def begin(app: Sphinx, builder: Builder) -> None:
    """Remove the files of earlier builds (handler of ``write-started``)."""
    if not urls.is_site(app):
        return
    cards = {opengraph.file(docname) for docname in app.env.all_docs} if urls.base(app) else set()
    own_files.remove_earlier(app, cards)
    assert isinstance(builder, StandaloneHTMLBuilder)
    index = SkillIndex.page
    domain_indices.write_only_if(
        builder, index, lambda: own_files.claim(app, stale_files.page(app, index))
    )


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the files (handler of ``build-finished``)."""
    if exception is None and urls.is_site(app):
        for name, text in _files(app):
            own_files.put(app, name, text.encode())


def keep_resume(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Keep what the short résumé says, for builds that don't write it (``doctree-resolved``).

    Resolving it again would take as long as writing it, which is most of a build without changes.
    """
    if docname == short_resume(app.config) and urls.is_site(app):
        _store(app).unlink(missing_ok=True)
        keep(_store(app), _said(app, doctree))


def _resume(app: Sphinx) -> Sequence[str]:
    """The lines of the short résumé, as its page was last written."""
    name = short_resume(app.config)
    if name not in app.env.all_docs:
        return ()
    said: Sequence[str] | None = kept(_store(app))
    if said is None:
        with suppress_logging():  # already reported for the page itself
            said = _said(app, resolved(app.builder, name))
    return said


def _store(app: Sphinx) -> Path:
    return state_file_of_output(app, ".resume")


def _said(app: Sphinx, page: nodes.document) -> Sequence[str]:
    if any(_introductions(page)):
        page = page.deepcopy()  # for these are taken out
    profile = ResumeDomain.from_env(app.env).career.profile(short_resume(app.config))
    if profile and profile.place.docname == app.config.root_doc:  # llms.txt begins with it
        for part in list(_introductions(page)):
            take_out(part)
    return [*llms.resume_lines(document(page, app.config.resume_name, "").blocks)]


def _introductions(page: nodes.document) -> Iterator[nodes.Element]:
    """The headlines and summaries on a page."""
    classes = {"resume-headline", "resume-summary"}
    return (each for each in page.findall(nodes.Element) if classes.intersection(each["classes"]))


def _llms_txt(app: Sphinx) -> str:
    """The career for language models; as it was if nothing in it can have changed."""
    domain = ResumeDomain.from_env(app.env)
    data = (
        f"{urls.base(app)}{career_json.FILE}" if is_included(app.builder, career_json.FILE) else ""
    )
    store = state_file_of_output(app, ".llms")
    pages = {app.config.root_doc, short_resume(app.config)}
    if domain.is_unchanged and pages.isdisjoint(domain.before.docnames):
        match kept(store):
            case (str(text), was) if was == data:
                return text
    text = _new_llms_txt(app, data)
    keep(store, (text, data))
    return text


def _new_llms_txt(app: Sphinx, data: str) -> str:
    config, domain = app.config, ResumeDomain.from_env(app.env)

    def place(entry: Entry) -> str:
        page = urls.base(app) + app.builder.get_target_uri(entry.place.docname)
        return f"{page}#{quote(entry.place.anchor)}"

    title = config.resume_name or config.html_title
    about = domain.career.headline_and_summary(title) or description(
        app, domain, config.root_doc, title, app.env.get_doctree(config.root_doc)
    )
    return llms.llms_txt(title, about, domain.career, domain.seal.locale, place, _resume(app), data)


def _files(app: Sphinx) -> Iterator[tuple[str, str]]:
    yield llms.FILE, _llms_txt(app)
    if base := urls.base(app):
        pages = map(partial(urls.page, app), sorted(app.env.all_docs))
        yield sitemap.FILE, sitemap.sitemap(pages)
        yield sitemap.ROBOTS, sitemap.robots(base)
