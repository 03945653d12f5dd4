"""Documents are compared with the whole career, and with each other."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from sphinx_resume.checks.documents import DocumentReport, Part, Reworded
from sphinx_resume.commands import main
from tests.conftest import CONF
from tests.test_exports.test_variants import PAGES

JOB = Part("position", "Engineer, Acme", "work", 3)
SAID = Part("position", "Engineer, Acme", "work", 9, "It ran.", "ran")
GO = Part("skill", "Go", "skills", 1)
OTHER = Reworded("ran", "It ran.", "work:9", "It ran well.", "sre:12")
SHORT = DocumentReport("resume", "resume", (JOB, SAID, GO), (), ("talk",), ())
SRE = DocumentReport("sre", "variants/sre", (JOB, SAID), (GO,), (), (OTHER,))


def test_a_document_reports_what_it_leaves_out() -> None:
    assert SHORT.text().splitlines() == [
        "resume, from resume",
        "",
        "Left out",
        "  nothing",
        "",
        "Kinds without a list",
        "  talk",
    ]
    left = dataclasses.replace(SRE, left_out=(SAID, GO))
    assert left.text().splitlines() == [
        "sre, from variants/sre",
        "",
        "Left out",
        "  position  Engineer, Acme",
        "    ran  “It ran.”  work:9",
        "  skill  Go  skills:1",
        "",
        "In other words",
        "  ran",
        "    original   “It ran.”  work:9",
        "    rewording  “It ran well.”  sre:12",
    ]


def test_two_documents_are_compared() -> None:
    assert SHORT.compared(SRE).splitlines() == [
        "Only in resume",
        "  skill  Go  skills:1",
        "",
        "Only in sre",
        "  nothing",
        "",
        "In other words",
        "  ran",
        "    resume  “It ran.”",
        "    sre     “It ran well.”",
    ]
    assert SRE.compared(SRE).splitlines()[-1] == "  nothing"


def test_reports_round_trip() -> None:
    data = json.loads(json.dumps(dataclasses.asdict(SRE)))
    assert DocumentReport.read(data) == SRE


@pytest.mark.builds
def test_the_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = [
        'myst_enable_extensions = ["attrs_block"]',
        'resume_documents = ["resume", "variants/academic"]',
    ]
    for name, text in {**PAGES, "conf.py": "\n".join([CONF, *settings])}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "academic", "--docs", "."]) == 0
    assert "    “Ran quokkas in Go.”  work:9\n" in capsys.readouterr().out
    assert main(["diff", "academic", "resume", "--docs", "."]) == 0
    assert "Only in resume\n  position  Engineer, Acme\n" in capsys.readouterr().out
    assert main(["check", "academik", "--docs", "."]) == 1
    wrong = capsys.readouterr().err
    assert wrong == "There is no document “academik”; did you mean “academic”?\n"
