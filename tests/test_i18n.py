"""Texts of the extension in languages other than English."""

from __future__ import annotations

import ast
import datetime as dt
import json
import re
from collections.abc import Callable
from gettext import c2py
from pathlib import Path

import pytest
import sphinx
from babel import Locale
from babel.dates import format_skeleton
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from babel.units import format_unit
from bs4 import BeautifulSoup, Tag
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _ as of_sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_resume.i18n import LANGUAGES, capital, phrase
from tests.conftest import CONF, Built, Site

PACKAGE = Path(__file__).parents[1] / "_ext" / "sphinx_resume"
CATALOGUES = sorted(PACKAGE.glob("locale/*/LC_MESSAGES/sphinx_resume.po"))
GERMAN = PACKAGE / "locale/de/LC_MESSAGES/sphinx_resume.po"


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_mo(file) if path.suffix == ".mo" else read_po(file, locale=path.parts[-3])


def strings(catalogue: Catalog) -> dict[object, tuple[str, ...]]:
    """Messages and their translations, in all forms."""
    found = {
        tuple(message.id) if isinstance(message.id, (list, tuple)) else message.id: message
        for message in catalogue
    }
    return {key: forms(message) for key, message in found.items() if key}


def forms(message: Message) -> tuple[str, ...]:
    string = message.string
    return tuple(string) if isinstance(string, (list, tuple)) else (string or "",)


def test_the_expected_catalogues_exist() -> None:
    """Named as Sphinx names them, so that its words and ours are in the same language."""
    languages = [path.parts[-3] for path in CATALOGUES]
    assert languages == (
        "ar de es fr it ja nl pl pt pt_BR ru tr uk_UA zh_CN".split()  # noqa: SIM905
    )
    theirs = Path(sphinx.__file__).parent / "locale"
    assert [each for each in languages if not (theirs / each).is_dir()] == []


def test_the_guide_lists_all_languages() -> None:
    guide = (PACKAGE.parents[1] / "docs/about/languages.md").read_text("utf-8")
    assert set(re.findall(r"\| `([a-z]{2}(?:_[A-Z]{2})?)` ", guide)) == set(LANGUAGES)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_has_every_message_and_no_other(path: Path) -> None:
    in_code = {message[2] for message in extract_from_dir(PACKAGE)}
    assert set(strings(read(path))) == in_code, "run nox -s locale, and translate what is new"


def test_every_message_is_where_extraction_finds_it() -> None:
    gathered = {message[2] for message in extract_from_dir(PACKAGE)}
    marked = {
        (module.name, call.args[0].value)
        for module in PACKAGE.rglob("*.py")
        for call in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"_", "N_"}
        and isinstance(call.args[0], ast.Constant)
    }
    assert {(name, message) for name, message in marked if message not in gathered} == set()


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_message_is_translated_with_all_placeholders(path: Path) -> None:
    catalogue = read(path)
    assert [message.id for message in catalogue if message.id and not all(forms(message))] == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert [str(error) for _message, errors in catalogue.check() for error in errors] == []


PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\$\{\w+\}|<[^>]+>")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_translations_have_the_placeholders_of_their_messages(path: Path) -> None:
    """But a form of a single number need not have the number."""
    for message in read(path):
        if isinstance(message.id, str) and message.id and message.string:
            assert sorted(PLACES.findall(str(message.string))) == sorted(PLACES.findall(message.id))
        elif message.id and any(forms(message)):
            found = [set(PLACES.findall(form)) for form in forms(message)]
            assert found[-1] == set(PLACES.findall(message.id[-1]))
            assert all(each <= found[-1] for each in found)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_translations_keep_surrounding_spaces(path: Path) -> None:
    """But after a colon of full width no space is written."""
    for message in read(path):
        for form in forms(message) if message.id else ():
            one = message.id if isinstance(message.id, str) else message.id[0]
            if form and not form.endswith("："):
                assert form.endswith(" ") == one.endswith(" "), form
                assert form == form.lstrip()


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_plural_forms_match_the_language(path: Path) -> None:
    catalogue = read(path)
    known = get_plural(Locale.parse(path.parts[-3]))
    assert catalogue.num_plurals == known.num_plurals
    rule, theirs = c2py(catalogue.plural_expr), c2py(known.plural_expr)
    assert [rule(number) for number in range(1000)] == [theirs(number) for number in range(1000)]
    for message in catalogue:
        if isinstance(message.id, (list, tuple)):
            assert len(forms(message)) == known.num_plurals


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_quotation_marks_match_the_language(path: Path) -> None:
    """They are the same in all messages, and never straight."""
    said = [form for message in read(path) if message.id for form in forms(message)]
    quoted = next(f for m in read(path) if m.id == "“%(sentence)s”" for f in forms(m))
    opening, closing = quoted.split("%(sentence)s")
    marks = set("“”„«»‘「」") - set(opening + closing)
    assert [form for form in said if marks & set(form)] == []
    assert [form for form in said if '"' in re.sub("<[^>]*>", "", form) or "'" in form] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_compiled_catalogue_is_that_of_the_sources(path: Path) -> None:
    translated = {key: said for key, said in strings(read(path)).items() if all(said)}
    assert strings(read(path.with_suffix(".mo"))) == translated, "run nox -s locale"


