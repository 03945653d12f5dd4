"""Adds to the plain nodes of a view what only our LaTeX can show."""

from __future__ import annotations

from functools import singledispatch

from docutils import nodes

from sphinx_resume.latex.incident import incident_alternative, incident_picture
from sphinx_resume.latex.matrix import matrix_alternative, matrix_picture
from sphinx_resume.latex.timeline import timeline_alternative, timeline_picture
from sphinx_resume.latex.writer.nodes import contact_data, drawing
from sphinx_resume.views.contact import Contact
from sphinx_resume.views.incident import IncidentTimeline
from sphinx_resume.views.matrix import SkillsOverTime
from sphinx_resume.views.timeline import Timeline


@singledispatch
def enrich(layout: object, plain: list[nodes.Node]) -> list[nodes.Node]:
    """The nodes of a view in LaTeX: its drawing if it has one, otherwise its plain nodes."""
    return plain


@enrich.register
def _(layout: Timeline, plain: list[nodes.Node]) -> list[nodes.Node]:
    code, alternative = timeline_picture(layout), timeline_alternative(layout)
    return [drawing("", *plain, latex=code, alt=alternative)]


@enrich.register
def _(layout: SkillsOverTime, plain: list[nodes.Node]) -> list[nodes.Node]:
    code, alternative = matrix_picture(layout), matrix_alternative(layout)
    return [drawing("", *plain, latex=code, alt=alternative)]


@enrich.register
def _(layout: IncidentTimeline, plain: list[nodes.Node]) -> list[nodes.Node]:
    # The table stays, because the drawing does not contain everything.
    code = incident_picture(layout)
    alternative = incident_alternative(layout)
    return [*([drawing(latex=code, alt=alternative)] if code else []), *plain]


@enrich.register
def _(layout: Contact, plain: list[nodes.Node]) -> list[nodes.Node]:
    # Even if it is empty, because a private PDF has its own data.
    return [contact_data("", *plain)]
