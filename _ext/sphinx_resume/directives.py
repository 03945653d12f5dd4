"""Directives: source text to entries and view placeholders."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, count
from typing import Any, ClassVar

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_id
from sphinx.util.typing import OptionSpec

from sphinx_resume.citations import Citation, sentence_at
from sphinx_resume.dates import DateError
from sphinx_resume.domain import ResumeDomain, included
from sphinx_resume.entries import Entry, Incident, Occasion, Place, Talk
from sphinx_resume.logging import Finding, did_you_mean, warn
from sphinx_resume.nodes import placeholder
from sphinx_resume.options import Option, close, fold, options, read_options, slug, text
from sphinx_resume.prose import block_of, reference_of, text_parts
from sphinx_resume.views.base import View
from sphinx_resume.views.evidence import CitedBy
from sphinx_resume.views.facts import EntryFacts
from sphinx_resume.views.talks import TalkOccasions
from sphinx_resume.views.topics import FilterView

#: What the body of an entry that is being read belongs to.
_INSIDE = "resume:inside"
#: The occasions in the body of a talk that is being read.
_OCCASIONS = "resume:occasions"
#: How many words of a bullet its address is made of.
_WORDS = 5

#: A line as `scaffold` writes it where something is to be filled in: an option, an item, an event.
_TODO = re.compile(r"\s*(?::[\w-]+:\s*|[-*]\s+(?:T[-+][^\[]*(?:\[\w+\]\s*)?)?)?TODO\b")


class _AnyOption(dict[str, Callable[[str], Any]]):
    """An option spec that takes every option, so that bad ones are reported as ours."""

    def __bool__(self) -> bool:
        return True

    def __missing__(self, name: str) -> Callable[[str], Any]:
        return lambda value: value or ""


class _DeclaredDirective(SphinxDirective):
    """A directive whose options are declared by the fields of a dataclass."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec | None] = _AnyOption()

    declared_by: ClassVar[type[Any]]

    @property
    def label(self) -> str:
        """The directive's name without that of the domain."""
        return self.name.removeprefix("resume:")

    @property
    def domain(self) -> ResumeDomain:
        return ResumeDomain.of(self.env)

    @property
    def argument(self) -> str:
        return " ".join(self.arguments[0].split()) if self.arguments else ""

    def place(self, anchor: str = "") -> Place:
        """Where the directive stands, with the line of each option."""
        found: dict[str, int] = {}
        for number, line in self._lines():
            match = re.match(r"\s*:?([\w-]+)\s*:", line)
            if match and match[1] in self.options:
                found.setdefault(match[1], self._at(number).line)
        return dataclasses.replace(self._at(self.lineno), anchor=anchor, lines=tuple(found.items()))

    def _at(self, number: int) -> Place:
        """Where a line of the page stands, be it in a file that the page includes."""
        source, line = self.state_machine.get_source_and_line(number)
        docname = self.env.docname
        return Place(docname, line or number, source=included(self.env, docname, source))

    def _lines(self) -> Iterator[tuple[int, str]]:
        # The block begins with the directive itself, unless MyST made it from what has no fence.
        lines = self.block_text.splitlines()
        whole = bool(lines) and self.label in lines[0]
        return enumerate(lines, start=self.lineno if whole else self.lineno + 1)

    def body_place(self) -> Place:
        """Where the body begins."""
        first = self.content[0].strip()
        lines = (number for number, line in self._lines() if line.strip() == first)
        return self._at(next(lines, self.lineno))

    def values(self, place: Place) -> dict[str, Any]:
        """The values of the options by field name, with a warning for each that is wrong."""
        known = {opt.name: opt for opt in options(self.declared_by)}
        for name in self.options:
            if name not in known:
                hint = did_you_mean(close(name, known)) or f"; it has {', '.join(known) or 'none'}"
                message = f"{self.label} has no option “{name}”{hint}"
                warn(Finding("option", place.of(name), message))
        values, errors = read_options(self.declared_by, self.options)
        for name, error in errors.items():
            if _TODO.match(self.options[name]):
                continue  # `warn_todo` has it
            message = f"{self.label}, option “{name}”: {error}"
            warn(Finding(_type_of(error, self.options[name]), place.of(name), message))
        self._warn_of_missing(known, place)
        return values

    def warn_todo(self, what: str) -> None:
        """One warning for all lines that are still to be filled in, at the first of them."""
        found = [number for number, line in self._lines() if _TODO.match(line)]
        if found:
            lines, them = (f"{len(found)} lines", "them") if found[1:] else ("a line", "it")
            message = f"{what} still has {lines} marked TODO; fill {them} in, or delete {them}"
            warn(Finding("todo", self._at(found[0]), message))

    def _warn_of_missing(self, known: dict[str, Option], place: Place) -> None:
        """One warning for all required options that are missing, and not just misspelt."""
        misspelt = {
            near for name in self.options if name not in known for near in close(name, known)[:1]
        }
        missing = [
            opt
            for name, opt in known.items()
            if opt.required and name not in self.options and name not in misspelt
        ]
        if len(missing) == 1:
            message = f"the option “{missing[0].name}”, for example {missing[0].example}"
        else:
            message = f"the options {', '.join(f'“{opt.name}”' for opt in missing)}"
        if missing:
            warn(Finding("missing-option", place, f"{self.label} needs {message}"))


