"""Internal reviews and talks are redacted in every output."""

from __future__ import annotations

import pytest

from tests.conftest import MakeSite
from tests.support.reviews import EVENTS, build, incident, timeline
from tests.support.unpacked import unpacked

TOLD_BY = """\
:part: I wrote the secretstory.
:agreed: the secretstory department
:source-url: https://example.org/secretstory"""

BELOW = """
## Summary

A secretstory[^1], [told](https://example.org/secretstory).

[^1]: A secretstory note.

(secretstory-label)=
### The secretstory

% secretstory

```{index} secretstory
```

```{incident-timeline}
- T+0 A secretstory began.
```

```{toctree}
two
```
"""


@pytest.mark.parametrize(
    "builder", ["html", "dirhtml", "singlehtml", "text", "latex", "epub", "xml"]
)
def test_the_body_of_an_internal_entry_is_in_no_output(career_site: MakeSite, builder: str) -> None:
    body = f"A secretstory with {{skill}}`Grafana`.\n\n{timeline(EVENTS)}"
    page = incident(f":visibility: internal\n{TOLD_BY}", body) + BELOW
    lists = "# All\n\n```{entry-list} incident\n:style: full\n```\n\n```{toctree}\none\n```\n"
    site = career_site({"index.md": lists, "one.md": page, "two.md": "# A page below\n"})
    built = site.build(builder, epub_show_urls="no", version="1")
    (warning,) = [w for w in built.warnings if "resume." in w]
    line = next(n for n, text in enumerate(page.splitlines(), 1) if "A secretstory" in text)
    assert warning.startswith(f"one.md:{line}: WARNING: incident “deploys” is internal")
    assert warning.endswith("[resume.internal]")
    files = [p for p in (site.folder / "_build").rglob("*") if p.is_file()]
    assert any(p.suffix == ".pickle" for p in files)
    for words in ("secretstory", "rolled back"):
        assert [p.name for p in files if words in unpacked(p)] == []
    if builder == "text":
        assert "This review stays within the organization." in built.text("one")
        assert "Evidence" not in built.text("one")
        assert "A page below" in built.text("one")


def test_text_below_an_internal_entry_gives_one_warning_at_its_start(career_site: MakeSite) -> None:
    page = incident(":visibility: internal", "") + BELOW
    site = career_site({"index.md": page, "two.md": "# A page below\n"})
    (warning,) = site.build().warnings
    line = page.splitlines().index("## Summary") + 1
    assert warning.startswith(f"index.md:{line}: WARNING: incident “deploys” is internal")


def test_the_next_entry_on_the_page_is_shown(career_site: MakeSite) -> None:
    page = incident(":visibility: internal", "") + (
        "\nA secretstory.\n\n## A section of its own\n\n```{award} best\n:title: Best\n```\n\n"
        "For all to read.\n"
    )
    html = build(career_site, page).html()
    assert "secretstory" not in html
    assert "A section of its own" in html
    assert "For all to read." in html


def test_an_internal_talk_with_links_leaves_no_source(career_site: MakeSite) -> None:
    page = (
        "# Talks\n\n```{talk} inside\n:title: Inside\n:visibility: internal\n:date: 2022\n"
        ":slides: https://example.org/inside.pdf\n\nFor us.\n```\n"
    )
    built = build(career_site, page)
    assert built.warnings == []
    files = [p for p in built.folder.rglob("*") if p.suffix in {".html", ".txt", ".js"}]
    assert [p.name for p in files if b"inside.pdf" in p.read_bytes()] == []


def test_an_internal_entry_needs_no_body(career_site: MakeSite) -> None:
    assert build(career_site, incident(":visibility: internal", "")).warnings == []


def test_an_entry_with_unreadable_visibility_is_not_public(career_site: MakeSite) -> None:
    built = build(career_site, incident(":visibility: intern", "A secretstory."))
    (warning,) = built.warnings
    assert "“intern” is not one of: public, sanitised, internal" in warning
    assert "secretstory" not in built.html()


def test_the_source_of_other_pages_is_kept(career_site: MakeSite) -> None:
    built = build(career_site, incident("", "A summary."))
    assert "A summary." in built.source("_sources/index.md.txt")
