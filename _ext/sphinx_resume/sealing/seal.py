"""The seal: the records of all pages in one build, and everything computed from them.

It is made on first use and discarded as a whole when a record changes, so nothing in it is ever
out of date.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from babel import Locale
from sphinx.errors import ExtensionError

from sphinx_resume.config import documents, today
from sphinx_resume.model.career import Career
from sphinx_resume.model.dates import find_locale
from sphinx_resume.views.filter_control import FilterView
from sphinx_resume.views.left_out import Shown, shown_on
from sphinx_resume.views.lists import EntryList

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_resume.model.citations import Citation, OtherReference, Passage, Statement
    from sphinx_resume.model.entry import Entry, Place
    from sphinx_resume.model.person import Person
    from sphinx_resume.model.profile import Profile
    from sphinx_resume.registry import Registry
    from sphinx_resume.views.base import View

_T = TypeVar("_T")


@dataclass(eq=False)
class Seal:
    """The records that apply in a build, by document."""

    env: BuildEnvironment
    registry: Registry
    entries: Mapping[str, Sequence[Entry]]
    citations: Mapping[str, Sequence[Citation]]
    passages: Mapping[str, Sequence[Passage]]
    views: Mapping[str, Sequence[View]]
    profiles: Mapping[str, Profile]
    #: The entries in conditions that do not hold.
    left_out: Sequence[Entry]
    #: Whose résumé it is, as far as the build may say.
    person: Person
    #: Finds the texts that pages show for references in statements to anything but entries.
    resolved: Callable[[Iterable[Statement]], Mapping[OtherReference, str]]
    _kept: dict[Hashable, Any] = field(default_factory=dict)

    @cached_property
    def career(self) -> Career:
        """The career that the records describe."""
        citations = list(chain(*self.citations.values()))
        passages = list(chain(*self.passages.values()))
        said = chain(
            (citation.statement for citation in citations),
            (passage.statement for passage in passages),
            (
                each.statement
                for view in chain(*self.views.values())
                if isinstance(view, EntryList)
                for each in view.rewordings
            ),
        )
        summaries = (profile.summary for profile in self.profiles.values())
        return Career(
            chain(*self.entries.values()),
            citations,
            today(self.env.config),
            self.person,
            lambda: self.resolved(chain(said, *summaries)),
            self.registry.entry_types,
            self.left_out,
            self._pages(),
            self.profiles,
            passages,
        )

    def shown_on(self, docname: str) -> Shown:
        """What a document shows of the career; other pages leave nothing out."""
        return self.kept(_shown_on, self, docname)

    def career_on(self, docname: str) -> Career:
        """The career for a page, without what it leaves out if it is a document."""
        return self.kept(_career_on, self, docname)

    def _pages(self) -> Iterator[str]:
        """The documents in toctree order, each where readers first come to it."""
        ahead, seen = [self.env.config.root_doc], set()
        while ahead:
            docname = ahead.pop()
            if docname not in seen:
                seen.add(docname)
                yield docname
                ahead += reversed(self.env.toctree_includes.get(docname, []))

    @cached_property
    def locale(self) -> Locale:
        """The locale of dates and durations."""
        return find_locale(self.env.config.language)

    @cached_property
    def filter_place(self) -> Place | None:
        """The place of the first filter, preferably on the root document."""
        root = self.env.config.root_doc
        places = (v.place for v in chain(*self.views.values()) if isinstance(v, FilterView))
        return min(places, key=lambda p: (p.docname != root, p.docname, p.line), default=None)

    def kept(self, make: Callable[..., _T], *arguments: Hashable) -> _T:
        """Call a function once for each set of arguments, and keep its result with the seal."""
        key = (make, *arguments)
        if key not in self._kept:
            self._kept[key] = make(*arguments)
        made: _T = self._kept[key]
        return made

    def layout(self, view: View) -> Any:
        """The layout of a view, shared by the checks, digests, and pages of one build."""
        try:
            return self.kept(_layout, self, view)
        except Exception as error:
            # The view may be an extension's, and Sphinx would only say that a handler failed.
            where = f"{view.place.docname}, line {view.place.line}"
            raise ExtensionError(f"the view “{view.name}” at {where} failed", error) from error


def _layout(seal: Seal, view: View) -> Any:
    return view.layout(seal.career_on(view.place.docname), seal.locale)


def _shown_on(seal: Seal, docname: str) -> Shown:
    if docname not in documents(seal.env.config):
        return Shown()
    return shown_on(seal.views.get(docname, ()), seal.career)


def _career_on(seal: Seal, docname: str) -> Career:
    shown = seal.shown_on(docname)
    return seal.career.without(shown.hidden, shown.passages, shown.reworded)
