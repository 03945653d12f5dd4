"""Screenshots of a site: ``nox -s screenshots``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser

from tests.support.sites import chromium, served

#: Desktop in light and dark, and a phone: color scheme, width and height.
SCREENS: Final[dict[str, tuple[Any, int, int]]] = {
    "light": ("light", 1280, 900),
    "dark": ("dark", 1280, 900),
    "phone": ("light", 320, 640),
    "phone-dark": ("dark", 320, 640),
}

#: Subjects by name: the text that identifies the page, and the part of it to show, or all.
SUBJECTS: Final = {
    "front": ('class="resume-front"', ""),
    "matrix": ("resume-matrix", ".resume-region:has(.resume-matrix)"),
    "position": ("resume-entry resume-position ", ""),
    "talk": ("resume-entry resume-talk ", ""),
    "incident": ("resume-entry resume-incident ", ""),
}


def longest(site: Path, mark: str) -> str | None:
    """The longest page that contains a text."""
    pages = {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in sorted(site.rglob("*.html"))
    }
    found = [name for name in pages if mark in pages[name]]
    return max(found, key=lambda name: len(pages[name]), default=None)


def shoot(browser: Browser, address: str, site: Path, output: Path) -> None:
    for screen, (scheme, width, height) in SCREENS.items():
        page = browser.new_page(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        for subject, (mark, part) in SUBJECTS.items():
            if name := longest(site, mark):
                page.goto(f"{address}/{name}")
                if part:  # scrolled to, because sticky elements would be anywhere otherwise
                    page.locator(part).first.evaluate("part => part.scrollIntoView()")
                page.screenshot(path=output / f"{subject}-{screen}.png", full_page=not part)
        page.close()


def printed(browser: Browser, address: str, output: Path) -> None:
    """Print the front page, and take a screenshot of that."""
    page = browser.new_page()
    page.goto(address)
    sheets = page.pdf(format="A4", print_background=False)
    page.close()
    command = ["pdftoppm", "-r", "80", "-png", "-", str(output / "print")]
    subprocess.run(command, input=sheets, check=True)


def main(site: Path, output: Path) -> None:
    output.mkdir(parents=True, exist_ok=True)
    for old in output.glob("*.png"):
        old.unlink()
    with served(site) as address, chromium() as browser:
        shoot(browser, address, site, output)
        printed(browser, address, output)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
