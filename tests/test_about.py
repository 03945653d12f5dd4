"""The pages in docs/about and the README are true: their examples build as they are."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from sphinx_resume.config import SETTINGS
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.views import VIEWS
from tests.support.guides import ABOUT, examples, write_pages
from tests.support.untouched import untouched

ROOT = Path(__file__).parents[1]
GUIDES = (*sorted(ABOUT.glob("*.md")), ROOT / "README.md")


class Site(NamedTuple):
    """The résumé that readers of the guides write."""

    folder: Path

    @classmethod
    def write(cls, folder: Path) -> Site:
        write_pages(folder)
        return cls(folder)

    def build(self, builder: str) -> subprocess.CompletedProcess[str]:
        """Build it with the configuration of this project, where each warning is an error."""
        command = ["-b", builder, "-n", "-W", "--keep-going", "-E", "-q", "-c", str(ROOT)]
        command += ["-D", "resume_documents=resume"]  # the guides have no page for a variant
        with untouched(self.folder, "out"):
            return subprocess.run(
                [sys.executable, "-m", "sphinx", "--no-color", *command, "docs", f"out/{builder}"],
                cwd=self.folder,
                env={**os.environ, "SOURCE_DATE_EPOCH": "1735689600"},  # the start of 2025
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
            )

    def text(self, docname: str) -> str:
        """A page as plain text, without line breaks."""
        page = self.folder / "out" / "text" / f"{docname}.txt"
        return " ".join(page.read_text("utf-8").split())


@pytest.fixture(scope="module", params=["own"])  # by whose conf.py it is built
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site.write(tmp_path_factory.mktemp("guides"))
    done = site.build("text")
    assert done.returncode == 0, done.stderr
    return site


def test_examples_show_what_the_guide_says(site: Site) -> None:
    position = site.text("positions/example-works")
    skills = site.text("skills")
    assert "February 2024 – August 2024 · 7 months" in position
    assert "Wrote the order service in *Go*, and moved its data to *PostgreSQL*" in position
    assert "up to 3 years 7 months" in skills
    assert "some time during" not in site.text("index")
    for unbacked in ("C++", "CI/CD"):
        assert f"**{unbacked}**" in skills
    assert "**Go** confident · 7 months · last used August 2024" in skills


def test_references_render_as_in_the_table(site: Site) -> None:
    guide = (ABOUT / "writing.md").read_text("utf-8")
    rows = re.findall(r"^\| `` (\{.*?) `` \| ([^,|]*(?:, Example Works)?)", guide, re.MULTILINE)
    assert len(rows) == 5
    references = next(e for e in examples(ABOUT / "writing.md", "markdown") if "!Go" in e.text)
    expected = " ".join(references.text.split())
    for role, shown in rows:
        assert role in expected
        expected = expected.replace(role, f"*{shown.strip()}*")
    pages = [path.stem for path in (site.folder / "docs" / "positions").glob("any-*.md")]
    assert any(expected in site.text(f"positions/{page}") for page in pages)


@pytest.mark.about("own")
def test_the_warning_matches_the_guide(tmp_path: Path) -> None:
    (shown,) = (e.text for e in examples(ABOUT / "writing.md", "text") if "WARNING" in e.text)
    site = Site.write(tmp_path)
    page = tmp_path / "docs" / "positions" / "example-works.md"
    text = page.read_text("utf-8")
    page.write_text(text.replace("{skill}`PostgreSQL`", "{skill}`Postgers`", 1), "utf-8")

    done = site.build("dummy")

    assert done.returncode != 0
    (warning,) = (line for line in done.stderr.splitlines() if "Postgers" in line)
    assert warning.endswith(" ".join(shown.split()))


@pytest.mark.parametrize("name", [*ENTRY_TYPES, *VIEWS])
def test_every_directive_has_an_example(name: str) -> None:
    assert f"```{{{name}}}" in (ABOUT / "writing.md").read_text("utf-8")


def test_all_settings_are_documented() -> None:
    documented = re.findall(r"\{confval\} (\w+)", (ABOUT / "reference.md").read_text("utf-8"))
    assert set(documented) == {setting.name for setting in SETTINGS}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_sessions_exist(guide: Path) -> None:
    noxfile = (ROOT / "noxfile.py").read_text("utf-8")
    sessions = {
        name.rstrip("_")  # “import” is a keyword of Python
        for name in re.findall(r"^@nox\.session(?:.*\n@.*)*.*\ndef (\w+)", noxfile, re.MULTILINE)
    }
    assert {"html", "pdf"} <= sessions
    assert set(re.findall(r"nox -s ([\w-]+)", guide.read_text("utf-8"))) <= sessions


@pytest.mark.about("own")
def test_the_readme_example_is_a_position_with_a_skill() -> None:
    (example,) = examples(ROOT / "README.md", "markdown")
    assert "{position} acme" in example.text
    assert "{skill}`Go`" in example.text


def test_files_named_in_the_readme_exist() -> None:
    links = re.findall(r"\]\((?!https:)([^)#]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).is_file()] == []
