"""Builders that write the career as a whole instead of pages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import NoUri, SphinxError
from sphinx.util import logging

from sphinx_resume.checks.documents import DocumentReport, document_report
from sphinx_resume.checks.findings import Finding, warn
from sphinx_resume.checks.report import page_of, report
from sphinx_resume.conditions import PRIVATE
from sphinx_resume.config import DOCUMENTS, SHORT, documents, short_resume
from sphinx_resume.domain import ResumeDomain
from sphinx_resume.model.entry import Entry, Place
from sphinx_resume.model.profile import Profile
from sphinx_resume.model.unicode_text import plain
from sphinx_resume.node_sources import places_of, relative, source_of
from sphinx_resume.output import career_json, json_resume, markdown, plain_text
from sphinx_resume.output.bodies import Bodies, bodies, told
from sphinx_resume.output.document import Block, Document, document, resolved
from sphinx_resume.references import site_uri
from sphinx_resume.sealing import whole_checks

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> None:
    """Register the builders."""
    app.add_builder(ReportBuilder)
    app.add_builder(BlocksBuilder)
    app.add_builder(VariantsBuilder)
    for builder in EXPORTS.values():
        app.add_builder(builder)


class CareerBuilder(Builder):
    """Reads all pages but writes none; subclasses write their files in `finish`."""

    allow_parallel: ClassVar[bool] = True

    def get_outdated_docs(self) -> list[str]:
        return []

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return ""

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        pass

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        pass


class ReportBuilder(CareerBuilder):
    """A report on the evidence for the claims of a résumé: ``report.txt`` and ``report.json``."""

    name: ClassVar[str] = "resume-report"
    epilog: ClassVar[str] = "The report is in %(outdir)s."

    def finish(self) -> None:
        domain = ResumeDomain.from_env(self.env)
        found = report(
            domain.career,
            whole_checks.audits(domain.seal),
            Path(self.env.srcdir),
            domain.untranslated,
            [*self._documents(domain)],
        )
        Path(self.outdir, "report.txt").write_text(found.text(), encoding="utf-8")
        Path(self.outdir, "report.json").write_text(found.json(), encoding="utf-8")

    def _documents(self, domain: ResumeDomain) -> Iterator[DocumentReport]:
        pages = Path(self.env.srcdir)
        for page, name in documents(self.config).items():
            if page in self.env.all_docs:
                shown = domain.seal.shown_on(page)
                yield document_report(
                    name,
                    page,
                    domain.career,
                    shown.entries,
                    shown.hidden,
                    shown.passages,
                    shown.reworded,
                    lambda place: page_of(place, pages),
                )


class DataBuilder(CareerBuilder):
    """Writes the career as data: what is public, or everything in a private build."""

    reads_private: ClassVar[bool] = True

    def finish(self) -> None:
        for name, data in self.files(ResumeDomain.from_env(self.env)).items():
            _write(Path(self.outdir, name), json.dumps(data, ensure_ascii=False, indent=2) + "\n")

    def files(self, domain: ResumeDomain) -> dict[str, Any]:
        """The data to write, by file name."""
        raise NotImplementedError

    def shown(self, entry: Entry) -> bool:
        """Whether to include an entry: it is public, or the build is private."""
        return not entry.is_internal or PRIVATE.expression in self.tags

    @property
    def profile(self) -> Profile | None:
        """Headline and summary of the site, or else of the short résumé."""
        career = ResumeDomain.from_env(self.env).career
        return career.profile() or career.profile(short_resume(self.config))

    def address(self, place: Place) -> str:
        """The URL of a place on the site; empty if the site has no known address."""
        return site_uri(self.env.config, place.docname, place.anchor)


class CareerJsonBuilder(DataBuilder):
    """The career as data, with its schema: ``career.json`` and ``career.schema.json``."""

    name: ClassVar[str] = "resume-career"
    epilog: ClassVar[str] = "The career as data is in %(outdir)s."

    def files(self, domain: ResumeDomain) -> dict[str, Any]:
        config, career = self.env.config, domain.career
        data = career_json.career_data(
            career, self.shown, bodies(domain), config.language, self.address, self.profile
        )
        schema = career_json.career_schema(career.kinds, config.html_baseurl)
        return {career_json.FILE: data, career_json.SCHEMA_FILE: schema}


class VariantsBuilder(CareerJsonBuilder):
    """The career as data, and what each document shows of it, for `sphinx_resume.tailoring`."""

    name: ClassVar[str] = "resume-variants"
    epilog: ClassVar[str] = "The data is in %(outdir)s."

    def files(self, domain: ResumeDomain) -> dict[str, Any]:
        config, found = self.env.config, bodies(domain)
        data = {career_json.FILE: super().files(domain)[career_json.FILE]}
        for page, name in documents(config).items():
            if page in self.env.all_docs:
                data[f"{name}.json"] = self._document(domain, page, found)
        return data

    def _document(self, domain: ResumeDomain, page: str, found: Bodies) -> dict[str, Any]:
        on_page, career = domain.seal.shown_on(page), domain.seal.career_on(page)

        def shown(entry: Entry) -> bool:
            # A page need not list skills to show statements that cite them.
            is_there = entry.key in on_page.entries or not (
                entry.is_evidence or entry.key in on_page.hidden
            )
            return is_there and self.shown(entry)

        return career_json.career_data(
            career,
            shown,
            told(found, on_page, career),
            self.env.config.language,
            self.address,
            career.profile(page),
        )


class JsonResumeBuilder(DataBuilder):
    """The career as JSON Resume (https://jsonresume.org): ``resume.json``.

    Variants have files of their own, with what their pages show.
    """

    name: ClassVar[str] = "resume-json"
    epilog: ClassVar[str] = "The JSON Resume is in %(outdir)s."

    def files(self, domain: ResumeDomain) -> dict[str, Any]:
        found = bodies(domain, ticks=True)
        files = {}
        for page, name in (documents(self.config) or {"": SHORT}).items():
            if page not in self.env.all_docs and name != SHORT:
                continue
            file = f"{name}.json"
            files[file], losses = self._document(domain, page, found, short=name == SHORT)
            for loss in losses:
                _logger.info("%s: %s", file, loss)
        return files

    def _document(
        self, domain: ResumeDomain, page: str, found: Bodies, *, short: bool
    ) -> tuple[dict[str, Any], list[str]]:
        """The content of a document; that of the short résumé has everything it does not omit."""
        on_page = domain.seal.shown_on(page)

        def shown(entry: Entry) -> bool:
            is_chosen = entry.key not in on_page.hidden if short else entry.key in on_page.entries
            return is_chosen and self.shown(entry)

        career = domain.seal.career_on(page)
        profile = self.profile if short else career.profile(page)
        said = told(found, on_page, career)
        return json_resume.json_resume(career, shown, said, self.address, profile)


class DocumentBuilder(CareerBuilder):
    """Writes each document to a file, in which links lead to the site if there is one."""

    #: Views and conditions are rendered as for the text builder.
    format: ClassVar[str] = "text"
    reads_private: ClassVar[bool] = True
    #: The suffix of the files.
    suffix: ClassVar[str]

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        raise NoUri(docname, typ)

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Nothing to do: other pages have no address, so only `finish` resolves the documents."""

    def finish(self) -> None:
        config = self.env.config
        person = ResumeDomain.from_env(self.env).career.person
        for page, name in documents(config).items():
            path = Path(self.outdir, f"{name}{self.suffix}")
            path.unlink(missing_ok=True)  # in case this build writes none
            if page in self.env.all_docs:
                found = document(resolved(self, page), person.name, config.html_baseurl)
                path.write_bytes(self.render(page, found))
            elif config.resume_documents == DOCUMENTS:  # others have a warning already
                message = (
                    f"there is no page “{page}” to make a document from; write one, or name "
                    "another page in resume_documents in conf.py"
                )
                warn(Finding("setting", Place("", 0), message))

    def render(self, page: str, found: Document) -> bytes:
        """The document of a page as the content of a file."""
        raise NotImplementedError


class MarkdownBuilder(DocumentBuilder):
    """The documents as CommonMark, without directives: ``resume.md``."""

    name: ClassVar[str] = "resume-md"
    suffix: ClassVar[str] = ".md"
    epilog: ClassVar[str] = "The Markdown is in %(outdir)s."

    def render(self, page: str, found: Document) -> bytes:
        return markdown.render(found).encode()


class TextBuilder(DocumentBuilder):
    """The documents as plain text, for forms that accept nothing else: ``resume.txt``."""

    name: ClassVar[str] = "resume-txt"
    suffix: ClassVar[str] = ".txt"
    epilog: ClassVar[str] = "The text is in %(outdir)s."

    def render(self, page: str, found: Document) -> bytes:
        config = self.env.config
        if config.resume_ascii:
            found, strange = plain_text.to_ascii(found, config.language)
            if strange:
                message = (
                    f"resume_ascii: ASCII has no replacement for {strange}; each is written as “?”"
                )
                warn(Finding("setting", Place(page, 1), message))
        return plain_text.render(found).encode()


class DocxBuilder(DocumentBuilder):
    """The documents for word processors, and forms that require a DOCX: ``resume.docx``."""

    name: ClassVar[str] = "resume-docx"
    suffix: ClassVar[str] = ".docx"
    epilog: ClassVar[str] = "The document is in %(outdir)s."

    def render(self, page: str, found: Document) -> bytes:
        try:
            from sphinx_resume.output import word  # here, because its dependency is optional
        except ModuleNotFoundError as error:
            message = (
                "resume.docx needs python-docx: install it with pip install 'sphinx-resume[docx]'"
            )
            raise SphinxError(message) from error
        config, seal = self.env.config, ResumeDomain.from_env(self.env).seal
        career = seal.career_on(page)
        profile = career.profile(page)
        about = word.Properties(
            author=plain(career.person.name),
            subject=plain(profile.headline) if profile else "",
            keywords=tuple(
                plain(skill.title)
                for skill in career.skills
                if career.evidence(skill) and skill.key not in career.hidden
            ),
            language=config.language,
            day=career.today,
            paper="letter" if "letter" in config.latex_elements.get("papersize", "") else "a4",
        )
        return word.render(found, about)


class BlocksBuilder(DocumentBuilder):
    """The texts of the documents, block by block, as JSON, for `sphinx_resume.extracting`."""

    name: ClassVar[str] = "resume-blocks"
    suffix: ClassVar[str] = ".json"
    epilog: ClassVar[str] = "The texts are in %(outdir)s."

    def render(self, page: str, found: Document) -> bytes:
        places = places_of(ResumeDomain.from_env(self.env).career)
        data: list[dict[str, Any]] = [{"text": found.title}] if found.title else []
        data += [{"text": each.text, **self._place(each, places)} for each in found.blocks]
        return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()

    def _place(self, block: Block, places: Mapping[str, Place]) -> dict[str, Any]:
        """The source file and line of a block, as far as they are known."""
        found = block.node and source_of(block.node, places, self.env)
        if not found:
            return {}
        return {"source": relative(found[0], Path(self.env.srcdir)), "line": found[1]}


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


#: The builders of formats, by the names for `nox -s export`.
EXPORTS: dict[str, type[CareerBuilder]] = {
    "career": CareerJsonBuilder,
    "json": JsonResumeBuilder,
    "md": MarkdownBuilder,
    "txt": TextBuilder,
    "docx": DocxBuilder,
}
