"""Suggestions for the wording of reviews, if enabled."""

from __future__ import annotations

import pytest
from docutils import nodes
from sphinx.application import Sphinx

from sphinx_resume.domain import ResumeDomain
from sphinx_resume.reading import review_check
from tests.conftest import MakeSite
from tests.support.reviews import build, incident, timeline

LOADED = incident(
    ":part: It was my fault.",
    "The root cause was\nthat they should\nhave looked.\n\n"
    + timeline("- T+0 Ada failed to see.\n"),
)


def test_wording_is_not_checked_by_default(career_site: MakeSite) -> None:
    assert build(career_site, LOADED).warnings == []


def test_suggestions_are_reported_at_their_lines(career_site: MakeSite) -> None:
    found = build(career_site, LOADED, resume_language_check=True).warnings
    lines = LOADED.splitlines()
    expected = [
        (lines.index(":part: It was my fault.") + 1, "“my fault”"),
        (lines.index("The root cause was") + 1, "“root cause”"),
        (lines.index("that they should") + 1, "“should have”"),
        (lines.index("- T+0 Ada failed to see.") + 1, "“failed to”"),
    ]
    assert len(found) == len(expected)
    for warning, (line, words) in zip(found, expected, strict=True):
        assert warning.startswith(f"index.md:{line}: WARNING: {words}")
        assert warning.endswith("[resume.language]")


def test_a_page_is_checked_without_looking_at_all_others(
    career_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading would become quadratic."""
    check = review_check.check

    def check_alone(app: Sphinx, doctree: nodes.document) -> None:
        with monkeypatch.context() as patch:
            patch.delattr(ResumeDomain, "_in_build")
            check(app, doctree)

    monkeypatch.setattr(review_check, "check", check_alone)
    assert len(build(career_site, LOADED, resume_language_check=True).warnings) == 4


def test_private_names_are_checked_even_without_the_setting(career_site: MakeSite) -> None:
    (warning,) = build(career_site, LOADED, resume_private_names=["Ada"]).warnings
    assert "this name is on your list of private names" in warning
    assert "Ada" not in warning


def test_code_and_pages_without_a_review_are_not_checked(career_site: MakeSite) -> None:
    pages = {
        "index.md": "# All\n\nThe root cause.\n\n```{toctree}\none\n```\n",
        "one.md": "# One\n\n```\nroot cause\n```\n\n% root cause\n\n"
        + timeline("- T+0 It began.\n"),
    }
    assert career_site(pages).build(resume_language_check=True).warnings == []
