"""Lists of entries: which they have, in which order and groups."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, ClassVar, Final

from babel import Locale
from docutils import nodes

from sphinx_resume.checks.findings import Finding
from sphinx_resume.i18n import _
from sphinx_resume.model.career import Career
from sphinx_resume.model.citations import PassageKey, Rewording
from sphinx_resume.model.entries import LastingEntry, Publication, Skill
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.options import count_from, names, one_of, option, words
from sphinx_resume.model.slugs import close, did_you_mean, slug
from sphinx_resume.model.tenures import Tenure
from sphinx_resume.views.base import Link
from sphinx_resume.views.choosing import Choice, Choosing, Kept, first_statements
from sphinx_resume.views.date_text import (
    Period,
    duration_text,
    last_use_text,
    tenure_period,
    years_text,
)
from sphinx_resume.views.entry_header import facts, links_of, origin
from sphinx_resume.views.filter_options import in_categories, unknown_categories
from sphinx_resume.views.groups import (
    GROUPINGS,
    ORDERS,
    are_grouped,
    by_category,
    by_tenure,
    grouped,
    skill_order,
)
from sphinx_resume.views.list_items import Group, Item, Items

#: What lists of anything but skills can show.
_LINKS: Final = "links"
#: The styles that show bodies.
_WITH_BODIES: Final = frozenset({"full", "terms"})
#: What lines can say of skills.
_FIGURES: Final = ("years", "total", "last")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryList(Choosing):
    name: ClassVar[str] = "entry-list"
    description: ClassVar[str] = (
        "All entries of one kind, dated ones from the latest to the earliest. The argument is the "
        "kind."
    )

    argument: str
    style: str = option(
        one_of("links", "cards", "lines", "terms", "full"),
        "`links`: a link, where it is from, and the dates; `cards`: the same beside each other; "
        "`lines`: the facts in a line, of skills "
        "the names by category; `terms`: the name and, beside it, the body; `full`: a section with "
        "the body of each.",
        "full",
        default="links",
    )
    by: str = option(
        one_of(*GROUPINGS),
        "What to group them by: `year`, in which they began; `event` or `organization`, their own "
        "or that of their position; `skill` or `interest`, which they cite. What belongs to "
        "several groups is in each.",
        "year",
    )
    show: tuple[str, ...] = option(
        words(*_FIGURES, _LINKS),
        "What lines of skills say beside the names: `years`, in which each was used; `total`, for "
        "how long; `last`, when last. Without it the names alone, and the levels that you gave. "
        "Lists of anything else may show `links`: DOI and address.",
        "years, last",
        default=(),
    )
    sort: str = option(
        one_of(*ORDERS),
        "The order of skills, in their groups: `declared`, as your pages declare them along the "
        "toctree; `used`, the longest first; `last`, the last used first; `name`.",
        "used",
        default="declared",
    )
    category: tuple[str, ...] = option(
        names, "Only skills of these categories.", "Databases", default=()
    )
    statements: int | None = option(
        count_from(0),
        "At most so many statements of each, the first; 0 for none.",
        "3",
        default=None,
    )

    rewordings: tuple[Rewording, ...] = ()

    @property
    def has_sections(self) -> bool:
        """Whether it shows entries as sections, with headings."""
        return self.style == "full"

    def nested(self, depth: int) -> EntryList:
        # Bodies that all list one another would be as many as there are ways through them.
        return self if depth < 2 else dataclasses.replace(self, style="links")

    def layout(self, career: Career, locale: Locale) -> Items:
        skilled = self.argument == "skill"
        kept = self.chosen(career.whole)
        chosen = [entry for entry in self.candidates(career.whole) if entry.key in kept]
        chosen.sort(key=self.order(career))
        if self.by:
            order = self.order(career)
            return Items(
                tuple(
                    Group(
                        self._items(group.entries, kept, career, locale), group.heading, group.link
                    )
                    for group in grouped(chosen, self.by, career, order)
                )
            )
        if skilled and self.style == "lines":
            skills = [entry for entry in chosen if isinstance(entry, Skill)]
            chosen = [*chain(*(found for _name, found in by_category(skills, career, self.sort)))]
        return Items((Group(self._items(chosen, kept, career, locale)),))

    def chosen(self, career: Career) -> dict[tuple[str, str], Kept]:
        chosen = super(EntryList, self).chosen(career)
        if self.statements is None:
            return chosen
        found = ((career.find(*key), kept) for key, kept in chosen.items())
        return {
            each.key: first_statements(kept, self.statements, career.passages(each))
            for each, kept in found
            if each
        }

    def reworded(self, chosen: Choice, career: Career) -> dict[PassageKey, Rewording]:
        """The statements that it rewords."""
        if not self.rewordings or self.style not in _WITH_BODIES:
            return {}
        by_id = {slug(each.argument): each for each in self.rewordings}
        return {
            (entry.key, passage.number): by_id[slug(passage.id)]
            for entry in career.entries_of_kind(self.argument)
            if entry.key in chosen
            for passage in career.passages(entry)
            if passage.number in chosen[entry.key] and slug(passage.id) in by_id
        }

    @property
    def noun(self) -> str:
        return self.argument

    def order(self, career: Career) -> Callable[[Entry], Any]:
        return skill_order(career, self.sort) if self.argument == "skill" else career.order

    def candidates(self, career: Career) -> list[Entry]:
        if self.argument not in career.kinds:
            return []
        entries = career.entries_of_kind(self.argument)
        return [entry for entry in entries if in_categories(entry, self.category)]

    def _items(
        self, entries: Iterable[Entry], kept: Choice, career: Career, locale: Locale
    ) -> tuple[Item, ...]:
        return tuple(
            self._item(together[0], kept, career, locale)
            if len(together) == 1
            else self._career_at(tenure, together, kept, career, locale)
            for tenure, together in by_tenure(entries, career)
        )

    def _career_at(
        self,
        tenure: Tenure | None,
        entries: list[Entry],
        kept: Choice,
        career: Career,
        locale: Locale,
    ) -> Item:
        """Several positions in a row at one organization."""
        assert tenure is not None
        titles = [self._item(entry, kept, career, locale) for entry in entries]
        places = {entry.location for entry in entries if isinstance(entry, LastingEntry)}
        place = places.pop() if len(places) == 1 else ""
        return Item(
            link=Link.to(entries[0], tenure.organization),
            period=tenure_period(tenure, career, locale),
            facts=(place,) if place else (),
            heading=tenure.organization,
            subtitle="",
            body="",
            category="",
            level="",
            titles=tuple(
                dataclasses.replace(
                    item,
                    link=dataclasses.replace(item.link, text=entry.title),
                    facts=() if place else item.facts,
                )
                for item, entry in zip(titles, entries, strict=True)
            ),
        )

    def _item(self, entry: Entry, kept: Choice, career: Career, locale: Locale) -> Item:
        lasting = isinstance(entry, LastingEntry) and entry.short_label != entry.title
        links = _LINKS in self.show or (
            isinstance(entry, Publication) and self.style in {"links", "cards"}
        )
        shown = kept[entry.key]
        body = entry.body if self.style in _WITH_BODIES and shown.passages != () else ""
        reworded = self.reworded({entry.key: shown}, career.whole) if self.rewordings else {}
        return Item(
            link=Link.to(entry),
            period=Period.from_entry(entry, career, locale) if entry.span else None,
            facts=self._facts(entry, career, locale),
            heading=entry.short_label,
            subtitle=entry.title if lasting else "",
            body=body,
            kept=shown.passages if body else None,
            reworded=tuple(
                (number, each.part, each.digest) for (_key, number), each in reworded.items()
            ),
            category=entry.category if isinstance(entry, Skill) else "",
            level=entry.level if isinstance(entry, Skill) else "",
            origin=origin(entry, career, locale),
            cites=tuple(map(Link.to, _cited(entry, shown, career))) if body else (),
            links=links_of(entry) if links else (),
        )

    def _facts(self, entry: Entry, career: Career, locale: Locale) -> tuple[str, ...]:
        if not isinstance(entry, Skill) or self.style != "lines":
            return facts(entry, career, locale)
        use = career.use(entry)
        last = last_use_text(use.last, use.current, locale)
        figures = {
            "years": years_text(career.years(entry), current=use.current),
            "total": duration_text(use.months, use.at_most, locale),
            "last": last if use.current or not last else _("last used %s") % last,
        }
        return tuple(figures[name] for name in _FIGURES if name in self.show and figures[name])

    def nodes(self, layout: Items) -> list[nodes.Node]:
        return layout.nodes(self.argument, self.style, self.by)

    def _unused_rewordings(self, kept: Choice, career: Career) -> Iterator[Finding]:
        """Findings about rewordings of statements that are not shown, or that add citations."""
        known = {
            slug(passage.id): passage
            for entry in career.entries_of_kind(self.argument)
            for passage in career.passages(entry)
            if passage.id
        }
        shown = {slug(each.argument) for each in self.reworded(kept, career).values()}
        for each in self.rewordings:
            original = known.get(slug(each.argument))
            if original is None:
                hint = did_you_mean(close(slug(each.argument), known))
                message = f"no statement of a {self.argument} has the id “{each.argument}”{hint}"
                yield Finding("reworded", each.place, message)
                continue
            if slug(each.argument) not in shown:
                message = (
                    f"the statement “{each.argument}” is not shown by this list, and so its "
                    "rewording is not; choose it, in the style “full” or “terms”, or delete this"
                )
                yield Finding("reworded", each.place, message)
            cited = {entry.key for entry in career.cited(original)}
            for reference in each.cites:
                target = career.find(reference.kind, reference.target)
                if target and target.key not in cited:
                    message = (
                        f"the rewording of “{each.argument}” cites “{target.title}”, which the "
                        "original does not; cite it there, or leave it out here"
                    )
                    yield Finding("reworded", each.place, message)

    def findings(self, career: Career) -> Iterator[Finding]:
        if self.argument not in career.kinds:
            message = (
                f"there are no entries of kind “{self.argument}”"
                f"{did_you_mean(close(self.argument, career.kinds))}"
            )
            yield Finding("filter", self.place, message)
        skilled = self.argument == "skill"
        if skilled and self.show and (self.style != "lines" or _LINKS in self.show):
            message = "skills show years, total, and last, and only in the style “lines”"
            yield Finding("filter", self.place.at_option("show"), message)
        if not skilled and set(self.show) - {_LINKS}:
            message = "only skills in the style “lines” have figures; all else has “links” to show"
            yield Finding("filter", self.place.at_option("show"), message)
        if self.argument != "skill" and self.sort != "declared":
            message = f"only lists of skills have a sort; this one is of kind “{self.argument}”"
            yield Finding("filter", self.place.at_option("sort"), message)
        candidates = self.candidates(career)
        kept = self.chosen(career)
        if self.rewordings and self.argument in career.kinds:
            yield from self._unused_rewordings(kept, career)
        chosen = [entry for entry in candidates if entry.key in kept]
        if self.by and chosen and not are_grouped(chosen, self.by, career):
            message = f"no {self.argument} in this list has any {self.by} to be grouped by"
            yield Finding("filter", self.place.at_option("by"), message)
        yield from unknown_categories(career, self.category, self)
        yield from super(EntryList, self).findings(career)


def _cited(entry: Entry, kept: Kept, career: Career) -> Iterable[Entry]:
    """The entries that the visible statements of an entry cite, by kind, in page order."""
    if kept.passages is None:
        return career.cites(entry)
    shown = (passage for passage in career.passages(entry) if passage.number in kept)
    found = {each.key: each for passage in shown for each in career.cited(passage)}
    return sorted(found.values(), key=lambda each: (each.kind, career.rank(each)))
