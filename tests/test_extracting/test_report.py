"""The report of ``sphinx-resume parse``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sphinx_resume.commands import main
from sphinx_resume.extracting import report as module
from sphinx_resume.extracting.extractors import Extractor
from sphinx_resume.extracting.recall import Phrase
from sphinx_resume.extracting.report import report
from sphinx_resume.importing.source import SourceError
from tests.conftest import MakeSite
from tests.support.guides import ABOUT
from tests.test_tailoring.test_match import keys

PHRASES = (Phrase("Ada", "name"), Phrase("Acme", "organization", "a.md", 3), Phrase("Ran it."))


def extractor(name: str, text: str) -> Extractor:
    return Extractor(name, ".pdf", "json", "nothing", lambda path: [text])


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path) -> list[str]:
        raise ValueError("no pages")

    programs = (
        extractor("good", "Ada\nAcme\nRan it."),
        extractor("bad", "Ada\nRan it."),
        extractor("worse", "Ada\nRan it."),
        Extractor("broken", ".pdf", "json", "nothing", broken),
        Extractor("absent", ".pdf", "no_such_module", "a package", broken),
        Extractor("other", ".docx", "json", "nothing", broken),
    )
    monkeypatch.setattr(module, "EXTRACTORS", programs)


@pytest.mark.usefixtures("programs")
def test_the_text_lists_each_miss_once() -> None:
    found = report({Path("resume.pdf"): PHRASES})
    assert found.failed
    assert (
        found.text()
        == """\
resume.pdf
  good    100 %: 3 of 3 phrases; name 1/1, organization 1/1
  bad     66.6 %: 2 of 3 phrases; name 1/1, organization 0/1
  worse   66.6 %: 2 of 3 phrases; name 1/1, organization 0/1
  broken  could not read it: ValueError: no pages
  bad, worse:
    ! a.md:3: page 1, lost (“Acme”): “Acme”

Not installed: absent, which is in a package"""
    )


@pytest.mark.usefixtures("programs")
def test_the_data_matches_the_guide() -> None:
    data = json.loads(report({Path("resume.pdf"): PHRASES}).json())
    bad = data["extracted"][1]
    assert bad["fields"] == [
        {"field": "name", "expected": 1, "found": 1},
        {"field": "organization", "expected": 1, "found": 0},
    ]
    assert bad["misses"] == [
        {
            "text": "Acme",
            "field": "organization",
            "source": "a.md",
            "line": 3,
            "kind": "lost",
            "words": ["Acme"],
            "page": 1,
        }
    ]
    guide = (ABOUT / "exporting.md").read_text("utf-8")
    assert keys(data) <= set(re.findall(r"`(?:\w+\[\]\.)?(\w+)`", guide))


def test_without_any_program_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    absent = Extractor("absent", ".pdf", "no_such_module", "a package", lambda path: [])
    monkeypatch.setattr(module, "EXTRACTORS", (absent,))
    with pytest.raises(SourceError, match="is installed; install a package"):
        report({Path("resume.pdf"): PHRASES})


def test_a_file_with_other_content_fails(
    career_site: MakeSite,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    position = (
        "```{position} acme\n:title: Engineer\n:organization: Acme\n:start: 2021\n:end: 2022\n\n"
        "- Ran it.\n```\n"
    )
    resume = "# Résumé\n\n```{contact}\n```\n\n```{entry-list} position\n:style: full\n```\n"
    pages = {"index.md": f"# Front\n\n{position}", "resume.md": f"---\norphan: true\n---\n{resume}"}
    site = career_site(pages)
    contact = {"email": "ada@example.org", "phone": "+49 30 1234567"}
    settings = f"\nresume_name = 'Ada Example'\nresume_contact = {contact}\n"
    config = site.folder / "conf.py"
    config.write_text(config.read_text("utf-8") + settings, "utf-8")
    site.build("resume-docx", resume_name="Ada Example", resume_contact=contact)
    monkeypatch.chdir(tmp_path)
    docs = ("--docs", f"{site.folder}")
    assert main(["parse", *docs]) == 1
    assert "There are no files in build/pdf and build/export" in capfd.readouterr().err
    made = site.folder / "_build" / "resume-docx" / "resume.docx"
    assert main(["parse", f"{made}", *docs]) == 0
    said = capfd.readouterr().out
    assert "100 %" in said
    site.replace("index.md", "Ran it.", "Sold it.")
    assert main(["parse", f"{made}", *docs]) == 1
    assert "index.md:9: page 1, lost (“Sold”): “Sold it.”" in capfd.readouterr().out
    other = tmp_path / "letter.docx"
    other.write_bytes(b"no document")
    assert main(["parse", f"{other}", *docs]) == 1
    assert "letter.docx does not have the name of a short résumé" in capfd.readouterr().err
    other.replace(tmp_path / "resume.docx")
    assert main(["parse", "resume.docx", *docs]) == 1
    assert "could not read it: " in capfd.readouterr().out
    for name, why in (("none.pdf", "There is no file none.pdf."), ("a.txt", "is neither a PDF")):
        Path("a.txt").touch()
        assert main(["parse", name, *docs]) == 1
        assert why in capfd.readouterr().err


def test_phrases_have_places(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": "# Front\n\n```{position} acme\n:title: T\n:organization: O\n"
            ":start: 2021\n:end: 2022\n\n- Ran it.\n```\n",
            "resume.md": "# Résumé\n\n```{entry-list} position\n:style: full\n```\n\n## End\n",
        }
    )
    contact = {"email": "ada@example.org", "phone": "+49 30 1234567"}
    site.replace("resume.md", "# Résumé\n", "# Résumé\n\n```{contact}\n```\n")
    documents = [("resume", "resume.tex", "Ada", "", "resume"), ("index", "a.tex", "", "", "howto")]
    built = site.build("resume-phrases", latex_documents=documents, resume_contact=contact)
    assert [path.name for path in built.folder.glob("*.*")] == ["resume.json"]
    found = json.loads(built.source("resume.json"))
    assert [(e["text"], e.get("field"), e.get("source"), e.get("line")) for e in found] == [
        ("Ada", "name", None, None),
        ("ada@example.org", "e-mail", "resume.md", 1),
        ("+49 30 1234567", "phone", "resume.md", 1),
        ("O", "organization", "index.md", 4),
        ("T", "title", "index.md", 4),
        ("2021 – 2022", "dates", "index.md", 4),
        ("Ran it.", None, "index.md", 9),
        ("End", None, "resume.md", 10),
    ]
