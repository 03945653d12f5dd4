"""Players of recordings: the address to embed for the address of a page."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

#: Patterns of pages with a recording, and their players, which set no cookies before a click.
_PLAYERS: Final = (
    (
        r"(?:www\.)?youtube\.com/watch\?(?:.*&)?v=([\w-]+).*|youtu\.be/([\w-]+).*",
        "www.youtube-nocookie.com/embed/{}",
    ),
    (r"(?:www\.)?vimeo\.com/(\d+).*", "player.vimeo.com/video/{}?dnt=1"),
    (r"(?:www\.)?archive\.org/details/([\w.-]+).*", "archive.org/embed/{}"),
)


def player(recording: str) -> str:
    """The address of the player for a recording; empty if the site is unknown."""
    url = urlsplit(recording)
    page = f"{url.netloc}{url.path}" + (f"?{url.query}" if url.query else "")
    for pattern, address in _PLAYERS:
        if match := re.fullmatch(pattern, page):
            found = next(group for group in match.groups() if group)
            return "https://" + address.format(found)
    return ""
