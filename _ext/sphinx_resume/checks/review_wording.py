"""Words that get in the way of learning from an incident review, and better ones.

A review asks how things made sense to the people who were there. Words that name a single cause,
say what did not happen, or judge people answer that before it is asked. All are suggestions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class WordingFinding:
    """Words in a text, and what to write instead."""

    #: The offset of the words in the text.
    start: int
    message: str


_COUNTERFACTUAL: Final = "tells what did not happen; say what was done, and why it made sense then"
_BLAME: Final = "judges people; say what they saw, knew and were able to do"

#: Patterns of whole words, in any case, with what to say about them.
_PATTERNS: Final = tuple(
    (re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE), advice)
    for words, advice in (
        (
            r"root[\s-]+causes?",
            "names one cause where there were several; write “contributors”, and what each did",
        ),
        (
            r"(?:human|operator|user)\s+(?:error|mistake)s?",
            "stops the search where it should begin; say what made the action look right",
        ),
        (r"(?:should|could|would|ought\s+to)(?:\s+not|n['’]t)?\s+have", _COUNTERFACTUAL),
        (r"(?:failed|forgot|neglected|omitted)\s+to", _COUNTERFACTUAL),
        (r"careless(?:ly|ness)?|reckless(?:ly)?|negligen(?:t|tly|ce)|incompeten(?:t|ce)", _BLAME),
        (r"sloppy|lazy|stupid(?:ly|ity)?|blam(?:e|ed|es|ing)|culprits?|guilty", _BLAME),
        (r"(?:at|whose|my|his|her|their)\s+fault", _BLAME),
    )
)

#: What looks like a person's name: after a title, as a handle, or before a verb of thinking.
_PERSON: Final = re.compile(
    r"""
    \b (?: Mrs? | Ms | Dr | Prof )\b \.? \s+ [A-Z]
    | (?<![\w.@/-]) @ (?! (?:all|channel|everyone|here|team)\b ) [A-Za-z]\w*\b (?!/)
    | \b (?! (?: I | We | You | He | She | It | They | One | Who | Others | Some | Many | Most | Few
          | None | Both | All | (?:No|Some|Any|Every)(?:body|one) | People | Users | Customers
          | Engineers | Operators | Developers | Colleagues | Management | Operations | Support
          )\b )
      [A-Z][^\W\dA-Z_]+ \s+
      (?: assumed | believed | decided | feared | felt | forgot | hoped | knew | reali[sz]ed
        | remembered | said | suspected | thought | wanted ) \b
    """,
    re.VERBOSE,
)


def wording_findings(
    text: str, private_names: Iterable[str] = (), *, wordings: bool = True
) -> Iterator[WordingFinding]:
    """Suggestions for better wording of a text, in the order of the text.

    `private_names` are people who must not be named; without `wordings`, only they are looked for.
    """
    found = []
    if wordings:
        found += [
            WordingFinding(match.start(), f"“{' '.join(match[0].split())}” {advice}")
            for pattern, advice in _PATTERNS
            for match in pattern.finditer(text)
        ]
        message = "this looks like the name of a person; write the person's role instead"
        found += [WordingFinding(match.start(), message) for match in _PERSON.finditer(text)]
    found += _named(text, private_names)
    yield from sorted(found, key=lambda finding: (finding.start, finding.message))


def _named(text: str, names: Iterable[str]) -> Iterator[WordingFinding]:
    # The message does not repeat the name, since it may end up in public logs.
    for name in sorted({" ".join(name.split()) for name in names} - {""}):
        words = r"\s+".join(map(re.escape, name.split()))
        for match in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE):
            message = "this name is on your list of private names; write the person's role instead"
            yield WordingFinding(match.start(), message)
