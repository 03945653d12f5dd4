"""Removed content disappears from the output folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import MakeSite, Site


@pytest.mark.parametrize(
    ("builder", "gone"),
    [
        ("html", {"interests.html", "_sources/interests.md.txt"}),
        ("dirhtml", {"interests/index.html", "_sources/interests.md.txt"}),
        ("text", {"interests.txt"}),
        ("xml", {"interests.xml"}),
    ],
)
def test_a_removed_page_leaves_no_file(career: Site, builder: str, gone: set[str]) -> None:
    before = career.build(builder).files
    career.remove("interests.md")
    career.replace("index.md", "interests\n", "")
    after = career.build(builder).files
    assert before.keys() - after.keys() == gone


def test_a_document_whose_page_is_removed_leaves_no_latex(career_site: MakeSite) -> None:
    short = "---\norphan: true\n---\n\n# Short\n\nIn short.\n"
    site = career_site({"index.md": "# Home\n", "short.md": short})
    built = site.build("latex", resume_documents=["short"])
    before = set(built.files)
    (built.folder / "own.tex").write_text("Mine.", "utf-8")
    site.remove("short.md")
    after = set(site.build("latex", resume_documents=["short"]).files)
    assert before - after == {"resume.tex"}  # the first has that name
    assert after - before == {"own.tex"}


def test_the_source_of_an_incident_that_becomes_internal_is_removed(career: Site) -> None:
    incident = (
        "---\norphan: true\n---\n# Outage\n\n```{incident} canary\n:title: It\n"
        ":visibility: public\n\nThe canary sang.\n```\n"
    )
    career.write({"outage.md": incident})
    assert "_sources/outage.md.txt" in career.build().files
    career.replace("outage.md", "visibility: public", "visibility: internal")
    files = career.build().files
    assert "outage.html" in files
    assert [name for name, content in files.items() if b"sang" in content] == []


def test_removed_words_are_not_in_the_search_index(career: Site) -> None:
    career.replace("work/gamma.md", "Advises on", "Advises the canary on")
    assert b"canari" in career.build().files["searchindex.js"]
    career.replace("work/gamma.md", "Advises the canary on", "Advises on")
    assert b"canari" not in career.build().files["searchindex.js"]


@pytest.mark.parametrize("builder", ["html", "text"])
@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
def test_an_incompletely_written_page_is_rewritten(
    career: Site, monkeypatch: pytest.MonkeyPatch, builder: str, parallel: int
) -> None:
    earlier, later = ":end: 2020-12", ":end: 2020-11"
    career.replace("work/acme.md", earlier, later)
    whole = career.build(builder).files
    career.replace("work/acme.md", later, earlier)
    career.build(builder)
    write = Path.write_text

    def fill_the_disk(path: Path, text: str, *args: object, **kwargs: object) -> int:
        if path.stem in {"overview", "skills"} and path.suffix in {".html", ".txt"}:
            write(path, text[: len(text) // 2], "utf-8")
            raise OSError(28, "No space left on device")
        return write(path, text, *args, **kwargs)  # type: ignore[arg-type]

    career.replace("work/acme.md", earlier, later)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", fill_the_disk)
        warnings = career.build(builder, parallel=parallel).warnings
    assert len([line for line in warnings if "No space left on device" in line]) == 2
    assert career.build(builder).files == whole
