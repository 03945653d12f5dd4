"""The ``resume`` domain: stores what each document declares and cites, and resolves references."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.domains import Domain, Index, IndexEntry, ObjType
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import ReferencesResolver
from sphinx.util.nodes import make_refnode

from sphinx_resume.checks.findings import Finding, no_such_entry, warn
from sphinx_resume.conditions import condition_checker
from sphinx_resume.config import person_of
from sphinx_resume.i18n import _
from sphinx_resume.model.career import Career
from sphinx_resume.model.citations import OtherReference
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.model.entry import Entry, Place
from sphinx_resume.model.person import Person
from sphinx_resume.model.slugs import fold
from sphinx_resume.node_text import line_of
from sphinx_resume.references import Resolver, site_uri
from sphinx_resume.registry import Registry, registry_for
from sphinx_resume.sealing import quotations
from sphinx_resume.sealing.seal import Seal
from sphinx_resume.sphinx_fixes.singlehtml_links import place_uri
from sphinx_resume.views.entry_header import own_address

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_resume.conditions import AreMet, Condition, Conditional
    from sphinx_resume.model.citations import Citation, Passage, Statement
    from sphinx_resume.model.profile import Profile
    from sphinx_resume.model.translation import Untranslated
    from sphinx_resume.nodes import Contents
    from sphinx_resume.views.base import View

#: The longest link text that says little by itself: “Go”, “R”.
_SHORT: Final = 2


def setup(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(ResumeDomain)
    app.connect("builder-inited", begin)


class SkillIndex(Index):
    """All skills, with their aliases, by first letter."""

    name = "skills"
    localname = "Skill index"
    shortname = "skills"
    #: The name Sphinx gives its page.
    page: ClassVar = "resume-skills"

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        domain = cast(ResumeDomain, self.domain)
        if self.page in domain.env.all_docs:
            return [], False  # it would overwrite a page of the author's
        wanted = None if docnames is None else set(docnames)
        letters: dict[str, list[IndexEntry]] = {}
        rows = []
        for skill in domain.career.skills:
            if wanted is None or skill.place.docname in wanted:
                rows.append((skill.title, skill, skill.category))
                rows += [(alias, skill, _("see %s") % skill.title) for alias in skill.aliases]
        for name, skill, extra in sorted(rows, key=lambda row: (row[0].casefold(), row[1].id)):
            entry = IndexEntry(name, 0, skill.place.docname, skill.place.anchor, extra, "", "")
            letters.setdefault(fold(name)[:1].upper(), []).append(entry)
        return sorted(letters.items()), False


@dataclass(frozen=True, slots=True)
class Before:
    """What is known from the last build of what this one changes."""

    #: The documents to read again, and what was stored of them.
    docnames: Sequence[str] = ()
    records: Mapping[str, Any] = field(default_factory=dict)
    #: A digest of what pages show of others, besides records.
    surroundings: str = ""


class ResumeDomain(Domain):
    """Stores entries, citations, views, and references by document."""

    name = "resume"
    label = "Résumé"
    object_types: ClassVar = {
        kind: ObjType(cls.kind, cls.kind) for kind, cls in ENTRY_TYPES.items()
    }
    indices: ClassVar = [SkillIndex]
    initial_data: ClassVar = {
        "entries": {},
        "citations": {},
        "views": {},
        "profiles": {},
        "summaries": {},
        "inside": {},
        "references": {},
        "hidden": {},
        "contents": {},
        "passages": {},
        "untranslated": {},
    }
    data_version = 11

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        SkillIndex.localname = _("Skill index")
        SkillIndex.shortname = _("skills")
        #: The kinds of entries, views, and checks of the project; set by `begin`.
        self.registry = Registry()
        self._seal: Seal | None = None
        self._current: dict[str, dict[str, list[Any]]] = {}
        #: The builder, and whether conditions hold in this build; set by `begin`.
        self.builder: Builder
        self.are_met: AreMet = lambda conditions: True
        self.resolver: Resolver
        self.person = Person()
        #: Whether the previous build failed or was interrupted.
        self.distrusted = False
        #: Whether all is as the last build for the same output left it, except for the text of
        #: pages that this build reads again.
        self.is_unchanged = False
        self.before = Before()
        self._warned: set[Finding] = set()

    @classmethod
    def from_env(cls, env: BuildEnvironment) -> ResumeDomain:
        """Return the domain of a project."""
        domain = env.domains[cls.name]
        assert isinstance(domain, cls)
        return domain

    # Stored by document

    @property
    def entries(self) -> Mapping[str, Sequence[Entry]]:
        """The entries that each document declares in this build."""
        return self._in_build("entries")

    @property
    def citations(self) -> Mapping[str, Sequence[Citation]]:
        """The citations of each document's entries in this build."""
        return self._in_build("citations")

    @property
    def passages(self) -> Mapping[str, Sequence[Passage]]:
        """The passages of each document's entries in this build."""
        return self._in_build("passages")

    @property
    def views(self) -> Mapping[str, Sequence[View]]:
        """The views of each document in this build, including its entries' facts and back-links."""
        return self._in_build("views")

    @property
    def profiles(self) -> Mapping[str, Profile]:
        """The profile of each document that has one in this build."""
        summaries = self._in_build("summaries")
        return {
            docname: dataclasses.replace(found[0], summary=tuple(summaries.get(docname, ())))
            for docname, found in self._in_build("profiles").items()
            if found
        }

    def views_in(self, entry: tuple[str, str], docname: str) -> Iterator[View]:
        """The views in this build in the body and footnotes of an entry, given by kind and id."""
        for source, view in self._in_build("inside").get(docname, ()):
            if source == entry:
                yield view

    def _in_build(self, key: str) -> Mapping[str, Sequence[Any]]:
        """The stored records, except those in conditions that do not hold."""
        if key not in self._current:
            stored: dict[str, list[Conditional[Any]]] = self.data[key]
            self._current[key] = {docname: self._met(found) for docname, found in stored.items()}
        return self._current[key]

    def on_page(self, key: Literal["entries", "views"], docname: str) -> Sequence[Any]:
        """The entries or views of one document in this build, while others are still read."""
        return self._met(self.data[key].get(docname, ()))

    def _met(self, found: Iterable[Conditional[Any]]) -> list[Any]:
        return [each.item for each in found if self.are_met(each.conditions)]

    def records(self, docnames: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Everything stored of some documents, in order to notice changes."""
        return {
            key: {name: stored[name] for name in docnames if name in stored}
            for key, stored in self.data.items()
            if isinstance(stored, dict)
        }

    @property
    def references(self) -> dict[str, set[tuple[str, str]]]:
        """The kinds and targets of the cross-references in each document."""
        return cast("dict[str, set[tuple[str, str]]]", self.data["references"])

    @property
    def contents(self) -> dict[str, Contents]:
        """The tables of contents of documents whose sections depend on other documents."""
        return cast("dict[str, Contents]", self.data["contents"])

    def note_page(
        self,
        docname: str,
        entries: list[Conditional[Entry]],
        citations: list[Conditional[Citation]],
        views: list[Conditional[View]],
        inside: list[Conditional[tuple[tuple[str, str], View]]],
        profiles: list[Conditional[Profile]],
        summaries: list[Conditional[Statement]],
        passages: list[Conditional[Passage]],
    ) -> None:
        """Store what a document declares, cites, and shows, each with its conditions.

        Views `inside` the body of an entry are stored a second time, with the entry's kind and id.
        The paragraphs in `summaries`, those of `profiles`, have conditions of their own.
        """
        records = {
            "entries": entries,
            "citations": citations,
            "views": views,
            "inside": inside,
            "profiles": profiles,
            "summaries": summaries,
            "passages": passages,
        }
        for key, found in records.items():
            if found:
                self.data[key][docname] = found
        self.forget()

    def note_hidden(self, docname: str, hidden: list[tuple[Condition, ...]]) -> None:
        """Store the conditions of each thing a document may hide; none for what it never shows."""
        if hidden:
            self.data["hidden"][docname] = hidden

    def hides(self, docname: str) -> bool:
        """Whether the source of a document contains something that its page does not show."""
        stored: list[tuple[Condition, ...]] = self.data["hidden"].get(docname, [])
        return any(not conditions or not self.are_met(conditions) for conditions in stored) or any(
            entry.withholds for entry in self.entries.get(docname, ())
        )

    def shown_conditions(self, docname: str) -> list[bool]:
        """Whether each condition of a document is met in this build."""
        return [self.are_met(conditions) for conditions in self.data["hidden"].get(docname, ())]

    def note_references(self, docname: str, references: set[tuple[str, str]]) -> None:
        """Store what a document refers to."""
        self.references[docname] = references

    def note_untranslated(self, docname: str, found: Sequence[Untranslated]) -> None:
        """Store the untranslated texts of a document, if the project has translations."""
        self.data["untranslated"][docname] = found

    @property
    def untranslated(self) -> tuple[Untranslated, ...]:
        """The untranslated texts, in page order."""
        stored: Mapping[str, Sequence[Untranslated]] = self.data["untranslated"]
        return tuple(each for _docname, found in sorted(stored.items()) for each in found)

    def clear_doc(self, docname: str) -> None:
        for stored in self.data.values():
            if isinstance(stored, dict):
                stored.pop(docname, None)
        self.forget()

    def clear(self) -> None:
        """Discard what is stored of all documents, which may be of another version of this code."""
        for stored in self.data.values():
            if isinstance(stored, dict):
                stored.clear()
        self.forget()

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        for key in self.initial_data:
            for docname in docnames & otherdata[key].keys():
                self.data[key][docname] = otherdata[key][docname]
        self.forget()

    def forget(self) -> None:
        """Discard what was computed from the stored records."""
        self._seal = None
        self._current = {}

    # Computed from all documents

    @property
    def seal(self) -> Seal:
        """The seal of all stored records for this build; made anew after a change."""
        if self._seal is None:
            stored: Iterable[list[Conditional[Entry]]] = self.data["entries"].values()
            left_out = [e.item for e in chain(*stored) if not self.are_met(e.conditions)]
            self._seal = Seal(
                self.env,
                self.registry,
                self.entries,
                self.citations,
                self.passages,
                self.views,
                self.profiles,
                left_out,
                self.person,
                lambda statements: quotations.resolved(statements, self.resolver),
            )
        return self._seal

    @property
    def career(self) -> Career:
        """The snapshot of all stored records."""
        return self.seal.career

    @property
    def quotes_others(self) -> bool:
        """Whether any quotation refers to something other than an entry."""
        cited = (each.statement for each in chain(*self.citations.values()))
        summaries = (profile.summary for profile in self.profiles.values())
        parts = chain(*cited, *chain(*summaries))
        return any(isinstance(part, OtherReference) for part in parts)

    def statements(self, root: nodes.Element, docname: str) -> list[str]:
        """The text of each block below a node, as its page shows it in this build."""
        said = quotations.statements(root, docname, self.are_met)
        words = quotations.resolved(said, self.resolver)
        return [" ".join(self.career.text(each, words).split()) for each in said]

    # References

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:
        return _(type.lname)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        entry = self.career.find(typ, target)
        if entry is None:
            return None
        text = entry.called(target, short=bool(node.get("short")))
        if not contnode.astext():  # a Markdown link without text
            text = entry.label
        if text and not node.get("refexplicit"):
            # In place: if no link can be made, Sphinx shows this node.
            contnode.children = []
            contnode += nodes.Text(text)
        place = entry.place
        anchor = node.get("anchor", place.anchor)
        hint = node.get("hint", "")
        try:
            ref = make_refnode(builder, fromdocname, place.docname, anchor, contnode, hint)
        except NoUri:
            # A PDF that leaves this page out: link to it on the site, or to where the entry is.
            elsewhere = own_address(entry) if anchor == place.anchor else ""
            uri = site_uri(env.config, place.docname, anchor) or elsewhere
            if not uri:
                raise
            return nodes.reference("", "", contnode, refuri=uri, internal=False)
        if ref.get("refuri", "").startswith("#"):
            ref["refuri"] = place_uri(ref["refuri"], anchor)
        if "anchor" in node and len(contnode.astext()) <= _SHORT:  # in a view, not in a sentence
            ref["of"] = entry.context or _(entry.kind)
        return ref

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        found = []
        for kind in self.career.kinds:
            if self.career.find(kind, target):
                ref = self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode)
                if ref is not None:
                    found.append((f"resume:{kind}", ref))
        return found

    def public(self, kind: str) -> Iterator[Entry]:
        """The entries of a kind that are not internal."""
        for entry in self.career.entries_of_kind(kind):
            if not entry.is_internal:
                yield entry

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for kind in self.career.kinds:
            for entry in self.public(kind):
                place = entry.place
                yield entry.id, entry.label, kind, place.docname, place.anchor, 1
                for former in entry.formerly:
                    # Links from elsewhere keep working; search need not find the entry twice.
                    yield former, entry.label, kind, place.docname, place.anchor, -1

    def warn_unknown(self, node: pending_xref) -> None:
        """Warn of an unresolved reference, once for each place."""
        if node.get("copied"):
            return
        kind, target, docname = node["reftype"], node["reftarget"], node.get("refdoc", "")
        place = place_in(self.env, docname, line_of(node), node.source)
        finding = no_such_entry(self.career, kind, target, place)
        if finding not in self._warned:
            self._warned.add(finding)
            warn(finding)


def begin(app: Sphinx) -> None:
    """Give the domain its builder and registry (handler of ``builder-inited``)."""
    domain = ResumeDomain.from_env(app.env)
    domain.registry = registry_for(app)
    domain.builder = app.builder
    domain.are_met = condition_checker(app)
    domain.person = person_of(app)
    transforms = app.registry.get_post_transforms()
    resolvers = [each for each in transforms if issubclass(each, ReferencesResolver)]
    domain.resolver = Resolver(app.env, app.builder, resolvers)


def place_in(
    env: BuildEnvironment, docname: str, line: int, source: str | None, anchor: str = ""
) -> Place:
    """A place in a document, or in a file it includes if `source` is not the document's own."""
    own = str(env.doc2path(docname)) if source else ""
    is_own = source == own or not source or Path(source) == Path(own)
    return Place(docname, line, anchor, source="" if is_own else source or "")
