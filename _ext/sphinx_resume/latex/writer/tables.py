"""Tables, which are written when all cells are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_resume.latex.writer.figures import Figures
from sphinx_resume.latex.writer.sections import Sections
from sphinx_resume.latex.writer.table_layout import Table

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.builders.latex import LaTeXBuilder
    from sphinx.builders.latex.theming import Theme


class Tables(Figures, Sections):
    """Cells are written by the ordinary visitors, so they may contain anything."""

    def __init__(self, document: nodes.document, builder: LaTeXBuilder, theme: Theme) -> None:
        super().__init__(document, builder, theme)
        self._tables: list[Table] = []
        self._has_spec = False
        #: Footnotes in a table, from where TeX could not move them to the bottom of the page.
        self._footnotes: list[str] = []

    def visit_title(self, node: Element) -> None:
        if not isinstance(node.parent, nodes.table):
            super().visit_title(node)
            return
        captions = self._tables[-1].captions
        captions.append([self._numbered("table", node.parent)])
        self.pushbody(captions[-1])

    def depart_title(self, node: Element) -> None:
        if isinstance(node.parent, nodes.table):
            self.popbody()
        else:
            super().depart_title(node)

    def visit_tabular_col_spec(self, node: Element) -> None:
        self._has_spec = True
        raise nodes.SkipNode

    def visit_table(self, node: Element) -> None:
        self._tables.append(Table(node, has_widths=self._has_spec, nested=bool(self._tables)))
        self._has_spec = False

    def depart_table(self, node: Element) -> None:
        table = self._tables.pop()
        self.body.append(table.latex())
        if not self._tables:
            self.body.extend(self._footnotes)
            self._footnotes = []

    def visit_colspec(self, node: Element) -> None:
        """Nothing to do; the table reads it."""

    def visit_thead(self, node: Element) -> None:
        """Nothing to do; cells know where they are."""

    visit_tbody = depart_thead = depart_tbody = visit_thead

    def visit_row(self, node: Element) -> None:
        self._tables[-1].begin_row(node)

    def depart_row(self, node: Element) -> None:
        """Nothing to do; the next row or the end of the table follows."""

    def visit_entry(self, node: Element) -> None:
        self.pushbody([])

    def depart_entry(self, node: Element) -> None:
        self._tables[-1].add_cell(node, "".join(self.popbody()).strip())
