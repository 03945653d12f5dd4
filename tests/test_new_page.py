"""New pages: their content, their place, and errors."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_resume import new_page
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.model.options import options
from tests.support.guides import ABOUT, examples
from tests.support.resumes import KNOWN

ROOT = Path(__file__).parents[1]
KINDS = sorted(new_page.OUTLINES)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    return folder


def test_every_kind_has_an_outline() -> None:
    assert sorted(ENTRY_TYPES) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_explains_every_option_and_fills_in_required_ones(kind: str, docs: Path) -> None:
    text = new_page.create(kind, "acme", docs).read_text(encoding="utf-8")
    cls = ENTRY_TYPES[kind]
    assert f"```{{{kind}}} acme\n:title: " in text
    for option in options(cls):
        assert f"% :{option.name}: {option.example}\n%     {option.help}" in text
        asked = option.name in {"title", *new_page.OUTLINES[kind].asks}
        assert (f"\n:{option.name}: " in text) == (option.required or asked)
    assert "TODO" in text


def test_only_kinds_whose_citations_are_evidence_say_so(docs: Path) -> None:
    for kind in KINDS:
        text = new_page.create(kind, "acme", docs).read_text(encoding="utf-8")
        assert ("% get evidence" in text) == ENTRY_TYPES[kind].is_evidence


def test_a_page_is_created_beside_others_of_its_kind(docs: Path) -> None:
    (docs / "experience").mkdir()
    (docs / "experience" / "stripe.md").write_text("```{position} stripe\n", encoding="utf-8")
    assert new_page.create("position", "acme", docs) == docs / "experience" / "acme.md"
    assert new_page.create("talk", "acme", docs) == docs / "talks" / "acme.md"


def test_nothing_is_overwritten(docs: Path) -> None:
    path = docs / "talks" / "acme.md"
    path.parent.mkdir()
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(new_page.ScaffoldError, match=r"acme\.md exists already"):
        new_page.create("talk", "acme", docs)
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_duplicate_id_is_rejected_with_the_existing_place(docs: Path) -> None:
    page = docs / "jobs.md"
    page.write_text("# Jobs\n\n:::{resume:position} acme\n", encoding="utf-8")
    with pytest.raises(new_page.ScaffoldError, match=r"jobs\.md:3 already declares .* “acme”"):
        new_page.create("position", "acme", docs)
    assert new_page.create("talk", "acme", docs).is_file()


@pytest.mark.parametrize(
    ("kind", "id", "message"),
    [
        ("positon", "acme", "did you mean “position”?"),
        ("blog", "acme", "There is no kind of entry called “blog”. Kinds: position"),
        ("talk", "My Talk!", "“My Talk!” is not an id; .* “my-talk” would be one"),
        ("talk", "../evil", "“evil” would be one"),
        ("talk", "", "“” is not an id; use lower-case letters, digits, and hyphens.$"),
    ],
)
def test_a_mistake_is_explained(kind: str, id: str, message: str, docs: Path) -> None:
    with pytest.raises(new_page.ScaffoldError, match=message.replace("?", r"\?")):
        new_page.create(kind, id, docs)
    assert list(docs.iterdir()) == []


def test_the_command_prints_what_it_wrote_and_the_next_steps(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (docs / "index.md").write_text("```{toctree}\n:glob:\n\ntalks/*\n```\n", encoding="utf-8")
    assert new_page.main(["position", "acme", "--docs", str(docs)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "TODO" in said[0]
    assert said[1].startswith(f"Add positions/acme to a toctree of {docs / 'index.md'};")
    assert said[-1] == f"Result: {docs / 'positions' / 'acme.md'}"

    assert new_page.main(["talk", "acme", "--docs", str(docs)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert not any("toctree" in line for line in said)  # the glob talks/* includes it


def test_the_command_prints_the_toctree_to_edit(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new_page.create("talk", "first", docs)
    (docs / "index.md").write_text("# All\n\n```{toctree}\ntalks/first\n```\n", encoding="utf-8")
    assert new_page.main(["talk", "second", "--docs", str(docs)]) == 0
    said = capsys.readouterr().out
    assert f"Add talks/second to the toctree at {docs / 'index.md'}:4;" in said


def test_the_command_fails_with_a_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new_page.main(["talk", "acme", "--docs", str(tmp_path / "nowhere")]) == 1
    assert "There is no folder" in capsys.readouterr().err


#: The warnings about a new page of each kind until it is filled in.
UNFINISHED = {
    "award": ["award “my-award” still has 3 lines"],
    "break": ["break “my-break” still has 4 lines"],
    "certificate": ["certificate “my-certificate” still has 3 lines"],
    "course": ["course “my-course” still has 3 lines"],
    "education": ["education “my-education” still has 5 lines"],
    "incident": [
        "incident “my-incident” still has 2 lines",
        "this incident-timeline still has 5 lines",
    ],
    "interest": ["interest “my-interest” still has a line"],
    "language": ["language “my-language” still has 2 lines"],
    "membership": ["membership “my-membership” still has 5 lines"],
    "patent": ["patent “my-patent” still has 4 lines"],
    "position": ["position “my-position” still has 5 lines"],
    "project": ["project “my-project” still has 5 lines"],
    "publication": ["publication “my-publication” still has 3 lines"],
    "reference": ["reference “my-reference” still has 3 lines"],
    "skill": ["skill “my-skill” still has a line"],
    "talk": ["talk “my-talk” still has 2 lines"],
    "volunteering": ["volunteering “my-volunteering” still has 5 lines"],
}


def test_a_new_page_warns_only_about_what_to_fill_in(docs: Path, tmp_path: Path) -> None:
    for kind in KINDS:
        new_page.create(kind, f"my-{kind}", docs)
    toctree = "".join(f"{cls.plural}/*\n" for cls in map(ENTRY_TYPES.get, KINDS) if cls)
    (docs / "index.md").write_text(
        f"# All\n\n```{{toctree}}\n:glob:\n\n{toctree}```\n", encoding="utf-8"
    )
    (tmp_path / "conf.py").write_text(
        f"import sys; sys.path.insert(0, {str(ROOT / '_ext')!r})\n"
        "extensions = ['myst_parser', 'sphinx_resume']\n"
        "primary_domain = 'resume'\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "-b", "text", "-n", "-q", "--no-color"),
            *("-c", str(tmp_path), str(docs), str(tmp_path / "out")),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    said: dict[str, list[str]] = {}
    sections: dict[str, list[str]] = {}
    for line in done.stderr.splitlines():
        path, number, message = line.split(":", 2)
        if empty := re.match(r" WARNING: the section “(.*)” has nothing but a comment", message):
            heading = Path(path).read_text(encoding="utf-8").splitlines()[int(number) - 1]
            assert heading == f"## {empty[1]}"
            sections.setdefault(Path(path).stem.removeprefix("my-"), []).append(empty[1])
            continue
        assert "TODO" in Path(path).read_text(encoding="utf-8").splitlines()[int(number) - 1]
        start, _todo, end = message.removeprefix(" WARNING: ").partition(" marked TODO")
        assert re.fullmatch(r"; fill (it|them) in, or delete \1 \[resume\.todo\]", end)
        said.setdefault(Path(path).stem.removeprefix("my-"), []).append(start)
    assert said == UNFINISHED
    assert sections == {
        kind: [section.heading for section in outline.sections if not section.text]
        for kind, outline in new_page.OUTLINES.items()
        if outline.sections
    }
    text = (tmp_path / "out" / "positions" / "my-position.txt").read_text(encoding="utf-8")
    assert "Lines like this one" not in text


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("talks/*", True),
        ("talk*", False),  # * does not match a slash
        ("*", False),
        ("talk**", True),
        ("**", True),
        ("talks/my-*", True),
        ("talks/*-talk", True),
        ("talks/[!m]*", False),
        ("*/my-talk", True),
    ],
)
def test_glob_patterns_match_as_in_sphinx(docs: Path, pattern: str, found: bool) -> None:
    contents = f"# All\n\n```{{toctree}}\n:glob:\n\n{pattern}\n```\n"
    (docs / "index.md").write_text(contents, encoding="utf-8")
    page = new_page.create("talk", "my-talk", docs)
    assert ("toctree" not in new_page.next_steps(page, docs)) is found
    (docs.parent / "conf.py").write_text("extensions = ['myst_parser']\n", encoding="utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "-b", "dummy", "-q", "--no-color"),
            *("-c", str(docs.parent), str(docs), str(docs.parent / "out")),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert ("my-talk.md: WARNING: document isn't included in any toctree" in done.stderr) is (
        not found
    )


@pytest.mark.about("guides")
@pytest.mark.parametrize("kind", ["position", "education", "skill", "interest", "talk", "incident"])
def test_the_toctrees_of_the_guide_include_new_pages(docs: Path, kind: str) -> None:
    (start,) = (each for each in examples(ABOUT / "reuse.md", "markdown") if "glob" in each.text)
    (docs / "index.md").write_text(start.text, encoding="utf-8")
    page = new_page.create(kind, "mine", docs)
    assert "toctree" not in new_page.next_steps(page, docs)


@pytest.mark.parametrize("place", ["conf.py", "docs/conf.py"])
def test_headings_are_in_the_language_of_the_site(docs: Path, place: str) -> None:
    (docs.parent / place).write_text("language = 'de'\n", encoding="utf-8")
    text = new_page.create("position", "acme", docs).read_text(encoding="utf-8")
    assert re.findall("^## (.*)", text, re.MULTILINE) == [
        "Umfeld", "Was schwierig war", "Was ich gelernt habe",
    ]  # fmt: skip
    assert "% The team, the system and what it was for." in text


def test_broken_settings_leave_headings_in_english(docs: Path) -> None:
    (docs.parent / "conf.py").write_text("language = ", encoding="utf-8")
    assert "## Context" in new_page.create("position", "acme", docs).read_text(encoding="utf-8")


def test_no_hint_names_an_employer_of_the_resumes_here(docs: Path) -> None:
    said = "".join(new_page.page(ENTRY_TYPES[kind], "my-entry") for kind in KINDS)
    for folder in KNOWN.values():
        pages = (path for path in folder.glob("docs/**/*.md") if "about" not in path.parts)
        for page in pages:
            for name in re.findall(r"^:organization: (.+)", page.read_text("utf-8"), re.MULTILINE):
                assert name not in said
