"""Collect records from a finished page: its entries, what they cite, and its views.

Directives see an unfinished page: translations, substitutions, and typographic quotes come later.
So they leave what they read in the page, and it is collected here when all of that is done, each
record with the conditions around it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, count
from typing import TYPE_CHECKING, Any, Final, TypeVar

from docutils import nodes
from sphinx import addnodes

from sphinx_resume.checks.findings import Finding, warn
from sphinx_resume.conditions import PRIVATE, Condition, Conditional, conditions_of
from sphinx_resume.domain import ResumeDomain, place_in
from sphinx_resume.model.citations import Citation, Passage, Statement, quotes, tidy
from sphinx_resume.model.entry import Entry, texts, translated
from sphinx_resume.model.options import unmarked
from sphinx_resume.model.person import ME
from sphinx_resume.model.profile import Profile, headline
from sphinx_resume.model.slugs import anchor, fold
from sphinx_resume.node_text import (
    block_of,
    blocks,
    is_citation,
    is_unseen,
    notes_of,
    plain_text,
    reference_of,
    text_parts,
)
from sphinx_resume.nodes import entry_block, message, placeholder
from sphinx_resume.passages import Numbered, number, number_of, unread_attributes
from sphinx_resume.views.evidence import CitedBy
from sphinx_resume.views.lists import EntryList
from sphinx_resume.views.profile import ProfileView

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_resume.views.base import View

_T = TypeVar("_T")

#: How many words of a bullet go into its anchor.
_WORDS: Final = 5
#: How many letters of a word go into it, in scripts without spaces.
_LETTERS: Final = 16


def setup(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("doctree-read", collect)


def note_words(body: list[nodes.Node]) -> None:
    """Note the words for the anchors of a body's bullets, before the bullets are translated."""
    for block in (block for node in body for block in node.findall(nodes.TextElement)):
        if _has_address(block):
            block["words"] = _words(block)


