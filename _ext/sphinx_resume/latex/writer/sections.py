"""Pages, sections, and their headings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _ as of_sphinx

from sphinx_resume.latex.text import pdf_string
from sphinx_resume.latex.writer.nodes import entry_heading
from sphinx_resume.latex.writer.places import Places

if TYPE_CHECKING:
    from docutils.nodes import Element

_DEEPEST: Final = 6


class Sections(Places):
    #: The targets at the title of the document.
    _title_targets = ""

    def visit_document(self, node: Element) -> None:
        self.begin_page(node)
        self._note_places([":doc"])
        self.sectionlevel = 1

    def visit_start_of_file(self, node: Element) -> None:
        self.begin_page(node)

    def visit_section(self, node: Element) -> None:
        if not self.awaits_title:
            self.sectionlevel += 1

    def depart_section(self, node: Element) -> None:
        self.sectionlevel = max(self.sectionlevel - 1, 1)

    def visit_title(self, node: Element) -> None:
        if isinstance(node.parent, nodes.section):
            if self.awaits_title:
                self.note_title()
                self._title_targets = self._targets() + self._at(node)
                raise nodes.SkipNode
            self.body.append(f"\n\\resumeheading{{{self._level}}}{{{self._bookmark(node.parent)}")
        else:
            self.body.append("\n\\resumepar{rubric}{")

    def depart_title(self, node: Element) -> None:
        self.body.append("}\n")

    @property
    def _level(self) -> int:
        """The level of a heading at this point."""
        return min(self.sectionlevel, _DEEPEST)

    def _bookmark(self, section: Element) -> str:
        place = self._targets()
        if not place:  # every bookmark needs its own target
            self._pending.append(self._name(f"section-{len(self.body)}"))
            place = self._targets()
        first = place.partition("{")[2].partition("}")[0]
        below = sum(1 for _section in _sections_below(section))
        title = next(section.findall(lambda part: isinstance(part, (nodes.title, entry_heading))))
        name = title[0] if isinstance(title, entry_heading) else title
        return rf"{place}\resumebookmark{{{below}}}{{{first}}}{{{pdf_string(name.astext())}}}"

    def visit_subtitle(self, node: Element) -> None:
        self.body.append("\n\\resumepar{rubric}{")

    def depart_subtitle(self, node: Element) -> None:
        self.body.append("}\n")

    def visit_rubric(self, node: Element) -> None:
        if node.astext() in ("Footnotes", of_sphinx("Footnotes")):
            raise nodes.SkipNode
        self.body.append("\n\\resumepar{rubric}{")

    def depart_rubric(self, node: Element) -> None:
        self.body.append("}\n")

    visit_centered = visit_subtitle
    depart_centered = depart_subtitle


def _sections_below(section: Element) -> Iterator[Element]:
    """The direct subsections of a section, including those from other pages."""
    for child in section.children:
        if isinstance(child, nodes.section):
            yield child
        elif isinstance(child, (nodes.compound, addnodes.start_of_file)):
            yield from _sections_below(child)
