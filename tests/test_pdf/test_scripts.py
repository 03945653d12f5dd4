"""PDFs in all scripts, alone and mixed with Latin."""

from __future__ import annotations

import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import page as page_validation
import pytest

import programs
from sphinx_resume.extracting.extractors import EXTRACTORS
from tests.support.needs import need
from tests.support.pdf.documents import Pdf, typeset, write_latex

CONF = """\
extensions = ["myst_parser", "sphinx_resume"]
primary_domain = "resume"
resume_today = "2024-06-30"
latex_documents = [("index", "resume.tex", "Résumé", "", "resume")]
"""
PAGE = """\
# Résumé

{text}

```{{position}} acme
:organization: Acme {text}
:title: Engineer
:start: 2020-01
:end: 2021-02

- Built **{text}** with {{skill}}`{text} <x>`, in 2021.
```

```{{skill}} {text}
:formerly: x
```
"""

#: By language: a few words.
TEXTS = {
    "ru": "Инженер по надёжности",
    "el": "Μηχανικός λογισμικού",
    "ar": "مهندس برمجيات",
    "he": "מהנדס תוכנה",
    "hi": "सॉफ़्टवेयर अभियंता",
    "th": "วิศวกรซอฟต์แวร์",
    "zh_CN": "软件工程师",
    "ja": "ソフトウェア職務経歴",
    "ko": "소프트웨어 엔지니어",
}


def made(folder: Path, language: str, text: str, **values: Any) -> Pdf:
    need("TeX")
    source = folder / "docs"
    source.mkdir()
    (source / "conf.py").write_text(CONF, encoding="utf-8")
    (source / "index.md").write_text(PAGE.format(text=text), encoding="utf-8")
    write_latex(source, source, folder, language=language, **values)
    latex = (folder / "latex" / "resume.tex").read_text("utf-8")
    if absent := programs.missing(programs.fonts_of(latex)):
        pytest.fail(programs.install_advice(absent), pytrace=False)
    return typeset(folder / "latex", "resume")


def text_of(pdf: Pdf) -> str:
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(pdf.path), "-"], capture_output=True, check=True
    )
    text = done.stdout.decode()
    # Letters, not the forms that they have in a word
    assert [
        c for c in text if "ARABIC" in unicodedata.name(c, "") and " FORM" in unicodedata.name(c)
    ] == []
    return plain(text)


def plain(text: str) -> str:
    """A text on one line, without invisible characters."""
    text = unicodedata.normalize("NFKC", text)
    return " ".join("".join(c for c in text if unicodedata.category(c) != "Cf").split())


@pytest.mark.parametrize("language", TEXTS)
def test_each_script_is_typeset_and_extracted(tmp_path: Path, language: str) -> None:
    pdf = made(tmp_path, language, TEXTS[language])
    for profile in ("ua1", "2b"):
        result = page_validation.validate_pdf(str(pdf.path), profile=profile)
        assert [str(failure) for failure in result.failures] == []
    words = text_of(pdf)
    assert "?" not in words
    assert plain(TEXTS[language]) in words


#: The languages that other programs do not extract whole, which is not up to the PDF. They ignore
#: ActualText, and so lose vowels of Hindi that are written before their consonant: from PDFs of
#: Chromium and LibreOffice, too. pypdf takes the order of letters in the file for that on the page,
#: and reverses those from right to left; pdfminer does not, and extracts them from PDFs of Chromium
#: and LibreOffice in reverse.
LIMITS: dict[str, set[str]] = {"pypdf": {"ar", "he", "hi"}, "pdfminer.six": {"hi"}}


@pytest.mark.parametrize("program", LIMITS)
def test_other_programs_extract_the_same_but_for_their_own_limits(mixed: Pdf, program: str) -> None:
    (extractor,) = (each for each in EXTRACTORS if each.name == program)
    words = plain(" ".join(extractor.read(mixed.path)))
    missing = {language for language, text in TEXTS.items() if plain(text) not in words}
    assert missing <= LIMITS[program]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    """A résumé with all scripts in a line."""
    return made(tmp_path_factory.mktemp("mixed"), "en", ", ".join([*TEXTS.values(), "🚀"]))


def test_scripts_may_be_mixed_in_a_line(mixed: Pdf) -> None:
    for profile in ("ua1", "2b"):
        result = page_validation.validate_pdf(str(mixed.path), profile=profile)
        assert [str(failure) for failure in result.failures] == []
    words = text_of(mixed)
    assert "?" not in words
    assert [language for language, text in TEXTS.items() if plain(text) not in words] == []


def test_latin_documents_load_no_script_support(tmp_path: Path) -> None:
    pdf = made(tmp_path, "de", "Größe – „Maß“ → 5 €")
    log = pdf.path.with_suffix(".log").read_text("utf-8", "replace")
    assert "sphinxresume-scripts" not in pdf.path.with_suffix(".tex").read_text("utf-8")
    assert "Noto" not in log