def _type_of(error: ValueError, text: str) -> str:
    if not text.strip():
        return "missing-option"
    return "date" if isinstance(error, DateError) else "option"


class EntryDirective(_DeclaredDirective):
    """Declares an entry, shows it, and collects what its body cites."""

    has_content = True
    declared_by: ClassVar[type[Entry]]

    def run(self) -> list[nodes.Node]:
        cls = self.declared_by
        place = self.place()
        inside = self.env.current_document.get(_INSIDE)
        if inside:
            message = f"{cls.kind} stands inside {inside}; close that one first"
            warn(Finding("nested", place, message))
            return []

        ident = slug(self.argument)
        if not ident:
            message = f"{cls.kind} needs an id after its name, for example {{{cls.kind}}} my-id"
            warn(Finding("id", place, message))
            return self._body(cls.kind)
        values = self.values(place)
        values.setdefault("title", text(self.argument))
        place = self.place(make_id(self.env, self.state.document, cls.kind, ident))
        self.warn_todo(f"{cls.kind} “{ident}”")
        withheld = self._withhold(ident, values) if issubclass(cls, Incident) else None
        occasions: list[Occasion] = []
        self.env.current_document[_OCCASIONS] = occasions if issubclass(cls, Talk) else None
        body = self._body(f"{cls.kind} “{ident}”")
        written = [node for node in body if not isinstance(node, nodes.comment)]
        if cls.needs_body and not written and withheld is None:
            message = f"{cls.kind} “{ident}” has no body: say in a line or two what it was"
            warn(Finding("empty", place, message))

        if issubclass(cls, Talk):
            values["more"] = tuple(occasions)
        entry = self._entry(ident, place, values)
        target = nodes.target("", "", ids=[place.anchor, *self._former_anchors(entry)])
        self.state.document.note_explicit_target(target)
        citations = list(self._citations(entry, body))
        self.domain.note_entry(entry, citations)
        titled = fold(entry.title) == fold(self._heading())
        facts = EntryFacts(place=place, kind=cls.kind, id=ident, titled=titled)
        deliveries = [TalkOccasions(place=place, id=ident)] if isinstance(entry, Talk) else []
        backlinks = CitedBy(place=place, kind=cls.kind, id=ident)
        block = nodes.container(
            "",
            _placeholder(self, facts),
            *(_placeholder(self, view) for view in deliveries),
            nodes.container("", *body, classes=["resume-body"], entry=(cls.kind, ident)),
            _placeholder(self, backlinks),
            classes=["resume-entry", f"resume-{cls.kind}"],
        )
        if withheld is not None:
            block["withheld"] = withheld
        self.set_source_info(block)
        return [target, block]

    def _withhold(self, ident: str, values: dict[str, Any]) -> str | None:
        """Leave out the body of an internal incident, so that nothing that is built has it.

        Returns what is to be said of the text below it, if there is any; ``None`` for a review
        that is shown.
        """
        if "visibility" in self.options:
            # Whoever asked for something that could not be read did not ask for “public”.
            values.setdefault("visibility", "internal")
        if values.get("visibility") != "internal":
            return None
        message = (
            f"incident “{ident}” is internal, so this is left out, and so is all that follows up "
            "to the next entry; take it out of this file too if others can read that"
        )
        if self.options["visibility"].strip() != "internal":
            message = ""  # there is a warning of that
        elif self.content:
            warn(Finding("internal", self.body_place(), message))
            message = ""
        self.content = StringList()
        for name in ("part", "agreed", "source_url"):
            values.pop(name, None)
        return message

    def _former_anchors(self, entry: Entry) -> list[str]:
        """The anchors that former ids had."""
        anchors = [nodes.make_id(f"{entry.kind}-{old}") for old in entry.formerly]
        return [anchor for anchor in anchors if anchor not in self.state.document.ids]

    def _heading(self) -> str:
        """The title of the section that the directive stands in."""
        section: nodes.Node | None = self.state_machine.node
        while section is not None and not isinstance(section, nodes.section):
            section = section.parent
        title = section.next_node(nodes.title) if section is not None else None
        return title.astext() if title is not None else ""

    def _entry(self, ident: str, place: Place, values: dict[str, Any]) -> Entry:
        cls = self.declared_by
        entry = cls(id=ident, place=place, body="\n".join(self.content), **values)
        try:
            _ = entry.span
        except DateError as error:
            warn(Finding("date", place.of("end"), f"{cls.kind} “{ident}”: {error}"))
            values = {**values, "start": None, "end": None}
            entry = cls(id=ident, place=place, body="\n".join(self.content), **values)
        return entry

    def _body(self, inside: str) -> list[nodes.Node]:
        self.env.current_document[_INSIDE] = inside
        try:
            return self.parse_content_to_nodes()
        finally:
            del self.env.current_document[_INSIDE]

    def _citations(self, entry: Entry, body: list[nodes.Node]) -> Iterator[Citation]:
        cited = [
            xref
            for node in body
            for xref in node.findall(addnodes.pending_xref)
            # An entry of another project is no entry of this career.
            if xref.get("refdomain") == "resume" and not xref.get("intersphinx")
        ]
        anchors = self._anchors(entry, body, {id(block_of(xref)) for xref in cited})
        for xref in cited:
            block = block_of(xref)
            parts, index = text_parts(block, xref)
            yield Citation(
                (entry.kind, entry.id),
                reference_of(xref),
                Place(
                    self.env.docname,
                    xref.line or self.lineno,
                    anchors[id(block)],
                    source=included(self.env, self.env.docname, xref.source or block.source),
                ),
                sentence_at(parts, index),
            )

    def _anchors(self, entry: Entry, body: list[nodes.Node], cited: set[int]) -> dict[int, str]:
        """Let bullets and blocks with citations have addresses, made of their first words.

        Whoever linked to one still reaches it when others have come or gone.
        """
        anchors: dict[int, str] = {}
        for block in (block for node in body for block in node.findall(nodes.TextElement)):
            bullet = isinstance(block.parent, nodes.list_item) and block.parent[0] is block
            if not bullet and id(block) not in cited:
                continue
            words = nodes.make_id(" ".join(block.astext().split()[:_WORDS]))
            name = f"{entry.place.anchor}-{words or len(anchors) + 1}"
            names = chain([name], (f"{name}-{number}" for number in count(2)))
            taken = {*self.state.document.ids, *anchors.values()}
            anchors[id(block)] = anchor = next(name for name in names if name not in taken)
            block.insert(0, nodes.target("", "", ids=[anchor], classes=["resume-anchor"]))
        return anchors


