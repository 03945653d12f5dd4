"""Adds to the plain nodes of a view what only HTML can show."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from functools import singledispatch
from html import escape
from typing import Final

from docutils import nodes

from sphinx_resume.html.elements import (
    enrich_elements,
    fold_lists,
    player_html,
    scope_headers,
    wrap_in_region,
)
from sphinx_resume.html.filter import chip, filter_html, topic_link
from sphinx_resume.html.incident import incident_svg
from sphinx_resume.html.matrix import grid, legend, skills_over_time
from sphinx_resume.html.timeline import timeline_svg
from sphinx_resume.i18n import _
from sphinx_resume.model.entry import Place
from sphinx_resume.views.base import Href, Link, View, paragraph
from sphinx_resume.views.entry_header import Facts
from sphinx_resume.views.filter_control import Filter
from sphinx_resume.views.grid import Grid
from sphinx_resume.views.incident import IncidentTimeline
from sphinx_resume.views.matrix import SkillsOverTime
from sphinx_resume.views.talks import Deliveries
from sphinx_resume.views.timeline import Timeline

#: The builders whose pages have the script.
SITES: Final = frozenset({"html", "dirhtml", "singlehtml"})


def enrich(
    view: View,
    layout: object,
    href: Href,
    *,
    scripted: bool,
    filter_place: Place | None = None,
) -> list[nodes.Node]:
    """The nodes of a view in HTML, enriched, and its drawing if it has one.

    If the pages are `scripted`, this includes links to the filter at `filter_place`.
    """
    if isinstance(layout, Filter):
        return _raw(filter_html(layout)) if scripted else []
    plain = in_html(layout, view, href)
    if isinstance(layout, Facts) and layout.topic and scripted and filter_place:
        _add_link(layout.topic, filter_place, plain, href)
    if isinstance(layout, Facts) and layout.skills:
        _add_chips(layout.skills, filter_place if scripted else None, plain, href)
    for node in plain:
        enrich_elements(node)
        scope_headers(node)
    rich = [wrap_in_region(node) if isinstance(node, nodes.table) else node for node in plain]
    if isinstance(layout, Timeline):
        rich = fold_lists(rich)
    before, after = drawing(layout, href)
    return [*_raw(before), *rich, *_raw(after)]


def _add_link(topic: Link, place: Place, plain: list[nodes.Node], href: Href) -> None:
    """Append a link to the filter, with the topic selected, to the facts of a topic."""
    there = dataclasses.replace(topic, docname=place.docname, anchor=place.anchor)
    link = topic_link(href(there), topic.kind, topic.id, topic.text)
    lines = [node for node in plain if isinstance(node, nodes.paragraph)]
    line = next((line for line in lines if "resume-when" in line["classes"]), None)
    if line is None:
        line = paragraph(classes=["resume-when"])
        plain.append(line)
    elif line.children:
        link = f" · {link}"
    line += nodes.raw("", link, format="html")


def _add_chips(
    skills: Iterable[Link], place: Place | None, plain: list[nodes.Node], href: Href
) -> None:
    """Append the skills of an entry to its facts, each a link to where else it was used."""
    chips = []
    for skill in skills:
        there = skill
        if place:
            there = dataclasses.replace(skill, docname=place.docname, anchor=place.anchor)
        chips.append(chip(href(there), skill.kind, skill.id, skill.text, filtered=bool(place)))
    plain.append(nodes.raw("", f'<p class="resume-chips">{" ".join(chips)}</p>', format="html"))


def _raw(html: str) -> list[nodes.Node]:
    return [nodes.raw("", html, format="html")] if html else []


@singledispatch
def in_html(layout: object, view: View, href: Href) -> list[nodes.Node]:
    """The nodes of a view before they are enriched, by default the plain ones."""
    return view.nodes(layout)


@in_html.register
def _time(layout: SkillsOverTime, view: View, href: Href) -> list[nodes.Node]:
    return skills_over_time(layout, view.place.anchor, href)


@in_html.register
def _grid(layout: Grid, view: View, href: Href) -> list[nodes.Node]:
    return grid(layout, view.place.anchor, href)


@singledispatch
def drawing(layout: object, href: Href) -> tuple[str, str]:
    """The HTML before and after the plain nodes of a layout, if any."""
    return "", ""


@drawing.register
def _deliveries(layout: Deliveries, href: Href) -> tuple[str, str]:
    return "", player_html(layout.title, layout.player) if layout.player else ""


@drawing.register
def _incident(layout: IncidentTimeline, href: Href) -> tuple[str, str]:
    return incident_svg(layout), ""


@drawing.register
def _timeline(layout: Timeline, href: Href) -> tuple[str, str]:
    # In its own box, because a container query on its width chooses between drawing and list.
    drawn, summary = timeline_svg(layout, href), escape(_("Show as a list"))
    fold = f'<details class="resume-fold"><summary>{summary}</summary>'
    return f'<div class="resume-chart">{drawn}{fold}', "</details></div>"


@drawing.register
def _skills(layout: SkillsOverTime, href: Href) -> tuple[str, str]:
    return "", legend(layout)
