"""Reads folders and ZIP files of CSV tables, in memory and within limits."""

from __future__ import annotations

import csv
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path as FilePath
from pathlib import PurePosixPath
from typing import Any, Final

from sphinx_resume.importing.reading import MOST_BYTES, MOST_VALUES, decoded, read_bytes
from sphinx_resume.importing.source import Loss, Path, Source, SourceError
from sphinx_resume.model.unicode_text import harmless

#: The maximum number of files, and their maximum total size when decompressed.
MOST_FILES: Final = 5_000
_MOST_UNPACKED: Final = 4 * MOST_BYTES

#: Returns the name of the table in a file; ``None`` if it is not needed.
Named = Callable[[str], str | None]


def tables_source(path: FilePath, named: Named, columns: Sequence[str]) -> Source:
    """The tables in a folder or ZIP file, each as a list of rows by column name.

    A table begins at the first row with one of these `columns`.
    """
    files = _folder(path) if path.is_dir() else _zip(path)
    lines: dict[Path, int] = {}
    names: dict[str | int, str] = {}
    source = Source(str(path), {}, lines, names)
    values: dict[str, Any] = {}
    for name, content in files:
        table = named(PurePosixPath(name).stem)
        if table is None or table in values:
            why = "there is already a table of this kind" if table else "it is not part of a résumé"
            source.losses.append(Loss(name, "the whole file", why))
            continue
        where = f"{path}{'/' if path.is_dir() else ': '}{name}"
        text = decoded(content(), where)
        mark = next((mark for mark in _MARKS if _has_head(text, mark, set(columns))), "")
        if not mark and text.strip():
            source.losses.append(Loss(name, "the whole file", "none of its columns is known"))
            continue
        values[table] = _rows(text, mark or ",", where, table, set(columns), lines)
        names[table] = where
    source.value = values
    return source


#: Separators of cells; spreadsheets use others than LinkedIn.
_MARKS: Final = (",", ";", "\t")


def _has_head(text: str, mark: str, columns: set[str]) -> bool:
    """Whether a table has a row of known columns if its cells are separated by a mark."""
    return any(
        columns & {cell.strip(' "') for cell in line.split(mark)} for line in text.split("\n")
    )


_Files = Iterator[tuple[str, Callable[[], bytes]]]


def _folder(path: FilePath) -> _Files:
    for file in sorted(path.rglob("*.csv")):
        if file.is_file() and not file.is_symlink():
            yield file.relative_to(path).as_posix(), partial(read_bytes, file)


def _zip(path: FilePath) -> _Files:
    with _refused(path):
        archive = zipfile.ZipFile(path)
    with archive:
        members = archive.infolist()
        if len(members) > MOST_FILES:
            raise SourceError(f"{path}: has more than {MOST_FILES} files")
        left = [_MOST_UNPACKED]
        for member in sorted(members, key=lambda member: member.filename):
            name = member.filename.replace("\\", "/")
            if not name.lower().endswith(".csv") or "__MACOSX" in name:
                continue
            yield name, partial(_unpacked, archive, member, path, left)


@contextmanager
def _refused(path: FilePath) -> Iterator[None]:
    """Report a damaged, encrypted, or unsupported archive."""
    try:
        yield
    except (
        *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError),
        *(NotImplementedError, RuntimeError, ValueError),
    ) as error:
        raise SourceError(f"{path}: cannot be read as a ZIP file: {error}") from error


def _unpacked(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: FilePath, left: list[int]
) -> bytes:
    """Decompress a file up to the remaining limit, without trusting its declared size."""
    most = min(MOST_BYTES, left[0])
    with _refused(path), archive.open(member) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise SourceError(f"{path}: {member.filename} is too large when decompressed")
    left[0] -= len(content)
    return content


def _rows(
    text: str, mark: str, where: str, table: str, columns: set[str], lines: dict[Path, int]
) -> list[dict[str, str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    head: list[str] = []
    rows: list[dict[str, str]] = []
    line = 1
    try:
        for row in reader:
            cells = [harmless(cell).strip() for cell in row]
            if head and any(cells):
                lines[(table, len(rows))] = line
                rows.append(dict(zip(head, cells, strict=False)))
                if any(cells[len(head) :]):
                    message = f"{where}:{line}: has more cells than columns"
                    raise SourceError(message)
            elif columns & set(cells):
                head = cells
            line = reader.line_num + 1
            if len(lines) > MOST_VALUES:
                raise SourceError(f"{where}: has too many rows")
    except csv.Error as error:
        raise SourceError(f"{where}:{reader.line_num}: is not valid CSV: {error}") from error
    return rows
