"""The syntax of options: from the lines of a directive to names and texts.

In Markdown they are YAML. This reads the part of it that is used for options: plain and quoted
texts, blocks after ``|`` or ``>``, and lists. MyST does not read them, so that lists may contain
quoted items, an error affects one option instead of all, and nothing is dropped silently.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from textwrap import dedent
from typing import Final

#: A quoted text, in YAML and in lists.
QUOTED: Final = r""""(?:\\[\s\S]|[^"\\])*"|'(?:''|[^'])*'"""
_OPTION: Final = re.compile(rf"({QUOTED}|[^\s:'\"#-][^:]*?)\s*:(?:[ \t]+(.*))?")
#: A field of reStructuredText.
_FIELD: Final = re.compile(r":(?![: ])((?:[^:\\]|\\.|:(?![ `]|$))+)(?<! ):(?:[ \t]+(.*))?")
#: A comment of YAML or HTML, or a quoted text, which contains none. A “#” before a digit does not
#: begin a comment either: “Unit #12”.
_COMMENT: Final = re.compile(
    rf"(?:^|[,\[\n])\s*(?:-[ \t]+)?(?:{QUOTED})|(?P<comment>(?:^|(?<=\s))#(?!\d)[^\n]*"
    r"|<!--[\s\S]*?(?:-->|\Z))"
)
_BLOCK: Final = re.compile(r"[|>][-+\d]{0,2}\s*(?:#.*)?")
_ESCAPES: Final = dict(
    zip(
        '0abtnvfre "/\\N_LP',
        '\0\a\b\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029',
        strict=True,
    )
)
_CODES: Final = re.compile(
    r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|\n[ \t]*|(.))", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Written:
    """The options of a directive as written, and how many lines they take."""

    texts: dict[str, str] = field(default_factory=dict)
    #: The line number of each, from 0.
    lines: dict[str, int] = field(default_factory=dict)
    #: Errors: a line number and a message for each.
    findings: tuple[tuple[int, str], ...] = ()
    length: int = 0
    #: The rest of the last line, after the options.
    rest: str = ""


@dataclass(slots=True)
class _Value:
    name: str
    line: int
    lines: list[str]


def markdown(lines: Sequence[str], many: Container[str] = ()) -> Written:
    """Read the options at the start of `lines`, the lines below the opening fence.

    Those in `many` are lists, whose text keeps its lines and quotation marks for their reader.
    """
    if lines and lines[0].startswith("---"):
        end = next((n for n, line in enumerate(lines) if n and line.startswith("---")), len(lines))
        block, first = dedent("\n".join(lines[1:end])).split("\n"), 1
        rest = lines[end].lstrip("-").removeprefix(" ") if end < len(lines) else ""
        length = min(end + 1, len(lines))
    else:
        block, first, rest = list(_marked(lines, many)), 0, ""
        length = len(block)
    findings: list[tuple[int, str]] = []
    values = list(_values(block, _OPTION, findings, comments=True))
    texts = {}
    for value in values:
        text, cut = _without_comments("\n".join(value.lines))
        for line, comment in cut:
            message = (
                f"“{comment}” begins a comment and is left out; to keep it, put the value in "
                f'quotation marks, as {value.name}: "…"'
            )
            findings.append((value.line + line, message))
        texts[value.name] = text if value.name in many else unquoted(text)
    return _made(values, texts, findings, first, length, rest)


def restructured(lines: Sequence[str]) -> Written:
    """Read options from `lines` of reStructuredText, which contain nothing else."""
    findings: list[tuple[int, str]] = []
    values = list(_values(lines, _FIELD, findings, comments=False))
    texts = {value.name: "\n".join(value.lines).strip() for value in values}
    return _made(values, texts, findings, 0, len(lines), "")


def is_field(line: str) -> bool:
    """Whether a line of reStructuredText starts an option."""
    return _FIELD.fullmatch(line) is not None


def unquoted(text: str) -> str:
    """Unquote a text as YAML does, if all of it is quoted; else return it unchanged."""
    if not re.fullmatch(QUOTED, text):
        return text
    if text[0] == "'":
        return text[1:-1].replace("''", "'")
    return _CODES.sub(_unescaped, text[1:-1])


def _unescaped(code: re.Match[str]) -> str:
    number = code[1] or code[2] or code[3]
    if number:
        return chr(int(number, 16)) if int(number, 16) < 0x110000 else ""
    return _ESCAPES.get(code[4], code[0]) if code[4] else ""


def _made(
    values: list[_Value],
    texts: dict[str, str],
    findings: list[tuple[int, str]],
    first: int,
    length: int,
    rest: str,
) -> Written:
    lines: dict[str, int] = {}
    for value in values:
        if value.name in lines:
            findings.append((value.line, f"“{value.name}” is given twice; the last one counts"))
        lines[value.name] = first + value.line
    found = sorted((first + line, message) for line, message in findings)
    return Written(texts, lines, tuple(found), length, rest)


def _marked(lines: Sequence[str], many: Container[str]) -> Iterator[str]:
    """The ``:name: value`` lines without their first colon; lists may continue on further lines."""
    is_list = False
    for line in lines:
        stripped = line.lstrip()
        if stripped.startswith(":") and not stripped.startswith(":::"):
            option = _OPTION.fullmatch(stripped[1:])
            is_list = (option is not None and unquoted(option[1]) in many) or (
                is_list and option is None
            )
            yield stripped[1:]
        elif is_list and stripped and line[0] in " \t":
            yield line
        else:
            return


def _values(
    lines: Sequence[str],
    pattern: re.Pattern[str],
    findings: list[tuple[int, str]],
    *,
    comments: bool,
) -> Iterator[_Value]:
    value: _Value | None = None
    for number, line in enumerate(lines):
        if not line.strip() or line[0] in " \t-":
            if value is not None:
                value.lines.append(line)
            elif line.strip():
                findings.append((number, _no_option(line)))
        elif comments and line.startswith("#"):
            if value is not None:
                value.lines.append("")
        else:
            if value is not None:
                yield value
            value = None
            option = pattern.fullmatch(line)
            if option:
                name = unquoted(option[1]) if comments else option[1].lower()
                value = _Value(name, number, [option[2] or ""])
            else:
                findings.append((number, _no_option(line)))
    if value is not None:
        yield value


def _no_option(line: str) -> str:
    return f"“{line.strip()}” is not an option; write it as “:name: value”"


def _without_comments(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text without comments, and the line number and text of each that followed a value."""
    head, _, block = text.partition("\n")
    if _BLOCK.fullmatch(head.strip()):
        return dedent(block).strip(), []
    cut: list[tuple[int, str]] = []

    def left_out(found: re.Match[str]) -> str:
        comment = found["comment"]
        if comment is None:
            return found[0]
        *above, before = text[: found.start()].split("\n")
        if before.strip() or not above:
            cut.append((len(above), comment.strip()))
        return ""

    return _COMMENT.sub(left_out, text).strip(), cut
