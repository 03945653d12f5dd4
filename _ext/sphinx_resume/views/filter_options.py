"""Options that narrow a view down to some entries, and findings about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sphinx_resume.checks.findings import Finding, no_such_entry
from sphinx_resume.model.career import Career
from sphinx_resume.model.dates import Date, DateError, Span
from sphinx_resume.model.entry import Entry, Place
from sphinx_resume.model.slugs import close, did_you_mean
from sphinx_resume.views.base import View


def ids(career: Career, kind: str, names: Iterable[str]) -> frozenset[str]:
    """The ids of the entries of `kind` that the `names` refer to."""
    found = (career.find(kind, name) for name in names)
    return frozenset(entry.id for entry in found if entry)


def overlaps_range(months: range, start: Date | None, end: Date | None) -> bool:
    """Whether months overlap a range of dates; undated entries match only if there is no range."""
    if start is None and end is None:
        return True
    return bool(months) and (
        (start is None or months.stop > start.first_month)
        and (end is None or months.start <= end.last_month)
    )


def in_categories(entry: Entry, categories: Collection[str]) -> bool:
    """Whether an entry is in one of the categories, if there are any."""
    known = {category.casefold() for category in categories}
    return not known or entry.original("category").casefold() in known


def unknown_names(
    career: Career, kind: str, names: Iterable[str], place: Place
) -> Iterator[Finding]:
    """A finding for each of the `names` in a filter that is not an entry of `kind`."""
    for name in names:
        if career.find(kind, name) is None:
            finding = no_such_entry(career, kind, name, place)
            yield Finding("filter", place, finding.message)


def unknown_categories(career: Career, categories: Iterable[str], view: View) -> Iterator[Finding]:
    """A finding for each category in a filter that no skill has."""
    named = (skill.original("category") for skill in career.skills)
    known = {category.casefold(): category for category in named}
    for category in categories:
        if category.casefold() not in known:
            hint = did_you_mean([known[name] for name in close(category, known)])
            message = f"no skill has the category “{category}”{hint}"
            yield Finding("filter", view.place.at_option("category"), message)


def reversed_range(start: Date | None, end: Date | None, place: Place) -> Iterator[Finding]:
    """A finding, at the place of its end, if a range ends before it starts."""
    if start is not None and end is not None:
        try:
            Span(start, end)
        except DateError as error:
            yield Finding("filter", place, str(error))
