"""What LaTeX adds to the plain nodes of a view, and the themes ``resume`` and ``portfolio``."""

from __future__ import annotations

from functools import singledispatch
from pathlib import Path
from typing import Final

from docutils import nodes

from sphinx_resume.latex.incident import incident_picture
from sphinx_resume.latex.picture import timeline_picture
from sphinx_resume.views.incident import IncidentTimeline
from sphinx_resume.views.timeline import Timeline

_HERE: Final = Path(__file__).parent

#: The folder with the themes for ``latex_documents``.
THEMES: Final = _HERE / "themes"
#: The files that TeX needs beside a document with one of the themes.
TEX_FILES: Final = tuple(sorted((_HERE / "texinputs").iterdir()))
#: What ``latex_elements`` needs to hold for the themes.
ELEMENTS: Final = {"fontpkg": r"\resumefonts"}


def enrich(layout: object, plain: list[nodes.Node]) -> list[nodes.Node]:
    """The nodes that LaTeX shows for a view: a drawing if it has one, else the plain nodes."""
    drawn = [nodes.raw("", code, format="latex") for code in (drawing(layout),) if code]
    # The table of an incident says what its drawing cannot.
    if drawn and not isinstance(layout, IncidentTimeline):
        return [*drawn]
    for root in plain:
        for paragraph in root.findall(nodes.paragraph):
            for name in paragraph["classes"]:
                _wrap(paragraph, rf"\resumepar{{{name.removeprefix('resume-')}}}{{", "}")
    for root in plain:
        for table in root.findall(nodes.table):
            # The heading above names it; LaTeX would number it.
            table.children = [part for part in table if not isinstance(part, nodes.title)]
        for definition in root.findall(nodes.definition):
            _keep_two(definition)
    return [*drawn, *(part for root in plain for part in _in_environment(root))]


@singledispatch
def drawing(layout: object) -> str:
    """LaTeX code that draws a layout; empty if there is none for its type."""
    return ""


@drawing.register
def _(layout: IncidentTimeline) -> str:
    return incident_picture(layout)


@drawing.register
def _(layout: Timeline) -> str:
    return timeline_picture(layout)


def _wrap(element: nodes.Element, before: str, after: str) -> None:
    element.insert(0, nodes.raw("", before, format="latex"))
    element.append(nodes.raw("", after, format="latex"))


def _keep_two(definition: nodes.Element) -> None:
    """No page begins with the last of several lines, or ends with the first."""
    for index in sorted({1, len(definition) - 1} - {0}, reverse=True):
        if index < len(definition):
            definition.insert(index, nodes.raw("", "\n\\nopagebreak\n", format="latex"))


def _in_environment(root: nodes.Node) -> list[nodes.Node]:
    """A list of terms, in the environment that puts them side by side with what they mean."""
    if not (isinstance(root, nodes.definition_list) and "resume-terms" in root["classes"]):
        return [root]
    return [
        nodes.raw("", r"\begin{resumeterms}", format="latex"),
        root,
        nodes.raw("", r"\end{resumeterms}", format="latex"),
    ]
