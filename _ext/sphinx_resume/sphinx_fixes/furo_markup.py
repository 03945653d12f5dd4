"""The markup of furo's pages: names for what has none, and words in the language of the site.

Fault: parts of furo's pages have no names for those who don't see them, stand outside of all
  landmarks, or cannot be reached with the keyboard; and some words are in English always, for
  they are not in furo's templates as messages.
Needed for: furo 2025.12.19, the newest that this was tried with.
Test: tests/test_html/test_furo.py::test_what_furo_hides_from_some_has_names
Removable: each repair by itself, when that test says that it finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple


class Repair(NamedTuple):
    """A replacement in furo's markup."""

    pattern: str
    #: With words of ours in braces.
    repaired: str
    #: Whether each page of text has it, or those only that have something of the kind.
    everywhere: bool = True


REPAIRS: Final = (
    Repair('<aside class="sidebar-drawer"', r'\g<0> aria-label="{menu}"'),
    Repair('<aside class="toc-drawer[^"]*"', r'\g<0> aria-label="{contents}"'),
    # The switches of the menus stand where they are seen, so that the keyboard finds them.
    Repair(r'<input [^>]*id="__navigation"[^>]*>', ""),
    Repair(r'<input [^>]*id="__toc"[^>]*>', ""),
    Repair(
        r'<label class="nav-overlay-icon" for="__navigation">(.*?)</label>',
        r'<div class="nav-overlay-icon">{switch} id="__navigation" aria-label="{menu}">\1</div>',
    ),
    Repair(
        r'<label (class="toc-overlay-icon toc-header-icon[^"]*") for="__toc">(.*?)</label>',
        r'<div \1>{switch} id="__toc" aria-label="{contents}">\2</div>',
    ),
    # The contents have two, on phones and on tablets, and one id for both would not do.
    Repair(
        r'<label (class="toc-overlay-icon toc-content-icon[^"]*") for="__toc">(.*?)</label>',
        r'<div \1>{switch} id="__toc-content" aria-label="{contents}">\2</div>',
    ),
    Repair(
        r'<label class="overlay toc-overlay" for="__toc"></label>',
        r'\g<0><label class="overlay toc-overlay" for="__toc-content"></label>',
    ),
    # What furo says in English only, without asking a catalogue.
    Repair('"Toggle Light / Dark / Auto color theme"', '"{colors}"'),
    Repair('"Toggle navigation of ([^"]*)"', '"{pages}"', everywhere=False),
    Repair(r"(<a [^>]*>@pradyunsg</a>)'s\s*(<a [^>]*>Furo</a>)", "{theirs}"),
    # What may be wider than the page scrolls, which the keyboard can do only where it can go.
    Repair("<pre>", '<pre tabindex="0">', everywhere=False),
    Repair(
        r'(?<!tabindex="0">\n)<div class="table-wrapper[^"]*"',
        r'\g<0> role="group" aria-label="{table}" tabindex="0"',
        everywhere=False,
    ),
    # Nothing stands outside of all landmarks.
    Repair(
        r'(<a href="#" class="back-to-top.*?</a>\s*)<div class="content-icon-container">',
        r'<div class="content-icon-container" role="region" aria-label="{tools}">{more_tools}\1',
    ),
)

#: What furo calls its icons, which are at the start of a page.
ICONS: Final = (
    "Auto light/dark, in dark mode",
    "Auto light/dark, in light mode",
    "Contents",
    "Dark mode",
    "Expand",
    "Light mode",
    "Menu",
)


def repaired(page: str, words: Mapping[str, str]) -> str:
    """The body of a page as furo writes it, without these faults.

    `words` are those in braces in `REPAIRS`, as HTML, and those for `ICONS`.
    """
    for repair in REPAIRS:
        text = repair.repaired.format_map(words)
        page = re.sub(repair.pattern, text, page, flags=re.DOTALL)
    for icon in ICONS:
        page = page.replace(f"<title>{icon}</title>", f"<title>{words[icon]}</title>", 1)
    return page


#: What comes before and after a page, each with its label.
_NEXT: Final = r'(<a class="next-page"[^>]*>.*?<span>)[^<]*'
_PREVIOUS: Final = r'(<a class="prev-page"[^>]*>.*?<span>)[^<]*'
_ARTICLE: Final = '<article role="main"'
#: What furniture is added to; the first stands on each page of text.
ADDED_TO: Final = (_ARTICLE, _NEXT, _PREVIOUS)


def with_class(page: str, name: str) -> str:
    """The page with a class on its text."""
    return page.replace(_ARTICLE, f'{_ARTICLE} class="{name}"')


def with_labels(page: str, previous: str, following: str) -> str:
    """The page with these labels on the links to what comes before and after."""
    for pattern, label in ((_NEXT, following), (_PREVIOUS, previous)):
        page = re.sub(pattern, rf"\g<1>{label}", page, flags=re.DOTALL)
    return page


def without_effect(page: str) -> Iterator[str]:
    """The replacements that found nothing to replace on a page written by furo."""
    for repair in REPAIRS:
        if repair.everywhere and not re.search(repair.pattern, page, flags=re.DOTALL):
            yield repair.pattern
    if _ARTICLE not in page:
        yield _ARTICLE
    for icon in ICONS:
        if f"<title>{icon}</title>" not in page:
            yield f"<title>{icon}</title>"
