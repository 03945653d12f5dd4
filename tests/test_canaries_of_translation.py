"""With complete translations, no text in the source language is left in any output.

Each word for translators begins with “Src”, and its translation with “Tgt” instead.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from babel.messages.pofile import read_po, write_po
from bs4 import BeautifulSoup
from PIL import Image

from sphinx_resume.model.entries import ENTRY_TYPES, Occasion
from sphinx_resume.model.options import OneOf, Option, options
from tests.conftest import CONF, MYST_IS_OLD, Built, Site

pytestmark = MYST_IS_OLD

SOURCE, TARGET = "Src", "Tgt"

SETTINGS = f"""
project = "{SOURCE} project"
html_title = "{SOURCE} site"
resume_name = "{SOURCE} name"
resume_contact = {{
    "email": "someone@example.org",
    "address": "{SOURCE} street",
    "links": {{"{SOURCE} profile": "https://example.org/me"}},
}}
latex_documents = [("resume", "resume.tex", "{SOURCE} document", "{SOURCE} author", "resume")]
html_theme = "furo"
html_copy_source = False
html_baseurl = "https://example.org/"
resume_feed = True
"""

INDEX = """\
    ---
    myst:
      html_meta:
        description: Src description.
    ---

    # Src headline

    ```{profile}
    :headline: Src what I am

    Src summary with {skill}`Src skill title`.
    ```

    Src prose with a {doc}`Src link <work>` and {position}`position-id`.

    ```{timeline}
    :gaps:
    ```

    ```{skill-matrix}
    ```

    ```{skill-matrix}
    :columns: positions
    ```

    ```{toctree}
    :caption: Src caption

    work
    resume
    Src menu <other>
    ```
    """
RESUME = """\
    # Src resume

    ```{profile}
    ```

    ## Src section

    ```{entry-list} position
    :style: full
    ```

    ```{entry-list} skill
    :style: lines
    ```

    ```{entry-list} talk
    :by: event
    ```

    ```{entry-list} interest
    :style: terms
    ```
    """


def value(entry: type[Any], opt: Option, number: int) -> str:
    """Something that an option takes."""
    name = f"{SOURCE} {getattr(entry, 'kind', 'occasion')} {opt.name}"
    known = {
        **dict.fromkeys(("start", "date", "filed"), f"{2000 + number}-02"),
        "end": f"{2000 + number}-11",
        "during": "position-id",
        "formerly": f"old-{number}",
        "recording": "https://www.youtube.com/watch?v=abc",
        "expires": "2030-01",
        "email": "a@example.org",
    }
    if isinstance(opt.read, OneOf):
        return "public" if "public" in opt.choices else opt.choices[0]
    reader = getattr(opt.read, "__name__", "")
    if reader == "flag":
        return ""
    if opt.name in known:
        return known[opt.name]
    if reader == "link":
        return f"https://example.org/{number}/{opt.name}"
    if reader == "doi_name":
        return "10.1145/800025"
    return f"{name}, {name} too" if opt.many else name


def entries() -> str:
    """An entry of each kind with all its options, and two where one shows what another hides."""
    pages = []
    for number, (kind, entry) in enumerate(ENTRY_TYPES.items()):
        given = {opt.name: value(entry, opt, number) for opt in options(entry)}
        given.pop("stated", None)
        if kind == "talk":
            pages.append(directive(kind, "talk-2", {**given, "title": f"{SOURCE} talk 2"}, 3))
        body = (
            f"- {SOURCE} statement of a {kind} with {{skill}}`{SOURCE} skill title` and "
            f"{{interest}}`interest-id`.\n- {SOURCE} second *{SOURCE} emphasis* "
            f'"{SOURCE} quoted".'
        )
        pages.append(directive(kind, f"{kind}-id", given, 3, body))
    given = {opt.name: value(Occasion, opt, 7) for opt in options(Occasion)}
    pages.append(
        directive(
            "talk", "talk-3", {"title": f"{SOURCE} talk 3"}, 4, directive("occasion", "", given, 3)
        )
    )
    return f"# {SOURCE} work\n\n" + "\n\n".join(pages) + "\n"


def directive(kind: str, name: str, given: dict[str, str], ticks: int, body: str = "") -> str:
    lines = [f"{'`' * ticks}{{{kind}}} {name}".rstrip()]
    lines += [f":{option}: {value}".rstrip() for option, value in given.items()]
    return "\n".join([*lines, "", body, "`" * ticks])


OTHER = """\
    # Src other

    ```{evidence} Src skill title
    ```

    ```{incident-timeline}
    - T+0 [detection] Src first.
    - T+5 min [resolution] Src last.
    ```

    | Src column |
    | --- |
    | Src cell |

    ![Src picture](picture.png "Src picture title")

    Src term
    : Src definition

    [Src text](https://example.org "Src tooltip")

    Src note.[^1]

    [^1]: Src footnote.
    """


def translation(message: str) -> str:
    """References keep their targets."""
    message = re.sub(
        rf"(\{{\w+\}})`([^`<]*{SOURCE}[^`<]*)`",
        lambda m: f"{m[1]}`{m[2].replace(SOURCE, TARGET)} <{m[2]}>`",
        message,
    )
    return re.sub(rf"{SOURCE}(?![^`<]*>`)", TARGET, message)


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Built]:
    site = Site(tmp_path_factory.mktemp("canary"))
    pages = {"index.md": INDEX, "resume.md": RESUME, "work.md": entries(), "other.md": OTHER}
    site.write({"conf.py": f"{CONF}{SETTINGS}", **pages})
    Image.new("1", (1, 1)).save(site.folder / "picture.png")
    templates = site.build("gettext", gettext_additional_targets=["image"])
    files = templates.files
    site.clean()
    for name, content in files.items():
        if name.endswith(".pot"):
            catalogue = read_po(BytesIO(content))
            for message in catalogue:
                if message.id:
                    message.string = translation(str(message.id))
            path = site.folder / "locales/de/LC_MESSAGES" / name.replace(".pot", ".po")
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_po(file, catalogue)

    def built(builder: str, language: str = "de") -> Built:
        return site.build(builder, language=language, gettext_additional_targets=["image"])

    return built


def contents(built: Built) -> Iterator[tuple[str, str]]:
    for name, content in built.files.items():
        if name.endswith((".epub", ".docx")):
            with zipfile.ZipFile(BytesIO(content)) as archive:
                for member in archive.namelist():
                    yield f"{name}/{member}", archive.read(member).decode("utf-8", "replace")
        elif name == "objects.inv":
            yield name, zlib.decompress(content.split(b"\n", 4)[4]).decode()
        else:
            yield name, content.decode("utf-8", "replace")


BUILDERS = ("html", "text", "latex", "epub", "resume-career", "resume-json", "resume-md")


@pytest.mark.parametrize("builder", [*BUILDERS, "resume-txt", "resume-docx"])
def test_no_untranslated_text_is_left(build: Callable[..., Built], builder: str) -> None:
    built = build(builder)
    left = {
        f"{name}: {found}"
        for name, text in contents(built)
        for found in re.findall(rf".{{0,60}}{SOURCE}.{{0,40}}", text)
    }
    assert left == set()
    assert any(TARGET in text for _name, text in contents(built))


MACHINES = ("id", "href", "src", "datetime", "data-members", "data-also", "about")


def test_ids_urls_dates_and_figures_do_not_depend_on_the_language(
    build: Callable[..., Built],
) -> None:
    said = []
    for language in ("en", "de"):
        page_of = build("html", language).page
        for docname in ("index", "work", "resume", "other"):
            page = page_of(docname)
            for each in page.select("svg title, svg desc, [class*=header]"):
                each.decompose()
            said.append(
                [
                    (tag.name, name, tag[name])
                    for tag in BeautifulSoup(str(page.article), "html.parser").find_all()
                    for name in MACHINES
                    if name in tag.attrs
                ]
            )
    half = len(said) // 2
    assert said[:half] == said[half:]
    assert all(said[:half])
