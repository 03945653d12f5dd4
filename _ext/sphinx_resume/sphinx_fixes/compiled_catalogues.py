"""Compile a project's catalogues in the folder of the doctrees, not beside their sources.

Fault: Sphinx writes the compiled form of each translated catalogue (``.mo``) into the folder of the
  catalogue, among files that are under version control, and fails where that cannot be written.
  Only catalogues that the project compiles itself (``gettext_auto_build = False``) are left alone.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_translated.py::test_nothing_is_written_beside_the_catalogues
Removable: when Sphinx compiles catalogues elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def setup(app: Sphinx) -> None:
    """Copy the catalogues of the language before Sphinx or any extension looks for them."""
    app.connect("config-inited", _copy, priority=0)


def _copy(app: Sphinx, config: Config) -> None:
    if config.gettext_auto_build:
        config.locale_dirs = [
            _copied(app, number, name, config.language)
            for number, name in enumerate(config.locale_dirs)
        ]


def _copied(app: Sphinx, number: int, name: str, language: str) -> str:
    """A copy of the catalogues of the language in a folder; unchanged copies are kept.

    A folder without any is returned as it is.
    """
    copy = Path(app.doctreedir, "locale", str(number))
    source, target = (each / language / "LC_MESSAGES" for each in (Path(app.srcdir, name), copy))
    if not source.is_dir():
        return name
    wanted = set(_catalogues(source))
    made = {path.with_suffix(".mo") for path in wanted if path.suffix == ".po"}
    for path in set(_catalogues(target)) - wanted - made:
        (target / path).unlink()
    for path in wanted - made:
        content = (source / path).read_bytes()
        if not (target / path).is_file() or (target / path).read_bytes() != content:
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_bytes(content)
    return str(copy)


def _catalogues(folder: Path) -> Iterator[Path]:
    return (path.relative_to(folder) for path in folder.rglob("*.[mp]o"))
