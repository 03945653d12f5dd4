"""Text that could break a page, or is hard to display, is shown verbatim in each field."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Dialog, Page

from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.model.options import LINK_SCHEMES, options
from sphinx_resume.model.unicode_text import plain
from tests.conftest import CONF, MakeSite, Site
from tests.support import hostile
from tests.support.anything import DIRECTIVES
from tests.support.sites import ROOT, served
from tests.web.test_markup import assert_correct
from tests.web.tools import Tools
from typesetting import typeset

NAME = f"name· {hostile.TEXTS['markup']}"


def build(folder: Path, builder: str, *names: str) -> Path:
    """Build a site with the texts of these names, or all; returns the output folder."""
    site = Site(folder)
    site.write({"conf.py": CONF.replace('"basic"', '"furo"'), **hostile.pages(*names)})
    built = site.build(
        builder,
        resume_name=NAME,
        resume_contact=hostile.contact(),
        resume_feed=True,
        smartquotes=False,
        html_title="Hostile",
        html_baseurl="https://example.org/",
        epub_copyright=NAME,
        version=NAME,
        latex_engine="lualatex",
        latex_documents=[("index", "hostile.tex", NAME, NAME, "resume")],
    )
    # The text is not a valid phone number, and “<!--” may have been meant as a comment.
    expected = ("“phone”", "[resume.comment]")
    assert [line for line in built.warnings if not any(e in line for e in expected)] == []
    return built.folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("hostile") / "site", "html")


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


PAGES = sorted(name.removesuffix(".md") for name in hostile.pages())


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A narrow page on which any injected code would show."""
    page = browser.new_page(viewport={"width": 320, "height": 900})
    dialogs: list[str] = []
    errors: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script("window.pwned = []; window.pwn = () => window.pwned.push(document.title)")
    yield page
    assert page.evaluate("window.pwned") == []
    assert dialogs == []
    assert errors == []
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_no_text_injects_an_element_or_overflows_a_phone(
    page: Page, address: str, name: str
) -> None:
    page.goto(f"{address}/{name}.html")
    assert page.locator("[src=x], [onfocus], [onload], [onerror]").count() == 0
    links = page.evaluate("Array.from(document.links, link => new URL(link.href).protocol)")
    assert {scheme.rstrip(":") for scheme in links} <= {*LINK_SCHEMES, "tel"}

    assert page.evaluate("document.documentElement.scrollWidth") == 320
    wide = """[...document.querySelectorAll("article :not([role=region], pre, svg) > *")]
        .filter(e => !e.closest("[role=region], pre, svg"))
        .filter(e => e.getBoundingClientRect().right > 320)
        .map(e => e.outerHTML.slice(0, 100))"""
    assert page.evaluate(wide) == []


def test_every_page_is_valid_html(site: Path, web_tools: Tools) -> None:
    assert_correct([site], web_tools)


@pytest.fixture(scope="module")
def shown(browser: Browser, address: str) -> str:
    """The text of all pages, in a line."""
    page = browser.new_page()
    text = []
    for name in PAGES:
        page.goto(f"{address}/{name}.html")
        text.append(page.evaluate("document.body.textContent"))
    page.close()
    return plain(" ".join(text))


@pytest.mark.parametrize("kind", ENTRY_TYPES)
@pytest.mark.parametrize("name", hostile.TEXTS)
def test_every_text_is_shown_verbatim(shown: str, kind: str, name: str) -> None:
    expected = hostile.all_texts(kind, name)
    assert {text.split()[0] for text in expected if plain(text) not in shown} <= {
        f"{kind}·{name}·formerly"  # only used in links
    }


def test_contact_data_is_shown_verbatim(shown: str) -> None:
    contact = hostile.contact()
    texts = [*(text for text in contact.values() if isinstance(text, str)), *contact["links"]]
    assert [text for text in texts if plain(text) not in shown] == []


def test_right_to_left_text_does_not_reorder_its_surroundings(
    career_site: MakeSite, page: Page
) -> None:
    index = """\
        # Here

        ```{position} acme
        :title: مهندس
        :organization: شركة
        :start: 2020
        :end: 2021

        Text.
        ```

        ```{entry-list} position
        :style: lines
        ```
        """
    built = career_site({"index.md": index}).build()
    assert built.warnings == []
    page.goto((built.folder / "index.html").as_uri())
    # Where each part begins on the screen; all of them are in one line.
    left = """(parts) => {
        const walker = document.createTreeWalker(
            document.querySelector("ul.resume-lines"), NodeFilter.SHOW_TEXT);
        const found = {};
        while (walker.nextNode()) for (const part of parts) {
            const at = walker.currentNode.data.indexOf(part);
            if (at < 0 || part in found) continue;
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + part.length);
            found[part] = range.getBoundingClientRect().left;
        }
        return parts.map(part => found[part]);
    }"""
    page.set_viewport_size({"width": 1280, "height": 900})
    places = page.evaluate(left, ["مهندس", "شركة", "2020", "2021"])
    assert places == sorted(places)
    assert len(set(places)) == 4


# --- Data for programs -----------------------------------------------------------------------


