"""LaTeX: the themes ``resume`` and ``portfolio``, their writer, and drawings of views."""

from __future__ import annotations

import json
from functools import singledispatch
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinx_resume.latex.incident import incident_alternative, incident_picture
from sphinx_resume.latex.timeline import timeline_alternative, timeline_picture
from sphinx_resume.latex.writer.nodes import contact_data, drawing
from sphinx_resume.latex.writer.translator import ResumeTranslator
from sphinx_resume.model.person import PUBLIC_FILE
from sphinx_resume.views.contact import Contact
from sphinx_resume.views.incident import IncidentTimeline
from sphinx_resume.views.timeline import Timeline

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_HERE: Final = Path(__file__).parent


def setup(app: Sphinx) -> None:
    """Register the themes, the files that TeX needs for them, and their writer."""
    app.connect("config-inited", _add_files)
    app.connect("build-finished", _write_public)
    app.set_translator("latex", ResumeTranslator)


def _add_files(app: Sphinx, config: Config) -> None:
    config.latex_theme_path.append(str(_HERE / "themes"))
    files = sorted((_HERE / "texinputs").iterdir())
    config.latex_additional_files.extend(map(str, files))


def _write_public(app: Sphinx, exception: Exception | None) -> None:
    """What is public of the contact data, for a private PDF to begin with."""
    if app.builder.name == "latex" and not exception:
        public = {name: value for name, value in app.config.resume_contact.items() if value}
        text = json.dumps(public, ensure_ascii=False, indent=2)
        Path(app.outdir, PUBLIC_FILE).write_text(f"{text}\n", encoding="utf-8")


@singledispatch
def enrich(layout: object, plain: list[nodes.Node]) -> list[nodes.Node]:
    """The nodes that LaTeX shows for a view: a drawing if it has one, else the plain nodes."""
    return plain


@enrich.register
def _(layout: Timeline, plain: list[nodes.Node]) -> list[nodes.Node]:
    code, alternative = timeline_picture(layout), timeline_alternative(layout)
    return [drawing("", *plain, latex=code, alt=alternative)]


@enrich.register
def _(layout: IncidentTimeline, plain: list[nodes.Node]) -> list[nodes.Node]:
    # The table of an incident says what its drawing cannot.
    code = incident_picture(layout)
    alternative = incident_alternative(layout)
    return [*([drawing(latex=code, alt=alternative)] if code else []), *plain]


@enrich.register
def _(layout: Contact, plain: list[nodes.Node]) -> list[nodes.Node]:
    # Even if it is empty: a private PDF has its own.
    return [contact_data("", *plain)]
