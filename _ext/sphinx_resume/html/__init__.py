"""What HTML adds to the plain nodes of a view."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch

from docutils import nodes

from sphinx_resume.html.elements import embedded, in_region, named, scaled, scoped, timed
from sphinx_resume.html.incident import incident_svg
from sphinx_resume.html.svg import timeline_svg
from sphinx_resume.views.base import Link
from sphinx_resume.views.incident import IncidentTimeline
from sphinx_resume.views.talks import Deliveries
from sphinx_resume.views.timeline import Timeline

Href = Callable[[Link], str]


def enrich(layout: object, plain: list[nodes.Node], href: Href) -> list[nodes.Node]:
    """The nodes that HTML shows for a view: a drawing if it has one, and the plain nodes."""
    for node in plain:
        timed(node)
        named(node)
        scaled(node)
        scoped(node)
    rich = [in_region(node) if isinstance(node, nodes.table) else node for node in plain]
    before, after = drawing(layout, href)
    return [*_raw(before), *rich, *_raw(after)]


def _raw(html: str) -> list[nodes.Node]:
    return [nodes.raw("", html, format="html")] if html else []


@singledispatch
def drawing(layout: object, href: Href) -> tuple[str, str]:
    """The HTML before and after the plain nodes of a layout; empty where there is none."""
    return "", ""


@drawing.register
def _(layout: Deliveries, href: Href) -> tuple[str, str]:
    return "", embedded(layout.title, layout.player) if layout.player else ""


@drawing.register
def _(layout: IncidentTimeline, href: Href) -> tuple[str, str]:
    return incident_svg(layout), ""


@drawing.register
def _(layout: Timeline, href: Href) -> tuple[str, str]:
    # In a box of its own, whose width decides between the drawing and the list to scale.
    return f'<div class="resume-chart">{timeline_svg(layout, href)}', "</div>"
