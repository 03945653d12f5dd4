"""What LaTeX adds to the plain nodes of a view."""

from __future__ import annotations

from functools import singledispatch

from docutils import nodes

from sphinx_resume.latex.picture import timeline_picture
from sphinx_resume.views.timeline import Timeline


@singledispatch
def enrich(layout: object, plain: list[nodes.Node]) -> list[nodes.Node]:
    """The nodes that LaTeX shows for a view: a drawing instead of the list it stands for."""
    return plain


@enrich.register
def _(layout: Timeline, plain: list[nodes.Node]) -> list[nodes.Node]:
    return [nodes.raw("", timeline_picture(layout), format="latex")]
