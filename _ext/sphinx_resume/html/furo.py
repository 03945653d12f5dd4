"""Furo, and themes based on it: our navigation in its pages, and fixes of its markup.

Templates of the project take precedence over ours. Ours extend furo's, so they depend on little of
it.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_resume.html import languages
from sphinx_resume.html.not_found import fix_fragments
from sphinx_resume.i18n import _, ngettext, plural_rule
from sphinx_resume.model.options import N_
from sphinx_resume.sphinx_fixes import template_folders
from sphinx_resume.sphinx_fixes.furo_markup import fixed, with_class, with_labels

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

#: Templates of a project can extend these: ``{% extends "sphinx_resume/page.html" %}``.
_TEMPLATES: Final = Path(__file__).parent / "templates"

#: The names of furo's icons; the same as in `furo_markup.ICONS`.
_ICONS: Final = (
    N_("Auto light/dark, in dark mode"),
    N_("Auto light/dark, in light mode"),
    N_("Contents"),
    N_("Dark mode"),
    N_("Expand"),
    N_("Light mode"),
    N_("Menu"),
)


def setup(app: Sphinx) -> None:
    """Register the templates and what they call."""
    app.connect("builder-inited", prepare)
    app.connect("html-page-context", add_texts)


def uses_furo(app: Sphinx) -> bool:
    """Whether the theme is furo, or based on it."""
    builder = app.builder
    return isinstance(builder, StandaloneHTMLBuilder) and any(
        Path(folder).name == "furo" for folder in builder.theme.get_theme_dirs()
    )


def prepare(app: Sphinx) -> None:
    """Add templates and a style sheet for furo (handler of ``builder-inited``)."""
    if uses_furo(app):
        assert isinstance(app.builder, StandaloneHTMLBuilder)
        template_folders.add(app.builder.templates, [_TEMPLATES, _TEMPLATES / "sphinx_resume"])
        app.add_css_file("sphinx_resume_furo.css", priority=700)  # must come after furo's own


def fix_page(
    page: str, pagename: str, tools: str = "", *, front: bool = False, in_time: bool = False
) -> str:
    """Fix furo's markup in the body of a page, and add our tools, which are HTML, and labels."""
    page = fixed(page, _texts(tools))
    if front:
        page = with_class(page, "resume-front")
    if in_time:  # the links lead to the previous and next position, not along the menu
        page = with_labels(page, _("Earlier"), _("Later"))
    return fix_fragments(page, pagename)


def _texts(tools: str) -> dict[str, str]:
    """Texts that furo lacks or has only in English, and our own tools for the top of a page."""
    return {
        "colors": _("Light, dark, or automatic colors"),
        "contents": _("On this page"),
        "menu": _("Menu"),
        "more_tools": tools.replace("\\", r"\\"),
        "pages": _("Toggle navigation of %(page)s") % {"page": r"\1"},
        "switch": '<input type="checkbox"',
        "table": _("Table"),
        "theirs": _("%(author)s's %(work)s") % {"author": r"\1", "work": r"\2"},
        "tools": _("Page tools"),
        **{icon: _(icon) for icon in _ICONS},
    }


def _pdf(address: str) -> str:
    label = escape(_("Résumé as PDF"))
    return f'<a class="resume-pdf muted-link" href="{escape(address)}" aria-label="{label}">PDF</a>'


def add_texts(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give templates the fixes and our texts (handler of ``html-page-context``)."""
    context["resume_fix_page"] = fix_page
    address = context.get("resume_pdf")
    found = [languages.switch(app, pagename), _pdf(address) if address else ""]
    context["resume_tools"] = "".join(found if pagename != "404" else found[1:])
    context["resume_words"] = {"home": _("Home"), "trail": _("Where this page belongs")}
    if pagename == "search":
        context["resume_found"] = _search_messages(app.config.language)


def _search_messages(language: str) -> dict[str, object]:
    """Translations of the messages of Sphinx's search script, which lack a German text."""
    one = "Search finished, found one page matching the search query."
    rule, numbers = plural_rule()
    forms = [
        ngettext(
            "Search finished, found one page matching the search query.",
            "Search finished, found ${resultCount} pages matching the search query.",
            number,
        )
        for number in numbers
    ]
    return {"locale": language, "plural_expr": rule, "messages": {one: forms}}
