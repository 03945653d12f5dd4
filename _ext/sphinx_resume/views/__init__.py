"""Views: what is computed and shown.

A view is a frozen dataclass of what its author asked for. `View.layout` turns it and a `Career`
into a small frozen record of everything that will be seen; `View.nodes` turns that record into
ordinary docutils nodes. Neither looks at anything else, so two equal records give equal pages.
"""

from __future__ import annotations

from typing import Final

from sphinx_resume.views.base import View
from sphinx_resume.views.contact import ContactView
from sphinx_resume.views.evidence import SkillEvidence
from sphinx_resume.views.incident import IncidentTimelineView
from sphinx_resume.views.lists import EntryList
from sphinx_resume.views.matrix import SkillMatrix
from sphinx_resume.views.profile import ProfileView
from sphinx_resume.views.timeline import TimelineView

#: Every view that has a directive, by its name.
VIEWS: Final[dict[str, type[View]]] = {
    cls.name: cls
    for cls in (
        SkillMatrix,
        TimelineView,
        SkillEvidence,
        EntryList,
        IncidentTimelineView,
        ProfileView,
        ContactView,
    )
}
