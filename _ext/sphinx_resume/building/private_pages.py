"""Pages for a single reader, in the folder ``private``, which only private local builds read.

Each becomes a separate document. A build that reads them may write only into a folder named
``private``, which is never published.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.errors import ConfigError

from sphinx_resume.conditions import PRIVATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: The name of the folder of private pages, and of the folder for their output.
FOLDER: Final = "private"
#: Environment variables of servers, and the one that allows private builds there.
_SERVERS: Final = ("CI", "READTHEDOCS")
_ALLOWED: Final = "RESUME_PRIVATE"


def setup(app: Sphinx) -> None:
    """Register the handlers."""
    # Before the settings are checked.
    app.connect("config-inited", choose_pages, priority=400)
    # After Sphinx has read the front matter.
    app.connect("doctree-read", keep_out_of_menus, priority=900)


def choose_pages(app: Sphinx, config: Config) -> None:
    """Include or exclude the private pages (handler of ``config-inited``).

    Raises `ConfigError` if they could be published.
    """
    public = config.resume_documents
    if isinstance(public, list):
        public = [page for page in public if not _is_private(page)]
    if PRIVATE.expression not in app.tags:
        config.exclude_patterns = [*config.exclude_patterns, f"{FOLDER}/**"]
        config.resume_documents = public
        return
    pages = sorted(_pages(app, config))
    if not pages:
        return
    if refused := why_refused():
        raise ConfigError(f"there are private pages, but the tag “private” is {refused}")
    for folder in (app.outdir, app.doctreedir):
        if FOLDER not in Path(folder).parts:
            raise ConfigError(
                f"there are private pages, and {folder} is in no folder called “{FOLDER}”; build "
                f"into build/{FOLDER}, with “-d build/{FOLDER}/doctrees”"
            )
    if isinstance(public, list):
        config.resume_documents = [*public, *pages]


def why_refused() -> str:
    """Why private pages are not built here; empty if they are."""
    server = next((name for name in _SERVERS if os.environ.get(name)), "")
    if not server or os.environ.get(_ALLOWED):
        return ""
    return f"refused where {server} is set, unless {_ALLOWED} is"


def keep_out_of_menus(app: Sphinx, doctree: nodes.document) -> None:
    """Mark private pages as orphans, so they need no toctree (handler of ``doctree-read``)."""
    docname = app.env.current_document.docname
    if _is_private(docname):
        app.env.metadata[docname].setdefault("orphan", "")


def _is_private(page: object) -> bool:
    return isinstance(page, str) and page.startswith(f"{FOLDER}/")


def _pages(app: Sphinx, config: Config) -> Iterator[str]:
    source = Path(app.srcdir)
    for path in (source / FOLDER).rglob("*"):
        # Sphinx adds those of parsers to the setting only later.
        for suffix in {*config.source_suffix, *app.registry.source_suffix}:
            if path.name.endswith(suffix) and path.is_file():
                yield path.relative_to(source).as_posix().removesuffix(suffix)
