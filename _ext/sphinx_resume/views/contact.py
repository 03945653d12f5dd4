"""The view of the public contact data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from babel import Locale
from docutils import nodes

from sphinx_resume.model.career import Career
from sphinx_resume.views.base import View, joined, paragraph
from sphinx_resume.views.inline import external_link


@dataclass(frozen=True, slots=True)
class Contact:
    """Texts and their addresses; true even if there are none, for an output may add its own."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView(View):
    name: ClassVar[str] = "contact"
    description: ClassVar[str] = (
        "The contact data in `resume_contact`, if there is any. A private PDF shows that in "
        "`private.toml` instead."
    )

    def layout(self, career: Career, locale: Locale) -> Contact:
        return Contact(career.person.lines)

    def nodes(self, layout: Contact) -> list[nodes.Node]:
        if not layout.lines:
            return []
        parts = [
            external_link(shown, address) if address else nodes.inline("", shown)
            for shown, address in layout.lines
        ]
        return [paragraph(*joined(parts, " · "), classes=["resume-contact"])]
