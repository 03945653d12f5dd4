"""Text that a page hides from readers: in conditions, in comments, and in hidden HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from docutils import nodes
from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.transforms import SphinxTransform

from sphinx_resume.checks.findings import Finding, warn
from sphinx_resume.conditions import conditions_of, is_condition
from sphinx_resume.domain import ResumeDomain, place_in
from sphinx_resume.node_text import block_of, take_out
from sphinx_resume.nodes import entry_block, unseen
from sphinx_resume.output import stale_files

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: A comment in HTML; an unclosed one extends to the end.
_HTML_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
#: The start of a comment parsed as text, in which “--” may have become a dash.
_PRINTED_COMMENT: Final = re.compile("<!(?:--|–)")
#: Elements whose content is not HTML, so “<!--” in them is not a comment.
_WITH_CODE: Final = re.compile(r"<(?:script|style|textarea)\b", re.IGNORECASE)
#: Attributes of nodes that contain text for readers, or lists of it.
_SAYING: Final = frozenset(
    {"alt", "caption", "content", "entries", "explanation", "rawcaption", "rawentries", "reftitle"}
    | {"title"}
)
#: HTML elements that are never displayed, and elements without content.
_NEVER_SHOWN: Final = frozenset({"datalist", "script", "style", "template", "title"})
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
    | {"track", "wbr"}
)
#: How many HTML comments were removed from the page that is being read.
_REMOVED: Final = "resume:removed"
#: The start of a directive in Markdown.
_FENCE: Final = re.compile(r"[\s>*+-]*(`{3,}|~{3,}|:{3,})\{")


def setup(app: Sphinx) -> None:
    """Register the transforms and handlers."""
    app.add_transform(RemoveHtmlComments)
    app.add_transform(EncloseUnseen)
    app.connect("doctree-read", note)
    app.connect("build-finished", remove_environment)


def note(app: Sphinx, doctree: nodes.document) -> None:
    """Note what a page may hide, and remove what it never shows (handler of ``doctree-read``)."""
    _warn_of_headings(doctree, app.env)
    _warn_of_printed_comments(doctree, app.env)
    hidden = [conditions_of(node) for node in doctree.findall(is_condition)]
    removed = int(app.env.current_document.get(_REMOVED) or 0) + _remove_comments(doctree)
    hidden += [()] * (removed + len(list(doctree.findall(unseen))))
    ResumeDomain.from_env(app.env).note_hidden(app.env.current_document.docname, hidden)


def remove_environment(app: Sphinx, exception: Exception | None) -> None:
    """Remove the copy of the environment from the output (handler of ``build-finished``).

    ``json`` and ``pickle`` put one beside the pages, with everything that pages hide; the original
    is in the doctree folder. If nothing is hidden it stays, as Sphinx documents.
    """
    serializes = hasattr(app.builder, "globalcontext_filename")
    if serializes and any(map(ResumeDomain.from_env(app.env).hides, app.env.all_docs)):
        stale_files.remove(app, ENV_PICKLE_FILENAME)


def _warn_of_headings(doctree: nodes.document, env: BuildEnvironment) -> None:
    """Warn of headings in conditions, which parsers move out or list even if these do not hold."""
    docname = env.current_document.docname
    fenced = [block for node in doctree.findall(is_condition) for block in _fenced(node)]
    if not fenced:
        return
    for section in doctree.findall(nodes.section):
        title = section.next_node(nodes.title)
        line = (title.line if title is not None else None) or section.line or 0
        source = section.source or (title.source if title is not None else None)
        around = [f"{{{d}}}" for d, path, lines in fenced if path == source and line in lines]
        around += [f"{{{each.directive}}}" for each in conditions_of(section)]
        if around:
            text = (
                f"this heading is in {around[0]}, but builds that leave it out still list or show "
                "it; use bold text instead, or put this on a page of its own"
            )
            warn(Finding("condition", place_in(env, docname, line, source), text))


def _warn_of_printed_comments(doctree: nodes.document, env: BuildEnvironment) -> None:
    """Warn of comments that parsers take for text, such as those with a blank line in a list."""
    for node in doctree.findall(nodes.Text):
        if _PRINTED_COMMENT.search(node) and not _is_code(node):
            block = block_of(node)
            before, *_rest = _PRINTED_COMMENT.split(block.astext(), maxsplit=1)
            line = (block.line or 0) + before.count("\n")
            text = (
                "“<!--” is printed as text, because an HTML comment inside other text cannot have "
                "a blank line; begin each line with “%” instead, or in reStructuredText with “..”"
            )
            place = place_in(env, env.current_document.docname, line, block.source)
            warn(Finding("comment", place, text))


def _is_code(node: nodes.Node) -> bool:
    code = (nodes.literal, nodes.FixedTextElement, nodes.raw, nodes.math, nodes.Invisible)
    around = node.parent
    while around is not None and not isinstance(around, code):
        around = around.parent
    return around is not None


def _fenced(node: nodes.Node) -> Iterator[tuple[str, str, range]]:
    """The directive, file, and lines of a condition, up to its closing fence in Markdown."""
    (condition, *_outer), path, first = conditions_of(node), node.source, node.line
    if path is None or first is None:
        return
    lines = Path(path).read_text("utf-8", errors="replace").splitlines()
    opening = _FENCE.match(lines[first - 1]) if first <= len(lines) else None
    if opening is None:
        yield condition.directive, path, range(first, first)
        return
    closing = re.compile(rf"\s*{re.escape(opening[1])}+\s*$")
    stop = next((n for n, line in enumerate(lines[first:], first + 1) if closing.match(line)), 0)
    yield condition.directive, path, range(first, stop or len(lines) + 1)


class EncloseUnseen(SphinxTransform):
    """Marks what HTML tags around it hide, for output formats that have no such tags."""

    #: After comments are removed.
    default_priority: ClassVar[int] = 846

    def apply(self, **kwargs: object) -> None:
        enclose_unseen(self.document)


def enclose_unseen(root: nodes.Node) -> None:
    """Enclose hidden nodes below a node in `unseen`."""
    raw = (node for node in root.findall(nodes.raw) if node is not root and _is_html(node))
    parents = {id(node.parent): node.parent for node in raw}
    for parent in parents.values():
        assert parent is not None
        for first, last in reversed(list(_unseen(parent))):
            start, stop = parent.index(first), parent.index(last) + 1
            inside = parent.children[start:stop]
            parent[start:stop] = [unseen("", "", *inside)]


def _is_html(node: nodes.Node) -> bool:
    return isinstance(node, nodes.raw) and "html" in node.get("format", "").split()


def _unseen(parent: nodes.Element) -> Iterator[tuple[nodes.Node, nodes.Node]]:
    """The first and last child of each hidden range, including the tags that hide it.

    A tag that is never closed hides the rest of its text; between blocks it is ignored.
    """
    tags, first = _HidingTags(), None
    for child in parent.children:
        if _is_html(child):
            tags.feed(child.astext())
            if first is None and tags.open:
                first = child
            elif first is not None and not tags.open:
                yield first, child
                first = None
        elif isinstance(child, (nodes.section, entry_block)):
            return
    if first is not None and isinstance(parent, nodes.TextElement):
        yield first, parent.children[-1]


class _HidingTags(HTMLParser):
    """Reads tags, and knows which are open since the first one that hides its content."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID and (self.open or _hides(tag, dict(attrs))):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # as in HTML

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag) :]


