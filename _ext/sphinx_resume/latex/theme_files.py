"""The files of the themes ``resume`` and ``portfolio``, and public data for private PDFs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx_resume.config import documents
from sphinx_resume.model.person import PUBLIC_FILE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_HERE: Final = Path(__file__).parent


def setup(app: Sphinx) -> None:
    """Add the files to the output folder, where TeX finds them."""
    app.connect("config-inited", _add_files)
    # After the settings are checked.
    app.connect("config-inited", _add_documents, priority=900)
    app.connect("build-finished", _write_public)


def _add_files(app: Sphinx, config: Config) -> None:
    config.latex_theme_path.append(str(_HERE / "themes"))
    files = sorted((_HERE / "texinputs").iterdir())
    config.latex_additional_files.extend(map(str, files))


def _add_documents(app: Sphinx, config: Config) -> None:
    """Make a PDF of each document that ``latex_documents`` does not name."""
    listed = [*config.latex_documents]
    known = {document[0] for document in listed}
    name = config.resume_name
    for page, file in documents(config).items():
        there = any(Path(app.srcdir, f"{page}{end}").is_file() for end in config.source_suffix)
        if there and page not in known:
            listed.append((page, f"{file}.tex", name or config.project, name, "resume"))
    config.latex_documents = listed


def _write_public(app: Sphinx, exception: Exception | None) -> None:
    """Write the public contact data, which a private PDF uses as defaults."""
    if app.builder.name == "latex" and not exception:
        public = {name: value for name, value in app.config.resume_contact.items() if value}
        text = json.dumps(public, ensure_ascii=False, indent=2)
        Path(app.outdir, PUBLIC_FILE).write_text(f"{text}\n", encoding="utf-8")
