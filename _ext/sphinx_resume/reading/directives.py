"""Directives: from source text to entries and placeholders of views."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from itertools import chain, count
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.addnodes import only
from sphinx.util.nodes import make_id

from sphinx_resume.checks.findings import Finding, warn
from sphinx_resume.conditions import PRIVATE
from sphinx_resume.domain import place_in
from sphinx_resume.model.citations import Rewording
from sphinx_resume.model.dates import DateError
from sphinx_resume.model.entries import ENTRY_TYPES, Incident, LastingEntry, Occasion, Talk
from sphinx_resume.model.entry import Entry, Place
from sphinx_resume.model.incident_log import Chronicle, head_length
from sphinx_resume.model.options import text
from sphinx_resume.model.slugs import anchor, close, fold, slug
from sphinx_resume.node_text import plain_text
from sphinx_resume.nodes import entry_block, message, placeholder, placeholder_section
from sphinx_resume.reading.collect import note_texts, note_words
from sphinx_resume.reading.hidden_text import enclose_unseen
from sphinx_resume.reading.options_directive import DeclaredDirective
from sphinx_resume.reading.roles import EntryRole
from sphinx_resume.views import VIEWS
from sphinx_resume.views.base import View
from sphinx_resume.views.contact import ContactView
from sphinx_resume.views.entry_header import EntryFacts
from sphinx_resume.views.evidence import CitedBy
from sphinx_resume.views.filter_control import FilterView
from sphinx_resume.views.incident import IncidentTimelineView
from sphinx_resume.views.lists import EntryList
from sphinx_resume.views.profile import ProfileView
from sphinx_resume.views.talks import TalkOccasions

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the directives of built-in kinds of entries, with their roles, and of views."""
    for entry_type in ENTRY_TYPES.values():
        register_entry_type(app, entry_type)
    app.add_directive_to_domain("resume", Occasion.name, OccasionDirective)
    app.add_directive_to_domain("resume", Rewording.name, RewordedDirective)
    for view in VIEWS.values():
        register_view(app, view)


def register_entry_type(app: Sphinx, cls: type[Entry]) -> None:
    """Register the directive and the role of a kind of entry."""
    app.add_directive_to_domain("resume", cls.kind, EntryDirective)
    app.add_role_to_domain("resume", cls.kind, EntryRole())


def register_view(app: Sphinx, cls: type[View]) -> None:
    """Register the directive of a view."""
    app.add_directive_to_domain("resume", cls.name, _VIEW_DIRECTIVES.get(cls, ViewDirective))


#: The entry whose body is being read.
_INSIDE = "resume:inside"
#: The list whose body is being read.
_LIST = "resume:list"
#: The occasions in the body of the talk that is being read.
_OCCASIONS = "resume:occasions"