def test_a_phrase_has_nodes_for_its_placeholders() -> None:
    link = nodes.inline("", "Acme")
    time: list[nodes.Node] = [nodes.Text("2020"), nodes.Text(" – 2021")]
    found = phrase("neben %(position)s: %(period)s.", position=link, period=time)
    assert [node.astext() for node in found] == ["neben ", "Acme", ": ", "2020", " – 2021", "."]


# A site whose author writes Greek, so that every Latin letter on it is from us.

PAGES = {
    "index.md": """\
        # Βιογραφικό

        ```{timeline}
        ```

        ```{skill-matrix}
        ```

        ```{skill-matrix}
        :columns: positions
        ```

        ```{entry-list} position
        :style: full
        ```

        ```{entry-list} skill
        :style: lines
        ```

        ```{entry-list} talk
        :by: year
        ```

        ```{entry-list} talk
        :by: skill
        :style: lines
        ```

        ```{entry-list} language
        :style: lines
        ```

        ```{entry-list} certificate
        :style: lines
        ```

        ```{entry-list} publication
        :style: lines
        ```

        {ref}`Δεξιότητες <resume-skills>`

        ```{toctree}
        work
        other
        ```
        """,
    "work.md": """\
        # Εργασία

        ```{position} ena
        :title: Μηχανικός
        :organization: Άλφα
        :start: 2021-07
        :end: 2023-04

        Με {skill}`Πι` και {talk}`omilia`.
        ```

        ```{position} dyo
        :title: Σύμβουλος
        :organization: Βήτα
        :start: 2023-02-01
        :end: present

        Με {skill}`Ρο`.
        ```

        ```{position} tria
        :title: Βοηθός
        :organization: Γάμμα
        :start: 2014
        :end: 2016

        Με {skill}`Σίγμα`.
        ```

        ```{education} sxoli
        :title: Σπουδές
        :organization: Σχολή
        :start: 2010
        :end: 2013
        :status: incomplete
        ```
        """,
    "other.md": """\
        # Άλλα

        ```{skill} Πι
        :aliases: Πιπι
        :category: Πράγματα
        ```

        ```{skill} Ρο
        ```

        ```{skill} Σίγμα
        ```

        ```{skill} Ταυ
        ```

        ```{interest} fos
        :title: Φως

        Για {skill}`Πι`.
        ```

        ```{evidence} Πι
        ```

        ```{talk} omilia
        :title: Ομιλία
        :date: 2022-05-03
        :co-speakers: Ελένη
        :slides: https://example.org/1
        :recording: https://www.youtube.com/watch?v=abc
        :embed:

        Για {skill}`Πι`.
        ```

        ```{talk} mystiko
        :title: Μυστικό
        :during: ena
        :visibility: internal

        Και για {skill}`Πι`.
        ```

        ```{talk} poté
        :title: Ποτέ

        Για κάτι.
        ```

        ```{incident} vlavi
        :title: Βλάβη
        :date: 2022-08-01
        :during: ena
        :visibility: sanitised
        :part: Παρών.
        :agreed: Άννα

        Με {skill}`Πι`.
        ```

        ```{incident-timeline}
        :zone: UTC

        - 2022-08-01 10:00 [start] Αρχή.
        - 10:05 [detection] Κάτι.
        - 10:30 [mitigation] Άλλο.
        - 11:10 [resolution] Τέλος.
        ```

        ```{incident-timeline}
        - T+0 [detection] Κάτι.
        - T+1 h 5 min [resolution] Τέλος.
        ```

        ```{incident} vlavi2
        :title: Βλάβες
        :visibility: internal
        ```

        ```{publication} keimeno
        :title: Κείμενο
        :date: 2020
        :co-authors: Ελένη
        ```

        ```{award} vraveio
        :title: Βραβείο
        :during: tria
        ```

        ```{certificate} xarti
        :title: Χαρτί
        :date: 2020
        :expires: 2021-03
        ```

        ```{certificate} xarti2
        :title: Χαρτιά
        :date: 2020
        :expires: 2031-03
        ```

        ## Γλώσσες

        ```{language} Ελληνικά
        ```
        """,
}
#: Words of Sphinx, in the index, and names that are not translated.
NAMES = {"Symbole", "Index", "UTC", "T", "h", "min", "rubrique", "cabeçalho"}


