"""Substitutions in options, and warnings about unknown ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_resume.reading.substitutions import SubstitutionError, resolved, restructured
from tests.conftest import CONF

if TYPE_CHECKING:
    from tests.conftest import MakeSite

KNOWN = {"role": "Platform Engineer", "team-size": 4, "bold": "**x**", "snake": "a_b"}
BRACES = ("{", "}")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{{ role }}, {{team-size}}", "Platform Engineer, 4"),
        ("{{ role | upper }}", "PLATFORM ENGINEER"),
        ("{{ snake }}", "a_b"),
        ("{ role }", "{ role }"),
        ("none", "none"),
    ],
)
def test_known_substitutions_are_resolved(text: str, value: str) -> None:
    assert resolved(text, KNOWN, BRACES) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a {{ rule }}",
            "“{{ rule }}” cannot be resolved ('rule' is undefined), and is printed as it is; ",
        ),
        ("{{ bold }}", "“{{ bold }}” is more than plain text, and is printed unresolved; "),
        (
            "{{ 1 / 0 }}",
            "“{{ 1 / 0 }}” cannot be resolved (division by zero), and is printed as it is; ",
        ),
        ("{{ }}", "“{{ }}” cannot be resolved (Expected an expression, got 'end of print "),
    ],
)
def test_unknown_substitutions_are_reported(text: str, message: str) -> None:
    with pytest.raises(SubstitutionError) as error:
        resolved(text, KNOWN, BRACES)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("text", "found"),
    [("As |role|.", "|role|"), ("a | b | c", ""), ("|x", ""), ("a|b|c", ""), ("||", "")],
)
def test_substitutions_of_restructured_text_are_found(text: str, found: str) -> None:
    assert restructured(text) == found


def test_titles_are_substituted_like_running_text(career_site: MakeSite) -> None:
    conf = (
        f"{CONF}\nmyst_enable_extensions = ['substitution']\n"
        "myst_substitutions = {'role': 'Platform Engineer', 'org': 'Acme'}\n"
    )
    front = "---\nmyst:\n  substitutions:\n    org: Beta\n---\n"
    page = (
        "# A\n\n```{position} acme\n:title: '{{ role }}'\n:organization: {{ org }}\n"
        ":start: 2020-04\n:end: 2020-05\n\n- Worked as {{ role }} at {{ org }}.\n```\n\n"
        "```{skill} {{ role }}\n:aliases: {{ org }}, {{ missing }}\n:stated:\n```\n"
    )
    built = career_site({"conf.py": conf, "index.md": front + page}).build("text")
    assert "**Platform Engineer**, Beta" in built.text()
    assert "Worked as Platform Engineer at Beta." in built.text()
    assert built.warnings == [
        "index.md:18: WARNING: skill, option “aliases”: “{{ missing }}” cannot be resolved "
        "('missing' is undefined), and is printed as it is; write the text itself [resume.option]"
    ]


def test_restructured_text_options_have_no_substitutions(career_site: MakeSite) -> None:
    page = (
        "A\n=\n\n.. |role| replace:: Engineer\n\n.. resume:position:: acme\n   :title: |role|\n"
        "   :organization: Acme\n   :start: 2020\n   :end: 2021\n\n   Worked as |role|.\n"
    )
    built = career_site({"index.rst": page}).build("text")
    assert built.warnings == [
        "index.rst:7: WARNING: position, option “title”: “|role|” is not resolved, but printed "
        "as it is; write the text itself [resume.option]"
    ]
