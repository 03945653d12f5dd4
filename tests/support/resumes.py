"""The résumés that tests know, and whether they exist."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]

#: The folder of the conf.py of each résumé that tests know.
KNOWN = {"own": ROOT, "hopper": ROOT / "examples" / "hopper"}

#: Pages that identify them: if most of these exist, it is still that résumé.
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
    """Whether a résumé is still the one that tests know, rather than a fork's own."""
    pages = [KNOWN[name] / "docs" / f"{page}.md" for page in _PAGES[name]]
    return sum(page.is_file() for page in pages) > len(pages) / 2


#: The résumés that are here; `tests.conftest` deselects tests of others.
RESUMES = {name: folder for name, folder in KNOWN.items() if is_here(name)}
