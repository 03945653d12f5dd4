"""The skill matrix as a chart in LaTeX."""

from __future__ import annotations

import re

from sphinx_resume.latex.matrix import matrix_picture
from sphinx_resume.views.matrix import SkillMatrix, SkillsOverTime
from tests.support.careers import at
from tests.support.samples import ENGLISH, career, position, skill

#: How many thousandths of a line are for what is left of the axis.
LABELS = 290


def rooms(start: str, end: str) -> list[int]:
    """The room for a name, and for how long the skill was used in a position."""
    job, tool = position("acme", start, end), skill("vault")
    layout = SkillMatrix(place=at()).layout(career(job, tool, cited=[(job, "vault")]), ENGLISH)
    assert isinstance(layout, SkillsOverTime)
    row = matrix_picture(layout).partition("resumechartrow")[2]
    return [int(room) for room in re.findall(r"resumefit\{(\d+)\\unitlength", row)]


def test_a_name_has_the_room_that_the_duration_leaves() -> None:
    short, long = rooms("2020-01", "2020-06"), rooms("2011-01", "2020-10")
    assert short[0] > long[0]
    assert short[0] + len("6 months") * 9 < LABELS
    assert sum(long) < LABELS