@pytest.fixture(scope="module")
def greek(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Built]:
    site = Site(tmp_path_factory.mktemp("greek"))
    site.write({"conf.py": CONF, **PAGES})

    def build(builder: str, language: str = "de") -> Built:
        # As the command does: docutils need not know the language.
        with patch_docutils():
            return site.build(builder, language=language)

    return build


def german() -> set[str]:
    """The words of the German catalogue, and those of its dates and durations."""
    return vocabulary("de")


def vocabulary(language: str) -> set[str]:
    """The words of a catalogue, and those of the dates and durations of its language."""
    catalogue = read(PACKAGE / f"locale/{language}/LC_MESSAGES/sphinx_resume.po")
    ours = [form for message in catalogue if message.id for form in forms(message)]
    locale = Locale.parse(language)
    theirs = [
        name
        for context in locale.months.values()
        for names in context.values()
        for name in names.values()
    ]
    dates = [format_skeleton("yMMMMd", dt.date(2021, n, 1), locale=locale) for n in range(1, 13)]
    units = ("year", "month", "day", "hour", "minute")
    theirs += [
        format_unit(n, f"duration-{each}", length, locale=locale)
        for each in units
        for n in (1, 2, 5, 0.5)
        for length in ("long", "short")
    ]
    known = {word for text in (*ours, *theirs, *dates) for word in words(text)}
    return known | {capital(word) for word in known} | NAMES


def words(text: str) -> set[str]:
    """Words in Latin letters, except in URLs and placeholders of messages."""
    text = re.sub(r"%\(\w+\)|(https?://|www\.)\S+", " ", text)
    return set(re.findall(r"[A-Za-zÀ-ž]+", text))


def shown(root: Tag) -> str:
    """All text of an element, including labels and descriptions."""
    for other in root.select("script, style"):
        other.decompose()
    attributes = ("title", "aria-label", "alt", "placeholder", "content", "summary")
    said = [str(tag[name]) for tag in root.find_all() for name in attributes if name in tag.attrs]
    return "\n".join([*root.stripped_strings, *said])


def body(built: Built, docname: str) -> Tag:
    found = BeautifulSoup(built.source(f"{docname}.html"), "html.parser").select_one("div.body")
    assert found is not None
    return found


@pytest.mark.parametrize("docname", ["index", "work", "other", "resume-skills"])
def test_our_texts_are_german_on_a_german_page(greek: Callable[..., Built], docname: str) -> None:
    built = greek("html")
    assert built.warnings == []
    assert words(shown(body(built, docname))) - german() == set()


def test_our_texts_are_german_in_plain_text(greek: Callable[..., Built]) -> None:
    built = greek("text")
    found = "".join(built.source(f"{docname}.txt") for docname in ("index", "work", "other"))
    assert words(found) - german() == set()


@pytest.mark.parametrize("language", [path.parts[-3] for path in CATALOGUES])
def test_our_texts_are_translated_in_every_language(
    greek: Callable[..., Built], language: str
) -> None:
    built = greek("html", language)
    assert built.warnings == []
    for docname in ("index", "work", "other"):
        assert words(shown(body(built, docname))) - vocabulary(language) == set()


