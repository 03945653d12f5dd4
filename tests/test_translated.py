"""A résumé translated with Sphinx's message catalogues."""

from __future__ import annotations

import gettext
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages import Catalog, mofile, pofile

from sphinx_resume.commands import main
from tests.conftest import MYST_IS_OLD
from tests.test_resolving.test_body_copies import dead_links

if TYPE_CHECKING:
    from tests.conftest import Built, MakeSite, Site

pytestmark = MYST_IS_OLD

PAGE = """\
# Sam Sample

```{skill-matrix}
:category: Programming languages
```

```{skill} Machine code
:category: Programming languages
:level: confident
```

```{position} acme
:title: Senior Engineer
:organization: Acme
:location: Munich, Germany
:start: 2020-04
:end: 2022-03

- Wrote the order service in {skill}`machine code`.
- Led the team of "support".
```

````{talk} logs
:title: What the logs said
:event: Example Days
:date: 2021-05-02

About {skill}`Machine code`.

```{occasion}
:date: 2022-05-02
:event: Sample Days
:venue: The hall
```
````

```{entry-list} position
:style: full
```
"""

GERMAN = {
    "Senior Engineer": "Leitender Ingenieur",
    "Munich, Germany": "München",
    "Programming languages": "Programmiersprachen",
    "Machine code": "Maschinencode",
    "confident": "sicher",
    "What the logs said": "Was die Protokolle sagten",
    "The hall": "Die Halle",
    "Wrote the order service in {skill}`machine code`.": "Schrieb den Bestelldienst in "
    "{skill}`Maschinencode <machine code>`.",
    'Led the team of "support".': 'Leitete das Team vom "Support".',
    "About {skill}`Machine code`.": "Über {skill}`Maschinencode <Machine code>`.",
}


def translated(career_site: MakeSite) -> Site:
    site = career_site({"index.md": PAGE})
    catalogue = Catalog(locale="de", domain="index")
    for message, translation in GERMAN.items():
        catalogue.add(message, translation)
    folder = site.folder / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "index.mo").open("wb") as file:
        mofile.write_mo(file, catalogue)
    return site


def build(site: Site, builder: str, language: str = "de") -> Built:
    return site.build(
        builder,
        language=language,
        locale_dirs=["locale"],
        gettext_compact=False,
        gettext_auto_build=False,
    )


def test_everything_readers_see_is_translated(career_site: MakeSite) -> None:
    built = build(translated(career_site), "html")
    assert built.warnings == []
    text = " ".join(built.page().select("div.body")[0].text.split())
    for german in (
        *("Leitender Ingenieur", "München", "Programmiersprachen", "sicher", "Die Halle"),
        "„Schrieb den Bestelldienst in Maschinencode.“",
        "„Über Maschinencode.“",
        "Leitete das Team vom „Support“.",
    ):
        assert german in text, german
    for english in GERMAN:
        assert english not in text, english


def test_links_to_quotations_have_targets(career_site: MakeSite) -> None:
    built = build(translated(career_site), "html")
    assert dead_links(built) == []


def test_anchors_are_the_same_in_all_languages(career_site: MakeSite) -> None:
    site = translated(career_site)
    german = {str(each["id"]) for each in build(site, "html").page().select(".body [id]")}
    site.clean()
    english = {str(each["id"]) for each in build(site, "html", "en").page().select(".body [id]")}
    assert german == english


def test_filters_use_names_in_the_source_language(career_site: MakeSite) -> None:
    """A view names a category in the language of the sources."""
    page = build(translated(career_site), "html").page()
    assert [row.text for row in page.select("table th a")] == ["Maschinencode (sicher)"]


def test_options_are_extracted_for_translation(career_site: MakeSite) -> None:
    site = career_site({"index.md": PAGE})
    built = build(site, "gettext", "en")
    template = Path(built.folder, "index.pot").read_bytes()
    catalogue = pofile.read_po(BytesIO(template))
    messages = {str(message.id): message.locations for message in catalogue if message.id}
    assert set(GERMAN) <= set(messages)
    assert [line for _path, line in messages["Senior Engineer"]] == [12]


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_other_outputs_are_translated_too(career_site: MakeSite, builder: str) -> None:
    built = build(translated(career_site), builder)
    name = {"text": "index.txt", "latex": "acareer.tex", "epub": "index.xhtml"}[builder]
    text = built.source(next(n for n in built.files if n == name or n.endswith(".tex")))
    assert "Leitender Ingenieur" in text
    assert "Senior Engineer" not in text


# --- What a project need not do itself --------------------------------------------------------


def with_catalogue(career_site: MakeSite, words: dict[str, str], name: str = "index") -> Site:
    """A site with a German catalogue where Sphinx looks for it."""
    site = career_site({"index.md": PAGE})
    catalogue = Catalog(locale="de", domain=name, header_comment="#")
    for message, translation in words.items():
        catalogue.add(message, translation)
    folder = site.folder / "locales" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / f"{name}.po").open("wb") as file:
        pofile.write_po(file, catalogue)
    return site


def files(site: Site) -> dict[str, bytes]:
    found = (path for path in site.folder.rglob("*") if path.is_file())
    names = {path.relative_to(site.folder).as_posix(): path.read_bytes() for path in found}
    return {name: content for name, content in names.items() if not name.startswith("_build")}


