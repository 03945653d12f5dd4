"""Fix the markup of furo's pages: accessible names, keyboard access, and translated words.

Fault: parts of furo's pages have no accessible name, are outside all landmarks, or cannot be
  reached with the keyboard; and some words are always in English, because furo's templates do not
  mark them as messages.
Needed for: furo 2025.12.19, the newest version tried.
Test: tests/test_html/test_furo.py::test_controls_of_furo_have_accessible_names
Removable: each fix on its own, when that test reports that its pattern finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple


class Fix(NamedTuple):
    """A replacement in furo's markup."""

    pattern: str
    #: The replacement, with names of our words in braces.
    replacement: str
    #: Whether every page of text has a match, or only pages with such an element.
    everywhere: bool = True


FIXES: Final = (
    Fix('<aside class="sidebar-drawer"', r'\g<0> aria-label="{menu}"'),
    Fix('<aside class="toc-drawer[^"]*"', r'\g<0> aria-label="{contents}"'),
    # The checkboxes of the menus go where they are visible, so that the keyboard reaches them.
    Fix(r'<input [^>]*id="__navigation"[^>]*>', ""),
    Fix(r'<input [^>]*id="__toc"[^>]*>', ""),
    Fix(
        r'<label class="nav-overlay-icon" for="__navigation">(.*?)</label>',
        r'<div class="nav-overlay-icon">{switch} id="__navigation" aria-label="{menu}">\1</div>',
    ),
    Fix(
        r'<label (class="toc-overlay-icon toc-header-icon[^"]*") for="__toc">(.*?)</label>',
        r'<div \1>{switch} id="__toc" aria-label="{contents}">\2</div>',
    ),
    # The contents have two checkboxes, for phones and for tablets, which need different ids.
    Fix(
        r'<label (class="toc-overlay-icon toc-content-icon[^"]*") for="__toc">(.*?)</label>',
        r'<div \1>{switch} id="__toc-content" aria-label="{contents}">\2</div>',
    ),
    Fix(
        r'<label class="overlay toc-overlay" for="__toc"></label>',
        r'\g<0><label class="overlay toc-overlay" for="__toc-content"></label>',
    ),
    # Words that furo does not look up in a catalogue.
    Fix('"Toggle Light / Dark / Auto color theme"', '"{colors}"'),
    Fix('"Toggle navigation of ([^"]*)"', '"{pages}"', everywhere=False),
    Fix(r"(<a [^>]*>@pradyunsg</a>)'s\s*(<a [^>]*>Furo</a>)", "{theirs}"),
    # What may be wider than the page scrolls; for the keyboard to scroll it, it must be focusable.
    Fix("<pre>", '<pre tabindex="0">', everywhere=False),
    Fix(
        r'(?<!tabindex="0">\n)<div class="table-wrapper[^"]*"',
        r'\g<0> role="group" aria-label="{table}" tabindex="0"',
        everywhere=False,
    ),
    # Put what is outside all landmarks into one.
    Fix(
        r'(<a href="#" class="back-to-top.*?</a>\s*)<div class="content-icon-container">',
        r'<div class="content-icon-container" role="region" aria-label="{tools}">{more_tools}\1',
    ),
)

#: The titles of furo's icons, which are defined at the start of a page.
ICONS: Final = (
    "Auto light/dark, in dark mode",
    "Auto light/dark, in light mode",
    "Contents",
    "Dark mode",
    "Expand",
    "Light mode",
    "Menu",
)


def fixed(page: str, words: Mapping[str, str]) -> str:
    """Fix the body of a page that furo wrote.

    `words` gives the words in braces in `FIXES`, and the titles for `ICONS`, as HTML.
    """
    for fix in FIXES:
        text = fix.replacement.format_map(words)
        page = re.sub(fix.pattern, text, page, flags=re.DOTALL)
    for icon in ICONS:
        page = page.replace(f"<title>{icon}</title>", f"<title>{words[icon]}</title>", 1)
    return page


#: The links to the next and the previous page, up to their labels.
_NEXT: Final = r'(<a class="next-page"[^>]*>.*?<span>)[^<]*'
_PREVIOUS: Final = r'(<a class="prev-page"[^>]*>.*?<span>)[^<]*'
_ARTICLE: Final = '<article role="main"'
#: The patterns that navigation is added to; the first is on every page of text.
ADDED_TO: Final = (_ARTICLE, _NEXT, _PREVIOUS)


def with_class(page: str, name: str) -> str:
    """Add a class to the article of a page."""
    return page.replace(_ARTICLE, f'{_ARTICLE} class="{name}"')


def with_labels(page: str, previous: str, following: str) -> str:
    """Replace the labels of the links to the previous and the following page."""
    for pattern, label in ((_NEXT, following), (_PREVIOUS, previous)):
        page = re.sub(pattern, rf"\g<1>{label}", page, flags=re.DOTALL)
    return page


def without_effect(page: str) -> Iterator[str]:
    """The patterns that match nothing on a page that furo wrote."""
    for fix in FIXES:
        if fix.everywhere and not re.search(fix.pattern, page, flags=re.DOTALL):
            yield fix.pattern
    if _ARTICLE not in page:
        yield _ARTICLE
    for icon in ICONS:
        if f"<title>{icon}</title>" not in page:
            yield f"<title>{icon}</title>"
