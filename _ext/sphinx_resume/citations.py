"""Citations: which entry names which other one, and in what sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from sphinx_resume.entry import Place


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
#: one or two letters, or one with a stop inside, is taken for an abbreviation (“e.g.”, “Dr.”), and
#: so are a few longer ones that never end a sentence.
_SENTENCE_END: Final = re.compile(
    r"""(?: (?<![\w.]) (?! (?i:approx|bzw|excl|incl|inkl|resp|vgl)\. ) [^\W_] [\w'’/+#-]{2,} \.
        | [)\]”’"'%] \. | [!?…] ) [”’"')\]]* (?P<gap>\s+)
        (?= [“‘"'(\[]* [^\W_a-zß-öø-ÿ] )""",
    re.VERBOSE,
)

#: What stands for a reference where ends are looked for: it can begin a sentence and end one.
_STAND_IN: Final = "Name"


def sentence_at(parts: Sequence[str | Reference], index: int) -> Sentence:
    """The sentence around the reference ``parts[index]`` of a text; white space is folded."""
    texts = [part if isinstance(part, str) else _STAND_IN for part in parts]
    starts = list(accumulate(map(len, texts), initial=0))
    ends = list(_SENTENCE_END.finditer("".join(texts)))
    here = starts[index]
    begin = max((end.end() for end in ends if end.end() <= here), default=0)
    stop = min((end.start("gap") for end in ends if end.end() > here), default=starts[-1])
    return _tidy(
        part[max(begin - start, 0) : max(stop - start, 0)] if isinstance(part, str) else part
        for part, start in zip(parts, starts, strict=False)
        if isinstance(part, str) or begin <= start < stop
    )


def _tidy(parts: Iterable[str | Reference]) -> Sentence:
    folded = [
        re.sub(r"\s+", " ", part) if isinstance(part, str) else part for part in parts if part
    ]
    if folded and isinstance(folded[0], str):
        folded[0] = folded[0].lstrip()
    if folded and isinstance(folded[-1], str):
        folded[-1] = folded[-1].rstrip()
    return tuple(part for part in folded if part)
