"""A page as a document for all formats: headings, paragraphs, list items, and links.

Forms and parsers read such a document from top to bottom. So it has no tables, columns, or
drawings; what these say, what is written says besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import quote

from docutils import nodes
from sphinx.addnodes import toctree

from sphinx_resume.model.unicode_text import plain
from sphinx_resume.node_text import breaks_line, take_out

if TYPE_CHECKING:
    from sphinx.builders import Builder

#: Views whose content the lists of a résumé contain as well, and the contents of other pages.
_SKIPPED: Final = frozenset(
    {"resume-timeline-list", "resume-matrix", "resume-filter", "toctree-wrapper"}
)

#: Whitespace where lines may break, unlike no-break spaces.
_SPACE: Final = re.compile(r"[ \t\n\r\f\v]+")

#: Paragraphs that belong to the heading above: title, dates and place.
_CLOSE: Final = frozenset({"resume-subtitle", "resume-when"})

Kind = Literal["heading", "text", "item", "code"]


#: The characters that a URI may contain besides ASCII letters and digits (RFC 3986, section 2).
_LEGAL: Final = "%:/?#[]@!$&'()*+,;=~-._"


def encoded(address: str) -> str:
    """Percent-encode the characters of an IRI that a URI may not contain."""
    return quote(address, safe=_LEGAL)


@dataclass(frozen=True, slots=True)
class Run:
    """A text with a uniform style."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    #: The target of its link, if it is one.
    href: str = ""

    @property
    def style(self) -> tuple[bool, bool, bool, str]:
        """All but the text."""
        return self.strong, self.emphasis, self.code, self.href

    def saying(self, text: str) -> Run:
        """Another text in the same style."""
        return Run(text, *self.style)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text."""

    kind: Kind
    runs: tuple[Run, ...]
    #: For a heading, its rank, 1 below the title; for an item, its depth, from 0; for other blocks,
    #: the depth of the list item they continue, from 1, or 0.
    level: int = 0
    #: The number of an item, such as “1.”; empty for a bullet.
    number: str = ""
    #: Whether it belongs to the line above, like dates to a heading.
    is_close: bool = False
    #: The innermost node that it was made from.
    node: nodes.Element | None = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The text of all runs."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Document:
    """A document and its title."""

    title: str
    blocks: tuple[Block, ...]
    #: The base URL of the own site; empty if there is none.
    base: str = ""

    def is_own(self, href: str) -> bool:
        """Whether a URL is on the own site."""
        return bool(self.base) and f"{href}/".startswith(f"{self.base.rstrip('/')}/")


def resolved(builder: Builder, docname: str) -> nodes.document:
    """A page as a builder resolves it, without toctrees and images."""
    page = builder.env.get_doctree(docname)
    for contents in list(page.findall(toctree)):
        take_out(contents)
    for image in list(page.findall(nodes.image)):
        if isinstance(image.parent, nodes.TextElement):  # or its text would be lost
            image.replace_self(nodes.inline("", image.get("alt", "")))
        else:
            take_out(image)
    return builder.env.get_and_resolve_doctree(docname, builder, tags=builder.tags, doctree=page)


def document(doctree: nodes.document, name: str, base: str) -> Document:
    """A resolved page as a document.

    Its title is the `name` of the person, or else the headline, or else the title of the page.
    """
    sections = [node for node in doctree.children if isinstance(node, nodes.section)]
    title = next((plain(each[0].astext()) for each in sections if len(each)), "")
    headline = next(filter(_is_headline, doctree.findall(nodes.Element)), None)
    if not name and headline is not None:
        title = plain(headline.astext())
        take_out(headline)
    content = doctree.children
    if len(sections) == 1:  # the page; footnotes may be beside it
        content = [*sections[0].children[1:], *(each for each in content if each not in sections)]
    return Document(plain(name) or title, tuple(_with_content(_blocks(content, 0, 0))), base)


def _is_headline(node: nodes.Element) -> bool:
    return "resume-headline" in node.get("classes", ())


def _with_content(blocks: Iterable[Block]) -> list[Block]:
    """The blocks without headings that have no content below them."""
    kept: list[Block] = []
    level = 0  # of the last heading kept, which a heading above must outrank
    for block in reversed([*blocks]):
        if block.kind != "heading":
            level = 99
        elif block.level >= level:
            continue
        else:
            level = block.level
        kept.append(block)
    return kept[::-1]


def _blocks(content: Iterable[nodes.Node], rank: int, depth: int) -> Iterator[Block]:
    """The blocks of nodes, given the rank of the heading above, and the depth of the list item."""
    for node in content:
        if isinstance(node, nodes.Element) and not _is_skipped(node):
            yield from _from(node, _blocks_of(node, rank, depth))


def _from(node: nodes.Element, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, made from the node if not from one in it."""
    return (each if each.node else replace(each, node=node) for each in blocks)


def _blocks_of(node: nodes.Element, rank: int, depth: int) -> Iterator[Block]:
    if isinstance(node, nodes.section):
        yield from _heading(node[0], rank + 1)
        said = [*_blocks(node.children[1:], rank + 1, depth)]
        yield from said or _skills(node, depth)
    elif isinstance(node, nodes.rubric):
        yield from _heading(node, rank + 1)
    elif isinstance(node, (nodes.bullet_list, nodes.enumerated_list)):
        yield from _items(node, rank, depth)
    elif isinstance(node, nodes.definition_list_item):
        yield from _term(node, rank, depth)
    elif isinstance(node, nodes.field):
        name = _name(node[0])
        yield from _with_lead(name, ": ", _blocks(node[1].children, rank, depth), depth)
    elif isinstance(node, nodes.table):
        yield from _rows(node, depth)
    elif isinstance(node, nodes.literal_block):
        yield Block("code", (Run(node.astext(), code=True),), depth)
    elif isinstance(node, (nodes.footnote, nodes.citation)):
        mark = Run(_mark(node[0]), strong=True)
        yield from _with_lead((mark,), " ", _blocks(node.children[1:], rank, depth), depth)
    elif isinstance(node, nodes.TextElement):
        for block in _text(_runs(node), depth):
            yield replace(block, is_close=bool(_CLOSE.intersection(node["classes"])))
    else:
        yield from _blocks(node.children, rank, depth)


