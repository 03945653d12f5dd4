"""A copy of this repository, in which sessions run with what is already installed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def copy_repository(folder: Path) -> Path:
    unwanted = ("build", ".*_cache", ".nox", ".git", "__pycache__", "tests", "private.toml")
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*unwanted), dirs_exist_ok=True)
    return folder


def environment(**values: str) -> dict[str, str]:
    """The environment of a person on their own machine."""
    ours = {"CI", "READTHEDOCS", "PYTHONUNBUFFERED"}
    clean = {k: v for k, v in os.environ.items() if k not in ours}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {**clean, "PATH": path, **values}
