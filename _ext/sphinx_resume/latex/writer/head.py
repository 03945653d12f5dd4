"""What a document begins with: whose it is, and what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_resume.latex.text import escape
from sphinx_resume.latex.writer.sections import Sections

if TYPE_CHECKING:
    from docutils.nodes import Element


class Head(NamedTuple):
    """What a document may be headed by, the first of these that there is."""

    name: str
    headline: str
    #: As the configuration or the page says, where it is more than a word for any résumé.
    title: str

    @property
    def heading(self) -> str:
        """The first that there is."""
        return self.name or self.headline or self.title

    @property
    def latex(self) -> str:
        """The arguments of the class, which knows whether a private PDF has another name."""
        return "".join(f"{{{escape(text)}}}" for text in self)


class Heads(Sections):
    #: Of the document.
    _head = Head("", "", "")

    def visit_document(self, node: Element) -> None:
        self._head = self._find_head(node)
        for line in list(node.findall(nodes.paragraph)):
            if "resume-headline" in line["classes"] and line.astext() == self._head.headline:
                line.parent.remove(line)
        super().visit_document(node)

    def _find_head(self, document: Element) -> Head:
        """The name is that of the configuration, or the title that this gives the document.

        A title that a page has, such as “Résumé”, is no name.
        """
        profile = self._career.profile(document["docname"]) if self._career else None
        page = next(document.findall(nodes.title), None)
        title = page.astext() if page else ""
        given = str(self.elements["title"] or "")
        short = self.env.titles.get(self.config.resume_document)
        name = given if given not in (title, short.astext() if short else "") else ""
        if not name and self._career:
            name = self._career.person.name
        return Head(name, profile.headline if profile else "", given or title)
