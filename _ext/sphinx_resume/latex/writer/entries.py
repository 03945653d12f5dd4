"""Headings of entries: name, dates, and place, on one line if they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinx_resume.latex.writer.blocks import style_of
from sphinx_resume.latex.writer.nodes import entry_heading, entry_part
from sphinx_resume.latex.writer.places import classes
from sphinx_resume.latex.writer.sections import Sections

if TYPE_CHECKING:
    from docutils.nodes import Element, Node

#: The separator between two facts.
_BETWEEN: Final = " · "


class Entries(Sections):
    def visit_document(self, node: Element) -> None:
        _join_headings(node)
        super().visit_document(node)

    def visit_entry_heading(self, node: Element) -> None:
        if _heads_titles(node):
            del node[1]
            self.body.append(f"\n\\resumetenure{{{self._level}}}")
        else:
            kind = self._level if node[0].children else node["style"]
            command = "resumebareentry" if _is_bare(node) else "resumeentry"
            self.body.append(f"\n\\{command}{{{kind}}}")

    def depart_entry_heading(self, node: Element) -> None:
        self.body.append("\n")

    def visit_entry_part(self, node: Element) -> None:
        self.body.append("{")
        heading = node.parent
        if node is heading[0] and node.children:
            self.body.append(self._bookmark(heading.parent))

    def depart_entry_part(self, node: Element) -> None:
        self.body.append("}")


def _after(heading: Element) -> Node | None:
    """The next visible node in the same section."""
    after = heading.next_node(descend=False, siblings=True)
    while isinstance(after, nodes.Invisible):
        after = after.next_node(descend=False, siblings=True)
    return after


def _heads_titles(heading: Element) -> bool:
    """Whether a heading names an organization with several titles below."""
    after = _after(heading)
    return not heading[1].children and isinstance(after, entry_heading) and not after[0].children


def _is_bare(heading: Element) -> bool:
    """Whether an entry has no content besides its heading."""
    return isinstance(_after(heading), (type(None), entry_heading, nodes.section))


def _join_headings(document: Element) -> None:
    """Join the paragraphs with title, name and dates of an entry into one heading."""
    for when in list(document.findall(nodes.paragraph)):
        if "resume-when" not in when["classes"]:
            continue
        if not isinstance(when.parent, nodes.section) and "resume-entry" not in classes(
            when.parent
        ):
            continue  # in a definition list
        name = _before(when)
        if not classes(name) & {"resume-subtitle", "resume-title"}:
            name = None
        title = _before(name or when)
        if not isinstance(title, nodes.title) or "resume-title" in classes(name):
            title = None  # repeated by the name
        if name or title:
            _join(title, name, when)


def _before(node: Element) -> Element | None:
    """The previous visible node in the same section."""
    index = node.parent.index(node)
    found = node.parent[index - 1] if index else None
    if found is None and "resume-entry" in classes(node.parent):
        return _before(node.parent)
    if not isinstance(found, nodes.Element):
        return None
    return _before(found) if isinstance(found, nodes.Invisible) else found


def _join(title: Element | None, name: Element | None, when: Element) -> None:
    """Replace these nodes by a heading, in place of the first one."""
    parts = [title.children if title else [], name.children if name else [], *_parts(when)]
    heading = entry_heading("", *(entry_part("", "", *part) for part in parts))
    heading["style"] = style_of(name) if name else ""
    first, *others = filter(None, (title, name, when))
    heading["ids"] = [ident for each in (first, *others) for ident in each["ids"]]
    heading.source, heading.line = first.source, first.line
    first.replace_self(heading)
    for other in others:
        other.parent.remove(other)


def _parts(when: Element) -> tuple[list[Node], list[Node]]:
    """The dates of an entry, and its other facts."""
    children = list(when.children)
    for index, child in enumerate(children):
        if child.astext() == _BETWEEN:
            return children[:index], children[index + 1 :]
    is_dated = any("datetime" in child for child in children if isinstance(child, nodes.inline))
    return (children, []) if is_dated else ([], children)
