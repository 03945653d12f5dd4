"""A résumé translated with Sphinx's message catalogues."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages import Catalog, mofile, pofile

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
