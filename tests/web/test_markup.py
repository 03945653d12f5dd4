"""The Nu HTML checker accepts every page of both résumés."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.support.needs import need
from tests.support.sites import RESUMES, BuildSite
from tests.web.tools import Tools


def test_no_page_has_an_error(built: BuildSite, web_tools: Tools) -> None:
    assert_correct([built(name) for name in RESUMES], web_tools)


def assert_correct(folders: Sequence[Path], web_tools: Tools) -> None:
    """Check that every page in these folders is valid HTML."""
    need("java")
    checker = web_tools.package("vnu-jar") / "build" / "dist" / "vnu.jar"
    done = subprocess.run(
        [
            *("java", "-jar", str(checker), "--format", "json", "--exit-zero-always", "--stdout"),
            *("--skip-non-html", "--verbose", *map(str, folders)),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    errors = [
        f"{message['url']}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(done.stdout)["messages"]
        if message["type"] != "info"
    ]
    assert errors == []
    # It reports nothing about valid pages, so get the list of pages that it has checked.
    pages = {str(path) for folder in folders for path in folder.rglob("*.html")}
    assert set(done.stderr.splitlines()) == pages
