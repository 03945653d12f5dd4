"""Where nodes are from, in the sources of a project."""

from __future__ import annotations

from collections.abc import Mapping
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_resume.model.career import Career
from sphinx_resume.model.entry import Place

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def places_of(career: Career) -> dict[str, Place]:
    """The places of entries, by the keys in the attribute ``about`` of nodes."""
    return {f"{entry.kind}-{entry.id}": entry.place for entry in career.entries}


def source_of(
    node: nodes.Node, entries: Mapping[str, Place], env: BuildEnvironment
) -> tuple[str, int] | None:
    """The file and line of a node, or of its nearest ancestor that has them.

    Nodes of views have none, but name the entries that they show.
    """
    # Texts that a transform has replaced have wrong positions, so start with their parents.
    around: nodes.Node | None = node.parent if isinstance(node, nodes.Text) else node
    while around is not None:
        if around.source and around.line:
            return around.source, around.line
        if isinstance(around, nodes.Element) and (place := entries.get(around.get("about", ""))):
            path = place.source or str(env.doc2path(place.docname))
            return path, place.at_option("title").line
        around = around.parent
    return None


def relative(file: str, folder: Path) -> str:
    """The path of a file from a folder."""
    try:
        return Path(relpath(file, folder)).as_posix()
    except ValueError:  # on a different drive in Windows
        return file
