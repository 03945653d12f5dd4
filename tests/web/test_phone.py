"""Headings on a phone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from playwright.sync_api import Browser

from tests.conftest import Site

#: The words of a page's heading that stand in more than one line.
BROKEN_WORDS = r"""() => {
  const found = [];
  const texts = document.createTreeWalker(document.querySelector("h1"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    for (const word of texts.currentNode.data.matchAll(/[^\s-]+/g)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      if (range.getClientRects().length > 1) found.push(word[0]);
    }
  }
  return found;
}"""


def test_the_words_of_headings_stay_whole(
    browser: Browser, career_site: Callable[[Mapping[str, str]], Site]
) -> None:
    site = career_site(
        {"index.md": "# Home\n\n```{toctree}\nwork\n```\n", "work.md": "# Programming\n"}
    )
    built = site.build(html_theme="furo", resume_pdf="https://example.org/resume.pdf")
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.goto((built.folder / "work.html").as_uri())
    assert page.get_by_role("link", name="PDF").is_visible()
    assert page.evaluate(BROKEN_WORDS) == []
