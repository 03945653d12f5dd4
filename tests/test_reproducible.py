"""The same sources give the same files, on any machine and in any folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOTS

if TYPE_CHECKING:
    from tests.conftest import Site

EXTENSION = Path(__file__).parents[1] / "_ext"
#: Settings that differ between two machines.
HERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
THERE = {"TZ": "America/Adak", "LC_ALL": "C", "PYTHONHASHSEED": "2"}


def build(folder: Path, builder: str, machine: Mapping[str, str], umask: int) -> dict[str, bytes]:
    """Build a copy of the root with a copy of the extension, and return all files by name."""
    shutil.copytree(ROOTS / "test-career", folder / "docs")
    shutil.copytree(EXTENSION, folder / "_ext", ignore=shutil.ignore_patterns("__pycache__"))
    epoch = "1719705600"  # midnight, 30 June 2024
    settings = ["html_last_updated_fmt=%Y-%m-%d %H:%M %z", "html_baseurl=https://example.org/"]
    settings += ["resume_feed=1", "today_fmt=%c", "resume_today="]
    subprocess.run(
        [
            *(sys.executable, "-W", "ignore", "-m", "sphinx", "-q", "-b", builder),
            *(part for setting in settings for part in ("-D", setting)),
            *(folder / "docs", folder / "out"),
        ],
        env={**os.environ, **machine, "SOURCE_DATE_EPOCH": epoch, "PYTHONPATH": f"{folder}/_ext"},
        check=True,
        umask=umask,
    )
    return {
        path.relative_to(folder / "out").as_posix(): path.read_bytes()
        for path in (folder / "out").rglob("*")
        if path.is_file() and ".doctrees" not in path.parts
    }


@pytest.mark.parametrize(
    ("builder", "among"),
    [
        ("html", {"index.html", "objects.inv", "searchindex.js", "feed.xml", ".buildinfo"}),
        ("dirhtml", {"work/acme/index.html"}),
        ("text", {"overview.txt"}),
        ("latex", {"acareer.tex"}),
        ("resume-report", {"report.txt", "report.json"}),
    ],
)
def test_two_machines_build_identical_files(tmp_path: Path, builder: str, among: set[str]) -> None:
    one = build(tmp_path / "one", builder, HERE, 0o022)
    two = build(tmp_path / "another" / "place", builder, THERE, 0o077)
    assert among <= one.keys()
    assert one.keys() == two.keys()
    assert [name for name in sorted(one) if one[name] != two[name]] == []


def test_pages_contain_no_paths_of_the_machine(career: Site) -> None:
    for builder in ("html", "text", "latex", "resume-report"):
        files = career.build(builder).files
        own = {name for name, content in files.items() if bytes(career.folder) in content}
        assert own == set(), builder
