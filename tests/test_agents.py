"""AGENTS.md is complete, and its examples build."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_resume import agents
from sphinx_resume.commands import main
from sphinx_resume.model.options import options
from sphinx_resume.new_page import registry_of
from sphinx_resume.registry import Registry
from tests.conftest import MakeSite
from tests.support.sites import ROOT

TEXT = agents.guide(Registry())


def test_our_own_agents_md_is_up_to_date() -> None:
    ours = (ROOT / agents.FILE).read_text("utf-8")
    expected = agents.guide(registry_of(ROOT / "docs"))
    assert ours == expected, "run PYTHONPATH=_ext python -m sphinx_resume agents --write"


def test_every_declaration_is_in_agents_md() -> None:
    for name, cls in Registry().directives:
        _before, section = TEXT.split(f"\n### `{{{name}}}`\n")
        section = section.partition("\n##")[0]
        assert cls.description in section
        for opt in options(cls):
            part = TEXT.partition("### All kinds")[2] if opt.name == "formerly" else section
            mark = "**" if opt.required else ""
            assert f"- {mark}`{opt.name}`{mark}: {opt.help}" in part, (name, opt.name)


def test_commands_are_sessions_of_new_projects() -> None:
    template = ROOT / "_ext/sphinx_resume/new_project/template/noxfile.py.in"
    sessions = set(re.findall(r"^def (\w+)\(session", template.read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"nox -s (\w+)", TEXT))
    assert named
    assert named <= sessions


def test_the_examples_build_without_a_warning(career_site: MakeSite) -> None:
    blocks = re.findall(r"^```\{.*?^```$", TEXT, re.DOTALL | re.MULTILINE)
    assert len(blocks) == 3
    page = "# A\n\n" + "\n\n".join(blocks) + "\n"
    extensions = ["attrs_block"]
    site = career_site({"index.md": page})
    assert site.build("dummy", myst_enable_extensions=extensions).warnings == []


def test_the_command_prints_or_writes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["agents"]) == 0
    assert capsys.readouterr().out == TEXT
    assert main(["agents", "--write"]) == 0
    assert capsys.readouterr().out == "Result: AGENTS.md\n"
    assert Path("AGENTS.md").read_text("utf-8") == TEXT
