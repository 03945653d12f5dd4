"""The body of an entry on another page: complete, unique there, and with links that still lead on.

What is written on one page may depend on it: addresses that start from it, footnotes, numbers of
figures, places within it. On another page references say what they say on their own, footnotes come
along with numbers of the new page, what is numbered keeps its number, and is what references in the
body lead to. All other places stay where they were.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex.nodes import math_reference
from sphinx.util.docutils import new_document

from sphinx_resume.names import anchor, unused
from sphinx_resume.nodes import placeholder
from sphinx_resume.prose import notes_of, take_out

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_resume.entry import Entry
    from sphinx_resume.references import Resolver

#: What belongs to the whole of a page, and stays there.
_STAYING: Final = (nodes.target, addnodes.index, addnodes.toctree)


@dataclasses.dataclass
class Copy:
    """A body for another page, and the footnotes that belong at the end of that page."""

    body: list[nodes.Node]
    notes: list[nodes.footnote]


def copied(
    entry: Entry,
    docname: str,
    resolver: Resolver,
    within: frozenset[tuple[str, str]],
    taken: set[str],
) -> Copy:
    """The body of an entry as it is to stand on the page `docname`.

    It stands there `within` the bodies of other entries, kinds and ids, and gets none of the ids
    that are `taken`, to which its own are added.
    """
    env = resolver.env
    home = entry.place.docname
    doctree = env.get_doctree(home)  # read anew, and so ours to change
    blocks = doctree.findall(nodes.container)
    body = next((block for block in blocks if block.get("entry") == entry.key), None)
    if body is None:  # in a condition that does not hold
        return Copy([], [])
    notes = notes_of(body, doctree)
    for note in notes:
        take_out(note)  # it may stand in the body
    page = new_document(str(env.doc2path(home)))
    page.ids = doctree.ids  # where MyST looks for headings
    page += [body, *notes]
    for element in list(page.findall(nodes.Element)):
        if isinstance(element, _STAYING) or "contents" in element["classes"]:
            assert element.parent is not None
            element.parent.remove(element)
        elif isinstance(element, addnodes.pending_xref):
            # Its own page warns of what is wrong with it.
            element["copied"] = True
            element["refwarn"] = False
        elif isinstance(element, placeholder):
            element["within"] = within | {entry.key}
            place = dataclasses.replace(element["view"].place, docname=docname)
            element["view"] = dataclasses.replace(element["view"], place=place)
    marks = list(page.findall(nodes.footnote_reference))
    by_id = {note["ids"][0]: note for note in notes}
    pairs = [(mark, by_id[mark["refid"]]) for mark in marks if mark.get("refid") in by_id]
    numbered = list(_numbered(page, home, env))
    here: dict[str, str] = {}
    for place, (node, kind, number) in enumerate(numbered, start=1):
        ident = unused(anchor(entry.place.anchor, f"copy-{place}"), taken)
        here |= dict.fromkeys(node["ids"], ident)
        node["copied_number"] = (ident, kind, number)
    if resolver.builder.format == "latex":
        _number_formulas_in_tex(page, docname, resolver)
    without_ids(page)
    for node, *_kind_and_number in numbered:
        node["ids"] = [node["copied_number"][0]]
    for mark, note in pairs:
        mark["note"] = note
        mark["docname"] = note["docname"] = docname
    resolver.resolve(page)
    resolver.lead(page, home, docname, here)
    return Copy(list(body.children), notes)


def add_notes(scope: nodes.Element, notes: Iterable[nodes.footnote]) -> None:
    """Put footnotes that came with bodies at the end of a page, numbered after its own."""
    taken = {note[0].astext() for note in scope.findall(nodes.footnote)}
    numbers = (str(number) for number in count(1) if str(number) not in taken)
    if not isinstance(scope[-1], nodes.footnote):
        scope += nodes.transition("", classes=["footnotes"])
    for note, number in zip(list(notes), numbers, strict=False):
        note["ids"] = [anchor("note", note["docname"], number)]
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


def _number_formulas_in_tex(root: nodes.Element, docname: str, resolver: Resolver) -> None:
    """Leave references to formulas that are in a PDF to TeX, which numbers these itself."""
    copies = {}
    for block in root.findall(nodes.math_block):
        if block.get("label") and "copied_number" in block:
            copies[block["label"]] = block["copied_number"][0]
            block["docname"], block["label"] = docname, block["copied_number"][0]
    equations = resolver.env.domains.math_domain.equations
    for xref in list(root.findall(addnodes.pending_xref)):
        label = xref["reftarget"]
        if xref.get("refdomain") == "math" and label in equations:
            page = equations[label][0]
            if label in copies:
                xref.replace_self(math_reference("", docname=docname, target=copies[label]))
            elif resolver.is_published(page):
                xref.replace_self(math_reference("", docname=page, target=label))


def note_numbers(root: nodes.Node, docname: str, env: BuildEnvironment) -> None:
    """Let Sphinx know the numbers of what came with bodies, by the ids that it has now."""
    for node in root.findall(nodes.Element):
        if "copied_number" in node:
            ident, kind, number = node.attributes.pop("copied_number")
            if number:
                env.toc_fignumbers.setdefault(docname, {}).setdefault(kind, {})[ident] = number
