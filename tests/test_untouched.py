"""A build changes only files that it has written, whatever fails."""

from __future__ import annotations

import shutil
from contextlib import suppress
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import MYST_IS_OLD
from tests.support.killing import filled, killed
from tests.support.untouched import untouched

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import MakeSite, Site

pytestmark = MYST_IS_OLD


def empty(path: Path) -> None:
    path.write_text("", "utf-8")


@pytest.mark.parametrize("change", [Path.unlink, empty])
def test_changing_a_source_breaks_the_rule(
    tmp_path: Path, change: Callable[[Path], object]
) -> None:
    source = tmp_path / "a.md"
    source.write_text("# A\n", "utf-8")

    def build() -> None:
        with untouched(tmp_path):
            change(source)

    with pytest.raises(AssertionError, match=r"a build has touched .'a\.md'"):
        build()


LARGE = 2_000_000

PAGES = {
    "index.md": """\
        # Ada

        ![A face](me.png)

        {download}`Slides <slides.pdf>`
        """
}


@pytest.fixture
def site(career_site: MakeSite) -> Site:
    made = career_site(PAGES)
    for name in ("me.png", "slides.pdf"):
        (made.folder / name).write_bytes(b"\0" * LARGE)
    return made


@pytest.mark.parametrize("builder", ["html", "latex", "epub"])
@pytest.mark.parametrize("size", [1_000, 10_000, 100_000, LARGE // 2])
def test_a_full_disk_deletes_no_source(site: Site, builder: str, size: int) -> None:
    """Sphinx's message names the source if it cannot copy an image or a download."""
    filled(partial(site.build, builder), site.folder, size)


def test_an_obstructed_target_deletes_no_source(site: Site) -> None:
    built = site.build()
    (image,) = (built.folder / "_images").iterdir()
    (download,) = (built.folder / "_downloads").rglob("*.pdf")
    for target in (image, download):
        target.unlink()
        target.mkdir()
    site.replace("index.md", "Ada", "Ada Lovelace")
    assert any("slides.pdf" in line for line in site.build().warnings)
    assert image.is_dir()
    assert download.is_dir()


#: All files that we write beside the pages of a site.
BESIDE = (
    "llms.txt",
    "sitemap.xml",
    "robots.txt",
    "feed.xml",
    "404.html",
    "resume-skills.html",
    "_cards/index.png",
)
KNOWN: dict[str, Any] = {"html_baseurl": "https://example.org", "resume_feed": True}
SKILL = "# Ada\n\n```{skill} Go\n```\n"


@pytest.fixture
def home(career_site: MakeSite) -> Site:
    return career_site({"index.md": SKILL})


def bring(site: Site, folder: str) -> None:
    site.write({f"{folder}/{name}": "mine" for name in BESIDE})


@pytest.mark.parametrize("before", [False, True])
def test_files_of_the_author_are_kept(home: Site, before: bool) -> None:
    if before:
        assert home.build(**KNOWN).files.keys() >= set(BESIDE)
    bring(home, "own")
    for _build in range(2):
        files = home.build(**KNOWN, html_extra_path=["own"]).files
        assert {name: files[name] for name in BESIDE} == dict.fromkeys(BESIDE, b"mine")
        home.replace("index.md", "# Ada", "# Ada L")
    files = home.build(html_extra_path=["own"]).files
    assert {name: files[name] for name in BESIDE} == dict.fromkeys(BESIDE, b"mine")


def test_excluded_files_do_not_replace_ours(home: Site) -> None:
    bring(home, "own")
    built = home.build(**KNOWN, html_extra_path=["own"], exclude_patterns=["**/*.xml", "_build"])
    assert "<feed" in built.source("feed.xml")
    assert built.source("llms.txt") == "mine"


def test_frozen_files_of_the_author_are_kept(home: Site) -> None:
    files = home.build(**KNOWN).files
    names = [name for name in BESIDE if "card" not in name]
    for name in names:
        path = home.folder / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[name])
    home.replace("index.md", "{skill} Go", "{skill} Rust")
    after = home.build(**KNOWN, html_extra_path=["own"]).files
    assert {name: after[name] for name in names} == {name: files[name] for name in names}


@pytest.mark.parametrize("config", [KNOWN, {}])
def test_files_added_to_the_output_by_hand_are_kept(home: Site, config: dict[str, Any]) -> None:
    names = (*BESIDE, "_cards/mine.png")
    bring(home, "_build/html")
    home.write({"_build/html/_cards/mine.png": "mine"})
    for _build in range(2):
        files = home.build(**config).files
        assert {name: files[name] for name in names} == dict.fromkeys(names, b"mine")
        home.replace("index.md", "# Ada", "# Ada L")


def test_files_that_replaced_ours_are_kept(home: Site) -> None:
    files = home.build(**KNOWN)
    (files.folder / "robots.txt").write_text("mine", "utf-8")
    home.build()
    assert home.build(**KNOWN).source("robots.txt") == "mine"


def test_files_of_other_extensions_are_kept(home: Site) -> None:
    conf = (home.folder / "conf.py").read_text("utf-8")
    home.write(
        {
            "conf.py": conf
            + """
def write(app, exception):
    (app.outdir / "sitemap.xml").write_text("theirs", "utf-8")


def setup(app):
    app.connect("build-finished", write, priority=100)
"""
        }
    )
    for _build in range(2):
        assert home.build(**KNOWN).source("sitemap.xml") == "theirs"
        home.replace("index.md", "# Ada", "# Ada L")


def test_own_files_are_recognized_without_the_doctrees(home: Site) -> None:
    home.build(**KNOWN)
    shutil.rmtree(home.folder / "_build" / "doctrees")
    home.replace("index.md", "{skill} Go", "{skill} Rust")
    kept = home.build(**KNOWN).files
    home.clean()
    assert kept == home.build(**KNOWN).files


def test_a_style_sheet_of_the_author_is_kept(home: Site) -> None:
    home.write({"own/sphinx_resume.css": "mine", "own/favicon.svg": "mine"})
    files = home.build(html_static_path=["own"]).files
    assert files["_static/sphinx_resume.css"] == b"mine"
    assert files["_static/favicon.svg"] == b"mine"


@pytest.mark.parametrize("builder", ["html", "dirhtml", "text", "epub"])
@pytest.mark.parametrize("index", [SKILL, "# Ada\n"])
def test_a_page_with_the_name_of_our_index_is_kept(
    career_site: MakeSite, builder: str, index: str
) -> None:
    page = "---\norphan: true\n---\n# Mine\n\nCanary.\n"
    site = career_site({"index.md": index, "resume-skills.md": page})
    for _build in range(2):
        built = site.build(builder)
        assert any(
            b"Canary." in text for name, text in built.files.items() if "sources" not in name
        )
        site.replace("index.md", "# Ada", "# Ada L")


def test_a_file_that_replaces_a_page_is_kept(home: Site) -> None:
    home.write({"talks.md": "---\norphan: true\n---\n# Talks\n"})
    home.build()
    home.remove("talks.md")
    home.write({"own/talks.html": "mine"})
    for _build in range(2):
        assert home.build(html_extra_path=["own"]).source("talks.html") == "mine"


def test_removing_a_page_keeps_another_at_the_same_path(career_site: MakeSite) -> None:
    orphan = "---\norphan: true\n---\n"
    pages = {"index.md": SKILL, "a.md": f"{orphan}# One\n", "a/index.md": f"{orphan}# Two\n"}
    site = career_site(pages)
    site.build("dirhtml")
    site.remove("a.md")
    kept = site.build("dirhtml")
    assert "Two" in kept.source("a/index.html")
    assert "_sources/a.md.txt" not in kept.files


def test_a_page_written_by_a_killed_build_is_removed_with_its_source(home: Site) -> None:
    home.build()
    home.write({"new.md": "---\norphan: true\n---\n# New\n"})
    assert killed(partial(home.build), home.folder, "searchindex.js.tmp")
    assert (home.folder / "_build" / "html" / "new.html").is_file()
    home.remove("new.md")
    assert not [name for name in home.build().files if "new." in name]


def test_the_copied_source_is_removed_when_the_markup_changes(home: Site) -> None:
    home.write({"a.md": "---\norphan: true\n---\n# A\n"})
    home.build()
    home.remove("a.md")
    home.write({"a.rst": ":orphan:\n\nA\n=\n"})
    assert [name for name in home.build().files if "_sources/a" in name] == ["_sources/a.rst.txt"]


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        *product([*BESIDE, "_cards", "_sources"], [False, True]),
        ("index.html", True),
        (".resumeinfo", True),
    ],
)
def test_obstacles_are_left_alone(home: Site, name: str, folder: bool) -> None:
    path = home.folder / "_build" / "html" / name
    inside = path / "mine" if folder else path
    inside.parent.mkdir(parents=True)
    inside.write_text("mine", "utf-8")
    inside.chmod(0o400)
    with suppress(OSError):  # raised by Sphinx if it cannot create its folders
        home.build(**KNOWN)
    assert inside.read_text("utf-8") == "mine"
