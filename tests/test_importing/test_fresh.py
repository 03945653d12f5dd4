"""FRESH: valid links, and anything else as text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sphinx_resume.importing.command import read_source
from sphinx_resume.importing.pages import Known, pages

META = {"format": "FRESH@1.0.0"}


def written(tmp_path: Path, language: str = "en", **content: Any) -> dict[str, str]:
    file = tmp_path / "resume.json"
    file.write_text(json.dumps({"meta": META, **content}), encoding="utf-8")
    return pages(read_source(file, language)[0], Known()).files


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("example.org/x", "[example.org/x](<https://example.org/x>)"),
        ("https://example.org/x", "<https://example.org/x>"),
        ("see chapter 3", "see chapter 3"),
        ("none", "none"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://", "https://"),
    ],
)
def test_an_invalid_link_becomes_text(said: str, line: str, tmp_path: Path) -> None:
    page = written(tmp_path, skills={"list": [{"name": "Go", "proof": said}]})["skills.md"]
    assert f"\n\n{line}\n```" in page


def test_a_book_keeps_an_invalid_url_as_text(tmp_path: Path) -> None:
    books = [
        {"title": "On Go", "url": "example.org/go", "author": ["Doe"]},
        {"title": "On C", "url": "the library"},
    ]
    page = written(tmp_path, reading=books)["reading-list.md"]
    assert "- [On Go](<https://example.org/go>), Doe\n- On C (the library)\n" in page


def test_skills_have_no_markup(tmp_path: Path) -> None:
    skills = {"sets": [{"name": "<b>Lang</b>", "skills": ["**Go**"]}], "list": [{"name": "*Go*"}]}
    page = written(tmp_path, skills=skills)["skills.md"]
    assert page.count("```{skill} Go\n") == 1
    assert ":category: Lang\n" in page


def test_texts_and_dates_are_in_the_language_of_the_site(tmp_path: Path) -> None:
    book = {"title": "On Go", "date": "2015-03", "flavor": "book"}
    files = written(tmp_path, "de", reading=[book], service={"summary": "Much."})
    assert "# Lektüre\n\n- On Go, book, März 2015\n" in files["lekture.md"]
    assert "# Ehrenamt\n\nMuch.\n" in files["ehrenamt.md"]
