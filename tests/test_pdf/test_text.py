"""Texts of authors are escaped, and private data stays private."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import page as page_validation
import pytest

from sphinx_resume.latex.contact import private_file
from sphinx_resume.model.person import Person
from tests.support.pdf.documents import HOSTILE, Documents, Pdf, fold, typeset

pytestmark = [
    # Libraries that read PDFs have deprecations of their own.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]


def test_no_text_of_an_author_is_a_command(hostile: Pdf) -> None:
    assert not (hostile.path.parent / "pwned").exists()
    assert "root:" not in hostile.text
    expected = fold(r"\input{/etc/passwd} $x_1$ & # % ^^41 ^^M ~ {{{ }} \end{document}")
    squeezed = re.sub(r"\s", "", hostile.text)
    assert squeezed.count(re.sub(r"\s", "", expected)) > 8
    info = hostile.reader.metadata
    assert info is not None
    assert info.title == info.author == fold(HOSTILE)


def test_links_have_only_allowed_targets(hostile: Pdf) -> None:
    assert b"javascript" not in hostile.path.read_bytes()
    assert "bad" in hostile.text


def test_a_private_pdf_has_private_data(resume: Documents, tmp_path: Path) -> None:
    shutil.copytree(resume.folder, tmp_path / "latex")
    person = Person(name="Canary O'Private", phone=("+1 555 0199",), email="canary@example.org")
    private = tmp_path / "latex" / "resume-private.tex"
    private.write_text(private_file(person), encoding="utf-8")
    pdf = typeset(private.parent, "resume")
    assert page_validation.validate_pdf(str(pdf.path), profile="ua1").is_compliant
    assert pdf.text.startswith("Canary O'Private ")
    assert " canary@example.org · +1 555 0199 " in pdf.text
    info = pdf.reader.metadata
    assert info is not None
    assert info.title == info.author == "Canary O'Private"
    assert "Canary" not in resume.resume.text
    # The portfolio from the same folder stays public.
    assert "Canary" not in typeset(private.parent, "portfolio").text
