"""Markup in texts of other formats: what is converted, and what stays text."""

from __future__ import annotations

import pytest

from sphinx_resume.importing import myst
from sphinx_resume.importing.rich_text import blocks, bullet, plain_text


def written(text: str) -> list[str]:
    return myst.body(blocks(text))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a **b c** d", ["a **b c** d"]),
        ("a *b* and _c_", ["a *b* and *c*"]),
        ("[a b](https://example.org/x_(y))", ["[a b](<https://example.org/x_(y)>)"]),
        ("**[a](https://example.org)**", ["[**a**](<https://example.org>)"]),
        ("see https://example.org/a_b.", ["see <https://example.org/a_b>."]),
        ("run `make all` now", ["run `make all` now"]),
        ("one\ntwo\n\nthree", ["one two", "", "three"]),
        ("* a\n* b\n  1. c", ["- a", "- b", "   1. c"]),
        ("• a\n• b", ["- a", "- b"]),
        (r"a\_b \*c\* C\# \& R", [r"a_b \*c\* C# & R"]),
        ("R&amp;D, &lt;b&gt; &#233;", [r"R&D, \<b> é"]),
        ("<https://example.org>", ["<https://example.org>"]),
        ('[a](https://example.org "b")', ["[a](<https://example.org>)"]),
        # Text that only looks like markup.
        ("2 * 3 * 4", [r"2 \* 3 \* 4"]),
        ("f(*args, **kwargs)", [r"f(\*args, \*\*kwargs)"]),
        ("snake_case and __init__", [r"snake_case and \_\_init\_\_"]),
        ("[a](javascript:x)", [r"\[a](javascript:x)"]),
        ("a `b", [r"a \`b"]),
        ("AT&T; &nonsense; `&amp;`", [r"AT\&T; \&nonsense; `&amp;`"]),
        ("```{note}\nx\n```", [r"\`\`\`\{note} x \`\`\`"]),
        ("C:\\new", [r"C:\\new"]),
        ("I like <b> tags", [r"I like \<b> tags"]),
        ("vector<T>", [r"vector\<T>"]),
        ("1999-2001 was long", ["1999-2001 was long"]),
        ("- ", [r"\-"]),
    ],
)
def test_markdown_is_read_where_it_has_a_meaning(text: str, lines: list[str]) -> None:
    assert written(text) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<p>a <strong>b</strong> &amp; c</p><p>d</p>", ["a **b** & c", "", "d"]),
        ("<ul><li><p>a</p></li><li>b <em> c </em>d</li></ul>", ["- a", "- b *c* d"]),
        ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", ["1. a", "   - b", "2. c"]),
        (
            'a<br>b<br/><a href="https://example.org">c</a>',
            ["a", "", "b", "", "[c](<https://example.org>)"],
        ),
        ('<a href="javascript:x">c</a> d', ["c d"]),
        ("<p>vector<T></p>", [r"vector\<T>"]),
        ("<p>*not* Markdown</p><!-- nor this -->", [r"\*not\* Markdown"]),
        ("<div>a<script>x</script></div>", ["a"]),
        ("<style>p { a: b }</style><p>a</p>", ["a"]),
        ("<p>the <script> tag</p>", [r"the \<script> tag"]),
        ("<p>a</p><hr><pre>b  c</pre>", ["a", "", "b c"]),
        ('<p>a <abbr title="x">b</abbr> <img src="x"></p>', ["a b"]),
        # Marks of emphasis would not close between punctuation and a letter.
        ("<strong>Result:</strong>faster", ["Result:faster"]),
        ("a<em>(b)</em>", ["a(b)"]),
        ("<strong>Result:</strong> faster", ["**Result:** faster"]),
        ("<em>C++</em>, fast", ["*C++*, fast"]),
        ("<strong>a</strong><em>b</em>", ["**a**b"]),
        ("<p>&lt;b&gt; &nbsp;x</p>", [r"\<b> x"]),
    ],
)
def test_html_is_read_as_it_is_displayed(text: str, lines: list[str]) -> None:
    assert written(text) == lines


def test_list_items_may_be_nested() -> None:
    assert myst.body(bullet("a\n  - b\n  - c")) == ["- a", "   - b", "   - c"]
    assert myst.body(bullet("<p>a</p>")) == ["- a"]


def test_markup_is_removed_from_options() -> None:
    assert plain_text("[FlashInfer](https://example.org) **2**") == "FlashInfer 2"
