"""The profile: the headline and the summary that a page opens with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sphinx_resume.model.citations import Statement
from sphinx_resume.model.entry import Place
from sphinx_resume.model.slugs import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The short description of the person on a page, as data for every output."""

    place: Place
    #: What the person does, in a line.
    headline: str
    #: The paragraphs of the summary.
    summary: tuple[Statement, ...] = ()
    #: A digest of the summary as read, so that pages that show it notice changes.
    body: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The key of its summary among the bodies of entries."""
        return "profile", self.place.anchor

    def words(self, summary: Iterable[str], title: str = "") -> str:
        """Headline and `summary` on one line, without the headline if the `title` above says it."""
        said = self.headline if fold(self.headline) != fold(title) else ""
        if said and not said.endswith((".", "!", "?", "…")):
            said += "."
        return " ".join(filter(None, (said, *summary)))


def headline(written: str, title: str, name: str) -> str:
    """The headline as written, or else the title of its page, unless that is the person's name."""
    return written or ("" if fold(title) == fold(name) else title)
