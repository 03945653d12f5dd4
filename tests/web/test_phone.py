"""The layout on a phone: headings, the icons above them, the matrix."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.conftest import MakeSite

#: The words of a page's heading that are split across lines.
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


def phone(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.goto(address)
    return page


def test_words_in_headings_do_not_break(browser: Browser, career_site: MakeSite) -> None:
    site = career_site(
        {"index.md": "# Home\n\n```{toctree}\nwork\n```\n", "work.md": "# Programming\n"}
    )
    built = site.build(html_theme="furo", resume_pdf="https://example.org/resume.pdf")
    page = phone(browser, (built.folder / "work.html").as_uri())
    assert page.get_by_role("link", name="PDF").is_visible()
    assert page.evaluate(BROKEN_WORDS) == []


def test_icons_are_far_enough_apart(browser: Browser, address: str) -> None:
    page = phone(browser, address)
    icons = page.locator(".header-right svg:visible").all()
    boxes = [box for icon in icons if (box := icon.bounding_box())]
    assert len(boxes) == 2
    assert boxes[1]["x"] - boxes[0]["x"] - boxes[0]["width"] >= 12


def test_rows_of_the_matrix_are_not_higher_for_hidden_text(
    browser: Browser, example_address: str
) -> None:
    page = phone(browser, example_address)
    rows = page.locator(".resume-matrix tbody tr").all()
    heights = [box["height"] for row in rows if (box := row.bounding_box())]
    assert len(heights) > 15
    assert max(heights) < 180  # four lanes
