"""Messages for readers, in the language of the build.

Each message is a whole sentence with named placeholders, since languages differ in word order.
"""

from __future__ import annotations

import re
from gettext import c2py, translation
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.locale import get_translator

from sphinx_resume.model.options import N_

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

CATALOG: Final = "sphinx_resume"
LOCALES: Final = Path(__file__).parent / "locale"
#: The languages that there are words in.
LANGUAGES: Final = ("en", *sorted(path.parents[1].name for path in LOCALES.glob("*/*/*.mo")))

#: Messages that Sphinx and furo look up in Sphinx's catalogues, which lack some translations.
LENT: Final = (
    N_("Back to top"),
    N_("Edit this page"),
    N_("Home"),
    N_("Last updated on %(last_updated)s"),
    N_("Link to this code"),
    N_("Link to this definition"),
    N_("Link to this heading"),
    N_("Link to this image"),
    N_("Link to this table"),
    N_("Link to this term"),
    N_("Link to this toctree"),
    N_("Made with "),
    N_("Next"),
    N_("On this page"),
    N_("Please activate JavaScript to enable the search functionality."),
    N_("Previous"),
    N_("Skip to content"),
    N_("View this page"),
    N_('<a href="https://www.sphinx-doc.org/">Sphinx</a> and '),
)

_PLACE: Final = re.compile(r"%\((\w+)\)s")


def _(message: str) -> str:
    """Translate a message into the language of the build."""
    return get_translator(CATALOG).gettext(message)


def ngettext(one: str, several: str, number: int) -> str:
    """Translate a message in the plural form for a number."""
    return get_translator(CATALOG).ngettext(one, several, number)


def plural_rule() -> tuple[str, tuple[int, ...]]:
    """The plural rule of the language of the build, and an example number for each form.

    The rule is an expression that gives the index of the form for ``n`` in C and in JavaScript.
    """
    header = get_translator(CATALOG).info().get("plural-forms", "nplurals=2; plural=(n != 1);")
    rule = header.partition("plural=")[2].rstrip("; ")
    form = c2py(rule)
    numbers = {form(number): number for number in reversed(range(200))}
    return f"+({rule})", tuple(number for _form, number in sorted(numbers.items()))


def setup(app: Sphinx) -> None:
    """Register the catalogue."""
    app.add_message_catalog(CATALOG, str(LOCALES))
    app.connect("config-inited", lend)


def lend(app: Sphinx, config: Config) -> None:
    """Add our catalogue as a fallback for Sphinx's own (handler of ``config-inited``)."""
    # Load our own: Sphinx's copy is chained to catalogues of earlier builds in the same process.
    ours = translation(CATALOG, LOCALES, [config.language], fallback=True)
    get_translator().add_fallback(ours)


def capital(word: str) -> str:
    """A word as a heading begins."""
    return word[:1].upper() + word[1:]


def phrase(message: str, **parts: nodes.Node | list[nodes.Node]) -> list[nodes.Node]:
    """Return a message with nodes in place of placeholders such as ``%(period)s``."""
    result: list[nodes.Node] = []
    for index, piece in enumerate(_PLACE.split(message)):
        if index % 2:
            part = parts[piece]
            result += part if isinstance(part, list) else [part]
        elif piece:
            result.append(nodes.Text(piece))
    return result
