"""The search index stems each word once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from tests.conftest import MakeSite


def test_each_word_is_stemmed_once(career_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[str] = Counter()
    stem = SearchEnglish.stem

    def count(self: SearchEnglish, word: str) -> str:
        asked[word] += 1
        return stem(self, word)

    monkeypatch.setattr(SearchEnglish, "stem", count)
    pages = {f"{name}.md": f"# {name}\n\nShared words.\n" for name in ("one", "two", "three")}
    site = career_site({"index.md": "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n", **pages})
    index = site.build().source("searchindex.js")
    assert (asked["Shared"], asked["words"]) == (1, 1)
    assert '"share":[1,2,3]' in index.replace(" ", "")
