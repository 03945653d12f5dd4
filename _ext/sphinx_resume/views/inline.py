"""Names of entries on one line, each of which the filter can hide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docutils import nodes

from sphinx_resume.views.base import Link


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive names that share a remark, which may be empty."""

    links: tuple[Link, ...]
    remark: str = ""

    @property
    def about(self) -> str:
        """The keys of the entries."""
        return " ".join(link.about for link in self.links)

    @property
    def text(self) -> str:
        """The names and their remark as plain text: ``Go, Ruby: confident``."""
        names = ", ".join(link.text for link in self.links)
        return f"{names}: {self.remark}" if self.remark else names


def runs(items: Iterable[tuple[Link, str]]) -> tuple[Run, ...]:
    """Group consecutive links that share a remark."""
    found: list[Run] = []
    for link, remark in items:
        if found and found[-1].remark == remark:
            found[-1] = Run((*found[-1].links, link), remark)
        else:
            found.append(Run((link,), remark))
    return tuple(found)


def run_nodes(found: Iterable[Run], frame: str) -> Iterator[nodes.inline]:
    """The names as links, followed by their remark in a `frame`."""
    for number, run in enumerate(found):
        node = nodes.inline("", classes=["resume-run"], about=run.about)
        if number:
            node += _between("; ")
        for index, link in enumerate(run.links):
            name = nodes.inline("", classes=["resume-name"], about=link.about)
            if index:
                name += _between(", ")
            name += link.node()
            node += name
        if run.remark:
            node += nodes.Text(frame % run.remark)
        yield node


def _between(text: str) -> nodes.inline:
    return nodes.inline("", text, classes=["resume-between"])
