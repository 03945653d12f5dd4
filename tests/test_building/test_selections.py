"""A build says once what lists that choose newly show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import MYST_IS_OLD
from tests.test_exports.test_variants import PAGES, REWORDED

if TYPE_CHECKING:
    from tests.conftest import MakeSite, Site

pytestmark = MYST_IS_OLD

NEW = """\

```{position} gamma
:title: Engineer
:organization: Gamma
:start: 2016
:end: 2017

- {.teaching}
  Taught bilbies.
```
"""


def told(site: Site, builder: str = "text", **settings: object) -> list[str]:
    """What a build says of lists."""
    built = site.build(
        builder,
        myst_enable_extensions=["attrs_block"],
        resume_documents=["resume", "variants/academic"],
        **settings,  # type: ignore[arg-type]
    )
    said = built.app.status.getvalue().splitlines()
    return [line for line in said if "newly shows" in line or "rewords" in line]


def test_what_newly_matches_is_named_once(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    assert told(site) == []
    assert told(site) == []
    (site.folder / "work.md").write_text(PAGES["work.md"] + NEW, "utf-8")
    assert told(site) == [
        "variants/academic, line 11: this entry-list newly shows the position “Engineer, Gamma”",
        "variants/academic, line 11: this entry-list newly shows “Taught bilbies.” (Engineer, "
        "Gamma)",
    ]  # the list in the résumé chooses nothing: it has everything
    assert told(site) == []
    site.replace("work.md", "- {.sre}", "- {.sre .teaching}")
    assert told(site) == [
        "variants/academic, line 11: this entry-list newly shows “Ran quokkas in Go.” (Engineer, "
        "Acme)"
    ]


def test_a_list_that_its_author_has_changed_is_not_spoken_of(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    told(site)
    site.replace("variants/academic.md", ":only: teaching", ":only: sre, teaching")
    assert told(site) == []
    site.replace("variants/academic.md", "# Academic\n", "# Academic\n\nWords.\n")
    assert told(site) == []


def test_a_rewording_is_spoken_of_when_its_original_changes(career_site: MakeSite) -> None:
    old = "```{entry-list} position\n:style: full\n:only: teaching\n```\n"
    new = REWORDED.replace("```{e", "``````{e")[:-4] + "``````"
    page = PAGES["variants/academic.md"].replace(old, new)
    site = career_site({**PAGES, "variants/academic.md": page})
    told(site)
    site.replace("work.md", "Taught wombats", "Taught many wombats")
    assert told(site) == [
        "variants/academic, line 11: this entry-list rewords “taught”, whose original is now "
        "“Taught many wombats in Go and PHP.”; see whether that still fits"
    ]
    site.replace("work.md", "Taught many", "Taught few")
    site.replace("variants/academic.md", "koalas", "few koalas")
    assert told(site) == []


def test_a_build_that_fails_says_it_again(
    career_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = career_site(PAGES)
    told(site)
    (site.folder / "work.md").write_text(PAGES["work.md"] + NEW, "utf-8")
    with monkeypatch.context() as broken:
        broken.setattr(
            "sphinx.builders.text.TextBuilder.finish", lambda self: (_ for _ in ()).throw(OSError)
        )
        with pytest.raises(OSError):  # noqa: PT011
            told(site)
    assert len(told(site)) == 2
