"""Compiled templates are cached, and used only if they are up to date."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from tests.conftest import Built, MakeSite, Site

LAYOUT = "{% extends '!layout.html' %}{% block footer %}<p>VERSION</p>{{ super() }}{% endblock %}"


@pytest.fixture
def site(career_site: MakeSite) -> Site:
    return career_site({"index.md": "# A\n", "_templates/layout.html": LAYOUT})


def build(site: Site) -> Built:
    site.write({"index.md": f"# A\n\n{(site.folder / 'index.md').stat().st_mtime_ns}\n"})
    return site.build(templates_path=["_templates"])


def compiled(built: Built) -> list[Path]:
    (folder,) = (Path(built.app.doctreedir) / "sphinx_resume").glob("templates-*")
    return sorted(folder.iterdir())


def test_templates_are_compiled_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build(site)
    assert len(compiled(first)) > 3
    monkeypatch.delattr(jinja2.Environment, "compile")
    build(site)


def test_a_changed_template_is_recompiled(site: Site) -> None:
    assert "<p>VERSION</p>" in build(site).source("index.html")
    site.replace("_templates/layout.html", "VERSION", "Another")
    assert "<p>Another</p>" in build(site).source("index.html")


def test_a_damaged_cache_is_ignored(site: Site) -> None:
    first = build(site)
    for number, path in enumerate(compiled(first)):
        path.write_bytes(path.read_bytes()[: number * 7])
    again = build(site)
    assert again.warnings == []
    assert again.source("search.html") == first.source("search.html")


def test_an_unwritable_cache_is_ignored(site: Site) -> None:
    first = build(site)
    for path in compiled(first):
        path.unlink()
        path.mkdir()
    assert build(site).warnings == []
