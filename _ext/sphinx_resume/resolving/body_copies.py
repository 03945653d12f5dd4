"""Copies of an entry's body on other pages: complete, with unique ids and working links.

What is written on a page may depend on it: relative addresses, footnotes, figure numbers, anchors.
On another page, references keep the text they have on their own; footnotes come along and are
renumbered; whatever Sphinx numbers keeps its number, and is what references within the body lead
to. All other anchors stay on the page they are from.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex.nodes import math_reference
from sphinx.util.docutils import new_document

from sphinx_resume.model.slugs import anchor, unused
from sphinx_resume.node_text import notes_of, take_out
from sphinx_resume.nodes import part, placeholder
from sphinx_resume.passages import keep, reword
from sphinx_resume.views.base import moved

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_resume.model.entry import Entry
    from sphinx_resume.model.profile import Profile
    from sphinx_resume.references import Resolver


@dataclasses.dataclass
class Copy:
    """A body for another page, and the footnotes for the end of that page."""

    body: list[nodes.Node]
    notes: list[nodes.footnote]


def copied(
    entry: Entry | Profile,
    docname: str,
    resolver: Resolver,
    within: frozenset[tuple[str, str]],
    taken: set[str],
    kept: tuple[int, ...] | None = None,
    reworded: Iterable[tuple[int, int, str]] = (),
) -> Copy:
    """Copy the body of an entry, or a summary, for the page `docname`.

    `within` is the kinds and ids of the entries whose bodies it is nested in. Its ids avoid those
    that are `taken`, and are added to them. It has the passages with the numbers `kept`; ``None``
    for all. Those that are `reworded` have slots for parts of the view instead of their text.
    """
    env = resolver.env
    home = entry.place.docname
    doctree = env.get_doctree(home)  # loaded afresh, so it may be changed
    blocks = doctree.findall(nodes.container)
    body = next((block for block in blocks if block.get("entry") == entry.key), None)
    if body is None:  # it is in a condition that does not hold
        return Copy([], [])
    if kept is not None:
        keep(body, kept)
    for number, index, _digest in reworded:
        reword(body, number, part("", index=index))
    notes = notes_of(body, doctree)
    for note in notes:
        take_out(note)  # it may be in the body
    page = new_document(str(env.doc2path(home)))
    page.ids = doctree.ids  # where MyST looks for headings
    page += [body, *notes]
    published = resolver.is_published(home)
    for element in list(page.findall(nodes.Element)):
        if _stays(element):
            assert element.parent is not None
            element.parent.remove(element)
        elif isinstance(element, addnodes.pending_xref) and published:
            # Its own page warns of errors in it.
            element["copied"] = True
            element["refwarn"] = False
        elif isinstance(element, placeholder):
            element["within"] = within | {entry.key}
            element["view"] = moved(element["view"], docname)
    marks = list(page.findall(nodes.footnote_reference))
    by_id = {note["ids"][0]: note for note in notes}
    pairs = [(mark, by_id[mark["refid"]]) for mark in marks if mark.get("refid") in by_id]
    for note in notes:
        note["origin"] = (home, note["ids"][0])
    here: dict[str, str] = {}
    places: list[tuple[nodes.Element, str]] = []
    for number, node in enumerate(_to_lead_to(page, home, env), start=1):
        ident = unused(anchor(entry.place.anchor, f"copy-{number}"), taken)
        here |= dict.fromkeys(node["ids"], ident)
        places.append((node, ident))
    without_ids(page)
    for node, ident in places:
        node["ids"] = [ident]
    if resolver.builder.format == "latex":
        _refer_in_tex(page, docname, resolver, here)
    for mark, note in pairs:
        mark["note"] = note
        mark["docname"] = note["docname"] = docname
    resolver.resolve(page, quiet=published)
    resolver.lead(page, home, docname, here)
    return Copy(list(body.children), notes)


def add_notes(scope: nodes.Element, notes: Iterable[nodes.footnote], taken: set[str]) -> None:
    """Add the footnotes of copied bodies to the end of a page, numbered after its own.

    A footnote that several bodies, or copies of one, refer to is added once. New ids avoid those
    that are `taken`, and are added to them.
    """
    own = list(scope.findall(nodes.footnote))
    numbers = {note[0].astext() for note in own}
    free = (str(number) for number in count(1) if str(number) not in numbers)
    known = {note["origin"]: note for note in own if "origin" in note}
    if not isinstance(scope[-1], nodes.footnote):
        scope += nodes.transition("", classes=["footnotes"])
    for note in notes:
        if note["origin"] in known:
            continue
        known[note["origin"]] = note
        number = next(free)
        note["ids"] = [unused(anchor("note", note["docname"], number), taken)]
        label = nodes.label("", number)
        note.children[:1] = [label] if isinstance(note[0], nodes.label) else [label, note[0]]
        label.parent = note
        scope += note
    for mark in scope.findall(nodes.footnote_reference):
        note = mark.attributes.pop("note", None)
        if note is not None:
            note = known[note["origin"]]
            mark.children = []
            mark.append(nodes.Text(note[0].astext()))
            mark["refid"] = note["ids"][0]
            mark["ids"] = [unused(f"{mark['refid']}-{len(note['backrefs']) + 1}", taken)]
            note["backrefs"].append(mark["ids"][0])


def without_ids(root: nodes.Node) -> None:
    """Remove the ids of nodes that are on a page for the second time."""
    for element in root.findall(nodes.Element):
        element["ids"] = []
        if "backrefs" in element:
            element["backrefs"] = []


def _stays(node: nodes.Element) -> bool:
    """Whether a node stays on its own page, to which it belongs as a whole."""
    if isinstance(node, nodes.target):
        return not node.children  # otherwise it is text with an anchor
    is_contents = isinstance(node, nodes.topic) and "contents" in node["classes"]
    return is_contents or isinstance(node, (addnodes.index, addnodes.toctree))


def _to_lead_to(root: nodes.Element, home: str, env: BuildEnvironment) -> Iterator[nodes.Element]:
    """The targets in a body that are copied, so that its references lead to the copies.

    These are citations, and figures, tables, code, and formulas with the numbers Sphinx gave them.
    """
    for node in root.findall(nodes.Element):
        if node["ids"]:
            kinds = (domain.get_enumerable_node_type(node) for domain in env.domains.sorted())
            kind = next(filter(None, kinds), "")
            if kind:
                known = env.toc_fignumbers.get(home, {}).get(kind, {})
                numbers = (known[ident] for ident in node["ids"] if ident in known)
                node["copied_number"] = (kind, next(numbers, ()))
            if kind or isinstance(node, nodes.citation):
                yield node


def _refer_in_tex(
    root: nodes.Element, docname: str, resolver: Resolver, here: Mapping[str, str]
) -> None:
    """Use LaTeX's own references to formulas and citations, which it numbers and collects."""
    labels = {}
    for node in root.findall(nodes.Element):
        if isinstance(node, nodes.citation):
            node["docname"] = docname
        elif isinstance(node, nodes.math_block) and node.get("label") and node["ids"]:
            labels[node["label"]] = node
            node["docname"], node["label"] = docname, node["ids"][0]
    equations = resolver.env.domains.math_domain.equations
    citations = resolver.env.domains.citation_domain.citations
    for xref in list(root.findall(addnodes.pending_xref)):
        target = xref["reftarget"]
        if xref.get("refdomain") == "math" and target in equations:
            page = equations[target][0]
            if target in labels:
                copy = labels[target]
                number = ".".join(map(str, copy["copied_number"][1])) or copy["number"]
                place = copy["label"]
                xref.replace_self(math_reference("", docname=docname, target=place, number=number))
            elif resolver.is_published(page):
                xref.replace_self(math_reference("", docname=page, target=target))
        elif xref.get("refdomain") == "citation" and target in citations:
            page, ident, _line = citations[target]
            name = here.get(ident, ident)
            if name != ident or resolver.is_published(page):
                where = docname if name != ident else page
                cited = nodes.citation_reference("", "", docname=where, refname=name)
                cited += xref.children
                xref.replace_self(cited)


def note_numbers(root: nodes.Node, docname: str, env: BuildEnvironment) -> None:
    """Register the numbers of copied nodes with Sphinx under their new ids."""
    for node in root.findall(nodes.Element):
        if "copied_number" in node:
            kind, number = node.attributes.pop("copied_number")
            if number:
                known = env.toc_fignumbers.setdefault(docname, {}).setdefault(kind, {})
                known[node["ids"][0]] = number
