"""Texts within a line: names of entries, each of which the filter can hide, facts, and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docutils import nodes

from sphinx_resume.model.options import unmarked
from sphinx_resume.views.base import Link


class Credits(str):
    """Names of people in a fact, one of which is that of whose résumé it is."""

    #: Where that begins and ends.
    own: tuple[int, int]

    @classmethod
    def of(cls, frame: str, names: Sequence[str], own: int) -> Credits:
        """The names in a message, with the index of one's own."""
        made = cls(frame % ", ".join(names))
        start = frame.index("%s") + sum(len(name) + len(", ") for name in names[:own])
        made.own = (start, start + len(unmarked(names[own])))
        return made


def fact_nodes(facts: Iterable[str], between: str) -> list[nodes.Node]:
    """Facts in a line, with one's own name among others marked."""
    found: list[nodes.Node] = []
    for fact in facts:
        if found:
            found.append(nodes.Text(between))
        if isinstance(fact, Credits):
            start, stop = fact.own
            found += [nodes.Text(fact[:start]), nodes.strong("", fact[start:stop])]
            found += [nodes.Text(fact[stop:])] if fact[stop:] else []
        else:
            found.append(nodes.Text(fact))
    return found


def external_link(text: str, uri: str, **attributes: str) -> nodes.reference:
    """A link to another site."""
    return nodes.reference("", text, refuri=uri, internal=False, **attributes)


def link_nodes(links: Iterable[tuple[str, str]], between: str) -> list[nodes.Node]:
    """Links to other sites, each after something that stands between."""
    found: list[nodes.Node] = []
    for shown, address in links:
        found += [nodes.Text(between), external_link(shown, address)]
    return found


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
