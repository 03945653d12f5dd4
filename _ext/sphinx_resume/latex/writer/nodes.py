"""Nodes of views that this writer draws otherwise than others do."""

from __future__ import annotations

from docutils import nodes


class drawing(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """Plain nodes, and in ``latex`` a drawing of the same with ``alt``, for these themes."""


class contact_data(nodes.General, nodes.Element):  # noqa: N801
    """Plain nodes, in place of which a private PDF shows contact data of its own."""


class entry_heading(nodes.General, nodes.Element):  # noqa: N801
    """The heading of an entry with its name and facts, which share a line; in four parts."""


class entry_part(nodes.General, nodes.TextElement):  # noqa: N801
    """A part of such a heading; empty where there is nothing to say."""
