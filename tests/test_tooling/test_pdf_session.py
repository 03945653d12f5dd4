"""``nox`` typesets only changed documents, once, and keeps the old PDF after errors."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.checkout import copy_repository, environment

#: These tests depend on the content of its pages.
pytestmark = pytest.mark.about("own")

DOCUMENTS = ("resume", "portfolio")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    return copy_repository(tmp_path / "checkout")


def nox_pdf(checkout: Path) -> subprocess.CompletedProcess[str]:
    return nox(checkout, "pdf")


def nox(checkout: Path, session: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nox", "--no-venv", "-s", session],
        cwd=checkout,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def passes(checkout: Path) -> list[int]:
    """The number of TeX runs for each document in the last session."""
    logs = [checkout / "build" / "latex" / f"{name}.latexmk.log" for name in DOCUMENTS]
    return [len(re.findall("^Run number", log.read_text("utf-8"), re.MULTILINE)) for log in logs]


def pdfs(checkout: Path) -> list[bytes]:
    return [(checkout / "build" / "pdf" / f"{name}.pdf").read_bytes() for name in DOCUMENTS]


@pytest.mark.slow
def test_only_changes_are_typeset_and_in_one_pass(checkout: Path) -> None:
    assert nox_pdf(checkout).returncode == 0
    assert passes(checkout) == [1, 1]
    made = pdfs(checkout)
    assert nox_pdf(checkout).returncode == 0
    assert passes(checkout) == [0, 0]
    assert pdfs(checkout) == made

    page = checkout / "docs" / "experience" / "stripe.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("\n- ", "\n- Always: ", 1), encoding="utf-8")
    assert nox_pdf(checkout).returncode == 0
    assert passes(checkout) == [1, 1]
    assert all(new != old for new, old in zip(pdfs(checkout), made, strict=True))


def built_once(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether the LaTeX and the site were each built once, without an error."""
    assert done.returncode == 0, done.stdout
    return done.stdout.count("sphinx-build -b latex ") == done.stdout.count("-b html ") == 1


@pytest.mark.slow
def test_the_site_includes_the_new_pdfs(checkout: Path) -> None:
    site = checkout / "build" / "html"
    assert built_once(nox(checkout, "build"))
    assert 'href="resume.pdf"' in (site / "index.html").read_text("utf-8")
    made = pdfs(checkout)
    assert [(site / f"{name}.pdf").read_bytes() for name in DOCUMENTS] == made

    page = checkout / "docs" / "experience" / "stripe.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("\n- ", "\n- Always: ", 1), encoding="utf-8")
    assert built_once(nox(checkout, "build"))
    assert "Always: " in (site / "experience" / "stripe.html").read_text("utf-8")
    assert [(site / f"{name}.pdf").read_bytes() for name in DOCUMENTS] == pdfs(checkout)
    assert all(new != old for new, old in zip(pdfs(checkout), made, strict=True))


@pytest.mark.slow
def test_an_error_is_short_and_keeps_the_old_pdfs(checkout: Path) -> None:
    assert nox_pdf(checkout).returncode == 0
    made = pdfs(checkout)
    page = checkout / "docs" / "experience" / "stripe.md"
    source = page.read_text(encoding="utf-8")
    source += "\n```{raw} latex\nWholly extraordinary words, then \\nosuchcommand here.\n```\n"
    line = len(source.splitlines()) - 2  # before the closing fence
    page.write_text(source, encoding="utf-8")

    done = nox_pdf(checkout)
    assert done.returncode == 1
    said = done.stdout.partition("see build/latex/portfolio.log:\n")[2]
    assert re.search(r"portfolio\.tex:\d+: Undefined control sequence", said)
    assert r"\nosuchcommand" in said
    assert f"    in docs/experience/stripe.md:{line}" in said
    assert len(said.splitlines()) < 10
    assert pdfs(checkout)[1] == made[1]
    assert not list((checkout / "build" / "pdf").glob(".*"))