def _is_skipped(node: nodes.Element) -> bool:
    classes = node.get("classes", ())
    if "resume-label" in classes:  # with the list that it names
        below = node.next_node(nodes.Element, descend=False, siblings=True)
        return below is not None and "resume-timeline-list" in below["classes"]
    is_drawn = bool(_SKIPPED.intersection(classes))
    return is_drawn or isinstance(node, (nodes.Invisible, nodes.raw, nodes.transition))


def _heading(node: nodes.Node, rank: int) -> Iterator[Block]:
    if isinstance(node, nodes.Element) and (runs := _tidy(_runs(node))):
        yield Block("heading", runs, rank)


def _text(runs: Iterable[Run], depth: int) -> Iterator[Block]:
    if found := _tidy(runs):
        yield Block("text", found, depth)


def _items(node: nodes.Element, rank: int, depth: int) -> Iterator[Block]:
    first = node.get("start", 1)
    numbered = isinstance(node, nodes.enumerated_list)
    for number, item in enumerate(node.children, first):
        assert isinstance(item, nodes.Element)
        blocks = [*_blocks(item.children, rank, depth + 1)]
        if blocks and blocks[0].kind == "text":
            label = f"{number}." if numbered else ""
            blocks[0] = replace(blocks[0], kind="item", level=depth, number=label)
        yield from blocks


def _term(item: nodes.Element, rank: int, depth: int) -> Iterator[Block]:
    terms = [each for each in item.children if isinstance(each, nodes.term)]
    content = (
        each for each in item.children if not isinstance(each, (nodes.term, nodes.classifier))
    )
    blocks = _blocks(content, rank, depth)
    kinds = [f" ({each.astext()})" for each in item.children if isinstance(each, nodes.classifier)]
    for number, term in enumerate(terms, 1):
        is_last = number == len(terms)
        name = (*_name(term), *(map(Run, kinds) if is_last else ()))
        yield from _with_lead(name, ": ", blocks if is_last else (), depth)


def _name(node: nodes.Node) -> tuple[Run, ...]:
    assert isinstance(node, nodes.Element)
    return tuple(replace(run, strong=True) for run in _tidy(_runs(node)))


def _mark(node: nodes.Node) -> str:
    """The mark of a footnote or citation."""
    return f"[{node.astext()}]"


def _with_lead(
    lead: tuple[Run, ...], mark: str, blocks: Iterable[Block], depth: int
) -> Iterator[Block]:
    """The blocks, with a name in front of the first one."""
    found = [*blocks]
    if found and found[0].kind == "text":
        found[0] = replace(found[0], runs=(*lead, Run(mark), *found[0].runs))
    elif lead:
        yield Block("text", lead, depth)
    yield from found


def _skills(section: nodes.Element, depth: int) -> Iterator[Block]:
    """The lines of a matrix that is the only content of its section."""
    for table in section.findall(nodes.table):
        if "resume-matrix" in table["classes"]:
            yield from _rows(next(iter(table.findall(nodes.tbody))), depth)


def _rows(table: nodes.Element, depth: int) -> Iterator[Block]:
    """The rows of a table, one line each."""
    for title in table.findall(nodes.title):
        yield from _text((replace(run, strong=True) for run in _runs(title)), depth)
    for row in table.findall(nodes.row):
        runs: list[Run] = []
        for cell in row.children:
            parts = [*_blocks([cell], 0, 0)]
            said = [run for part in parts for run in (*part.runs, Run(" "))]
            if found := _tidy(said):
                runs += [*([Run(" · ")] if runs else []), *found]
        yield from _from(row, _text(runs, depth))


def _runs(node: nodes.Element, like: Run | None = None) -> Iterator[Run]:
    like = like or Run("")
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield like.saying(child.astext())
        elif isinstance(child, nodes.footnote_reference):
            yield like.saying(f" {_mark(child)}")
        elif isinstance(child, nodes.raw):
            yield like.saying(" " if breaks_line(child) else "")
        elif isinstance(child, nodes.image):
            yield like.saying(child.get("alt", ""))
        elif isinstance(child, nodes.Element) and not isinstance(child, nodes.Invisible):
            yield from _runs(child, _styled(child, like))


def _styled(node: nodes.Element, like: Run) -> Run:
    if isinstance(node, nodes.strong):
        return replace(like, strong=True)
    if isinstance(node, nodes.emphasis):
        return replace(like, emphasis=True)
    if isinstance(node, nodes.literal):
        return replace(like, code=True)
    if isinstance(node, nodes.reference) and node.get("refuri"):
        return replace(like, href=node["refuri"])
    return like


def _tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Collapse whitespace, join runs with the same style, and drop empty ones."""
    found: list[Run] = []
    for run in runs:
        text = _SPACE.sub(" ", run.text)  # keeps no-break spaces
        if not found or found[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if not text:
            continue
        if found and found[-1].style == run.style:
            found[-1] = run.saying(found[-1].text + text)
        else:
            found.append(run.saying(text))
    while found and not found[-1].text.rstrip():
        found.pop()
    if found:
        found[-1] = found[-1].saying(found[-1].text.rstrip())
    return tuple(found)
