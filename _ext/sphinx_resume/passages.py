"""The passages of a body: list items and other blocks, which lists may choose individually."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Final, NamedTuple

from docutils import nodes

from sphinx_resume.conditions import is_condition

#: The node attribute with the number of a passage.
_NUMBER: Final = "passage"
_LISTS: Final = (nodes.bullet_list, nodes.enumerated_list, nodes.definition_list)
_ITEMS: Final = (nodes.list_item, nodes.definition_list_item)
#: Attributes in the middle of a line, which MyST reads as text.
_ATTRIBUTES: Final = re.compile(r"\{(?:\s*[#.][\w-]+)+\s*\}")
#: The prefix of this extension's classes, which are not tags.
_OURS: Final = "resume-"


class Numbered(NamedTuple):
    """The node of a passage, and the number of the list item that contains it, or -1."""

    node: nodes.Element
    parent: int

    @property
    def block(self) -> nodes.Element:
        """Its first block, which has the id and tags of a list item."""
        if not isinstance(self.node, _ITEMS):
            return self.node
        return next(_seen(self.node), self.node)

    @property
    def id(self) -> str:
        """The id that the author gave it."""
        names: list[str] = self.block["names"]
        return names[0] if names else ""

    @property
    def tags(self) -> tuple[str, ...]:
        """Its own tags, and those of the lists that contain it."""
        found: set[str] = set(self.block["classes"])
        around: nodes.Element | None = self.node
        while around is not None and "entry" not in around:
            found.update(around["classes"])
            around = around.parent
        return tuple(sorted(each for each in found if not each.startswith(_OURS)))


def number(body: nodes.Element) -> list[Numbered]:
    """Number the passages of a body, and return them in order."""
    found: list[Numbered] = []

    def walk(group: nodes.Element, parent: int) -> None:
        for child in _seen(group):
            if _is_group(child):
                walk(child, parent)
                continue
            child[_NUMBER] = len(found)
            found.append(Numbered(child, parent))
            if isinstance(child, _ITEMS):
                _walk_lists(child)

    def _walk_lists(item: nodes.Element) -> None:
        within = len(found) - 1
        for child in _seen(item):
            for part in _seen(child) if isinstance(child, nodes.definition) else [child]:
                if isinstance(part, _LISTS):
                    walk(part, within)

    walk(body, -1)
    return found


def number_of(node: nodes.Node) -> int:
    """The number of the passage around a node, or -1."""
    around: nodes.Node | None = node
    while around is not None:
        if isinstance(around, nodes.Element) and _NUMBER in around:
            found: int = around[_NUMBER]
            return found
        around = around.parent
    return -1


def keep(body: nodes.Element, kept: Container[int]) -> None:
    """Remove all passages except those with these numbers, and empty lists."""
    for node in list(body.findall(nodes.Element)):
        if node.get(_NUMBER, -1) >= 0 and node[_NUMBER] not in kept:
            _remove(node)
    for group in reversed(list(_groups(body))):
        if not any(_seen(group)):
            _remove(group)


def reword(body: nodes.Element, number: int, words: nodes.Node) -> None:
    """Replace the text of the passage with a number."""
    for node in body.findall(nodes.Element):
        if node.get(_NUMBER, -1) == number:
            block = Numbered(node, -1).block
            block.children = []
            block += words
            return


def unread_attributes(block: nodes.Element) -> str:
    """Attributes that are visible in the text of a block; empty if there are none."""
    texts = [each for each in block.children if isinstance(each, nodes.Text)]
    ends = [each.astext().strip() for each in (*texts[:1], *texts[-1:])]
    for text in ends:
        for found in _ATTRIBUTES.finditer(text):
            if found.start() == 0 or found.end() == len(text):
                return found[0]
    return ""


def _groups(body: nodes.Element) -> Iterator[nodes.Element]:
    return (each for each in body.findall(nodes.Element) if each is not body and _is_group(each))


def _is_group(node: nodes.Node) -> bool:
    return isinstance(node, _LISTS) or is_condition(node)


def _seen(node: nodes.Element) -> Iterator[nodes.Element]:
    for child in node.children:
        if isinstance(child, nodes.Element) and not isinstance(child, nodes.Invisible):
            yield child


def _remove(node: nodes.Element) -> None:
    if node.parent is not None:
        node.parent.remove(node)
