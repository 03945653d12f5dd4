"""The extension's warnings: their types, what they mean, and how they are logged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from sphinx.util import logging

from sphinx_resume.model.career import Career
from sphinx_resume.model.entry import Place
from sphinx_resume.model.slugs import did_you_mean
from sphinx_resume.model.unicode_text import plain

_logger = logging.getLogger(__name__)

#: What each type of warning means; ``suppress_warnings`` takes ``resume.<type>``. Audits add types
#: of their own, and each kind of entry one for unknown names.
WARNING_TYPES: Final[dict[str, str]] = {
    "setting": "A setting in conf.py, or an item of one, is invalid and is ignored; a phone "
    "number cannot be read, and is shown without a link; or a catalogue of translations cannot be "
    "read.",
    "id": "An entry has no id, or one that is not made of lower-case letters, digits and hyphens.",
    "duplicate": "Two entries of a kind share an id, or two skills share a name; the first by page "
    "and line counts. Or a page has two profiles.",
    "option": "An option is unknown, or its value is invalid.",
    "missing-option": "A required option is missing or empty.",
    "date": "A date cannot be read, or an end is before its start.",
    "empty": "An entry of a kind that needs a body has none.",
    "todo": "An entry, or the timeline of an incident, still has lines that `nox -s new` marked "
    "TODO, or a section has nothing but a comment, such as a hint of that command.",
    "private": "The heading above a private entry, which is public, says its title.",
    "condition": "An entry or a heading is in a directive, such as `only`, that leaves it out of "
    "some builds.",
    "comment": "An HTML comment is printed as text.",
    "nested": "An entry is inside another entry. It is left out.",
    "statement": "The id or the tags of a statement are printed instead of read, or its id is that "
    "of another one.",
    "reworded": "The rewording of a statement is no paragraph, cites more than the original, or is "
    "that of a statement that its list does not show.",
    "filter": "A view filters by something that no entry is or has.",
    "formerly": "A former id is the id of another entry, or the former id of one.",
    "empty-view": "A view has nothing to show.",
    "time": "An event of an incident does not begin with a valid time, or its time did not exist, "
    "occurred twice, or is before that of the event above; or times of day and relative times are "
    "mixed. Figures and drawing are left out.",
    "zone": "Times of day have no time zone, or one that does not exist.",
    "mark": "An event of an incident has an unknown mark, one that another event already has, or "
    "one that comes before the start.",
    "internal": "An internal incident has a body, or text below it, which is left out of every "
    "output.",
    "sanitised": "A sanitised incident does not say what its author's part was, or who agreed to "
    "its publication.",
    "language": "A word in the review of an incident blames people, or names someone who must not "
    "be named. Only a suggestion, if `resume_language_check` or `resume_private_names` enable it.",
}

#: The prefix of warning types for names of no entry; the kind of entry follows.
_UNKNOWN: Final = "unknown-"


def unknown_types(kinds: Iterable[str]) -> dict[str, str]:
    """The warning types for unknown names of some kinds of entries, with what they mean."""
    return {
        f"{_UNKNOWN}{kind}": f"A reference or an option names {article} {kind} that is not "
        "declared, or a name that fits several."
        for kind in kinds
        for article in ("an" if kind[0] in "aeiou" else "a",)
    }


@dataclass(frozen=True, slots=True)
class Finding:
    """Something for the author to correct."""

    type: str
    place: Place
    message: str


def warn(finding: Finding) -> None:
    """Log a finding as a warning, with its location."""
    place = finding.place
    _logger.warning(
        "%s",
        plain(finding.message),  # it may quote terminal control characters
        location=f"{place.source}:{place.line}" if place.source else (place.docname, place.line),
        type="resume",
        subtype=finding.type,
    )


def where(place: Place) -> str:
    """Describe a place in a message."""
    page = PurePath(place.source).name if place.source else place.docname
    return f"“{page}”, line {place.line}"


def no_such_entry(career: Career, kind: str, name: str, place: Place) -> Finding:
    """The finding that `name` matches no entry of `kind`, or several."""
    suggestions = career.suggest(kind, name)
    if career.fits_several(kind, name):
        ids = " or ".join(f"“{ident}”" for ident in suggestions)
        message = f"“{name}” matches several entries of kind {kind}; use the id of one: {ids}"
    elif left_out := career.left_out(kind, name):
        it = f"the {kind} “{name}”, in {where(left_out.place)},"
        message = (
            f"{it} is private, and this is not; write “:visibility: public” there, or delete this"
            if left_out.is_private
            else f"{it} is in a condition that does not hold in this build; move it out, or put "
            "this into the same condition"
        )
    else:
        message = f"there is no {kind} “{name}”{did_you_mean(suggestions)}"
    return Finding(f"{_UNKNOWN}{kind}", place, message)
