"""Ids and tags of statements, and lists that choose statements by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import MYST_IS_OLD

if TYPE_CHECKING:
    from tests.conftest import Built, MakeSite

pytestmark = MYST_IS_OLD

ACME = """\
# Acme

```{position} acme
:title: Engineer
:organization: Acme
:start: 2020
:end: present

{.lead}
Led the team.

- {#zero-downtime .sre}
  Moved the data with {skill}`Go`.[^how]

  - by night
  - {#by-day}
    by day
- {.teaching}
  Taught {skill}`PHP`.[^where]
- Wrote letters.

[^how]: In a *week*.
[^where]: At a school.
```

```{skill} Go
```

```{skill} PHP
```
"""
INDEX = """\
# Home

```{toctree}
acme
resume
```
"""


def build(make: MakeSite, options: str, builder: str = "text") -> Built:
    lines = ["# Résumé", "", "```{entry-list} position", ":style: full", options, "```", ""]
    site = make({"index.md": INDEX, "acme.md": ACME, "resume.md": "\n".join(lines)})
    return site.build(builder, myst_enable_extensions=["attrs_block"])


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (":only: sre", "* Moved the data with *Go*.[1] * by night * by day [1] In a *week*."),
        (":only: by-day", "* Moved the data with *Go*.[1] * by day [1] In a *week*."),
        (":without: sre, teaching", "Led the team. * Wrote letters."),
        (":only: lead", "Led the team."),
        (":only: PHP", "* Taught *PHP*.[1] [1] At a school."),
        (":statements: 0", ""),
    ],
)
def test_a_list_shows_the_chosen_statements(
    career_site: MakeSite, options: str, shown: str
) -> None:
    built = build(career_site, options)
    assert built.warnings == []
    text = " ".join(built.source("resume.txt").partition("2020 – Present")[2].split())
    assert text.replace("=" * 70, "").replace("  ", " ").strip() == shown


def test_the_anchor_of_a_statement_comes_from_its_id(career_site: MakeSite) -> None:
    page = build(career_site, ":only: by-day", "html").page("acme")
    assert page.select_one("#position-acme-zero-downtime") is not None
    assert page.select_one("p#zero-downtime.sre") is not None
    assert page.select_one("#position-acme-wrote-letters") is not None


def test_copies_keep_tags_but_not_ids(career_site: MakeSite) -> None:
    page = build(career_site, ":only: sre", "html").page("resume")
    (moved,) = page.select("p.sre")
    assert not moved.has_attr("id")
    assert page.select_one("p.teaching") is None


def test_a_page_is_rewritten_when_tags_elsewhere_change(career_site: MakeSite) -> None:
    lines = ["# Résumé", "", "```{entry-list} position", ":style: full\n:only: teaching", "```", ""]
    site = career_site({"index.md": INDEX, "acme.md": ACME, "resume.md": "\n".join(lines)})
    extensions = ["attrs_block"]
    built = site.build("text", myst_enable_extensions=extensions)
    assert "Taught" in built.source("resume.txt")
    site.replace("acme.md", "  - {#by-day}", "  - {#by-day .teaching}")
    site.replace("acme.md", "- {.teaching}", "- {.lecturing}")
    built = site.build("text", myst_enable_extensions=extensions)
    assert "resume" in built.written
    site.replace("acme.md", "  - {#by-day .teaching}", "  - {#by-day}")
    built = site.build("text", myst_enable_extensions=extensions)
    assert "resume" in built.written
    assert built.warnings == [
        "resume.md:5: WARNING: “teaching” names no position here, and no statement by id, tag, or "
        "citation [resume.filter]"
    ]


def test_restructured_text_has_ids_and_tags(career_site: MakeSite) -> None:
    work = """\
    Work
    ====

    .. position:: acme
       :title: Engineer
       :organization: Acme
       :start: 2020
       :end: present

       - .. _zero-downtime:

         Moved the data.

       - .. class:: teaching

         Taught.
    """
    lines = ["# Résumé", "", "```{entry-list} position", ":style: full", ":only: {}", "```", ""]
    for name, said in {"zero-downtime": "Moved the data.", "teaching": "Taught."}.items():
        site = career_site(
            {
                "index.md": INDEX.replace("acme", "work"),
                "work.rst": work,
                "resume.md": "\n".join(lines).replace("{}", name),
            }
        )
        built = site.build("text")
        assert built.warnings == []
        assert built.source("resume.txt").rstrip().endswith(f"Present\n\n* {said}")
