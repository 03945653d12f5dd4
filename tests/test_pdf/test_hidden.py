"""Hidden text is in no PDF either: not in text, bookmarks, metadata, or structure."""

from __future__ import annotations

import pypdf
import pytest

from tests.conftest import MYST_IS_OLD, MakeSite
from tests.support.pdf.documents import typeset
from tests.test_reading.test_hidden_text import (
    CANARY,
    ENTRIES,
    OVERVIEW,
    POSITION,
    RESUME,
    SECRET,
    WAYS,
    build,
)

pytestmark = MYST_IS_OLD


@pytest.mark.parametrize("name", ["resume", "portfolio"])
def test_no_pdf_contains_hidden_text(career_site: MakeSite, name: str) -> None:
    """All ways of hiding at once; the text next to it is there."""
    bodies = [POSITION.replace("acme", f"acme-{at}") % way for at, way in enumerate(WAYS.values())]
    hidden = [
        (way % SECRET).replace("} zorblax", f"}} zorblax-{at}")
        for at, way in enumerate(ENTRIES.values())
    ]
    work = "\n\n".join(["# Work", *bodies, *hidden])
    site = career_site({"index.md": OVERVIEW, "work.md": work, "resume.md": RESUME})
    pdf = typeset(build(site, "latex").folder, name)
    reader = pypdf.PdfReader(pdf.path)
    text = pdf.text
    assert text.count("Shown.") >= len(WAYS) - 2
    assert CANARY.casefold() not in text.casefold()
    said = [*_titles(reader.outline), *map(str, (reader.metadata or {}).values())]
    said += [str(value) for _depth, _tag, found in pdf.elements for value in found.values()]
    said.append((reader.xmp_metadata and reader.xmp_metadata.stream.get_data().decode()) or "")
    assert "Experience" in "\n".join(said)
    assert CANARY.casefold() not in "\n".join(said).casefold()


def _titles(outline: object) -> list[str]:
    """The titles of bookmarks at all levels."""
    if isinstance(outline, list):
        return [title for each in outline for title in _titles(each)]
    return [str(outline["/Title"])] if isinstance(outline, dict) else []
