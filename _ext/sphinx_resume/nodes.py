"""Nodes in place of what is computed, which are replaced before any builder writes."""

from __future__ import annotations

from docutils import nodes


class placeholder(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """Stands for the view in its ``view`` attribute."""


class part(nodes.General, nodes.Element):  # noqa: N801
    """Stands for one of the children of the placeholder, by ``index``: what its author wrote."""


class entry_body(nodes.General, nodes.Element):  # noqa: N801
    """Stands for the body of the entry in its ``kind`` and ``id`` attributes."""
