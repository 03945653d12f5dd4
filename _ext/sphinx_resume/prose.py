"""The text of document nodes, with references to entries kept apart."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

from sphinx_resume.citations import Reference, Sentence


def sentences(root: nodes.Element) -> Iterator[Sentence]:
    """The text of each block below a node, such as a paragraph."""
    for block in root.findall(nodes.TextElement):
        if not isinstance(block, nodes.Inline) and not _within_text(block):
            yield tuple(text_parts(block)[0])


def _within_text(block: nodes.Element) -> bool:
    parent = block.parent
    return isinstance(parent, nodes.TextElement) and not isinstance(parent, nodes.Inline)


def block_of(xref: nodes.Element) -> nodes.Element:
    """The block of text that holds a reference."""
    block = xref
    while not isinstance(block, nodes.TextElement) or isinstance(block, nodes.Inline):
        assert block.parent is not None
        block = block.parent
    return block


def text_parts(block: nodes.Element) -> tuple[list[str | Reference], dict[int, int]]:
    """The text of a block, its references to entries apart; and the place of each, by its node."""
    parts: list[str | Reference] = []
    places: dict[int, int] = {}

    def walk(node: nodes.Node) -> None:
        if isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "resume":
            places[id(node)] = len(parts)
            parts.append(reference_of(node))
        elif isinstance(node, nodes.Text):
            text = node.astext()
            if parts and isinstance(parts[-1], str):
                parts[-1] += text
            else:
                parts.append(text)
        else:
            for child in node.children:
                walk(child)

    walk(block)
    return parts, places


def line_of(xref: nodes.Element) -> int:
    """The line of a reference, of which parsers know no more than where its paragraph begins."""
    line = xref.line or 0
    for node in block_of(xref).findall():
        if node is xref:
            break
        if isinstance(node, nodes.Text):
            # A hard break is there twice, for HTML and for LaTeX.
            within = node.parent.get("format", "html") if node.parent is not None else ""
            line += node.count("\n") if within == "html" else 0
    return line


def reference_of(xref: nodes.Element) -> Reference:
    """What a cross-reference that is not resolved yet refers to, and the text it is given."""
    text = xref.astext() if xref.get("refexplicit") else ""
    return Reference(xref["reftype"], xref["reftarget"], text, bool(xref.get("short")))
