"""Citations: which entry names which other one, and in what sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
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
    r"""(?: (?<![\w.]) (?! (?i:approx|bzw|excl|incl|inkl|resp|vgl)\. ) [^\W_] [\w'’/+#-]{2,99} \.
        | [)\]”’"'%] \. | [!?…] ) [”’"')\]]* (?P<gap>\s+)
        (?= [“‘"'(\[]* [^\W_a-zß-öø-ÿ] )""",
    re.VERBOSE,
)

#: What stands for a reference where ends are looked for: it can begin a sentence and end one.
_STAND_IN: Final = "Name"


#: How many characters of a sentence are kept on either side of a reference. Sentences are shorter;
#: without a limit, a list of a thousand skills would be kept, and shown, a thousand times.
_REACH: Final = 500


def sentences_around(parts: Sequence[str | Reference]) -> dict[int, Sentence]:
    """The sentence around each reference of a text, by its index; white space is folded."""
    texts = [part if isinstance(part, str) else _STAND_IN for part in parts]
    starts = list(accumulate(map(len, texts), initial=0))
    text = "".join(texts)
    ends = list(_SENTENCE_END.finditer(text))
    begins = [0, *(end.end() for end in ends)]
    stops = [*(end.start("gap") for end in ends), len(text)]

    def sentence(index: int) -> Sentence:
        here, after = starts[index], starts[index + 1]
        number = bisect_right(begins, here) - 1
        begin, stop = begins[number], stops[number]
        more = ["", ""]
        if begin < here - _REACH:
            begin, more[0] = text.find(" ", here - _REACH, here) + 1 or here, "… "
        if stop > after + _REACH:
            stop, more[1] = max(text.rfind(" ", after, after + _REACH), after), " …"
        near = range(bisect_right(starts, begin) - 1, bisect_left(starts, stop))
        pieces = (_piece(parts[each], begin - starts[each], stop - starts[each]) for each in near)
        return _tidy([more[0], *pieces, more[1]])

    return {index: sentence(index) for index, part in enumerate(parts) if not isinstance(part, str)}


def _piece(part: str | Reference, begin: int, stop: int) -> str | Reference:
    """What there is of a part between two places, counted from its start."""
    if isinstance(part, str):
        return part[max(begin, 0) : stop]
    return part if begin <= 0 else ""


def _tidy(parts: Iterable[str | Reference]) -> Sentence:
    folded = [
        re.sub(r"\s+", " ", part) if isinstance(part, str) else part for part in parts if part
    ]
    if folded and isinstance(folded[0], str):
        folded[0] = folded[0].lstrip()
    if folded and isinstance(folded[-1], str):
        folded[-1] = folded[-1].rstrip()
    return tuple(part for part in folded if part)
