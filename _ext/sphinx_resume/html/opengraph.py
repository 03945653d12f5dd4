"""Previews of links to a page: Open Graph metadata (https://ogp.me/) and an image."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from babel import Locale
from babel.core import get_global

from sphinx_resume.html import social_card, urls
from sphinx_resume.output import own_files

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def file(docname: str) -> str:
    """The file name of the image of a page."""
    return f"_cards/{docname}.png"


def tags(app: Sphinx, docname: str, title: str, text: str, locale: Locale) -> Iterator[str]:
    """The ``<meta>`` elements of a page; writes its image. None if the site has no address."""
    base = urls.base(app)
    if not base:
        return
    site = app.config.html_title
    picture = social_card.Card(title, text, site)
    own_files.put(app, file(docname), social_card.draw(picture))
    properties = {
        "og:type": "profile" if docname == app.config.root_doc else "website",
        "og:url": urls.page(app, docname),
        "og:site_name": site,
        "og:title": title,
        "og:description": text,
        "og:locale": _with_territory(locale),
        "og:image": f"{base}{quote(file(docname))}",
        "og:image:width": f"{social_card.WIDTH}",
        "og:image:height": f"{social_card.HEIGHT}",
        "og:image:alt": picture.alternative,
    }
    for name, content in properties.items():
        yield f'<meta property="{name}" content="{escape(content)}">'
    yield '<meta name="twitter:card" content="summary_large_image">'


def _with_territory(locale: Locale) -> str:
    """A locale in the form that Open Graph requires: ``en_US``."""
    likely = str(get_global("likely_subtags").get(str(locale), ""))
    territory = locale.territory or likely.rpartition("_")[2]
    return "_".join(filter(None, (locale.language, territory)))
