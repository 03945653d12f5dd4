"""A small career for the tests of views, and helpers to read their nodes."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from sphinx import addnodes

from sphinx_resume.model.entry import Place
from sphinx_resume.views.base import Link
from tests.support.samples import career, cite, entry, position, refer, skill

STRIPE = position("stripe", "2024-02", title="Staff Engineer", location="Remote")
WAYFAIR = position("wayfair", "2021-07", "2023-04", title="Senior Engineer")
RYTE = position("ryte", "2016", "2018", location="Munich")
TUM = entry(
    "education",
    "tum",
    title="Computer Science",
    organization="TU Munich",
    start="2012-10",
    end="2016-03",
    status="incomplete",
    location="Munich",
)
VAULT = skill("vault", title="Vault", category="Secrets", level="confident")
CONSUL = skill("consul", title="Consul", category="Secrets")
GO = skill("go", title="Go", aliases="Golang")
PHP = skill("php", title="PHP", category="languages")
COBOL = skill("cobol", title="COBOL", category="languages", level="once")
UX = entry("interest", "ux", title="UX")
TALK = entry("talk", "reviews", title="Reviews", date="2022-05-03", event="SREcon")
DISK = entry("incident", "disk", title="A full disk", during="wayfair")

CAREER = career(
    STRIPE,
    WAYFAIR,
    RYTE,
    TUM,
    VAULT,
    CONSUL,
    GO,
    PHP,
    COBOL,
    UX,
    TALK,
    DISK,
    cited=[
        cite(STRIPE, "Vault", "Brought in "),
        cite(WAYFAIR, "Vault", "Ran "),
        cite(WAYFAIR, "Vault", "Upgraded ", number=2),
        cite(WAYFAIR, refer("Golang"), "Wrote tools in ", number=3),
        cite(RYTE, "PHP", "Maintained "),
        cite(TUM, "Go", "Learned "),
        cite(TALK, "Vault", "Spoke of "),
        cite(DISK, "Consul", "Repaired "),
        cite(WAYFAIR, refer("ux", "interest"), "Cared for "),
    ],
    pages=("vault", "php", "consul", "go"),
)


def at(*options: str) -> Place:
    """The place of a view on the page ``page``, with its options on the lines after it."""
    return Place("page", 10, "view", tuple((name, 11 + n) for n, name in enumerate(options)))


def texts(links: Iterable[Link]) -> list[str]:
    return [link.text for link in links]


def shown(found: Iterable[nodes.Node]) -> list[str]:
    """The text of each paragraph, in order."""
    return [
        paragraph.astext()
        for node in found
        for paragraph in node.findall(nodes.paragraph)
        if paragraph.astext()
    ]


def targets(found: Iterable[nodes.Node]) -> list[tuple[str, str, str]]:
    """Kind, id and anchor of each reference, in order."""
    return [
        (xref["reftype"], xref["reftarget"], xref["anchor"])
        for node in found
        for xref in node.findall(addnodes.pending_xref)
    ]