def test_nothing_is_written_beside_the_catalogues(career_site: MakeSite) -> None:
    site = with_catalogue(career_site, GERMAN)
    before = files(site)
    text = site.build("text", language="de").text()
    assert "Leitender Ingenieur" in text
    assert files(site) == before


def test_an_edited_catalogue_is_noticed(
    career_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = with_catalogue(career_site, GERMAN)
    site.build("text", language="de")
    assert site.build("text", language="de").touched == set()
    name = "locales/de/LC_MESSAGES/index.po"
    site.replace(name, "Leitender Ingenieur", "Oberster Ingenieur")
    monkeypatch.setattr(gettext, "_translations", {})  # as in another process
    assert "Oberster Ingenieur" in site.build("text", language="de").text()
    site.remove(name)
    site.replace("index.md", "Led the team", "Led the teams")
    assert "Senior Engineer" in site.build("text", language="de").text()


def test_a_broken_catalogue_is_only_a_warning(career_site: MakeSite) -> None:
    site = with_catalogue(career_site, GERMAN)
    (site.folder / "locales/de/LC_MESSAGES/index.po").write_text("What is this?\n", "utf-8")
    (site.folder / "locales/de/LC_MESSAGES/conf.po").write_text("\n\0\xff\n", "utf-8")
    built = site.build("text", language="de")
    assert "Senior Engineer" in built.text()
    assert [line.partition(" translated: ")[0] for line in built.warnings] == [
        f"locales/de/LC_MESSAGES/{place}: WARNING: this catalogue cannot be read, so nothing in "
        "it is"
        for place in ("conf.po:2", "index.po:1")
    ]


def test_texts_in_conf_py_are_translated(career_site: MakeSite) -> None:
    words = {"Résumé": "Lebenslauf", "1 Example Street": "Beispielstraße 1", "Page": "Seite"}
    site = with_catalogue(career_site, words, "conf")
    contact: Any = {
        "address": "1 Example Street",
        "links": {"Page": "https://example.org/"},
        "x": 1,
    }
    document = ("index", "index.tex", "Résumé", "Sam Sample", "resume")
    settings: Any = {
        "html_title": "Résumé",
        "resume_contact": contact,
        "latex_documents": [document],
    }
    config = site.build("html", language="de", **settings).app.config
    assert config.html_title == "Lebenslauf"
    assert config.resume_contact["address"] == "Beispielstraße 1"
    assert config.resume_contact["links"] == {"Seite": "https://example.org/"}
    assert config.latex_documents == [("index", "index.tex", "Lebenslauf", *document[3:])]
    config = site.build("html", language="en", **settings).app.config
    assert config.html_title == "Résumé"


def test_the_report_lists_missing_translations(career_site: MakeSite) -> None:
    words = {message: text for message, text in GERMAN.items() if message != "The hall"}
    site = with_catalogue(career_site, words)
    site.write({"other.md": "# Other page\n\n```{profile}\n```\n"})
    site.replace("index.md", "# Sam Sample", "---\norphan: true\n---\n\n# Sam Sample")
    report = site.build("resume-report", language="de").source("report.txt")
    *_rest, listed = report.partition("\nNot translated\n")
    lines = [" ".join(line.split()) for line in listed.splitlines()]
    assert "index:27 The hall" in lines
    assert [line for line in lines if "True" in line] == []
    assert "other all of the page: it has no catalogue" in lines
    assert [line for line in lines if "Leitender" in line or "Senior" in line] == []
    assert "Not translated" not in site.build("resume-report").source("report.txt")


def test_names_and_ids_in_options_are_not_extracted(career_site: MakeSite) -> None:
    page = """\
        # Talks

        ```{talk} a
        :title: Logs
        :co-speakers: me, Ada Example
        :tags: Debugging, Logs
        :during: acme
        ```

        See {talk}`a`.

        {doc}`index`
        """
    site = career_site({"index.md": PAGE, "talks.md": page})
    assert main(["translate", "de", *("--docs", f"{site.folder}", "--conf", f"{site.folder}")]) == 0
    path = site.folder / "locales/de/LC_MESSAGES/talks.po"
    said = {message.id for message in pofile.read_po(BytesIO(path.read_bytes())) if message.id}
    assert said == {"Talks", "Logs", "Ada Example", "Debugging", "See {talk}`a`."}


def test_updating_catalogues_keeps_translations(
    career_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = with_catalogue(career_site, GERMAN)
    command = ["translate", *("--docs", f"{site.folder}", "--conf", f"{site.folder}")]
    path = site.folder / "locales/de/LC_MESSAGES/index.po"
    assert main(command) == 0
    first = path.read_bytes()
    assert b"EMAIL@ADDRESS" not in first
    assert str(site.folder).encode() not in first
    assert main(command) == 0
    assert path.read_bytes() == first
    site.replace("index.md", "Led the team of", "Led a team of")
    assert main(command) == 0
    catalogue = pofile.read_po(BytesIO(path.read_bytes()))
    assert [message.id for message in catalogue if message.id and message.fuzzy] == [
        'Led a team of "support".'
    ]
    assert "index.po: 5 to translate" in capsys.readouterr().out
    path.write_text("What is this?\n", "utf-8")
    assert main(command) == 1
    assert "this is not a catalogue" in capsys.readouterr().err
