"""The text of finished document nodes as readers see it, with references kept separate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docutils import nodes
from sphinx import addnodes

from sphinx_resume.model.citations import OtherReference, Reference
from sphinx_resume.nodes import unseen

#: Inline nodes that are not part of the text: markup for one format, footnote marks, and so on.
_SILENT: Final = (
    nodes.raw,
    nodes.comment,
    nodes.footnote_reference,
    nodes.substitution_definition,
    nodes.system_message,
)

#: Characters that take no space before them when a node in front of them is left out.
_CLOSING: Final = (".", ",", ";", ":", "!", "?", "…", ")", "]")


def blocks(root: nodes.Element) -> Iterator[nodes.Element]:
    """The blocks of text below a node, such as paragraphs."""
    for block in root.findall(nodes.TextElement):
        is_text = not isinstance(block, (nodes.Inline, nodes.Invisible))
        if is_text and not _within_text(block) and not is_unseen(block):
            yield block


def _within_text(block: nodes.Element) -> bool:
    parent = block.parent
    return isinstance(parent, nodes.TextElement) and not isinstance(parent, nodes.Inline)


def is_unseen(node: nodes.Node) -> bool:
    """Whether raw HTML hides a node."""
    around: nodes.Node | None = node
    while around is not None and not isinstance(around, unseen):
        around = around.parent
    return around is not None


def block_of(xref: nodes.Node) -> nodes.Element:
    """The block of text around a reference."""
    block = xref
    while not isinstance(block, nodes.TextElement) or isinstance(block, nodes.Inline):
        assert block.parent is not None
        block = block.parent
    return block


def text_parts(
    block: nodes.Element, docname: str
) -> tuple[list[str | Reference | OtherReference], dict[int, int]]:
    """The text of a block, split at references, and the index of each citation by node id."""
    parts: list[str | Reference | OtherReference] = []
    places: dict[int, int] = {}
    left_out = False

    def add(text: str) -> None:
        nonlocal left_out
        if parts and isinstance(parts[-1], str):
            if left_out and text.startswith(_CLOSING):
                parts[-1] = parts[-1].rstrip()
            parts[-1] += text
        else:
            parts.append(text)
        left_out = left_out and not text

    def walk(node: nodes.Node) -> None:
        nonlocal left_out
        if isinstance(node, nodes.Text):
            add(node.astext())
        elif isinstance(node, nodes.Element) and is_citation(node):
            places[id(node)] = len(parts)
            parts.append(reference_of(node))
        elif isinstance(node, addnodes.pending_xref):
            parts.append(_other_reference(node, docname))
        elif isinstance(node, _SILENT):
            add(" " if breaks_line(node) else "")
            left_out = True
        else:
            for child in node.children:
                walk(child)

    walk(block)
    return parts, places


def plain_text(root: nodes.Element) -> str:
    """The text of a node on one line, with references as they were typed."""
    parts, _places = text_parts(root, "")
    return " ".join("".join(p if isinstance(p, str) else p.text for p in parts).split())


def breaks_line(node: nodes.Node) -> bool:
    """Whether it is a hard line break of Markdown, which is raw markup for HTML and for LaTeX."""
    return isinstance(node, nodes.raw) and node.astext().strip() in {"<br />", "<br>", r"\\"}


def is_citation(node: nodes.Node) -> bool:
    """Whether a node refers to an entry of this career."""
    return (
        isinstance(node, addnodes.pending_xref)
        and node.get("refdomain") == "resume"
        and not node.get("intersphinx")
    )


def line_of(xref: nodes.Element) -> int:
    """The line of a reference; parsers only record the first line of its paragraph."""
    line = xref.line or 0
    for node in block_of(xref).findall():
        if node is xref:
            break
        if isinstance(node, nodes.Text):
            # A hard break occurs twice, for HTML and for LaTeX; count it once.
            within = node.parent.get("format", "html") if node.parent is not None else ""
            line += node.count("\n") if within == "html" else 0
    return line


def reference_of(xref: nodes.Element) -> Reference:
    """The target and text of an unresolved cross-reference."""
    text = " ".join(xref.astext().split())
    explicit = bool(xref.get("refexplicit"))
    return Reference(xref["reftype"], xref["reftarget"], text, explicit, bool(xref.get("short")))


def _other_reference(xref: nodes.Element, docname: str) -> OtherReference:
    attributes = tuple(
        (name, value)
        for name, value in sorted(xref.attributes.items())
        if value is None or isinstance(value, (str, int))
    )
    return OtherReference(docname, attributes, " ".join(xref.astext().split()))


def notes_of(body: nodes.Element, doctree: nodes.document) -> list[nodes.footnote]:
    """The footnotes that a body refers to, directly or through others, wherever they are."""
    found: dict[str, nodes.footnote] = {}
    notes = {ident: note for note in doctree.findall(nodes.footnote) for ident in note["ids"]}
    ahead = [body]
    while ahead:
        for mark in ahead.pop().findall(nodes.footnote_reference):
            note = notes.get(mark.get("refid", ""))
            if note is not None and mark["refid"] not in found:
                found[mark["refid"]] = note
                ahead.append(note)
    return list(found.values())


def take_out(node: nodes.Element) -> None:
    """Remove a node from its page, but keep a label above it."""
    parent = node.parent
    assert parent is not None
    label = [nodes.target("", "", ids=node["ids"])] if node["ids"] else []
    parent[parent.index(node) : parent.index(node) + 1] = label
