"""What HTML adds to the plain nodes of a view."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch

from docutils import nodes

from sphinx_resume.html.elements import in_region, scoped, timed
from sphinx_resume.html.svg import timeline_svg
from sphinx_resume.views.base import Link
from sphinx_resume.views.timeline import Timeline

Href = Callable[[Link], str]


def enrich(layout: object, plain: list[nodes.Node], href: Href) -> list[nodes.Node]:
    """The nodes that HTML shows for a view: a drawing if it has one, and the plain nodes."""
    for node in plain:
        timed(node)
        scoped(node)
    rich = [in_region(node) if isinstance(node, nodes.table) else node for node in plain]
    svg = drawing(layout, href)
    return [nodes.raw("", svg, format="html"), *rich] if svg else rich


@singledispatch
def drawing(layout: object, href: Href) -> str:
    """An inline SVG element for a layout; empty if there is none for its type."""
    return ""


@drawing.register
def _(layout: Timeline, href: Href) -> str:
    return timeline_svg(layout, href)
