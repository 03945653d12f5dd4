"""The description of a page in a sentence, for search results and link previews."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from babel import Locale

from sphinx_resume.i18n import _, capital
from sphinx_resume.model.career import Career
from sphinx_resume.model.entries import Position
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.shorten import shortened
from sphinx_resume.views.date_text import Period
from sphinx_resume.views.entry_header import facts

#: Roughly how many characters search engines show.
_LENGTH: Final = 160


def page_description(entries: Sequence[Entry], career: Career, locale: Locale) -> str:
    """The description of a page with these entries; empty if there are none."""
    if len(entries) == 1:
        (entry,) = entries
        skills = [cited.title for cited in career.cites(entry) if cited.kind == "skill"]
        return one_line(". ".join(filter(None, (_named(entry, career, locale), _listed(skills)))))
    kinds = groupby(entries, key=lambda entry: entry.plural)
    sentences = (
        f"{capital(_(kind))}: {_listed(each.title for each in group)}" for kind, group in kinds
    )
    return one_line(". ".join(sentences))


def one_line(text: str) -> str:
    """A text in one line, cut to what search engines show."""
    return shortened(" ".join(text.split()), _LENGTH)


def _named(entry: Entry, career: Career, locale: Locale) -> str:
    period = Period.from_entry(entry, career, locale)
    name = entry.label
    if isinstance(entry, Position):
        name = _("%(title)s at %(organization)s") % {
            "title": entry.title,
            "organization": entry.organization,
        }
    elif period is None:
        name = f"{capital(_(entry.kind))}: {name}"
    return ", ".join(
        filter(None, (name, period.text if period else "", *facts(entry, career, locale)))
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
