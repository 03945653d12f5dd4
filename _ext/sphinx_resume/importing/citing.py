"""Skills in words: which parts of a text name a skill that is declared, by any of its names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from sphinx_resume.model.slugs import fold

#: What may stand between two names of which one is a single letter: “C, Go and R”.
_LISTED: Final = re.compile(r"\s*(?:[,/;]|[,;]?\s(?:and|or|und|oder|et|y|&)\s)\s*", re.IGNORECASE)


@dataclass(slots=True)
class Skills:
    """The skills that words can name."""

    #: Ids by name in one case.
    ids: Mapping[str, str]
    #: The ids of those that were found so far.
    cited: set[str] = field(default_factory=set)
    _pattern: re.Pattern[str] | None = None
    _exact: frozenset[str] = frozenset()

    @classmethod
    def named(cls, names: Iterable[tuple[str, str]]) -> Skills:
        """Skills by their names and ids; the first of a name has it."""
        found: dict[str, str] = {}
        written: list[str] = []
        for name, ident in names:
            if fold(name) and "`" not in name and fold(name) not in found:
                found[fold(name)] = ident
                written.append(" ".join(name.split()))
        skills = cls(found)
        # The longest first, so that “Google Cloud” is not a “Cloud”.
        longest = sorted(written, key=lambda name: (-len(name), name))
        if longest:
            skills._pattern = re.compile("|".join(map(_whole, longest)), re.IGNORECASE)
        skills._exact = frozenset(written)
        return skills

    def roles(self, text: str) -> Iterator[tuple[str, str]]:
        """The parts of a text, each with the role that it becomes; empty where it stays text."""
        found = list(self._found(text))
        end = 0
        for number, match in enumerate(found):
            if len(match[0]) == 1 and not _is_listed(text, found, number):
                continue
            if match.start() > end:
                yield text[end : match.start()], ""
            yield match[0], self._role(match[0])
            end = match.end()
        if end < len(text):
            yield text[end:], ""

    def _found(self, text: str) -> Iterator[re.Match[str]]:
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text):
            # Short names are words of the language in another case: “go”, “rest”, “it”.
            if len(match[0]) > 4 or match[0] in self._exact:
                yield match

    def _role(self, words: str) -> str:
        ident = self.ids[fold(words)]
        self.cited.add(ident)
        if re.search(r"[<>\\{}]|^[!~]", words):
            shown = re.sub(r"[<>\\]", "", words).lstrip("!~") or ident
            return f"{{skill}}`{shown} <{ident}>`"
        return f"{{skill}}`{words}`"


def _whole(name: str) -> str:
    """A pattern of a name as a whole word, however its white space is."""
    words = r"\s+".join(map(re.escape, name.split()))
    before = r"(?<![\w&])" if len(name) > 3 else r"(?<![\w&.\-/'’+#])"
    # “C” is not in “C++”, “Go” not in “Go-to-market”, “.NET” not in “ASP.NET”.
    after = r"(?![\w+#&]|-\w)" if len(name) <= 3 else r"(?![\w+#])"
    if not name[-1].isalnum():
        after = r"(?!\w)"
    if not name[0].isalnum():
        before = r"(?<!\w)"
    return f"{before}{words}{after}"


def _is_listed(text: str, found: list[re.Match[str]], number: int) -> bool:
    """Whether a single letter stands in a list with other names, and is one itself, then."""
    neighbours = found[max(number - 1, 0) : number] + found[number + 1 : number + 2]
    own = found[number]
    gaps = (
        text[min(own.end(), each.end()) : max(own.start(), each.start())] for each in neighbours
    )
    return any(_LISTED.fullmatch(gap) for gap in gaps)