def note_texts(entry: Entry | View) -> list[nodes.Node]:
    """Make nodes for the translatable options of an entry or a profile."""
    records = (entry, *getattr(entry, "more", ()))
    found = dict.fromkeys(value for record in records for value in texts(record))
    # “me” is the person's name where it is shown.
    return [message("", text=value) for value in found if fold(unmarked(value)) != ME]


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Store the records of a page (handler of ``doctree-read``)."""
    env = app.env
    domain = ResumeDomain.from_env(env)
    docname = env.current_document.docname
    _move_back_links(doctree)
    entries: list[Conditional[Entry]] = []
    citations: list[Conditional[Citation]] = []
    inside: list[Conditional[tuple[tuple[str, str], View]]] = []
    profiles: list[Conditional[Profile]] = []
    summaries: list[Conditional[Statement]] = []
    passages: list[Conditional[Passage]] = []
    for block in list(doctree.findall(entry_block)):
        conditions = conditions_of(block)
        entry, cited, said, shown = _read(block, doctree, env)
        if all(entry.key != each.item.key for each in entries):
            passages += said
        entries.append(Conditional(entry, conditions))
        citations += cited
        inside += shown
        _warn_of_conditions(entry, conditions)
    for node in doctree.findall(placeholder):
        if isinstance(node["view"], ProfileView):
            profile, paragraphs, shown = _read_profile(node, doctree, env)
            if profile:
                profiles.append(Conditional(profile, conditions_of(node)))
            summaries += paragraphs
            inside += shown
        elif isinstance(node["view"], EntryList) and node["view"].rewordings:
            node["view"] = _with_rewordings(node, docname)
    views = [
        Conditional[Any](node["view"], conditions_of(node)) for node in doctree.findall(placeholder)
    ]
    domain.note_page(docname, entries, citations, views, inside, profiles, summaries, passages)


def _move_back_links(doctree: nodes.document) -> None:
    """Move back-links to the end of a section with one entry, after its text."""
    for section in list(doctree.findall(nodes.section)):
        found = list(section.findall(entry_block))
        if len(found) != 1 or found[0].parent is not section or section.children[-1] is found[0]:
            continue
        last = found[0].children[-1]
        if isinstance(last, placeholder) and isinstance(last["view"], CitedBy):
            found[0].remove(last)
            section.append(last)


def _warn_of_conditions(entry: Entry, conditions: tuple[Condition, ...]) -> None:
    """Warn of an entry that only some builds contain."""
    if entry.is_private:
        conditions = tuple(each for each in conditions if each != PRIVATE)
    if conditions:
        directive = f"{{{conditions[0].directive}}}"
        text = (
            f"{entry.kind} “{entry.id}” is in {directive}, so it does not exist in builds that "
            f"leave it out; move it out, and keep only what is for some builds in {directive}"
        )
        warn(Finding("condition", entry.place, text))


def _read(
    block: nodes.Element, doctree: nodes.document, env: BuildEnvironment
) -> tuple[
    Entry,
    list[Conditional[Citation]],
    list[Conditional[Passage]],
    list[Conditional[tuple[tuple[str, str], View]]],
]:
    """The entry of a block on its finished page, and citations, passages, and views in its body."""
    declared: Entry = block.attributes.pop("declared")
    body = next(each for each in block.findall(nodes.container) if "entry" in each)
    entry = _translated(declared, _translations(block))
    found = number(body)
    anchors = _anchors(entry, body, doctree)
    share = _Shared()
    citations = list(_citations(entry, body, anchors, env, share))
    passages = [_passage(entry, each, at, anchors, env, share) for at, each in enumerate(found)]
    digest, views = _inside(entry.key, body, doctree)
    return dataclasses.replace(entry, body=digest), citations, passages, views


class _Shared(dict[Any, Any]):
    """Makes equal records one object, so that less is stored."""

    def __call__(self, record: _T) -> _T:
        found: _T = self.setdefault(record, record)
        return found

    def statement(self, parts: Statement) -> Statement:
        """The same for a statement and its parts."""
        return self(tuple(map(self, parts)))


def _passage(
    entry: Entry,
    found: Numbered,
    at: int,
    anchors: dict[int, str],
    env: BuildEnvironment,
    share: _Shared,
) -> Conditional[Passage]:
    docname, block = env.current_document.docname, found.block
    text = block if isinstance(block, nodes.TextElement) else next(blocks(block), None)
    line = next((each.line for each in found.node.findall() if each.line), entry.place.line)
    place = place_in(env, docname, line, block.source, anchors.get(id(text), ""))
    if text is not None and (unread := unread_attributes(text)):
        message = (
            f"“{unread}” is printed as text; write it on a line of its own above the statement, in "
            "a list between the bullet and the text, and name attrs_block in myst_enable_extensions"
        )
        warn(Finding("statement", place, message))
    cited = filter(is_citation, found.node.findall(addnodes.pending_xref))
    passage = Passage(
        source=entry.key,
        number=at,
        parent=found.parent,
        place=share(place),
        id=found.id,
        tags=found.tags,
        cites=tuple(
            share(reference_of(e)) for e in cited if number_of(e) == at and not is_unseen(e)
        ),
        statement=(share.statement(tidy(text_parts(text, docname)[0])) if text is not None else ()),
    )
    return Conditional(passage, conditions_of(found.node))


def _inside(
    key: tuple[str, str], body: nodes.Element, doctree: nodes.document
) -> tuple[str, list[Conditional[tuple[tuple[str, str], View]]]]:
    """A digest of a body with its footnotes, and the views in both."""
    notes = notes_of(body, doctree)
    content = "".join(node.pformat() for node in (*body.children, *notes))
    digest = hashlib.sha256(content.encode()).hexdigest() if content else ""
    roots: list[nodes.Element] = [body, *notes]
    views = [
        Conditional((key, node["view"]), conditions_of(node))
        for root in roots
        for node in root.findall(placeholder)
    ]
    return digest, views


def _with_rewordings(node: placeholder, docname: str) -> EntryList:
    """The view of a list with what its rewordings say on the finished page."""
    view: EntryList = node["view"]
    found = []
    for index, said in enumerate(node.children):
        if isinstance(said, nodes.Element) and "reworded" in said:
            cited = filter(is_citation, said.findall(addnodes.pending_xref))
            found.append(
                dataclasses.replace(
                    said["reworded"],
                    part=index,
                    cites=tuple(reference_of(each) for each in cited if not is_unseen(each)),
                    statement=tidy(text_parts(said, docname)[0]),
                    digest=hashlib.sha256(
                        "".join(each.pformat() for each in said.children).encode()
                    ).hexdigest(),
                )
            )
    return dataclasses.replace(view, rewordings=tuple(found))


def _translations(block: nodes.Element) -> dict[str, str]:
    """The translations of texts in options, as far as there are any."""
    return {
        node["text"]: node["translation"]
        for node in block.children
        if isinstance(node, message) and "translation" in node
    }


def _read_profile(
    node: nodes.Element, doctree: nodes.document, env: BuildEnvironment
) -> tuple[
    Profile | None,
    list[Conditional[Statement]],
    list[Conditional[tuple[tuple[str, str], View]]],
]:
    """The profile of a page, the paragraphs of its summary, and the views in its body.

    The profile is ``None`` if the page has none of its own and shows that of the first page.
    """
    block, docname = node.parent, env.current_document.docname
    assert block is not None
    view: ProfileView = translated(node["view"], _translations(block))
    title = next(doctree.findall(nodes.title), None)
    node["view"] = view = dataclasses.replace(
        view, title=plain_text(title) if title is not None else ""
    )
    body = next((each for each in block.findall(nodes.container) if "entry" in each), None)
    if not view.headline and body is None and docname != env.config.root_doc:
        return None, [], []
    said = headline(view.headline, view.title, env.config.resume_name)
    profile = Profile(place=view.place, headline=said)
    if body is None:
        return profile, [], []
    paragraphs = [
        Conditional(tidy(text_parts(each, docname)[0]), conditions_of(each))
        for each in blocks(body)
    ]
    digest, views = _inside(profile.key, body, doctree)
    return dataclasses.replace(profile, body=digest), paragraphs, views


def _translated(entry: Entry, words: dict[str, str]) -> Entry:
    result: Entry = translated(entry, words)
    if more := getattr(entry, "more", ()):
        changes: dict[str, Any] = {"more": tuple(translated(each, words) for each in more)}
        result = dataclasses.replace(result, **changes)
    return result


def _citations(
    entry: Entry,
    body: nodes.Element,
    anchors: dict[int, str],
    env: BuildEnvironment,
    share: _Shared,
) -> Iterator[Conditional[Citation]]:
    docname = env.current_document.docname
    found = filter(is_citation, body.findall(addnodes.pending_xref))
    cited = [node for node in found if not is_unseen(node)]
    statements: dict[int, Statement] = {}
    for block in {id(block): block for block in map(block_of, cited)}.values():
        parts, places = text_parts(block, docname)
        quoted = quotes(parts)
        statements |= {xref: quoted[place] for xref, place in places.items()}
    for xref in (each for each in cited if id(each) in statements):  # not those in definitions
        block = block_of(xref)
        line = xref.line or block.line or entry.place.line
        place = place_in(env, docname, line, xref.source or block.source, anchors[id(block)])
        citation = Citation(
            source=entry.key,
            reference=share(reference_of(xref)),
            place=share(place),
            statement=share.statement(statements[id(xref)]),
            passage=number_of(xref),
        )
        yield Conditional(citation, conditions_of(xref))


def _anchors(entry: Entry, body: nodes.Element, doctree: nodes.document) -> dict[int, str]:
    """Give bullets and blocks with citations anchors made from their ids, or their first words.

    So links to one still work when others are added or removed.
    """
    anchors: dict[int, str] = {}
    numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(2))
    for block in list(body.findall(nodes.TextElement)):
        words = block.attributes.pop("words", None)
        if is_unseen(block) or (words is None and not _has_address(block)):
            continue
        words = next(iter(block["names"]), "") or words or _words(block)
        name = f"{entry.place.anchor}-{anchor(words) or len(anchors) + 1}"
        names = chain([name], (f"{name}-{number}" for number in numbers[name]))
        ident = next(name for name in names if name not in doctree.ids)
        doctree.ids[ident] = target = nodes.target("", "", ids=[ident], classes=["resume-anchor"])
        block.insert(0, target)
        anchors[id(block)] = ident
    return anchors


def _has_address(block: nodes.Element) -> bool:
    """Whether a block of text gets an anchor: bullets do, and blocks that cite or have an id."""
    if isinstance(block, (nodes.Inline, nodes.Invisible)):
        return False
    is_bullet = isinstance(block.parent, nodes.list_item) and block.parent[0] is block
    named = is_bullet or bool(block["names"])
    return named or any(block_of(xref) is block for xref in block.findall(is_citation))


def _words(block: nodes.Element) -> str:
    return " ".join(map(_cut, plain_text(block).split()[:_WORDS]))


def _cut(word: str) -> str:
    """A word, or its first letters if its script has no spaces."""
    return word[:_LETTERS] if unicodedata.category(word[0]) == "Lo" else word
