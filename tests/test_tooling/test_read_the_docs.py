"""Requirements of Read the Docs on .readthedocs.yaml, beyond its schema, and on its commands."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.checkout import copy_repository

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / ".readthedocs.yaml"


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    loaded = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def test_the_schema_accepts_it() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.readthedocs"]
    done = subprocess.run([*command, str(CONFIG)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_python_version_is_a_string(config: dict[str, Any]) -> None:
    """Unquoted, 3.10 would be 3.1."""
    assert isinstance(config["build"]["tools"]["python"], str)


def test_jobs_and_commands_exclude_each_other(config: dict[str, Any]) -> None:
    assert "jobs" in config["build"]
    assert "commands" not in config["build"]


def test_overridden_formats_are_listed(config: dict[str, Any]) -> None:
    """Read the Docs refuses a job for a format that isn't asked for."""
    overridden = set(config["build"]["jobs"]["build"])
    assert overridden == {"html", "pdf"}  # the default jobs use the wrong source folder
    assert overridden - {"html"} == set(config["formats"])


def test_the_configuration_exists(config: dict[str, Any]) -> None:
    assert (ROOT / config["sphinx"]["configuration"]).is_file()


def test_nothing_writes_where_read_the_docs_forbids(config: dict[str, Any]) -> None:
    assert not (ROOT / "_build" / "html").exists()
    for commands in config["build"]["jobs"]["build"].values():
        assert "_build" not in "".join(commands)


def test_the_image_has_an_engine_and_the_font(config: dict[str, Any]) -> None:
    assert config["build"]["os"] == "ubuntu-24.04"
    assert "fonts-texgyre" in config["build"]["apt_packages"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_translation_knows_the_addresses_of_all(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READTHEDOCS_LANGUAGE", language)
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", f"https://me.example.org/{language}/latest/")
    monkeypatch.setattr(sys, "path", [*sys.path])
    settings = runpy.run_path(f"{ROOT / 'conf.py'}")
    assert settings["language"] == language
    assert settings["resume_languages"] == {
        "en": "https://me.example.org/en/latest/",
        "de": "https://me.example.org/de/latest/",
    }


def test_without_languages_in_its_address_a_site_has_no_translations(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("READTHEDOCS_LANGUAGE", "en")
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", "https://me.example.org/")
    monkeypatch.setattr(sys, "path", [*sys.path])
    assert runpy.run_path(f"{ROOT / 'conf.py'}")["resume_languages"] == {}


def run(commands: list[str], folder: Path, output: Path, version_type: str) -> None:
    """Run commands as Read the Docs does: each in its own shell, in the checkout."""
    environment = {
        **os.environ,
        "READTHEDOCS": "True",
        "READTHEDOCS_OUTPUT": str(output),
        "READTHEDOCS_VERSION": "latest" if version_type == "branch" else "7",
        "READTHEDOCS_VERSION_TYPE": version_type,
        "READTHEDOCS_LANGUAGE": "en",
        "READTHEDOCS_CANONICAL_URL": "https://resume.example.org/en/latest/",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    }
    for command in commands:
        done = subprocess.run(
            ["/bin/sh", "-ec", command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_repository(tmp_path_factory.mktemp("readthedocs") / "checkout")


@pytest.mark.slow
def test_the_commands_build_what_read_the_docs_expects(
    config: dict[str, Any], checkout: Path, tmp_path: Path
) -> None:
    jobs = config["build"]["jobs"]["build"]
    output = tmp_path / "output"

    run(jobs["html"], checkout, output, "external")  # the only job for pull requests
    page = (output / "html" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://resume.example.org/en/latest/' in page
    assert 'href="resume.pdf"' in page
    feed = 'type="application/atom+xml" href="https://resume.example.org/en/latest/feed.xml"'
    assert feed in page
    # The talks are internal, so the feed does not contain them.
    assert "<entry>" not in (output / "html" / "feed.xml").read_text(encoding="utf-8")
    assert not (output / "pdf").exists()

    run(jobs["pdf"], checkout, output, "branch")
    (pdf,) = (output / "pdf").iterdir()
    assert pdf.name.count(".") == 1
    assert pdf.read_bytes().startswith(b"%PDF-")
    for name in ("resume.pdf", "portfolio.pdf", "resume.docx", "career.json"):  # linked by pages
        assert (output / "html" / name).stat().st_size > 5_000
    assert not (checkout / "_build").exists()