class EntryDirective(DeclaredDirective):
    """Declares an entry, shows it, and collects what its body cites."""

    takes_body = True

    @property
    def declared_by(self) -> type[Entry]:
        return self.domain.registry.entry_types[self.label]

    def run(self) -> list[nodes.Node]:
        cls = self.declared_by
        place = self.place()
        inside = self.env.current_document.get(_INSIDE)
        if inside:
            message = f"{cls.kind} is nested in {inside}; close that one first"
            warn(Finding("nested", place, message))
            return []

        ident = slug(self.argument)
        if not ident:
            message = f"{cls.kind} needs an id after its name, for example {{{cls.kind}}} my-id"
            warn(Finding("id", place, message))
            return self._body(cls.kind)
        values = self.values(place)
        values.setdefault("title", text(self.argument))
        place = self.place(self._free_anchor(anchor(cls.kind, ident)))
        self.warn_todo(f"{cls.kind} “{ident}”")
        withheld = self._withhold(ident, values) if issubclass(cls, Incident) else None
        occasions: list[Occasion] = []
        self.env.current_document[_OCCASIONS] = occasions if issubclass(cls, Talk) else None
        body = self._body(f"{cls.kind} “{ident}”")
        written = [node for node in body if not isinstance(node, nodes.comment)]
        if cls.needs_body and not written and withheld is None:
            message = f"{cls.kind} “{ident}” has no body; say in a line or two what it was"
            warn(Finding("empty", place, message))

        if issubclass(cls, Talk):
            values["more"] = tuple(occasions)
        if issubclass(cls, LastingEntry) and "end" not in values:
            values["end_unread"] = any(close(name, ["end"]) for name in self.options)
        entry = self._entry(ident, place, values)
        target = nodes.target("", "", ids=[place.anchor, *self._former_anchors(entry)])
        self.state.document.note_explicit_target(target)
        for node in body:
            enclose_unseen(node)
        note_words(body)
        block = self._block(entry, body)
        if withheld is not None:
            block["withheld"] = withheld
        if entry.is_private:
            return [self._private(target, block, entry)]
        return [target, block]

    def _private(self, target: nodes.target, block: entry_block, entry: Entry) -> nodes.Element:
        """Wrap the nodes of a private entry so that no public output contains them."""
        if self._says_title(entry):
            text = (
                f"{entry.kind} “{entry.id}” is private, but the heading above is public and says "
                "its title; give the page, or the section, another heading"
            )
            warn(Finding("private", entry.place, text))
        condition = only("", target, block, expr=PRIVATE.expression)
        self.set_source_info(condition)
        return condition

    def _says_title(self, entry: Entry) -> bool:
        return fold(entry.title) == fold(self._heading())

    def needed(self, values: Mapping[str, Any]) -> frozenset[str]:
        return super().needed(values) | self.declared_by.needs(values)

    def _block(self, entry: Entry, body: list[nodes.Node]) -> entry_block:
        """Make the part of the page that shows the entry: facts, occasions, body, back-links."""
        place, kind, ident = entry.place, entry.kind, entry.id
        titled = self._says_title(entry)
        above: list[View] = [EntryFacts(place=place, kind=kind, id=ident, titled=titled)]
        if isinstance(entry, Talk):
            above.append(TalkOccasions(place=place, id=ident))
        block = entry_block(
            "",
            *note_texts(entry),
            *(_placeholder(self, view) for view in above),
            nodes.container("", *body, classes=["resume-body"], entry=entry.key),
            _placeholder(self, CitedBy(place=place, kind=kind, id=ident)),
            classes=["resume-entry", f"resume-{kind}"],
            declared=entry,
        )
        for node in (block, *block.findall(message)):
            self.set_source_info(node)
        return block

    def _withhold(self, ident: str, values: dict[str, Any]) -> str | None:
        """Remove the body of an internal incident, so that no output contains it.

        Returns the message for any text below it, which is empty if there is a warning already, or
        ``None`` if the incident is not internal.
        """
        if "visibility" in self.options:
            # An author who wrote an invalid value did not mean “public”.
            values.setdefault("visibility", "internal")
        if values.get("visibility") != "internal":
            return None
        message = (
            f"incident “{ident}” is internal, so this is left out, with everything up to the next "
            "entry; delete it from this file, too, if others can read the file"
        )
        if self.options["visibility"].strip() != "internal":
            message = ""  # the invalid value has a warning already
        elif any(map(str.strip, self.content)):
            warn(Finding("internal", self.body_place(), message))
            message = ""
        self.content = StringList()
        for name in ("part", "agreed", "source_url"):
            values.pop(name, None)
        return message

    def _free_anchor(self, name: str) -> str:
        """The name as an anchor, with a number if the page already has it."""
        names = chain([name], (f"{name}-{number}" for number in count(2)))
        return next(name for name in names if name not in self.state.document.ids)

    def _former_anchors(self, entry: Entry) -> list[str]:
        """The anchors of the entry's former ids."""
        anchors = [anchor(entry.kind, old) for old in entry.formerly]
        return [each for each in anchors if each not in self.state.document.ids]

    def _heading(self) -> str:
        """The title of the section around the directive."""
        section: nodes.Node | None = self.state_machine.node
        while section is not None and not isinstance(section, nodes.section):
            section = section.parent
        title = section.next_node(nodes.title) if section is not None else None
        return plain_text(title) if title is not None else ""

    def _entry(self, ident: str, place: Place, values: dict[str, Any]) -> Entry:
        cls = self.declared_by
        entry = cls(id=ident, place=place, **values)
        try:
            _ = entry.span
        except DateError as error:
            warn(Finding("date", place.at_option("end"), f"{cls.kind} “{ident}”: {error}"))
            values = {**values, "start": None, "end": None}
            entry = cls(id=ident, place=place, **values)
        return entry

    def _body(self, inside: str) -> list[nodes.Node]:
        self.env.current_document[_INSIDE] = inside
        try:
            return self.parse_content_to_nodes()
        finally:
            del self.env.current_document[_INSIDE]