class OccasionDirective(_DeclaredDirective):
    """One more time that the talk around it was given."""

    optional_arguments = 0
    declared_by: ClassVar[type[Occasion]] = Occasion

    def run(self) -> list[nodes.Node]:
        place = self.place()
        occasions = self.env.current_document.get(_OCCASIONS)
        if not self.env.current_document.get(_INSIDE) or occasions is None:
            warn(Finding("nested", place, "an occasion stands in the body of a talk only"))
            return []
        occasion = Occasion(**self.values(place))
        if occasion.date:
            occasions.append(occasion)
        return []


class ViewDirective(_DeclaredDirective):
    """Puts a view on the page."""

    declared_by: ClassVar[type[View]]

    def run(self) -> list[nodes.Node]:
        cls = self.declared_by
        # With the document's name, for singlehtml makes one page of all.
        prefix = nodes.make_id(f"{cls.name}-{self.env.docname}")
        place = self.place(make_id(self.env, self.state.document, prefix))
        takes_argument = "argument" in cls.__dataclass_fields__
        if takes_argument and not self.argument:
            warn(Finding("id", place, f"{self.label} needs to know of what: add an argument"))
            return []
        if self.argument and not takes_argument:
            message = f"{self.label} takes no argument; “{self.argument}” is left out"
            warn(Finding("option", place, message))
        values = self.values(place)
        if takes_argument:
            values["argument"] = self.argument
        parts = self.parts(values, place)
        return [*self._filter(place), _placeholder(self, cls(place=place, **values), parts)]

    def _filter(self, place: Place) -> list[nodes.Node]:
        """The filter of the page, where this is the first view that needs one."""
        views = self.domain.views.get(place.docname, [])
        if not self.declared_by.filtered or any(isinstance(view, FilterView) for view in views):
            return []
        anchor = make_id(self.env, self.state.document, "filter", self.env.docname)
        return [_placeholder(self, FilterView(place=dataclasses.replace(place, anchor=anchor)))]

    def parts(self, values: dict[str, Any], place: Place) -> list[nodes.Node]:
        """What the body brings: values of the view's fields, and nodes for its parts."""
        return []


def _placeholder(
    directive: _DeclaredDirective, view: View, parts: Iterable[nodes.Node] = ()
) -> placeholder:
    directive.domain.note_view(view)
    node = placeholder("", *parts, view=view)
    directive.set_source_info(node)
    return node
