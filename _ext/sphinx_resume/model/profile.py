"""The profile: the headline and the summary that a page opens with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sphinx_resume.model.citations import Statement
from sphinx_resume.model.entry import Place
from sphinx_resume.model.slugs import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a page says of the person in short: as data, which every output has a place for."""

    place: Place
    #: What the person is, in a line.
    headline: str
    #: The paragraphs of the summary.
    summary: tuple[Statement, ...] = ()
    #: A digest of the summary as it was read, so that whoever shows it knows a change.
    body: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The name of its summary among the bodies of entries."""
        return "profile", self.place.anchor

    def words(self, summary: Iterable[str], title: str = "") -> str:
        """Headline and `summary` in a line; without a headline that a `title` above it says."""
        said = self.headline if fold(self.headline) != fold(title) else ""
        if said and not said.endswith((".", "!", "?", "…")):
            said += "."
        return " ".join(filter(None, (said, *summary)))


def headline(written: str, title: str, name: str) -> str:
    """The headline as it was written; without, the title of its page, unless that is the name."""
    return written or ("" if fold(title) == fold(name) else title)
