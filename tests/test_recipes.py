"""The recipes for extensions work, loaded from a project's own folder."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Site
from tests.support.guides import ABOUT, examples

ROOT = Path(__file__).parents[1]

CONF = """\
resume_today = "2024-06-30"
resume_name = "Ada Example"
html_baseurl = "https://example.org"
exclude_patterns = ["out"]
latex_documents = [("index", "all.tex", "All", "", "portfolio")]
"""

PAGE = """\
# Inventor

```{total}
```

```{position} acme
:title: Inventor
:organization: Acme
:start: 2021-07
:end: 2023-04

Drew {exhibition}`brake`.
```

```{skill} Hydraulics
```

```{entry-list} exhibition
```

```{timeline}
:kinds: exhibition
```

```{toctree}
exhibitions
```
"""

EXHIBITIONS = """\
# Exhibitions

```{exhibition} brake
:title: Better brakes
:date: 2022-05
:gallery: Example Gallery
:url: https://example.org/brake

Done with {skill}`Hydraulics`.
```
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the extensions of the guide."""
    folder = tmp_path_factory.mktemp("recipes")
    for recipe in examples(ABOUT / "extending.md", "python"):
        path = folder / recipe.caption
        path.parent.mkdir(exist_ok=True)
        path.write_text(recipe.text, "utf-8")
    conf = (folder / "conf.py").read_text("utf-8")
    Site(folder).write(
        {"conf.py": f"{conf}\n{CONF}", "docs/index.md": PAGE, "docs/exhibitions.md": EXHIBITIONS}
    )
    return folder


def run(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(ROOT / "_ext")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def build(site: Path, builder: str, *more: str) -> Path:
    out = f"out/{builder}"
    done = run(
        site,
        "sphinx",
        "--no-color",
        "-b",
        builder,
        "-c",
        ".",
        "-j",
        "2",
        "-n",
        "-q",
        *more,
        "docs",
        out,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return site / "out" / builder


def test_the_recipe_for_a_kind_of_entry_and_a_view(site: Path) -> None:
    page = " ".join((build(site, "text") / "index.txt").read_text("utf-8").split())
    assert page.startswith("Inventor ******** 1 year 10 months")
    assert "**Where I used it: exhibitions** * Better brakes, May 2022" in page  # of the skill
    assert "* Better brakes, Example Gallery, May 2022" in page  # in the list


def test_a_kind_of_entry_appears_everywhere(site: Path) -> None:
    folder = build(site, "html")
    page = (folder / "index.html").read_text("utf-8")
    assert re.search('<a class="resume-exhibition[^>]*aria-label="Better brakes: May 2022', page)
    own = (folder / "exhibitions.html").read_text("utf-8")
    assert '<a class="reference external" href="https://example.org/brake">' in own
    assert '"@type": "ExhibitionEvent", "endDate": "2022-05", "name": "Better brakes"' in own
    index = (folder / "searchindex.js").read_text("utf-8")
    assert re.search(r'\[0,\d+,0,"[^"]*","Better brakes"\]', index)
    assert "## Exhibitions" in (folder / "llms.txt").read_text("utf-8")
    listed = run(site, "sphinx.ext.intersphinx", str(folder / "objects.inv")).stdout
    assert re.search(r"resume:exhibition\n\s+brake\s+Better brakes", listed)


def test_its_timeline_is_drawn_in_the_pdf(site: Path) -> None:
    (document,) = build(site, "latex").glob("*.tex")
    assert r"\resumerule{accent}" in document.read_text("utf-8")


def test_new_creates_a_page_for_the_kind(site: Path) -> None:
    done = run(site, "sphinx_resume.new_page", "exhibition", "clutch")
    assert done.returncode == 0, done.stderr
    page = (site / "docs" / "exhibitions" / "clutch.md").read_text("utf-8")
    assert "```{exhibition} clutch\n:title: TODO" in page
    assert "% :gallery: Example Gallery\n%     Where it was. Optional." in page
    (site / "docs" / "exhibitions" / "clutch.md").unlink()


def test_an_unknown_name_of_the_kind_gives_a_warning(site: Path) -> None:
    page = site / "docs" / "index.md"
    page.write_text(PAGE.replace("{exhibition}`brake`", "{exhibition}`brakes`"), "utf-8")
    done = run(site, "sphinx", "--no-color", "-b", "dummy", "-c", ".", "-q", "docs", "out/dummy")
    page.write_text(PAGE, "utf-8")
    assert done.stderr.endswith(
        "index.md:12: WARNING: there is no exhibition “brakes”; did you mean “brake”? "
        "[resume.unknown-exhibition]\n"
    )


def test_the_recipe_for_an_output(site: Path) -> None:
    folder = build(site, "employers")
    assert (folder / "employers.txt").read_text("utf-8") == "Acme\n"


def test_the_level_of_a_check_is_configurable(site: Path) -> None:
    report = json.loads((build(site, "resume-report") / "report.json").read_text("utf-8"))
    found = [each for each in report["findings"] if each["type"] == "no-location"]
    assert [each["message"] for each in found] == [
        "Inventor, Acme does not say where; add “:location:”"
    ]
    assert found[0]["level"] == "note"
    levels = "resume_checks.no-location=warning"
    done = run(
        site,
        "sphinx",
        "--no-color",
        "-b",
        "dummy",
        "-c",
        ".",
        "-q",
        "-D",
        levels,
        "docs",
        "out/strict",
    )
    assert done.stderr.endswith(
        "index.md:6: WARNING: Inventor, Acme does not say where; add “:location:” "
        "[resume.no-location]\n"
    )
