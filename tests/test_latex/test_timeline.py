"""The timeline as a chart in LaTeX."""

from __future__ import annotations

from sphinx_resume.latex.timeline import timeline_picture
from sphinx_resume.views.timeline import TimelineView
from tests.support.careers import at
from tests.support.samples import ENGLISH, career, position


def test_long_names_are_cut_between_words() -> None:
    name = "Institute for the Observation of Electricity, Berlin"
    long = career(position("a", "2020-01", "2021-01", organization=name))
    timeline = TimelineView(place=at()).layout(long, ENGLISH)
    assert "{Institute for the Observation of…}" in timeline_picture(timeline)
