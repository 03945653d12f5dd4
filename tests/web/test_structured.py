"""What pages say to machines, read by programs that are not ours."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import extruct  # type: ignore[import-untyped]
import pytest

from tests.conftest import Site
from tests.web.sites import RESUMES, BuildSite
from tests.web.tools import Tools


def blocks(folder: Path) -> dict[str, str]:
    """The JSON-LD of each page that has some, as it is written there."""
    start, stop = '<script type="application/ld+json">', "</script>"
    return {
        f"{path.relative_to(folder)}": path.read_text("utf-8")
        .partition(start)[2]
        .partition(stop)[0]
        for path in sorted(folder.rglob("*.html"))
        if start in path.read_text("utf-8")
    }


def test_every_block_is_in_the_words_of_schema_org(
    built: BuildSite, career_copy: Callable[..., Site], web_tools: Tools
) -> None:
    folders = [*(built(name) for name in RESUMES), career_copy().build().folder]
    found = [(page, text) for folder in folders for page, text in blocks(folder).items()]
    assert {page for page, _text in found} >= {
        "experience/wayfair.html", "talks/history-of-programming-languages.html", "occasions.html",
    }  # fmt: skip
    lines = ['import type { Graph, Thing, WithContext } from "schema-dts";']
    for number, (page, text) in enumerate(found):
        lines.append(f"// {page}\nexport const x{number}: Graph | WithContext<Thing> = {text};")
    source = web_tools.folder / "structured.ts"
    source.write_text("\n".join(lines), "utf-8")
    checked = web_tools.node(
        web_tools.package("typescript") / "bin" / "tsc",
        *("--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", source.name),
    )
    assert (checked.stdout, checked.stderr, checked.returncode) == ("", "", 0)


@pytest.mark.parametrize("name", RESUMES)
def test_another_parser_finds_every_block(built: BuildSite, name: str) -> None:
    folder = built(name)
    for page, text in blocks(folder).items():
        html = (folder / page).read_text("utf-8")
        assert extruct.extract(html, syntaxes=["json-ld"])["json-ld"] == [json.loads(text)], page
