"""Statements as their pages show them, including the text of references that Sphinx resolves."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import new_document

from sphinx_resume.conditions import conditions_of
from sphinx_resume.model.citations import OtherReference
from sphinx_resume.node_text import blocks, text_parts

if TYPE_CHECKING:
    from sphinx_resume.conditions import AreMet
    from sphinx_resume.model.citations import Statement
    from sphinx_resume.references import Resolver


def resolved(statements: Iterable[Statement], resolver: Resolver) -> dict[OtherReference, str]:
    """The texts that pages show for references to anything but entries."""
    found = {p for each in statements for p in each if isinstance(p, OtherReference)}
    texts: dict[OtherReference, str] = {}
    for docname, group in groupby(sorted(found, key=repr), key=lambda p: p.docname):
        references = list(group)
        page = new_document(str(resolver.env.doc2path(docname)))
        for each in references:
            text = nodes.inline("", each.text)
            attributes = {**dict(each.attributes), "refwarn": False}
            page += nodes.paragraph("", "", pending_xref("", text, **attributes))
        resolver.resolve(page)
        shown = (" ".join(paragraph.astext().split()) for paragraph in page)
        texts |= dict(zip(references, shown, strict=True))
    return texts


def statements(root: nodes.Element, docname: str, are_met: AreMet) -> list[Statement]:
    """The statements below a node, as far as this build shows them."""
    return [
        tuple(text_parts(block, docname)[0])
        for block in blocks(root)
        if are_met(conditions_of(block))
    ]
