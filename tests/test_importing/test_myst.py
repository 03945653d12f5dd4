"""Text of other formats, escaped so that MyST reads it as the same text."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser

from sphinx_resume.importing import myst
from sphinx_resume.importing.rich_text import Block, Span, blocks, bullet, paragraph
from sphinx_resume.model.option_syntax import markdown
from sphinx_resume.model.options import listed, people
from tests.conftest import MYST_IS_OLD

pytestmark = MYST_IS_OLD

#: All extensions of MyST that a project may enable, except those that replace characters.
EXTENSIONS = [
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "html_admonition",
    "html_image",
    "strikethrough",
    "substitution",
    "tasklist",
]


def document(lines: list[str]) -> nodes.document:
    """Lines parsed by MyST as in the body of an entry, that is, without front matter."""
    return publish_doctree(
        "\n".join(["", *lines]),
        parser=Parser(),
        settings_overrides={
            "myst_enable_extensions": EXTENSIONS,
            "report_level": 5,
            "smart_quotes": False,
        },
    )


def words(node: nodes.Node) -> str:
    """The text of a node, with whitespace collapsed."""
    return " ".join(node.astext().split())


#: Characters of markup, alone and in typical combinations.
SIGNS = st.sampled_from(
    [
        *"\\`*_{}[]()<>#+-.!|~$&%^@:;=\"'/,? \n",
        "C++",
        "<T>",
        "</b>",
        "<!--",
        "-->",
        "{{",
        "}}",
        "{skill}`Go`",
        "```",
        ":::",
        "```{note}",
        "$x$",
        "$$",
        "~~",
        "&amp;",
        "&#38;",
        "[^1]",
        "[x](y)",
        "![x](y)",
        "- ",
        "1. ",
        "1) ",
        "# ",
        "> ",
        "+++",
        "---",
        "(x)=",
        "% ",
        ": ",
        ":name: ",
        "| a | b |",
        "|---|---|",
        "\\begin{align}",
        "https://example.org/a_b",
        "a",
        "word",
        "été",
    ]
)
TEXTS = st.lists(SIGNS, min_size=1, max_size=14).map("".join)


@given(TEXTS)
@settings(deadline=None)
def test_text_in_a_paragraph_stays_text(text: str) -> None:
    found = document(myst.body([paragraph(text)]))
    assert words(found) == " ".join(text.split())
    assert {type(each) for each in found.children} <= {nodes.paragraph}
    inside = {type(each) for each in found.findall(nodes.Element)}
    assert inside <= {nodes.document, nodes.paragraph}


@given(TEXTS, TEXTS)
@settings(deadline=None)
def test_text_in_a_list_item_stays_text(one: str, other: str) -> None:
    found = document(myst.body([Block((Span(one),), 0), Block((Span(other),), 0)]))
    said = [" ".join(text.split()) for text in (one, other)]
    assert [words(item) for item in found.findall(nodes.list_item)] == [s for s in said if s]
    inside = {type(each) for each in found.findall(nodes.Element)}
    assert inside <= {nodes.document, nodes.bullet_list, nodes.list_item, nodes.paragraph}


@given(TEXTS)
@settings(deadline=None)
def test_styled_text_keeps_its_words(text: str) -> None:
    spans = (
        Span("before "),
        Span(text, strong=True),
        Span(" and "),
        Span(text, link="https://example.org/?a=<b>&c=(d)"),
    )
    found = document(myst.body([Block(spans)]))
    said = " ".join(text.split())
    assert words(found) == " ".join(f"before {said} and {said}".split())


STYLED = st.builds(Span, TEXTS, st.booleans(), st.booleans())


@given(st.lists(STYLED, min_size=1, max_size=4))
@settings(deadline=None)
def test_adjacent_styles_keep_their_words(spans: list[Span]) -> None:
    found = document(myst.body([Block(tuple(spans))]))
    assert words(found) == " ".join("".join(span.text for span in spans).split())


def test_long_lines_are_wrapped_without_breaking_markup() -> None:
    text = "A sentence with {skill}`Site Reliability Engineering` in it, then some. " * 5
    lines = myst.wrapped(text)
    assert max(map(len, lines)) <= myst.WIDTH
    assert sum(line.count("`Site Reliability Engineering`") for line in lines) == 5


@given(TEXTS.map(lambda text: " ".join(text.split())).filter(bool))
def test_an_option_round_trips(text: str) -> None:
    written = markdown([myst.option("title", text)])
    assert (written.texts, written.findings) == ({"title": text}, ())


@given(st.lists(TEXTS.map(lambda text: " ".join(text.split())).filter(bool), min_size=1))
def test_a_list_option_round_trips(items: list[str]) -> None:
    written = markdown([myst.list_option("tags", items)], {"tags"})
    assert written.findings == ()
    assert listed(written.texts["tags"]) == tuple(items)


def test_people_keep_suffixes_of_their_names() -> None:
    given_names = ["Doe, Jane", "Martin Example, Jr.", "Ann Other"]
    written = markdown([myst.list_option("co-authors", given_names)], {"co-authors"})
    assert people(written.texts["co-authors"]) == tuple(given_names)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Cut costs by 28%, in C++ and C#", "Cut costs by 28%, in C++ and C#"),
        ("raised $18M from a|b; snake_case & co", "raised $18M from a|b; snake_case & co"),
        ("2013 – 2014. 3 < 4 > 2", "2013 – 2014. 3 < 4 > 2"),
        ("“It's fine” (really) @me #1", "“It's fine” (really) @me #1"),
    ],
)
def test_text_is_escaped_only_where_necessary(text: str, line: str) -> None:
    assert myst.body(blocks(text)) == [line]


def test_paragraphs_and_items_are_kept_apart() -> None:
    text = "Intro.\n\n- one\n  goes on\n- two\n  - deeper\n\nOutro."
    found = document(myst.body([*blocks(text), *bullet("three")]))
    assert [words(item) for item in found.findall(nodes.paragraph)] == [
        "Intro.", "one goes on", "two", "deeper", "Outro.", "three",
    ]  # fmt: skip
    assert len(list(found.findall(nodes.bullet_list))) == 3
