"""Files beside the doctrees are written as a whole, or stay as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_resume.output.state_files import replace


def test_a_file_is_written_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "state" / "a.json"
    replace(path, b"one")
    replace(path, b"two")
    assert path.read_bytes() == b"two"
    assert [each.name for each in path.parent.iterdir()] == ["a.json"]


def test_what_cannot_be_written_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    replace(path, b"one")

    def fail(self: Path, content: bytes) -> int:
        with self.open("wb") as file:
            file.write(content[:1])
        raise OSError("no space left")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OSError, match="no space left"):
        replace(path, b"two")
    assert path.read_bytes() == b"one"
