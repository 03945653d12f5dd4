"""The report of ``sphinx-resume parse`` on our own PDFs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_resume.commands import main
from tests.support.needs import need
from tests.support.pdf.documents import GetDocuments
from tests.support.sites import RESUMES

# Libraries that read PDFs warn of their own future.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]


@pytest.mark.parametrize("name", RESUMES)
def test_everything_is_extracted_from_our_own_files(
    documents: GetDocuments,
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    need("pdftotext")
    monkeypatch.chdir(tmp_path)
    docs = RESUMES[name] / "docs"
    pdf = documents(name).resume.path
    assert main(["parse", f"{pdf}", "--docs", f"{docs}", "--json"]) == 0
    found = json.loads(capfd.readouterr().out)["extracted"]
    assert len(found) == 4
    for each in found:
        assert each["percent"] == 100
        fields = {field["field"]: field["found"] for field in each["fields"]}
        assert fields["dates"] >= fields["organization"] > 1