class OccasionDirective(DeclaredDirective):
    """One more time that the talk around it was given."""

    @property
    def declared_by(self) -> type[Occasion]:
        return Occasion

    def run(self) -> list[nodes.Node]:
        place = self.place()
        occasions = self.env.current_document.get(_OCCASIONS)
        if not self.env.current_document.get(_INSIDE) or occasions is None:
            warn(Finding("nested", place, "occasion is only allowed in the body of a talk"))
            return []
        if self.argument:
            message = f"occasion takes no argument; “{self.argument}” is left out"
            warn(Finding("option", place, message))
        occasion = Occasion(**self.values(place))
        if occasion.date:
            occasions.append(occasion)
        return []


class RewordedDirective(DeclaredDirective):
    """A rewording of a statement, which the list around it collects."""

    takes_body = True

    @property
    def declared_by(self) -> type[Rewording]:
        return Rewording

    def run(self) -> list[nodes.Node]:
        place = self.place()
        if self.env.current_document.get(_LIST) is None:
            warn(Finding("nested", place, "reworded is only allowed in the body of an entry-list"))
            return []
        if not self.argument:
            message = "reworded needs the id of a statement, for example {reworded} zero-downtime"
            warn(Finding("id", place, message))
            return []
        body = self.parse_content_to_nodes()
        said = [each for each in body if not isinstance(each, nodes.Invisible)]
        if len(said) != 1 or not isinstance(said[0], nodes.paragraph):
            message = f"the rewording of “{self.argument}” needs one paragraph, and nothing else"
            warn(Finding("reworded", place, message))
            self.forget_pending(body)
            return []
        enclose_unseen(said[0])
        said[0]["reworded"] = Rewording(argument=self.argument, place=place)
        return [said[0]]


class ViewDirective(DeclaredDirective):
    """Puts a view on the page."""

    @property
    def declared_by(self) -> type[View]:
        return self.domain.registry.views[self.label]

    def run(self) -> list[nodes.Node]:
        cls = self.declared_by
        # With the name of the document, because singlehtml puts all on one page.
        prefix = anchor(cls.name, self.env.docname)
        place = self.place(make_id(self.env, self.state.document, prefix))
        takes_argument = "argument" in cls.__dataclass_fields__
        if takes_argument and not self.argument:
            warn(Finding("id", place, f"{self.label} needs an argument after its name"))
            return []
        if self.argument and not takes_argument:
            message = f"{self.label} takes no argument; “{self.argument}” is left out"
            warn(Finding("option", place, message))
        values = self.values(place)
        if takes_argument:
            values["argument"] = self.argument
        parts = self.parts(values, place)
        return self.around(_placeholder(self, cls(place=place, **values), parts))

    def around(self, node: placeholder) -> list[nodes.Node]:
        """The placeholder of the view, with what goes around it."""
        return [*self._filter(node["view"].place), node]

    def _filter(self, place: Place) -> list[nodes.Node]:
        """Put a filter above each view that needs one; the page shows only the first."""
        if not self.declared_by.filtered:
            return []
        place = dataclasses.replace(place, anchor=anchor("filter", self.env.docname))
        return [_placeholder(self, FilterView(place=place))]

    def parts(self, values: dict[str, Any], place: Place) -> list[nodes.Node]:
        """Parse the body: set values of the view's fields, and return nodes for its parts."""
        return []


def _placeholder(
    directive: DeclaredDirective, view: View, parts: Iterable[nodes.Node] = ()
) -> placeholder:
    if isinstance(view, EntryList) and view.has_sections:
        node: placeholder = placeholder_section(
            "", nodes.title(), *parts, view=view, ids=[view.place.anchor]
        )
    else:
        node = placeholder("", *parts, view=view)
    directive.set_source_info(node)
    return node


class EntryListDirective(ViewDirective):
    """Lists entries; its body may contain rewordings of their statements."""

    takes_body = True

    def parts(self, values: dict[str, Any], place: Place) -> list[nodes.Node]:
        """The paragraphs of the rewordings."""
        if not any(map(str.strip, self.content)):
            return []
        self.env.current_document[_LIST] = self.label
        try:
            body = self.parse_content_to_nodes()
        finally:
            del self.env.current_document[_LIST]
        found = [each for each in body if isinstance(each, nodes.Element) and "reworded" in each]
        strays = [each for each in body if each not in found]
        if any(not isinstance(each, nodes.Invisible) for each in strays):
            message = (
                "entry-list takes nothing but {reworded} in its body; the other text is left out"
            )
            warn(Finding("option", self.body_place(), message))
        self.forget_pending(strays)
        values["rewordings"] = tuple(each["reworded"] for each in found)
        return list(found)


