"""Finds names of skills in texts, which become citations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sphinx_resume.model.names_in_text import Names
from sphinx_resume.model.slugs import fold


@dataclass(slots=True)
class Skills:
    """The skills that texts may name."""

    #: Ids by casefolded name.
    ids: Mapping[str, str]
    names_in: Names
    #: The ids of those found so far.
    cited: set[str] = field(default_factory=set)

    @classmethod
    def named(cls, names: Iterable[tuple[str, str]]) -> Skills:
        """Make this from names and ids; the first of several with the same name counts."""
        known = [(name, ident) for name, ident in names if fold(name) and "`" not in name]
        return cls({fold(name): ident for name, ident in reversed(known)}, Names(known))

    def roles(self, text: str) -> Iterator[tuple[str, str]]:
        """The parts of a text, each with the role that replaces it, or empty for plain text."""
        end = 0
        for found in self.names_in.find(text):
            if found.start > end:
                yield text[end : found.start], ""
            yield found.text, self._role(found.text)
            end = found.end
        if end < len(text):
            yield text[end:], ""

    def _role(self, name: str) -> str:
        """The role that cites a skill by its name."""
        ident = self.ids[fold(name)]
        self.cited.add(ident)
        if re.search(r"[<>\\{}]|^[!~]", name):
            shown = re.sub(r"[<>\\]", "", name).lstrip("!~") or ident
            return f"{{skill}}`{shown} <{ident}>`"
        return f"{{skill}}`{name}`"
