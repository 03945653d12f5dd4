"""Files beside the pages that depend on all of them, and so are written at every build."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sphinx_resume.domain import ResumeDomain
from sphinx_resume.html import address, llms, sitemap
from sphinx_resume.html.head import described
from sphinx_resume.leftovers import CARDS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_resume.entry import Entry

_NAMES: Final = (llms.FILE, sitemap.FILE, sitemap.ROBOTS)


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write them, except where a project brings its own (handler of ``build-finished``)."""
    if exception is not None or not address.is_site(app):
        return
    wanted = dict(_files(app))
    for name in _NAMES:
        path = Path(app.outdir, name)
        if _is_brought(app, name):
            continue
        if name in wanted:
            path.write_text(wanted[name], encoding="utf-8", newline="\n")
        else:
            path.unlink(missing_ok=True)
    if not address.base(app):
        shutil.rmtree(Path(app.outdir, CARDS), ignore_errors=True)


def _files(app: Sphinx) -> Iterator[tuple[str, str]]:
    env, config = app.env, app.config
    domain = ResumeDomain.of(env)

    def place(entry: Entry) -> str:
        page = address.base(app) + app.builder.get_target_uri(entry.place.docname)
        return f"{page}#{quote(entry.place.anchor)}"

    title = config.resume_name or config.html_title
    about = described(app, domain, config.root_doc, title, env.get_doctree(config.root_doc))
    yield llms.FILE, llms.llms_txt(title, about, domain.career, domain.locale, place)
    if base := address.base(app):
        pages = map(partial(address.page, app), sorted(env.all_docs))
        yield sitemap.FILE, sitemap.sitemap(pages)
        yield sitemap.ROBOTS, sitemap.robots(base)


def _is_brought(app: Sphinx, name: str) -> bool:
    """Whether ``html_extra_path`` has a file of that name."""
    paths = (Path(app.confdir, path) for path in app.config.html_extra_path)
    return any(path.name == name or (path / name).is_file() for path in paths)
