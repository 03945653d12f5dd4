"""Microformats: classes that identify the parts of the short résumé.

https://microformats.org/wiki/h-resume
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from docutils import nodes
from sphinx import addnodes

from sphinx_resume.html.elements import time

_EVENTS: Final = {
    "resume-item-position": "p-experience",
    "resume-item-education": "p-education",
}


def mark(document: nodes.document, name: str) -> None:
    """Mark up a page as the résumé of a person; `name` may be empty."""
    page = next(document.findall(nodes.section), None)
    if page is None:
        return
    page["classes"].append("h-resume")
    for node in list(page.findall(nodes.Element)):
        classes = set(node["classes"])
        for kind, relation in _EVENTS.items():
            for event in _events(node) if kind in classes else ():
                _mark_event(event, relation)
        if name and "resume-contact" in classes:
            _mark_contact(node, name)
        if "resume-summary" in classes:
            node["classes"].append("p-summary")
        if "resume-terms" in classes:
            _mark_skills(node)


def _with_class(root: nodes.Element, name: str) -> Iterator[nodes.Element]:
    return (node for node in root.findall(nodes.Element) if name in node.get("classes", ()))


def _events(section: nodes.Element) -> list[nodes.Element]:
    """The parts of a section with one title each: the section itself, or new containers in it."""
    starts = [
        place
        for place, block in enumerate(section)
        if isinstance(block, nodes.Element) and "resume-subtitle" in block["classes"]
    ]
    if len(starts) < 2:
        return [section]
    stops = [*starts[1:], len(section)]
    parts = [section[start:stop] for start, stop in zip(starts, stops, strict=True)]
    events = [nodes.container("", *part) for part in parts]
    section[starts[0] :] = events
    return list(events)


def _mark_event(event: nodes.Element, relation: str) -> None:
    event["classes"] += [relation, "h-event"]
    for title in _with_class(event, "resume-subtitle"):
        title["classes"].append("p-name")
    when = next(_with_class(event, "resume-when"), None)
    for date in when.children if when else ():
        if isinstance(date, time) and date["side"]:
            date["classes"].append(f"dt-{date['side']}")


def _mark_contact(line: nodes.Element, name: str) -> None:
    line["classes"] += ["p-contact", "h-card"]
    for reference in line.findall(nodes.reference):
        kind = reference["refuri"].partition(":")[0]
        role = {"mailto": "u-email", "tel": "p-tel"}.get(kind, "u-url")
        reference["classes"].append(role)
    data = f'<data class="p-name" value="{escape(name)}"></data>'
    line.insert(0, nodes.raw("", data, format="html"))


def _mark_skills(terms: nodes.Element) -> None:
    for xref in terms.findall(addnodes.pending_xref):
        if xref["reftype"] == "skill":
            for text in xref.findall(nodes.inline):
                text["classes"].append("p-skill")
