"""Extracts the XML of Europass from a PDF."""

from __future__ import annotations

import re
import zlib
from typing import Final

from sphinx_resume.importing.reading import MOST_BYTES, MOST_VALUES
from sphinx_resume.importing.source import SourceError

#: The root element of Europass, and the maximum number of bytes before it.
_EUROPASS: Final = re.compile(rb"<(?:\w+:)?(?:SkillsPassport|Candidate)[\s>]")
_HEAD: Final = 4096


def attached(content: bytes, name: str) -> bytes:
    """The XML of Europass in a PDF; raises `SourceError` if there is none.

    It looks at all streams instead of trusting the tables of the file, but only at the beginning of
    most, so that large files are fast.
    """
    for number, found in enumerate(re.finditer(rb"\bstream\r?\n", content)):
        if number > MOST_VALUES:
            break
        start = found.end()
        if _begins(content[start : start + _HEAD]):
            end = content.find(b"endstream", start)
            return content[start : end if end >= 0 else len(content)].rstrip(b"\r\n")
        try:
            head = zlib.decompressobj().decompress(content[start : start + 2 * _HEAD], _HEAD)
            if _begins(head):
                return _unpacked(content[start:], name)
        except zlib.error:
            continue  # compressed in another way, like images
    raise SourceError(
        f"{name}: has no Europass XML attached; download the XML from Europass, or choose another "
        "file"
    )


def _begins(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and bool(_EUROPASS.search(head))


def _unpacked(content: bytes, name: str) -> bytes:
    reader = zlib.decompressobj()
    plain = reader.decompress(content, MOST_BYTES)
    if not reader.eof:
        raise SourceError(f"{name}: the attachment is damaged or too large")
    return plain
