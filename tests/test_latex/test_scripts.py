"""The scripts of a document."""

from __future__ import annotations

import pytest
from sphinx.builders.latex import LaTeXBuilder
from sphinx.util import logging
from sphinx.util.docutils import patch_docutils

import programs
from sphinx_resume.latex.scripts import SCRIPTS, scripts_of
from sphinx_resume.latex.text import clean
from sphinx_resume.model.dates import is_right_to_left
from tests.conftest import MakeSite


@pytest.mark.parametrize(
    ("text", "language", "scripts"),
    [
        ("plain", "en", []),
        ("Größe – “quoted” … → 5 €, ≥", "de", ["zsym"]),
        ("Größe – “quoted” … → 5 €", "de", []),
        ("Жук", "ru", ["cyrl"]),
        ("Αθήνα und Жук", "de", ["cyrl", "grek"]),
        ("שלום السيرة", "en", ["arab", "hebr"]),
        ("देवनागरी ภาษาไทย", "en", ["deva", "thai"]),
        ("简历", "zh_CN", ["hans"]),
        ("簡歷", "zh_TW", ["hant"]),
        ("職務", "ja", ["jpan"]),
        ("職務カタカナ", "en", ["jpan"]),
        ("이력서", "ko", ["kore"]),
        ("🚀", "en", ["zsym"]),
        ("𒀀", "en", ["zsym"]),
    ],
)
def test_scripts_are_found_in_a_text(text: str, language: str, scripts: list[str]) -> None:
    assert scripts_of(text, language) == scripts


def test_each_script_has_fonts_to_install() -> None:
    assert {*SCRIPTS, "hans", "hant", "jpan"} == set(programs.FONTS)
    (font,) = programs.fonts_of("\\def\\resumescripts{arab}\n\\documentclass{sphinxresume}")
    assert font.looks_for == "NotoSansArabic-Regular.ttf"
    assert programs.fonts_of("\\documentclass{sphinxresume}") == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", True), ("he", True), ("fa", True), ("de", False), ("xx", False)],
)
def test_text_directions_match_languages(language: str, expected: bool) -> None:
    assert is_right_to_left(language) is expected


def test_joiners_are_kept_in_cursive_scripts() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("क्\u200dष") == "क्\u200dष"
    assert clean("a\u200cb\u200d") == "ab"


@pytest.mark.parametrize("language", ["hi", "th", "ko"])
def test_sphinx_does_not_miss_its_babel(career_site: MakeSite, language: str) -> None:
    site = career_site({"index.md": "# One\n"})
    document = ("index", "index.tex", "One", "", "resume")
    with patch_docutils():
        built = site.build("latex", language=language, latex_documents=[document])
    assert built.warnings == []


def test_other_messages_about_the_language_are_shown(
    career_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    init = LaTeXBuilder.init_babel

    def init_and_warn(self: LaTeXBuilder) -> None:
        init(self)
        logging.getLogger(LaTeXBuilder.__module__).warning("something else")

    monkeypatch.setattr(LaTeXBuilder, "init_babel", init_and_warn)
    site = career_site({"index.md": "# One\n"})
    document = ("index", "index.tex", "One", "", "resume")
    with patch_docutils():
        built = site.build("latex", language="th", latex_documents=[document])
    assert built.warnings == ["WARNING: something else"]
