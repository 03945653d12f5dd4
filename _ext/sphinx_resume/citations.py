"""Citations: which entry names which other one, and in what sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sphinx_resume.entries import Place


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference to an entry, as its author wrote it."""

    kind: str
    target: str
    #: The author's own words for it, empty where the entry's label is to stand.
    text: str = ""
    #: Whether the short label is to stand.
    short: bool = False


#: A sentence as it is known before references can be resolved.
Sentence = tuple[str | Reference, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A cross-reference within the body of an entry."""

    #: Kind and id of the entry that cites.
    source: tuple[str, str]
    reference: Reference
    #: Where the citing sentence stands.
    place: Place
    sentence: Sentence


#: A full stop, what may close after it, and the white space before the next sentence. A word of
#: one or two letters, or one with a stop inside, is taken for an abbreviation (“e.g.”, “Dr.”).
_SENTENCE_END: Final = re.compile(
    r"""(?: (?<![\w.]) [^\W_] [\w'’/+#-]{2,} \. | [)\]”’"'] \. | [!?…] ) [”’"')\]]* (?P<gap>\s+)
        (?= [“‘"'(\[]* [^\W_a-zß-öø-ÿ] )""",
    re.VERBOSE,
)


def sentence_at(parts: Sequence[str | Reference], index: int) -> Sentence:
    """The sentence around ``parts[index]`` in a block of text; white space is folded."""
    before: list[str | Reference] = []
    for part in reversed(parts[:index]):
        if isinstance(part, str) and (ends := list(_SENTENCE_END.finditer(part + "X"))):
            before.append(part[ends[-1].end() :])
            break
        before.append(part)
    after: list[str | Reference] = []
    for part in parts[index + 1 :]:
        if isinstance(part, str) and (end := _first_end(part)) is not None:
            after.append(part[:end])
            break
        after.append(part)
    return _tidy([*reversed(before), parts[index], *after])


def _first_end(text: str) -> int | None:
    # A reference may stand right before the full stop: a stand-in word lets the rule see it.
    match = _SENTENCE_END.search("word" + text + "X" if text[:1] in ".!?" else text)
    if match is None:
        return None
    return match.start("gap") - (4 if text[:1] in ".!?" else 0)


def _tidy(parts: Iterable[str | Reference]) -> Sentence:
    folded = [re.sub(r"\s+", " ", part) if isinstance(part, str) else part for part in parts]
    if folded and isinstance(folded[0], str):
        folded[0] = folded[0].lstrip()
    if folded and isinstance(folded[-1], str):
        folded[-1] = folded[-1].rstrip()
    return tuple(part for part in folded if part)
