"""Bad input: one warning each, of a documented type, at the line to correct, and no other effect.

Each file in tests/broken is a page with the warnings it causes; to add a case, add a file.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import SphinxWarning
from sphinx.testing.util import SphinxTestApp

from resume_docs.broken_pages import BrokenPage, broken_pages
from sphinx_resume.model.entries import ENTRY_TYPES, Occasion
from sphinx_resume.registry import Registry
from sphinx_resume.views import VIEWS
from tests.conftest import CONF

if TYPE_CHECKING:
    from tests.conftest import MakeSite


TYPES = Registry().warning_types
BROKEN = Path(__file__).parent / "broken"
FILES = sorted(path.name for path in BROKEN.iterdir())

#: A valid page, and its expected text whatever the other pages do.
GOOD = """\
---
orphan: true
---
# Good

```{position} good
:title: Engineer
:organization: Good
:start: 2020-01
:end: 2020-06

Used {skill}`Go`, found {interest}`calm`, spoke of {talk}`gophers`.
```

```{skill} Go
```

```{interest} calm

Little noise.
```

```{talk} gophers
:title: Gophers
:date: 2020-05

All about {skill}`Go`.
```
"""

#: Text at the end of each broken page.
AFTER = "\nLast words.\n"

POSITION = """\
```{position} acme
:title: Engineer
:organization: Acme
:start: 2021-07
:end: 2022-04

Made things.
```
"""


def position(old: str, new: str) -> str:
    assert POSITION.count(old) == 1
    return POSITION.replace(old, new)


def case(name: str) -> BrokenPage:
    return BrokenPage.read((BROKEN / name).read_text(encoding="utf-8"))


def settings(broken: BrokenPage) -> dict[str, str]:
    """Put the settings of a broken page before all others."""
    return {"conf.py": "\n".join((*broken.settings, CONF))}


@pytest.mark.parametrize("name", FILES)
def test_bad_input_gives_a_warning_at_its_line(career_site: MakeSite, name: str) -> None:
    broken = case(name)
    assert broken.warnings
    page = f"index{Path(name).suffix}"
    pages = {page: broken.source + AFTER, "good.md": GOOD, **settings(broken)}
    built = career_site(pages).build("text")
    assert sorted(built.warnings) == sorted(broken.warnings)
    assert ("Last words." in built.text()) is (name != "option-of-an-incident.md")  # as below
    good = built.text("good")
    assert "**Engineer**, Good January 2020 – June 2020 · 6 months Used *Go*, found *calm*" in good
    assert "* Engineer, Good, January 2020 – June 2020 “Used Go, found calm, spoke" in good


def test_windows_line_endings_move_no_warning(career_site: MakeSite) -> None:
    broken = case("crowded.md")
    site = career_site({})
    (site.folder / "index.md").write_bytes(broken.source.replace("\n", "\r\n").encode())
    (site.folder / "good.md").write_bytes(GOOD.replace("\n", "\r\n").encode())
    assert sorted(site.build("text").warnings) == sorted(broken.warnings)


@pytest.mark.parametrize("name", TYPES)
def test_a_documented_page_gives_only_its_warning(career_site: MakeSite, name: str) -> None:
    broken = broken_pages(ENTRY_TYPES)[name]
    built = career_site({"index.md": broken.source + AFTER, **settings(broken)}).build("text")
    assert tuple(built.warnings) == broken.warnings
    (warning,) = built.warnings
    assert warning.endswith(f" [resume.{name}]")
    # Text after an internal review is left out, because it could be part of the review.
    assert ("Last words." in built.text()) is (name != "internal")


@pytest.mark.parametrize("name", TYPES)
def test_a_type_of_warning_can_be_suppressed(career_site: MakeSite, name: str) -> None:
    broken = broken_pages(ENTRY_TYPES)[name]
    site = career_site({"index.md": broken.source, **settings(broken)})
    assert site.build("dummy", suppress_warnings=[f"resume.{name}"]).warnings == []


def test_there_is_one_documented_page_per_warning_type() -> None:
    assert broken_pages(ENTRY_TYPES).keys() == TYPES.keys()
    assert {f"unknown-{kind}" for kind in ENTRY_TYPES} <= set(TYPES)


@pytest.mark.parametrize("directive", [*ENTRY_TYPES, Occasion.name, *VIEWS])
def test_every_directive_is_broken_somehow(directive: str) -> None:
    assert any(f"{{{directive}}}" in case(name).source for name in FILES)


def test_all_warnings_can_be_suppressed_at_once(career_site: MakeSite) -> None:
    pages = {
        f"page-{number}.md": f"---\norphan: true\n---\n{broken.source}"
        for number, broken in enumerate(broken_pages(ENTRY_TYPES).values())
    }
    site = career_site({"index.md": GOOD, **pages})
    assert len(site.build("dummy").warnings) > len(pages) / 2
    site.clean()
    assert site.build("dummy", suppress_warnings=["resume"]).warnings == []


def test_a_warning_fails_a_strict_build(career_site: MakeSite) -> None:
    broken = broken_pages(ENTRY_TYPES)["date"]
    site = career_site({"index.md": broken.source})
    app = SphinxTestApp("html", srcdir=site.folder, exception_on_warning=True)
    try:
        with pytest.raises(SphinxWarning, match="“July 2021” is not a date"):
            app.build()
    finally:
        app.cleanup()


def test_a_body_shown_on_many_pages_warns_once(career_site: MakeSite) -> None:
    full = "---\norphan: true\n---\n# Again\n\n```{entry-list} position\n:style: full\n```\n"
    site = career_site(
        {
            "index.md": f"# Bad\n\n{position('Made things.', 'Used {skill}`Go`.')}",
            "a.md": full,
            "z.md": full,
        }
    )
    assert site.build().warnings == [
        "index.md:9: WARNING: there is no skill “Go” [resume.unknown-skill]"
    ]
    assert "Used Go." in site.build().page("a").get_text()


@pytest.mark.filterwarnings("ignore:.*BuildEnvironment.app:DeprecationWarning")  # MyST's own
@pytest.mark.filterwarnings("ignore:.*BuildEnvironment.app:PendingDeprecationWarning")
def test_mistakes_in_an_included_file_are_reported_there(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": "# Work\n\n```{include} part.inc\n```\n\nAnd {skill}`Rust`.\n",
            "part.inc": f"Root cause.\n\n{position(':end: 2022-04', ':end: soon')}\n"
            "Used {skill}`Go`.\n\n"
            "```{incident-timeline}\n- T+5 min It ended.\n- T+0 It began.\n```\n",
        }
    )
    found = site.build("dummy", resume_language_check=True).warnings
    assert [re.sub(r"WARNING: .* \[", "[", line) for line in found] == [
        "part.inc:7: [resume.date]",
        "part.inc:16: [resume.time]",
        "part.inc:1: [resume.language]",
        "part.inc:12: [resume.unknown-skill]",
        "index.md:6: [resume.unknown-skill]",
    ]


def test_warnings_contain_no_terminal_control_characters(career_site: MakeSite) -> None:
    page = '# A\n\n```{skill} Go\n:stated: "\\e[2J\\u202ex"\n```\n'
    (warning,) = career_site({"index.md": page}).build("dummy").warnings
    assert warning.isprintable()
    assert "delete “[2Jx”" in warning


def test_an_entry_without_a_usable_date_is_kept(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": "# Work\n\n"
            + position("2021-07", "soon")
            + "\n```{entry-list} position\n:style: full\n```\n\n{position}`acme`\n"
        }
    )
    built = site.build("text")
    assert len(built.warnings) == 1
    assert built.text().endswith(
        "Acme ==== Engineer until April 2022 Made things. *Engineer, Acme*"
    )
