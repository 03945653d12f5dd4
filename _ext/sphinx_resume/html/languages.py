"""Links to a page in the other languages of the site, whose URLs are set in conf.py."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from sphinx_resume.i18n import capital
from sphinx_resume.model.dates import find_locale

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Version(NamedTuple):
    """A page in a language."""

    #: The BCP 47 language tag, such as ``pt-BR``.
    code: str
    #: The name of the language in that language.
    name: str
    address: str
    #: Whether it is the page itself.
    is_own: bool


def versions(app: Sphinx, page: str) -> list[Version]:
    """The versions of a page in all languages; empty if there is only one."""
    known = app.config.resume_languages
    if len({*known, app.config.language}) < 2:
        return []
    return [
        Version(
            language.replace("_", "-"),
            _name(language),
            f"{address.rstrip('/')}/{app.builder.get_target_uri(page)}",
            language == app.config.language,
        )
        for language, address in known.items()
    ]


def _name(language: str) -> str:
    locale = find_locale(language)
    return capital(locale.get_display_name(locale) or language)


def tags(app: Sphinx, page: str) -> list[str]:
    """The links for the head of a page, for search engines, including one to the page itself."""
    return [
        f'<link rel="alternate" hreflang="{escape(each.code)}" href="{escape(each.address)}">'
        for each in versions(app, page)
    ]


def switch(app: Sphinx, page: str) -> str:
    """The links for readers, each named in its own language."""
    return "".join(
        f'<a class="resume-translation muted-link" href="{escape(each.address)}" '
        f'hreflang="{escape(each.code)}" lang="{escape(each.code)}">{escape(each.name)}</a>'
        for each in versions(app, page)
        if not each.is_own
    )
