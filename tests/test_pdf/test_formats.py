"""Other formats of the short résumé have the text of its PDF."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.support.pdf.documents import GetDocuments, fold
from tests.support.sites import RESUMES

# MyST uses deprecated parts of Sphinx.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


@pytest.mark.slow
@pytest.mark.parametrize("name", RESUMES)
def test_a_docx_has_the_words_of_the_pdf_in_the_same_order(
    documents: GetDocuments, name: str, tmp_path: Path
) -> None:
    folder = RESUMES[name]
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            folder / "docs",
            folder,
            tmp_path / "out",
            tmp_path / "doctrees",
            "resume-docx",
            confoverrides={"html_baseurl": "https://example.org/me/"},
            status=None,
        )
        app.build()
    document = docx.Document(str(tmp_path / "out" / "resume.docx"))
    said = [word for each in document.paragraphs for word in words(each.text)]
    # Text in drawings comes last.
    assert said == words(documents(name).resume.text)[: len(said)]
    assert len(said) > 300
