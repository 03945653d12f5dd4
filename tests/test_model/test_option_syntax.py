"""The syntax of options in Markdown and in reStructuredText, in detail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_resume.model.option_syntax import Written, markdown, restructured, unquoted
from tests.support.strategies import PROVEN

if TYPE_CHECKING:
    from tests.conftest import MakeSite

LISTS = {"tags"}


def read(text: str) -> Written:
    return markdown(text.splitlines(), LISTS)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (":title: Employee #3, then lead", "Employee #3, then lead"),
        (":title: #1 of ten", "#1 of ten"),
        (':title:  A: b, "c"  ', 'A: b, "c"'),
        (':title: "A # b"', "A # b"),
        (":title: 'It''s # b'", "It's # b"),
        (':title: "A \\"b\\" \\u0041 C:\\Dir"', 'A "b" A C:\\Dir'),
        (':title: "A" b', '"A" b'),
        (':title: "A', '"A'),
        (":title:\tA\tb", "A\tb"),
        (":title: C# and F#", "C# and F#"),
        (":title:", ""),
        (":'title': a", "a"),
        (":title: a\n:  b", "a\n  b"),
        (":title: |\n:   a #x\n:   b", "a #x\nb"),
        ("---\ntitle: a\n---", "a"),
        ("---\n  title: a\n  # not shown\n---", "a"),
        ("---\ntitle: >\n  a\n  b\n---", "a\nb"),
        ("---\ntitle: a\n  b\n", "a\n  b"),
    ],
)
def test_a_markdown_value_is_unquoted(text: str, value: str) -> None:
    written = read(text)
    assert written.texts == {"title": value}
    assert written.findings == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (':tags: "a, b", c', '"a, b", c'),
        (":tags: \"a #b\", 'c #d', e", "\"a #b\", 'c #d', e"),
        (":tags:\n  a, b\n  c\n:title: d", "a, b\n  c"),
        (":tags: |\n  a #x\n  b", "a #x\nb"),
        ("---\ntags:\n- a\n---", "- a"),
        ('---\ntags:\n  - a, b\n  - "#c"\n---', '- a, b\n  - "#c"'),
        ("---\ntags:\n  - a\n  # not shown\n  - b\n---", "- a\n  \n  - b"),
    ],
)
def test_a_markdown_list_keeps_its_lines_and_bullets(text: str, value: str) -> None:
    written = read(text)
    assert written.texts["tags"] == value
    assert written.findings == ()


@pytest.mark.parametrize(
    ("text", "kept", "line", "comment"),
    [
        (":title: A # b", "A", 0, "# b"),
        (":start: 2020\n:title: A #b", "A", 1, "#b"),
        (":title: # b", "", 0, "# b"),
        ('---\ntitle: "A" # b\n---', "A", 1, "# b"),
        ("---\ntitle: A\n  b # c\n---", "A\n  b", 2, "# c"),
    ],
)
def test_a_comment_after_a_value_is_dropped_and_reported(
    text: str, kept: str, line: int, comment: str
) -> None:
    written = read(text)
    assert written.texts["title"] == kept
    message = (
        f"“{comment}” begins a comment and is left out; to keep it, put the value in quotation "
        'marks, as title: "…"'
    )
    assert written.findings == ((line, message),)


@pytest.mark.parametrize(
    ("text", "length", "rest"),
    [
        ("", 0, ""),
        ("Body.", 0, ""),
        ("\n:field: of the body", 0, ""),
        (":title: a\n\nBody.", 1, ""),
        (":title: a\n  Body.", 1, ""),
        (":title: a\n:::{note}", 1, ""),
        ("---\ntitle: a\n---\nBody.", 3, ""),
        ("---\ntitle: a\n--- Body.", 3, "Body."),
        ("---\ntitle: a", 2, ""),
        ("---\n---", 2, ""),
    ],
)
def test_the_end_of_markdown_options_is_found(text: str, length: int, rest: str) -> None:
    written = read(text)
    assert (written.length, written.rest) == (length, rest)


@pytest.mark.parametrize(
    ("text", "texts", "problem"),
    [
        (
            ":title: a\n:date 2022\n:b: c",
            {"title": "a", "b": "c"},
            (1, "“date 2022” is not an option; write it as “:name: value”"),
        ),
        (
            "---\n  - a\n---",
            {},
            (1, "“- a” is not an option; write it as “:name: value”"),
        ),
        (
            ":title: a\n:title: b",
            {"title": "b"},
            (1, "“title” is given twice; the last one counts"),
        ),
    ],
)
def test_an_invalid_line_does_not_affect_others(
    text: str, texts: dict[str, str], problem: tuple[int, str]
) -> None:
    written = read(text)
    assert written.texts == texts
    assert written.findings == (problem,)


def test_restructured_text_options_have_neither_comments_nor_quotes() -> None:
    lines = [':Title: "Unit" # 12', ":tags:", "  Doe, J.", "  Roe, A.", ":b\\:c: d", "e"]
    written = restructured(lines)
    assert written.texts == {
        "title": '"Unit" # 12',
        "tags": "Doe, J.\n  Roe, A.",
        "b\\:c": "d",
    }
    assert written.lines == {"title": 0, "tags": 1, "b\\:c": 4}
    assert written.findings == ((5, "“e” is not an option; write it as “:name: value”"),)


_YAML = st.text("ab :,#'\"\\|>-\tnx1é", max_size=12)


@pytest.mark.builds  # not quite, but needs a parser that builds need
@PROVEN
@given(st.dictionaries(st.sampled_from(["title", "start", "b"]), _YAML, max_size=3), st.booleans())
@example({"title": "'a''b'", "b": '"\\x41"'}, True)
def test_valid_options_are_read_as_by_myst(options: dict[str, str], block: bool) -> None:
    from myst_parser.parsers.options import TokenizeError, options_to_tokens

    lines = [f"{name}: {value}" for name, value in options.items()]
    try:
        tokens, state = options_to_tokens("\n".join(lines))
    except TokenizeError:
        return
    odd = any(value and "\t" in value.value for _, value in tokens)
    if state.has_comments or odd or len(tokens) < len(options):  # an unclosed quote
        return
    expected = {
        key.value: " ".join((value.value if value else "").split()) for key, value in tokens
    }
    if any(value and value.style in {"|", ">"} for _, value in tokens):
        return  # a block without lines
    written = markdown(["---", *lines, "---"] if block else [f":{line}" for line in lines])
    assert {name: " ".join(text.split()) for name, text in written.texts.items()} == expected


@PROVEN
@given(st.lists(st.text(st.characters(exclude_characters="\n"), max_size=12), max_size=6))
def test_any_lines_are_read_without_an_exception(lines: list[str]) -> None:
    for written in (markdown(lines), markdown(["---", *lines]), restructured(lines)):
        assert all(0 <= line <= len(lines) for line in written.lines.values())
        assert all(0 <= line <= len(lines) for line, _ in written.findings)
    assert all(isinstance(unquoted(line), str) for line in lines)


def test_a_hash_sign_before_a_number_is_kept(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": "# A\n\n```{position} acme\n:title: Employee #3, then lead\n"
            ":organization: Engine Co. #54\n:location: 1 Sample Road, Unit #12, Springfield\n"
            ":start: 2020-04\n:end: 2020-05\n\n- Worked.\n```\n\n"
            "```{entry-list} position\n:style: full\n```\n"
        }
    )
    built = site.build("text")
    assert built.warnings == []
    assert "Employee #3, then lead" in built.text()
    assert "Engine Co. #54" in built.text()
    assert "1 Sample Road, Unit #12, Springfield" in built.text()


@pytest.mark.parametrize(
    "category", ['"Security, compliance & legal"', "'Security, compliance & legal'"]
)
def test_quoted_names_may_contain_commas(career_site: MakeSite, category: str) -> None:
    site = career_site(
        {
            "index.md": "# A\n\n```{skill} Auditing\n:category: Security, compliance & legal\n"
            "```\n\n"
            "```{skill} Wound care (acute, chronic)\n```\n\n"
            "```{position} clinic\n:title: Nurse\n:organization: Clinic\n:start: 2020-04\n"
            ":end: 2020-05\n\n"
            "- {skill}`Wound care (acute, chronic)` and {skill}`Auditing`.\n```\n",
            "lists.md": "# Lists\n\n```{entry-list} skill\n:style: lines\n"
            f":category: {category}\n```\n\n"
            '```{entry-list} position\n:skill: "Wound care (acute, chronic)"\n```\n',
            "lists-too.rst": "Lists\n=====\n\n.. resume:entry-list:: skill\n   :style: lines\n"
            f"   :category: {category}\n\n"
            '.. resume:entry-list:: position\n   :skill: "Wound care (acute, chronic)"\n',
            "lines.md": "# Lines\n\n```{entry-list} skill\n:style: lines\n:category:\n"
            "  Security, compliance & legal\n  Nursing\n```\n",
        }
    )
    built = site.build("text")
    assert [line for line in built.warnings if "toctree" not in line] == [
        "lines.md:5: WARNING: no skill has the category “Nursing” [resume.filter]"
    ]
    for page in ("lists", "lists-too"):
        assert "Auditing" in built.text(page)
        assert "Nurse, Clinic" in built.text(page)
    assert "Auditing" in built.text("lines")
