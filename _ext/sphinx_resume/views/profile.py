"""The profile on a page: headline and summary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from babel import Locale
from docutils import nodes

from sphinx_resume.checks.findings import Finding
from sphinx_resume.model.career import Career
from sphinx_resume.model.citations import Reference
from sphinx_resume.model.options import option, text
from sphinx_resume.model.slugs import fold
from sphinx_resume.nodes import entry_body
from sphinx_resume.views.base import Link, View, paragraph


@dataclass(frozen=True, slots=True)
class ProfileText:
    """A profile as it stands on a page."""

    #: Empty where the title of the page says it.
    headline: str
    #: The entries that they name.
    links: tuple[Link, ...]
    #: The page of the summary, if that is another one, and what the summary is like there.
    source: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileView(View):
    name: ClassVar[str] = "profile"
    description: ClassVar[str] = (
        "Headline, summary (its body), and contact data. The one on the first page is that of the "
        "project; without option and body, other pages show it too."
    )

    headline: str = option(text, "What you are, in a line.", "Site reliability engineer")
    #: The title of the page, when that is read.
    title: str = ""

    def layout(self, career: Career, locale: Locale) -> ProfileText | None:
        profile = career.profile(self.place.docname)
        if profile is None:
            return None
        named = (p for each in profile.summary for p in each if isinstance(p, Reference))
        entries = (career.find(each.kind, each.target) for each in named)
        elsewhere = profile.place.docname != self.place.docname
        return ProfileText(
            "" if fold(profile.headline) == fold(self.title) else profile.headline,
            tuple(Link.to(entry) for entry in entries if entry),
            profile.place.docname if elsewhere and profile.summary else "",
            profile.body,
        )

    def nodes(self, layout: ProfileText) -> list[nodes.Node]:
        found: list[nodes.Node] = []
        if layout.headline:
            found.append(paragraph(layout.headline, classes=["resume-headline"]))
        if layout.source:
            body = entry_body(kind=self.name, id=layout.source)
            found.append(nodes.container("", body, classes=["resume-summary"]))
        return found

    def findings(self, career: Career) -> Iterator[Finding]:
        profile = career.profile(self.place.docname)
        if profile is None:
            message = (
                "this profile has nothing to show, for there is none on the first page; write "
                "headline and summary there or here"
            )
            yield Finding("empty-view", self.place, message)
        elif not profile.headline and profile.place.docname == self.place.docname:
            message = (
                "profile needs the option “headline”, for example Site reliability engineer, where "
                "the title of the page is not what you are"
            )
            yield Finding("missing-option", self.place, message)
