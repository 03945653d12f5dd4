"""The body of an entry on another page: complete, unique there, and with links that still lead on.

What is written on one page may depend on it: addresses that start from it, footnotes, numbers of
figures, places within it. On another page references resolve as on their own, footnotes come along
with numbers of the new page, figures keep theirs, and places stay where they were.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.util import docname_join

from sphinx_resume.names import anchor
from sphinx_resume.nodes import placeholder
from sphinx_resume.prose import notes_of, take_out

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_resume.entry import Entry

#: References whose targets may start from the page they stand on.
_RELATIVE: Final = frozenset({"doc", "any", "myst"})
#: What belongs to the whole of a page, and stays there.
_STAYING: Final = (nodes.target, addnodes.index, addnodes.toctree)


@dataclasses.dataclass
class Copy:
    """A body for another page, and the footnotes that belong at the end of that page."""

    body: list[nodes.Node]
    notes: list[nodes.footnote]


def copied(entry: Entry, docname: str, env: BuildEnvironment, builder: Builder) -> Copy:
    """The body of an entry as it is to stand on the page `docname`."""
    home = entry.place.docname
    doctree = env.get_doctree(home)  # read anew, and so ours to change
    blocks = doctree.findall(nodes.container)
    body = next((block for block in blocks if block.get("entry") == entry.key), None)
    if body is None:  # in a condition that does not hold
        return Copy([], [])
    notes = notes_of(body, doctree)
    for note in notes:
        take_out(note)  # it may stand in the body
    roots: list[nodes.Element] = [body, *notes]
    for root in roots:
        _lead_home(root, home, docname, builder)
        for element in list(root.findall(nodes.Element)):
            if isinstance(element, _STAYING):
                assert element.parent is not None
                element.parent.remove(element)
            elif isinstance(element, addnodes.pending_xref):
                _from_home(element, home, env)
                # Its own page warns of what is wrong with it.
                element["copied"] = True
                element["refwarn"] = False
                element["refdoc"] = docname
            elif isinstance(element, placeholder):
                element["copied"] = True
                place = dataclasses.replace(element["view"].place, docname=docname)
                element["view"] = dataclasses.replace(element["view"], place=place)
    marks = [mark for root in roots for mark in root.findall(nodes.footnote_reference)]
    by_id = {note["ids"][0]: note for note in notes}
    pairs = [(mark, by_id[mark["refid"]]) for mark in marks if mark.get("refid") in by_id]
    numbered = [found for root in roots for found in _numbered(root, home, env)]
    for root in roots:
        without_ids(root)
    for place, (node, kind, number) in enumerate(numbered, start=1):
        node["ids"] = [anchor(entry.place.anchor, f"copy-{place}")]
        node["copied_number"] = (kind, number)
    for mark, note in pairs:
        mark["note"] = note
        mark["docname"] = note["docname"] = docname
    return Copy(list(body.children), notes)


def add_notes(scope: nodes.Element, notes: Iterable[nodes.footnote]) -> None:
    """Put footnotes that came with bodies at the end of a page, numbered after its own."""
    taken = {note[0].astext() for note in scope.findall(nodes.footnote)}
    numbers = (str(number) for number in count(1) if str(number) not in taken)
    if not isinstance(scope[-1], nodes.footnote):
        scope += nodes.transition("", classes=["footnotes"])
    for place, (note, number) in enumerate(zip(list(notes), numbers, strict=False), start=1):
        note["ids"] = [anchor("note", note["docname"], f"{place}")]
        label = nodes.label("", number)
        note.children[:1] = [label] if isinstance(note[0], nodes.label) else [label, note[0]]
        label.parent = note
        note["backrefs"] = []
        scope += note
    for mark in scope.findall(nodes.footnote_reference):
        note = mark.attributes.pop("note", None)
        if note is not None:
            mark.children = []
            mark.append(nodes.Text(note[0].astext()))
            mark["refid"] = note["ids"][0]
            mark["ids"] = [f"{mark['refid']}-{len(note['backrefs']) + 1}"]
            note["backrefs"].append(mark["ids"][0])


def without_ids(root: nodes.Node) -> None:
    """Take the ids from what stands on a page a second time."""
    for element in root.findall(nodes.Element):
        element["ids"] = []


def _from_home(xref: nodes.Element, home: str, env: BuildEnvironment) -> None:
    """Let a reference that starts from its page start from the top instead."""
    if xref["reftype"] in _RELATIVE and xref.get("refdomain") != "doc":
        docname = docname_join(home, xref["reftarget"])
        if xref["reftype"] == "doc" or docname in env.all_docs:
            xref["reftarget"] = f"/{docname}"


def _lead_home(root: nodes.Element, home: str, docname: str, builder: Builder) -> None:
    """Let links to places of the page lead there; where it is not published, be no links."""
    for link in list(root.findall(nodes.reference)):
        if "refid" in link:
            ident = link.attributes.pop("refid")
            try:
                page = builder.get_relative_uri(docname, home)
            except NoUri:
                link.replace_self(link.children)
            else:
                link["refuri"] = f"#{ident}" if page.startswith("#") else f"{page}#{ident}"
                link["internal"] = True


def _numbered(
    root: nodes.Element, home: str, env: BuildEnvironment
) -> Iterator[tuple[nodes.Element, str, tuple[int, ...]]]:
    """What Sphinx may have numbered: figures, tables, code, formulas; with kinds and numbers."""
    for node in root.findall(nodes.Element):
        if node["ids"]:
            kinds = (domain.get_enumerable_node_type(node) for domain in env.domains.sorted())
            kind = next(filter(None, kinds), "")
            known = env.toc_fignumbers.get(home, {}).get(kind, {})
            numbers = (known[ident] for ident in node["ids"] if ident in known)
            if kind:
                yield node, kind, next(numbers, ())


def note_numbers(root: nodes.Node, docname: str, env: BuildEnvironment) -> None:
    """Let Sphinx know the numbers of what came with bodies, by the ids that it has now."""
    for node in root.findall(nodes.Element):
        if "copied_number" in node:
            kind, number = node.attributes.pop("copied_number")
            if number:
                known = env.toc_fignumbers.setdefault(docname, {}).setdefault(kind, {})
                known[node["ids"][0]] = number
