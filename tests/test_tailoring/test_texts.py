"""Reading files such as postings."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_resume.importing.source import SourceError
from sphinx_resume.tailoring import texts

TEXT = "Strong Go\nand C#\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode(),
        "Strong Go\nand C＃\n".encode(),
        "Str\xadong\u200b Go\nand C#\n".encode(),
    ],
)
def test_encodings_and_line_endings(content: bytes) -> None:
    assert texts.of(content, "a").text == TEXT


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a is empty"),
        (b" \r\n\t", "a is empty"),
        (b"\xef\xbb\xbf", "a is empty"),
        (b"<p></p>", "a is empty"),
        (b"%PDF-1.7 ...", "a is a PDF; save it as a text file"),
        (b"PK\x03\x04...", "a is a ZIP file, such as a word processor document; save"),
        (b"{\\rtf1 x}", "a is an RTF document; save"),
        (b"a\0b", "a is not a text file"),
        ("Grüße\n".encode("latin-1"), "a:1: is not UTF-8; save the file in this encoding"),
        (b"word " * 100_000, "a has 500,000 characters; shorten it to at most"),
    ],
)
def test_files_that_are_not_text_are_rejected_with_a_reason(content: bytes, message: str) -> None:
    with pytest.raises(SourceError) as error:
        texts.of(content, "a")
    assert str(error.value).startswith(message)


def test_html_is_read_as_displayed() -> None:
    page = (
        "<!doctype html><html><head><title>Job</title><style>p{go:1}</style></head><body>"
        "<h2>You</h2><ul><li>Strong <b>Go</b> &amp;\n C++</li><li>AWS<br>GCP</ul>"
        "<script>var react</script><p>End</p></body></html>"
    )
    assert [line for line in texts.of(page.encode(), "a").lines if line] == [
        "You",
        "- Strong Go & C++",
        "- AWS",
        "GCP",
        "End",
    ]


def test_addresses_are_blanked_without_moving_text() -> None:
    text = texts.of(b"At https://go.example.org/rust or go@rust.example, Go\n", "a")
    assert text.without_addresses == f"At {' ' * 27} or {' ' * 15}, Go\n"
    assert len(text.without_addresses) == len(text.text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Call +49 30 1234567 or me", "Call or me"),
        ("+49 (0)30 123 45 67, or Tel. +49 (0)30 / 123 45 67", ", or"),
        ("Tel.: 030 / 123 45 67, fax 0301234568.", ", ."),
        ("(030) 123-4567 in 2021", "in 2021"),
        ("+20 %, +1 200 000 users", "+20 %, +1 200 000 users"),
        ("Mobile: 2019-2021 at Acme", "Mobile: 2019-2021 at Acme"),
    ],
)
def test_phone_numbers_are_blanked(text: str, left: str) -> None:
    read = texts.of(text.encode(), "a")
    assert " ".join(read.without_addresses.split()) == left
    assert len(read.without_addresses) == len(read.text)


def test_fractions_stay_apart_from_the_digits_before_them() -> None:
    assert texts.of("2½ years, ½ of it".encode(), "a").text == "2.5 years, 1⁄2 of it"


def test_positions_have_line_numbers() -> None:
    text = texts.of(b"a\nb\n\nc\n", "a")
    assert [text.line(at) for at in (0, 1, 2, 4, 5)] == [1, 1, 2, 3, 4]


def test_a_missing_file_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read: No such file"):
        texts.read(tmp_path / "none.txt")
