"""Options that narrow a view down."""

from __future__ import annotations

from sphinx_resume.views.filter_options import unknown_names
from tests.support.careers import CAREER, at
from tests.support.samples import career, position


def test_unknown_names_in_a_filter_are_reported() -> None:
    place = at("position").at_option("position")
    (finding,) = unknown_names(CAREER, "position", ["Wayfair", "Strip"], place)
    assert (finding.type, finding.place.line) == ("filter", 11)
    assert finding.message == "there is no position “Strip”; did you mean “Stripe”?"


def test_ambiguous_names_in_a_filter_are_reported() -> None:
    twice = [position(name, "2020", "2021", organization="Acme") for name in ("a", "b")]
    (finding,) = unknown_names(career(*twice), "position", ["Acme"], at())
    assert finding.type == "filter"
