"""Snippets for editors: what they become is what the build takes without a warning."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sphinx_resume import snippets
from sphinx_resume.commands import main
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.views import VIEWS
from tests.conftest import MakeSite


def found(docs: Path) -> dict[str, Any]:
    content = json.loads(snippets.snippets(docs))
    assert isinstance(content, dict)
    return content


def expanded(body: list[str]) -> str:
    """What an editor leaves of a snippet where nothing is typed."""
    text = "\n".join(body)
    text = re.sub(r"\$\{\d+\|((?:\\.|[^,|\\])*)(?:,(?:\\.|[^|\\])*)?\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:((?:\\.|[^}\\])*)\}", r"\1", text)
    return re.sub(r"\\(.)", r"\1", text)


def test_there_is_one_for_each_directive_and_each_role(tmp_path: Path) -> None:
    names = set(found(tmp_path))
    assert {*ENTRY_TYPES, *VIEWS, "occasion"} <= names
    assert {f"{kind} (role)" for kind in ENTRY_TYPES} <= names


@pytest.mark.parametrize("kind", ENTRY_TYPES)
@pytest.mark.parametrize("variant", ["", " (all options)"])
def test_what_a_snippet_becomes_is_valid(
    career_site: MakeSite, tmp_path: Path, kind: str, variant: str
) -> None:
    snippet = found(tmp_path)[kind + variant]
    assert snippet["scope"] == "markdown"
    text = expanded(snippet["body"])
    assert "$" not in text
    other = (
        "```{position} wayfair\n:title: T\n:organization: O\n:start: 2021\n:end: 2022\n\nX.\n```"
    )
    page = f"# A\n\n{text}\n\n{other}\n"
    assert career_site({"index.md": page}).build("dummy").warnings == []


def test_the_command_prints_or_writes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["snippets"]) == 0
    printed = capsys.readouterr().out
    assert not snippets.FILE.exists()
    assert main(["snippets", "--write"]) == 0
    assert snippets.FILE.read_text("utf-8") == printed
