"""Anything an author could write: no traceback, no lost page, and warnings at the right line."""

from __future__ import annotations

import re
import tempfile
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_resume.latex.contact import main
from sphinx_resume.model.dates import DateError
from sphinx_resume.model.incident_log import Chronicle, head_length
from sphinx_resume.model.options import OptionError, options
from sphinx_resume.model.person import Person
from sphinx_resume.model.unicode_text import plain
from tests.conftest import CONF, MYST_IS_OLD, Site
from tests.support.anything import (
    BUILDERS,
    CONFIG,
    DATES,
    DIRECTIVES,
    PERSONS,
    PHONES,
    PRIVATE,
    SITES,
    TEXT,
    TIMES,
    inventories,
)
from tests.support.strategies import PROVEN

pytestmark = MYST_IS_OLD

#: Each way to read an option, once.
READERS = list({opt.read for cls in DIRECTIVES.values() for opt in options(cls)})

#: A page whose text must be in the output whatever the other pages contain.
GOOD = (
    "# Good\n\n```{position} good\n:title: G\n:organization: H\n:start: 2020\n:end: present\n\n"
    "Text.\n```\n"
)

#: A warning: its place, message and type.
WARNING = re.compile(
    r"(?:.*/)?([\w.]+):(\d*):? ?(?:WARNING|ERROR|CRITICAL): (.+?)(?: \[([\w.-]+)\])?"
)

#: Patterns of messages, and what the line that they point to must contain.
ABOUT = (
    r"[\w-]+(?:, | has no )option “([\w-]+)”",
    r"(?:this )?([\w-]+) (?:“.*?” )?(?:needs |has no body|has nothing)",
    r"[\w-]+: “(.+)” (?:begins a comment|is not an option)",
    r"[\w-]+: “(.+)” is given twice",
    r"there is no \w+ “(Goo)”",
    r"(?:a |an )?(?!heading)(\w+) stands in",
    r".* marked (TODO);",
    r"there is no mark “(\w+)”",
    r"(incident) “.*” is sanitised",
)

QUICK = settings(
    PROVEN,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def build(builder: str, pages: Mapping[str, str], config: Mapping[str, Any]) -> None:
    """Build a site, and check what is promised about any site."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder, "site"))
        site.folder.mkdir()
        files = {"conf.py": CONF, "good.md": f"---\norphan: true\n---\n{GOOD}", **pages}
        for name, text in files.items():
            (site.folder / name).write_text(text, "utf-8")
        built = site.build(builder, **config)
        for name in ("good", "index", "other"):
            assert_whole(builder, built.folder, name)
    for warning in built.warnings:
        assert "Traceback" not in warning
        found = WARNING.fullmatch(warning)
        if found and (found[4] or "").startswith("resume."):
            check_place(files[found[1]].split("\n"), int(found[2]), found[3])
        else:
            # Settings on the command line have no place.
            assert "[resume." not in warning.removesuffix("[resume.setting]"), warning


def assert_whole(builder: str, folder: Path, name: str) -> None:
    """Check that a page was written completely, from the text at its top."""
    suffixes = {"html": "html", "text": "txt", "xml": "xml", "epub": "xhtml"}
    if builder in suffixes:
        text = (folder / f"{name}.{suffixes[builder]}").read_text("utf-8")
        assert ("Text." if name == "good" else "First words.") in text
        if builder == "xml":
            ET.fromstring(text)


def check_place(lines: list[str], number: int, message: str) -> None:
    """Check that a warning points to the line it is about."""
    assert 1 <= number <= len(lines) + 1, message
    line = "".join(lines[number - 1 : number])
    for pattern in ABOUT:
        if about := re.match(pattern, message):
            assert about[1] in line or about[1] in plain(line), message


@QUICK
@given(BUILDERS, SITES, CONFIG)
def test_any_page_builds(builder: str, pages: dict[str, str], config: dict[str, Any]) -> None:
    build(builder, pages, config)


@settings(PROVEN, max_examples=500)
@given(st.text(st.characters()) | TEXT | DATES)
def test_any_option_value_is_read_or_rejected(text: str) -> None:
    for read in READERS:
        with suppress(DateError, OptionError):
            read(text)


@settings(PROVEN, max_examples=500)
@given(PHONES)
def test_any_phone_number_gets_a_link_or_a_warning(phone: str) -> None:
    with suppress(OptionError):
        person = Person.read({"phone": phone})
        links = [address for _, address in person.lines if address]
        assert len(links) + len(person.findings) == len(person.phone)
        assert all(re.fullmatch(r"tel:\+[\d-]+(;ext=\d+)?", link) for link in links)


@settings(PROVEN, max_examples=500)
@given(
    st.lists(st.builds("{}{}".format, TIMES, TEXT) | TEXT, min_size=1),
    st.sampled_from(["", "UTC", "Europe/Berlin", "America/New_York"]) | TEXT,
)
def test_any_times_are_read_or_rejected(lines: list[str], zone: str) -> None:
    chronicle = Chronicle.read(lines, zone)
    assert len(chronicle.events) == len(lines)
    assert all(
        index is None or index < len(lines) for index in (p.index for p in chronicle.findings)
    )
    assert all(phase.minutes >= 0 for phase in chronicle.phases)
    assert all(head_length(line) <= len(line) for line in lines)


@PROVEN
@given(PERSONS)
def test_any_data_about_a_person_is_read_or_rejected(data: dict[str, Any]) -> None:
    with suppress(OptionError):
        person = Person.read(data)
        assert all(shown for shown, _address in person.lines)
        assert all("”" in doubt for doubt in person.findings)


@PROVEN
@given(PRIVATE)
def test_any_private_file_is_read_or_rejected_in_one_line(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "private.toml"), Path(folder, "private.tex")
        source.write_bytes(content)
        try:
            main(str(source), str(target))
        except SystemExit as stop:
            said = str(stop.code)
            assert said.startswith(f"{source}: ")
            assert said.isprintable()
            assert not target.exists()
        else:
            tomllib.loads(source.read_text("utf-8-sig"))
            assert target.read_text("utf-8").startswith("% Private.")


@QUICK
@given(inventories())
def test_no_inventory_breaks_a_page(inventory: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder, "site"))
        site.write({"conf.py": CONF, "index.md": f"{GOOD}\nSee {{external+other:skill}}`go`.\n"})
        (site.folder / "objects.inv").write_bytes(inventory)
        built = site.build(
            "text",
            extensions=["myst_parser", "sphinx.ext.intersphinx", "sphinx_resume"],
            intersphinx_mapping={"other": ("https://example.org/", f"{site.folder}/objects.inv")},
        )
        assert "Text." in built.text()
        assert not [line for line in built.warnings if "Traceback" in line]
