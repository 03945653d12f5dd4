"""Whatever fails, a build changes no file but those that it has written."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from tests.conftest import MYST_IS_OLD
from tests.killing import filled

if TYPE_CHECKING:
    from tests.conftest import MakeSite, Site

pytestmark = MYST_IS_OLD

LARGE = 2_000_000

PAGES = {
    "index.md": """\
        # Ada

        ![A face](me.png)

        {download}`Slides <slides.pdf>`
        """
}


def sources(site: Site) -> dict[str, str]:
    """What all files of a site are, but for the results."""
    return {
        path.relative_to(site.folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in site.folder.rglob("*")
        if path.is_file() and "_build" not in path.parts
    }


@pytest.fixture
def site(career_site: MakeSite) -> Site:
    made = career_site(PAGES)
    for name in ("me.png", "slides.pdf"):
        (made.folder / name).write_bytes(b"\0" * LARGE)
    return made


@pytest.mark.parametrize("builder", ["html", "latex", "epub"])
def test_a_full_disk_takes_no_source(site: Site, builder: str) -> None:
    """Sphinx names the source where it cannot copy an image or a download."""
    before = sources(site)
    filled(partial(site.build, builder), LARGE // 2)
    assert sources(site) == before


def test_an_obstructed_target_takes_no_source(site: Site) -> None:
    built = site.build()
    (image,) = (built.folder / "_images").iterdir()
    (download,) = (built.folder / "_downloads").rglob("*.pdf")
    for target in (image, download):
        target.unlink()
        target.mkdir()
    site.write({"index.md": PAGES["index.md"].replace("Ada", "Ada Lovelace")})
    before = sources(site)
    warnings = site.build().warnings
    assert any("slides.pdf" in line for line in warnings)
    assert sources(site) == before
    assert image.is_dir()
    assert download.is_dir()
