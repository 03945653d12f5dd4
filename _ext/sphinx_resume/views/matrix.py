"""The skill matrix: skills over time, or by position as `sphinx_resume.views.grid` has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from babel import Locale
from docutils import nodes
from docutils.nodes import Node

from sphinx_resume.checks.findings import Finding
from sphinx_resume.i18n import _
from sphinx_resume.model.career import Career, Evidence
from sphinx_resume.model.dates import common
from sphinx_resume.model.entries import Skill
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.options import names, one_of, option
from sphinx_resume.views.axis import Axis, career_axis, lanes
from sphinx_resume.views.base import Link, joined
from sphinx_resume.views.choosing import Choosing
from sphinx_resume.views.date_text import Period, duration_text, last_use_text
from sphinx_resume.views.filter_options import ids, in_categories, unknown_categories
from sphinx_resume.views.grid import Grid, grid, grid_nodes
from sphinx_resume.views.groups import ORDERS, by_category, by_tenure, skill_order
from sphinx_resume.views.inline import Run, run_nodes, runs
from sphinx_resume.views.tables import cell, group_row, name_cell, table

#: The minimum width of a bar in percent of the axis, so that a finger can hit it: 24 px on a phone
#: 320 px wide.
_TARGET: Final = 9
#: How much of the accent is in a bar that few, some, or many statements back. The same stand in
#: sphinxresume-shades.lua.
SHADES: Final = (0.45, 0.72, 1.0)


@dataclass(frozen=True, slots=True)
class Use:
    """A dated entry that backs a skill: a bar, or a mark for something that happened once."""

    #: Leads to the first of the statements.
    link: Link
    period: Period
    #: The statements that back the skill, as plain text.
    statements: tuple[str, ...]
    #: The months it covers, counted from January of year 0.
    start: int
    stop: int
    #: Whether it is a moment rather than a period of use.
    point: bool
    #: Whether its time is known only from the position it happened during.
    vague: bool
    #: Whether it is ongoing.
    current: bool
    #: What entries of its kind are called together.
    kinds: str
    #: Overlapping uses are in different lanes.
    lane: int = 0

    @property
    def shade(self) -> int:
        """The shade, from 1: the more statements, the darker."""
        return min(len(self.statements), len(SHADES))

    @property
    def text(self) -> str:
        """The entry and its dates as plain text."""
        return f"{self.link.text}, {self.period.text}"


@dataclass(frozen=True, slots=True)
class Row:
    """A skill over time: what backs it, how long it was used in total, and its last use."""

    skill: Link
    #: The author's own word.
    level: str
    uses: tuple[Use, ...]
    total: str
    last: str
    #: Sort keys for total and last use: a number of months, and a month.
    months: int
    until: int

    @property
    def lanes(self) -> int:
        """The number of lanes that its bars and marks take up."""
        return max(use.lane for use in self.uses) + 1

    @property
    def is_current(self) -> bool:
        """Whether it is in use at present."""
        return any(use.current for use in self.uses)


@dataclass(frozen=True, slots=True)
class Group:
    """The skills of a category: those with dates, and then the undated ones on one line."""

    name: str
    rows: tuple[Row, ...]
    undated: tuple[Run, ...]

    @property
    def about(self) -> str:
        """The keys of the skills."""
        words = [row.skill.about for row in self.rows]
        return " ".join([*words, *(run.about for run in self.undated)])


@dataclass(frozen=True, slots=True)
class SkillsOverTime(Axis):
    """Skills by category, on a common axis."""

    caption: str
    groups: tuple[Group, ...]

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def marks(self) -> dict[str, str]:
        """The kinds that are shown as marks, with their plurals."""
        uses = (use for group in self.groups for row in group.rows for use in row.uses)
        return {use.link.kind: use.kinds for use in uses if use.point}


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillMatrix(Choosing):
    name: ClassVar[str] = "skill-matrix"
    description: ClassVar[str] = "Skills by category, and when each was used, by what cites it."
    filtered: ClassVar[bool] = True

    columns: str = option(
        one_of("time", "positions"),
        "`time`: when each skill was used, to scale, and for how long; `positions`: a column for "
        "each position, with a mark where it cites the skill.",
        "positions",
        default="time",
    )
    sort: str = option(
        one_of(*ORDERS),
        "The order of skills in their groups: `declared`, as your pages declare them along the "
        "toctree; `used`, longest used first; `last`, last used first; `name`.",
        "used",
        default="declared",
    )
    category: tuple[str, ...] = option(
        names, "Only skills of these categories.", "Databases, Platforms", default=()
    )

    def layout(self, career: Career, locale: Locale) -> SkillsOverTime | Grid:
        chosen = self.chosen(career.whole)
        skills = [skill for skill in career.skills if skill.key in chosen]
        groups = by_category(skills, career, self.sort)
        if self.columns == "positions":
            positions = [group for _tenure, group in by_tenure(self._positions(career), career)]
            return grid(groups, positions, career)
        axis = career_axis(career)
        found = tuple(_group(name, skills, axis, career, locale) for name, skills in groups)
        return SkillsOverTime(axis.start, axis.stop, _("Skills over time"), found)

    def _positions(self, career: Career) -> list[Entry]:
        wanted = ids(career, "position", self.position)
        return [p for p in career.positions if not self.position or p.id in wanted]

    @property
    def noun(self) -> str:
        return "skill"

    def order(self, career: Career) -> Callable[[Entry], Any]:
        return skill_order(career, self.sort)

    def candidates(self, career: Career) -> list[Skill]:
        return [skill for skill in career.skills if in_categories(skill, self.category)]

    def nodes(self, layout: SkillsOverTime | Grid) -> list[Node]:
        if isinstance(layout, Grid):
            return grid_nodes(layout, self.place.anchor)
        return time_nodes(layout, self.place.anchor)

    def findings(self, career: Career) -> Iterator[Finding]:
        yield from unknown_categories(career, self.category, self)
        yield from super(SkillMatrix, self).findings(career)


# Computing the layout


def _group(name: str, skills: Iterable[Skill], axis: Axis, career: Career, locale: Locale) -> Group:
    rows = []
    undated = []
    for skill in skills:
        if uses := _uses(skill, axis, career, locale):
            rows.append(_row(skill, uses, career, locale))
        else:
            undated.append((Link.to(skill), skill.level))
    return Group(name, tuple(rows), runs(undated))


def _row(skill: Skill, uses: tuple[Use, ...], career: Career, locale: Locale) -> Row:
    use = career.use(skill)
    now = career.now
    return Row(
        Link.to(skill),
        skill.level,
        uses,
        total=duration_text(use.months, use.at_most, locale),
        last=last_use_text(use.last, use.current, locale, brief=True),
        months=use.months,
        until=now if use.current else use.last.last_month if use.last else 0,
    )


def _uses(skill: Skill, axis: Axis, career: Career, locale: Locale) -> tuple[Use, ...]:
    """The dated entries that back a skill, from the earliest to the latest."""
    by_source: dict[tuple[str, str], list[Evidence]] = {}
    for item in career.evidence(skill):
        by_source.setdefault(item.source.key, []).append(item)
    found = [
        use
        for items in by_source.values()
        for entry in items[0].source.dated_parts
        if (use := _use(entry, items, career, locale))
    ]
    # Bars get the first lanes.
    found.sort(key=lambda use: (use.point, use.start, use.stop, use.link.kind, use.link.id))
    places = lanes([_extent(use, axis) for use in found])
    placed = [replace(use, lane=lane) for use, lane in zip(found, places, strict=True)]
    return tuple(sorted(placed, key=lambda use: (use.start, use.stop)))


def _use(entry: Entry, items: Sequence[Evidence], career: Career, locale: Locale) -> Use | None:
    now = career.now
    months = common(career.months(entry), range(now))  # future months are not use
    span, period = career.span(entry), Period.from_entry(entry, career, locale)
    if not months or span is None or period is None:
        return None
    vague = entry.span is None
    said = tuple(career.text(item.citation.statement) for item in items)
    return Use(
        Link.to_statement(items[0], entry.short_label, hint=""),
        period.dates_only(),
        said,
        months.start,
        months.stop,
        point=vague or not entry.proves_use or span.open(career.today),
        vague=vague,
        current=not vague and entry.proves_use and span.current(career.today),
        kinds=entry.plural,
    )


def _extent(use: Use, axis: Axis) -> tuple[float, float]:
    """The extent to keep clear of others: wide enough to hit, and within the axis."""
    least = (axis.stop - axis.start) * _TARGET / 100
    if use.point:
        start = (use.start + use.stop - least) / 2
        stop = start + least
    else:
        # If one ends in the month in which the next begins, they share a lane.
        start, stop = use.start, max(use.stop - 1, use.start + least)
    over = max(stop - axis.stop, 0)
    return (max(start - over, axis.start), stop - over) if over else (start, stop)


# Nodes


def _links(row: Row) -> list[nodes.Node]:
    return joined([_use_node(use) for use in row.uses], "; ")


def time_nodes(
    layout: SkillsOverTime, anchor: str, uses: Callable[[Row], Iterable[nodes.Node]] = _links
) -> list[nodes.Node]:
    """Skills over time as a table; `uses` makes what backs a skill, by default links."""
    columns = (_("Skill"), _("When and where"), _("Used for"), _("Last used"))
    rows = []
    for group in layout.groups:
        if group.name:
            rows.append(group_row(group.name, len(columns), about=group.about))
        rows += [_row_node(row, uses(row)) for row in group.rows]
        if group.undated:
            rows.append(_undated_row(group.undated, len(columns)))
    widths = (5, 9, 5, 4)
    return table(layout.caption, anchor, widths, map(cell, columns), rows, style="resume-matrix")


def _row_node(row: Row, uses: Iterable[nodes.Node]) -> nodes.row:
    return nodes.row(
        "",
        name_cell(row.skill, row.level),
        nodes.entry("", nodes.paragraph("", "", *uses, classes=["resume-uses"])),
        _valued(row.total, row.months),
        _valued(row.last, row.until),
        about=row.skill.about,
    )


def _use_node(use: Use) -> nodes.Node:
    return nodes.inline("", "", replace(use.link, text=use.text).node())


def _valued(text: str, value: int) -> nodes.entry:
    found = cell(text)
    if value:
        found["value"] = str(value)
    return found


def _undated_row(undated: Iterable[Run], columns: int) -> nodes.row:
    known = tuple(undated)
    line = nodes.entry("", nodes.paragraph("", "", *run_nodes(known, ": %s")))
    line["morecols"] = columns - 1
    about = " ".join(run.about for run in known)
    return nodes.row("", line, classes=["resume-undated"], about=about)
