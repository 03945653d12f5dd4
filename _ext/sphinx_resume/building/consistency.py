"""Warn of what is wrong across pages, once all are read.

The findings of a build are kept for the next one: an edit of a text that declares and cites the
same as before has the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sphinx_resume.checks.claims import AUDITS
from sphinx_resume.checks.findings import Finding, warn
from sphinx_resume.domain import ResumeDomain
from sphinx_resume.output.state_files import keep, kept, state_file_of_output
from sphinx_resume.sealing import whole_checks

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def setup(app: Sphinx) -> None:
    """Register the event handler."""
    app.connect("env-check-consistency", check)


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of what is wrong across pages (handler of ``env-check-consistency``)."""
    for finding in _findings(app, ResumeDomain.from_env(env)):
        warn(finding)


def _findings(app: Sphinx, domain: ResumeDomain) -> Sequence[Finding]:
    store = state_file_of_output(app, ".findings")
    # A check of an extension may look at anything, and its code may have changed.
    is_ours = domain.registry.audits.keys() <= AUDITS.keys()
    found: Sequence[Finding] | None = kept(store) if domain.is_unchanged and is_ours else None
    if found is None:
        found = whole_checks.findings(domain.seal)
        keep(store, found)
    return found
