"""RenderCV: fields with both dates in one."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_resume.importing.command import Report, read_source
from sphinx_resume.importing.neutral import Imported


def read(tmp_path: Path, text: str) -> tuple[Imported, Report]:
    file = tmp_path / "cv.yaml"
    file.write_text(text, encoding="utf-8")
    return read_source(file, "en")


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("2020-01 to Present", "2020-01", "present"),
        ("2015 – ongoing", "2015", "present"),
        ("2015 to present", "2015", "present"),
        ("Sept 2012 – June 2014", "2012-09", "2014-06"),
        ("2012", "2012", "2012"),
    ],
)
def test_one_field_may_have_both_dates(said: str, start: str, end: str, tmp_path: Path) -> None:
    entry = f'cv:\n  sections:\n    experience:\n      - company: Acme\n        date: "{said}"\n'
    imported, report = read(tmp_path, entry)
    (item,) = imported.items
    assert (item.text("start"), item.text("end")) == (start, end)
    assert report.losses == []
