"""Helpers of views: links, and joined nodes."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_resume.views.base import Link, joined, paragraph
from tests.support.careers import CAREER, STRIPE, VAULT, WAYFAIR


def test_a_link_targets_an_entry_or_a_statement_in_it() -> None:
    assert Link.to(WAYFAIR) == Link(
        "position", "wayfair", "Senior Engineer, Wayfair", "wayfair", "position-wayfair"
    )
    assert Link.to(WAYFAIR, "there").text == "there"
    evidence = CAREER.evidence(VAULT)[0]
    assert Link.to_statement(evidence, "7 months", "Brought in Vault.") == Link(
        "position", "stripe", "7 months", "stripe", "position-stripe-1", "Brought in Vault."
    )


def test_a_link_is_a_reference_that_the_domain_resolves() -> None:
    xref = Link("skill", "vault", "Vault", "vault", "skill-vault", "a remark").node()
    assert xref.astext() == "Vault"
    assert xref["refdomain"] == "resume"
    assert (xref["reftype"], xref["reftarget"]) == ("skill", "vault")
    assert (xref["anchor"], xref["hint"]) == ("skill-vault", "a remark")
    assert "hint" not in Link.to(STRIPE).node()


@pytest.mark.parametrize(("count", "text"), [(0, ""), (1, "a"), (3, "a, a, a")])
def test_parts_are_joined_with_a_separator(count: int, text: str) -> None:
    parts = joined([nodes.inline("", "a") for _number in range(count)], ", ")
    assert paragraph(*parts).astext() == text
