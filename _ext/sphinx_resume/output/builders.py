"""Builders that write what a career says as a whole, and no pages."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.builders import Builder

from sphinx_resume.checks.report import report
from sphinx_resume.domain import ResumeDomain
from sphinx_resume.sealing import whole_checks

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register them."""
    app.add_builder(ReportBuilder)


class CareerBuilder(Builder):
    """Reads all pages and writes none; what there is to write, `finish` does."""

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
    """A report of the evidence for the claims of a résumé: ``report.txt`` and ``report.json``."""

    name: ClassVar[str] = "resume-report"
    epilog: ClassVar[str] = "The report is in %(outdir)s."

    def finish(self) -> None:
        domain = ResumeDomain.from_env(self.env)
        found = report(domain.career, whole_checks.audits(domain.seal), Path(self.env.srcdir))
        Path(self.outdir, "report.txt").write_text(found.text(), encoding="utf-8")
        Path(self.outdir, "report.json").write_text(found.json(), encoding="utf-8")
