"""Runs Lighthouse and prints its report: ``python -m tests.web.lighthouse build/html``."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from programs import find_browser
from tests.support.sites import QUIET, Hosted, served
from tests.web.tools import Tools, install

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True)
class Report:
    content: Any

    def score(self, category: str) -> int:
        """The score of a category, from 0 to 100."""
        return round(100 * float(self.content["categories"][category]["score"]))

    def lost(self, category: str) -> list[Any]:
        """The audits that lower the score."""
        refs = self.content["categories"][category]["auditRefs"]
        audits = [self.content["audits"][ref["id"]] for ref in refs if ref["weight"]]
        return [
            (audit["id"], audit.get("details", {}).get("items"))
            for audit in audits
            if audit["score"] is not None and audit["score"] < 1
        ]

    def number(self, audit: str) -> float:
        return float(self.content["audits"][audit]["numericValue"])

    def urls(self, audit: str) -> list[str]:
        """The addresses that an audit lists."""
        return [item["url"] for item in self.content["audits"][audit]["details"]["items"]]


def examine(tools: Tools, address: str, device: str, *settings: str) -> Report:
    """Examine a page on a `device`, mobile or desktop."""
    browser = find_browser()
    assert browser, "there is no Chromium; run the tests with nox -s tests"
    done = tools.node(
        tools.package("lighthouse") / "cli" / "index.js",
        *(address, "--output=json", "--quiet", "--no-enable-error-reporting"),
        *(["--preset=desktop"] if device == "desktop" else []),
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(('--headless=new', *QUIET))}",
        *settings,
        env={"CHROME_PATH": browser},
    )
    assert done.returncode == 0, done.stderr
    return Report(json.loads(done.stdout))


def main(folder: Path, *pages: str) -> None:
    """Print the scores of pages; by default, of the front page."""
    with served(folder, Hosted) as address:
        for page in pages or ("",):
            for device in ("mobile", "desktop"):
                report = examine(install(), f"{address}/{page}", device)
                scores = (f"{category} {report.score(category)}" for category in CATEGORIES)
                print(f"/{page}", device, *scores, sep="  ")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
