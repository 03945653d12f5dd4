"""The head of a document: name, headline, and title."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_resume.config import short_resume
from sphinx_resume.latex.text import escape
from sphinx_resume.latex.writer.sections import Sections

if TYPE_CHECKING:
    from docutils.nodes import Element


class Head(NamedTuple):
    """Candidates for the heading of a document, in order of preference; each may be empty."""

    name: str
    headline: str
    #: From the configuration, or else of the page.
    title: str

    @property
    def heading(self) -> str:
        """The first one that is not empty."""
        return self.name or self.headline or self.title

    @property
    def latex(self) -> str:
        """The arguments for the class, which may replace the name in a private PDF."""
        return "".join(f"{{{escape(text)}}}" for text in self)


class Heads(Sections):
    #: The head of the current document.
    _head = Head("", "", "")

    def visit_document(self, node: Element) -> None:
        self._head = self._find_head(node)
        for line in list(node.findall(nodes.paragraph)):
            if "resume-headline" in line["classes"] and line.astext() == self._head.headline:
                line.parent.remove(line)
        super().visit_document(node)

    def _find_head(self, document: Element) -> Head:
        """The head of a document.

        The name is the title in ``latex_documents``, unless that is only the title of a page, such
        as “Résumé”; otherwise the name in the configuration.
        """
        profile = self._career.profile(document["docname"]) if self._career else None
        page = next(document.findall(nodes.title), None)
        title = page.astext() if page else ""
        given = str(self.elements["title"] or "")
        short = self.env.titles.get(short_resume(self.config))
        name = given if given not in (title, short.astext() if short else "") else ""
        if not name and self._career:
            name = self._career.person.name
        return Head(name, profile.headline if profile else "", given or title)
