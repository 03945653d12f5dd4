"""The first draft of a variant, and what a variant shows of what a posting asks for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sphinx_resume.commands import main
from sphinx_resume.importing.source import SourceError
from sphinx_resume.tailoring import texts
from sphinx_resume.tailoring.facts import Facts
from sphinx_resume.tailoring.match import Match, match
from sphinx_resume.tailoring.variant import page, write
from tests.conftest import MakeSite

LONG = "and did so with care for all that depends on it " * 4


def positions(number: int) -> str:
    return "\n".join(
        f"```{{position}} p{n}\n:title: Engineer {n}\n:organization: Firm {n}\n"
        f":start: {2000 + n}-01\n:end: {2000 + n}-12\n\n"
        f"- Ran {{skill}}`Vault` in {n} {LONG}.\n- Wrote {{skill}}`Go` in {n} {LONG}.\n"
        "- Swept the floor.\n```\n"
        for n in range(number)
    )


def pages(number: int = 3) -> dict[str, str]:
    return {
        "index.md": (
            f"# Front\n\n```{{profile}}\n:headline: Engineer\n\nI run things.\n```\n\n"
            f"{positions(number)}\n"
            "```{position} other\n:title: Baker\n:organization: Bakery\n:start: 1999\n"
            ":end: 1999\n\n- Baked.\n```\n\n"
            "```{education} uni\n:title: B.Sc.\n:organization: Uni\n:end: 1998\n```\n\n"
            "```{talk} t\n:title: On Vault\n:date: 2003\n\nOf {skill}`Vault`.\n```\n\n"
            "```{skill} Vault\n```\n\n```{skill} Go\n```\n\n"
            "```{skill} Rust\n:stated:\n```\n\n```{skill} COBOL\n:stated:\n```\n"
        ),
        "resume.md": "---\norphan: true\n---\n# Résumé\n\n```{entry-list} position\n```\n",
    }


def facts_in(site_folder: Path, name: str = "career.json") -> Facts:
    return Facts(json.loads((site_folder / name).read_text("utf-8")))


@pytest.fixture
def found(career_site: MakeSite) -> Match:
    built = career_site(pages()).build("resume-career")
    posting = texts.of(b"- Vault, Go, or Rust\n", "posting.txt")
    return match(posting, facts_in(built.folder))


def plain(text: str) -> str:
    return text


def test_the_page_chooses_statements_that_back_the_posting(found: Match) -> None:
    assert (
        page(found, 2, plain)
        == """\
---
orphan: true
pages: 2
---

# Résumé

% Lines like this one are not printed; delete them when you are done. The lists below
% choose by the names of skills: add ids of statements, or leave some out, as you like.

```{profile}
```

## Experience

```{entry-list} position
:style: full
:only: vault, go
```

```{entry-list} position
:style: full
:without: p2, p1, p0
:statements: 0
```

## Education

```{entry-list} education
:style: lines
```

## Skills

```{entry-list} skill
:style: lines
:only: vault, go, rust
```

## Talks

