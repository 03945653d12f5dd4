"""Europass: both editors' formats, attachments of PDFs, and malicious XML."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from sphinx_resume.importing.command import NotImportedError, read_source
from sphinx_resume.importing.neutral import Imported
from sphinx_resume.importing.pages import Known, pages
from tests.support.others import OWN

OLD, NEW = OWN / "europass-old.xml", OWN / "europass-new.xml"


def read(path: Path) -> Imported:
    return read_source(path, "en")[0]


def test_dates_of_the_old_editor_are_read() -> None:
    files = pages(read(OLD), Known()).files
    page = files["positions/example-works.md"]
    assert ":start: 2019-10-05\n:end: present\n" in page
    assert "Wrote the **order service** in C++ & Go\n\n- for $5 | \\{\\{ x }}\n" in page
    assert ":start: 2016\n:end: 2017-02\n" in files["positions/sample-labs.md"]
    assert ":department: Informatics\n" in files["education.md"]


def test_an_invalid_month_is_rejected(tmp_path: Path) -> None:
    file = tmp_path / "x.xml"
    file.write_text(OLD.read_text("utf-8").replace('month="--09"', 'month="--19"'), "utf-8")
    with pytest.raises(NotImportedError, match=r"x\.xml:\d+: .*Period\.From: “2012-19”"):
        read(file)


def test_languages_keep_their_levels() -> None:
    page = pages(read(OLD), Known()).files["languages.md"]
    assert "```{language} Portuguese\n:level: native\n```" in page
    assert ":level: Listening C1, Reading C2, Spoken interaction B2, Spoken production B2" in page
    page = pages(read(NEW), Known()).files["languages.md"]
    assert "```{language} Portuguese\n:level: native\n```" in page
    assert "```{language} English\n:level: Listening C1, Writing B2\n```" in page


def test_positions_at_one_employer_share_its_description() -> None:
    page = pages(read(NEW), Known()).files["positions/example-works.md"]
    assert page.count(":organization: Example Works\n:location: Lisbon, PT\n") == 2
    assert page.count(":url: https://example.org/works\n") == 2
    assert ":start: 2021-03\n:end: present\n" in page
    assert ":start: 2019-01-15\n:end: 2021-02\n" in page
    assert "- Wrote it in {skill}`Go` & {skill}`C++`\n- \\{\\{ fast }}\n" in page


@pytest.mark.parametrize("pack", [zlib.compress, bytes], ids=["packed", "plain"])
@pytest.mark.parametrize("sample", [OLD, NEW], ids=["old", "new"])
def test_a_pdf_is_read_from_its_attachment(sample: Path, pack: object, tmp_path: Path) -> None:
    assert callable(pack)
    stream = pack(sample.read_bytes())
    file = tmp_path / "cv.pdf"
    file.write_bytes(
        b"%PDF-1.7\n4 0 obj\n<< /Length 5 >>\nstream\r\n\x00\xff\x13!\x7f\nendstream\nendobj\n"
        b"5 0 obj\n<< /Type /EmbeddedFile /Length "
        + str(len(stream)).encode()
        + b" >>\nstream\n"
        + stream
        + b"\nendstream\nendobj\n"
    )
    assert pages(read(file), Known()).files == pages(read(sample), Known()).files


def test_a_pdf_without_data_is_rejected(tmp_path: Path) -> None:
    file = tmp_path / "cv.pdf"
    file.write_bytes(b"%PDF-1.7\nstream\nBT (Hello) Tj ET\nendstream\n")
    with pytest.raises(NotImportedError, match=r"cv\.pdf: has no Europass XML attached"):
        read(file)


def test_a_pdf_with_many_streams_is_read(tmp_path: Path) -> None:
    """Each is looked at, and what follows is not copied for each, which would take an hour."""
    file = tmp_path / "cv.pdf"
    other = b"stream\n" + zlib.compress(b"BT (Hello) Tj ET") + b"\nendstream\n"
    own = b"stream\n" + zlib.compress(NEW.read_bytes()) + b"\nendstream\n"
    file.write_bytes(b"%PDF-1.7\n" + other * 90_000 + own)
    assert read(file).person.name


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><Candidate>&c;</Candidate>',
            "declares entities or a document type",
        ),
        (
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Candidate>&a;</Candidate>',
            "declares entities or a document type",
        ),
        ("<Candidate>\n<a></b></Candidate>", r"x\.xml:2: is not valid XML"),
        ("<a>" * 100 + "</a>" * 100, "nested too deeply"),
        ("", "is not valid XML"),
        ("<recipe/>", "has none of the supported formats"),
    ],
)
def test_malicious_xml_is_rejected(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "x.xml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NotImportedError, match=message):
        read(file)


def test_an_unknown_language_falls_back_to_english() -> None:
    imported = read_source(NEW, "xx")[0]
    assert [item.name for item in imported.items if item.kind == "language"] == [
        item.name for item in read(NEW).items if item.kind == "language"
    ]


@pytest.mark.parametrize(
    ("said", "end"),
    [("", "present"), ("<CurrentIndicator>false</CurrentIndicator>", "")]
    + [(f"<EndDate>{when}</EndDate>", end) for when, end in (("2020-05", "2020-05"), ("?", ""))],
)
def test_only_ongoing_entries_are_imported_as_ongoing(said: str, end: str, tmp_path: Path) -> None:
    file = tmp_path / "x.xml"
    file.write_text(
        "<Candidate><CandidateProfile><Projects><Project><Title>T</Title><EmploymentPeriod>"
        f"<StartDate>2019-05</StartDate>{said}</EmploymentPeriod></Project></Projects>"
        "</CandidateProfile></Candidate>",
        encoding="utf-8",
    )
    assert [item.text("end") for item in read(file).items] == [end]


def test_texts_of_europass_are_in_the_language_of_the_site(tmp_path: Path) -> None:
    file = tmp_path / "x.xml"
    group = (
        "<VoluntaryWorks><VoluntaryWork><Title>Club</Title><EmploymentPeriod><StartDate>2019-05"
        "</StartDate></EmploymentPeriod></VoluntaryWork></VoluntaryWorks>"
    )
    text = NEW.read_text("utf-8").replace("<Others>", f"{group}<Others>")
    file.write_text(text, encoding="utf-8")
    imported = read_source(file, "de")[0]
    sections = {heading: [block.text for block in found] for heading, found in imported.sections}
    assert sections["Führerschein"] == ["B"]
    assert sections["Ehrenamtliche Arbeit"] == ["Club", "Mai 2019 – heute"]
    levels = [item.text("level") for item in imported.items if item.kind == "language"]
    assert "Hören C1, Schreiben B2" in levels
    old = dict(read_source(OLD, "de")[0].sections)
    assert [block.text for block in old["Digitale Fähigkeiten"][1:]] == [
        "Datenverarbeitung: C", "Sicherheit: B",
    ]  # fmt: skip
