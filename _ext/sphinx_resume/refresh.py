"""Incremental builds: writes again the pages that show what has changed elsewhere.

Sphinx writes a page anew when its source changes. A page that shows computed data, or refers to an
entry, can change without. What each page shows is kept as a digest beside the doctrees, by builder
and output folder, after a build that ended well; a page whose digest differs is written again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_resume.domain import ResumeDomain
from sphinx_resume.entries import ENTRY_TYPES
from sphinx_resume.html.furniture import margin
from sphinx_resume.html.pages import structured_data
from sphinx_resume.views.lists import Items

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def updated_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The documents to write again (handler of ``env-updated``)."""
    try:
        known = json.loads(_store(app).read_text("utf-8"))
    except (OSError, ValueError):
        return []  # then every page is written anyway
    now = _digests(app)
    return sorted(
        docname
        for docname in env.all_docs
        if docname in known and known[docname] != now.get(docname, "")
    )


def remember(app: Sphinx, exception: Exception | None) -> None:
    """Keep what was shown (handler of ``build-finished``)."""
    if exception is not None:
        return
    store = _store(app)
    store.parent.mkdir(parents=True, exist_ok=True)
    digests = _digests(app)
    store.write_text(
        json.dumps({docname: digests.get(docname, "") for docname in sorted(app.env.all_docs)}),
        "utf-8",
    )


def _store(app: Sphinx) -> Path:
    key = f"{app.builder.name} {app.outdir}"
    name = hashlib.sha256(key.encode()).hexdigest()[:16]
    return Path(app.doctreedir) / "sphinx_resume" / f"{name}.json"


def _digests(app: Sphinx) -> dict[str, str]:
    domain = ResumeDomain.of(app.env)
    _ = domain.career  # forgets what was known of an earlier one
    if not domain.digests:
        docnames = app.env.all_docs
        domain.digests = {
            docname: hashlib.sha256("\n".join(_shown(app, domain, docname)).encode()).hexdigest()
            for docname in docnames
        }
    return domain.digests


def _shown(app: Sphinx, domain: ResumeDomain, docname: str) -> Iterator[str]:
    """Everything that the document shows of others, in words."""
    if app.builder.format == "html":
        yield structured_data(app, domain, docname)
        yield repr(margin(app.env, docname))
    for view in domain.views.get(docname, []):
        yield repr(domain.layout(view))
    for kind, target in sorted(domain.references.get(docname, set()) | _copied(domain, docname)):
        for each in ENTRY_TYPES if kind == "any" else (kind,):
            entry = domain.career.find(each, target)
            yield repr(
                entry and (entry.label, entry.short_label, entry.place.docname, entry.place.anchor)
            )


def _copied(domain: ResumeDomain, docname: str) -> set[tuple[str, str]]:
    """References of no kind (``{any}``) on pages whose bodies a document's lists show again.

    Those of a kind are citations, which the lists know.
    """
    pages = {
        item.link.docname
        for view in domain.views.get(docname, [])
        if isinstance(items := domain.layout(view), Items)
        for item in items.single
        if item.body
    }
    references = (reference for page in pages for reference in domain.references.get(page, ()))
    return {(kind, target) for kind, target in references if kind == "any"}
