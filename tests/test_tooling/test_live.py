"""``nox -s live`` shows saved edits, including those in the PDF."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from tests.support.checkout import copy_repository, environment

#: These tests depend on the content of its pages.
pytestmark = pytest.mark.about("own")

#: A timeout in seconds, for the slowest machine.
PATIENCE = 400


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    return copy_repository(tmp_path / "checkout")


@pytest.fixture
def live(checkout: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "nox", "--no-venv", "-s", "live", "--", "--pdf", "--port", "0"]
    process = subprocess.Popen(
        command,
        cwd=checkout,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    end = threading.Timer(PATIENCE, os.killpg, (process.pid, signal.SIGKILL))
    end.start()
    yield process
    end.cancel()
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def address(process: subprocess.Popen[str]) -> str:
    """The URL of the site, once it is built and the server answers."""
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if found := re.search(r"Serving on (http://127\.0\.0\.1:\d+)", line):
            while not answers(found[1]) and process.poll() is None:
                continue  # the message appears a moment before the server answers
            return found[1]
    raise AssertionError(said)


def answers(url: str) -> bool:
    try:
        return bool(get(url))
    except urllib.error.URLError:
        return False


def get(url: str) -> bytes:
    with urllib.request.urlopen(url) as answer:
        return bytes(answer.read())


def pdf_text(url: str) -> str:
    pages = pypdf.PdfReader(io.BytesIO(get(url))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.slow
def test_a_saved_edit_appears_in_the_site_and_in_the_pdf(
    checkout: Path, live: subprocess.Popen[str]
) -> None:
    site = address(live)
    assert b'href="resume.pdf"' in get(f"{site}/index.html")
    assert "Zealously" not in pdf_text(f"{site}/resume.pdf")

    page = checkout / "docs" / "experience" / "stripe.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("\n- ", "\n- Zealously: ", 1), encoding="utf-8")
    assert address(live) == site
    assert b"Zealously: " in get(f"{site}/experience/stripe.html")
    while "Zealously: " not in pdf_text(f"{site}/resume.pdf"):  # it is typeset beside the page
        assert live.poll() is None
