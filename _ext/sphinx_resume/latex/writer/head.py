"""The head of a document: name, headline, and title."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_resume.config import short_resume
from sphinx_resume.latex.text import escape
from sphinx_resume.latex.writer.sections import Sections

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.environment import BuildEnvironment


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
        self._head = head_of(node, str(self.elements["title"] or ""), self.env)
        for line in list(node.findall(nodes.paragraph)):
            if "resume-headline" in line["classes"] and line.astext() == self._head.headline:
                line.parent.remove(line)
        super().visit_document(node)


def head_of(document: Element, given: str, env: BuildEnvironment) -> Head:
    """The head of a document with a title `given` in ``latex_documents``.

    That is the name, unless it is only the title of a page, such as “Résumé”; otherwise the name
    is that in the configuration.
    """
    career = getattr(env.domains.get("resume"), "career", None)
    profile = career.profile(document["docname"]) if career else None
    page = next(document.findall(nodes.title), None)
    title = page.astext() if page else ""
    short = env.titles.get(short_resume(env.config))
    name = given if given not in (title, short.astext() if short else "") else ""
    if not name and career:
        name = career.person.name
    return Head(name, profile.headline if profile else "", given or title)