class ProfileDirective(ViewDirective):
    """Shows the headline, the summary in its body, and the contact data."""

    takes_body = True

    def around(self, node: placeholder) -> list[nodes.Node]:
        view: ProfileView = node["view"]
        inside = self.env.current_document.get(_INSIDE)
        if inside:
            text_of = f"profile is nested in {inside}; close that one first"
            warn(Finding("nested", view.place, text_of))
            return []
        self.warn_todo("this profile")
        self.env.current_document[_INSIDE] = view.name
        try:
            body = self.parse_content_to_nodes()
        finally:
            del self.env.current_document[_INSIDE]
        key = (view.name, view.place.anchor)
        summary = [nodes.container("", *body, classes=["resume-summary"], entry=key)]
        prefix = anchor(ContactView.name, self.env.docname)
        place = self.place(make_id(self.env, self.state.document, prefix))
        block = nodes.container(
            "",
            *note_texts(view),
            node,
            *(summary if body else []),
            _placeholder(self, ContactView(place=place)),
            classes=["resume-profile"],
        )
        for each in (block, *block.findall(message)):
            self.set_source_info(each)
        return [block]


#: Lists that can hold the events of an incident.
_LISTS: Final = (nodes.bullet_list, nodes.enumerated_list)


class IncidentTimelineDirective(ViewDirective):
    """Reads the events of an incident, and keeps the text of each as a part of the view."""

    takes_body = True

    def parts(self, values: dict[str, Any], place: Place) -> list[nodes.Node]:
        """The events as they were parsed, without their times and marks."""
        self.warn_todo("this incident-timeline")
        body = self.parse_content_to_nodes()
        items = [
            item
            for node in body
            if isinstance(node, _LISTS)
            for item in node.children
            if isinstance(item, nodes.list_item)
        ]
        if items:
            self._warn_strays(body, place)
        self.forget_pending(node for node in body if not isinstance(node, _LISTS))
        chronicle = Chronicle.read([_line(item) for item in items], values.get("zone", ""))
        for finding in chronicle.findings:
            where = place.at_option("zone")
            if finding.index is not None:
                where = self._place(items[finding.index], place)
            warn(Finding(finding.type, where, finding.message))
        values["chronicle"] = chronicle
        values["body"] = "\n".join(self.content)
        return [nodes.container("", *_without_head(item)) for item in items]

    def _warn_strays(self, body: Iterable[nodes.Node], place: Place) -> None:
        for node in body:
            if not isinstance(node, (*_LISTS, nodes.Invisible)):
                message = "this is not a list item and is left out; write “- 14:05 It began.”"
                warn(Finding("time", self._place(node, place), message))

    def _place(self, node: nodes.Node, place: Place) -> Place:
        for each in node.findall(nodes.Element):
            if each.line:  # in this file, or in an included one
                return place_in(self.env, place.docname, each.line, each.source)
        return place


def _line(item: nodes.list_item) -> str:
    """The first text of an event."""
    text = _first_text(item)
    return text.astext() if text is not None else ""


def _first_text(item: nodes.list_item) -> nodes.Text | None:
    paragraph = item.children[0] if item.children else None
    text = paragraph.children[0] if isinstance(paragraph, nodes.paragraph) else None
    return text if isinstance(text, nodes.Text) else None


def _without_head(item: nodes.list_item) -> list[nodes.Node]:
    text = _first_text(item)
    if text is not None:
        paragraph = text.parent
        assert isinstance(paragraph, nodes.paragraph)
        paragraph.replace(text, nodes.Text(text[head_length(text) :]))
        # The text that translators get.
        paragraph.rawsource = paragraph.rawsource[head_length(paragraph.rawsource) :]
    return item.children


#: Directives for views that need their own.
_VIEW_DIRECTIVES: Final[dict[type[View], type[ViewDirective]]] = {
    EntryList: EntryListDirective,
    IncidentTimelineView: IncidentTimelineDirective,
    ProfileView: ProfileDirective,
}