```{entry-list} talk
:style: lines
:only: vault
```
"""
    )


def test_headings_are_in_the_language_of_the_site(found: Match) -> None:
    headings = re.findall("^#+ .*", page(found, 1, lambda text: f"<{text}>"), re.MULTILINE)
    assert headings == [
        "# <Résumé>",
        "## <Experience>",
        "## <education>",
        "## <skills>",
        "## <talks>",
    ]


def test_older_content_is_cut_if_it_does_not_fit(career_site: MakeSite) -> None:
    built = career_site(pages(12)).build("resume-career")
    facts = facts_in(built.folder)
    both = match(texts.of(b"Vault and Go", "posting.txt"), facts)
    assert ":limit:" not in page(both, 9, plain)
    short = page(both, 1, plain)
    # Each first statement is about Vault, and something must back Go, too.
    assert re.findall(":statements: (\\d+)", short) == ["0"]
    (limit,) = map(int, re.findall(":limit: (\\d+)", short))
    assert 1 <= limit < 12
    rest = re.search(":without: (.*)", short)
    assert rest
    assert rest[1].split(", ") == [f"p{11 - n}" for n in range(limit)]  # the latest
    one = match(texts.of(b"Vault", "posting.txt"), facts)
    assert ":limit:" not in page(one, 2, plain)


def test_nothing_is_written_if_nothing_is_backed(found: Match) -> None:
    nothing = match(texts.of(b"Rust", "posting.txt"), found.facts)
    with pytest.raises(SourceError, match="No statement backs anything that"):
        page(nothing, 1, plain)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "is not a name for a page"),
        ("../sre", "is not a name for a page"),
        ("private/", "is not a name for a page"),
        ("private/../sre", "is not a name for a page"),
        ("private/resume", "“resume” and “private/resume” would both be resume.pdf"),
        ("resume", "“resume” and “variants/resume” would both be resume.pdf"),
        ("portfolio", "would be portfolio.pdf, which is something else"),
    ],
)
def test_a_variant_needs_a_name_of_its_own(
    found: Match, tmp_path: Path, name: str, why: str
) -> None:
    with pytest.raises(SourceError, match=why):
        write(found, tmp_path / "docs", name, 1, plain)
    assert not (tmp_path / "docs").exists()


def test_a_variant_may_be_private(found: Match, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    target = write(found, docs, "private/acme", 1, plain)
    assert target == docs / "private" / "acme.md"
    assert target.read_text("utf-8") == page(found, 1, plain)


@pytest.mark.parametrize("number", [1, 3, 12])
def test_the_page_builds_without_a_warning_and_has_the_expected_content(
    career_site: MakeSite,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    number: int,
) -> None:
    site = career_site(pages(number))
    monkeypatch.chdir(tmp_path)
    Path("posting.txt").write_text("Vault, Go or Rust", "utf-8")
    arguments = ["match", "posting.txt", "--docs", f"{site.folder}", "--write", "sre"]
    assert main(arguments) == 0
    said = capfd.readouterr()
    target = site.folder / "variants" / "sre.md"
    assert f"Result: {target}, " in said.err
    assert "“variants/sre”" in said.err
    written = target.read_bytes()
    assert main(arguments) == 1
    assert capfd.readouterr().err == f"{target} exists already, and nothing is overwritten\n"
    assert target.read_bytes() == written
    built = site.build("resume-txt", resume_documents=["resume", "variants/sre"])
    assert built.warnings == []
    text = built.source("sre.txt")
    assert "I run things." in text
    assert "Swept" not in text
    assert "COBOL" not in text
    assert "Baked" not in text
    assert "Bakery" in text


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("SRE Team", "letters, digits, and hyphens; “sre-team” is one"),
        ("../x", "“../x” is not a name for a page"),
        ("…", "“…” is not a name for a page; use lower-case letters, digits, and hyphens\n"),
    ],
)  # fmt: skip
def test_names_must_be_valid_page_names(
    career_site: MakeSite,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    name: str,
    message: str,
) -> None:
    site = career_site(pages(1))
    monkeypatch.chdir(tmp_path)
    Path("posting.txt").write_text("Vault", "utf-8")
    assert main(["match", "posting.txt", "--docs", f"{site.folder}", "--write", name]) == 1
    assert message in capfd.readouterr().err
    assert not (site.folder / "variants").exists()


def test_a_variant_is_backed_only_by_what_it_shows(career_site: MakeSite) -> None:
    site = career_site(pages(1))
    site.write(
        {
            "variants/short.md": "---\norphan: true\n---\n# Short\n\n"
            "```{entry-list} position\n:style: full\n:only: Go\n```\n\n"
            "```{entry-list} skill\n:style: lines\n:only: Go, Vault\n```\n"
        }
    )
    built = site.build("resume-variants", resume_documents=["resume", "variants/short"])
    assert sorted(path.name for path in built.folder.glob("*.json")) == [
        *("career.json", "resume.json", "short.json"),
    ]
    whole, short = (facts_in(built.folder, name) for name in ("career.json", "short.json"))
    posting = texts.of(b"- Vault\n- Go\n- Rust\n", "posting.txt")
    backing = {each.entry.id: each.backing for each in match(posting, whole, short).asked}
    assert backing == {"vault": "left out", "go": "statements", "rust": "left out"}
    (vault,) = (each for each in match(posting, whole, short).asked if each.entry.id == "vault")
    assert vault.statements  # what could be shown
    assert "Left out of the variant" in match(posting, whole, short).text()


def test_the_command_suggests_existing_documents(
    career_site: MakeSite,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    site = career_site(pages(1))
    monkeypatch.chdir(tmp_path)
    Path("posting.txt").write_text("Vault", "utf-8")
    docs = ("--docs", f"{site.folder}")
    assert main(["match", "posting.txt", *docs, "--variant", "resum"]) == 1
    assert "There is no document “resum”; did you mean “resume”?" in (capfd.readouterr().err)
    assert main(["match", "posting.txt", *docs, "--variant", "resume", "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["asked"][0]["id"] == "vault"
    Path("letter.md").write_text("I ran Vault.", "utf-8")
    assert main(["ground", "letter.md", *docs, "--variant", "resume"]) == 0
