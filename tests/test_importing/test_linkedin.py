"""LinkedIn's data export: a folder or a ZIP file, whatever it contains."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from sphinx_resume.importing import tables
from sphinx_resume.importing.command import NotImportedError, Report, read_source
from sphinx_resume.importing.neutral import Imported
from sphinx_resume.importing.pages import Known, pages
from tests.support.others import OWN

FOLDER = OWN / "linkedin"


def packed(target: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target


def read(path: Path) -> tuple[Imported, Report]:
    return read_source(path, "en")


@pytest.mark.parametrize("prefix", ["", "Basic_LinkedInDataExport_01-02-2024/"])
def test_a_zip_is_read_like_its_folder(prefix: str, tmp_path: Path) -> None:
    content = {f"{prefix}{file.name}": file.read_bytes() for file in FOLDER.iterdir()}
    archive = packed(tmp_path / "export.zip", dict(content))
    from_zip, from_folder = read(archive)[0], read(FOLDER)[0]
    assert pages(from_zip, Known()).files == pages(from_folder, Known()).files
    assert from_zip.person.private == from_folder.person.private


def test_dates_and_quoted_lines_are_read_and_duplicate_rows_dropped() -> None:
    imported, report = read(FOLDER)
    page = pages(imported, Known()).files["positions/example-works.md"]
    assert ":start: 2021-03\n:end: present\n\nLeads the team.\n\n- Wrote the order" in page
    assert page.count("```{position}") == 2
    assert ("Positions[2]", "the same row was there before") in report.remarks
    reasons = {loss.path: loss.reason for loss in report.losses}
    assert reasons["Connections.csv"] == "it is not part of a résumé"
    assert reasons["Recommendations Received[0].Text"].startswith("texts by others")


def test_contact_data_becomes_private() -> None:
    person = read(FOLDER)[0].person
    assert dict(person.private) == {
        "name": "Robin Example",
        "email": "robin@example.org",
        "phone": "+1 212 555 0142",
        "address": "1 Example Street, Exampleton, 12345, New York",
        "links": {
            "Twitter": "https://x.com/robin",
            "Company": "https://example.org/works",
            "Portfolio": "https://robin.example.org",
            "E-mail": "mailto:old@example.org",
        },
    }


def test_a_profile_alone_is_enough(tmp_path: Path) -> None:
    archive = packed(
        tmp_path / "p.zip", {"Profile.csv": (FOLDER / "Profile.csv").read_text("utf-8")}
    )
    imported, report = read(archive)
    assert report.format == "LinkedIn"
    assert imported.items == []
    assert imported.person.headline == "Engineer for C++ & Go"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('Name\n"Go', r"Skills\.csv:2: is not valid CSV"),
        ("Name\nGo,Extra", r"Skills\.csv:2: has more cells than columns"),
        (b"Name\n\xff\xfe", r"Skills\.csv:2: is not UTF-8"),
    ],
)
def test_an_invalid_table_is_rejected_with_its_line(
    text: str | bytes, message: str, tmp_path: Path
) -> None:
    with pytest.raises(NotImportedError, match=message):
        read(packed(tmp_path / "x.zip", {"Skills.csv": text}))


@pytest.mark.parametrize("mark", [";", "\t"])
def test_a_table_may_come_from_a_spreadsheet(mark: str, tmp_path: Path) -> None:
    text = mark.join(["Company Name", "Title"]) + "\n" + mark.join(["A, B", "Engineer", "", ""])
    imported, report = read(packed(tmp_path / "x.zip", {"Positions.csv": text}))
    assert [item.text("organization") for item in imported.items] == ["A, B"]
    assert report.losses == []


def test_a_table_without_a_known_column_is_reported(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"Positions.csv": "Firma|Titel\nA|B", "Skills.csv": "Name\nGo"}
    _imported, report = read(packed(tmp_path / "x.zip", files))
    (loss,) = report.losses
    assert (loss.path, loss.reason) == ("Positions.csv", "none of its columns is known")


def test_no_file_in_an_archive_is_extracted_to_disk(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    archive = packed(
        folder / "x.zip",
        {"../../Skills.csv": "Name\nGo\n", "/etc/Languages.csv": "Name,Proficiency\nGreek,good\n"},
    )
    imported, _report = read(archive)
    assert [item.name for item in imported.items] == ["Go", "Greek"]
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["x.zip"]


@pytest.mark.parametrize("flaw", ["damaged", "encrypted", "cut", "unknown", "no ZIP file"])
def test_an_archive_that_cannot_be_read_is_rejected(flaw: str, tmp_path: Path) -> None:
    rows = "\n".join(str(number) for number in range(999))
    file = packed(tmp_path / "x.zip", {"Skills.csv": f"Name\n{rows}"})
    content = bytearray(file.read_bytes())
    central = content.index(b"PK\x01\x02")
    match flaw:
        case "damaged":
            content[100:140] = bytes(40)
        case "encrypted":
            content[6] |= 1
            content[central + 8] |= 1
        case "unknown":
            content[8] = content[central + 10] = 77
        case "cut":
            content[central + 20 : central + 24] = bytes([9, 0, 0, 0])
        case _:
            content = bytearray(b"PK")
    file.write_bytes(content)
    with pytest.raises(NotImportedError, match=r"x\.zip: cannot be read as a ZIP file: ."):
        read(file)


def test_a_zip_bomb_is_rejected(tmp_path: Path) -> None:
    bomb = packed(tmp_path / "bomb.zip", {"Skills.csv": b"Name\n" + b"0" * 40_000_000})
    assert bomb.stat().st_size < 100_000
    with pytest.raises(NotImportedError, match="too large when decompressed"):
        read(bomb)
    many = packed(tmp_path / "many.zip", {f"{n}.csv": "" for n in range(tables.MOST_FILES + 1)})
    with pytest.raises(NotImportedError, match="has more than"):
        read(many)


def test_a_file_that_is_not_an_archive_is_rejected(tmp_path: Path) -> None:
    file = tmp_path / "x.zip"
    file.write_bytes(b"PK\x03\x04 no")
    with pytest.raises(NotImportedError, match=r"x\.zip: cannot be read as a ZIP file"):
        read(file)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("readme.txt", "x")
    file.write_bytes(content.getvalue())
    with pytest.raises(NotImportedError, match="has none of the supported formats"):
        read(file)


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("Name\nSecret\n", encoding="utf-8")
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "Skills.csv").symlink_to(secret)
    (folder / "Languages.csv").write_text("Name\nGreek\n", encoding="utf-8")
    assert [item.name for item in read(folder)[0].items] == ["Greek"]
