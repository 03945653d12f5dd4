"""Writes the text of the PDF of a short résumé by phrase, for `sphinx_resume.extracting`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from docutils import nodes

from sphinx_resume.domain import ResumeDomain
from sphinx_resume.latex.builder import ResumeLaTeXBuilder
from sphinx_resume.latex.writer.head import head_of
from sphinx_resume.latex.writer.nodes import drawing
from sphinx_resume.model.entries import LastingEntry
from sphinx_resume.node_sources import places_of, relative, source_of
from sphinx_resume.node_text import take_out

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: The field of an entry in a paragraph, by its class.
_FIELDS: Final = {"resume-subtitle": "title", "resume-when": "dates"}
_SCHEMES: Final = {"mailto": "e-mail", "tel": "phone"}


def phrases(tree: nodes.document, given: str, env: BuildEnvironment) -> Iterator[dict[str, Any]]:
    """The headings, paragraphs, and list items of an assembled document, in order.

    Drawings and tables are left out, because what they say stands in lists, too.
    """
    career = ResumeDomain.from_env(env).career
    head = head_of(tree, given, env)
    shown_again: list[nodes.Element] = [*tree.findall(drawing), *tree.findall(nodes.table)]
    for element in shown_again:
        take_out(element)
    yield {"text": head.heading, "field": "name" if head.name else ""}
    entries = places_of(career)
    kinds = {kind for kind, cls in career.kinds.items() if issubclass(cls, LastingEntry)}
    blocks = (nodes.title, nodes.paragraph, nodes.term)
    found = iter(tree.findall(lambda node: isinstance(node, blocks)))
    next(found, None)  # the title of the page, which the head replaces
    for node in found:
        assert isinstance(node, nodes.Element)
        text = node.astext()
        if "resume-headline" in node["classes"] and text == head.headline == head.heading:
            continue
        file, line = source_of(node, entries, env) or ("", 0)
        place = {"source": relative(file, Path(env.srcdir)) if file else "", "line": line}
        if "resume-contact" in node["classes"]:
            yield from ({**each, **place} for each in _contact(node))
        else:
            yield {"text": text, "field": _field(node, kinds), **place}


def _contact(line: nodes.Element) -> Iterator[dict[str, str]]:
    for node in line.children:
        address = node.get("refuri", "") if isinstance(node, nodes.Element) else ""
        if isinstance(node, nodes.Element):
            field = _SCHEMES.get(address.partition(":")[0], "")
            yield {"text": node.astext(), "field": field}


def _field(node: nodes.Element, kinds: AbstractSet[str]) -> str:
    """The field of an entry that a block contains; empty for other text."""
    around = node.parent["classes"] if isinstance(node.parent, nodes.Element) else ()
    if not any(f"resume-item-{kind}" in around for kind in kinds):
        return ""
    if isinstance(node, nodes.title):
        return "organization"
    return next((_FIELDS[name] for name in node["classes"] if name in _FIELDS), "")


class PhrasesBuilder(ResumeLaTeXBuilder):
    """Writes the phrases of each PDF with the theme ``resume`` as JSON, instead of LaTeX."""

    name: ClassVar[str] = "resume-phrases"
    epilog: ClassVar[str] = "The phrases of the PDFs are in %(outdir)s."

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        for docname, target, title, _author, theme, *_rest in self.document_data:
            if theme == "resume":
                tree = self.assemble_doctree(docname, toctree_only=False, appendices=[])
                found = [_filled(each) for each in phrases(tree, title, self.env)]
                text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
                Path(self.outdir, target).with_suffix(".json").write_text(text, encoding="utf-8")

    def write_stylesheet(self) -> None:
        """Do nothing, because there is no LaTeX."""

    def copy_assets(self) -> None:
        """Do nothing, for the same reason."""

    def finish(self) -> None:
        """Do nothing, for the same reason."""


def _filled(phrase: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in phrase.items() if value}


def setup(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(PhrasesBuilder)
