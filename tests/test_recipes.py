"""The recipes for contributors do what they say, with their own code in a copy of the extension."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Site
from tests.guides import ABOUT, examples

ROOT = Path(__file__).parents[1]

CONF = """\
extensions = ["myst_parser", "sphinx_resume", "resume_docs"]
exclude_patterns = ["_ext", "out"]
primary_domain = "resume"
resume_today = "2024-06-30"
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

Filed {patent}`brake`.
```

```{skill} Hydraulics
```

```{patent} brake
:title: A better brake
:date: 2022-05
:office: Example Patent Office
:url: https://example.org/brake

Done with {skill}`Hydraulics`.
```

```{entry-list} patent
```

```{timeline}
:kinds: patent
```

```{option-reference}
```
"""

#: The other half of each recipe: the file, what is there, and what is put before it.
REGISTERED = [
    ("entries.py", "        Language,\n    )", "        Patent,\n"),
    ("views/__init__.py", "        ContactView,\n", "        Total,\n"),
    ("views/__init__.py", "\n#: Every", "from sphinx_resume.views.total import Total\n"),
    ("__init__.py", "    app.add_builder(Rep", "    app.add_builder(builders.EmployersBuilder)\n"),
    ("__init__.py", "from sphinx_resume import", "from sphinx_resume import builders\n"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site beside an extension that has what the guide adds."""
    folder = tmp_path_factory.mktemp("recipes")
    shutil.copytree(ROOT / "_ext", folder / "_ext")
    package = folder / "_ext" / "sphinx_resume"
    for recipe in examples(ABOUT / "contributing.md", "python"):
        put(folder / recipe.caption, "#: Every entry type by its kind", f"{recipe.text}\n\n")
    for name, there, new in REGISTERED:
        put(package / name, there, new)
    Site(folder).write({"conf.py": CONF, "index.md": PAGE})
    return folder


def put(path: Path, before: str, new: str) -> None:
    """Put lines of code into a file, before others or at its end."""
    text = path.read_text("utf-8") if path.exists() else ""
    at = text.index(before) if before in text else len(text)
    path.write_text(f"{text[:at]}{new}{text[at:]}", "utf-8")


def build(site: Path, builder: str) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-b", builder, "-n", "-W", "-q", ".", f"out/{builder}"],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(site / "_ext")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return site / "out" / builder


def test_a_kind_of_entry_and_a_view(site: Path) -> None:
    page = " ".join((build(site, "text") / "index.txt").read_text("utf-8").split())
    assert page.startswith("Inventor ******** 1 year 10 months")
    assert "**Evidence: patents** * A better brake, May 2022" in page  # of the skill
    assert "“Filed A better brake.” * A better brake, May 2022" in page  # in the list, at last
    assert '"{patent}" An invention that was patented.' in page  # in the reference
    assert '"{total}" The time covered by all positions together.' in page


def test_the_timeline_of_a_new_kind_is_drawn(site: Path) -> None:
    page = (build(site, "html") / "index.html").read_text("utf-8")
    assert re.search('<a class="resume-patent[^>]*aria-label="A better brake: May 2022', page)
    (document,) = build(site, "latex").glob("*.tex")
    assert r"\resumerule{accent}" in document.read_text("utf-8")


def test_an_output(site: Path) -> None:
    folder = build(site, "resume-employers")
    assert (folder / "employers.txt").read_text("utf-8") == "Acme\n"
