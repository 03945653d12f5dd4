"""Hypothesis strategies for anything an author might write: pages, options, times, other files.

The options of entries and views come from the extension's declarations, so new kinds of entries,
views and options are covered without a change here.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from textwrap import indent
from typing import Any, Final

from hypothesis import strategies as st

from sphinx_resume.model.citations import Rewording
from sphinx_resume.model.entries import ENTRY_TYPES, Occasion
from sphinx_resume.model.options import options
from sphinx_resume.model.person import Person
from sphinx_resume.views import VIEWS
from tests.support.hostile import TEXTS
from tests.support.pdf.wide import ADDRESS, CODE, WORD

DIRECTIVES: Final[dict[str, type[Any]]] = {
    **ENTRY_TYPES,
    Occasion.name: Occasion,
    Rewording.name: Rewording,
    **VIEWS,
}

#: Files that pages include.
INCLUDED: Final = ("part.inc", "part.txt")

# --- Texts -----------------------------------------------------------------------------------

#: Whole values, and parts of dates, times and addresses.
_WORDS: Final = st.sampled_from(
    [
        *("good", "go", "Go", "present", "public", "internal", "sanitised", "full", "year", "TODO"),
        *("2020", "2020-02-30", "0000", "9999-12-31", "2020-01 to 2019-01", "–", "2020 – 2021"),
        *(
            "0001 to 9999",
            "0001-01",
            "9999",
            "a, b",
            "x, Go",
            "1",
            "talk, position",
            "UTC",
            "Europe/Berlin",
        ),
        *("https://example.org", "javascript:x", "mailto:", "http://[", "10.1145/1", "position"),
        *("", " ", ",", ",,", ":", "|", ">", "#", "'", '"', "\\", "{}", "[a]", "&x", "*x", "!!x y"),
        *(
            '"a, b", c',
            "'a, b', c",
            '"a, b',
            "[a, 'b, c']",
            "a,",
            "Unit #12",
            "A # b",
            '"A # b"',
            "# b",
        ),
        *("{{ role }}", "{{ role | upper }}", "{{ gone }}", "{{ bold }}", "{{", "a {{ 1/0 }} b"),
        *("|role|", "Doe, J., me, Roe, A.", "Ann Other, Jr.", "Doe, J, Roe, A", "me", "me, me"),
        *(
            "データベース",
            "ﾃﾞｰﾀ",
            "Обучение",
            "हिन्दी",
            "การจัดการน้ำ",
            "데이터",
            "مهارة",
            "❶",
            "٣",
            "가나",
        ),
        *TEXTS.values(),
    ]
)
#: Values on several lines, most of them lists.
_LINES: Final = st.sampled_from(
    [
        "a\n  b",
        "\n  Doe, J.\n  Roe, A.",
        "\n  - a, b\n  - 'c'",
        "|\n  a # b\n  c",
        ">\n  a",
        '"a\n  b"',
    ]
)
_SIGNS: Final = st.characters(codec="utf-8", exclude_characters="\r\n")
TEXT: Final = _WORDS | st.text(_SIGNS, max_size=12)


def _written(pattern: str) -> st.SearchStrategy[str]:
    return st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True)


DATES: Final = _written(r"[12]\d{3}(-[01]\d(-[0-3]\d)?)?( (to|-|–) [12]\d{3})?")

#: Starts and ends of positions; few different ones, so that they touch and overlap.
ENDS: Final = st.sampled_from(
    ["2020-01", "2020-06", "2020-06-15", "2020", "2019", "2027-03", "9999", "present", "Present"]
)

_MARKS: Final = ("start", "detection", "mitigation", "resolution", "end", "", "start, detection")
#: The time at the beginning of an event.
TIMES: Final = st.builds(
    "{}{} ".format,
    st.one_of(
        _written(r"T ?[-+−] ?(\d{1,5} ?d)? ?(\d{1,5} ?h)? ?(\d{1,6} ?min)? ?(\d{1,8} ?s)?"),
        _written(
            r"(\d{4}-[01]\d-[0-3]\d )?[0-2]?\d:[0-6]\d(:[0-6]\d(\.\d+)?)?(Z|[-+][01]\d:?[0-6]\d)?"
        ),
        st.sampled_from(["0001-01-01 00:00", "9999-12-31 23:59", "2023-03-26 02:30", "T+0"]),
    ),
    st.just("") | st.sampled_from(_MARKS).map(" [{}]".format),
)

# --- Pages -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """A directive with options and a body, which may contain other directives."""

    name: str
    argument: str
    options: tuple[tuple[str, str], ...]
    body: tuple[str | Block, ...]
    #: The text between options and body.
    gap: str = "\n"
    #: Whether the options are in YAML, in Markdown.
    yaml: bool = False
    #: The marker of the list item or quotation that contains it.
    mark: str = ""

    def markdown(self) -> str:
        """The block with a fence longer than those within it."""
        body = "\n\n".join(_markdown(self.body))
        fence = "`" * max(3, *(len(ticks) + 1 for ticks in re.findall("`*", body)))
        return self._within(
            "\n".join(
                [
                    f"{fence}{{{self.name}}} {self.argument}",
                    *self._head(),
                    f"{self.gap}{body}",
                    fence,
                ]
            ),
            self.mark if self.mark == "> " else " " * len(self.mark),
        )

    def _within(self, text: str, margin: str) -> str:
        return self.mark + indent(text, margin, lambda line: True)[len(margin) :]

    def _head(self) -> Iterator[str]:
        if self.yaml:
            yield "---"
        for name, value in self.options:
            yield f"{name}: {value}" if self.yaml else f":{name}: {value}"
        if self.yaml:
            yield "---"

    def restructured(self) -> str:
        """The block, with its content indented."""
        head = [f":{name}: " + value.replace("\n", "\n  ") for name, value in self.options]
        inner = "\n".join([*head, self.gap + "\n\n".join(_restructured(self.body))])
        text = f".. {self.name}:: {self.argument}\n{indent(inner, '   ')}"
        return self._within(text, " " * len(self.mark))


def _markdown(parts: Iterable[str | Block]) -> Iterator[str]:
    return (part.markdown() if isinstance(part, Block) else part for part in parts)


def _restructured(parts: Iterable[str | Block]) -> Iterator[str]:
    return (part.restructured() if isinstance(part, Block) else part for part in parts)


#: Concurrent positions.
_CROWD: Final = "\n\n".join(
    f"```{{position}} crowd-{number}\n:title: T\n:organization: O {number}\n:start: 2020-01\n"
    f":end: {end}\n\nRan {{skill}}`Go`.\n```"
    for number, end in enumerate(["present", "2020-06", "2027-03", "9999", "2020", "present"])
)
_EVENTS: Final = st.builds("- {}{}".format, TIMES, TEXT)
_MARKDOWN: Final = [
    _CROWD,
    "Used {skill}`Go`, and\n{skill}`Goo`.",
    "Used [it]{.x} and {skill}`Goo <Go>`, {skill}`a <b>`, {skill}`<`, {skill}` `.",
    "See {any}`good`, {talk}`~good` and {position}`!good`.",
    "See [](#good), <project:#gone>, [x](other.rst) and [y](javascript:x).",
    "- one\n  - {interest}`two`\n\n  three\n- ",
    "> - nested {skill}`Goo`",
    "[of {skill}`Goo`](#good), *and {skill}`Go`*",
    "| a | b |\n|---|---|\n| {skill}`Go` | {skill}`Goo` |",
    "- {#good .x}\n  Of {skill}`Go`.\n\n  1. {.y}\n     In it {#x}",
    "- {.x}\n\n  ```{todo}\n  x\n  ```",
    "{#a .x}\nOf {skill}`Goo`.",
    "{.x}\n- One.\n- ```{only} html\n  - Two.\n  ```",
    "A term\n: - {.x}\n    Of {skill}`Go`.",
    "# A heading",
    "### Of {skill}`Go`",
    "```",
    "````",
    "---",
    "+++",
    "% a comment",
    "[^1]: A note.",
    "Noted[^1], [^1] and [^2].",
    "[^2]: Of views:\n\n    ```{entry-list} position\n    :style: full\n    ```\n\n"
    "    ```{skill-matrix}\n    ```",
    "```{entry-list} talk\n:style: full\n:by: year\n```",
    "```{contents}\n```",
    "See [it](#good){#mine .x}, {ref}`there <here>`, {numref}`drawn`, {doc}`/other`.",
    "```{figure} none.png\n:name: drawn\n\nDrawn\n```",
    "(here)=",
    "[here](#here)",
    "<div>",
    "<!-- {skill}`Go`",
    "```{note}\nOf {skill}`Goo`.\n```",
    "```{code-block} python\n:caption: {skill}`Go`\n\nx\n```",
    "```{toctree}\nother\nnone\n```",
    "```{figure} none.png\n\nOf {skill}`Go`\n```",
    "```{only} html\n```",
    "```{only} html\nOf {skill}`Go`.\n```",
    "````{only} latex or text\n```{award} only\n:title: T\n:date: 2020\n```\n````",
    "```{ifconfig} 1/0\nOf {skill}`Go`.\n```",
    "```{ifconfig} True\n## Of {skill}`Go`\n```",
    "```{todo}\nOf {skill}`Go`.\n```",
    "Of <b>{skill}`Go`</b> <!-- or --> <!-- not",
    "- Of {skill}`Go` <span hidden>{skill}`Goo`</span>, <script>x</script> <template>*{skill}`Go`*",
    "<div style='display:none'>",
    "</div>",
    '![a <!-- b -->](none.png "c <!-- d -->") [x](#here "<!-- e -->")',
    "- Of {skill}`Go` <!-- or\n\n  not -->",
    '"Of" {skill}`Go` -- it\'s {doc}`other`, {ref}`here`, {numref}`here`, {term}`x`...',
    "```{math}\n:label: sum\n1\n```",
    "See {eq}`sum` and {download}`conf.py`, {skill}`Go`.",
    "| a {skill}`Go`\n| b",
    "Of {skill}`Go`\\\nand {skill}`Goo`.",
    "![x](none.png)",
    # Content that is too wide, has no font, or has no LaTeX command of its own
    f"<{ADDRESS}> and `{CODE}`",
    f"| {' | '.join('abcdefghijklmnopqrstuvwxyz')} |\n|{'---|' * 26}\n| {WORD} |",
    "🚀 Жук 東京 ✅",
    "{cpp:expr}`a * f(b)` {kbd}`x` {menuselection}`a --> b` {eq}`none` {download}`x <conf.py>`",
    "```{glossary}\nA term\n  {skill}`Go`\n```",
    "```{hlist}\n- {skill}`Go`\n```",
    "```{py:class} A[T](b: int = 1, *, c) -> D\nOf {skill}`Go`.\n```",
]
_RESTRUCTURED: Final = [
    "Used :skill:`Go`, and\n:skill:`Goo`.",
    "See :any:`good`, :talk:`~good`, :position:`!good` and :skill:`a <b>`.",
    "See `here`_, here__ and :doc:`index`.",
    "- one\n\n  - :interest:`two`\n\n- ",
    "   - nested :skill:`Goo`",
    "=====  ===\n:skill:`Go`  b\n=====  ===",
    "A\n=",
    "Of :skill:`Go`\n-------------",
    "::",
    ".. a comment",
    ".. [1] A note.",
    ".. [#x] Of a view.\n\n   .. entry-list:: position\n      :style: full",
    ".. entry-list:: talk\n   :style: full",
    ".. contents::\n   :local:",
    "Noted [1]_ and [#x]_ and |x|.",
    "Of :skill:`Go` [1]_, [#x]_.",
    ".. |x| replace:: of :skill:`Goo`",
    ".. _here:",
    ".. class:: x",
    "- .. _mine:\n\n  Of :skill:`Go`.\n- .. class:: x\n\n  One.",
    ".. note:: Of :skill:`Goo`.",
    ".. raw:: html\n\n   <div>",
    ".. figure:: none.png\n\n   Of :skill:`Go`",
    ".. only:: html\n\n   Of :skill:`Go`.",
    ".. ifconfig:: False\n\n   Of :skill:`Go`.\n\n   A\n   =",
    ".. todo:: Of :skill:`Go`.",
    ".. math:: 1\n   :label: rest",
    "Of |x| in :skill:`Go`, :doc:`index`, :ref:`here`.",
    ":field: list\n:of: :skill:`Goo`",
    *(f".. include:: {name}" for name in INCLUDED),
]


@st.composite
def _blocks(draw: st.DrawFn, lines: st.SearchStrategy[str], depth: int) -> Block:
    name = draw(st.sampled_from(sorted(DIRECTIVES)))
    known = {opt.name: opt for opt in options(DIRECTIVES[name])}
    needed = [opt.name for opt in known.values() if opt.required and draw(st.integers(0, 4))]
    others = draw(st.lists(st.sampled_from([*known, "titel", "x"]), max_size=5))
    given = []
    for option in dict.fromkeys([*needed, *others]):
        usual = st.just(known[option].example) if option in known else TEXT
        usual = ENDS if option in {"start", "end", "date"} else usual
        given.append((option, draw(usual | usual | DATES | TEXT | _LINES)))
    if given and not draw(st.integers(0, 9)):
        given.append(given[0])
    inner = lines | _EVENTS
    argument = draw(
        st.sampled_from(["good", "Go", "talk", "a", "b", "c", "d", "データ", ""]) | TEXT
    )
    return Block(
        name,
        argument,
        tuple(given),
        tuple(draw(st.lists(inner | _blocks(lines, depth - 1) if depth else inner, max_size=4))),
        draw(st.sampled_from(["\n", "", "\n\n"])),
        # MyST reads a fence with a bar above such a line as a table without rows, which Sphinx
        # cannot write as LaTeX.
        "|" not in argument and draw(st.booleans()) and draw(st.booleans()),
        draw(st.sampled_from(["", "", "", "- ", "1. ", "> "])),
    )


def _pages(
    lines: list[str], written: Callable[[Iterable[str | Block]], Iterator[str]]
) -> st.SearchStrategy[str]:
    some = st.sampled_from(lines) | TEXT
    parts = st.lists(_blocks(some, 2) | _blocks(some, 1) | some, min_size=3, max_size=8)
    return parts.map(lambda parts: "\n\n".join(written(parts)) + "\n")


MARKDOWN: Final = _pages(_MARKDOWN, _markdown)
#: Included files include only these, because MyST has no limit on recursive inclusion.
INCLUDING: Final = _pages(
    [*_MARKDOWN, *(f"```{{include}} {name}\n```" for name in INCLUDED)], _markdown
)
RESTRUCTURED: Final = _pages(_RESTRUCTURED, _restructured)

_FRONT: Final = st.just("") | st.dictionaries(
    st.sampled_from(["orphan", "draft", "nosearch", "tocdepth", "myst", "title", "date"]) | TEXT,
    TEXT | st.just("{html_meta: {description: x}}"),
    max_size=2,
).map(lambda front: "\n".join(["---", *(f"{name}: {front[name]}" for name in front), "---", ""]))

#: Characters that some programs treat as line endings.
_BREAKS: Final = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
#: The files of a site, in both languages, and what they include.
SITES: Final = st.fixed_dictionaries(
    {
        "index.md": st.builds("{}# A\n\nFirst words.\n\n{}".format, _FRONT, INCLUDING),
        "other.rst": RESTRUCTURED.map(":orphan:\n\nB\n=\n\nFirst words.\n\n{}".format),
        INCLUDED[0]: MARKDOWN,
        # docutils splits included files at these, and others do not.
        INCLUDED[1]: RESTRUCTURED.map(lambda text: _BREAKS.sub("", text)),
    }
)

BUILDERS: Final = st.sampled_from(
    [
        *("html", "text", "latex", "xml", "singlehtml", "man", "epub"),
        *("resume-career", "resume-json", "resume-md", "resume-txt", "resume-docx"),
    ]
)

#: Phone numbers, valid or not.
PHONES: Final = st.builds(
    "{}{}{}".format,
    st.sampled_from(["+1 555 0100", "+49 (0)30 1234567", "030 12345", "+999 1", "+", "x"]),
    st.sampled_from(["", " ext. 12", "x9", "#1", ";ext=", " / 0101", "\n+39 06 6982", "\n\n"]),
    st.just("") | TEXT,
)

CONFIG: Final = st.fixed_dictionaries(
    {},
    optional={
        "extensions": st.just(
            ["myst_parser", "sphinx.ext.ifconfig", "sphinx.ext.todo", "sphinx_resume"]
        ),
        "numfig": st.just(True),
        "todo_include_todos": st.just(True),
        "language": st.sampled_from(["de", "ar", "xx"]),
        "resume_checks": st.just(
            {"stale": "warning", "unreached": "error", "author-order": "error"}
        ),
        "resume_contact": st.fixed_dictionaries(
            {"email": st.just("a@example.org"), "phone": PHONES}
        ),
        "resume_documents": st.lists(st.sampled_from(["index", "other", "none", ""]), max_size=3),
        "resume_language_check": st.just(True),
        "resume_name": st.sampled_from(["Ada Example", *TEXTS.values()]),
        "resume_private_names": st.lists(TEXT, max_size=2),
        "resume_stale_years": st.integers(0, 10**9),
        "resume_today": st.sampled_from(["0001-01-01", "1999-12-31", "9999-12-31"]),
        "html_baseurl": st.just("https://example.org/x"),
        "resume_feed": st.just(True),
        "myst_enable_extensions": st.just(
            ["substitution", "colon_fence", "attrs_block", "attrs_inline"]
        ),
        "myst_heading_anchors": st.just(2),
        "myst_substitutions": st.just({"role": "Engineer", "bold": "**x**"}),
    },
)

# --- Other files -----------------------------------------------------------------------------

_VALUES: Final = st.recursive(
    st.booleans() | st.integers() | TEXT | st.floats() | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=5,
)
_FIELDS: Final = st.sampled_from([opt.name for opt in options(Person)]) | TEXT

#: Data about a person, from a configuration or TOML.
PERSONS: Final = st.dictionaries(_FIELDS, _VALUES)

_TOML: Final = st.lists(
    st.builds(
        lambda name, value: f"{name} = {value}\n",
        st.sampled_from([opt.name for opt in options(Person)] + ["[links]\nx"]) | TEXT,
        TEXT | TEXT.map(json.dumps) | st.sampled_from(["1", "[" * 9999, "9" * 9999, "{x='y'}"]),
    ),
    max_size=4,
).map("".join)
PRIVATE: Final = st.binary() | _TOML.map(lambda text: text.encode("utf-8", "surrogatepass"))

_ROW: Final = st.lists(
    st.sampled_from(["go", "resume:skill", "resume:", ":", "1", "-1", "x", "a.html#$", "-"]) | TEXT,
    min_size=0,
    max_size=6,
).map(" ".join)


@st.composite
def inventories(draw: st.DrawFn) -> bytes:
    """Inventories that are invalid, truncated, or odd."""
    if draw(st.booleans()):
        return draw(st.binary())
    version = draw(st.sampled_from(["1", "2", "3", "x", ""]))
    head = (
        f"# Sphinx inventory version {version}\n# Project: {draw(TEXT)}\n# Version: {draw(TEXT)}\n"
    )
    rows = "\n".join(draw(st.lists(_ROW, max_size=4))).encode("utf-8", "replace")
    packed = zlib.compress(rows) if draw(st.booleans()) else rows
    whole = head.encode() + draw(st.sampled_from([b"# zlib\n", b"# none\n", b""])) + packed
    return whole[: draw(st.integers(0, len(whole)))] if draw(st.booleans()) else whole