@pytest.fixture(scope="module")
def furo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The Greek author's site with the theme furo."""
    site = Site(tmp_path_factory.mktemp("furo"))
    site.write({"conf.py": CONF, **PAGES})
    options = {
        "source_edit_link": "https://example.org/{filename}",
        "source_view_link": "https://example.org/{filename}",
    }
    return site.build(
        language="de",
        html_theme="furo",
        html_theme_options=options,
        html_title="Βιογραφικό",
        html_last_updated_fmt="1906",
        html_copy_source=False,
        html_baseurl="https://example.org/",
        resume_feed=True,
        resume_pdf="https://example.org/resume.pdf",
    )


#: German words of Sphinx itself, and names.
AROUND = {"Suche", "Stichwortverzeichnis", "Fehler", "Sphinx", "Furo", "pradyunsg", "PDF"}


@pytest.mark.parametrize(
    "docname", ["index", "work", "other", "resume-skills", "genindex", "search", "404"]
)
def test_all_texts_are_german_on_a_german_page_of_furo(furo: Built, docname: str) -> None:
    page = furo.page(docname)
    assert page.title is not None
    assert page.body is not None
    text = f"{page.title.text}\n{shown(page.body)}"
    titles = [str(link["title"]) for link in page.select("link[title]")]
    assert words("\n".join([text, *titles])) - german() - AROUND == set()


@pytest.mark.parametrize(("language", "numbers"), [("de", 2), ("ar", 6), ("ja", 1), ("en", 2)])
def test_the_search_uses_every_plural_form(language: str, numbers: int, tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write({"conf.py": CONF, "index.md": "# Α\n"})
    source = site.build(language=language, html_theme="furo").source("search.html")
    found = re.search(r"Documentation.addTranslations\((.*?)\)</script>", source)
    assert found is not None
    said = json.loads(found[1])
    rule = c2py(said["plural_expr"].removeprefix("+"))
    (counts,) = said["messages"].values()
    assert len(counts) == numbers
    assert all("${resultCount}" in counts[rule(number)] for number in (17, 122, 205))
    assert {rule(number) for number in range(200)} == set(range(numbers))


def test_furo_speaks_german(furo: Built) -> None:
    page = furo.page("other")
    texts = {" ".join(text.split()) for text in page.stripped_strings}
    assert texts >= {"Auf dieser Seite", "Nach oben", "Zum Inhalt springen", "Menü", "Dunkel"}
    details = page.select_one(".left-details")
    assert details is not None
    assert " ".join(details.get_text().split()) == (
        "Erstellt mit Sphinx und Furo von @pradyunsg Zuletzt geändert am 1906"
    )
    heading = page.select_one("h1 .headerlink")
    assert heading is not None
    assert heading["title"] == "Link zu dieser Überschrift"
    titles = [link["title"] for link in page.select(".content-icon-container a[title]")]
    assert titles == ["Quelltext dieser Seite", "Diese Seite bearbeiten"]


def test_translations_of_a_project_take_precedence_in_every_build(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write({"conf.py": f"{CONF}language = 'de'\nlocale_dirs = ['own']\n", "index.md": "# Α\n"})
    catalogue = Catalog("de")
    catalogue.add("Next", "Vorwärts")
    (tmp_path / "own/de/LC_MESSAGES").mkdir(parents=True)
    with (tmp_path / "own/de/LC_MESSAGES/sphinx.mo").open("wb") as file:
        write_mo(file, catalogue)
    for _build in range(4):
        with docutils_namespace():
            Sphinx(tmp_path, tmp_path, tmp_path / "out", tmp_path / "out", "text", status=None)
        assert of_sphinx("Next") == "Vorwärts"
        assert of_sphinx("Previous") == "Zurück"
        assert of_sphinx("Nobody says this") == "Nobody says this"


def test_dates_durations_and_quotes_are_german(greek: Callable[..., Built]) -> None:
    built = greek("html")
    root = BeautifulSoup(built.source("work.html"), "html.parser")
    assert root.html is not None
    assert root.html["lang"] == "de"
    text = " ".join(body(built, "work").stripped_strings)
    assert "Juli 2021 – April 2023 · 1 Jahr 10 Monate" in text
    assert "1. Februar 2023 – heute" in text
    assert "Wo ich es genutzt habe: Stellen" in " ".join(body(built, "other").stripped_strings)
    quotes = [p.get_text() for p in body(built, "other").select(".resume-backlinks p")]
    assert "„Με Πι και Ομιλία.“" in quotes
