"""The findings of a build: errors across pages, and the findings of audits."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_resume.checks.claims import Listing, Retold, audit
from sphinx_resume.checks.consistency import check
from sphinx_resume.checks.findings import Finding
from sphinx_resume.config import DOCUMENTS, documents, policy, short_resume
from sphinx_resume.model.entry import Place
from sphinx_resume.model.slugs import close, did_you_mean
from sphinx_resume.views.list_items import Items
from sphinx_resume.views.lists import EntryList
from sphinx_resume.views.matrix import SkillMatrix
from sphinx_resume.views.profile import ProfileView

if TYPE_CHECKING:
    from sphinx_resume.sealing.seal import Seal

_logger = logging.getLogger(__name__)


def findings(seal: Seal) -> list[Finding]:
    """Everything to warn of, sorted by page and line."""
    found = list(check(seal.career))
    for views in seal.views.values():
        profiles = [view for view in views if isinstance(view, ProfileView)]
        message = "this page already has a profile; delete one of the two"
        found += (Finding("duplicate", view.place, message) for view in profiles[1:])
        for view in views:
            wrong = list(view.findings(seal.career))
            found += wrong
            if view.name and not wrong and not seal.layout(view):
                message = f"this {view.name} has nothing to show"
                found.append(Finding("empty-view", view.place, message))
    found += _missing_documents(seal)
    notes = 0
    for level, finding in audits(seal):
        if level == "note":
            notes += 1
        else:
            found.append(finding)
    if notes:
        _logger.info("%d notes; the builder resume-report lists them", notes)
    return sorted(found, key=lambda f: (f.place.docname, f.place.line, f.type, f.message))


def _missing_documents(seal: Seal) -> Iterator[Finding]:
    """The documents that the settings name and that do not exist."""
    config, pages = seal.env.config, seal.env.all_docs
    if config.resume_documents == DOCUMENTS:
        return  # nobody named it
    for page in documents(config):
        if page not in pages:
            hint = did_you_mean(close(page, pages))
            message = f"resume_documents names “{page}”, but there is no such page{hint}"
            yield Finding("setting", Place("", 0), message)


def audits(seal: Seal) -> list[tuple[str, Finding]]:
    """The findings of the enabled audits, each with its level."""
    config = seal.env.config
    asked = policy(config, seal.registry)
    short = short_resume(config)
    if short in seal.env.all_docs:
        asked = dataclasses.replace(asked, shown=_shown(seal, short))
    asked = dataclasses.replace(
        asked,
        listings=tuple(_listings(seal)),
        retold=tuple(_retold(seal)),
        language=config.language,
    )
    return list(audit(seal.career, asked))


def _listings(seal: Seal) -> Iterator[Listing]:
    """The lists and matrices of documents, with what each shows."""
    for page in sorted(documents(seal.env.config)):
        for view in sorted(seal.views.get(page, ()), key=lambda view: view.place.line):
            if isinstance(view, (EntryList, SkillMatrix)):
                found = (seal.career.find(*key) for key in view.chosen(seal.career))
                entries = tuple(entry for entry in found if entry)
                yield Listing(view.place, entries, seal.career_on(page))


def _retold(seal: Seal) -> Iterator[Retold]:
    """What lists show in other words."""
    for page in sorted(seal.views):
        for view in sorted(seal.views[page], key=lambda view: view.place.line):
            if isinstance(view, EntryList) and view.rewordings:
                reworded = view.reworded(view.chosen(seal.career), seal.career)
                for (key, number), rewording in reworded.items():
                    entry = seal.career.find(*key)
                    passages = seal.career.passages(entry) if entry else ()
                    yield from (
                        Retold(each, rewording) for each in passages if each.number == number
                    )


def _shown(seal: Seal, docname: str) -> frozenset[tuple[str, str]]:
    """The kinds and ids of the entries whose bodies a document's lists show."""
    return frozenset(
        (item.link.kind, item.link.id)
        for view in seal.views.get(docname, [])
        if isinstance(items := seal.layout(view), Items)
        for item in items.single
    )