def strings(value: Any) -> Iterator[str]:
    """All texts in data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def test_structured_data_has_the_texts_verbatim(site: Path) -> None:
    for name in PAGES:
        source = (site / f"{name}.html").read_text(encoding="utf-8")
        parts = source.split('<script type="application/ld+json">')[1:]
        found = [text for part in parts for text in strings(json.loads(part.split("</script>")[0]))]
        for field in {"talk": ["title"], "index": ["title", "language"]}.get(name, ()):
            texts = {f"talk·{each}·{field} {text}" for each, text in hostile.TEXTS.items()}
            assert set(map(plain, texts)) <= set(found)


def test_the_feed_is_xml_with_the_texts_verbatim(site: Path) -> None:
    feed = ET.fromstring((site / "feed.xml").read_bytes())
    titles = {plain(element.text or "") for element in feed.iterfind(".//{*}title")}
    assert titles >= {plain(f"talk·{name}·title {text}") for name, text in hostile.TEXTS.items()}
    summaries = " ".join(element.text or "" for element in feed.iterfind(".//{*}summary"))
    assert f"talk·markup·body {hostile.TEXTS['markup']}" in summaries


@pytest.mark.parametrize(("builder", "suffix"), [("epub", "*.xhtml"), ("xml", "*.xml")])
def test_xml_output_is_well_formed(tmp_path: Path, builder: str, suffix: str) -> None:
    files = sorted(build(tmp_path / "site", builder).rglob(suffix))
    assert len(files) >= len(PAGES)
    for path in files:
        ET.fromstring(path.read_bytes())


@pytest.mark.slow
def test_tex_typesets_the_texts_and_executes_none(tmp_path: Path) -> None:
    folder = build(tmp_path / "site", "latex", "markup")
    (folder / "canary.tex").write_text("This was read by TeX.", encoding="utf-8")
    outcome = typeset(folder, ["hostile"])["hostile"]
    assert outcome.errors == outcome.warnings == []
    with import_module("pymupdf").open(folder / "hostile.pdf") as pdf:
        pages = [re.sub(r"\s", "", page.get_text()) for page in pdf]
    running = re.compile(re.escape(re.sub(r"\s", "", NAME)) + r"\d*$")  # text may continue after it
    squeezed = "".join(running.sub("", page) for page in pages)
    for kind in ENTRY_TYPES:
        missing = {
            written.split()[0]
            for written in hostile.all_texts(kind, "markup")
            if re.sub(r"\s", "", written) not in squeezed
        }
        assert missing <= {f"{kind}·markup·formerly"}
    assert "Thiswasread" not in squeezed
    assert not list(tmp_path.rglob("pwned"))


@pytest.mark.slow
def test_tex_breaks_names_with_300_letters(tmp_path: Path) -> None:
    folder = build(tmp_path / "site", "latex", "long")
    outcome = typeset(folder, ["hostile"])["hostile"]
    assert outcome.errors == outcome.warnings == []


def test_tex_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "latex"
    shutil.copytree(ROOT / "_ext" / "sphinx_resume" / "latex" / "texinputs", folder)
    for name in ("secret.tex", "latex/known.tex"):
        (tmp_path / name).write_text("Known.", encoding="utf-8")
    sources = {
        "up": "../secret",
        "roundabout": "./../secret.tex",
        "absolute": f"{tmp_path}/secret",
        "beside": "./known",
    }
    for name, source in sources.items():
        document = f"\\begin{{document}}\\input{{{source}}}\\end{{document}}"
        (folder / f"{name}.tex").write_text(rf"\documentclass{{sphinxresume}}{document}", "utf-8")
    found = typeset(folder, list(sources))
    assert found.pop("beside").errors == []
    assert all(
        outcome.errors for outcome in found.values()
    )  # the wording differs between versions of TeX
    assert [path.name for path in folder.glob("*.pdf")] == ["beside.pdf"]


def test_no_option_reads_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secretstory", encoding="utf-8")
    paths = (
        "../secret.txt",
        "/../secret.txt",
        f"{tmp_path}/secret.txt",
        f"file://{tmp_path}/secret.txt",
    )
    blocks = [
        f"```{{{name}}} {path}\n" + "".join(f":{o.name}: {path}\n" for o in options(cls)) + "```\n"
        for name, cls in DIRECTIVES.items()
        for path in paths
    ]
    site = Site(tmp_path / "site")
    site.write({"conf.py": CONF, "index.md": "# A\n\n" + "\n".join(blocks)})
    for builder in ("html", "latex", "resume-report"):
        site.build(
            builder,
            resume_name=paths[0],
            resume_contact={"email": paths[1], "phone": paths[2], "address": paths[0]},
            resume_documents=[paths[0]],
            resume_pdf=paths[0],
            resume_feed=True,
            html_baseurl="https://example.org/",
        )
    assert "secret.txt" in (site.folder / "_build" / "html" / "index.html").read_text("utf-8")
    files = [path for path in site.folder.rglob("*") if path.is_file()]
    assert [path.name for path in files if b"secretstory" in path.read_bytes()] == []
