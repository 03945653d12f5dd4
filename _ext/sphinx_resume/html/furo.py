"""What furo's pages lack, mended where the theme is furo or made from it.

Our templates come after a project's own, which win. They extend furo's, so little of it is known
here; ``tests/web`` says when a new furo needs less, or more.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader, SphinxFileSystemLoader

from sphinx_resume.html.not_found import fragments
from sphinx_resume.i18n import _, ngettext
from sphinx_resume.model.options import N_

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

#: A project's template can extend what is here: ``{% extends "sphinx_resume/page.html" %}``.
_TEMPLATES: Final = Path(__file__).parent / "templates"

#: What furo writes, and what becomes of it with a name for those who don't see the page.
_REPAIRS: Final = (
    ('<aside class="sidebar-drawer"', r'\g<0> aria-label="{menu}"'),
    ('<aside class="toc-drawer[^"]*"', r'\g<0> aria-label="{contents}"'),
    # The switches of the menus stand where they are seen, so that the keyboard finds them.
    (r'<input [^>]*id="__navigation"[^>]*>', ""),
    (r'<input [^>]*id="__toc"[^>]*>', ""),
    (
        r'<label class="nav-overlay-icon" for="__navigation">(.*?)</label>',
        r'<div class="nav-overlay-icon">{switch} id="__navigation" aria-label="{menu}">\1</div>',
    ),
    (
        r'<label (class="toc-overlay-icon toc-header-icon[^"]*") for="__toc">(.*?)</label>',
        r'<div \1>{switch} id="__toc" aria-label="{contents}">\2</div>',
    ),
    # The contents have two, on phones and on tablets, and one id for both would not do.
    (
        r'<label (class="toc-overlay-icon toc-content-icon[^"]*") for="__toc">(.*?)</label>',
        r'<div \1>{switch} id="__toc-content" aria-label="{contents}">\2</div>',
    ),
    (
        r'<label class="overlay toc-overlay" for="__toc"></label>',
        r'\g<0><label class="overlay toc-overlay" for="__toc-content"></label>',
    ),
    # What furo says in English only, without asking a catalogue.
    ('"Toggle Light / Dark / Auto color theme"', '"{colors}"'),
    ('"Toggle navigation of ([^"]*)"', '"{pages}"'),
    (r"(<a [^>]*>@pradyunsg</a>)'s\s*(<a [^>]*>Furo</a>)", "{theirs}"),
    # What may be wider than the page scrolls, which the keyboard can do only where it can go.
    ("<pre>", '<pre tabindex="0">'),
    (
        r'(?<!tabindex="0">\n)<div class="table-wrapper[^"]*"',
        r'\g<0> role="group" aria-label="{table}" tabindex="0"',
    ),
    ('<article role="main"', r"\g<0>{front}"),
    # Nothing stands outside of all landmarks.
    (
        r'(<a href="#" class="back-to-top.*?</a>\s*)<div class="content-icon-container">',
        r'<div class="content-icon-container" role="region" aria-label="{tools}">{pdf}\1',
    ),
)

#: What furo calls its icons, which are at the start of a page.
_ICONS: Final = (
    N_("Auto light/dark, in dark mode"),
    N_("Auto light/dark, in light mode"),
    N_("Contents"),
    N_("Dark mode"),
    N_("Expand"),
    N_("Light mode"),
    N_("Menu"),
)

#: On pages of positions, what comes before and after is not meant in the order of the menu.
_IN_TIME: Final = (
    (r'(<a class="next-page"[^>]*>.*?<span>)[^<]*', r"\1{later}"),
    (r'(<a class="prev-page"[^>]*>.*?<span>)[^<]*', r"\1{earlier}"),
)


def uses_furo(app: Sphinx) -> bool:
    """Whether the pages are furo's."""
    builder = app.builder
    return isinstance(builder, StandaloneHTMLBuilder) and any(
        Path(folder).name == "furo" for folder in builder.theme.get_theme_dirs()
    )


def prepare(app: Sphinx) -> None:
    """Bring templates and a stylesheet for furo (handler of ``builder-inited``)."""
    if uses_furo(app):
        assert isinstance(app.builder, StandaloneHTMLBuilder)
        _add_templates(app.builder.templates)
        app.add_css_file("sphinx_resume_furo.css", priority=700)  # after furo's own


def _add_templates(engine: object) -> None:
    """Let our templates come after the project's and before the theme's.

    The engine stays what it is: other extensions may have given it filters. One that is not
    Sphinx's may know nothing of Jinja, and is left alone.
    """
    if isinstance(engine, BuiltinTemplateLoader):
        at = engine.templatepathlen
        folders = [_TEMPLATES, _TEMPLATES / "sphinx_resume"]
        engine.pathchain[at:at] = folders  # type: ignore[assignment] # a private kind of Path
        engine.loaders[at:at] = [SphinxFileSystemLoader(folder) for folder in folders]
        engine.templatepathlen += len(folders)


def mend(
    page: str, pagename: str, pdf: str = "", *, front: bool = False, in_time: bool = False
) -> str:
    """The body of a page as furo writes it, with its faults repaired and its furniture."""
    words = {
        "colors": _("Light, dark, or automatic colors"),
        "contents": _("On this page"),
        "earlier": _("Earlier"),
        "front": ' class="resume-front"' if front else "",
        "later": _("Later"),
        "menu": _("Menu"),
        "pages": _("Toggle navigation of %(page)s") % {"page": r"\1"},
        "pdf": _pdf(pdf) if pdf else "",
        "switch": '<input type="checkbox"',
        "table": _("Table"),
        "theirs": _("%(author)s's %(work)s") % {"author": r"\1", "work": r"\2"},
        "tools": _("Page tools"),
    }
    for pattern, repaired in (*_REPAIRS, *(_IN_TIME if in_time else ())):
        page = re.sub(pattern, repaired.format(**words), page, flags=re.DOTALL)
    for icon in _ICONS:
        page = page.replace(f"<title>{icon}</title>", f"<title>{_(icon)}</title>", 1)
    return fragments(page, pagename)


def _pdf(address: str) -> str:
    label = escape(_("Résumé as PDF"))
    return f'<a class="resume-pdf muted-link" href="{escape(address)}" aria-label="{label}">PDF</a>'


def add_words(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Let templates call ``mend`` (handler of ``html-page-context``)."""
    context["resume_mended"] = mend
    context["resume_words"] = {"home": _("Home"), "trail": _("Where this page belongs")}
    if pagename == "search":
        context["resume_found"] = _found(app.config.language)


def _found(language: str) -> dict[str, object]:
    """How the script of the search says what it found, which Sphinx has with no text in German."""
    one = "Search finished, found one page matching the search query."
    forms = [
        ngettext(
            "Search finished, found one page matching the search query.",
            "Search finished, found ${resultCount} pages matching the search query.",
            number,
        )
        for number in (1, 2)
    ]
    return {"locale": language, "plural_expr": "n == 1 ? 0 : 1", "messages": {one: forms}}
