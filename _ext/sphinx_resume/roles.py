"""Cross-references to entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.environment import BuildEnvironment


class EntryRole(XRefRole):
    """A reference by id, title or alias; ``~`` shortens its text, ``!`` leaves the link out."""

    def __init__(self) -> None:
        super().__init__(innernodeclass=nodes.inline, warn_dangling=True)

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        if not has_explicit_title and target.startswith("~"):
            refnode["short"] = True
            title, target = title[1:], target[1:]
        return title, " ".join(target.split())
