"""The figures of complete runs, and the tables in the guide that are made of them.

The guide, docs/about/measured.md, has a region for each part, between two comments. Each part that
runs replaces its own figures, and all regions are written from the figures, so running no part only
writes the tables anew.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from tests.bench.cost import ROOT, Figures

GUIDE: Final = ROOT / "docs" / "about" / "measured.md"
STORE: Final = Path(__file__).with_name("figures.json")
PACKAGES: Final = ("sphinx", "docutils", "myst-parser", "furo")
PROGRAMS: Final = ("lualatex", "chromium")
_REGION: Final = re.compile(r"^% bench: (\w+)$\n.*?^% end$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Run:
    """What a part measured, and with what."""

    #: The date, the commit, the machine, and the versions.
    made: str
    minutes: int
    figures: Figures


def load(text: str) -> dict[str, Run]:
    """Runs by part from JSON."""
    return {part: Run(**run) for part, run in json.loads(text).items()}


def dump(runs: Mapping[str, Run]) -> str:
    """Runs by part as JSON."""
    found = {part: asdict(run) for part, run in sorted(runs.items())}
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def regions(page: str) -> list[str]:
    """The names of the regions of a page."""
    return _REGION.findall(page)


def fill(page: str, texts: Mapping[str, str]) -> str:
    """A page with the text of each region in its place; regions without a text stay as they are.

    Raises:
        ValueError: the page has no region for a text.

    """
    if absent := set(texts) - set(regions(page)):
        raise ValueError(f"the page has no region for {', '.join(sorted(absent))}")

    def region(found: re.Match[str]) -> str:
        name = found[1]
        return f"% bench: {name}\n\n{texts[name]}\n\n% end" if name in texts else found[0]

    return _REGION.sub(region, page)


def circumstances() -> str:
    """When, of which commit, and with what something is measured, if it is now."""
    today = dt.datetime.now(dt.UTC).date()
    commit = _said("git", "-C", f"{ROOT}", "describe", "--always", "--dirty", "--exclude=*")
    versions = [f"Python {platform.python_version()}"]
    versions += [f"{name} {metadata.version(name)}" for name in PACKAGES]
    versions += [_said(name, "--version") for name in PROGRAMS if shutil.which(name)]
    load = f"busy with {os.getloadavg()[0]:.1f} processes at the start"
    machine = f"{_processor()}, {os.cpu_count()} CPUs {load}, {platform.system()}"
    return f"{today.day} {today:%B %Y}, commit {commit}, {machine}; {', '.join(versions)}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    text = info.read_text("utf-8") if info.is_file() else ""
    found = re.search(r"^model name\s*: (.*)$", text, re.MULTILINE)
    return found[1] if found else platform.processor() or platform.machine()


def _said(*command: str) -> str:
    """The first line that a command prints, without phrases."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    line = next(iter(done.stdout.splitlines()), "unknown")
    return re.sub(r"^This is | built on .*| +$", "", line)
