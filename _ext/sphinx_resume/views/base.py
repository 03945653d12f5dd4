"""The base class of views, links, and the nodes that views are often made of."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from babel import Locale
from docutils import nodes
from sphinx import addnodes

from sphinx_resume.checks.findings import Finding
from sphinx_resume.model.career import Career, Evidence
from sphinx_resume.model.entry import Entry, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Something computed that a page shows."""

    #: The name of the directive; empty for a view that only entries add.
    name: ClassVar[str] = ""
    #: What it shows, for the reference page.
    description: ClassVar[str] = ""
    #: Whether it is so long that its page needs a filter.
    filtered: ClassVar[bool] = False

    place: Place

    def layout(self, career: Career, locale: Locale) -> Any:
        """Everything to show, as a frozen record; falsy if there is nothing."""
        raise NotImplementedError

    def nodes(self, layout: Any) -> list[nodes.Node]:
        """Turn the record into ordinary docutils nodes."""
        raise NotImplementedError

    def nested(self, depth: int) -> View:
        """The view to show in a copied body, nested in `depth` bodies."""
        return self

    def findings(self, career: Career) -> Iterator[Finding]:
        """Findings about the options, such as a filter by a skill that does not exist."""
        return iter(())


def moved(view: View, docname: str) -> View:
    """A view as it stands on another page."""
    return dataclasses.replace(view, place=dataclasses.replace(view.place, docname=docname))


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an entry, or to a statement in it."""

    kind: str
    id: str
    text: str
    docname: str
    anchor: str
    #: The tooltip.
    hint: str = ""

    @property
    def about(self) -> str:
        """The key by which nodes say which entry they are about."""
        return f"{self.kind}-{self.id}"

    @classmethod
    def to(cls, entry: Entry, text: str = "") -> Link:
        """Link to an entry, by default with its label."""
        place = entry.place
        return cls(entry.kind, entry.id, text or entry.label, place.docname, place.anchor)

    @classmethod
    def to_statement(cls, evidence: Evidence, text: str, hint: str) -> Link:
        """Link to the statement that cites."""
        source, place = evidence.source, evidence.citation.place
        return cls(source.kind, source.id, text, place.docname, place.anchor, hint)

    def node(self) -> nodes.Element:
        """Make a reference that the domain resolves to this link's anchor."""
        xref = addnodes.pending_xref(
            "",
            nodes.inline("", self.text),
            refdomain="resume",
            reftype=self.kind,
            reftarget=self.id,
            refexplicit=True,
            refwarn=False,
            anchor=self.anchor,
        )
        if self.hint:
            xref["hint"] = self.hint
        return xref


#: Gives the address of a link from one page.
Href = Callable[[Link], str]


def joined(parts: Iterable[nodes.Node], separator: str) -> list[nodes.Node]:
    """Join nodes with a separator."""
    result: list[nodes.Node] = []
    for part in parts:
        if result:
            result.append(nodes.Text(separator))
        result.append(part)
    return result


def paragraph(*parts: nodes.Node | str, classes: Iterable[str] = ()) -> nodes.paragraph:
    """Make a paragraph of nodes and texts."""
    children = [nodes.Text(part) if isinstance(part, str) else part for part in parts]
    return nodes.paragraph("", "", *children, classes=list(classes))


def bullets(items: Iterable[Iterable[nodes.Node]], *classes: str) -> nodes.bullet_list:
    """Make a bullet list of items, each given as block-level nodes."""
    return nodes.bullet_list(
        "", *(nodes.list_item("", *item) for item in items), bullet="-", classes=list(classes)
    )
