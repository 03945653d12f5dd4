"""Snippets for editors: what they expand to builds without a warning."""

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

EXTENSION = """\
from dataclasses import dataclass
from typing import ClassVar

from sphinx_resume.api import DatedEntry, View, add_entry_type, add_view


@dataclass(frozen=True, slots=True, kw_only=True)
class Prize(DatedEntry):
    kind: ClassVar[str] = "prize"
    plural: ClassVar[str] = "prizes"
    description: ClassVar[str] = "Something that was won."


@dataclass(frozen=True, slots=True, kw_only=True)
class PrizesWon(View):
    name: ClassVar[str] = "prizes-won"
    description: ClassVar[str] = "All of these."

    def layout(self, career, locale):
        return ""

    def nodes(self, layout):
        return []


def setup(app):
    add_entry_type(app, Prize)
    add_view(app, PrizesWon)
"""


def found(docs: Path) -> dict[str, Any]:
    content = json.loads(snippets.snippets(docs))
    assert isinstance(content, dict)
    return content


def expanded(body: list[str]) -> str:
    """A snippet as an editor inserts it if nothing is typed."""
    text = "\n".join(body)
    text = re.sub(r"\$\{\d+\|((?:\\.|[^,|\\])*)(?:,(?:\\.|[^|\\])*)?\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:((?:\\.|[^}\\])*)\}", r"\1", text)
    return re.sub(r"\\(.)", r"\1", text)


def test_every_directive_and_role_has_a_snippet(tmp_path: Path) -> None:
    names = set(found(tmp_path))
    assert {*ENTRY_TYPES, *VIEWS, "occasion"} <= names
    assert {f"{kind} (role)" for kind in ENTRY_TYPES} <= names


def test_directives_of_extensions_have_snippets(tmp_path: Path) -> None:
    (tmp_path / "prizes.py").write_text(EXTENSION, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "conf.py").write_text(
        f"import sys\nsys.path.insert(0, {str(tmp_path)!r})\n"
        "extensions = ['myst_parser', 'sphinx_resume', 'prizes']\n",
        encoding="utf-8",
    )
    names = found(tmp_path / "docs")
    assert names["prize"]["body"][0] == "```{prize} ${1:my-prize}"
    assert names["prizes-won"]["body"] == ["```{prizes-won}", "```"]


@pytest.mark.parametrize("kind", ENTRY_TYPES)
@pytest.mark.parametrize("variant", ["", " (all options)"])
def test_an_expanded_snippet_is_valid(
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
