"""Skills over time as a chart, on the axis of the timeline."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from sphinx_resume.i18n import _
from sphinx_resume.latex.chart import BAR, BAR_AT, LABELS, axis_x, chart, label, year_lines
from sphinx_resume.latex.text import escape
from sphinx_resume.views.matrix import Group, Row, SkillsOverTime, Use

#: The width for names, as a part of that for labels; the rest is for the duration of use.
_NAME: Final = 165
#: The approximate width of a character of text beside a bar, and the space between the two.
_CHARACTER: Final = 9
_BESIDE: Final = 8
#: The width of a mark, and the space between two bars in a row.
_MARK: Final = 8
_SPACE: Final = 2
#: The number of characters in a line of undated skills.
_LINE: Final = 105


def matrix_picture(matrix: SkillsOverTime) -> str:
    """The chart, which may continue on several pages."""
    rows = [row for group in matrix.groups for row in _rows(group, matrix)]
    return chart(year_lines(matrix), rows)


def matrix_alternative(matrix: SkillsOverTime) -> str:
    """The alternative text of the chart."""
    return f"{matrix.caption}. {' '.join(map(_in_words, matrix.groups))}"


def _in_words(group: Group) -> str:
    parts = [*map(_row_in_words, group.rows), *(run.text for run in group.undated)]
    name = f"{group.name}: " if group.name else ""
    return f"{name}{'; '.join(parts)}."


def _row_in_words(row: Row) -> str:
    name = f"{row.skill.text} ({row.level})" if row.level else row.skill.text
    last = f"{_('Last used')}: {row.last}" if row.last and not row.is_current else row.last
    where = "; ".join(use.text for use in row.uses)
    return ", ".join(filter(None, (name, row.total, last))) + f" ({where})"


def _rows(group: Group, matrix: SkillsOverTime) -> Iterator[Iterator[str]]:
    if group.name:
        yield _line(rf"\resumegroup {escape(group.name)}", below=2)
    for row in group.rows:
        yield _row(row, matrix)
    words = "; ".join(run.text for run in group.undated)
    for line in textwrap.wrap(words, _LINE, break_long_words=False, break_on_hyphens=False):
        yield _line(_aside(line))


def _line(text: str, below: int = 0) -> Iterator[str]:
    """A line of text across the chart."""
    yield rf"\put(0,{6 - below}){{\resumefit{{1000\unitlength}}{{{{{text}}}}}}}"


def _aside(text: str) -> str:
    return rf"\resumeaside{{{escape(text)}}}"


def _row(row: Row, matrix: SkillsOverTime) -> Iterator[str]:
    beside = _BESIDE + _room(row.total) if row.total else 0
    name = max(_NAME, LABELS - beside)
    yield label(row.skill.text, name)
    if row.total:
        room = LABELS - name - _BESIDE
        total = rf"\resumefit{{{room}\unitlength}}{{{_aside(row.total)}}}"
        yield rf"\put({LABELS - _BESIDE},6){{\llap{{{total}}}}}"
    for use in row.uses:
        yield _use(use, row, matrix)
    yield from _last(row, matrix)


def _use(use: Use, row: Row, matrix: SkillsOverTime) -> str:
    """A bar or a mark; those in different lanes share the height of the row."""
    x, end = axis_x(use.start, matrix), axis_x(use.stop, matrix)
    height = BAR // row.lanes
    y = BAR_AT + height * (row.lanes - 1 - use.lane)
    if use.point:
        x, end = (x + end - _MARK) // 2, (x + end + _MARK) // 2
    else:
        end -= _SPACE
    colour = "line" if use.vague else f"shade-{use.shade}" if not use.point else "muted"
    size = rf"{{{max(end - x, 3)}\unitlength}}{{{max(height - (row.lanes > 1), 2)}\unitlength}}"
    return rf"\put({x},{y}){{\resumerule{{{colour}}}{size}}}"


def _last(row: Row, matrix: SkillsOverTime) -> Iterator[str]:
    """The last use, after the last bar, or before it if there is not enough space."""
    ends = sorted((axis_x(use.stop, matrix), axis_x(use.start, matrix)) for use in row.uses)
    (end, start), *_others = reversed(ends)
    before = max([LABELS, *(each for each, _start in ends if each <= start)])
    if not row.last:
        return
    words = row.last if row.is_current else _("until %s") % row.last
    if end + _BESIDE + _room(words) <= 1000:
        yield rf"\put({end + _BESIDE},6){{{_aside(words)}}}"
    elif before + _BESIDE + _room(words) <= start:
        yield rf"\put({start - _BESIDE},6){{\llap{{{_aside(words)}}}}}"


def _room(text: str) -> int:
    return _CHARACTER * len(text)
