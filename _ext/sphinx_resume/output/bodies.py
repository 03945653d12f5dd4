"""The bodies of entries as plain text, block by block, as on their pages."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_resume.conditions import conditions_of
from sphinx_resume.node_text import blocks, text_parts
from sphinx_resume.passages import number_of
from sphinx_resume.sealing import quotations

if TYPE_CHECKING:
    from sphinx_resume.domain import ResumeDomain
    from sphinx_resume.model.career import Career
    from sphinx_resume.model.citations import Statement
    from sphinx_resume.views.left_out import Shown


@dataclass(frozen=True, slots=True)
class BodyBlock:
    """A paragraph or list item in a body."""

    text: str
    #: Whether it is a list item.
    is_item: bool = False
    #: The number of its passage.
    passage: int = -1


#: Bodies by kind and id of the entry; entries without a body have an empty one.
Bodies = Mapping[tuple[str, str], tuple[BodyBlock, ...]]


def bodies(domain: ResumeDomain, *, ticks: bool = False) -> Bodies:
    """The bodies of all entries in this build, optionally with `ticks` around code."""
    found: dict[tuple[str, str], list[tuple[Statement, bool, int]]] = {}
    for docname in sorted(domain.entries):
        doctree = domain.env.get_doctree(docname)
        for body in doctree.findall(nodes.container):
            if "entry" in body:
                if ticks:
                    _tick(body)
                found.setdefault(body["entry"], []).extend(
                    (tuple(text_parts(block, docname)[0]), _is_item(block), number_of(block))
                    for block in blocks(body)
                    if domain.are_met(conditions_of(block))
                )
    statements = (statement for said in found.values() for statement, *_rest in said)
    words = quotations.resolved(statements, domain.resolver)
    return {
        key: tuple(
            BodyBlock(text, is_item, passage)
            for statement, is_item, passage in said
            if (text := domain.career.text(statement, words))
        )
        for key, said in found.items()
    }


def told(found: Bodies, shown: Shown, career: Career) -> Bodies:
    """The bodies in a document: without what it leaves out, and with its rewordings."""
    if not (shown.passages or shown.reworded):
        return found
    return {key: tuple(_told(key, said, shown, career)) for key, said in found.items()}


def _told(
    key: tuple[str, str], said: Iterable[BodyBlock], shown: Shown, career: Career
) -> Iterator[BodyBlock]:
    reworded = set()
    for each in said:
        place = (key, each.passage)
        if place in shown.reworded and place not in reworded:
            reworded.add(place)  # only its first block
            yield dataclasses.replace(each, text=career.text(shown.reworded[place].statement))
        elif place not in shown.passages:
            yield each


def _tick(body: nodes.Element) -> None:
    """Put backticks around code, so that it is not read as prose."""
    for code in body.findall(nodes.literal):
        text = code.astext()
        if text and "`" not in text:
            code.children = []
            code.append(nodes.Text(f"`{text}`"))


def _is_item(block: nodes.Element) -> bool:
    return isinstance(block.parent, nodes.list_item) and block.parent[0] is block
