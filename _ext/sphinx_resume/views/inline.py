"""Names of entries within a line, of which the filter can hide each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docutils import nodes

from sphinx_resume.views.base import Link


@dataclass(frozen=True, slots=True)
class Run:
    """Names one after another of which the same is said, if anything is."""

    links: tuple[Link, ...]
    remark: str = ""

    @property
    def about(self) -> str:
        """The entries, in a word each."""
        return " ".join(link.about for link in self.links)

    @property
    def text(self) -> str:
        """The names in plain words, and what is said of them: ``Go, Ruby: confident``."""
        names = ", ".join(link.text for link in self.links)
        return f"{names}: {self.remark}" if self.remark else names


def runs(items: Iterable[tuple[Link, str]]) -> tuple[Run, ...]:
    """The links, in their order, with those together of which the same is said."""
    found: list[Run] = []
    for link, remark in items:
        if found and found[-1].remark == remark:
            found[-1] = Run((*found[-1].links, link), remark)
        else:
            found.append(Run((link,), remark))
    return tuple(found)


def run_nodes(found: Iterable[Run], frame: str) -> Iterator[nodes.inline]:
    """The names as links, and what is said of them in a `frame`."""
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
