"""The reference pages, generated from declarations, only for this project's guide."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from resume_docs.formats import BODY, FormatReference, table_of
from resume_docs.reference import OptionReference, WarningReference
from sphinx_resume.importing.formats import FORMATS
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.model.options import options, read_options
from sphinx_resume.registry import Registry
from sphinx_resume.views import VIEWS
from tests.support.careers import CAREER, at
from tests.support.samples import ENGLISH

if TYPE_CHECKING:
    from tests.conftest import MakeSite

EXTENSION = Path(__file__).parents[1] / "_ext" / "sphinx_resume"

PAGE = "# R\n\n```{option-reference}\n```\n\n```{warning-reference}\n```\n"


def test_every_directive_and_option_is_in_the_reference() -> None:
    layout = OptionReference(place=at()).layout(CAREER, ENGLISH)
    documented = {each.term: [o.term for o in each.options] for each in layout}
    for name, cls in [*ENTRY_TYPES.items(), *VIEWS.items()]:
        assert documented[f"{{{name}}}"] == [f":{each.name}:" for each in options(cls)]


def test_an_option_shows_whether_it_is_required_and_its_default() -> None:
    layout = OptionReference(place=at()).layout(CAREER, ENGLISH)
    described = {
        (each.term, option.term): option.remarks for each in layout for option in each.options
    }
    assert described["{position}", ":organization:"] == (
        "required",
        "for example: Example Works",
    )
    assert described["{education}", ":status:"] == (
        "default: completed",
        "for example: completed",
    )
    assert described["{skill}", ":level:"] == ("for example: confident",)


def test_every_warning_is_in_the_reference_with_its_type() -> None:
    layout = WarningReference(place=at()).layout(CAREER, ENGLISH)
    assert [each.term for each in layout] == [
        f"resume.{name}" for name in sorted(Registry().warning_types)
    ]


def test_an_audit_shows_its_default_level() -> None:
    layout = WarningReference(place=at()).layout(CAREER, ENGLISH)
    said = {each.term: each.remarks for each in layout}
    assert said["resume.stale"] == ("level: off, unless resume_checks says otherwise",)
    assert said["resume.outside"] == ("level: warning, unless resume_checks says otherwise",)
    assert said["resume.date"] == ()


def test_a_warning_has_an_example_with_its_line_marked() -> None:
    view = WarningReference(place=at())
    (found,) = view.nodes(view.layout(CAREER, ENGLISH))
    (stale,) = (
        item
        for item in found.findall(nodes.definition_list_item)
        if item.children[0].astext() == "resume.stale"
    )
    settings, page = stale.findall(nodes.literal_block)
    assert settings.astext() == 'resume_checks = {"stale": "warning"}'
    assert page.astext().startswith("```{skill} Perl\n```\n")
    assert page["highlight_args"] == {"hl_lines": (1,)}
    assert stale.children[1].children[-1].astext() == (
        "index.md:1: WARNING: the skill “Perl” was last used in 2011-06, more than 10 years ago "
        "[resume.stale]"
    )


@pytest.mark.parametrize("cls", [OptionReference, WarningReference])
def test_nodes_are_a_definition_list_with_code_as_code(
    cls: type[OptionReference | WarningReference],
) -> None:
    view = cls(place=at())
    (found,) = view.nodes(view.layout(CAREER, ENGLISH))
    assert isinstance(found, nodes.definition_list)
    terms = (item.astext() for item in found.findall(nodes.term))
    texts = (item.astext() for item in found.findall(nodes.paragraph))
    assert not [text for text in (*terms, *texts) if "`" in text.partition("WARNING")[0]]
    for item in found.findall(nodes.definition_list_item):
        term, definition = item.children
        assert isinstance(term.children[0], nodes.literal)
        assert isinstance(definition, nodes.definition)


@pytest.mark.parametrize(
    ("view", "name"), [(name, o.name) for name, cls in VIEWS.items() for o in options(cls)]
)
def test_the_example_of_a_view_option_is_valid(view: str, name: str) -> None:
    option = next(each for each in options(VIEWS[view]) if each.name == name)
    _values, errors = read_options(VIEWS[view], {name: option.example})
    assert not errors


def test_a_page_shows_the_whole_reference(career_site: MakeSite) -> None:
    site = career_site({"index.md": PAGE})
    built = site.build(extensions=["myst_parser", "sphinx_resume", "resume_docs"])
    assert built.warnings == []
    terms = [term.get_text() for term in built.page().select("dt")]
    for name, cls in {**ENTRY_TYPES, **VIEWS}.items():
        assert f"{{{name}}}" in terms
        for opt in options(cls):
            assert f":{opt.name}:" in terms
    for name in Registry().warning_types:
        assert f"resume.{name}" in terms


def test_the_extension_alone_lacks_the_reference_directives(career_site: MakeSite) -> None:
    """Only the folder of the extension is published: see `tests/package.py`."""
    unknown = [
        re.sub(r" \[.*", "", line) for line in career_site({"index.md": PAGE}).build().warnings
    ]
    assert unknown == [
        "index.md:3: WARNING: Unknown directive type: 'option-reference'",
        "index.md:6: WARNING: Unknown directive type: 'warning-reference'",
    ]
    assert not any("resume_docs" in path.read_text("utf-8") for path in EXTENSION.rglob("*.py"))


def test_a_furo_patch_that_matches_nothing_gives_a_warning(
    career_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = career_site({"index.md": "# One\n\n```{toctree}\ntwo\n```\n", "two.md": "# Two\n"})
    extensions = ["myst_parser", "sphinx_resume", "resume_docs"]
    assert site.build(html_theme="furo", extensions=extensions).warnings == []
    monkeypatch.setattr("sphinx_resume.sphinx_fixes.furo_markup.ICONS", ("Of a new furo",))
    monkeypatch.setattr("sphinx_resume.html.furo._ICONS", ("Of a new furo",))
    site.write({"two.md": "# Second\n"})
    (warning,) = site.build(html_theme="furo", extensions=extensions).warnings
    assert "furo's pages have no <title>Of a new furo</title> any more" in warning
    assert site.build(html_theme="alabaster", extensions=extensions).warnings == []


def test_every_mapped_field_of_every_format_is_in_the_tables() -> None:
    kinds = FormatReference(place=at()).layout(CAREER, ENGLISH)
    tables = {each.kind: each for each in filter(None, map(table_of, kinds))}
    for known in FORMATS:
        for section in known.sections:
            table = tables[section.kind]
            column = table.formats.index(known.name)
            fields = {name for name, sources in table.rows if sources[column]}
            declared = {opt.name for opt in options(ENTRY_TYPES[section.kind])}
            assert set(section.options) & declared <= fields
            assert (BODY in fields) or not section.body


def test_every_format_is_named_in_the_guide() -> None:
    guide = (EXTENSION.parents[1] / "docs" / "about" / "importing.md").read_text("utf-8")
    assert [each.name for each in FORMATS if each.name not in guide] == []
