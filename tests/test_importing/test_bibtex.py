"""BibTeX: publications with authors in order, and errors with line numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_resume.importing.command import NotImportedError, read_source
from sphinx_resume.importing.pages import Known, pages
from tests.support.others import OWN


def written(path: Path, name: str = "") -> str:
    files = pages(read_source(path, "en", name)[0], Known()).files
    return "".join(files.values())


def test_a_publication_keeps_all_its_fields() -> None:
    page = written(OWN / "works.bib", "Robin van Example")
    assert (
        """\
:title: On Examples: ö & C++ <T> of $5 | $x^2$
:date: 2020-01
:venue: Journal of Examples 9(4), 1–5
:type: article
:co-authors: Jane Doe, me, The ATLAS Collaboration, "A. Roe, Jr."
:doi: https://doi.org/10.5555/12345678
:url: https://example.org/a_b

What examples are for.

Keywords: tests
"""
        in page
    )


def test_types_and_status_are_mapped_to_ours() -> None:
    page = written(OWN / "works.bib")
    assert ":type: paper\n:status: in press\n:co-authors: Robin Example\n" in page
    assert ":type: preprint\n" in page
    assert ":url: https://arxiv.org/abs/2101.00001\n\nWith a note.\n" in page
    assert ":publisher: Example University\n:type: thesis\n" in page
    assert ":number: EX 123\n:co-inventors: Robin Example, Jane Doe\n" in page


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("https://e.org/a%20b", "https://e.org/a%20b"),
        ("https://e.org/~jane", "https://e.org/~jane"),
        (r"https://e.org/a\_b\%20c\#d\&e", "https://e.org/a_b%20c#d&e"),
        (r"\url{https://e.org/\~{}jane}", "https://e.org/~jane"),
        (r"https://e.org/{\textasciitilde}jane", "https://e.org/~jane"),
        ("https://e.org/$x$--y", "https://e.org/$x$--y"),
    ],
)
def test_urls_are_not_read_as_latex(said: str, address: str, tmp_path: Path) -> None:
    file = tmp_path / "x.bib"
    file.write_text(f"@book{{a, title={{A}}, url={{{said}}}}}", encoding="utf-8")
    assert f":url: {address}\n" in written(file)


def test_losses_are_reported_with_their_lines() -> None:
    losses = {loss.path: loss for loss in read_source(OWN / "works.bib", "en")[1].losses}
    assert set(losses) == {"@preamble", "doe2020.author[4]", "doe2020.isbn"}
    assert losses["doe2020.isbn"].line == 17


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('@misc{x, title="No"\n@book{y, title={Y}}', r"x\.bib:1: cannot be read: .*"),
        ("@book{y, title={Y}}\n@book{y, title={Z}}", r"x\.bib:2: “y” is given twice; rename one"),
        ("@book{y, title={Y}, title={Z}}", r"x\.bib:1: “title” is given twice in an entry"),
        ("@book{y, title={Y}, year={2020}, month={13}}", "is not a date of the calendar"),
        ("no entries", "has none of the supported formats"),
    ],
)
def test_invalid_input_is_rejected(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "x.bib"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NotImportedError, match=message):
        read_source(file, "en")


def test_forbidden_characters_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "x.bib"
    file.write_text("@article{a, title={A\x01}, journal={B\x02}}", encoding="utf-8")
    assert ":title: A\n:venue: B\n" in written(file)