def _hides(tag: str, attributes: Mapping[str, str | None]) -> bool:
    style = re.sub(r"\s", "", attributes.get("style") or "").casefold()
    return (
        tag in _NEVER_SHOWN
        or "hidden" in attributes
        or "display:none" in style
        or "visibility:hidden" in style
    )


class RemoveHtmlComments(SphinxTransform):
    """Removes comments from raw HTML, which would otherwise be published."""

    #: After translations, and before domains (850) and Sphinx store what the page says.
    default_priority: ClassVar[int] = 845

    def apply(self, **kwargs: object) -> None:
        found = 0
        for node in list(self.document.findall(nodes.Element)):
            found += _remove_from_attributes(node)
        for node in list(filter(_is_html, self.document.findall(nodes.raw))):
            text = node.astext()
            if not _WITH_CODE.search(text):
                rest, number = _HTML_COMMENT.subn("", text)
                found += number
                if number and rest.strip():
                    node.replace_self(nodes.raw(rest, rest, format=node["format"]))
                elif number:
                    take_out(node)
        self.env.current_document[_REMOVED] = found


def _remove_from_attributes(node: nodes.Element) -> int:
    """Remove comments from the attributes of a node, and return how many there were."""
    found = 0

    def without(value: Any) -> Any:
        nonlocal found
        if isinstance(value, str):
            rest, number = _HTML_COMMENT.subn("", value)
            found += number
            return " ".join(rest.split()) if number else value
        return type(value)(map(without, value)) if type(value) in {list, tuple} else value

    for name in _SAYING & node.attributes.keys():
        node[name] = without(node[name])
    return found


def _remove_comments(doctree: nodes.document) -> int:
    """Remove comments, which some builders print, and return how many there were."""
    comments = [node for node in doctree.findall(nodes.comment) if not isinstance(node, unseen)]
    for comment in comments:
        take_out(comment)
    return len(comments)
