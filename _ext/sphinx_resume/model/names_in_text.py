"""Finds declared names in texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from sphinx_resume.model.slugs import fold

#: The maximum length of names that could also be ordinary words: “go”, “rest”, “it”.
_SHORT: Final = 4
#: Separators between two names in a list.
_LISTED: Final = re.compile(
    r"\s*(?:[,/;|•·]|[,;]?\s(?:and|or|und|oder|et|y|&)\s)\s*", re.IGNORECASE
)
#: Letters of scripts that put no space between words, or join others to them, so that a name may
#: begin or end anywhere: Thai, Lao, Khmer, Burmese, Chinese, Japanese, Korean.
UNSPACED: Final = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u2e80-\u2fff\u3005-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff]"
)
#: A letter or digit that belongs to the same word as one beside it.
NEAR: Final = rf"[^\W{UNSPACED[1:-1]}]"

# Spelling variants of names

#: Where a name may start. Compiled when it is first needed, for that takes long.
_MAY_START: Final = rf"(?<!{NEAR}){NEAR}|{UNSPACED}|[^\w\s]"

#: What may replace a space, hyphen, slash, or dot in a name; but not the end of a paragraph.
_GAP: Final = r"(?:[^\S\n]|\n(?!\s*\n)|[/\-‐‑–·_]|\.(?!\s)){0,3}"
_AND: Final = r"\s*(?:&|\+|/|and|und|et|y)\s*"
#: A capital within a word, as in “GitLab”; not in “NoSQL”, which differs from “no SQL”.
_HUMP: Final = re.compile(r"(?<=\w[a-zß-öø-ÿ]{2})(?=[A-Z])")
#: Endings of German compounds with names: “Linuxkenntnisse”.
_COMPOUND: Final = (
    r"s?(?:administration|anwendung(?:en)?|architektur(?:en)?|betrieb|cluster[ns]?|dienste?"
    r"|entwickler(?:in)?|entwicklung|erfahrung(?:en)?|infrastruktur|kenntnissen?|plattform(?:en)?"
    r"|programmierung|systeme?n?|technologien?|umgebung(?:en)?|verwaltung|werkzeuge?n?|wissen)"
)
#: Words after which a lower-case word is a verb, not a name: “to react”, “we express”.
_BEFORE_VERBS: Final = re.compile(
    r"\b(?:to|not|you|we|they|can|will|must|should|may|could|would|who)[^\S\n]+$", re.IGNORECASE
)
#: Words before which a short word at the start of a sentence is a verb: “Go beyond …”.
_AFTER_VERBS: Final = re.compile(
    r"[^\S\n]+(?:a|above|ahead|all|an|back|beyond|deep|deeper|from|further|home|it|live|my|our|out"
    r"|sure|that|the|this|through|to|your)\b"
)
#: Words after which a single letter is a name: “programs in R”.
_BEFORE_LETTERS: Final = re.compile(r"\b(?:in|know|like|mit|using|with)[^\S\n]+$", re.IGNORECASE)
_AFTER_LETTERS: Final = re.compile(r"[ -](?:programm|develop|entwickl|kenntnis|language|code\b)")
#: Phrases that begin with a short name: “Go-to-market”, “Go-live”; not “Go-based”, “Go-Entwickler”.
_NO_PHRASE: Final = (
    r"(?!['’]\w{2}|-(?:to|To|TO)\b|-(?!based|basiert|like|native|driven|style)(?-i:[a-z]))"
)
#: Text before the start of a sentence.
_START: Final = re.compile(r"(?:^|[\n.!?:;•*–—\-\"“„(])[^\S\n]*$")
#: Words of which nearly every sentence has one, in German and in English.
_GERMAN: Final = re.compile(
    r"\b(?:das|dein|deine|den|der|die|du|ein|eine|für|ist|mit|oder|sie|und|von|wir)\b",
    re.IGNORECASE,
)
_ENGLISH: Final = re.compile(
    r"\b(?:a|an|and|for|in|is|of|on|or|our|the|to|we|with|you|your)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """An occurrence of a name in a text."""

    start: int
    end: int
    #: The name as the text writes it, and as it is declared.
    text: str
    name: str
    #: The owner of the name, such as the id of an entry.
    owner: str


class _Pattern(NamedTuple):
    """What a name looks like: the few patterns around it are shared by all names."""

    before: str
    core: str
    after: str


@dataclass(frozen=True)
class _Name:
    text: str
    owner: str
    #: Its first letters, in lower case, however it is written.
    head: str
    pattern: Callable[[str], _Pattern]

    @cached_property
    def _parts(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        """Compiled only when a text has its first letters."""
        found = self.pattern(self.text)
        core = re.compile(found.core, re.IGNORECASE)
        return _compiled(found.before), core, _compiled(found.after)

    def end(self, text: str, at: int) -> int:
        """Where it ends in a text if it begins there, or else -1."""
        before, core, after = self._parts
        own = core.match(text, at)
        rest = after.match(text, own.end()) if own and before.match(text, at) else None
        return rest.end() if rest else -1


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


class Names:
    """Names to look for; the longest match counts, so that “Google Cloud” is not a “Cloud”.

    They are found as whole words, in any case if they are longer than a few letters. `freely` also
    finds inflected names, and those with another sign, or none, between their words: “incident
    review”, “NodeJS”, “CI-CD”.
    """

    def __init__(self, names: Iterable[tuple[str, str]], *, freely: bool = False) -> None:
        """Take pairs of a name and its owner; the first of several with the same name counts."""
        self._freely = freely
        found: dict[str, tuple[str, str]] = {}
        for name, owner in names:
            if fold(name):
                found.setdefault(fold(name), (" ".join(name.split()), owner))
        self._by_first: dict[str, list[_Name]] = {}
        pattern = _free if freely else _whole
        for name, owner in sorted(found.values(), key=lambda pair: (-len(pair[0]), pair[0])):
            head = re.match(r"[^\W_]{0,2}", name)
            letters = (head[0] if head and head[0] else name[0]).casefold()
            self._by_first.setdefault(letters[0], []).append(_Name(name, owner, letters, pattern))

    def find(self, text: str) -> list[Found]:
        """The names in a text, in order."""
        found = [*self._candidates(text)]
        if not self._freely:
            found = [each for each in found if _is_as_declared(each)]
            listed = _in_lists(text, found, [True] * len(found), most=1)
            return [each for n, each in enumerate(found) if len(each.text) > 1 or listed[n]]
        nouns = has_capital_nouns(text)
        sure = [_is_name(text, each, nouns) for each in found]
        listed = _in_lists(text, found, sure, most=len(found))
        return [each for n, each in enumerate(found) if sure[n] or listed[n]]

    def _candidates(self, text: str) -> Iterator[Found]:
        at, may_start = 0, re.compile(_MAY_START)
        while start := may_start.search(text, at):
            at = start.start()
            head = text[at : at + 2].casefold()
            for name in self._by_first.get(head[:1], ()):
                if head.startswith(name.head) and (end := name.end(text, at)) > 0:
                    yield Found(at, end, text[at:end], name.text, name.owner)
                    at = end - 1
                    break
            at += 1


def has_capital_nouns(text: str) -> bool:
    """Whether a text is in German, which gives all nouns a capital letter."""
    return len(_GERMAN.findall(text)) > len(_ENGLISH.findall(text))


def _is_as_declared(found: Found) -> bool:
    return len(found.text) > _SHORT or " ".join(found.text.split()) == found.name


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _is_name(text: str, found: Found, nouns: bool) -> bool:
    """Whether a word is certainly a name, and not an ordinary word."""
    declared, written = _letters(found.name), _letters(found.text)
    before, after = text[max(0, found.start - 40) : found.start], text[found.end : found.end + 40]
    if len(declared) == 1 and found.name.isalnum():
        near = _BEFORE_LETTERS.search(before) or _AFTER_LETTERS.match(after)
        return written[:1] == declared and bool(near)
    is_same = written.startswith(declared)
    if len(declared) <= _SHORT:
        if not is_same:  # without a vowel, it is not an ordinary word
            return bool(declared) and not re.search("[aeiouyäöü]|[^\x00-\x7f]", declared.casefold())
        is_title = declared.istitle() and declared.isascii()
        return not (is_title and _AFTER_VERBS.match(after) and _START.search(before))
    is_lowered = declared[0].isupper() and written.islower() and declared.isalpha()
    if is_lowered and " " not in found.name:
        return not (nouns or _BEFORE_VERBS.search(before))
    return True


def _in_lists(text: str, found: Sequence[Found], sure: Sequence[bool], most: int) -> list[bool]:
    """Whether each one is in a list with a certain name, or with two possible ones.

    At `most` so many places beside it are looked at.
    """
    joined = [bool(_LISTED.fullmatch(text, one.end, other.start)) for one, other in pairwise(found)]
    result = []
    for number in range(len(found)):
        first, last = number, number
        while first > 0 and joined[first - 1] and number - first < most:
            first -= 1
        while last < len(joined) and joined[last] and last - number < most:
            last += 1
        others = [sure[n] for n in range(first, last + 1) if n != number]
        result.append(any(others) or (most > 1 and len(others) > 1))
    return result


def _whole(name: str) -> _Pattern:
    """A pattern for a name as a whole word, with any whitespace."""
    words = r"\s+".join(map(re.escape, name.split()))
    before = r"(?<![\w&])" if len(name) > 3 else r"(?<![\w&.\-/'’+#])"
    # “C” is not in “C++”, “Go” not in “Go-to-market”, “.NET” not in “ASP.NET”.
    after = r"(?![\w+#&]|-\w)" if len(name) <= 3 else r"(?![\w+#])"
    if not name[-1].isalnum():
        after = r"(?!\w)"
    if not name[0].isalnum():
        before = r"(?<!\w)"
    return _Pattern(before, words, after)


def _free(name: str) -> _Pattern:
    """A pattern for a name as a whole word, with inflections and any separators of its words."""
    parts = re.findall(r"[^\W_]+|[^\w\s]|_|\s+", name)
    words = [part for part in parts if part[0].isalnum()]
    pattern, gap, endings, last = "", "", "", len(words)
    for number, part in enumerate(parts, 1):
        if part[0].isalnum():
            last -= 1
            stem, endings = _inflected(part) if number == len(parts) else (part, "")
            pattern += gap + _humped(stem)
            gap = ""
        elif part == "&":
            gap = _AND
        elif part in "/-.‐‑–·_" or part.isspace():
            if pattern and last:
                gap = gap or _GAP
            else:
                pattern += re.escape(part)
        else:
            pattern += gap + re.escape(part)
            gap = ""
    return _Pattern(_before(name), pattern, endings + _after(name))


def _before(name: str) -> str:
    if re.match(UNSPACED, name):
        return ""
    near = rf"(?<!{NEAR})"
    if not name[0].isalnum() or len(name) > 3:
        return near
    return near + (r"(?<![&.'’+#])" if name.isupper() else r"(?<![\-&.'’+#])")


def _after(name: str) -> str:
    if re.match(UNSPACED, name[-1]):
        return ""
    if not name[-1].isalnum():
        return rf"(?!{NEAR})"
    after = rf"(?!{NEAR}|[+#])"
    if len(name) > 3:
        return after
    return after + "(?!&)" + ("" if name.isupper() else _NO_PHRASE)


def _humped(word: str) -> str:
    return r"[\s\-]?".join(map(re.escape, _HUMP.split(word)))


def _inflected(word: str) -> tuple[str, str]:
    """The stem of the last word of a name, and a pattern for what may follow it."""
    if len(word) < 3 or not word.isalpha() or re.search(UNSPACED, word):
        return word, ""
    if word.isupper():
        return word, rf"(?:['’]?s|{_COMPOUND})?"
    # Certainly a plural, unlike “Rails”, “Windows”, “Redis”.
    if word.endswith("ies") and len(word) > 5:
        return word[:-3], "(?:y|ies)"
    if re.search("(?:ch|sh|x|z|s)es$", word):
        return word[:-2], "(?:e|es)?"
    if word.islower() and re.search("[^su]s$", word):
        return word[:-1], "s?"
    if re.search("[^aeiou]y$", word):
        return word[:-1], "(?:y|ies)"
    if len(word) > 7 and word.endswith("en"):
        return word[:-2], rf"(?:en)?(?:{_COMPOUND})?"
    endings = "s|es|n|en|e|['’]s" if len(word) > _SHORT else "s|['’]s"
    compound = f"|{_COMPOUND}" if len(word) >= _SHORT else ""
    return word, f"(?:{endings}{compound})?"
