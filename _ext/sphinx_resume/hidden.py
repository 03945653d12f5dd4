"""What a page keeps from readers: what stands in conditions, and what authors tell themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_resume.conditions import conditions_of, is_condition
from sphinx_resume.domain import ResumeDomain, place_in
from sphinx_resume.logging import Finding, warn
from sphinx_resume.prose import take_out

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: A comment in HTML; one that is not ended goes on to the end.
_HTML_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
#: What has signs of its own, in which there are no comments.
_WITH_CODE: Final = re.compile(r"<(?:script|style|textarea)\b", re.IGNORECASE)
#: How many comments in HTML the page that is being read had.
_REMOVED: Final = "resume:removed"
#: The beginning of a directive in Markdown.
_FENCE: Final = re.compile(r"[\s>*+-]*(`{3,}|~{3,}|:{3,})\{")


def note(app: Sphinx, doctree: nodes.document) -> None:
    """Note what a page may hide, and take out what it never shows (handler of ``doctree-read``)."""
    _warn_of_headings(doctree, app.env)
    hidden = [conditions_of(node) for node in doctree.findall(is_condition)]
    removed = int(app.env.current_document.get(_REMOVED) or 0) + _remove_comments(doctree)
    hidden += [()] * removed
    ResumeDomain.of(app.env).note_hidden(app.env.current_document.docname, hidden)


def _warn_of_headings(doctree: nodes.document, env: BuildEnvironment) -> None:
    """Warn of headings in conditions: parsers take them out, or name them where they don't hold."""
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
                f"a heading stands in {around[0]}, and builds that leave it out name or show it "
                "all the same; use bold text instead, or give this a page of its own"
            )
            warn(Finding("condition", place_in(env, docname, line, source), text))


def _fenced(node: nodes.Node) -> Iterator[tuple[str, str, range]]:
    """The directive, file, and lines of a condition; in Markdown, those up to its closing fence."""
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


class RemoveHtmlComments(SphinxTransform):
    """Takes comments out of what is written in HTML, which all pages would have."""

    #: After translations, and before Sphinx keeps the titles of the page.
    default_priority: ClassVar[int] = 870

    def apply(self, **kwargs: object) -> None:
        found = 0
        for node in list(self.document.findall(nodes.raw)):
            text = node.astext()
            if "html" in node.get("format", "").split() and not _WITH_CODE.search(text):
                rest, number = _HTML_COMMENT.subn("", text)
                found += number
                if number and rest.strip():
                    node.replace_self(nodes.raw(rest, rest, format=node["format"]))
                elif number:
                    take_out(node)
        self.env.current_document[_REMOVED] = found


def _remove_comments(doctree: nodes.document) -> int:
    """Take out comments, which some builders print; how many there were."""
    comments = list(doctree.findall(nodes.comment))
    for comment in comments:
        take_out(comment)
    return len(comments)
