"""Nodes of views that only this writer renders in a special form."""

from __future__ import annotations

from docutils import nodes


class drawing(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """Plain nodes, with a drawing of the same content in ``latex``, and ``alt`` for it."""


class contact_data(nodes.General, nodes.Element):  # noqa: N801
    """Plain nodes that a private PDF replaces by private contact data."""


class entry_heading(nodes.General, nodes.Element):  # noqa: N801
    """The heading of an entry, in four parts that share a line."""


class entry_part(nodes.General, nodes.TextElement):  # noqa: N801
    """A part of such a heading; may be empty."""
