"""The domain ``resume``: stores what each document declares and cites, and resolves references."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.domains import Domain, Index, IndexEntry, ObjType
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import ReferencesResolver
from sphinx.util.nodes import make_refnode

from sphinx_resume.checks.findings import Finding, no_such_entry, warn
from sphinx_resume.conditions import in_build
from sphinx_resume.i18n import _
from sphinx_resume.model.career import Career
from sphinx_resume.model.citations import OtherReference
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.model.entry import Entry, Place
from sphinx_resume.model.slugs import fold
from sphinx_resume.node_text import line_of
from sphinx_resume.references import Resolver, site_uri
from sphinx_resume.registry import Registry, registry_for
from sphinx_resume.sealing import quotations, whole_checks
from sphinx_resume.sealing.seal import Seal
from sphinx_resume.sphinx_fixes.singlehtml_links import place_uri

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_resume.conditions import Condition, Conditional, Holds
    from sphinx_resume.model.citations import Citation, Statement
    from sphinx_resume.model.profile import Profile
    from sphinx_resume.nodes import Contents
    from sphinx_resume.views.base import View

#: The most characters of a link that says little by itself: “Go”, “R”.
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
    #: What Sphinx calls its page.
    page: ClassVar = "resume-skills"

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        domain = cast(ResumeDomain, self.domain)
        if self.page in domain.env.all_docs:
            return [], False  # it would be written over a page of the author's
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


class ResumeDomain(Domain):
    """Entries by document, what they cite, the views that stand there, and what is referred to."""

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
    }
    data_version = 5

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        SkillIndex.localname = _("Skill index")
        SkillIndex.shortname = _("skills")
        #: What the project can write; `begin` says so.
        self.registry = Registry()
        self._seal: Seal | None = None
        self._current: dict[str, dict[str, list[Any]]] = {}
        #: What this build is made by, and whether conditions hold in it; `begin` says so.
        self.builder: Builder
        self.holds: Holds = lambda conditions: True
        self.resolver: Resolver
        #: Whether the build before did not end well.
        self.distrusted = False
        self._warned: set[Finding] = set()

    @classmethod
    def from_env(cls, env: BuildEnvironment) -> ResumeDomain:
        """The domain of a project."""
        domain = env.domains[cls.name]
        assert isinstance(domain, cls)
        return domain

    # What is stored, by document

    @property
    def entries(self) -> Mapping[str, Sequence[Entry]]:
        """The entries that a document declares in this build."""
        return self._in_build("entries")

    @property
    def citations(self) -> Mapping[str, Sequence[Citation]]:
        """The citations of a document's entries in this build."""
        return self._in_build("citations")

    @property
    def views(self) -> Mapping[str, Sequence[View]]:
        """The views of a document in this build, including facts and back-links of its entries."""
        return self._in_build("views")

    @property
    def profiles(self) -> Mapping[str, Profile]:
        """The profiles of documents in this build."""
        summaries = self._in_build("summaries")
        return {
            docname: dataclasses.replace(found[0], summary=tuple(summaries.get(docname, ())))
            for docname, found in self._in_build("profiles").items()
            if found
        }

    def views_in(self, entry: tuple[str, str], docname: str) -> Iterator[View]:
        """The views in the body of an entry, kind and id, and in its footnotes, in this build."""
        for source, view in self._in_build("inside").get(docname, ()):
            if source == entry:
                yield view

    def _in_build(self, key: str) -> Mapping[str, Sequence[Any]]:
        """The stored records, without those in conditions that do not hold."""
        if key not in self._current:
            stored: dict[str, list[Conditional[Any]]] = self.data[key]
            self._current[key] = {
                docname: [each.item for each in found if self.holds(each.conditions)]
                for docname, found in stored.items()
            }
        return self._current[key]

    @property
    def references(self) -> dict[str, set[tuple[str, str]]]:
        """Kinds and targets of the cross-references that a document holds."""
        return cast("dict[str, set[tuple[str, str]]]", self.data["references"])

    @property
    def contents(self) -> dict[str, Contents]:
        """The contents of documents with sections that are not known before all are read."""
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
    ) -> None:
        """Store what a document declares, cites, and shows, with the conditions of each.

        Views that stand `inside` of bodies are stored once more with the entry, kind and id; the
        paragraphs of the `summaries` of `profiles` have conditions of their own.
        """
        records = {
            "entries": entries,
            "citations": citations,
            "views": views,
            "inside": inside,
            "profiles": profiles,
            "summaries": summaries,
        }
        for key, found in records.items():
            if found:
                self.data[key][docname] = found
        self.forget()

    def note_hidden(self, docname: str, hidden: list[tuple[Condition, ...]]) -> None:
        """Store the conditions of all that a document may hide; none of what it never shows."""
        if hidden:
            self.data["hidden"][docname] = hidden

    def hides(self, docname: str) -> bool:
        """Whether the source of a document says something that its page does not."""
        stored: list[tuple[Condition, ...]] = self.data["hidden"].get(docname, [])
        return any(not conditions or not self.holds(conditions) for conditions in stored) or any(
            entry.withholds for entry in self.entries.get(docname, ())
        )

    def shown_conditions(self, docname: str) -> list[bool]:
        """Of each condition of a document whether it holds in this build."""
        return [self.holds(conditions) for conditions in self.data["hidden"].get(docname, ())]

    def note_references(self, docname: str, references: set[tuple[str, str]]) -> None:
        """Store what a document refers to."""
        self.references[docname] = references

    def clear_doc(self, docname: str) -> None:
        for stored in self.data.values():
            if isinstance(stored, dict):
                stored.pop(docname, None)
        self.forget()

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        for key in self.initial_data:
            for docname in docnames & otherdata[key].keys():
                self.data[key][docname] = otherdata[key][docname]
        self.forget()

    def forget(self) -> None:
        """Let what all pages say together be made anew."""
        self._seal = None
        self._current = {}

    # What it says together

    @property
    def seal(self) -> Seal:
        """What everything stored comes to in this build; made anew after a change."""
        if self._seal is None:
            stored: Iterable[list[Conditional[Entry]]] = self.data["entries"].values()
            left_out = [e.item for e in chain(*stored) if not self.holds(e.conditions)]
            self._seal = Seal(
                self.env,
                self.registry,
                self.entries,
                self.citations,
                self.views,
                self.profiles,
                left_out,
                lambda statements: quotations.resolved(statements, self.resolver),
            )
        return self._seal

    @property
    def career(self) -> Career:
        """The snapshot of everything stored."""
        return self.seal.career

    @property
    def quotes_others(self) -> bool:
        """Whether quotations refer to anything but entries."""
        cited = (each.statement for each in chain(*self.citations.values()))
        summaries = (profile.summary for profile in self.profiles.values())
        parts = chain(*cited, *chain(*summaries))
        return any(isinstance(part, OtherReference) for part in parts)

    def statements(self, root: nodes.Element, docname: str) -> list[str]:
        """What each block of text below a node says on its page in this build."""
        said = quotations.statements(root, docname, self.holds)
        words = quotations.resolved(said, self.resolver)
        return [" ".join(self.career.text(each, words).split()) for each in said]

    def check_consistency(self) -> None:
        """Warn of what no single page can know to be wrong; Sphinx asks when all pages are read."""
        for finding in whole_checks.findings(self.seal):
            warn(finding)

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
        if not contnode.astext():  # a link of Markdown without a text
            text = entry.label
        if text and not node.get("refexplicit"):
            # In place: where there is no link to be had, Sphinx shows this node.
            contnode.children = []
            contnode += nodes.Text(text)
        place = entry.place
        anchor = node.get("anchor", place.anchor)
        hint = node.get("hint", "")
        try:
            ref = make_refnode(builder, fromdocname, place.docname, anchor, contnode, hint)
        except NoUri:
            # A document of a PDF that leaves this page out: the site has it.
            uri = site_uri(env.config, place.docname, anchor)
            if not uri:
                raise
            return nodes.reference("", "", contnode, refuri=uri, internal=False)
        if ref.get("refuri", "").startswith("#"):
            ref["refuri"] = place_uri(ref["refuri"], anchor)
        if "anchor" in node and len(contnode.astext()) <= _SHORT:  # of a view, and no sentence
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
        """The entries of a kind that others may be told of."""
        for entry in self.career.entries_of_kind(kind):
            if not entry.is_internal:
                yield entry

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for kind in self.career.kinds:
            for entry in self.public(kind):
                place = entry.place
                yield entry.id, entry.label, kind, place.docname, place.anchor, 1
                for former in entry.formerly:
                    # Links of others still work; the search need not find it twice.
                    yield former, entry.label, kind, place.docname, place.anchor, -1

    def warn_unknown(self, node: pending_xref) -> None:
        """Warn, once for each place, of a reference that nothing answers."""
        if node.get("copied"):
            return
        kind, target, docname = node["reftype"], node["reftarget"], node.get("refdoc", "")
        place = place_in(self.env, docname, line_of(node), node.source)
        finding = no_such_entry(self.career, kind, target, place)
        if finding not in self._warned:
            self._warned.add(finding)
            warn(finding)


def begin(app: Sphinx) -> None:
    """Let the domain know what the build is made by (handler of ``builder-inited``)."""
    domain = ResumeDomain.from_env(app.env)
    domain.registry = registry_for(app)
    domain.builder = app.builder
    domain.holds = in_build(app)
    transforms = app.registry.get_post_transforms()
    resolvers = [each for each in transforms if issubclass(each, ReferencesResolver)]
    domain.resolver = Resolver(app.env, app.builder, resolvers)


def place_in(
    env: BuildEnvironment, docname: str, line: int, source: str | None, anchor: str = ""
) -> Place:
    """A place in a document, or in another file that it includes, if that is the `source`."""
    is_own = not source or Path(source) == Path(env.doc2path(docname))
    return Place(docname, line, anchor, source="" if is_own else source or "")
