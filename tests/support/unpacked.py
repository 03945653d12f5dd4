"""The content of files in any compressed format."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

import pypdf


def unpacked(path: Path) -> str:
    """The whole content of a file; for a PDF, its text, metadata, URLs of links, and tags."""
    if path.suffix == ".pdf":
        return _pdf(path)
    if path.suffix == ".inv":
        # An inventory is compressed after four lines.
        head, packed = path.read_bytes().split(b"zlib.\n", 1)
        return (head + zlib.decompress(packed)).decode("utf-8")
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as parts:
            content = b"\n".join(map(parts.read, parts.namelist()))
    else:
        content = path.read_bytes()
    return content.decode("latin-1")


def _pdf(path: Path) -> str:
    reader = pypdf.PdfReader(path)
    parts = [page.extract_text() for page in reader.pages]
    parts.append(str(reader.metadata))
    for each in reader.xref[0] if reader.xref else ():
        obj = pypdf.generic.IndirectObject(each, 0, reader).get_object()
        parts.append(str(obj))
        if isinstance(obj, pypdf.generic.StreamObject):
            parts.append(obj.get_data().decode("latin-1"))
    parts += [
        str(pypdf.generic.IndirectObject(number, 0, reader).get_object())
        for number in reader.xref_objStm
    ]
    return " ".join(" ".join(parts).split())
