"""The résumés that tests know, and whether they exist."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]

#: The folder of each résumé that tests know, that of its conf.py.
KNOWN = {"own": ROOT, "hopper": ROOT / "examples" / "hopper"}

#: Pages by which they are known, most of which are there as long as it is that résumé.
_PAGES = {
    "own": [
        "experience/pricehubble",
        "experience/ryte",
        "experience/stripe",
        "experience/terramate",
        "experience/wayfair",
    ],
    "hopper": ["resume"],
}


def is_here(name: str) -> bool:
    """Whether a résumé is still the one that tests know, not its replacement in a fork."""
    pages = [KNOWN[name] / "docs" / f"{page}.md" for page in _PAGES[name]]
    return sum(page.is_file() for page in pages) > len(pages) / 2


#: Those that are here; tests of others are not run, as `tests.conftest` says.
RESUMES = {name: folder for name, folder in KNOWN.items() if is_here(name)}
